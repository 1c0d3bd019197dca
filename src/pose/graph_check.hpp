#pragma once

#include "dorsal/base/result.hpp"
#include "graph.hpp"
#include "tflite.hpp"

namespace dorsal::pose {

/// Checks that every operation has the tensors that it needs, that each is computed before it is
/// used and only once, that all shapes follow from each other, and that a run stays within limits.
/// XNNPACK ends the process at a graph that is wrong in these ways, so it must not see one.
/// @error malformed
[[nodiscard]] Result<void> check_graph(const Graph& graph, const GraphLimits& limits);

}  // namespace dorsal::pose
