#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "dorsal/base/printable.hpp"
#include "dorsal/knowledge/flag.hpp"

namespace dorsal::knowledge {
namespace {

constexpr std::size_t kDeepest = 32;
constexpr std::size_t kMostAtoms = 300;
constexpr std::array<std::string_view, 4> kNoAlarm{"false", "none", "never", "unsure"};

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Recursive descent over: whole = or [ "UNLESS" or ], or = and { "OR" and }, and = item { "AND"
// item }, item = atom | "(" whole ")" | "n_of(" k ";" whole { "," whole } ")"; no UNLESS after an
// UNLESS.
class Parser {
 public:
  Parser(std::string_view text, const std::vector<Finding>& findings)
      : text_(text), findings_(findings) {}

  Result<Expression> whole() {
    DORSAL_TRY(Expression out, unless(0));
    skip_blank();
    if (at_ != text_.size()) return wrong("there is something left over");
    return out;
  }

 private:
  Result<Expression> unless(std::size_t depth) {
    DORSAL_TRY(Expression condition, any(depth));
    if (peek_word() != "UNLESS") return condition;
    if (harmless_) return wrong("UNLESS stands within another");
    read_word();
    Expression out;
    out.count = 1;
    out.of.push_back(std::move(condition));
    harmless_ = true;
    DORSAL_TRY(Expression calm, any(depth));
    harmless_ = false;
    out.unless.push_back(std::move(calm));
    return out;
  }
  Result<Expression> any(std::size_t depth) {
    return joined(depth, "OR", [this](std::size_t d) { return all(d); });
  }
  Result<Expression> all(std::size_t depth) {
    return joined(depth, "AND", [this](std::size_t d) { return item(d); });
  }

  template <class Part>
  Result<Expression> joined(std::size_t depth, std::string_view word, Part part) {
    DORSAL_TRY(Expression first, part(depth));
    if (peek_word() != word) return first;
    Expression out;
    out.of.push_back(std::move(first));
    while (peek_word() == word) {
      read_word();
      DORSAL_TRY(Expression next, part(depth));
      out.of.push_back(std::move(next));
    }
    out.count = word == "AND" ? out.of.size() : 1;
    return out;
  }

  Result<Expression> item(std::size_t depth) {
    if (depth > kDeepest) return wrong("it is nested too deep");
    if (eat('(')) {
      DORSAL_TRY(Expression inner, unless(depth + 1));
      if (!eat(')')) return wrong("a bracket is not closed");
      return inner;
    }
    const std::string_view word = read_word();
    if (word.empty()) return wrong("a condition is expected");
    return word == "n_of" ? count_of(depth) : atom(word);
  }

  Result<Expression> count_of(std::size_t depth) {
    if (!eat('(')) return wrong("n_of needs a bracket");
    const auto count = read_count();
    if (!count || !eat(';')) return wrong("n_of needs a count and a semicolon first");
    Expression out;
    do {
      DORSAL_TRY(Expression next, unless(depth + 1));
      out.of.push_back(std::move(next));
    } while (eat(','));
    if (!eat(')')) return wrong("a bracket is not closed");
    if (*count == 0) return wrong("n_of must ask for one at least");
    if (*count > out.of.size())
      return wrong("n_of asks for more than it lists, so it can never be true");
    out.count = *count;
    return out;
  }

  Result<Expression> atom(std::string_view name) {
    if (++atoms_ > kMostAtoms) return wrong("it has too many conditions");
    std::size_t index = 0;
    while (index < findings_.size() && findings_[index].id != name) ++index;
    if (index == findings_.size()) {
      return wrong(fmt::format("there is no finding \"{}\"", printable(name, 60)));
    }
    if (eat('=')) return option(index);
    if (eat('>') && at_ < text_.size() && text_[at_] == '=') {
      ++at_;
      return bound(index);
    }
    return wrong(fmt::format("\"{}\" must be followed by = or >=", name));
  }

  Result<Expression> option(std::size_t index) {
    const Finding& finding = findings_[index];
    const std::string word(read_word());
    if (!harmless_ && std::ranges::find(kNoAlarm, word) != kNoAlarm.end()) {
      return wrong(
          fmt::format("\"{}={}\" would make a harmless answer an alarm", finding.id, word));
    }
    const auto found = option_index(finding, word);
    if (!found) {
      return wrong(fmt::format("\"{}\" has no answer \"{}\", so this can never be true", finding.id,
                               printable(word, 60)));
    }
    if (harmless_ && (word == "unsure" || is_alarming(finding, static_cast<double>(*found)))) {
      return wrong(
          fmt::format("\"{}={}\" is not harmless and cannot stand after UNLESS", finding.id, word));
    }
    Expression out;
    out.kind = Expression::Kind::option;
    out.finding = index;
    out.option = *found;
    return out;
  }

  Result<Expression> bound(std::size_t index) {
    const Finding& finding = findings_[index];
    if (harmless_) return wrong("a number cannot stand after UNLESS");
    const auto number = read_count();
    if (!number || !is_numeric(finding)) {
      return wrong(
          fmt::format("\"{}>=\" needs a finding that is a number, and a whole number", finding.id));
    }
    const auto least = static_cast<double>(*number);
    if (least > finding.most || least <= finding.least) {
      return wrong(fmt::format("\"{}>={}\" lies outside {} to {}, so this is true never or always",
                               finding.id, *number, finding.least, finding.most));
    }
    Expression out;
    out.kind = Expression::Kind::at_least;
    out.finding = index;
    out.bound = least;
    return out;
  }

  void skip_blank() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool eat(char c) {
    skip_blank();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  std::string_view read_word() {
    skip_blank();
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word_character(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  std::string_view peek_word() {
    const std::size_t before = at_;
    const std::string_view word = read_word();
    at_ = before;
    return word;
  }
  std::optional<std::size_t> read_count() {
    const std::string_view word = read_word();
    std::size_t value = 0;
    const auto end = std::from_chars(word.data(), word.data() + word.size(), value);
    if (word.empty() || word.size() > 6 || end.ptr != word.data() + word.size())
      return std::nullopt;
    return value;
  }
  [[nodiscard]] tl::unexpected<Error> wrong(const std::string& what) const {
    return fail(ErrorCode::malformed,
                fmt::format("the expression cannot be used at column {}: {}", at_ + 1, what));
  }

  std::string_view text_;
  const std::vector<Finding>& findings_;
  std::size_t at_ = 0;
  std::size_t atoms_ = 0;
  bool harmless_ = false;  // within what follows UNLESS
};

}  // namespace

Result<Expression> parse_expression(std::string_view text, const std::vector<Finding>& findings) {
  return Parser(text, findings).whole();
}

std::vector<const Expression*> atoms(const Expression& expression) {
  if (expression.kind != Expression::Kind::count) return {&expression};
  std::vector<const Expression*> out;
  for (const Expression& part : expression.of) {
    const auto inner = atoms(part);
    out.insert(out.end(), inner.begin(), inner.end());
  }
  return out;
}

std::vector<const Expression*> harmless_atoms(const Expression& expression) {
  std::vector<const Expression*> out;
  const auto add = [&out](const std::vector<const Expression*>& more) {
    out.insert(out.end(), more.begin(), more.end());
  };
  for (const Expression& part : expression.of) add(harmless_atoms(part));
  for (const Expression& calm : expression.unless) add(atoms(calm));
  return out;
}

}  // namespace dorsal::knowledge
