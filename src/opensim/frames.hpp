#pragma once

#include <map>
#include <string>
#include <vector>

#include "dorsal/opensim/model.hpp"
#include "xml.hpp"

namespace dorsal::opensim {

/// Rotation by body-fixed angles about x, then y, then z. [rad]
[[nodiscard]] Eigen::Matrix3d rotation_xyz(const Eigen::Vector3d& angles);

/// A frame fixed to a body.
struct FixedFrame {
  std::size_t body = 0;
  RigidPose pose;  // in the body
};

/// Every frame of a document that something may be fixed to, found by its path.
class Frames {
 public:
  /// Adds a body's own frame. @return false where the path is taken
  bool add_body(const std::string& path, std::size_t body);
  /// Adds all PhysicalOffsetFrames that stand below `parent`, whose path is given.
  /// @error malformed  two of one path
  Result<void> add_offsets(const Xml& xml, Node parent, const std::string& path);
  /// Works out where every offset frame stands.
  /// @error missing  a parent; malformed  frames that hang on themselves
  Result<void> settle(const Xml& xml);

  /// @param socket  as written in the file
  /// @param owner   path of the component that the socket belongs to
  /// @error missing
  Result<FixedFrame> find(const Xml& xml, const std::string& socket, const std::string& owner,
                          Node where) const;

 private:
  struct Entry {
    FixedFrame frame;
    Node node;  // of an offset frame
    std::string path;
    enum class State { waiting, visiting, settled } state = State::settled;
  };
  [[nodiscard]] std::size_t look_up(const std::string& socket, const std::string& owner) const;
  Result<void> settle(const Xml& xml, std::size_t entry, int depth);

  std::vector<Entry> entries_;
  std::map<std::string, std::size_t, std::less<>> by_path_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_name_;
};

}  // namespace dorsal::opensim
