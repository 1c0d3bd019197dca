#include "fields.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "dorsal/base/printable.hpp"

namespace dorsal::knowledge {

void Mistakes::add(const Place& place, std::string sentence, std::string hint, ErrorCode code) {
  constexpr std::size_t kMost = 1000;
  if (list_.size() >= kMost) return;
  list_.push_back(Error{code, std::move(sentence), to_string(place), std::move(hint)});
}

Fields::Fields(const toml::table& table, std::string file, std::string path, Mistakes& mistakes)
    : table_(&table), file_(std::move(file)), path_(std::move(path)), mistakes_(&mistakes) {}

Place Fields::here(std::string_view key) const {
  const toml::node* node = key.empty() ? nullptr : table_->get(key);
  const toml::node& at = node != nullptr ? *node : *table_;
  return {file_, static_cast<unsigned>(at.source().begin.line)};
}

std::string Fields::name_of(std::string_view key) const {
  return printable(path_ + std::string(key), 80);
}

void Fields::complain(std::string_view key, const std::string& sentence, std::string hint) {
  mistakes_->add(here(key), fmt::format("\"{}\" {}", name_of(key), sentence), std::move(hint));
}

const toml::node* Fields::get(std::string_view key) {
  asked_.emplace(key);
  return table_->get(key);
}

const toml::node* Fields::need(std::string_view key) {
  const toml::node* node = get(key);
  if (node == nullptr) {
    mistakes_->add(here(), fmt::format("\"{}\" is missing", name_of(key)), {}, ErrorCode::missing);
  }
  return node;
}

std::string Fields::word(std::string_view key) {
  const toml::node* node = need(key);
  if (node == nullptr) return {};
  const auto* text = node->as_string();
  if (text == nullptr || text->get().empty()) {
    complain(key, "must be a text that is not empty");
    return {};
  }
  return text->get();
}

std::string Fields::optional_word(std::string_view key) {
  asked_.emplace(key);
  return has(key) ? word(key) : std::string();
}

namespace {

std::optional<std::string> as_word(const toml::node& node) {
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  if (const auto* text = node.as_string(); text != nullptr && !text->get().empty()) {
    return text->get();
  }
  return std::nullopt;
}

}  // namespace

std::string Fields::value_word(std::string_view key) {
  const toml::node* node = need(key);
  if (node == nullptr) return {};
  const auto value = as_word(*node);
  if (!value) complain(key, "must be true, false or a text");
  return value.value_or("");
}

std::vector<std::string> Fields::words(std::string_view key) {
  std::vector<std::string> out;
  const toml::node* node = get(key);
  if (node == nullptr) return out;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    complain(key, "must be a list of texts");
    return out;
  }
  std::set<std::string> seen;
  for (const toml::node& item : *list) {
    const auto value = as_word(item);
    if (!value) {
      complain(key, "must be a list of texts, none empty");
    } else if (!seen.insert(*value).second) {
      complain(key, fmt::format("names \"{}\" twice", printable(*value, 60)));
    } else {
      out.push_back(*value);
    }
  }
  return out;
}

std::vector<double> Fields::numbers(std::string_view key) {
  std::vector<double> out;
  const toml::node* node = need(key);
  if (node == nullptr) return out;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    complain(key, "must be a list of numbers");
    return out;
  }
  for (const toml::node& item : *list) {
    const auto value = item.value<double>();
    if (value && std::isfinite(*value))
      out.push_back(*value);
    else
      complain(key, "must be a list of numbers");
  }
  return out;
}

std::optional<double> Fields::optional_number(std::string_view key) {
  const toml::node* node = get(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value || !std::isfinite(*value)) {
    complain(key, "must be a number");
    return std::nullopt;
  }
  return value;
}

double Fields::number(std::string_view key) {
  if (need(key) == nullptr) return 0;
  return optional_number(key).value_or(0);
}

std::optional<double> Fields::share(std::string_view key) {
  const auto value = optional_number(key);
  if (value && (*value < 0 || *value > 1)) {
    complain(key, fmt::format("is {} and must be between 0 and 1", *value));
    return std::nullopt;
  }
  return value;
}

std::optional<int> Fields::count(std::string_view key) {
  const auto value = optional_number(key);
  if (!value) return std::nullopt;
  constexpr double kMost = 1e9;
  if (*value < 0 || *value > kMost || *value != std::floor(*value)) {
    complain(key, "must be a whole number from 0");
    return std::nullopt;
  }
  return static_cast<int>(*value);
}

bool Fields::truth(std::string_view key) {
  const toml::node* node = get(key);
  if (node == nullptr) return false;
  const auto* value = node->as_boolean();
  if (value == nullptr) complain(key, "must be true or false");
  return value != nullptr && value->get();
}

Text Fields::text(std::string_view key) {
  if (need(key) == nullptr) return {};
  return optional_text(key).value_or(Text{});
}

std::optional<Text> Fields::optional_text(std::string_view key) {
  auto inner = table(key);
  if (!inner) return std::nullopt;
  for (const std::string_view language : {"en", "es"}) {
    if (!inner->has(language)) {
      inner->get(language);
      mistakes_->add(here(key),
                     fmt::format("\"{}\" has no translation \"{}\"", name_of(key), language), {},
                     ErrorCode::missing);
    }
  }
  Text out{inner->optional_word("en"), inner->optional_word("es")};
  inner->finish();
  return out;
}

Evidence Fields::evidence() {
  Evidence out{word("source"), Quality::expert};
  const std::string written = word("quality");
  if (written.empty()) return out;
  const auto quality = quality_from(written);
  if (!quality) {
    complain("quality", fmt::format("is \"{}\"", printable(written, 40)),
             "use measured, derived, expert, guideline, guideline_unverified, seed or not_found");
  }
  out.quality = quality.value_or(Quality::expert);
  return out;
}

Urgency Fields::urgency(std::string_view key) {
  const std::string written = word(key);
  const auto urgency = urgency_from(written);
  if (!written.empty() && !urgency) {
    complain(key, fmt::format("is \"{}\"", printable(written, 40)),
             "use self_care, physio, gp_soon, same_day or emergency_now");
  }
  return urgency.value_or(Urgency::self_care);
}

std::optional<Fields> Fields::table(std::string_view key) {
  const toml::node* node = get(key);
  if (node == nullptr) return std::nullopt;
  const toml::table* inner = node->as_table();
  if (inner == nullptr) {
    complain(key, "must be a table");
    return std::nullopt;
  }
  return Fields(*inner, file_, fmt::format("{}{}.", path_, key), *mistakes_);
}

std::vector<Fields> Fields::tables(std::string_view key) {
  std::vector<Fields> out;
  const toml::node* node = get(key);
  if (node == nullptr) return out;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    complain(key, "must be a list of tables");
    return out;
  }
  for (const toml::node& item : *list) {
    if (const toml::table* inner = item.as_table()) {
      out.emplace_back(*inner, file_, fmt::format("{}{}.", path_, key), *mistakes_);
    } else {
      complain(key, "must be a list of tables");
    }
  }
  return out;
}

void Fields::finish() {
  for (const auto& [key, node] : *table_) {
    if (asked_.contains(key.str())) continue;
    mistakes_->add({file_, static_cast<unsigned>(key.source().begin.line)},
                   fmt::format("\"{}\" is not a field that is known here", name_of(key.str())),
                   "mend its spelling or take it out");
  }
}

}  // namespace dorsal::knowledge
