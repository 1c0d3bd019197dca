#include "tflite.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "flatbuffer.hpp"
#include "graph_check.hpp"
#include "half.hpp"
#include "sparse.hpp"

// Field numbers below are those of the TensorFlow Lite schema, version 3.

namespace dorsal::pose {

std::size_t element_count(const std::vector<std::size_t>& shape) {
  constexpr std::size_t kMost = std::size_t{1} << 40;
  std::size_t count = 1;
  for (const std::size_t size : shape) {
    if (size == 0 || size > kMost / count) return 0;
    count *= size;
  }
  return count;
}

namespace {

enum class ElementType : std::int8_t { float32 = 0, float16 = 1, int32 = 2 };

constexpr std::int32_t kDequantize = 6;
constexpr std::int32_t kDensify = 124;

std::optional<OpKind> op_kind(std::int32_t code) {
  switch (code) {
    case 0:
      return OpKind::add;
    case 2:
      return OpKind::concatenation;
    case 3:
      return OpKind::conv_2d;
    case 4:
      return OpKind::depthwise_conv_2d;
    case 5:
      return OpKind::depth_to_space;
    case 14:
      return OpKind::logistic;
    case 17:
      return OpKind::max_pool_2d;
    case 22:
      return OpKind::reshape;
    case 23:
      return OpKind::resize_bilinear;
    case 34:
      return OpKind::pad;
    default:
      return std::nullopt;
  }
}

auto malformed(std::string sentence) { return fail(ErrorCode::malformed, std::move(sentence)); }
auto unsupported(std::string sentence) { return fail(ErrorCode::unsupported, std::move(sentence)); }

class Reader {
 public:
  Reader(std::span<const std::byte> bytes, const GraphLimits& limits)
      : bytes_(bytes), limits_(limits) {}

  Result<Graph> read() {
    if (bytes_.slice(4, 4).empty() || bytes_.load<std::uint32_t>(4) != kIdentifier) {
      return malformed("this is not a .tflite file");
    }
    const FlatTable model = flat_root(bytes_);
    const auto subgraphs = model.vector(2, 4);
    if (bytes_.failed() || model.scalar<std::uint32_t>(0, 0) != 3 || subgraphs.size() != 1) {
      return malformed("this is not a .tflite file of version 3 with one graph");
    }
    buffers_ = model.vector(4, 4);
    const FlatTable subgraph = subgraphs.table(0);
    DORSAL_TRY_VOID(read_codes(model.vector(1, 4)));
    DORSAL_TRY_VOID(read_tensors(subgraph.vector(0, 4)));
    DORSAL_TRY_VOID(read_ops(subgraph.vector(3, 4)));
    DORSAL_TRY(graph_.inputs, indices(subgraph.vector(1, 4)));
    DORSAL_TRY(graph_.outputs, indices(subgraph.vector(2, 4)));
    if (bytes_.failed()) return malformed("an offset points outside of the .tflite file");
    drop_unused_constants();
    return std::move(graph_);
  }

 private:
  static constexpr std::uint32_t kIdentifier = 0x334C4654;  // "TFL3"

  Result<void> read_codes(const FlatVector& codes) {
    if (codes.size() > limits_.tensors)
      return malformed("the graph has too many kinds of operation");
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const FlatTable code = codes.table(i);
      // old files keep the number in the first field, newer ones in the fourth
      codes_.push_back(
          std::max<std::int32_t>(code.scalar<std::int8_t>(0, 0), code.scalar<std::int32_t>(3, 0)));
    }
    return {};
  }

  Result<void> read_tensors(const FlatVector& tensors) {
    if (tensors.size() > limits_.tensors) return malformed("the graph has too many tensors");
    for (std::size_t i = 0; i < tensors.size(); ++i) {
      const FlatTable table = tensors.table(i);
      Tensor tensor;
      tensor.name = table.text(3);
      const auto shape = table.vector(0, 4);
      if (shape.size() > 4) return unsupported("a tensor has more than four dimensions");
      for (std::size_t d = 0; d < shape.size(); ++d) {
        tensor.shape.push_back(static_cast<std::size_t>(shape.at<std::uint32_t>(d)));
      }
      const std::size_t count = element_count(tensor.shape);
      if (count == 0 || count > limits_.tensor_elements) {
        return malformed("a tensor is empty or too large");
      }
      DORSAL_TRY_VOID(read_constant(table, count, tensor));
      graph_.tensors.push_back(std::move(tensor));
    }
    return {};
  }

