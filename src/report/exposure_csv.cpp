#include <fmt/format.h>

#include <cmath>
#include <string>

#include "dorsal/base/units.hpp"
#include "dorsal/report/files.hpp"

namespace dorsal::report {
namespace {

using exposure::Duration;
using exposure::in_seconds;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string_view verdict_word(exposure::Verdict verdict) {
  switch (verdict) {
    case exposure::Verdict::none:
      return "";
    case exposure::Verdict::acceptable:
      return "acceptable";
    case exposure::Verdict::conditional:
      return "conditional";
    case exposure::Verdict::undecided:
      return "undecided";
    case exposure::Verdict::not_acceptable:
      return "not_acceptable";
  }
  return "";
}

/// Empty for what is not known.
std::string cell(double value, int decimals) {
  return std::isfinite(value) ? fmt::format("{:.{}f}", value, decimals) : std::string();
}

std::string zone_row(const exposure::ZoneTimes& zones, std::size_t zone) {
  const auto& scheme = zones.scheme();
  const auto degrees_at = [&](std::size_t border) {
    return fmt::format("{:.1f}", scheme.borders[border].at / kRadiansPerDegree);
  };
  const exposure::TimeInterval& time = zones.in_zone(zone);
  const double observed = in_seconds(zones.observed());
  std::string row(scheme.id);
  row += ',' + (zone == 0 ? std::string() : degrees_at(zone - 1));
  row += ',' + (zone == scheme.borders.size() ? std::string() : degrees_at(zone));
  for (const Duration d : {time.value, time.certain, time.possible}) {
    row += ',' + cell(in_seconds(d), 3);
  }
  for (const Duration d : {time.value, time.certain, time.possible}) {
    row += ',' + cell(100 * in_seconds(d) / observed, 2);
  }
  row += ',' + (zone == 0 ? std::string() : cell(in_seconds(zones.longest_hold(zone - 1)), 3));
  row += ',' + (zone == 0 ? std::string() : cell(zones.entries_per_minute(zone - 1), 3));
  row += ',' + cell(observed, 3);
  row += ',';
  row += verdict_word(zones.verdict(zone));
  row += fmt::format(",{},{}\n", quoted(scheme.source), scheme.grade);
  return row;
}

}  // namespace

std::string exposure_csv(const Assessment& assessment) {
  std::string out =
      "measure,from_deg,to_deg,time_s,time_certain_s,time_possible_s,share_percent,"
      "share_certain_percent,share_possible_percent,longest_at_or_beyond_s,"
      "entries_per_minute,observed_s,verdict,source,grade\n";
  for (const exposure::ZoneTimes& zones : assessment.posture.zones()) {
    if (zones.observed() == Duration::zero()) continue;
    for (std::size_t z = 0; z < zones.zones(); ++z) out += zone_row(zones, z);
  }
  return out;
}

}  // namespace dorsal::report
