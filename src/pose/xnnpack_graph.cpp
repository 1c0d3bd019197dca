#include "xnnpack_graph.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

namespace dorsal::pose {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

struct Clamp {
  float low;
  float high;
};
Clamp clamp_of(Activation activation) {
  return activation == Activation::relu6 ? Clamp{0.0F, 6.0F} : Clamp{-kInfinity, kInfinity};
}

class Builder {
 public:
  Builder(const Graph& graph, const std::vector<ExternalTensor>& external)
      : graph_(graph), external_(external), ids_(graph.tensors.size(), XNN_INVALID_VALUE_ID) {}

  Result<RuntimeOwner> build(const std::vector<Op>& ops) {
    if (xnn_initialize(nullptr) != xnn_status_success) return refused("this processor");
    xnn_subgraph_t subgraph = nullptr;
    const auto externals = static_cast<std::uint32_t>(external_.size());
    if (xnn_create_subgraph(externals, 0, &subgraph) != xnn_status_success)
      return refused("a graph");
    subgraph_.reset(subgraph);
    DORSAL_TRY_VOID(define_externals());
    for (const Op& op : ops) {
      if (op.kind == OpKind::concatenation) continue;
      for (const std::size_t input : op.inputs) DORSAL_TRY_VOID(define(input));
      DORSAL_TRY_VOID(define(op.output));
      if (add(op) != xnn_status_success) {
        return refused("the operation that gives tensor " + std::to_string(op.output));
      }
    }
    return create_runtime();
  }

 private:
  static tl::unexpected<Error> refused(const std::string& what) {
    return fail(ErrorCode::unsupported, "XNNPACK does not take " + what);
  }

  Result<void> define_externals() {
    for (std::size_t i = 0; i < external_.size(); ++i) {
      const Tensor& tensor = graph_.tensors[external_[i].tensor];
      const std::uint32_t flag =
          i == 0 ? XNN_VALUE_FLAG_EXTERNAL_INPUT : XNN_VALUE_FLAG_EXTERNAL_OUTPUT;
      std::uint32_t& id = ids_[external_[i].tensor];
      if (xnn_define_tensor_value(subgraph_.get(), xnn_datatype_fp32, tensor.shape.size(),
                                  tensor.shape.data(), nullptr, static_cast<std::uint32_t>(i), flag,
                                  &id) != xnn_status_success) {
        return refused("an input or output");
      }
    }
    return {};
  }

  /// Makes a tensor known to XNNPACK; constant integers are used by ourselves only.
  Result<void> define(std::size_t index) {
    const Tensor& tensor = graph_.tensors[index];
    if (ids_[index] != XNN_INVALID_VALUE_ID || !tensor.integers.empty()) return {};
    const float* data = tensor.constant ? tensor.values.data() : nullptr;
    if (xnn_define_tensor_value(subgraph_.get(), xnn_datatype_fp32, tensor.shape.size(),
                                tensor.shape.data(), data, XNN_INVALID_VALUE_ID, 0,
                                &ids_[index]) != xnn_status_success) {
      return refused("tensor " + std::to_string(index));
    }
    return {};
  }

  [[nodiscard]] std::uint32_t input(const Op& op, std::size_t i = 0) const {
    return ids_[op.inputs[i]];
  }
  [[nodiscard]] const std::vector<std::size_t>& shape(std::size_t tensor) const {
    return graph_.tensors[tensor].shape;
  }

  xnn_status add(const Op& op) {
    switch (op.kind) {
      case OpKind::conv_2d:
        return add_convolution(op);
      case OpKind::depthwise_conv_2d:
        return add_depthwise(op);
      case OpKind::max_pool_2d:
        return add_pool(op);
      case OpKind::pad:
        return add_pad(op);
      case OpKind::add: {
        const auto [low, high] = clamp_of(op.activation);
        return xnn_define_add2(subgraph_.get(), low, high, input(op), input(op, 1), output(op), 0);
      }
      case OpKind::logistic:
        return xnn_define_sigmoid(subgraph_.get(), input(op), output(op), 0);
      case OpKind::depth_to_space:
        return xnn_define_depth_to_space(subgraph_.get(), input(op), output(op), op.block_size, 0);
      case OpKind::resize_bilinear:
        return xnn_define_static_resize_bilinear_2d(subgraph_.get(), shape(op.output)[1],
                                                    shape(op.output)[2], input(op), output(op), 0);
      case OpKind::reshape:
        return xnn_define_static_reshape(subgraph_.get(), shape(op.output).size(),
                                         shape(op.output).data(), input(op), output(op), 0);
      case OpKind::concatenation:
        break;
    }
    return xnn_status_unsupported_parameter;
  }

