#include <cstddef>
#include <cstdint>

#include "dorsal/base/check.hpp"
#include "dorsal/opensim/model_file.hpp"
#include "dorsal/opensim/solver.hpp"

namespace {

/// One body on a pin.
dorsal::opensim::Model model() {
  using namespace dorsal::opensim;
  Model made;
  made.bodies = {{"ground", 0, Eigen::Vector3d::Zero()}, {"rod", 1, Eigen::Vector3d::UnitX()}};
  made.coordinates.resize(1);
  made.coordinates[0].name = "q";
  made.coordinates[0].joint = 0;
  Joint joint;
  joint.name = "pin";
  joint.child = 1;
  joint.coordinates = {0};
  joint.axes = {{true, Eigen::Vector3d::UnitZ(), {{0}, Function::linear({1, 0})}}};
  made.joints = {joint};
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dorsal::opensim;
  Model made = model();
  const auto added = add_actuators({reinterpret_cast<const char*>(data), size}, "fuzz", made);
  if (!added) {
    DORSAL_CHECK(!added.error().sentence.empty() && !added.error().place.empty());
    DORSAL_CHECK(added.error().code != dorsal::ErrorCode::internal);
    return 0;
  }
  if (made.actuators.size() > 100) return 0;
  const Frame frame = Solver(made).solve(default_values(made), 0);
  DORSAL_CHECK(frame.control.size() == static_cast<Eigen::Index>(made.actuators.size()));
  return 0;
}
