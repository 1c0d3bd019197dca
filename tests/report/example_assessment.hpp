#pragma once

#include "dorsal/report/assessment.hpp"

namespace dorsal::report {

/// Made-up recordings with the shapes of real ones, for tests and for looking at reports.
struct ExampleOptions {
  double minutes = 52;
  double fps = 2;
  bool person = true;   // false: nobody is ever seen
  bool hips = true;     // false: behind a desk the whole time
  bool bands = true;    // loads carry intervals
  double effort = 1;    // of all muscles, against that of desk work
  bool single = false;  // one picture
};
[[nodiscard]] Assessment example_assessment(const ExampleOptions& options = {});

/// A body held with these angles, as points to be drawn.
[[nodiscard]] Moment example_moment(double time, double trunk_deg, double thoracic_deg,
                                    double neck_deg, double arm_deg);

}  // namespace dorsal::report