  /// Takes a tensor's values from its buffer; a tensor with an empty buffer is computed.
  Result<void> read_constant(const FlatTable& table, std::size_t count, Tensor& tensor) {
    const auto type = static_cast<ElementType>(table.scalar<std::int8_t>(1, 0));
    const std::size_t buffer = table.scalar<std::uint32_t>(2, 0);
    if (buffer >= buffers_.size()) return malformed("a tensor names a buffer that is not there");
    const auto data = buffers_.table(buffer).vector(0, 1).bytes(1);
    if (data.empty()) return {};
    switch (type) {
      case ElementType::float32:
      case ElementType::float16:
        return read_floats(table, data, type, count, tensor);
      case ElementType::int32:
        return read_integers(data, count, tensor);
    }
    return unsupported("a constant is neither a float nor a 32 bit integer");
  }

  Result<void> read_floats(const FlatTable& table, std::span<const std::byte> data,
                           ElementType type, std::size_t count, Tensor& tensor) {
    std::vector<float> values =
        type == ElementType::float16 ? widen_halves(data) : copy_values<float>(data);
    if (const auto sparsity = table.table(6)) {
      DORSAL_TRY(const auto levels, read_sparsity(*sparsity, tensor.shape.size()));
      DORSAL_TRY_VOID(take_constants(count));
      DORSAL_TRY(values, densify(levels, tensor.shape, values));
    } else {
      DORSAL_TRY_VOID(take_constants(count));
    }
    if (values.size() != count) return malformed("a constant has not as many values as its shape");
    tensor.values = std::move(values);
    tensor.constant = true;
    return {};
  }

  static Result<void> read_integers(std::span<const std::byte> data, std::size_t count,
                                    Tensor& tensor) {
    tensor.integers = copy_values<std::int32_t>(data);
    tensor.constant = true;
    if (tensor.integers.size() != count) {
      return malformed("a constant has not as many values as its shape");
    }
    return {};
  }

  Result<void> take_constants(std::size_t count) {
    constants_ += count;
    if (constants_ > limits_.constant_elements)
      return malformed("the graph has too many constants");
    return {};
  }

  static std::vector<float> widen_halves(std::span<const std::byte> data) {
    const auto halves = copy_values<std::uint16_t>(data);
    std::vector<float> values(halves.size());
    std::transform(halves.begin(), halves.end(), values.begin(), half_to_float);
    return values;
  }

  template <class T>
  static std::vector<T> copy_values(std::span<const std::byte> data) {
    std::vector<T> values(data.size() / sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), data.data(), values.size() * sizeof(T));
    return values;
  }

  Result<void> read_ops(const FlatVector& ops) {
    if (ops.size() > limits_.tensors) return malformed("the graph has too many operations");
    for (std::size_t i = 0; i < ops.size(); ++i) {
      const FlatTable table = ops.table(i);
      const std::size_t code = table.scalar<std::uint32_t>(0, 0);
      DORSAL_TRY(auto inputs, indices(table.vector(1, 4)));
      DORSAL_TRY(const auto outputs, indices(table.vector(2, 4)));
      if (code >= codes_.size() || outputs.size() != 1) {
        return malformed("an operation has no code or not one output");
      }
      if (codes_[code] == kDequantize || codes_[code] == kDensify) {
        DORSAL_TRY_VOID(fold(inputs, outputs.front()));
        continue;
      }
      const auto kind = op_kind(codes_[code]);
      if (!kind) {
        return unsupported("dorsal does not compute operation " + std::to_string(codes_[code]));
      }
      Op op;
      op.kind = *kind;
      op.inputs = std::move(inputs);
      op.output = outputs.front();
      if (const auto options = table.table(4)) DORSAL_TRY_VOID(read_options(*options, op));
      graph_.ops.push_back(std::move(op));
    }
    return {};
  }

