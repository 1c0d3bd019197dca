#include "graph_check.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace dorsal::pose {
namespace {

using Shape = std::vector<std::size_t>;

constexpr std::size_t kMaxStride = 16;  // strides, windows and kernels beyond it are no body net's
constexpr std::size_t kMaxWindow = 64;

auto refuse(std::string sentence) { return fail(ErrorCode::malformed, std::move(sentence)); }

/// Rows or columns that a sliding window gives; 0 where it does not fit.
std::size_t window_count(std::size_t input, std::size_t window, std::size_t stride, bool same) {
  if (stride == 0 || stride > kMaxStride || window == 0 || window > kMaxWindow) return 0;
  if (same) return (input + stride - 1) / stride;
  return input < window ? 0 : (input - window) / stride + 1;
}

class Checker {
 public:
  Checker(const Graph& graph, const GraphLimits& limits)
      : graph_(graph), limits_(limits), known_(graph.tensors.size(), false) {}

  Result<void> check() {
    if (graph_.inputs.size() != 1 || graph_.outputs.empty() || graph_.ops.empty()) {
      return refuse("the graph has not one input and some outputs");
    }
    for (std::size_t i = 0; i < known_.size(); ++i) known_[i] = graph_.tensors[i].constant;
    if (known_[graph_.inputs.front()]) return refuse("the graph's input is a constant");
    if (uses(graph_.inputs.front()) == 0) return refuse("the graph's input is not used");
    known_[graph_.inputs.front()] = true;
    for (const Op& op : graph_.ops) DORSAL_TRY_VOID(check_op(op));
    return check_outputs();
  }

 private:
  [[nodiscard]] const Shape& shape(std::size_t tensor) const {
    return graph_.tensors[tensor].shape;
  }
  [[nodiscard]] const Shape& input(const Op& op, std::size_t i = 0) const {
    return shape(op.inputs[i]);
  }

  Result<void> check_op(const Op& op) {
    const bool inputs_known = std::all_of(op.inputs.begin(), op.inputs.end(),
                                          [this](std::size_t i) { return known_[i]; });
    if (!inputs_known) return refuse("an operation uses a tensor before it is computed");
    if (known_[op.output]) return refuse("a tensor is computed twice");
    if (op.inputs.empty() || is_constant(op.inputs.front())) {
      return refuse("an operation has no input that is computed");
    }
    if (!shapes_fit(op)) {
      return refuse("the shapes around tensor " + std::to_string(op.output) + " do not fit");
    }
    if (work_ > limits_.multiplications) return refuse("the graph asks for too much work");
    known_[op.output] = true;
    return {};
  }

  Result<void> check_outputs() const {
    Shape seen = graph_.outputs;
    std::sort(seen.begin(), seen.end());
    if (std::adjacent_find(seen.begin(), seen.end()) != seen.end()) {
      return refuse("the graph names an output twice");
    }
    for (const std::size_t output : graph_.outputs) {
      if (!known_[output] || is_constant(output) || output == graph_.inputs.front()) {
        return refuse("an output of the graph is never computed");
      }
    }
    return {};
  }

  bool shapes_fit(const Op& op) {
    work_ += element_count(shape(op.output));
    switch (op.kind) {
      case OpKind::conv_2d:
        return convolution_fits(op);
      case OpKind::depthwise_conv_2d:
        return depthwise_fits(op);
      case OpKind::max_pool_2d:
        return pool_fits(op);
      case OpKind::add:
        return add_fits(op);
      case OpKind::pad:
        return pad_fits(op);
      case OpKind::resize_bilinear:
        return resize_fits(op);
      case OpKind::depth_to_space:
        return depth_to_space_fits(op);
      case OpKind::concatenation:
        return concatenation_fits(op);
      case OpKind::logistic:
        return op.inputs.size() == 1 && input(op) == shape(op.output);
      case OpKind::reshape:
        return op.inputs.size() <= 2 && element_count(input(op)) == element_count(shape(op.output));
    }
    return false;
  }

  [[nodiscard]] bool is_constant(std::size_t tensor) const {
    return graph_.tensors[tensor].constant;
  }
  [[nodiscard]] bool is_weight(std::size_t tensor) const {
    return is_constant(tensor) && !graph_.tensors[tensor].values.empty();
  }

  [[nodiscard]] bool weights_fit(const Op& op) const {
    return op.inputs.size() == 3 && is_weight(op.inputs[1]) && is_weight(op.inputs[2]) &&
           input(op).size() == 4 && input(op, 1).size() == 4 && shape(op.output).size() == 4;
  }

  [[nodiscard]] Shape slid(const Op& op, std::size_t height, std::size_t width,
                           std::size_t channels) const {
    const Shape& from = input(op);
    return {from[0], window_count(from[1], height, op.stride_height, op.same_padding),
            window_count(from[2], width, op.stride_width, op.same_padding), channels};
  }

