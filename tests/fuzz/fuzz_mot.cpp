#include <cmath>
#include <cstddef>
#include <cstdint>

#include "dorsal/base/check.hpp"
#include "dorsal/opensim/motion.hpp"

namespace {

/// Two coordinates, an angle and a length.
dorsal::opensim::Model model() {
  dorsal::opensim::Model made;
  made.coordinates.resize(2);
  made.coordinates[0].name = "q";
  made.coordinates[1].name = "x";
  made.coordinates[1].motion = dorsal::opensim::MotionType::translational;
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dorsal::opensim;
  static const Model kModel = model();
  const auto motion = read_motion({reinterpret_cast<const char*>(data), size}, "fuzz", kModel);
  if (!motion) {
    DORSAL_CHECK(!motion.error().sentence.empty() && !motion.error().place.empty());
    DORSAL_CHECK(motion.error().code != dorsal::ErrorCode::internal);
    return 0;
  }
  DORSAL_CHECK(!motion->time.empty() && motion->time.size() == motion->q.size());
  for (std::size_t i = 0; i < motion->q.size(); ++i) {
    DORSAL_CHECK(i == 0 || motion->time[i] > motion->time[i - 1]);
    for (const double value : motion->q[i]) DORSAL_CHECK(std::isfinite(value));
  }
  return 0;
}
