#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "markup.hpp"
#include "sections.hpp"
#include "time_chart.hpp"

namespace dorsal::report {
namespace {

using ergonomics::FatigueOutlook;
using ergonomics::GroupFatigue;
using ergonomics::StrengthLeft;
using ergonomics::TimeLeft;
using exposure::duration_from_seconds;

constexpr std::size_t kNamed = 3;  // groups with a sentence and a drawing of their own
constexpr double kInPercent = 100;

const ergonomics::MuscleGroup& muscle_of(const GroupFatigue& group) {
  return ergonomics::muscle_groups()[group.group];
}

std::string muscle_name(const Texts& t, const GroupFatigue& group) {
  const char* side = group.side == body::Side::left ? "fatigue.left" : "fatigue.right";
  return t(fmt::format("muscle.{}", muscle_of(group).id), {{"side", t(side)}});
}

/// "between 9 min and 40 min", or how soon at the earliest.
std::string tiring_range(const Texts& t, const FatigueOutlook& outlook, const TimeLeft& time) {
  const std::string horizon = t.duration(outlook.horizon);
  if (!time.low) return t("fatigue.never", {{"horizon", horizon}});
  if (!time.high) {
    return t("fatigue.earliest", {{"low", t.duration(*time.low)}, {"horizon", horizon}});
  }
  return t("fatigue.between", {{"low", t.duration(*time.low)}, {"high", t.duration(*time.high)}});
}

std::string recovery_range(const Texts& t, const TimeLeft& time) {
  return t("fatigue.between", {{"low", t.duration(time.low.value_or(0))},
                               {"high", t.duration(time.high.value_or(0))}});
}

std::string tiring_sentence(const Texts& t, const FatigueOutlook& outlook,
                            const GroupFatigue& group) {
  const std::string sentence =
      t("fatigue.tires", {{"muscle", muscle_name(t, group)},
                          {"tired", t.duration(*group.tired.value)},
                          {"recover", t.duration(group.recovered.value.value_or(0))},
                          {"tired_range", tiring_range(t, outlook, group.tired)},
                          {"recover_range", recovery_range(t, group.recovered)}});
  return element("li", "", escape(sentence));
}

/// None tires by the estimate; the one that might, all the same, is named.
std::string none_tires(const Texts& t, const FatigueOutlook& outlook) {
  std::string out = t("fatigue.none", {{"horizon", t.duration(outlook.horizon)}});
  const GroupFatigue* soonest = nullptr;
  for (const GroupFatigue& group : outlook.groups) {
    if (!group.tired.low) continue;
    if (soonest == nullptr || *group.tired.low < *soonest->tired.low) soonest = &group;
  }
  if (soonest != nullptr) {
    out += ' ' + t("fatigue.none_but", {{"muscle", muscle_name(t, *soonest)},
                                        {"low", t.duration(*soonest->tired.low)}});
  }
  return paragraph(out);
}

std::string tiring_list(const Texts& t, const FatigueOutlook& outlook,
                        const std::vector<const GroupFatigue*>& first) {
  std::string items;
  for (const GroupFatigue* group : first) {
    if (group->tired.value) items += tiring_sentence(t, outlook, *group);
  }
  return items.empty() ? none_tires(t, outlook) : element("ul", "", items);
}

/// Between two looks at the muscle its strength is taken to change in a straight line.
std::vector<exposure::BinSummary> strength_bins(const FatigueOutlook& outlook,
                                                const GroupFatigue& group) {
  std::vector<exposure::BinSummary> bins;
  for (std::size_t i = 0; i + 1 < outlook.times.size(); ++i) {
    const StrengthLeft& a = group.able[i];
    const StrengthLeft& b = group.able[i + 1];
    exposure::BinSummary bin;
    bin.begin = duration_from_seconds(outlook.times[i]);
    bin.end = duration_from_seconds(outlook.times[i + 1]);
    bin.mean = {(a.value + b.value) / 2, (a.low + b.low) / 2, (a.high + b.high) / 2};
    bin.min = std::min(a.value, b.value);
    bin.max = std::max(a.value, b.value);
    bin.gap_share = 0;
    bins.push_back(bin);
  }
  return bins;
}

std::string strength_chart(const Texts& t, const FatigueOutlook& outlook,
                           const GroupFatigue& group) {
  Chart chart;
  chart.id = fmt::format("{}-strength-{}-{}", code(t.language()), muscle_of(group).id,
                         group.side == body::Side::left ? "l" : "r");
  chart.title = t("fatigue.strength_of", {{"muscle", muscle_name(t, group)}});
  chart.unit = " %";
  chart.scale = kInPercent;
  chart.from_zero = true;
  chart.bins = strength_bins(outlook, group);
  const double asked = kInPercent * group.effort.value;
  chart.guides.push_back({asked, t.number(asked) + " %", true});
  chart.description =
      t("fatigue.describe", {{"muscle", muscle_name(t, group)},
                             {"horizon", t.duration(outlook.horizon)},
                             {"left", t.number(kInPercent * group.able.back().value)},
                             {"asked", t.number(asked)}});
  return time_chart(t, chart);
}

std::string number_cell(std::string_view text) {
  return element("td", "class=\"n\"", escape(text));
}

/// "88 s – > 8 h": as a table has room for.
std::string short_range(const Texts& t, const FatigueOutlook& outlook, const TimeLeft& time) {
  const auto word = [&](const std::optional<double>& end) {
    return end ? t.duration(*end) : "> " + t.duration(outlook.horizon);
  };
  if (!time.low) return word(time.low);
  return fmt::format("{} – {}", word(time.low), word(time.high));
}

std::string muscle_row(const Texts& t, const FatigueOutlook& outlook, const GroupFatigue& group) {
  const bool guess = muscle_of(group).grade >= ergonomics::Grade::c;
  const StrengthLeft& left = group.able.back();
  const std::string tired = group.tired.value ? t.duration(*group.tired.value) : "–";
  return element(
      "tr", "",
      element("th", "scope=\"row\"", escape(muscle_name(t, group))) +
          number_cell(fmt::format("{} ({} – {})", t.number(kInPercent * group.effort.value, 1),
                                  t.number(kInPercent * group.effort.low, 1),
                                  t.number(kInPercent * group.effort.high, 1))) +
          number_cell(tired) + number_cell(short_range(t, outlook, group.tired)) +
          number_cell(t.duration(group.recovered.value.value_or(0))) +
          number_cell(recovery_range(t, group.recovered)) +
          number_cell(fmt::format("{} ({} – {})", t.number(kInPercent * left.value),
                                  t.number(kInPercent * left.low),
                                  t.number(kInPercent * left.high))) +
          element("td", "", escape(t(guess ? "fatigue.guess" : "fatigue.published"))));
}

/// Why a group takes the rates that it takes, each reason once.
std::string rate_reasons(const Texts& t, const std::vector<const GroupFatigue*>& groups) {
  std::vector<std::string> reasons;
  for (const GroupFatigue* group : groups) {
    const auto& muscle = muscle_of(*group);
    const bool guess = muscle.grade >= ergonomics::Grade::c;
    const std::string reason = t(guess ? "fatigue.guess" : "fatigue.published") + ": " +
                               t("fatigue_reason." + muscle.reason);
    if (std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(reason);
  }
  return paragraph(fmt::format("{}: {}.", t("fatigue.head_rates"), fmt::join(reasons, "; ")),
                   "class=\"small\"");
}

std::string muscle_table(const Texts& t, const FatigueOutlook& outlook,
                         const std::vector<const GroupFatigue*>& groups) {
  std::string heads;
  for (const char* key :
       {"muscle", "effort", "tired", "tired_range", "recover", "recover_range", "left_after"}) {
    heads += element("th", heads.empty() ? "scope=\"col\"" : "scope=\"col\" class=\"n\"",
                     escape(t(fmt::format("fatigue.head_{}", key))));
  }
  heads += element("th", "scope=\"col\"", escape(t("fatigue.head_rates")));
  std::string rows;
  for (const GroupFatigue* group : groups) rows += muscle_row(t, outlook, *group);
  return table(t, "fatigue.heading", element("thead", "", element("tr", "", heads)),
               element("tbody", "", rows), "class=\"many\"");
}

std::string fatigue_notes(const Texts& t, const Assessment& a) {
  std::string out;
  const double observed = a.fatigue.observed;
  if (a.fatigue.repeated) {
    out += paragraph(t("fatigue.repeated", {{"observed", t.duration(observed)},
                                            {"horizon", t.duration(a.fatigue.horizon)}}));
  }
  const double beyond = exposure::in_seconds(a.load.time_with(exposure::LoadGap::cannot_be_held));
  if (beyond > 0) {
    out += paragraph(t("fatigue.beyond", {{"time", t.duration(beyond)}}), "class=\"lead\"");
  }
  if (!a.fatigue.banded) out += paragraph(t("fatigue.no_band"), "class=\"small\"");
  return out;
}

}  // namespace

std::string fatigue_section(const Texts& texts, const Assessment& a) {
  const FatigueOutlook& outlook = a.fatigue;
  if (outlook.groups.empty()) return {};
  const auto groups = ergonomics::by_need(outlook);
  const std::vector<const GroupFatigue*> first(
      groups.begin(),
      groups.begin() + static_cast<std::ptrdiff_t>(std::min(kNamed, groups.size())));
  std::string out = paragraph(texts("fatigue.lead"), "class=\"lead\"");
  out += fatigue_notes(texts, a) + tiring_list(texts, outlook, first);
  out += paragraph(texts("fatigue.chart_lead"), "class=\"small\"");
  for (const GroupFatigue* group : first) out += strength_chart(texts, outlook, *group);
  out += muscle_table(texts, outlook, groups) + rate_reasons(texts, groups);
  out += paragraph(texts("fatigue.limits"), "class=\"small\"");
  return section(texts, "fatigue.heading", out);
}

}  // namespace dorsal::report
