#include "dorsal/exposure/finding.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace dorsal::exposure {
namespace {

using posture::Measure;

constexpr double kSecondsPerMinute = 60;  // [s]
constexpr double kSecondsPerHour = 3600;  // [s]

// How long must be observed. A share of a working day needs a working spell; sitting hours need
// half a day; getting up needs several chances to do so. Expert, all of them.
constexpr double kForShare = 30 * kSecondsPerMinute;
constexpr double kForRepetition = kSecondsPerHour;
constexpr double kForBreaks = 2 * kSecondsPerHour;
constexpr double kForSitting = 4 * kSecondsPerHour;
constexpr double kAwake = 16 * kSecondsPerHour;  // [s] what is not observed may be spent sitting
constexpr double kMostHours = 20;                // [h] the question's range
// "Often", "for long", "much of the day": two hours of eight. Expert.
constexpr double kOften = 0.25;
// RULA scores muscle use that is repeated more than four times a minute (McAtamney & Corlett
// 1993); a count may be out by one.
constexpr double kRepeated = 4;  // [1/min]
constexpr double kHeavy = 10;    // [kg] expert
constexpr double kLight = 3;     // [kg] below which ISO 11228-1 does not speak of lifting

double share_of(Duration part, Duration whole) { return in_seconds(part) / in_seconds(whole); }

Finding question(std::string id, std::string unit, double needed) {
  Finding finding;
  finding.id = std::move(id);
  finding.unit = std::move(unit);
  finding.needed = needed;
  return finding;
}

/// Marks it measured, or says that too little was seen.
void settle(Finding& finding, const Reading& value, Duration observed) {
  finding.observed = in_seconds(observed);
  if (finding.observed < finding.needed) {
    finding.why = FindingGap::too_short;
    return;
  }
  finding.why = FindingGap::none;
  finding.measured = true;
  finding.value = value.value;
  finding.low = value.low;
  finding.high = value.high;
}

/// Yes or no where the whole interval says the same.
void answer_often(Finding& finding) {
  if (!finding.measured) return;
  if (finding.low >= kOften) finding.answer = "true";
  if (finding.high < kOften) finding.answer = "false";
}

/// Share of time past a border [deg] of a zone scheme.
Finding past_border(std::string id, const PostureExposure& exposure, const ZoneTimes& zones,
                    double border) {
  Finding finding = question(std::move(id), "1", kForShare);
  if (zones.observed() == Duration::zero()) {
    finding.gap = exposure.main_gap(zones.scheme().measure);
    return finding;
  }
  const auto& borders = zones.scheme().borders;
  const auto at = std::ranges::find_if(borders, [border](const ZoneBorder& b) {
    return std::abs(b.at / kRadiansPerDegree - border) < 1e-9;
  });
  const TimeInterval& past = zones.past(static_cast<std::size_t>(at - borders.begin()));
  const auto part = [&](Duration d) { return share_of(d, zones.observed()); };
  settle(finding, {part(past.value), part(past.certain), part(past.possible)}, zones.observed());
  answer_often(finding);
  return finding;
}

const ZoneTimes& zones_of(const PostureExposure& exposure, Measure measure) {
  return *std::ranges::find(exposure.zones(), measure,
                            [](const ZoneTimes& z) { return z.scheme().measure; });
}

/// Share of time in which a joint went there and back at least so often a minute.
double repeated_share(const Repetition& joint, double rate) {
  return share_of(joint.rate().time_above(rate - joint.rate().bin_width() / 2),
                  joint.rate().total());
}

Finding repetitive_work(const PostureExposure& exposure) {
  Finding finding = question("repetitive_work", "1", kForRepetition);
  finding.gap = exposure.main_gap(Measure::left_upper_arm_elevation);
  for (const Repetition& joint : exposure.repetition()) {
    const std::string_view id = joint.joint().id;
    const bool arm = id.ends_with("_shoulder") || id.ends_with("_elbow");
    if (!arm || joint.rate().empty()) continue;
    if (joint.countable() < 2 * kRepeated) {
      if (!finding.measured) finding.why = FindingGap::too_few_pictures;
      continue;
    }
    const double value = repeated_share(joint, kRepeated);
    if (finding.measured && value <= finding.value) continue;
    settle(finding,
           {value, repeated_share(joint, kRepeated + 1), repeated_share(joint, kRepeated - 1)},
           joint.observed());
  }
  answer_often(finding);
  return finding;
}

/// Hours seen sitting: the day has at least these.
Finding sitting_hours(const Sitting& sitting) {
  Finding finding = question("sitting_hours", "h", kForSitting);
  finding.why = FindingGap::legs_hidden;
  if (sitting.observed() == Duration::zero()) return finding;
  const double unseen = std::max(0.0, kAwake - in_seconds(sitting.observed()));
  const TimeInterval& time = sitting.sitting();
  settle(finding,
         {in_seconds(time.value) / kSecondsPerHour, in_seconds(time.certain) / kSecondsPerHour,
          std::min(kMostHours, (in_seconds(time.possible) + unseen) / kSecondsPerHour)},
         sitting.observed());
  return finding;
}

/// Minutes of sitting for each time somebody got up.
Finding breaks(const Sitting& sitting) {
  Finding finding = question("breaks", "min", kForBreaks);
  finding.why = FindingGap::legs_hidden;
  if (sitting.observed() == Duration::zero()) return finding;
  const Duration sat = sitting.sitting().value;
  const double minutes = in_seconds(sat) / kSecondsPerMinute;
  const auto rises = static_cast<double>(sitting.rises());
  settle(
      finding,
      {minutes / std::max(1.0, rises), minutes / (rises + 1), minutes / std::max(1.0, rises - 1)},
      sat);
  if (!finding.measured) return finding;
  // Half way between the options; expert.
  finding.answer = finding.value <= 45    ? "every_30min"
                   : finding.value <= 90  ? "hourly"
                   : finding.value <= 180 ? "every_2h"
                                          : "rarely";
  return finding;
}

Finding heavy_lifting(const Lifts& lifts, std::optional<Mass> lifted) {
  Finding finding = question("heavy_lifting", "1/h", kForRepetition);
  finding.why = FindingGap::legs_hidden;
  if (lifts.observed() == Duration::zero()) return finding;
  finding.observed = in_seconds(lifts.observed());
  finding.why = FindingGap::mass_unknown;
  if (!lifted) return finding;
  const double hours = in_seconds(lifts.observed()) / kSecondsPerHour;
  const auto number = static_cast<double>(lifts.number());
  settle(finding, {number / hours, std::max(0.0, number - 1) / hours, (number + 1) / hours},
         lifts.observed());
  if (!finding.measured) return finding;
  const double mass = in_kilograms(*lifted);
  if (mass < kLight || lifts.number() == 0) finding.answer = "false";
  if (mass >= kHeavy && finding.low >= 1) finding.answer = "true";
  return finding;
}

}  // namespace

std::vector<Finding> findings(const PostureExposure& exposure, std::optional<Mass> lifted) {
  return {
      past_border("trunk_bending", exposure, zones_of(exposure, Measure::trunk_inclination), 20),
      past_border("overhead_work", exposure, exposure.either_arm(), 90),
      past_border("screen_posture", exposure, zones_of(exposure, Measure::neck_flexion), 20),
      repetitive_work(exposure),
      sitting_hours(exposure.sitting()),
      breaks(exposure.sitting()),
      heavy_lifting(exposure.lifts(), lifted),
  };
}

}  // namespace dorsal::exposure
