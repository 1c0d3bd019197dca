#include "dorsal/watch/conditioning.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace dorsal::watch {
namespace {

constexpr int kMostWeeks = 12;
constexpr int kDaysInWeek = 7;
constexpr int kFewestDays = 3;                            // of a week that counts
constexpr Duration kFewestHours = std::chrono::hours(2);  // of a day that counts

// Strength lost in bed: c ln(1 + t/T), set to what the knee extensors of 51 adults lost: 8.6 and
// 4.1 % in 5 days, 14.5 % in 10 and in 14, 6 to 40 % in 4 to 6 weeks. Marusic 2021,
// doi:10.1152/japplphysiol.00363.2020, and Bloomfield 1997; the fit is ours (derived, C).
constexpr double kLoss = 0.11;   // c [-]
constexpr double kLossDays = 5;  // T [days]
// The part of it that a day of sitting still takes; expert, low and high around it.
constexpr double kSitting = 0.1, kSittingHigh = 0.3;  // [-]
// Hours without moving from which a day begins to be one, and at which it fully is; expert.
constexpr double kStillFrom = 2, kStillFull = 8;  // [h]
// Strength won by a week of exercise breaks; expert, no study was found.
constexpr double kGain = 0.0025, kGainHigh = 0.01;  // [1/week]
// Exercises a day that make a full week of them; expert.
constexpr double kFullExercises = 4;  // [1/day]
constexpr double kLeastFactor = 0.8,
                 kMostFactor = 1.2;  // [-] no further than this by days alone; expert

struct Week {
  int days = 0;
  double exercises = 0;  // sum
  double still = 0;      // [h] sum
};

double in_hours(Duration time) {
  return std::chrono::duration<double, std::ratio<3600>>(time).count();
}

void add_day(const DayRecord& day, Week& week) {
  if (day.watched < kFewestHours) return;
  ++week.days;
  week.exercises += day.nudges.taken;
  week.still += in_hours(std::max(Duration(0), day.present - day.moving) + day.by_time);
}

/// Newest week first.
std::array<Week, kMostWeeks> weeks_of(std::span<const DayRecord> days) {
  std::array<Week, kMostWeeks> weeks{};
  if (days.empty()) return weeks;
  const std::chrono::sys_days last = days.back().date;
  for (const DayRecord& day : days) {
    const auto ago = (last - std::chrono::sys_days(day.date)).count() / kDaysInWeek;
    if (ago >= 0 && ago < kMostWeeks) add_day(day, weeks[static_cast<std::size_t>(ago)]);
  }
  return weeks;
}

double lost_in_bed(double days) { return kLoss * std::log(1 + days / kLossDays); }

}  // namespace

Conditioning conditioning_from(std::span<const DayRecord> days) {
  Conditioning out;
  double trained = 0;  // [weeks]
  double unused = 0;   // [days]
  const auto weeks = weeks_of(days);
  for (std::size_t i = weeks.size(); i-- > 0;) {  // oldest first
    const Week& week = weeks[i];
    if (week.days < kFewestDays) continue;
    const double exercises = week.exercises / week.days;
    const double still = week.still / week.days;
    const double training = std::clamp(exercises / kFullExercises, 0.0, 1.0);
    const double idle = std::clamp((still - kStillFrom) / (kStillFull - kStillFrom), 0.0, 1.0);
    trained += training;
    // What exercise keeps is not lost, and what was lost comes back as fast.
    unused = std::max(0.0, unused + kDaysInWeek * (idle * (1 - training) - training));
    ++out.weeks;
    out.exercises += exercises;
    out.still_hours += still;
  }
  if (out.weeks > 0) {
    out.exercises /= out.weeks;
    out.still_hours /= out.weeks;
  }
  if (out.weeks < kFewestWeeks) return out;
  const auto factor = [](double change) {
    return std::clamp(1 + change, kLeastFactor, kMostFactor);
  };
  const double lost = lost_in_bed(unused);
  out.value = factor(kGain * trained - kSitting * lost);
  out.low = factor(-kSittingHigh * lost);
  out.high = factor(kGainHigh * trained);
  return out;
}

}  // namespace dorsal::watch
