#include "dorsal/watch/rhythm.hpp"

#include <algorithm>

namespace dorsal::watch {
namespace {

using namespace std::chrono_literals;

// All of them our own choice: docs/methods/watch.md.
constexpr Duration kBusy = 500ms;  // somebody moves, or a nudge waits for a pause
constexpr Duration kCalm = 1s;
constexpr Duration kEmpty = 2s;   // the chair has just become empty
constexpr Duration kAsleep = 5s;  // nobody for a while: who comes back is seen within this
constexpr Duration kAsleepAfter = 60s;
constexpr Duration kTryCamera = 30s;     // taken or gone
constexpr Duration kMeasureAgain = 30s;  // also where nothing seems to move

}  // namespace

Rhythm next_look(const Attention& a) {
  if (a.paused_until && *a.paused_until > a.now) return {*a.paused_until - a.now, false, false};
  switch (a.sight) {
    case Sight::no_camera:
      return {kTryCamera, true, false};
    case Sight::absent:
      return {a.same_sight >= kAsleepAfter ? kAsleep : kEmpty, true, true};
    case Sight::present:
    case Sight::somebody_else:
    case Sight::camera_moved:
      break;
  }
  const bool busy = a.moving || a.nudge_waits;
  return {busy ? kBusy : kCalm, true, a.since_measured < kMeasureAgain};
}

}  // namespace dorsal::watch
