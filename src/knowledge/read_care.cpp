#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "readers.hpp"

namespace dorsal::knowledge {
namespace {

constexpr std::array<std::string_view, 10> kKinds{"self_care", "prevention", "manual", "medicine",
                                                  "medical",   "prognosis",  "call",   "attend",
                                                  "avoid",     "come_back"};

constexpr std::array<std::pair<std::string_view, When>, 6> kWhens{{{"today", When::today},
                                                                   {"first_days", When::first_days},
                                                                   {"weeks", When::weeks},
                                                                   {"every_day", When::every_day},
                                                                   {"see", When::see},
                                                                   {"later", When::later}}};

constexpr std::array<std::pair<std::string_view, Stage>, 3> kStages{
    {{"acute", Stage::acute}, {"subacute", Stage::subacute}, {"chronic", Stage::chronic}}};

template <class List, class Value>
std::string_view word_of(const List& list, Value value) {
  const auto found = std::ranges::find(list, value, &List::value_type::second);
  return found == list.end() ? std::string_view() : found->first;
}

template <class List>
auto value_of(const List& list, std::string_view word)
    -> std::optional<typename List::value_type::second_type> {
  const auto found = std::ranges::find(list, word, &List::value_type::first);
  if (found == list.end()) return std::nullopt;
  return found->second;
}

When usual_time(const std::string& kind) {
  if (kind == "exercise") return When::weeks;
  if (kind == "prevention") return When::every_day;
  if (kind == "medical") return When::see;
  if (kind == "manual") return When::later;
  return kind == "medicine" ? When::first_days : When::today;
}

void read_time(Fields& table, InPlan& plan) {
  const std::string word = table.optional_word("when");
  if (word.empty()) return;
  const auto when = when_from(word);
  if (!when) {
    table.complain("when", "is none of those known",
                   "use today, first_days, weeks, every_day, see or later");
    return;
  }
  plan.when = *when;
}

void read_stages(Fields& table, InPlan& plan) {
  for (const std::string& word : table.words("stages")) {
    const auto stage = stage_from(word);
    if (stage)
      plan.stages.push_back(*stage);
    else
      table.complain("stages", "must be of acute, subacute and chronic");
  }
}

void read_urgencies(Fields& table, InPlan& plan) {
  for (const std::string& word : table.words("urgency")) {
    const auto urgency = urgency_from(word);
    if (urgency)
      plan.urgency.push_back(*urgency);
    else
      table.complain("urgency", "must be a list of urgencies");
  }
}

InPlan read_plan(Fields& file, const std::string& kind) {
  InPlan out;
  out.when = usual_time(kind);
  auto table = file.has("plan") ? file.table("plan") : std::nullopt;
  if (!table) return out;
  read_time(*table, out);
  out.topic = table->optional_word("topic");
  out.rank = table->count("rank").value_or(out.rank);
  if (out.rank < 1) table->complain("rank", "must be 1 or more");
  read_stages(*table, out);
  out.age_from = table->count("age_from");
  out.age_to = table->count("age_to");
  out.careful_with = table->words("careful_with");
  out.careful_from_age = table->count("careful_from_age");
  out.not_for = table->words("not_for");
  read_urgencies(*table, out);
  table->finish();
  return out;
}

Care read_care_of(Fields& file, const std::string& id) {
  Care out;
  out.place = file.here();
  out.id = read_id(file, id);
  out.kind = file.word("kind");
  out.seed = file.truth("seed");
  out.causes = file.words("for");
  out.contraindicated_by = file.words("contraindicated_by");
  out.n = file.optional_word("n");
  out.population = file.optional_word("population");
  out.text = file.text("text");
  out.dose = file.optional_text("dose");
  out.effect = file.optional_text("effect");
  out.note = file.optional_text("note");
  out.plan = read_plan(file, out.kind);
  if (out.causes.empty() && out.plan.urgency.empty()) {
    file.complain("for", "must name one cause at least, or \"any\"");
  }
  out.evidence = file.evidence();
  file.finish();
  return out;
}

}  // namespace

std::string_view to_string(When when) { return word_of(kWhens, when); }
std::optional<When> when_from(std::string_view word) { return value_of(kWhens, word); }
std::string_view to_string(Stage stage) { return word_of(kStages, stage); }
std::optional<Stage> stage_from(std::string_view word) { return value_of(kStages, word); }

void read_care(Fields& file, const std::string& id, Knowledge& out) {
  out.care.push_back(read_care_of(file, id));
  const std::string& kind = out.care.back().kind;
  if (!kind.empty() && std::ranges::find(kKinds, kind) == kKinds.end()) {
    file.complain(
        "kind", "is none of those known",
        fmt::format("use {}; exercises have a folder of their own", fmt::join(kKinds, ", ")));
  }
}

void read_exercise(Fields& file, const std::string& id, Knowledge& out) {
  out.care.push_back(read_care_of(file, id));
  if (out.care.back().kind != "exercise")
    file.complain("kind", "must be \"exercise\" in this folder");
}

}  // namespace dorsal::knowledge
