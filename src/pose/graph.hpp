#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dorsal::pose {

/// What a .tflite file says, as plain values: a graph of tensors and the operations between them.
/// Constants are already floats: halves widened, sparse ones made dense.

enum class OpKind {
  add,
  concatenation,
  conv_2d,
  depthwise_conv_2d,
  depth_to_space,
  logistic,
  max_pool_2d,
  pad,
  reshape,
  resize_bilinear,
};

enum class Activation { none, relu6 };

struct Op {
  OpKind kind = OpKind::add;
  std::vector<std::size_t> inputs;  // indices of tensors
  std::size_t output = 0;
  // conv, depthwise, pool
  bool same_padding = false;  // else none at all
  std::uint32_t stride_height = 1;
  std::uint32_t stride_width = 1;
  std::uint32_t window_height = 1;  // pool
  std::uint32_t window_width = 1;
  // conv, depthwise, add, pool, concatenation
  Activation activation = Activation::none;
  std::int32_t axis = 0;         // concatenation
  std::uint32_t block_size = 1;  // depth_to_space
};

struct Tensor {
  std::string name;
  std::vector<std::size_t> shape;  // NHWC where it has four dimensions
  bool constant = false;
  std::vector<float> values;           // constant floats, row major
  std::vector<std::int32_t> integers;  // constant integers: paddings, shapes, sizes
};

struct Graph {
  std::vector<Tensor> tensors;
  std::vector<Op> ops;  // in an order in which they can be computed
  std::vector<std::size_t> inputs;
  std::vector<std::size_t> outputs;
};

/// Elements of a tensor of this shape; 0 where one dimension is 0 or the product is beyond 2^40.
[[nodiscard]] std::size_t element_count(const std::vector<std::size_t>& shape);

}  // namespace dorsal::pose