  [[nodiscard]] std::uint32_t output(const Op& op) const { return ids_[op.output]; }
  static std::uint32_t padding_flag(const Op& op) {
    return op.same_padding ? XNN_FLAG_TENSORFLOW_SAME_PADDING : 0;
  }

  xnn_status add_convolution(const Op& op) {
    const auto& filter = shape(op.inputs[1]);
    const auto [low, high] = clamp_of(op.activation);
    return xnn_define_convolution_2d(
        subgraph_.get(), 0, 0, 0, 0, static_cast<std::uint32_t>(filter[1]),
        static_cast<std::uint32_t>(filter[2]), op.stride_height, op.stride_width, 1, 1, 1,
        filter[3], filter[0], low, high, input(op), input(op, 1), input(op, 2), output(op),
        padding_flag(op));
  }

  xnn_status add_depthwise(const Op& op) {
    const auto& filter = shape(op.inputs[1]);
    const auto [low, high] = clamp_of(op.activation);
    return xnn_define_depthwise_convolution_2d(
        subgraph_.get(), 0, 0, 0, 0, static_cast<std::uint32_t>(filter[1]),
        static_cast<std::uint32_t>(filter[2]), op.stride_height, op.stride_width, 1, 1, 1,
        filter[3], low, high, input(op), input(op, 1), input(op, 2), output(op), padding_flag(op));
  }

  xnn_status add_pool(const Op& op) {
    const auto [low, high] = clamp_of(op.activation);
    return xnn_define_max_pooling_2d(subgraph_.get(), 0, 0, 0, 0, op.window_height, op.window_width,
                                     op.stride_height, op.stride_width, 1, 1, low, high, input(op),
                                     output(op), padding_flag(op));
  }

  xnn_status add_pad(const Op& op) {
    const auto& paddings = graph_.tensors[op.inputs[1]].integers;
    std::array<std::size_t, 4> before{};
    std::array<std::size_t, 4> after{};
    for (std::size_t d = 0; 2 * d + 1 < paddings.size(); ++d) {
      before.at(d) = static_cast<std::size_t>(paddings[2 * d]);
      after.at(d) = static_cast<std::size_t>(paddings[2 * d + 1]);
    }
    return xnn_define_static_constant_pad(subgraph_.get(), before.data(), after.data(), 0.0F,
                                          input(op), output(op), 0);
  }

  Result<RuntimeOwner> create_runtime() {
    xnn_runtime_t runtime = nullptr;
    if (xnn_create_runtime_v2(subgraph_.get(), nullptr, 0, &runtime) != xnn_status_success) {
      return refused("the graph");
    }
    RuntimeOwner owner(runtime);
    std::vector<xnn_external_value> values;
    for (std::size_t i = 0; i < external_.size(); ++i) {
      values.push_back({static_cast<std::uint32_t>(i), external_[i].data});
    }
    if (xnn_setup_runtime(runtime, values.size(), values.data()) != xnn_status_success) {
      return refused("the graph's memory");
    }
    return owner;
  }

  const Graph& graph_;
  const std::vector<ExternalTensor>& external_;
  std::vector<std::uint32_t> ids_;  // (tensor) XNNPACK's number
  SubgraphOwner subgraph_;
};

}  // namespace

std::vector<Op> needed_ops(const Graph& graph, const std::vector<std::size_t>& wanted) {
  std::vector<bool> needed(graph.tensors.size(), false);
  for (const std::size_t tensor : wanted) needed[tensor] = true;
  std::vector<Op> ops;
  for (auto op = graph.ops.rbegin(); op != graph.ops.rend(); ++op) {
    if (!needed[op->output]) continue;
    for (const std::size_t input : op->inputs) needed[input] = true;
    ops.push_back(*op);
  }
  std::reverse(ops.begin(), ops.end());
  return ops;
}

Result<RuntimeOwner> build_runtime(const Graph& graph, const std::vector<Op>& ops,
                                   const std::vector<ExternalTensor>& external) {
  return Builder(graph, external).build(ops);
}

}  // namespace dorsal::pose
