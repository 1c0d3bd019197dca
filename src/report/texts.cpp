#include "texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "dorsal/base/check.hpp"
#include "embedded.hpp"

namespace dorsal::report {
namespace {

std::string_view text_file(Language language) {
  return language == Language::spanish ? embedded_file("src/report/text/es.toml")
                                       : embedded_file("src/report/text/en.toml");
}

using Sentences = std::map<std::string, std::string, std::less<>>;

void collect(const toml::node& node, const std::string& key, Sentences& out) {
  if (const auto* table = node.as_table()) {
    for (const auto& [name, child] : *table) {
      const std::string part(name.str());
      collect(child, key.empty() ? part : fmt::format("{}.{}", key, part), out);
    }
  } else if (const auto* list = node.as_array()) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      collect(*list->get(i), fmt::format("{}.{}", key, i), out);
    }
  } else {
    const auto text = node.value<std::string>();
    DORSAL_CHECK(text.has_value());
    out.emplace(key, *text);
  }
}

void fill_in(std::string& text, std::string_view name, std::string_view value) {
  const std::string mark = fmt::format("{{{}}}", name);
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
    text.replace(at, mark.size(), value);
    at += value.size();
  }
}

}  // namespace

std::string_view code(Language language) { return language == Language::spanish ? "es" : "en"; }

std::optional<Language> language_from_code(std::string_view code) {
  if (code == "en") return Language::english;
  if (code == "es") return Language::spanish;
  return std::nullopt;
}

Texts::Texts(Language language) : language_(language) {
  const toml::parse_result parsed = toml::parse(text_file(language));
  DORSAL_CHECK(parsed.succeeded());
  collect(parsed.table(), "", sentences_);
}

std::string Texts::operator()(std::string_view key, Values values) const {
  const auto found = sentences_.find(key);
  DORSAL_CHECK(found != sentences_.end());
  std::string text = found->second;
  for (const auto& [name, value] : values) fill_in(text, name, value);
  return text;
}

std::vector<std::string> Texts::list(std::string_view key) const {
  std::vector<std::string> out;
  for (std::string next = fmt::format("{}.0", key); sentences_.contains(next);
       next = fmt::format("{}.{}", key, out.size())) {
    out.push_back(sentences_.at(next));
  }
  return out;
}

std::string Texts::number(double value, int decimals) const {
  if (!std::isfinite(value)) return "–";
  std::string text = fmt::format("{:.{}f}", value, decimals);
  const bool zero = text.find_first_of("123456789") == std::string::npos;
  if (text.front() == '-') text = zero ? text.substr(1) : "−" + text.substr(1);
  if (language_ == Language::spanish) std::ranges::replace(text, '.', ',');
  return text;
}

std::string Texts::duration(double seconds) const {
  constexpr double kMinute = 60;
  if (!std::isfinite(seconds)) return "–";
  if (seconds < 10 && seconds != std::round(seconds)) {
    return (*this)("time.seconds", {{"n", number(seconds, 1)}});
  }
  if (seconds < 2 * kMinute) return (*this)("time.seconds", {{"n", number(seconds)}});
  const long long minutes = std::llround(seconds / kMinute);
  if (minutes < 120) return (*this)("time.minutes", {{"n", std::to_string(minutes)}});
  const std::string hours = std::to_string(minutes / 60);
  if (minutes % 60 == 0) return (*this)("time.whole_hours", {{"h", hours}});
  return (*this)("time.hours", {{"h", hours}, {"m", std::to_string(minutes % 60)}});
}

std::string Texts::part_of(double part, double whole) const {
  const std::string all = duration(whole);
  std::string some = duration(part);
  const std::size_t unit = all.find(' ');
  const std::size_t same = some.find(' ');
  const bool one_unit = unit != std::string::npos && same != std::string::npos &&
                        all.substr(unit) == some.substr(same);
  if (one_unit) some.resize(same);
  return (*this)("time.share", {{"part", some}, {"whole", all}});
}

std::string clock_time(double seconds) {
  if (!std::isfinite(seconds)) return "–";
  if (seconds < 60) return fmt::format("0:{:04.1f}", std::floor(seconds * 10) / 10);
  const auto whole = static_cast<long long>(seconds);
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string assumption_sentence(const Texts& texts, const AssumptionNote& note, bool long_form) {
  std::string key = fmt::format("assumption.{}", word(note.what));
  if (long_form && note.what == Assumption::default_body && note.values.size() >= 3) key += "_long";
  const auto value = [&](std::size_t i) {
    if (i >= note.values.size()) return std::string("–");
    const double v = note.values[i];
    const bool whole = std::abs(v - std::round(v)) < 1e-9;
    return texts.number(v, whole ? 0 : 2);
  };
  return texts(key, {{"a", value(0)}, {"b", value(1)}, {"c", value(2)}, {"d", value(3)}});
}

}  // namespace dorsal::report
