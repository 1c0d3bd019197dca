#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace dorsal::report {

/// Characters of UTF-8 text, each taken as one column wide.
[[nodiscard]] inline std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Plain text broken into lines between words.
class Wrapped {
 public:
  explicit Wrapped(std::size_t width) : width_(width) {}

  void blank() { out_ += '\n'; }
  void paragraph(std::string_view text) { add("", "", text); }
  void underlined(std::string_view text) {
    paragraph(text);
    out_ += std::string(std::min(columns(text), width_), '-') + '\n';
  }
  /// "-  text", following lines below the text.
  void item(std::string_view mark, std::string_view text) {
    std::string begin(mark);
    begin.resize(std::max(begin.size() + 1, kIndent), ' ');
    add(begin, std::string(begin.size(), ' '), text);
  }
  /// Belongs to the item above.
  void under(std::string_view text) {
    const std::string indent(kIndent, ' ');
    add(indent, indent, text);
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  static constexpr std::size_t kIndent = 4;

  void add(std::string line, const std::string& indent, std::string_view text) {
    bool empty = true;  // no word in this line yet
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(' '), text.size());
      const std::string_view word = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (word.empty()) continue;
      if (!empty && columns(line) + 1 + columns(word) > width_) {
        out_ += line + '\n';
        line = indent;
        empty = true;
      }
      if (!empty) line += ' ';
      line += word;
      empty = false;
    }
    out_ += line + '\n';
  }

  std::size_t width_;
  std::string out_;
};

}  // namespace dorsal::report
