#pragma once

#include <chrono>
#include <optional>

#include "dorsal/base/units.hpp"

namespace dorsal::watch {

using Duration = std::chrono::milliseconds;
using Time = std::chrono::sys_time<Duration>;  // handed in by whoever looks; no clock is read here

/// How the person is held, as the posture stage measures it; unset: not seen from here.
struct Measures {
  std::optional<Angle> trunk_inclination;         // against vertical, forward +
  std::optional<Angle> neck_flexion;              // against the trunk's line, forward +
  std::optional<Angle> left_upper_arm_elevation;  // from hanging down
  std::optional<Angle> right_upper_arm_elevation;
};

/// Where the person is in the picture, in shares of the picture's height.
struct Outline {
  double shoulders_x = 0;            // middle of the shoulder line
  double shoulders_y = 0;            // downwards
  double shoulder_width = 0;         // length of the shoulder line
  std::optional<double> head;        // from the shoulder line up to the ears
  std::optional<double> trunk;       // from the hip line up to the shoulder line
  std::optional<double> background;  // how far the still background lies from where it lay when
                                     // the person was calibrated
};

/// What a look at the workplace found.
enum class Sight {
  present,        ///< the person who is watched
  absent,         ///< nobody; also: idle, locked
  somebody_else,  ///< another person in the picture, or several and not clear who
  camera_moved,   ///< the picture is not the one that was calibrated
  no_camera,      ///< nothing can be seen, and the computer is in use
};

/// One look.
struct Look {
  Time at;
  Sight sight = Sight::absent;
  bool moving = false;     // walks, stands up, stretches: more than hands and head
  bool unchanged = false;  // the picture is that of the look before, so nothing was measured
  Measures measures;       // where present and not unchanged
  std::optional<Outline> outline;
};

/// What goes on at the desk besides.
struct Surroundings {
  bool call = false;
  bool screen_sharing = false;
  bool full_screen = false;
  bool do_not_disturb = false;
  bool camera_taken = false;           // by another program
  std::chrono::minutes utc_offset{0};  // local time less UTC: which day it is
};

}  // namespace dorsal::watch
