#include <fmt/format.h>

#include <cmath>

#include "dorsal/base/units.hpp"
#include "markup.hpp"
#include "sections.hpp"

namespace dorsal::report {
namespace {

using exposure::in_seconds;
using exposure::Verdict;
using exposure::ZoneTimes;

std::string zone_name(const Texts& t, const exposure::ZoneScheme& scheme, std::size_t zone) {
  const auto degrees = [&](std::size_t border) {
    return t.number(scheme.borders[border].at / kRadiansPerDegree);
  };
  if (zone == 0) return t("zones.below", {{"to", degrees(0)}});
  if (zone == scheme.borders.size()) return t("zones.above", {{"from", degrees(zone - 1)}});
  return t("zones.between", {{"from", degrees(zone - 1)}, {"to", degrees(zone)}});
}

std::string verdict_text(const Texts& t, Verdict verdict) {
  switch (verdict) {
    case Verdict::none:
      return t("zones.none");
    case Verdict::acceptable:
      return t("zones.acceptable");
    case Verdict::conditional:
      return t("zones.conditional");
    case Verdict::not_acceptable:
      return t("zones.not_acceptable");
    case Verdict::undecided:
      return t("zones.undecided");
  }
  return {};
}

/// A bar of 0..100 % with a thin line from what is certain to what is possible.
std::string bar(const exposure::TimeInterval& time, double observed) {
  const auto percent = [&](exposure::Duration d) {
    return coordinate(100 * in_seconds(d) / observed);
  };
  return fmt::format(
      "<svg class=\"bar\" width=\"100%\" height=\"14\" aria-hidden=\"true\"><rect class=\"track\" "
      "width=\"100%\" height=\"14\"/><rect class=\"fill\" width=\"{0}%\" height=\"14\"/><line "
      "class=\"whisker-halo\" x1=\"{1}%\" x2=\"{2}%\" y1=\"7\" y2=\"7\"/><line class=\"whisker\" "
      "x1=\"{1}%\" x2=\"{2}%\" y1=\"7\" y2=\"7\"/></svg>",
      percent(time.value), percent(time.certain), percent(time.possible));
}

std::string markup_cell(std::string_view content, std::string_view attributes = "class=\"n\"") {
  return element("td", attributes, content);
}

std::string zone_row(const Texts& t, const ZoneTimes& zones, std::size_t zone) {
  const exposure::TimeInterval& time = zones.in_zone(zone);
  const double observed = in_seconds(zones.observed());
  const double share = 100 * in_seconds(time.value) / observed;
  std::string row =
      element("th", "scope=\"row\" class=\"tight\"", escape(zone_name(t, zones.scheme(), zone)));
  row += markup_cell(escape(t.duration(in_seconds(time.value))));
  row += markup_cell(
      element("span", "class=\"share\"", escape(t.number(share) + " %")) + bar(time, observed),
      "class=\"bars\"");
  row += markup_cell(escape(fmt::format("{} – {}", t.duration(in_seconds(time.certain)),
                                        t.duration(in_seconds(time.possible)))));
  row += markup_cell(zone == 0 ? "" : escape(t.duration(in_seconds(zones.longest_hold(zone - 1)))));
  row += markup_cell(zone == 0 ? "" : escape(t.number(zones.entries_per_minute(zone - 1), 1)));
  row += markup_cell(escape(verdict_text(t, zones.verdict(zone))), "");
  return element("tr", "", row);
}

std::string scheme_rows(const Texts& t, const ZoneTimes& zones) {
  const auto& scheme = zones.scheme();
  const auto name = posture::measure_infos()[static_cast<std::size_t>(scheme.measure)].name;
  const std::string source = t("zones.source", {{"source", std::string(scheme.source)},
                                                {"grade", std::string(1, scheme.grade)}});
  std::string rows = element("tr", "class=\"group\"",
                             element("th", "colspan=\"7\" scope=\"rowgroup\"",
                                     escape(t(fmt::format("measure.{}", name))) + ' ' +
                                         element("span", "class=\"small\"", escape(source))));
  for (std::size_t z = 0; z < zones.zones(); ++z) rows += zone_row(t, zones, z);
  return element("tbody", "", rows);
}

}  // namespace

std::string zones_section(const Texts& texts, const Assessment& a) {
  if (nobody_seen(a) || is_single(a)) return {};
  std::string body;
  for (const ZoneTimes& zones : a.posture.zones()) {
    if (zones.observed() > exposure::Duration::zero()) body += scheme_rows(texts, zones);
  }
  if (body.empty()) return section(texts, "zones.heading", paragraph(texts("zones.empty")));
  std::string head;
  for (const char* key : {"zone", "time", "share", "range", "longest", "often", "judgement"}) {
    const std::string_view name(key);
    const bool words = name == "zone" || name == "share" || name == "judgement";
    head += element("th", words ? "scope=\"col\"" : "scope=\"col\" class=\"n\"",
                    escape(texts(fmt::format("zones.{}", key))));
  }
  head = element("thead", "", element("tr", "", head));
  return section(texts, "zones.heading",
                 paragraph(texts("zones.lead"), "class=\"lead\"") +
                     table(texts, "zones.heading", head, body) +
                     paragraph(texts("zones.grade_note"), "class=\"small\""));
}

}  // namespace dorsal::report