  /// DEQUANTIZE and DENSIFY of a constant: its values are floats and dense already.
  Result<void> fold(const std::vector<std::size_t>& inputs, std::size_t output) {
    if (inputs.size() != 1) return malformed("an operation on constants has not one input");
    Tensor& from = graph_.tensors[inputs.front()];
    Tensor& to = graph_.tensors[output];
    if (!from.constant || from.values.empty() || to.constant || from.shape != to.shape) {
      return unsupported("a tensor that is not constant is stored in half precision or sparse");
    }
    DORSAL_TRY_VOID(take_constants(from.values.size()));
    to.values = from.values;
    to.constant = true;
    return {};
  }

  /// The halves and sparse values that were folded.
  void drop_unused_constants() {
    std::vector<bool> used(graph_.tensors.size(), false);
    for (const Op& op : graph_.ops) {
      for (const std::size_t input : op.inputs) used[input] = true;
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (!used[i]) graph_.tensors[i].values = {};
    }
  }

  [[nodiscard]] Result<std::vector<std::size_t>> indices(const FlatVector& vector) const {
    constexpr std::size_t kMost = 16;  // the widest concatenation known has three parts
    if (vector.size() > kMost) return malformed("an operation has too many tensors");
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < vector.size(); ++i) {
      const auto index = vector.at<std::uint32_t>(i);
      if (index >= graph_.tensors.size()) return malformed("a tensor is named that is not there");
      result.push_back(index);
    }
    return result;
  }

  static Result<void> read_options(const FlatTable& options, Op& op) {
    switch (op.kind) {
      case OpKind::conv_2d:
        return read_window(options, op, 3, 4);
      case OpKind::depthwise_conv_2d:
        return read_window(options, op, 4, 5);
      case OpKind::max_pool_2d:
        return read_pool(options, op);
      case OpKind::add:
        return read_activation(options.scalar<std::int8_t>(0, 0), op);
      case OpKind::concatenation:
        op.axis = options.scalar<std::int32_t>(0, 0);
        return read_activation(options.scalar<std::int8_t>(1, 0), op);
      case OpKind::depth_to_space:
        op.block_size = options.scalar<std::uint32_t>(0, 0);
        return {};
      case OpKind::resize_bilinear:
        if (options.scalar<std::uint8_t>(2, 0) != 0 || options.scalar<std::uint8_t>(3, 0) == 0) {
          return unsupported("a picture is resized by another rule than half pixel centres");
        }
        return {};
      default:
        return {};
    }
  }

  static Result<void> read_window(const FlatTable& options, Op& op, std::size_t activation,
                                  std::size_t dilation) {
    op.same_padding = options.scalar<std::int8_t>(0, 0) == 0;
    op.stride_width = options.scalar<std::uint32_t>(1, 0);
    op.stride_height = options.scalar<std::uint32_t>(2, 0);
    if (options.scalar<std::uint32_t>(dilation, 1) != 1 ||
        options.scalar<std::uint32_t>(dilation + 1, 1) != 1) {
      return unsupported("a convolution is dilated");
    }
    return read_activation(options.scalar<std::int8_t>(activation, 0), op);
  }

  static Result<void> read_pool(const FlatTable& options, Op& op) {
    op.same_padding = options.scalar<std::int8_t>(0, 0) == 0;
    op.stride_width = options.scalar<std::uint32_t>(1, 0);
    op.stride_height = options.scalar<std::uint32_t>(2, 0);
    op.window_width = options.scalar<std::uint32_t>(3, 0);
    op.window_height = options.scalar<std::uint32_t>(4, 0);
    return read_activation(options.scalar<std::int8_t>(5, 0), op);
  }

  static Result<void> read_activation(std::int8_t code, Op& op) {
    constexpr std::int8_t kRelu6 = 3;
    if (code != 0 && code != kRelu6) return unsupported("an activation is neither none nor RELU6");
    op.activation = code == kRelu6 ? Activation::relu6 : Activation::none;
    return {};
  }

  FlatBytes bytes_;
  const GraphLimits& limits_;
  FlatVector buffers_;
  std::vector<std::int32_t> codes_;
  std::size_t constants_ = 0;
  Graph graph_;
};

}  // namespace

Result<Graph> read_tflite(std::span<const std::byte> bytes, const GraphLimits& limits) {
  DORSAL_TRY(Graph graph, Reader(bytes, limits).read());
  DORSAL_TRY_VOID(check_graph(graph, limits));
  return graph;
}

}  // namespace dorsal::pose
