#include "load_band.hpp"

#include <cmath>
#include <numbers>
#include <random>

namespace dorsal::pipeline {
namespace {

constexpr double kInterval = 1.0;          // [s] of recording between two bands
constexpr double kNinetyPercent = 1.6449;  // [-] standard deviations
// The draws are the same for every frame and every recording, so that equal input gives equal
// bytes.
constexpr std::uint64_t kSeed = 20150801;

// Box-Muller on the generator's own bits: std::normal_distribution may differ between libraries.
double normal(std::mt19937_64& random) {
  const auto uniform = [&] { return (static_cast<double>(random() >> 11U) + 0.5) * 0x1p-53; };
  const double radius = std::sqrt(-2.0 * std::log(uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

// Pairs of opposite signs: their mean is the estimate itself.
std::vector<Eigen::VectorXd> draw_normals(int draws) {
  std::mt19937_64 random(kSeed);
  std::vector<Eigen::VectorXd> normals;
  for (int i = 0; i < draws; ++i) {
    if (i % 2 == 1) {
      normals.emplace_back(-normals.back());
      continue;
    }
    Eigen::VectorXd next(posture::PostureEstimator::kDrawSize);
    for (double& value : next) value = normal(random);
    normals.push_back(std::move(next));
  }
  return normals;
}

}  // namespace

LoadBand::LoadBand(const body::Model& model, const load::Burden& burden, int draws)
    : burden_(burden), solver_(model), normals_(draw_normals(draws)) {}

void LoadBand::refresh(const posture::PostureEstimator& estimator, const load::LoadFrame& frame) {
  body::LevelArray<double> squares{};
  std::size_t held = 0;
  for (const Eigen::VectorXd& normals : normals_) {
    solver_.solve(estimator.draw(normals), burden_, drawn_);
    if (drawn_.status != load::SolveStatus::solved) continue;
    ++held;
    for (std::size_t level = 0; level < body::kLevels; ++level) {
      const double change = drawn_.compression[level] / frame.compression[level] - 1.0;
      squares[level] += change * change;
    }
  }
  valid_ = 2 * held >= normals_.size();
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    spread_[level] = kNinetyPercent * std::sqrt(squares[level] / static_cast<double>(held));
  }
}

std::optional<exposure::LoadBand> LoadBand::of(const posture::PostureEstimator& estimator,
                                               const load::LoadFrame& frame, double time) {
  if (normals_.empty()) return std::nullopt;
  if (!last_ || time - *last_ >= kInterval) {
    refresh(estimator, frame);
    last_ = time;
  }
  if (!valid_) return std::nullopt;
  exposure::LoadBand band{};
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    band.compression_low[level] = frame.compression[level] * std::max(0.0, 1.0 - spread_[level]);
    band.compression_high[level] = frame.compression[level] * (1.0 + spread_[level]);
  }
  return band;
}

}  // namespace dorsal::pipeline
