#include "marker_names.hpp"

#include <algorithm>
#include <cctype>

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

// Bytes of the UTF-8 character at the start of a text; 0 where none stands there.
std::size_t character_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t bytes = first < 0x80   ? 1
                            : first < 0xc2 ? 0
                            : first < 0xe0 ? 2
                            : first < 0xf0 ? 3
                                           : 0;
  if (bytes == 0 || bytes > text.size()) return 0;
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
  if (!std::ranges::all_of(text.substr(1, bytes - 1), continues)) return 0;
  // Three bytes also spell halves of surrogate pairs and what two bytes could say.
  const auto second = bytes == 3 ? static_cast<unsigned char>(text[1]) : 0;
  if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f)) return 0;
  return bytes;
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
  constexpr std::size_t kLongest = 40;
  std::string result;
  std::size_t at = 0;
  while (at < text.size() && result.size() < kLongest) {
    const std::size_t bytes = character_bytes(text.substr(at));
    const auto first = static_cast<unsigned char>(text[at]);
    const bool printable = bytes > 1 || (first >= 0x20 && first < 0x7f);
    result += printable ? text.substr(at, bytes) : "?";
    at += bytes == 0 ? 1 : bytes;
  }
  return at < text.size() ? result + "..." : result;
}

}  // namespace dorsal::pose
