#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dorsal::pose {

/// Little endian bytes of values.
template <class T>
std::string raw(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}
template <class T>
std::string raw(T value) {
  return raw(std::vector<T>{value});
}

/// Writes a flatbuffer front to back: what is pointed to comes after what points.
class FlatWriter {
 public:
  using Fields = std::map<std::size_t, std::string>;  // number: bytes; an offset is four zeros

  FlatWriter() : bytes_(raw(0U) + "TFL3") {}

  std::size_t table(const Fields& fields) {
    align();
    const std::size_t entries = fields.empty() ? 0 : fields.rbegin()->first + 1;
    const std::size_t list = bytes_.size();
    const std::size_t start = list + (4 + 2 * entries + 3) / 4 * 4;
    std::string body = raw(static_cast<std::int32_t>(start - list));
    std::vector<std::uint16_t> offsets(entries, 0);
    for (const auto& [number, content] : fields) {
      offsets[number] = static_cast<std::uint16_t>(body.size());
      positions_[{start, number}] = start + body.size();
      body += content + std::string((4 - content.size() % 4) % 4, '\0');
    }
    bytes_ += raw(static_cast<std::uint16_t>(4 + 2 * entries)) +
              raw(static_cast<std::uint16_t>(body.size())) + raw(offsets);
    align();
    bytes_ += body;
    return start;
  }
  std::size_t vector(std::size_t count, const std::string& content) {
    align();
    bytes_ += raw(static_cast<std::uint32_t>(count)) + content;
    return bytes_.size() - content.size() - 4;
  }
  std::size_t offsets(std::size_t count) { return vector(count, std::string(4 * count, '\0')); }

