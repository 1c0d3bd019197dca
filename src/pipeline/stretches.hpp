#pragma once

#include <vector>

#include "dorsal/report/assessment.hpp"

namespace dorsal::pipeline {

/// Collects the stretches of a recording that have a property; pauses shorter than `bridge` do not
/// end a stretch, so that a jump is one stretch and not a dozen.
class Stretches {
 public:
  /// @param bridge  [s]
  explicit Stretches(double bridge) : bridge_(bridge) {}
  void add(double begin, double end) {
    if (!all_.empty() && begin - all_.back().end <= bridge_) {
      all_.back().end = end;
    } else {
      all_.push_back({begin, end});
    }
  }
  [[nodiscard]] const std::vector<report::Stretch>& all() const { return all_; }

 private:
  double bridge_;
  std::vector<report::Stretch> all_;
};

}  // namespace dorsal::pipeline
