#include "dorsal/load/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "dorsal/base/check.hpp"
#include "dorsal/base/units.hpp"
#include "dorsal/load/solver.hpp"

namespace dorsal::load {
namespace {

using body::Coordinate;

// One standard deviation. Mass of a segment: published trunk shares are 41.6, 43.5 and 52.6 % of
// the body (Pearsall 1996, de Leva 1996, Reid 1984); derived.
constexpr double kMass = 0.10;  // [-]
// Mass centres of the trunk's slices, forward or back, all together; expert.
constexpr double kMassCentre = 0.01;  // [m]
// Strength of a muscle group beyond age, mass and sex; expert.
constexpr double kStrength = 0.25;  // [-]
// Moment arms of a muscle group: that of the erector spinae differs by 3 % (men) to 12 % (women)
// between lying in the scanner and standing; derived, for all groups.
constexpr double kLever = 0.10;  // [-]
// Stiffness of discs and ligaments, thoracic and lumbar drawn apart; of its logarithm. Ranges of 8
// specimens at two levels about three axes give 0.55 (Liebsch 2020, largest over smallest is 2.85
// deviations), deviations of 8 specimens in three regions 0.44 (Mannen 2018); derived, and for the
// lumbar spine, whose source has no spread, expert.
constexpr double kSegments = 0.5;  // [-]
// Of what the rib cage adds: the intact thoraces of the same two give 0.74 and 0.81; derived.
constexpr double kRibs = 0.75;  // [-]
// Of the pull of undriven muscles, whose size is a guess: 19 of 20 within a factor of two; expert.
constexpr double kTone = 0.35;  // [-] of its logarithm
// Padding under contacts: within a factor of two; expert.
constexpr double kPadding = 0.7;  // [-] of its logarithm
// Every angle of a posture that was told: what people hold and what they say; expert.
constexpr double kAngle = 3 * kRadiansPerDegree;  // [rad]

constexpr std::size_t kMasses = 6;       // of body::Segment
constexpr std::size_t kStiffnesses = 4;  // see draw_stiffness
constexpr double kTail = 0.05;           // [-] on either side of the band

/// Takes numbers one after the other.
class Numbers {
 public:
  explicit Numbers(const Eigen::VectorXd& numbers) : numbers_(numbers) {}
  double next() { return numbers_[next_++]; }
  /// A factor around one, with this deviation of its logarithm.
  double factor(double deviation) { return std::exp(deviation * next()); }

 private:
  const Eigen::VectorXd& numbers_;
  Eigen::Index next_ = 0;
};

void draw_masses(Numbers& numbers, body::Model& model) {
  std::array<double, kMasses> factor{};
  for (double& value : factor) value = numbers.factor(kMass);
  const double forward = kMassCentre * numbers.next();
  for (body::Body& body : model.bodies) {
    body.mass *= factor[static_cast<std::size_t>(body.segment)];
    if (body.segment == body::Segment::trunk) body.com.x() += forward;
  }
}

void draw_muscles(Numbers& numbers, body::Model& model) {
  std::vector<double> strength;
  std::vector<double> lever;
  for (std::size_t group = 0; group < model.groups.size(); ++group) {
    strength.push_back(numbers.factor(kStrength));
    lever.push_back(numbers.factor(kLever));
  }
  for (body::Fascicle& fascicle : model.fascicles) {
    fascicle.max_tension *= strength[fascicle.group];
    fascicle.volume *= strength[fascicle.group];
    fascicle.lever *= lever[fascicle.group];
  }
}

void stiffen(double factor, std::array<body::AxisStiffness, 3>& axes) {
  for (body::AxisStiffness& axis : axes) {
    for (body::StiffnessLaw& law : axis.law) {
      law = {factor * law.linear, factor * law.square, factor * law.cube};
    }
  }
}

void draw_stiffness(Numbers& numbers, body::Model& model) {
  const double thoracic = numbers.factor(kSegments);
  const double lumbar = numbers.factor(kSegments);
  const double ribs = numbers.factor(kRibs);
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    const bool has_lumbar_law = level >= static_cast<std::size_t>(body::Level::T12L1);
    stiffen(has_lumbar_law ? lumbar : thoracic, model.stiffness[level].segment);
    stiffen(ribs, model.stiffness[level].ribs);
  }
  model.resting_tone *= numbers.factor(kTone);
}

constexpr std::size_t kFirstAngle = static_cast<std::size_t>(Coordinate::pelvis_tilt);
constexpr std::size_t kLastAngle = static_cast<std::size_t>(Coordinate::right_elbow_flexion);
constexpr std::size_t kAngles = kLastAngle - kFirstAngle + 1;

void draw_posture(Numbers& numbers, body::Posture& posture) {
  for (std::size_t c = kFirstAngle; c <= kLastAngle; ++c) {
    posture.q[static_cast<Eigen::Index>(c)] += kAngle * numbers.next();
  }
}

void draw_padding(Numbers& numbers, Burden& burden) {
  const double factor = numbers.factor(kPadding);
  for (Contact& contact : burden.contacts) contact.stiffness *= factor;
}

/// The value below which a part of the sorted list lies; straight lines between.
double quantile(const std::vector<double>& sorted, double part) {
  const double place = part * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

LoadInterval::Bounds bounds_of(std::vector<body::LevelArray<double>>& draws,
                               const body::LevelArray<double>& value) {
  LoadInterval::Bounds bounds;
  std::vector<double> sorted(draws.size());
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    for (std::size_t i = 0; i < draws.size(); ++i) sorted[i] = draws[i][level];
    std::sort(sorted.begin(), sorted.end());
    bounds[level] = {std::min(quantile(sorted, kTail), value[level]),
                     std::max(quantile(sorted, 1 - kTail), value[level])};
  }
  return bounds;
}

}  // namespace