  void point(std::size_t at, std::size_t target) {
    const std::string distance = raw(static_cast<std::uint32_t>(target - at));
    bytes_.replace(at, 4, distance);
  }
  void point_field(std::size_t table, std::size_t number, std::size_t target) {
    point(positions_.at({table, number}), target);
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  void align() { bytes_.resize((bytes_.size() + 3) / 4 * 4, '\0'); }
  std::string bytes_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> positions_;
};

struct MadeTensor {
  std::vector<std::int32_t> shape;
  std::string data;      // empty: computed
  std::int8_t type = 0;  // 0 float, 1 half, 2 integer
  // indices of the last dimension that have a value, for each index of those before; none: dense
  std::optional<std::vector<std::vector<std::uint8_t>>> sparse = std::nullopt;
};

struct MadeOp {
  std::int32_t code = 0;
  std::vector<std::int32_t> inputs;
  std::int32_t output = 0;
  FlatWriter::Fields options = {};
};

/// What a small .tflite file is made of; tensor 0 is its input.
struct MadeNet {
  std::vector<MadeTensor> tensors;
  std::vector<MadeOp> ops;
  std::vector<std::int32_t> outputs;
};

inline constexpr std::int32_t kAddCode = 0;
inline constexpr std::int32_t kConcatCode = 2;
inline constexpr std::int32_t kConvCode = 3;
inline constexpr std::int32_t kDepthwiseCode = 4;
inline constexpr std::int32_t kDepthToSpaceCode = 5;
inline constexpr std::int32_t kDequantizeCode = 6;
inline constexpr std::int32_t kLogisticCode = 14;
inline constexpr std::int32_t kMaxPoolCode = 17;
inline constexpr std::int32_t kReshapeCode = 22;
inline constexpr std::int32_t kResizeCode = 23;
inline constexpr std::int32_t kPadCode = 34;
inline constexpr std::int32_t kDensifyCode = 124;

namespace made {

inline const std::string kOffset(4, '\0');

inline void write_level(FlatWriter& writer, std::size_t level,
                        const std::vector<std::vector<std::uint8_t>>& rows) {
  std::vector<std::uint8_t> segments = {0};
  std::vector<std::uint8_t> indices;
  for (const auto& row : rows) {
    indices.insert(indices.end(), row.begin(), row.end());
    segments.push_back(static_cast<std::uint8_t>(indices.size()));
  }
  for (const auto& [field, values] : {std::pair{3U, segments}, std::pair{5U, indices}}) {
    const auto holder = writer.table({{0, kOffset}});
    writer.point_field(level, field, holder);
    writer.point_field(holder, 0, writer.vector(values.size(), raw(values)));
  }
}

inline void write_sparsity(FlatWriter& writer, std::size_t tensor, const MadeTensor& made) {
  const auto sparsity = writer.table({{0, kOffset}, {2, kOffset}});
  writer.point_field(tensor, 6, sparsity);
  std::vector<std::int32_t> order;
  for (std::size_t d = 0; d < made.shape.size(); ++d) order.push_back(static_cast<std::int32_t>(d));
  writer.point_field(sparsity, 0, writer.vector(order.size(), raw(order)));
  const auto levels = writer.offsets(order.size());
  writer.point_field(sparsity, 2, levels);
  for (std::size_t d = 0; d < order.size(); ++d) {
    const bool last = d + 1 == order.size();
    const std::string bytes_type = raw<std::uint8_t>(3);
    const auto level = last ? writer.table({{0, raw<std::int8_t>(1)},
                                            {2, bytes_type},
                                            {3, kOffset},
                                            {4, bytes_type},
                                            {5, kOffset}})
                            : writer.table({{1, raw(made.shape[d])}});
    writer.point(levels + 4 + 4 * d, level);
    if (last) write_level(writer, level, *made.sparse);
  }
}

}  // namespace made

/// The bytes of the file.
inline std::vector<std::byte> make_tflite(const MadeNet& net) {
  using made::kOffset;
  FlatWriter writer;
  const auto model =
      writer.table({{0, raw<std::uint32_t>(3)}, {1, kOffset}, {2, kOffset}, {4, kOffset}});
  writer.point(0, model);

  const auto codes = writer.offsets(net.ops.size());  // one for each operation
  writer.point_field(model, 1, codes);
  for (std::size_t i = 0; i < net.ops.size(); ++i) {
    const auto code = static_cast<std::int8_t>(net.ops[i].code);
    writer.point(codes + 4 + 4 * i, writer.table({{0, raw(code)}, {3, raw(net.ops[i].code)}}));
  }

  const auto subgraphs = writer.offsets(1);
  writer.point_field(model, 2, subgraphs);
  const auto graph = writer.table({{0, kOffset}, {1, kOffset}, {2, kOffset}, {3, kOffset}});
  writer.point(subgraphs + 4, graph);
  writer.point_field(graph, 1, writer.vector(1, raw<std::int32_t>(0)));
  writer.point_field(graph, 2, writer.vector(net.outputs.size(), raw(net.outputs)));

  const auto tensors = writer.offsets(net.tensors.size());
  writer.point_field(graph, 0, tensors);
  for (std::size_t i = 0; i < net.tensors.size(); ++i) {
    const MadeTensor& tensor = net.tensors[i];
    FlatWriter::Fields fields = {
        {0, kOffset}, {1, raw(tensor.type)}, {2, raw(static_cast<std::uint32_t>(i))}, {3, kOffset}};
    if (tensor.sparse) fields[6] = kOffset;
    const auto table = writer.table(fields);
    writer.point(tensors + 4 + 4 * i, table);
    writer.point_field(table, 0, writer.vector(tensor.shape.size(), raw(tensor.shape)));
    const std::string name = "t" + std::to_string(i);
    writer.point_field(table, 3, writer.vector(name.size(), name));
    if (tensor.sparse) made::write_sparsity(writer, table, tensor);
  }

  const auto ops = writer.offsets(net.ops.size());
  writer.point_field(graph, 3, ops);
  for (std::size_t i = 0; i < net.ops.size(); ++i) {
    const MadeOp& op = net.ops[i];
    const auto table = writer.table(
        {{0, raw(static_cast<std::uint32_t>(i))}, {1, kOffset}, {2, kOffset}, {4, kOffset}});
    writer.point(ops + 4 + 4 * i, table);
    writer.point_field(table, 1, writer.vector(op.inputs.size(), raw(op.inputs)));
    writer.point_field(table, 2, writer.vector(1, raw(op.output)));
    writer.point_field(table, 4, writer.table(op.options));
  }

  const auto buffers = writer.offsets(net.tensors.size());  // one for each tensor
  writer.point_field(model, 4, buffers);
  for (std::size_t i = 0; i < net.tensors.size(); ++i) {
    const std::string& data = net.tensors[i].data;
    const auto table = data.empty() ? writer.table({}) : writer.table({{0, kOffset}});
    writer.point(buffers + 4 + 4 * i, table);
    if (!data.empty()) writer.point_field(table, 0, writer.vector(data.size(), data));
  }
  const auto* first = reinterpret_cast<const std::byte*>(writer.bytes().data());
  return {first, first + writer.bytes().size()};
}

/// A net that a test can start from: y = 2 x + 1 on three pixels of one channel.
inline MadeNet made_line() {
  MadeNet net;
  net.tensors = {
      {{1, 1, 3, 1}, ""}, {{1, 1, 1, 1}, raw(2.0F)}, {{1}, raw(1.0F)}, {{1, 1, 3, 1}, ""}};
  net.ops = {{kConvCode, {0, 1, 2}, 3, {{1, raw<std::int32_t>(1)}, {2, raw<std::int32_t>(1)}}}};
  net.outputs = {3};
  return net;
}

}  // namespace dorsal::pose
