#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "readers.hpp"

namespace dorsal::knowledge {
namespace {

constexpr std::array<std::string_view, 8> kKinds{"self_care", "prevention", "manual", "medicine",
                                                 "medical",   "prognosis",  "call",   "attend"};

Branch read_branch(Fields& row, const std::string& flag) {
  Branch out;
  out.place = row.here();
  out.id = flag + row.word("id");
  out.written = row.word("expression");
  out.suspect = row.word("suspect");
  out.urgency = row.urgency("urgency");
  out.reason = row.text("reason");
  out.evidence = row.evidence();
  out.reference = row.optional_word("reference");
  out.mended = row.optional_word("mended");
  if (!out.reference.empty() && out.mended.empty()) {
    row.complain("mended", "must say why the expression differs from \"reference\"");
  }
  row.finish();
  return out;
}

Care read_care_of(Fields& file, const std::string& id) {
  Care out;
  out.place = file.here();
  out.id = read_id(file, id);
  out.kind = file.word("kind");
  out.seed = file.truth("seed");
  out.causes = file.words("for");
  if (out.causes.empty()) file.complain("for", "must name one cause at least, or \"any\"");
  out.contraindicated_by = file.words("contraindicated_by");
  out.n = file.optional_word("n");
  out.population = file.optional_word("population");
  out.text = file.text("text");
  out.dose = file.optional_text("dose");
  out.effect = file.optional_text("effect");
  out.note = file.optional_text("note");
  out.evidence = file.evidence();
  file.finish();
  return out;
}

Figure read_figure(Fields& table, std::string_view key) {
  Figure out;
  auto inner = table.table(key);
  if (!inner) {
    table.complain(key, "is missing");
    return out;
  }
  out.value = inner->number("value");
  if (out.value < 0 || out.value > 10) inner->complain("value", "must be between 0 and 10");
  out.evidence = inner->evidence();
  inner->finish();
  return out;
}

Threshold read_threshold(Fields& row) {
  Threshold out;
  out.cause_class = row.urgency("class");
  out.urgency = row.urgency("urgency");
  out.probability.value = row.share("probability").value_or(0);
  if (out.probability.value <= 0) row.complain("probability", "must be above 0 and at most 1");
  out.probability.evidence = row.evidence();
  row.finish();
  return out;
}

}  // namespace

void read_flag(Fields& file, const std::string& id, Knowledge& out) {
  Flag flag;
  flag.place = file.here();
  flag.id = read_id(file, id);
  flag.title = file.text("title");
  for (Fields& row : file.tables("branch")) flag.branches.push_back(read_branch(row, flag.id));
  if (flag.branches.empty()) file.complain("branch", "must be there once at least");
  file.finish();
  out.flags.push_back(std::move(flag));
}

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

void read_fact(Fields& file, const std::string& id, Knowledge& out) {
  Fact fact;
  fact.place = file.here();
  fact.number = file.count("number").value_or(0);
  if (fmt::format("fact_{:02}", fact.number) != id) {
    file.complain("number", "must be that of the file's name, fact_NN");
  }
  fact.text = file.text("text");
  fact.better_source = file.optional_word("better_source");
  fact.evidence = file.evidence();
  file.finish();
  out.facts.push_back(std::move(fact));
}

void read_exposure(Fields& file, const std::string& id, Knowledge& out) {
  Exposure exposure;
  exposure.place = file.here();
  exposure.id = read_id(file, id);
  exposure.finding = file.optional_word("finding");
  exposure.sex = file.word("sex");
  exposure.outcome = file.word("outcome");
  exposure.measure = file.word("measure");
  exposure.causes = file.words("causes");
  exposure.value = file.optional_number("value");
  exposure.low = file.optional_number("low");
  exposure.high = file.optional_number("high");
  exposure.direction = file.optional_word("direction");
  exposure.n = file.count("n");
  exposure.reference = file.optional_word("reference");
  exposure.note = file.optional_word("note");
  exposure.text = file.text("exposure");
  exposure.evidence = file.evidence();
  file.finish();
  out.exposures.push_back(std::move(exposure));
}

void read_limits(Fields& file, const std::string& id, Knowledge& out) {
  Limits& limits = out.limits;
  limits.place = file.here();
  read_id(file, id);
  limits.none = read_figure(file, "none");
  limits.two = read_figure(file, "two");
  if (limits.none.value <= 0 || limits.two.value <= 0 ||
      limits.none.value + limits.two.value >= 1) {
    file.complain("two", "and \"none\" must be above 0 and together below 1");
  }
  auto spread = file.table("spread");
  if (!spread) {
    file.complain("spread", "is missing");
  } else {
    limits.spread_measured = read_figure(*spread, "measured");
    limits.spread_derived = read_figure(*spread, "derived");
    limits.spread_expert = read_figure(*spread, "expert");
    spread->finish();
  }
  for (Fields& row : file.tables("threshold")) limits.thresholds.push_back(read_threshold(row));
  if (limits.thresholds.empty()) file.complain("threshold", "must be there once at least");
  file.finish();
}

}  // namespace dorsal::knowledge
