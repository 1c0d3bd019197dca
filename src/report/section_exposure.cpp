#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "dorsal/base/units.hpp"
#include "markup.hpp"
#include "sections.hpp"
#include "time_chart.hpp"

namespace dorsal::report {
namespace {

using exposure::Duration;
using exposure::in_seconds;

constexpr double kRow = 26;  // [px] of one part's holds
constexpr std::size_t kShownLifts = 10;

std::string cell(std::string_view text, std::string_view attributes = "class=\"n\"") {
  return element("td", attributes, escape(text));
}

std::string row_head(std::string_view text) {
  return element("th", "scope=\"row\" class=\"tight\"", escape(text));
}

/// The head of a table; the first column holds words.
std::string table_head(const Texts& t, std::initializer_list<const char*> keys) {
  std::string cells;
  for (const char* key : keys) {
    cells += element("th", cells.empty() ? "scope=\"col\"" : "scope=\"col\" class=\"n\"",
                     escape(t(fmt::format("exposure.{}", key))));
  }
  return element("thead", "", element("tr", "", cells));
}

std::string degrees(const Texts& t, const exposure::Reading& r) {
  if (!std::isfinite(r.value)) return "–";
  const double scale = 1 / kRadiansPerDegree;
  return fmt::format("{}° ({} – {})", t.number(r.value * scale), t.number(r.low * scale),
                     t.number(r.high * scale));
}

std::string metres(const Texts& t, const exposure::Reading& r) {
  return fmt::format("{} ({} – {})", t.number(r.value, 2), t.number(r.low, 2), t.number(r.high, 2));
}

std::string hold_row(const Texts& t, const exposure::Holds& part, double y, double whole) {
  std::string out = fmt::format(
      "<text x=\"0\" y=\"{}\">{}</text><rect class=\"track\" x=\"20%\" y=\"{}\" "
      "width=\"80%\" height=\"14\"/>",
      coordinate(y + 12), escape(t(fmt::format("part.{}", part.part().id))), coordinate(y));
  for (const exposure::Hold& hold : part.longest_holds()) {
    const double from = 20 + 80 * in_seconds(hold.begin) / whole;
    const double width = std::max(0.15, 80 * in_seconds(hold.length()) / whole);
    out += fmt::format("<rect class=\"hold\" x=\"{}%\" y=\"{}\" width=\"{}%\" height=\"14\"/>",
                       coordinate(from), coordinate(y), coordinate(std::min(width, 100 - from)));
  }
  return out;
}

/// Static holds of each part along the recording.
std::string hold_chart(const Texts& t, const Assessment& a) {
  const double whole = in_seconds(a.posture.duration());
  std::string rows;
  double y = 0;
  for (const exposure::Holds& part : a.posture.holds()) {
    if (part.observed() == Duration::zero()) continue;
    rows += hold_row(t, part, y, whole);
    y += kRow;
  }
  if (rows.empty()) return {};
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const char* anchor = share == 0 ? "start" : share == 1 ? "end" : "middle";
    rows += fmt::format("<text x=\"{}%\" y=\"{}\" text-anchor=\"{}\">{}</text>",
                        coordinate(20 + 80 * share), coordinate(y + 8), anchor,
                        escape(clock_time(share * whole)));
  }
  const std::string id = fmt::format("{}-holds", code(t.language()));
  const std::string title =
      fmt::format("<title id=\"{}-t\">{}</title>", id, escape(t("exposure.holds_title")));
  return element("svg",
                 fmt::format("class=\"holds\" role=\"img\" aria-labelledby=\"{}-t\" width=\"100%\" "
                             "height=\"{}\"",
                             id, coordinate(y + 14)),
                 title + rows);
}

std::string holds_table(const Texts& t, const Assessment& a) {
  std::string rows;
  for (const exposure::Holds& part : a.posture.holds()) {
    if (part.observed() == Duration::zero()) continue;
    const auto kept = part.longest_holds();
    const auto longest = std::ranges::max_element(kept, {}, &exposure::Hold::length);
    rows += element("tr", "",
                    row_head(t(fmt::format("part.{}", part.part().id))) +
                        cell(t.number(static_cast<double>(part.number()))) +
                        cell(t.duration(in_seconds(part.held()))) +
                        cell(t.duration(in_seconds(part.longest()))) +
                        cell(longest == kept.end() ? "–" : clock_time(in_seconds(longest->begin))) +
                        cell(longest == kept.end() ? "–" : degrees(t, longest->posture)) +
                        cell(t.duration(in_seconds(part.since_change()))));
  }
  if (rows.empty()) return {};
  return table(t, "exposure.holds_title",
               table_head(t, {"part", "number", "held", "longest", "begins", "angle", "since"}),
               element("tbody", "", rows));
}

std::string repetition_row(const Texts& t, const exposure::Repetition& joint) {
  const double minutes = in_seconds(joint.observed()) / 60;
  const auto out_by = static_cast<double>(joint.stretches());
  return element(
      "tr", "",
      row_head(t(fmt::format("part.{}", joint.joint().id))) + cell(t.number(joint.cycles(), 1)) +
          cell(minutes < 1 ? "–" : t.number(joint.cycles() / minutes, 1)) +
          cell(minutes < 1
                   ? "–"
                   : fmt::format("{} – {}",
                                 t.number(std::max(0.0, joint.cycles() - out_by) / minutes, 1),
                                 t.number((joint.cycles() + out_by) / minutes, 1))) +
          cell(t.number(joint.hysteresis() / kRadiansPerDegree) + "°") +
          cell(t.number(joint.countable())));
}

std::string repetition_part(const Texts& t, const Assessment& a) {
  std::string rows, charts;
  for (const exposure::Repetition& joint : a.posture.repetition()) {
    if (joint.rate().empty()) continue;
    rows += repetition_row(t, joint);
    if (joint.cycles() < 2) continue;
    Chart chart;
    chart.id = fmt::format("{}-cycles-{}", code(t.language()), joint.joint().id);
    chart.title = t("exposure.cycles_of", {{"part", t(fmt::format("part.{}", joint.joint().id))}});
    chart.description = chart.title;
    chart.unit = " /min";
    chart.from_zero = true;
    chart.bins = joint.over_time().bins();
    charts += time_chart(t, chart);
  }
  if (rows.empty()) return {};
  return element("h3", "", escape(t("exposure.repetition"))) +
         paragraph(t("exposure.repetition_lead"), "class=\"small\"") + charts +
         table(t, "exposure.repetition",
               table_head(t, {"part", "cycles", "per_minute", "range", "smallest", "countable"}),
               element("tbody", "", rows));
}

std::string dose_bar(double share) {
  return fmt::format(
      "<svg class=\"bar\" width=\"100%\" height=\"14\" aria-hidden=\"true\"><rect class=\"track\" "
      "width=\"100%\" height=\"14\"/><rect class=\"fill\" width=\"{}%\" height=\"14\"/></svg>",
      coordinate(100 * share));
}

std::string dose_part(const Texts& t, const Assessment& a) {
  std::array<exposure::LevelDose, body::kLevels> doses;
  double greatest = 0;
  for (std::size_t l = 0; l < body::kLevels; ++l) {
    doses[l] = level_dose(a.load, static_cast<body::Level>(l), a.standing_compression[l]);
    if (std::isfinite(doses[l].above_standing.value)) {
      greatest = std::max(greatest, doses[l].above_standing.value);
    }
  }
  std::string rows;
  for (std::size_t l = 0; l < body::kLevels; ++l) {
    const auto& dose = doses[l];
    if (!std::isfinite(dose.above_standing.value)) continue;
    rows +=
        element("tr", "",
                row_head(body::level_names()[l]) + cell(t.duration(in_seconds(dose.beyond.value))) +
                    cell(t.number(dose.above_standing.value / 1000, 1)) +
                    cell(fmt::format("{} – {}", t.number(dose.above_standing.low / 1000, 1),
                                     t.number(dose.above_standing.high / 1000, 1))) +
                    element("td", "class=\"bars\"",
                            dose_bar(greatest > 0 ? dose.above_standing.value / greatest : 0.0)));
  }
  if (rows.empty()) return {};
  const auto lumbar = exposure::lumbar_dose(a.load, a.person.sex);
  return element("h3", "", escape(t("exposure.dose"))) +
         paragraph(t("exposure.dose_lead"), "class=\"small\"") +
         table(t, "exposure.dose", table_head(t, {"level", "beyond", "above", "range", "compared"}),
               element("tbody", "", rows)) +
         paragraph(t("exposure.lumbar", {{"dose", t.number(lumbar.dose.value / 1000, 2)},
                                         {"limit", t.number(lumbar.daily_guidance / 1000, 1)}}),
                   "class=\"small\"");
}

std::string sitting_part(const Texts& t, const Assessment& a) {
  const exposure::Sitting& sitting = a.posture.sitting();
  if (sitting.observed() == Duration::zero()) return {};
  return element("h3", "", escape(t("exposure.sitting"))) +
         paragraph(t("exposure.sitting_says",
                     {{"sat", t.duration(in_seconds(sitting.sitting().value))},
                      {"seen", t.duration(in_seconds(sitting.observed()))},
                      {"low", t.duration(in_seconds(sitting.sitting().certain))},
                      {"high", t.duration(in_seconds(sitting.sitting().possible))},
                      {"longest", t.duration(in_seconds(sitting.longest_bout()))},
                      {"rises", t.number(static_cast<double>(sitting.rises()))}}));
}

std::string lifts_part(const Texts& t, const Assessment& a) {
  const exposure::Lifts& lifts = a.posture.lifts();
  if (lifts.number() == 0) return {};
  auto shown = lifts.highest();
  if (shown.size() > kShownLifts) shown.resize(kShownLifts);
  std::string rows;
  for (const exposure::Lift& lift : shown) {
    rows += element("tr", "",
                    row_head(clock_time(in_seconds(lift.begin))) +
                        cell(clock_time(in_seconds(lift.end))) + cell(metres(t, lift.from)) +
                        cell(metres(t, lift.to)) + cell(degrees(t, lift.asymmetry)));
  }
  const std::string mass =
      a.lifted ? t.number(in_kilograms(*a.lifted), 1) + " kg" : t("exposure.mass_unknown");
  return element("h3", "", escape(t("exposure.lifts"))) +
         paragraph(t("exposure.lifts_lead",
                     {{"number", t.number(static_cast<double>(lifts.number()))}, {"mass", mass}}),
                   "class=\"small\"") +
         table(t, "exposure.lifts", table_head(t, {"begins", "ends", "from", "to", "asymmetry"}),
               element("tbody", "", rows));
}

}  // namespace

std::string exposure_section(const Texts& texts, const Assessment& a) {
  if (nobody_seen(a) || is_single(a)) return {};
  std::string holds = hold_chart(texts, a) + holds_table(texts, a);
  if (!holds.empty()) {
    holds = element("h3", "", escape(texts("exposure.holds_title"))) +
            paragraph(texts("exposure.holds_lead"), "class=\"small\"") + holds;
  }
  const std::string content = holds + repetition_part(texts, a) + dose_part(texts, a) +
                              sitting_part(texts, a) + lifts_part(texts, a);
  if (content.empty()) return {};
  return section(texts, "exposure.heading",
                 paragraph(texts("exposure.lead"), "class=\"lead\"") + content);
}

}  // namespace dorsal::report
