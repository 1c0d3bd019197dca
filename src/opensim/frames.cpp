#include "frames.hpp"

#include <fmt/format.h>

#include <Eigen/Geometry>

namespace dorsal::opensim {
namespace {

constexpr int kDeepest = 64;  // elements within elements, and frames that hang on frames

std::string last_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

/// OWNER/SOCKET with "." and ".." worked out.
std::string absolute(std::string_view socket, std::string_view owner) {
  std::vector<std::string_view> parts;
  const auto add = [&](std::string_view path) {
    while (!path.empty()) {
      const std::size_t slash = path.find('/');
      const std::string_view part = path.substr(0, slash);
      path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
      if (part == "..") {
        if (!parts.empty()) parts.pop_back();
      } else if (!part.empty() && part != ".") {
        parts.push_back(part);
      }
    }
  };
  if (!socket.starts_with('/')) add(owner);
  add(socket);
  std::string path;
  for (const std::string_view part : parts) path += fmt::format("/{}", part);
  return path;
}

}  // namespace

Eigen::Matrix3d rotation_xyz(const Eigen::Vector3d& angles) {
  using Eigen::AngleAxisd, Eigen::Vector3d;
  return (AngleAxisd(angles.x(), Vector3d::UnitX()) * AngleAxisd(angles.y(), Vector3d::UnitY()) *
          AngleAxisd(angles.z(), Vector3d::UnitZ()))
      .toRotationMatrix();
}

bool Frames::add_body(const std::string& path, std::size_t body) {
  if (!by_path_.emplace(path, entries_.size()).second) return false;
  by_name_[last_of(path)].push_back(entries_.size());
  entries_.push_back({{body, {}}, {}, path, Entry::State::settled});
  return true;
}

Result<void> Frames::add_offsets(const Xml& xml, Node parent, const std::string& path) {
  struct Level {
    Node node;
    std::string path;
    int depth;
  };
  std::vector<Level> waiting = {{parent, path, 0}};
  while (!waiting.empty()) {
    const Level level = std::move(waiting.back());
    waiting.pop_back();
    for (const Node child : level.node.children()) {
      if (child.type() != pugi::node_element || level.depth >= kDeepest) continue;
      std::string below = level.path;
      if (std::string_view(child.name()) == "PhysicalOffsetFrame") {
        below += "/" + name_of(child);
        if (!by_path_.emplace(below, entries_.size()).second) {
          return fail(ErrorCode::malformed, "two frames have one name", xml.place(child),
                      "give each its own name");
        }
        by_name_[name_of(child)].push_back(entries_.size());
        entries_.push_back({{}, child, below, Entry::State::waiting});
      }
      waiting.push_back({child, std::move(below), level.depth + 1});
    }
  }
  return {};
}

std::size_t Frames::look_up(const std::string& socket, const std::string& owner) const {
  const std::string path = absolute(socket, owner);
  if (const auto found = by_path_.find(path); found != by_path_.end()) return found->second;
  // Older files write names, or paths from elsewhere.
  const auto named = by_name_.find(last_of(path));
  if (named != by_name_.end() && named->second.size() == 1) return named->second.front();
  if (named != by_name_.end()) {
    for (const std::size_t entry : named->second) {
      if (!entries_[entry].node) return entry;
    }
  }
  return kNone;
}

Result<FixedFrame> Frames::find(const Xml& xml, const std::string& socket, const std::string& owner,
                                Node where) const {
  const std::size_t entry = look_up(socket, owner);
  if (socket.empty() || entry == kNone) {
    return fail(ErrorCode::missing,
                socket.empty() ? std::string("it is not said which body this is fixed to")
                               : fmt::format("there is no body or frame \"{}\"", socket),
                xml.place(where), "name a body of the BodySet or a PhysicalOffsetFrame");
  }
  return entries_[entry].frame;
}

Result<void> Frames::settle(const Xml& xml) {
  for (std::size_t entry = 0; entry < entries_.size(); ++entry) {
    DORSAL_TRY_VOID(settle(xml, entry, 0));
  }
  return {};
}

Result<void> Frames::settle(const Xml& xml, std::size_t index, int depth) {
  if (entries_[index].state == Entry::State::settled) return {};
  const Node node = entries_[index].node;
  if (entries_[index].state == Entry::State::visiting || depth > kDeepest) {
    return fail(ErrorCode::malformed, "this frame hangs on itself", xml.place(node),
                "fix it to a body");
  }
  entries_[index].state = Entry::State::visiting;
  std::string socket = xml.text(node, "socket_parent");
  const std::size_t parent = look_up(socket, entries_[index].path);
  if (socket.empty() || parent == kNone) {
    return fail(ErrorCode::missing, fmt::format("there is no frame \"{}\"", socket),
                xml.place(node), "name a body of the BodySet or a PhysicalOffsetFrame");
  }
  DORSAL_TRY_VOID(settle(xml, parent, depth + 1));
  DORSAL_TRY(const Eigen::Vector3d at, xml.vector(node, "translation", Eigen::Vector3d::Zero()));
  DORSAL_TRY(const Eigen::Vector3d angles,
             xml.vector(node, "orientation", Eigen::Vector3d::Zero()));
  const FixedFrame& base = entries_[parent].frame;
  entries_[index].frame = {base.body, base.pose * RigidPose{rotation_xyz(angles), at}};
  entries_[index].state = Entry::State::settled;
  return {};
}

}  // namespace dorsal::opensim
