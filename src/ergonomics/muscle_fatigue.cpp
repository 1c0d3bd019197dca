#include "dorsal/ergonomics/muscle_fatigue.hpp"

#include <algorithm>
#include <cmath>

#include "table.hpp"

namespace dorsal::ergonomics {
namespace {

constexpr double kDrive = 10;          // LD = LR [1/s]: how fast fibres come to work and leave it
constexpr double kLongestStep = 0.02;  // [s] step: a fifth of 1 / kDrive
constexpr double kNegligible = 1e-9;

struct Slope {
  double active = 0, fatigued = 0;  // resting is the rest of the sum
};

double recruitment(const MuscleState& m, double load) {
  const double lack = load - m.active;
  if (lack <= 0) return kDrive * lack;
  return kDrive * std::min(lack, m.resting);
}

Slope slope(const MuscleState& m, double load, const FatigueRates& rates) {
  const double r = load > 0 ? rates.recovery : rates.recovery * rates.rest_multiplier;
  const double tired = rates.fatigue * m.active;
  const double recovered = r * m.fatigued;
  return {recruitment(m, load) - tired, tired - recovered};
}

MuscleState moved(const MuscleState& m, const Slope& s, double time) {
  MuscleState out{m.active + time * s.active, m.fatigued + time * s.fatigued, 0};
  out.resting = 1 - out.active - out.fatigued;
  return out;
}

MuscleState step(const MuscleState& m, double load, const FatigueRates& rates, double h) {
  const Slope k1 = slope(m, load, rates);
  const Slope k2 = slope(moved(m, k1, h / 2), load, rates);
  const Slope k3 = slope(moved(m, k2, h / 2), load, rates);
  const Slope k4 = slope(moved(m, k3, h), load, rates);
  return moved(m,
               {(k1.active + 2 * k2.active + 2 * k3.active + k4.active) / 6,
                (k1.fatigued + 2 * k2.fatigued + 2 * k3.fatigued + k4.fatigued) / 6},
               h);
}

}  // namespace

FatigueRates fatigue_rates(std::string_view joint) {
  static const Table kTable("fatigue_3cc.csv");
  const std::size_t row = kTable.row_where({{"joint", joint}});
  FatigueRates rates{kTable.number(row, "f_per_s"),
                     kTable.number(row, "r_per_s"),
                     kTable.number(row, "rest_multiplier"),
                     {}};
  rates.from.add(kTable.grade(row), kTable.text(row, "note"));
  return rates;
}

FatigueCourse fatigue_course(const FatigueRates& rates, std::span<const LoadStretch> series) {
  FatigueCourse course;
  MuscleState state;
  double time = 0;
  for (const LoadStretch& stretch : series) {
    const auto steps = static_cast<long>(std::ceil(stretch.seconds / kLongestStep));
    const double h = steps > 0 ? stretch.seconds / static_cast<double>(steps) : 0;
    for (long i = 0; i < steps; ++i) {
      const double spare = state.able() - stretch.load;
      state = step(state, stretch.load, rates, h);
      const double left = state.able() - stretch.load;
      if (left < -kNegligible && !course.endurance) {
        const double share = spare > 0 ? spare / (spare - left) : 0;
        course.endurance = time + (static_cast<double>(i) + share) * h;
      }
    }
    time += stretch.seconds;
    course.states.push_back(state);
  }
  return course;
}

std::optional<double> sustained_endurance(const FatigueRates& rates, double load) {
  const double inside = 1 - rates.recovery * (1 - load) / (rates.fatigue * load);
  if (inside <= 0) return std::nullopt;
  return std::max(0.0, -std::log(inside) / rates.recovery);
}

}  // namespace dorsal::ergonomics
