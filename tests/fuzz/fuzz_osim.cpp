#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dorsal/base/check.hpp"
#include "dorsal/opensim/bare_roots.hpp"
#include "dorsal/opensim/model_file.hpp"
#include "dorsal/opensim/solver.hpp"

// Reads the bytes as a model; one that passes is posed and solved, so that what the reader let
// through cannot harm either.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dorsal::opensim;
  auto model = read_model({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!model) {
    DORSAL_CHECK(!model.error().sentence.empty() && !model.error().place.empty());
    DORSAL_CHECK(model.error().code != dorsal::ErrorCode::internal);
    return 0;
  }
  if (model->bodies.size() > 20 || model->muscles.size() > 50) return 0;
  hold_bare_roots(*model);
  const Frame frame = Solver(*model).solve(default_values(*model), 0);
  DORSAL_CHECK(frame.force.size() == model->joints.size());
  return 0;
}
