#pragma once

#include <cstddef>
#include <span>

#include "dorsal/base/result.hpp"
#include "graph.hpp"

namespace dorsal::pose {

/// Bounds on what a file may ask for, so that hostile bytes cannot fill the memory. The defaults
/// are some four times what the largest known net needs.
struct GraphLimits {
  std::size_t tensors = 4096;
  std::size_t constant_elements = std::size_t{1} << 26;  // in all
  std::size_t tensor_elements = std::size_t{1} << 24;    // of one tensor
  std::size_t multiplications = std::size_t{1} << 33;    // of one run
};

/// Reads a .tflite file with one subgraph of float operations. Constants behind DEQUANTIZE (half
/// precision) and DENSIFY (sparse) are worked out here, so that the graph has neither.
/// @error malformed: an offset, index or size points outside of the file; unsupported: an
///        operation, type or option that dorsal does not compute
/// @source the TensorFlow Lite schema, version 3
[[nodiscard]] Result<Graph> read_tflite(std::span<const std::byte> bytes,
                                        const GraphLimits& limits = {});

}  // namespace dorsal::pose
