#pragma once

#include <Eigen/Core>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "dorsal/ergonomics/muscle_groups.hpp"
#include "dorsal/exposure/load_exposure.hpp"
#include "dorsal/load/solver.hpp"
#include "dorsal/posture/estimator.hpp"

namespace dorsal::pipeline {

/// How far the load of a frame moves within what the landmarks leave open about the posture, and
/// what is not known about the body: the 90 % interval over drawn postures of drawn bodies. Worked
/// out once a second of recording; frames between take over the band's width in parts of their
/// load.
class LoadBand {
 public:
  /// @param draws  bodies, each in its drawn posture, for each band; 0: no bands
  LoadBand(const body::Model& model, const load::Burden& burden, int draws);

  /// @param estimator  has just estimated the frame
  /// @param frame      its load, solved
  /// @return nothing without draws, or when most of the drawn postures cannot be held
  [[nodiscard]] std::optional<exposure::LoadBand> of(const posture::PostureEstimator& estimator,
                                                     const load::LoadFrame& frame, double time);

  /// (2*group) [-] half the interval's width of what is asked of each muscle group, in the order of
  /// GroupEfforts; that of the last band, and empty when it gave nothing.
  [[nodiscard]] std::span<const double> effort_half_width() const {
    return valid_ ? std::span<const double>(effort_spread_) : std::span<const double>();
  }

 private:
  void refresh(const posture::PostureEstimator& estimator, const load::LoadFrame& frame);

  /// A body as it might be, with a solver that starts from its own last frame.
  struct DrawnBody {
    explicit DrawnBody(body::Model drawn) : model(std::move(drawn)), solver(model) {}
    body::Model model;
    load::Solver solver;
  };

  load::Burden burden_;
  load::LoadFrame drawn_;
  ergonomics::GroupEfforts efforts_;
  std::vector<std::unique_ptr<DrawnBody>> bodies_;  // (draw)
  std::vector<Eigen::VectorXd> normals_;            // (draw) (parameter) [-] standard normal
  std::optional<double> last_;                      // [s] of the last band
  bool valid_ = false;
  body::LevelArray<double> spread_{};  // (level) [-] half the band's width over the load
  std::vector<double> effort_, drawn_effort_, effort_spread_;  // (2*group) [-]
};

}  // namespace dorsal::pipeline
