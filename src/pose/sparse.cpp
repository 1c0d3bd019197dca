#include "sparse.hpp"

#include <algorithm>
#include <utility>

#include "graph.hpp"

namespace dorsal::pose {
namespace {

constexpr std::uint8_t kInt32Indices = 1;
constexpr std::uint8_t kUint16Indices = 2;
constexpr std::uint8_t kUint8Indices = 3;

template <class T>
std::vector<std::uint32_t> widen(const FlatTable& table) {
  const auto source = table.vector(0, sizeof(T));
  std::vector<std::uint32_t> result(source.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] = static_cast<std::uint32_t>(source.at<T>(i));
  }
  return result;
}

std::vector<std::uint32_t> read_indices(const FlatTable& level, std::size_t type_field) {
  const auto values = level.table(type_field + 1);
  if (!values) return {};
  switch (level.scalar<std::uint8_t>(type_field, 0)) {
    case kInt32Indices:
      return widen<std::uint32_t>(*values);
    case kUint16Indices:
      return widen<std::uint16_t>(*values);
    case kUint8Indices:
      return widen<std::uint8_t>(*values);
    default:
      return {};
  }
}

/// Each parent's stretch follows the one before: no stored value can be visited twice.
bool in_order(const SparseLevel& level) {
  return !level.segments.empty() && level.segments.front() == 0 &&
         level.segments.back() == level.indices.size() &&
         std::is_sorted(level.segments.begin(), level.segments.end());
}

/// Walks the levels from the outermost to the innermost, as the format stores them.
class Densifier {
 public:
  Densifier(const std::vector<SparseLevel>& levels, const std::vector<std::size_t>& shape,
            const std::vector<float>& stored)
      : levels_(levels), shape_(shape), stored_(stored), dense_(element_count(shape), 0.0F) {}

  bool fill(std::size_t level, std::size_t position, std::size_t flat) {
    if (level == levels_.size()) return store(position, flat);
    const SparseLevel& here = levels_[level];
    const std::size_t size = shape_[level];
    if (!here.compressed) {
      for (std::size_t i = 0; i < size; ++i) {
        if (!fill(level + 1, position * size + i, flat * size + i)) return false;
      }
      return true;
    }
    if (position + 1 >= here.segments.size()) return false;
    for (std::size_t j = here.segments[position]; j < here.segments[position + 1]; ++j) {
      if (j >= here.indices.size() || here.indices[j] >= size) return false;
      if (!fill(level + 1, j, flat * size + here.indices[j])) return false;
    }
    return true;
  }
  [[nodiscard]] bool used_all() const { return used_ == stored_.size(); }
  std::vector<float> take() { return std::move(dense_); }

 private:
  bool store(std::size_t position, std::size_t flat) {
    if (position >= stored_.size() || used_ >= stored_.size()) return false;
    dense_[flat] = stored_[position];
    ++used_;
    return true;
  }

  const std::vector<SparseLevel>& levels_;
  const std::vector<std::size_t>& shape_;
  const std::vector<float>& stored_;
  std::vector<float> dense_;
  std::size_t used_ = 0;
};

}  // namespace

Result<std::vector<SparseLevel>> read_sparsity(const FlatTable& sparsity, std::size_t dimensions) {
  const auto order = sparsity.vector(0, sizeof(std::int32_t));
  const auto blocks = sparsity.vector(1, sizeof(std::int32_t));
  const auto metadata = sparsity.vector(2, sizeof(std::uint32_t));
  bool plain = blocks.size() == 0 && order.size() == dimensions && metadata.size() == dimensions;
  for (std::size_t i = 0; plain && i < dimensions; ++i) {
    plain = order.at<std::int32_t>(i) == static_cast<std::int32_t>(i);
  }
  if (!plain) {
    return fail(ErrorCode::unsupported, "a sparse tensor is stored in blocks or out of order");
  }
  std::vector<SparseLevel> levels(dimensions);
  for (std::size_t i = 0; i < dimensions; ++i) {
    const FlatTable level = metadata.table(i);
    levels[i].compressed = level.scalar<std::int8_t>(0, 0) != 0;
    levels[i].dense_size = static_cast<std::size_t>(level.scalar<std::uint32_t>(1, 0));
    if (!levels[i].compressed) continue;
    levels[i].segments = read_indices(level, 2);
    levels[i].indices = read_indices(level, 4);
  }
  return levels;
}

Result<std::vector<float>> densify(const std::vector<SparseLevel>& levels,
                                   const std::vector<std::size_t>& shape,
                                   const std::vector<float>& stored) {
  bool fits = levels.size() == shape.size();
  for (std::size_t i = 0; fits && i < shape.size(); ++i) {
    fits = levels[i].compressed ? in_order(levels[i]) : levels[i].dense_size == shape[i];
  }
  Densifier densifier(levels, shape, stored);
  if (!fits || !densifier.fill(0, 0, 0) || !densifier.used_all()) {
    return fail(ErrorCode::malformed, "the indices of a sparse tensor do not fit its shape");
  }
  return densifier.take();
}

}  // namespace dorsal::pose
