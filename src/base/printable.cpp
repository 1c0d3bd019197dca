#include "dorsal/base/printable.hpp"

#include <algorithm>
#include <array>

namespace dorsal {
namespace {

// What the first two bytes of a character of more than one byte may be.
// @source The Unicode Standard 15.0, table 3-7
struct Lead {
  unsigned char first, last;             // of the first byte
  unsigned char second_from, second_to;  // of the second
  std::size_t bytes;
};
constexpr std::array<Lead, 9> kLeads = {{{0xc2, 0xc2, 0xa0, 0xbf, 2},  // 0x80 to 0x9f: controls
                                         {0xc3, 0xdf, 0x80, 0xbf, 2},
                                         {0xe0, 0xe0, 0xa0, 0xbf, 3},
                                         {0xe1, 0xec, 0x80, 0xbf, 3},
                                         {0xed, 0xed, 0x80, 0x9f, 3},
                                         {0xee, 0xef, 0x80, 0xbf, 3},
                                         {0xf0, 0xf0, 0x90, 0xbf, 4},
                                         {0xf1, 0xf3, 0x80, 0xbf, 4},
                                         {0xf4, 0xf4, 0x80, 0x8f, 4}}};

// Bytes of the printable character at the start of a text; 0 where none stands there.
std::size_t character_bytes(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x80) return byte(0) >= 0x20 && byte(0) != 0x7f ? 1 : 0;
  const auto* const lead = std::ranges::find_if(
      kLeads, [&](const Lead& l) { return byte(0) >= l.first && byte(0) <= l.last; });
  if (lead == kLeads.end() || lead->bytes > text.size()) return 0;
  if (byte(1) < lead->second_from || byte(1) > lead->second_to) return 0;
  for (std::size_t i = 2; i < lead->bytes; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return 0;
  }
  return lead->bytes;
}

}  // namespace

std::string printable(std::string_view text, std::size_t most) {
  std::string result;
  std::size_t at = 0;
  while (at < text.size() && result.size() < most) {
    const std::size_t bytes = character_bytes(text.substr(at));
    result += bytes == 0 ? "?" : text.substr(at, bytes);
    at += bytes == 0 ? 1 : bytes;
  }
  return at < text.size() ? result + "..." : result;
}

}  // namespace dorsal
