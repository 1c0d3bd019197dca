#include <fmt/format.h>

#include <array>

#include "dorsal/ergonomics/answer.hpp"
#include "task_json.hpp"
#include "texts.hpp"

namespace dorsal::ergonomics {
namespace {

constexpr std::array kHead = {"schema", "dorsal", "model",      "knowledge", "method",
                              "source", "grade",  "applies_to", "notes"};

bool in_head(const std::string& key) {
  for (const char* name : kHead) {
    if (key == name) return true;
  }
  return false;
}

std::string label(const Texts& texts, const std::string& key) {
  return texts.has("label." + key) ? texts("label." + key) : key;
}

std::string word(const Texts& texts, const std::string& text) {
  if (texts.has("word." + text)) return texts("word." + text);
  return texts.has("label." + text) ? texts("label." + text) : text;
}

std::string plain(const Texts& texts, const Json& value) {
  if (value.is_null()) return texts("word.unknown");
  if (value.is_boolean()) return texts(value.get<bool>() ? "word.yes" : "word.no");
  if (value.is_number()) return texts.number(value.get<double>());
  return word(texts, value.get<std::string>());
}

// A list or object in one line.
std::string in_one_line(const Texts& texts, const Json& value) {
  if (!value.is_structured()) return plain(texts, value);
  std::string line;
  for (const auto& [key, item] : value.items()) {
    if (!line.empty()) line += item.is_structured() ? "; " : ", ";
    if (value.is_object()) line += word(texts, key) + ' ';
    line += item.is_structured() ? "(" + in_one_line(texts, item) + ")" : plain(texts, item);
  }
  return line.empty() ? texts("word.none") : line;
}

std::string probabilities(const Texts& texts, const Json& p) {
  std::string line;
  for (const auto& [score, share] : p.items()) {
    if (!line.empty()) line += ", ";
    line += fmt::format("{}: {:.0f} %", word(texts, score), 100 * share.get<double>());
  }
  return line;
}

}  // namespace

std::vector<std::string> in_words(const Json& answer, std::string_view language) {
  const Texts texts(language);
  const auto method = answer.at("method").get<std::string>();
  std::vector<std::string> lines = {texts("method." + method)};
  for (const auto& [key, value] : answer.items()) {
    if (in_head(key)) continue;
    if (value.is_null() && (key == "endurance_s" || key == "seconds_3cc")) {
      lines.push_back(fmt::format("  {}: {}", label(texts, key), texts("word.not_reached")));
      continue;
    }
    const std::string shown = key == "p" ? probabilities(texts, value) : in_one_line(texts, value);
    lines.push_back(fmt::format("  {}: {}", label(texts, key), shown));
  }
  if (answer.contains("notes")) {
    for (const Json& note : answer["notes"]) {
      lines.push_back("  * " + texts("note." + note.at("id").get<std::string>()));
    }
  }
  const auto grade = answer.at("grade").get<std::string>();
  lines.push_back(fmt::format("  {}: {}", texts("label.applies_to"),
                              word(texts, answer.at("applies_to").get<std::string>())));
  lines.push_back(
      fmt::format("  {}: {} ({})", texts("label.grade"), grade, texts("grade." + grade)));
  lines.push_back(
      fmt::format("  {}: {}", texts("label.source"), answer.at("source").get<std::string>()));
  return lines;
}

}  // namespace dorsal::ergonomics
