#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"

namespace dorsal::opensim {

using Node = pugi::xml_node;

/// Numbers between white space or commas. Infinite ones are kept, others that do not fit a double
/// or are none are errors.
/// @error malformed, not_finite
Result<std::vector<double>> numbers_in(std::string_view text, std::string_view place);

/// Words between white space or commas.
std::vector<std::string> words_in(std::string_view text);

/// Reads properties of the objects of an OpenSim document; what an object leaves out is looked up
/// in the document's <defaults>.
class Xml {
 public:
  Xml(std::string file, Node defaults) : file_(std::move(file)), defaults_(defaults) {}

  /// "FILE, CustomJoint "hip_r""
  [[nodiscard]] std::string place(Node object) const;
  [[nodiscard]] Node find(Node object, const char* tag) const;
  [[nodiscard]] std::string text(Node object, const char* tag) const;

  /// @param count  that have to be there
  /// @error malformed, not_finite
  [[nodiscard]] Result<std::vector<double>> numbers(Node object, const char* tag,
                                                    std::size_t count) const;
  /// @param fallback  where the object has no such property
  /// @error malformed, not_finite
  [[nodiscard]] Result<double> number(Node object, const char* tag, double fallback) const;
  [[nodiscard]] Result<Eigen::Vector3d> vector(Node object, const char* tag,
                                               const Eigen::Vector3d& fallback) const;
  [[nodiscard]] Result<bool> flag(Node object, const char* tag, bool fallback) const;
  /// Like number, but infinity is allowed.
  [[nodiscard]] Result<double> bound(Node object, const char* tag, double fallback) const;

  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  std::string file_;
  Node defaults_;
};

/// Name attribute of an object.
inline std::string name_of(Node object) { return object.attribute("name").value(); }

/// Elements in <SET><objects>.
std::vector<Node> objects_in(Node set);

}  // namespace dorsal::opensim
