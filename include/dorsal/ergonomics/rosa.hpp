#pragma once

#include "dorsal/ergonomics/provenance.hpp"

namespace dorsal::ergonomics {

/// A part score and how long the thing is used: -1 short, 0 between, 1 long.
struct RosaItem {
  int score = 1;
  int duration = 0;
};

struct RosaWorkplace {
  int seat_height = 1;     // 1..5
  int seat_depth = 1;      // 1..3
  int armrest = 1;         // 1..5
  int backrest = 1;        // 1..4
  int chair_duration = 0;  // -1..1
  RosaItem screen, telephone, mouse, keyboard;
};

struct RosaScore {
  int score_a = 0;      // chair
  int score_b = 0;      // screen and telephone
  int score_c = 0;      // mouse and keyboard
  int peripherals = 0;  // the greater of the two
  int rosa = 0;         // 1..10; 5 and above: look closer and change
  Provenance from;
};

/// @source Sonne, Villalta & Andrews 2012, doi:10.1016/j.apergo.2011.03.008
[[nodiscard]] RosaScore rosa(const RosaWorkplace& workplace);

}  // namespace dorsal::ergonomics
