#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "dorsal/report/wrap.hpp"

namespace dorsal::report {

/// Plain text broken into lines between words.
class Wrapped {
 public:
  explicit Wrapped(std::size_t width) : width_(width) {}

  void blank() { out_ += '\n'; }
  void paragraph(std::string_view text) { add("", "", text); }
  /// As it is, not broken.
  void line(std::string_view text) { out_ += std::string(text) + '\n'; }
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

  void add(std::string_view first, std::string_view rest, std::string_view text) {
    for (const std::string& line : wrap(text, width_, first, rest)) out_ += line + '\n';
  }

  std::size_t width_;
  std::string out_;
};

}  // namespace dorsal::report
