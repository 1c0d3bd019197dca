#include "dorsal/interview/reply.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

namespace dorsal::interview {
namespace {

using knowledge::AnswerType;
using knowledge::Finding;

constexpr std::array kSkip = {
    std::string_view{"-"},          std::string_view{"skip"},    std::string_view{"saltar"},
    std::string_view{"omitir"},     std::string_view{"unknown"}, std::string_view{"i don't know"},
    std::string_view{"don't know"}, std::string_view{"no se"},   std::string_view{"no lo se"}};
constexpr std::array kBack = {std::string_view{"<"}, std::string_view{"b"},
                              std::string_view{"back"}, std::string_view{"atras"},
                              std::string_view{"volver"}};
constexpr std::array kWhy = {std::string_view{"?"}, std::string_view{"why"},
                             std::string_view{"why?"}, std::string_view{"por que"},
                             std::string_view{"por que?"}};
constexpr std::array kFinish = {std::string_view{"."},       std::string_view{"q"},
                                std::string_view{"quit"},    std::string_view{"exit"},
                                std::string_view{"finish"},  std::string_view{"salir"},
                                std::string_view{"terminar"}};
constexpr std::array kYes = {std::string_view{"y"}, std::string_view{"yes"}, std::string_view{"s"},
                             std::string_view{"si"}, std::string_view{"true"}};
constexpr std::array kNo = {std::string_view{"n"}, std::string_view{"no"},
                            std::string_view{"false"}};
constexpr std::array kNone = {std::string_view{"0"},       std::string_view{"n"},
                              std::string_view{"no"},      std::string_view{"none"},
                              std::string_view{"ninguna"}, std::string_view{"ninguno"}};

template <class Words>
bool is_one_of(const std::string& word, const Words& words) {
  return std::ranges::find(words, word) != words.end();
}

// The accents of Spanish go, and opening question marks: they are often left out in typing.
void unaccent(std::string& text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kPlain = {{{"á", "a"},
                                                                                     {"é", "e"},
                                                                                     {"í", "i"},
                                                                                     {"ó", "o"},
                                                                                     {"ú", "u"},
                                                                                     {"¿", ""},
                                                                                     {"Á", "a"},
                                                                                     {"É", "e"},
                                                                                     {"Í", "i"},
                                                                                     {"Ó", "o"},
                                                                                     {"Ú", "u"},
                                                                                     {"’", "'"}}};
  for (const auto& [accented, plain] : kPlain) {
    for (std::size_t at = text.find(accented); at != std::string::npos;
         at = text.find(accented, at + plain.size())) {
      text.replace(at, accented.size(), plain);
    }
  }
}

std::string folded(std::string_view typed) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = typed.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  std::string out(typed.substr(begin, typed.find_last_not_of(kBlank) - begin + 1));
  unaccent(out);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::optional<ReplyKind> request_in(const std::string& word) {
  if (is_one_of(word, kSkip)) return ReplyKind::skip;
  if (is_one_of(word, kBack)) return ReplyKind::back;
  if (is_one_of(word, kWhy)) return ReplyKind::why;
  if (is_one_of(word, kFinish)) return ReplyKind::finish;
  return std::nullopt;
}

std::optional<double> number_in(std::string word) {
  std::ranges::replace(word, ',', '.');  // the Spanish decimal comma
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

Reply answered(double answer) { return {ReplyKind::answer, answer, {}}; }

Reply number_reply(const Finding& finding, const std::string& word) {
  const auto value = number_in(word);
  if (!value || (finding.type == AnswerType::integer && *value != std::floor(*value))) return {};
  if (finding.id == "age" && *value >= 0 && *value < finding.least) {
    return {ReplyKind::under_age, *value, {}};
  }
  return *value < finding.least || *value > finding.most ? Reply{} : answered(*value);
}

Reply choice_reply(const Finding& finding, const std::string& word) {
  if (const auto option = option_index(finding, word)) {
    return answered(static_cast<double>(*option));
  }
  for (std::size_t i = 0; i < finding.option_text.size(); ++i) {
    const knowledge::Text& text = finding.option_text[i];
    if (word == folded(text.en) || word == folded(text.es)) {
      return answered(static_cast<double>(i));
    }
  }
  const auto number = number_in(word);
  const bool listed =
      number && *number >= 1 && *number <= static_cast<double>(finding.options.size());
  return listed && *number == std::floor(*number) ? answered(*number - 1) : Reply{};
}

Reply boolean_reply(const std::string& word) {
  if (is_one_of(word, kYes)) return answered(1);
  if (is_one_of(word, kNo)) return answered(0);
  return {};
}

std::optional<std::vector<std::size_t>> positions_in(const std::string& typed, std::size_t shown) {
  std::vector<std::size_t> out;
  std::size_t at = 0;
  while ((at = typed.find_first_not_of(" ,;\t", at)) != std::string::npos) {
    const std::size_t end = std::min(typed.find_first_of(" ,;\t", at), typed.size());
    std::size_t number = 0;
    const auto [stop, error] = std::from_chars(typed.data() + at, typed.data() + end, number);
    if (error != std::errc{} || stop != typed.data() + end) return std::nullopt;
    if (number < 1 || number > shown) return std::nullopt;
    if (std::ranges::find(out, number - 1) == out.end()) out.push_back(number - 1);
    at = end;
  }
  if (out.empty()) return std::nullopt;
  return out;
}

}  // namespace

Reply reply_to_finding(const Finding& finding, std::string_view typed) {
  const std::string word = folded(typed);
  if (const auto request = request_in(word)) return {*request, 0, {}};
  if (is_numeric(finding)) return number_reply(finding, word);
  return finding.type == AnswerType::boolean ? boolean_reply(word) : choice_reply(finding, word);
}

Reply reply_to_list(std::size_t shown, std::string_view typed) {
  const std::string word = folded(typed);
  if (const auto request = request_in(word)) return {*request, 0, {}};
  if (is_one_of(word, kNone)) return answered(0);
  const auto positions = positions_in(word, shown);
  return positions ? Reply{ReplyKind::answer, 0, *positions} : Reply{};
}

}  // namespace dorsal::interview
