#include "dorsal/exposure/dose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dorsal::exposure {
namespace {

constexpr double kRadiansToDegrees = 180.0 / std::numbers::pi;

double share(Duration part, Duration whole) { return in_seconds(part) / in_seconds(whole); }

Dose time_dose(std::string id, const TimeInterval& time, std::string_view source) {
  return {std::move(id),
          in_seconds(time.value),
          "s",
          in_seconds(time.certain),
          in_seconds(time.possible),
          {},
          std::string(source)};
}

Dose share_dose(std::string id, const TimeInterval& time, Duration observed,
                std::string_view source) {
  return {std::move(id),
          share(time.value, observed),
          "1",
          share(time.certain, observed),
          share(time.possible, observed),
          {},
          std::string(source)};
}

Dose plain_dose(std::string id, double value, std::string unit, std::string_view source) {
  Dose dose;
  dose.id = std::move(id);
  dose.value = value;
  dose.unit = std::move(unit);
  dose.source = source;
  return dose;
}

void add_border_doses(std::vector<Dose>& out, const ZoneTimes& zones, std::size_t b) {
  const ZoneScheme& scheme = zones.scheme();
  const ZoneBorder& border = scheme.borders[b];
  const std::string id =
      fmt::format("{}_past_{:.0f}_deg", scheme.id, border.at * kRadiansToDegrees);
  out.push_back(time_dose(id + "_time", zones.past(b), scheme.source));
  if (border.seldom == Verdict::not_acceptable) out.back().limit = 0.0;
  out.push_back(share_dose(id + "_share", zones.past(b), zones.observed(), scheme.source));
  out.push_back(plain_dose(id + "_longest", in_seconds(zones.longest_hold(b)), "s", scheme.source));
  const double frequency = zones.entries_per_minute(b);
  if (std::isnan(frequency)) return;
  out.push_back(plain_dose(id + "_frequency", frequency, "1/min", scheme.source));
  out.back().limit = border.often_from;
}

constexpr std::string_view kStillnessSource =
    "expert guess: a change is more than 10 degrees of trunk inclination";

void add_stillness(std::vector<Dose>& out, const Stillness& stillness) {
  if (stillness.observed() == Duration::zero()) return;
  out.push_back(
      plain_dose("trunk_still_longest", in_seconds(stillness.longest()), "s", kStillnessSource));
}

/// Beyond which the answer to a question of the interview is being lived.
struct FindingRule {
  std::string_view id;
  std::array<std::string_view, 2> schemes;  // the greater one counts; the second may be empty
  double border;                            // [deg]
};
// trunk_bending and overhead_work ask about bending and about arms above the shoulder: the borders
// are those of the zones (RULA). screen_posture asks about looking down: RULA's last neck border.
constexpr std::array kFindingRules = {
    FindingRule{"trunk_bending", {"trunk_inclination", ""}, 20.0},
    FindingRule{"overhead_work", {"left_upper_arm_elevation", "right_upper_arm_elevation"}, 90.0},
    FindingRule{"screen_posture", {"neck_flexion", ""}, 20.0},
};

Finding finding_from(const PostureExposure& exposure, const FindingRule& rule) {
  Finding finding;
  finding.id = rule.id;
  for (const ZoneTimes& zones : exposure.zones()) {
    if (std::ranges::find(rule.schemes, zones.scheme().id) == rule.schemes.end()) continue;
    if (zones.observed() == Duration::zero()) continue;
    for (std::size_t b = 0; b < zones.scheme().borders.size(); ++b) {
      if (std::abs(zones.scheme().borders[b].at * kRadiansToDegrees - rule.border) > 1e-9) continue;
      const TimeInterval& past = zones.past(b);
      const double value = share(past.value, zones.observed());
      if (finding.measured && value <= finding.value) continue;
      finding.measured = true;
      finding.value = value;
      finding.low = share(past.certain, zones.observed());
      finding.high = share(past.possible, zones.observed());
      finding.observed = in_seconds(zones.observed());
    }
  }
  return finding;
}

}  // namespace

std::vector<Dose> doses(const PostureExposure& exposure) {
  std::vector<Dose> out;
  for (const ZoneTimes& zones : exposure.zones()) {
    if (zones.observed() == Duration::zero()) continue;
    for (std::size_t b = 0; b < zones.scheme().borders.size(); ++b) {
      add_border_doses(out, zones, b);
    }
  }
  add_stillness(out, exposure.stillness());
  return out;
}

std::vector<Finding> findings(const PostureExposure& exposure) {
  std::vector<Finding> out;
  out.reserve(kFindingRules.size());
  for (const FindingRule& rule : kFindingRules) out.push_back(finding_from(exposure, rule));
  return out;
}

}  // namespace dorsal::exposure
