#include "marker_names.hpp"

#include <algorithm>
#include <cctype>

#include "dorsal/base/printable.hpp"

namespace dorsal::pose {
namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::string squashed(std::string_view name) {
  if (const auto colon = name.rfind(':'); colon != std::string_view::npos) {
    name.remove_prefix(colon + 1);
  }
  std::string text;
  for (const char c : name) {
    if (c != '_' && c != ' ' && c != '-' && c != '.') text += lower(c);
  }
  return text;
}

// "lbigtoe" and "leftbigtoe" to "leftfootindex"; nothing that stands for another landmark changes.
std::string spelled_out(std::string name) {
  const bool left = name.starts_with('l');
  if (name.empty() || (!left && !name.starts_with('r'))) return name;
  const std::string side = left ? "left" : "right";
  std::string part = name.substr(name.starts_with(side) ? side.size() : 1);
  if (part == "bigtoe") part = "footindex";
  if (part == "mouth") return part + side;
  return side + part;
}

}  // namespace

std::optional<Landmark> landmark_named(std::string_view marker) {
  // The longest alias is far shorter: a long name is somebody's marker, or no text at all.
  constexpr std::size_t kLongestName = 100;
  if (marker.size() > kLongestName) return std::nullopt;
  const std::string plain = squashed(marker);
  const std::string full = spelled_out(plain);
  const auto& names = landmark_names();
  const auto found = std::ranges::find_if(names, [&](std::string_view name) {
    const std::string known = squashed(name);
    return known == plain || known == full;
  });
  if (found == names.end()) return std::nullopt;
  return static_cast<Landmark>(found - names.begin());
}

std::string shown(std::string_view text) {
  constexpr std::size_t kLongest = 40;  // [bytes]
  return printable(text, kLongest);
}

}  // namespace dorsal::pose
