#include "dorsal/exposure/dose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dorsal/base/units.hpp"

namespace dorsal::exposure {
namespace {

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
      fmt::format("{}_past_{:.0f}_deg", scheme.id, border.at / kRadiansPerDegree);
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

constexpr std::string_view kHoldSource =
    "expert: held is to stay within 10 degrees (arms 15) for 4 s and more";

void add_holds(std::vector<Dose>& out, const Holds& holds) {
  if (holds.observed() == Duration::zero()) return;
  const std::string id(holds.part().id);
  out.push_back(plain_dose(id + "_held_time", in_seconds(holds.held()), "s", kHoldSource));
  out.push_back(plain_dose(id + "_held_longest", in_seconds(holds.longest()), "s", kHoldSource));
  out.push_back(plain_dose(id + "_holds", static_cast<double>(holds.number()), "1", kHoldSource));
  out.push_back(
      plain_dose(id + "_changes", static_cast<double>(holds.changes()), "1", kHoldSource));
  out.push_back(
      plain_dose(id + "_since_change", in_seconds(holds.since_change()), "s", kHoldSource));
}

constexpr std::string_view kRepetitionSource =
    "turning points beyond the noise of the angle itself; a count may be out by one in each "
    "stretch seen without a gap";

void add_repetition(std::vector<Dose>& out, const Repetition& joint) {
  constexpr double kMinute = 60;
  if (joint.rate().empty()) return;
  const std::string id(joint.joint().id);
  const double out_by = static_cast<double>(joint.stretches());
  const double minutes = in_seconds(joint.observed()) / kMinute;
  const auto add = [&](const char* what, const char* unit, double per) {
    out.push_back(plain_dose(id + what, joint.cycles() / per, unit, kRepetitionSource));
    out.back().low = std::max(0.0, joint.cycles() - out_by) / per;
    out.back().high = (joint.cycles() + out_by) / per;
  };
  add("_cycles", "1", 1.0);
  // Less than a minute is too little to speak of a frequency, as in zones.
  if (minutes >= 1) add("_cycles_per_minute", "1/min", minutes);
  out.push_back(
      plain_dose(id + "_cycles_countable_up_to", joint.countable(), "1/min", kRepetitionSource));
  out.push_back(plain_dose(id + "_cycles_smallest", joint.hysteresis() / kRadiansPerDegree, "deg",
                           kRepetitionSource));
}

constexpr std::string_view kSittingSource =
    "expert: thighs lifted by more than 45 degrees sit; a squat looks the same";

void add_sitting(std::vector<Dose>& out, const Sitting& sitting) {
  if (sitting.observed() == Duration::zero()) return;
  out.push_back(time_dose("sitting_time", sitting.sitting(), kSittingSource));
  out.push_back(share_dose("sitting_share", sitting.sitting(), sitting.observed(), kSittingSource));
  out.push_back(
      plain_dose("sitting_longest", in_seconds(sitting.longest_bout()), "s", kSittingSource));
  out.push_back(
      plain_dose("sitting_rises", static_cast<double>(sitting.rises()), "1", kSittingSource));
}

constexpr std::string_view kLiftSource =
    "hands together upwards by 0.25 m and more within 10 s (expert); a camera sees no mass";

void add_lifts(std::vector<Dose>& out, const Lifts& lifts) {
  if (lifts.observed() == Duration::zero()) return;
  out.push_back(plain_dose("lifts", static_cast<double>(lifts.number()), "1", kLiftSource));
}

constexpr std::string_view kPitchSource =
    "where the head points, down +, against the person's upright; eyes turn beyond it and are not "
    "seen";

void add_head_pitch(std::vector<Dose>& out, const Track& pitch) {
  if (pitch.value.empty()) return;
  const Quantiles q = pitch.quantiles();
  out.push_back(plain_dose("head_pitch_median", q.median / kRadiansPerDegree, "deg", kPitchSource));
  out.back().low = q.median_low / kRadiansPerDegree;
  out.back().high = q.median_high / kRadiansPerDegree;
}

constexpr std::string_view kEyeSource =
    "eyes from the camera: 63 mm between pupils (57 to 72) and a field of view of 70 degrees (50 "
    "to "
    "90, expert) unless given; that of a screen only where the camera sits on it";

void add_eye_distance(std::vector<Dose>& out, const Track& eyes) {
  if (eyes.value.empty()) return;
  const Quantiles q = eyes.quantiles();
  out.push_back(plain_dose("eye_distance_median", q.median, "m", kEyeSource));
  out.back().low = q.median_low;
  out.back().high = q.median_high;
  out.push_back(plain_dose("eye_distance_seen", in_seconds(eyes.value.total()), "s", kEyeSource));
}

Dose reading_dose(std::string id, const Reading& reading, std::string unit,
                  std::string_view source) {
  Dose dose = plain_dose(std::move(id), reading.value, std::move(unit), source);
  dose.low = reading.low;
  dose.high = reading.high;
  return dose;
}

constexpr std::string_view kImpulseSource =
    "compression over time; the reference is the same body standing upright, since no threshold "
    "is published for thoracic levels";
constexpr std::string_view kLumbarSource =
    "lumbar only: Mainz-Dortmund dose model, Jager et al. 1999, force to the power of 2, from "
    "3.2 kN (women 2.5 kN); formula grade C; the day's limit was dropped in 2007";

std::string level_id(std::size_t level) {
  std::string id(body::level_names()[level]);
  std::ranges::replace(id, '/', '_');
  return id;
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
  const ZoneTimes& arms = exposure.either_arm();
  for (std::size_t b = 0; arms.observed() > Duration::zero() && b < arms.scheme().borders.size();
       ++b) {
    add_border_doses(out, arms, b);
  }
  add_stillness(out, exposure.stillness());
  for (const Holds& holds : exposure.holds()) add_holds(out, holds);
  for (const Repetition& joint : exposure.repetition()) add_repetition(out, joint);
  add_sitting(out, exposure.sitting());
  add_lifts(out, exposure.lifts());
  add_head_pitch(out, exposure.head_pitch());
  add_eye_distance(out, exposure.eye_distance());
  return out;
}

std::vector<Dose> load_doses(const LoadExposure& load, const body::LevelArray<double>& standing,
                             body::Sex sex) {
  std::vector<Dose> out;
  if (load.observed() == Duration::zero()) return out;
  for (std::size_t l = 0; l < body::kLevels; ++l) {
    const LevelDose dose = level_dose(load, static_cast<body::Level>(l), standing[l]);
    out.push_back(
        reading_dose("compression_impulse_" + level_id(l), dose.impulse, "N s", kImpulseSource));
    if (!std::isfinite(dose.above_standing.value)) continue;
    out.push_back(reading_dose("compression_above_standing_" + level_id(l), dose.above_standing,
                               "N s", kImpulseSource));
    out.push_back(time_dose("time_above_standing_" + level_id(l), dose.beyond, kImpulseSource));
  }
  const LumbarDose lumbar = lumbar_dose(load, sex);
  out.push_back(reading_dose("mainz_dortmund_dose_L5_S1", lumbar.dose, "N h", kLumbarSource));
  out.back().limit = lumbar.daily_guidance;
  return out;
}

}  // namespace dorsal::exposure
