#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "dorsal/body/model.hpp"
#include "dorsal/ergonomics/provenance.hpp"
#include "dorsal/load/load_frame.hpp"

namespace dorsal::ergonomics {

/// Fibres of one side that tire together, and the joint whose published rates they take.
struct MuscleGroup {
  std::string id;     // "upper_trapezius"
  std::string joint;  // row of knowledge/methods/fatigue_3cc.csv
  Grade grade = Grade::c;
  std::string reason;  // why this row, as a word: "published_trunk", "nearest_neck"
};
/// The groups of knowledge/methods/fatigue_groups.csv.
[[nodiscard]] std::span<const MuscleGroup> muscle_groups();

/// A group on one side of the body, as an index: left and right of the first group, of the second.
[[nodiscard]] inline std::size_t effort_index(std::size_t group, body::Side side) {
  return 2 * group + (side == body::Side::right ? 1 : 0);
}

/// What is asked of each group in a solved frame, in parts of what it can. Of muscles: the mean
/// activation of the group's fascicles, weighted by volume, for 3CC counts the working part of one
/// pool of fibres. Of muscles that stand as joint moments: the moment over the greatest one.
class GroupEfforts {
 public:
  explicit GroupEfforts(const body::Model& model);

  [[nodiscard]] std::size_t size() const { return parts_.size(); }
  /// @param frame    solved, of the model or of a body drawn from it
  /// @param efforts  (2*group) [-] 0..1, NaN where the model has no such muscle
  void of(const load::LoadFrame& frame, std::vector<double>& efforts) const;

 private:
  /// A fascicle with its part of the group's volume.
  struct Share {
    std::size_t fascicle = 0;
    double weight = 0;
  };
  /// A joint moment with one over its greatest size.
  struct Moment {
    std::size_t torque = 0;
    double per_greatest = 0;  // [1/(N m)]
  };
  struct Parts {
    std::vector<Share> fascicles;
    std::vector<Moment> moments;
  };
  void add_fascicles(const body::Model& model, std::size_t row);
  void add_moments(const body::Model& model, std::size_t row);

  std::vector<Parts> parts_;  // (2*group)
};

}  // namespace dorsal::ergonomics
