// How much a driven muscle can pull at the length it has.
#include <limits>

#include "dorsal/load/solver.hpp"

namespace dorsal::load {

/// A fascicle changes its length as a whole, fibre and tendon in the same proportion: its
/// aponeuroses lie along the fibres, and the source sets its lengths by one ratio of the whole
/// (0.82 to 0.87 at neutral). So lumbar multifidus goes from 0.76 (leaning back by 20 degrees)
/// to 1.05 (bent by 90) of its optimal length; with tendons that keep theirs it would go to 1.13.
/// Sarcomeres were 1.98 micrometres with the spine extended and 2.70 flexed: 0.73 and 1 of their
/// optimal one.
/// @source Ward 2009 J Bone Joint Surg Am 91:176-185 (the two lengths from memory)
void Solver::prepare_lengths() {
  const auto fascicles = static_cast<Eigen::Index>(model_.fascicles.size());
  optimal_length_.resize(fascicles);
  length_curve_.setZero(fascicles);
  for (Eigen::Index f = 0; f < fascicles; ++f) {
    const body::Fascicle& fascicle = model_.fascicles[static_cast<std::size_t>(f)];
    const double whole = fascicle.fibre + fascicle.tendon;
    optimal_length_[f] = whole > 0 ? whole : std::numeric_limits<double>::infinity();
    if (whole > 0 && fascicle.width > 0) length_curve_[f] = -1 / fascicle.width;
  }
}

/// The most that a muscle can be driven to, in parts of what it can at its optimal length: the bell
/// curve around that length.
/// @source Thelen 2003 J Biomech Eng 125:70-77, doi:10.1115/1.1531112
void Solver::limit_by_length() {
  const Eigen::Index fascicles = optimal_length_.size();
  const Eigen::Map<const Eigen::ArrayXd> length(muscles_.length.data(), fascicles);
  Eigen::Map<Eigen::ArrayXd> highest(problem_.highest.data(), fascicles);
  strain_ = length / optimal_length_ - 1;
  highest = (length_curve_ * strain_.square()).exp();
}

}  // namespace dorsal::load
