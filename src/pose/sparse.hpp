#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "dorsal/base/result.hpp"
#include "flatbuffer.hpp"

namespace dorsal::pose {

/// Whether a dimension of a sparse tensor lists all of its indices or only those with values.
struct SparseLevel {
  bool compressed = false;
  std::size_t dense_size = 0;  // not compressed
  std::vector<std::uint32_t>
      segments;  // compressed: where each parent's indices begin, and the end
  std::vector<std::uint32_t> indices;
};

/// Reads a tensor's sparsity table.
/// @error unsupported: blocks, or dimensions in another order than the tensor's
[[nodiscard]] Result<std::vector<SparseLevel>> read_sparsity(const FlatTable& sparsity,
                                                             std::size_t dimensions);

/// Puts the stored values where they belong in a dense tensor of zeros.
/// @error malformed: an index outside of the shape, or values and indices that do not match
[[nodiscard]] Result<std::vector<float>> densify(const std::vector<SparseLevel>& levels,
                                                 const std::vector<std::size_t>& shape,
                                                 const std::vector<float>& stored);

}  // namespace dorsal::pose