double NormalDraws::operator()() {
  // Box-Muller on the generator's bits: std::normal_distribution may differ between libraries.
  const auto uniform = [this] { return (static_cast<double>(random_() >> 11U) + 0.5) * 0x1p-53; };
  const double radius = std::sqrt(-2.0 * std::log(uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

Eigen::VectorXd NormalDraws::vector(std::size_t size) {
  Eigen::VectorXd numbers(static_cast<Eigen::Index>(size));
  for (double& number : numbers) number = (*this)();
  return numbers;
}

std::vector<Eigen::VectorXd> draw_pairs(std::size_t draws, std::size_t size, std::uint64_t seed) {
  NormalDraws normal(seed);
  std::vector<Eigen::VectorXd> numbers;
  for (std::size_t i = 0; i < draws; ++i) {
    numbers.push_back(i % 2 == 1 ? Eigen::VectorXd(-numbers.back()) : normal.vector(size));
  }
  return numbers;
}

std::size_t model_draw_size(const body::Model& model) {
  return kMasses + 1 + 2 * model.groups.size() + kStiffnesses;
}

body::Model drawn_model(const body::Model& model, const Eigen::VectorXd& numbers) {
  DORSAL_CHECK(static_cast<std::size_t>(numbers.size()) >= model_draw_size(model));
  body::Model drawn = model;
  Numbers next(numbers);
  draw_masses(next, drawn);
  draw_muscles(next, drawn);
  draw_stiffness(next, drawn);
  return drawn;
}

std::optional<LoadInterval> load_interval(const body::Model& model, const HeldPosture& held,
                                          const LoadFrame& frame, int draws, std::uint64_t seed,
                                          const SolverOptions& options) {
  const std::size_t of_model = model_draw_size(model);
  std::vector<body::LevelArray<double>> compression;
  std::vector<body::LevelArray<double>> shear_ap;
  std::vector<body::LevelArray<double>> shear_ml;
  LoadFrame load;
  const auto pairs = draw_pairs(static_cast<std::size_t>(draws), of_model + kAngles + 1, seed);
  for (const Eigen::VectorXd& numbers : pairs) {
    const body::Model body = drawn_model(model, numbers);
    const Eigen::VectorXd rest = numbers.tail(static_cast<Eigen::Index>(kAngles + 1));
    Numbers next(rest);
    HeldPosture posture = held;
    draw_posture(next, posture.posture);
    draw_padding(next, posture.burden);
    Solver(body, options).solve(posture.posture, posture.burden, load);
    if (load.status != SolveStatus::solved) continue;
    compression.push_back(load.compression);
    shear_ap.push_back(load.shear_ap);
    shear_ml.push_back(load.shear_ml);
  }
  if (compression.empty() || 2 * compression.size() < pairs.size()) return std::nullopt;
  return LoadInterval{seed,
                      draws,
                      static_cast<int>(compression.size()),
                      bounds_of(compression, frame.compression),
                      bounds_of(shear_ap, frame.shear_ap),
                      bounds_of(shear_ml, frame.shear_ml)};
}

}  // namespace dorsal::load
