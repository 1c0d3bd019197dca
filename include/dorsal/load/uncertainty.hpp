#pragma once

#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "dorsal/body/model.hpp"
#include "dorsal/load/load_frame.hpp"
#include "dorsal/load/posture_request.hpp"
#include "dorsal/load/solver.hpp"

namespace dorsal::load {

/// Standard normal numbers that are the same in every build of one seed.
class NormalDraws {
 public:
  explicit NormalDraws(std::uint64_t seed) : random_(seed) {}
  double operator()();
  [[nodiscard]] Eigen::VectorXd vector(std::size_t size);

 private:
  std::mt19937_64 random_;
};

/// Numbers in pairs of opposite signs: their mean is the estimate itself.
/// @return (draw) (number) [-]
[[nodiscard]] std::vector<Eigen::VectorXd> draw_pairs(std::size_t draws, std::size_t size,
                                                      std::uint64_t seed);

/// Numbers that one body takes.
[[nodiscard]] std::size_t model_draw_size(const body::Model& model);

/// The body as it might as well be: masses of the segments, mass centres of the trunk, strength and
/// moment arms of each muscle group, by what people and published models differ by (docs/methods/
/// load.md). Zeros give the body back.
/// @param numbers  (model_draw_size) [-] standard normal
[[nodiscard]] body::Model drawn_model(const body::Model& model, const Eigen::VectorXd& numbers);

/// A band on every level: nine of ten bodies and postures that fit what was told lie in it.
struct LoadInterval {
  using Bounds = body::LevelArray<std::array<double, 2>>;  // low, high
  std::uint64_t seed = 0;
  int draws = 0;
  int held = 0;        // draws that could be held; the rest tell nothing
  Bounds compression;  // [N]
  Bounds shear_ap;     // [N]
  Bounds shear_ml;     // [N]
};

/// Weighs drawn bodies in drawn postures: every angle of trunk, neck and arms varies too, and the
/// padding under contacts. The load itself always lies inside.
/// @return nothing when fewer than half of the draws can be held
[[nodiscard]] std::optional<LoadInterval> load_interval(const body::Model& model,
                                                        const HeldPosture& held,
                                                        const LoadFrame& frame, int draws,
                                                        std::uint64_t seed,
                                                        const SolverOptions& options = {});

}  // namespace dorsal::load