  bool convolution_fits(const Op& op) {
    if (!weights_fit(op)) return false;
    const Shape& filter = input(op, 1);  // output channels, height, width, input channels
    work_ += element_count(shape(op.output)) * filter[1] * filter[2] * filter[3];
    return filter[3] == input(op)[3] && input(op, 2) == Shape{filter[0]} &&
           shape(op.output) == slid(op, filter[1], filter[2], filter[0]);
  }

  bool depthwise_fits(const Op& op) {
    if (!weights_fit(op)) return false;
    const Shape& filter = input(op, 1);  // 1, height, width, channels
    work_ += element_count(shape(op.output)) * filter[1] * filter[2];
    return filter[0] == 1 && filter[3] == input(op)[3] && input(op, 2) == Shape{filter[3]} &&
           shape(op.output) == slid(op, filter[1], filter[2], filter[3]);
  }

  bool pool_fits(const Op& op) {
    if (op.inputs.size() != 1 || input(op).size() != 4) return false;
    const std::size_t window = std::size_t{op.window_height} * op.window_width;
    work_ += element_count(shape(op.output)) * std::min<std::size_t>(window, 1U << 16U);
    return window > 1 &&
           shape(op.output) == slid(op, op.window_height, op.window_width, input(op)[3]);
  }

  [[nodiscard]] bool add_fits(const Op& op) const {
    return op.inputs.size() == 2 && !is_constant(op.inputs[1]) && input(op) == input(op, 1) &&
           input(op) == shape(op.output);
  }

  [[nodiscard]] bool pad_fits(const Op& op) const {
    if (op.inputs.size() != 2 || !is_constant(op.inputs[1])) return false;
    const auto& paddings = graph_.tensors[op.inputs[1]].integers;  // before, after, by dimension
    const Shape& from = input(op);
    const Shape& to = shape(op.output);
    if (from.size() != to.size() || paddings.size() != 2 * from.size()) return false;
    for (std::size_t d = 0; d < from.size(); ++d) {
      if (paddings[2 * d] < 0 || paddings[2 * d + 1] < 0) return false;
      const auto added =
          static_cast<std::size_t>(paddings[2 * d]) + static_cast<std::size_t>(paddings[2 * d + 1]);
      if (from[d] + added != to[d]) return false;
    }
    return true;
  }

  [[nodiscard]] bool resize_fits(const Op& op) const {
    const Shape& from = input(op);
    const Shape& to = shape(op.output);
    if (op.inputs.size() != 2 || from.size() != 4 || to.size() != 4) return false;
    const auto& size = graph_.tensors[op.inputs[1]].integers;
    return from[0] == to[0] && from[3] == to[3] && size.size() == 2 && size[0] > 0 && size[1] > 0 &&
           to[1] == static_cast<std::size_t>(size[0]) && to[2] == static_cast<std::size_t>(size[1]);
  }

  [[nodiscard]] bool depth_to_space_fits(const Op& op) const {
    const Shape& from = input(op);
    const std::size_t block = op.block_size;
    if (op.inputs.size() != 1 || from.size() != 4 || block < 2 || block > kMaxStride) return false;
    return from[3] % (block * block) == 0 &&
           shape(op.output) ==
               Shape{from[0], from[1] * block, from[2] * block, from[3] / (block * block)};
  }

  /// Only where the parts lie one behind the other in the result, and the result is an output of
  /// the graph: then each part is computed in its place (network.cpp).
  [[nodiscard]] bool concatenation_fits(const Op& op) const {
    const Shape& to = shape(op.output);
    const auto axis = static_cast<std::size_t>(op.axis);
    if (op.axis < 0 || axis >= to.size() || op.activation != Activation::none) return false;
    if (std::any_of(to.begin(), to.begin() + op.axis, [](std::size_t s) { return s != 1; })) {
      return false;
    }
    Shape sum = to;
    sum[axis] = 0;
    for (const std::size_t part : op.inputs) {
      Shape same = shape(part);
      if (same.size() != to.size() || is_constant(part)) return false;
      sum[axis] += same[axis];
      same[axis] = to[axis];
      if (same != to || uses(part) != 1 || is_output(part) || part == graph_.inputs.front()) {
        return false;
      }
    }
    return sum == to && uses(op.output) == 0 && is_output(op.output);
  }

  /// How often operations use a tensor.
  [[nodiscard]] std::size_t uses(std::size_t tensor) const {
    std::size_t count = 0;
    for (const Op& op : graph_.ops) {
      count += static_cast<std::size_t>(std::count(op.inputs.begin(), op.inputs.end(), tensor));
    }
    return count;
  }
  [[nodiscard]] bool is_output(std::size_t tensor) const {
    return std::find(graph_.outputs.begin(), graph_.outputs.end(), tensor) != graph_.outputs.end();
  }

  const Graph& graph_;
  const GraphLimits& limits_;
  std::vector<bool> known_;
  std::size_t work_ = 0;
};

}  // namespace

Result<void> check_graph(const Graph& graph, const GraphLimits& limits) {
  return Checker(graph, limits).check();
}

}  // namespace dorsal::pose
