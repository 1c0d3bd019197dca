#include "load_band.hpp"

#include <algorithm>
#include <cmath>

#include "dorsal/load/uncertainty.hpp"

namespace dorsal::pipeline {
namespace {

constexpr double kInterval = 1.0;          // [s] of recording between two bands
constexpr double kNinetyPercent = 1.6449;  // [-] standard deviations
// The draws are the same for every frame and every recording, so that equal input gives equal
// bytes.
constexpr std::uint64_t kSeed = 20150801;
constexpr std::uint64_t kBodySeed = 20150802;

}  // namespace

LoadBand::LoadBand(const body::Model& model, const load::Burden& burden, int draws)
    : burden_(burden),
      efforts_(model),
      normals_(load::draw_pairs(static_cast<std::size_t>(draws),
                                static_cast<std::size_t>(posture::PostureEstimator::kDrawSize),
                                kSeed)) {
  const auto numbers = load::draw_pairs(normals_.size(), load::model_draw_size(model), kBodySeed);
  for (const Eigen::VectorXd& draw : numbers) {
    bodies_.push_back(std::make_unique<DrawnBody>(load::drawn_model(model, draw)));
  }
}

void LoadBand::refresh(const posture::PostureEstimator& estimator, const load::LoadFrame& frame) {
  body::LevelArray<double> squares{};
  efforts_.of(frame, effort_);
  effort_spread_.assign(effort_.size(), 0.0);
  std::size_t held = 0;
  for (std::size_t draw = 0; draw < normals_.size(); ++draw) {
    bodies_[draw]->solver.solve(estimator.draw(normals_[draw]), burden_, drawn_);
    if (drawn_.status != load::SolveStatus::solved) continue;
    ++held;
    for (std::size_t level = 0; level < body::kLevels; ++level) {
      const double change = drawn_.compression[level] / frame.compression[level] - 1.0;
      squares[level] += change * change;
    }
    efforts_.of(drawn_, drawn_effort_);
    for (std::size_t i = 0; i < effort_.size(); ++i) {
      const double change = drawn_effort_[i] - effort_[i];
      effort_spread_[i] += change * change;
    }
  }
  valid_ = 2 * held >= normals_.size();
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    spread_[level] = kNinetyPercent * std::sqrt(squares[level] / static_cast<double>(held));
  }
  for (double& spread : effort_spread_) {
    spread = kNinetyPercent * std::sqrt(spread / static_cast<double>(held));
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
