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
  row += fmt::format(",{},{},zone,,,,,,\n", quoted(scheme.source), scheme.grade);
  return row;
}

/// A row without zones: what it is stands in `kind`, its numbers in the last columns.
std::string other_row(std::string_view measure, std::string_view source, std::string_view kind,
                      std::string_view rest) {
  return fmt::format("{},,,,,,,,,,,,,{},,{},{}\n", measure, quoted(source), kind, rest);
}

std::string dose_row(const exposure::Dose& dose) {
  return other_row(dose.id, dose.source, "dose",
                   fmt::format(",,{},{},{},{}", cell(dose.value, 4), cell(dose.low, 4),
                               cell(dose.high, 4), dose.unit));
}

/// @param scale  from the unit of the reading to that of the file
std::string event_row(std::string_view measure, std::string_view kind, Duration begin, Duration end,
                      const exposure::Reading& r, double scale, std::string_view unit) {
  return other_row(
      measure, "", kind,
      fmt::format("{},{},{},{},{},{}", cell(in_seconds(begin), 3), cell(in_seconds(end), 3),
                  cell(r.value * scale, 4), cell(r.low * scale, 4), cell(r.high * scale, 4), unit));
}

std::string other_rows(const Assessment& a) {
  std::string out;
  for (const auto& dose : exposure::doses(a.posture)) out += dose_row(dose);
  for (const auto& dose : exposure::load_doses(a.load, a.standing_compression, a.person.sex)) {
    out += dose_row(dose);
  }
  for (const exposure::Holds& part : a.posture.holds()) {
    for (const exposure::Hold& hold : part.longest_holds()) {
      out += event_row(part.part().id, "hold", hold.begin, hold.end, hold.posture,
                       1 / kRadiansPerDegree, "deg");
    }
  }
  for (const exposure::Lift& lift : a.posture.lifts().highest()) {
    out += event_row("lift_from", "lift", lift.begin, lift.end, lift.from, 1, "m");
    out += event_row("lift_to", "lift", lift.begin, lift.end, lift.to, 1, "m");
    out += event_row("lift_asymmetry", "lift", lift.begin, lift.end, lift.asymmetry,
                     1 / kRadiansPerDegree, "deg");
  }
  return out;
}

}  // namespace

std::string exposure_csv(const Assessment& assessment) {
  std::string out =
      "measure,from_deg,to_deg,time_s,time_certain_s,time_possible_s,share_percent,"
      "share_certain_percent,share_possible_percent,longest_at_or_beyond_s,"
      "entries_per_minute,observed_s,verdict,source,grade,kind,begin_s,end_s,value,value_low,"
      "value_high,unit\n";
  for (const exposure::ZoneTimes& zones : assessment.posture.zones()) {
    if (zones.observed() == Duration::zero()) continue;
    for (std::size_t z = 0; z < zones.zones(); ++z) out += zone_row(zones, z);
  }
  return out + other_rows(assessment);
}

}  // namespace dorsal::report
