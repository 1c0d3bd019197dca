#include "notice_text.hpp"

#include "dorsal/base/printable.hpp"

namespace dorsal::desktop {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += letter;
    }
  }
  return out;
}

}  // namespace

std::string notice_line(std::string_view text) { return printable(text); }

std::string notice_body(std::string_view text, bool markup) {
  std::string out;
  while (true) {
    const auto end = text.find('\n');
    const std::string line = notice_line(text.substr(0, end));
    out += markup ? escaped(line) : line;
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace dorsal::desktop
