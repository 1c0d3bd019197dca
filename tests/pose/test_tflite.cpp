#include <gtest/gtest.h>

#include <random>

#include "half.hpp"
#include "made_tflite.hpp"
#include "media.hpp"
#include "model_files.hpp"
#include "network.hpp"
#include "tflite.hpp"

namespace dorsal::pose {
namespace {

using Rows = std::vector<std::vector<std::uint8_t>>;

void expect_refused(const MadeNet& net, ErrorCode code) {
  const auto graph = read_tflite(make_tflite(net));
  ASSERT_FALSE(graph);
  EXPECT_EQ(graph.error().code, code) << to_string(graph.error());
}

/// Reads and, if that goes, builds and runs: none of it may end the process.
void survive(std::span<const std::byte> bytes) {
  auto network = Network::create(bytes);
  if (network) network->run();
}

TEST(Tflite, reads_shapes_names_and_constants) {
  const auto graph = read_tflite(make_tflite(made_line()));
  ASSERT_TRUE(graph) << to_string(graph.error());
  ASSERT_EQ(graph->tensors.size(), 4U);
  EXPECT_EQ(graph->tensors[0].shape, (std::vector<std::size_t>{1, 1, 3, 1}));
  EXPECT_EQ(graph->tensors[3].name, "t3");
  EXPECT_EQ(graph->tensors[1].values, std::vector<float>{2});
  EXPECT_EQ(graph->ops.size(), 1U);
}

TEST(Tflite, refuses_what_it_does_not_compute) {
  MadeNet net = made_line();
  net.ops[0].code = 25;  // SOFTMAX
  expect_refused(net, ErrorCode::unsupported);
  net = made_line();
  net.ops[0].options[3] = raw<std::int8_t>(1);  // RELU
  expect_refused(net, ErrorCode::unsupported);
  net = made_line();
  net.ops[0].options[4] = raw<std::int32_t>(2);  // dilated
  expect_refused(net, ErrorCode::unsupported);
}

TEST(Tflite, refuses_shapes_that_do_not_follow_from_each_other) {
  for (std::size_t tensor = 0; tensor < 4; ++tensor) {
    MadeNet net = made_line();
    net.tensors[tensor].shape.back() = 2;
    expect_refused(net, ErrorCode::malformed);
  }
  MadeNet net = made_line();
  net.ops[0].options[1] = raw<std::int32_t>(0);  // no stride
  expect_refused(net, ErrorCode::malformed);
}

TEST(Tflite, refuses_tensors_that_are_not_there_or_used_before_they_are_computed) {
  MadeNet net = made_line();
  net.ops[0].inputs[0] = 77;
  expect_refused(net, ErrorCode::malformed);
  net = made_line();
  net.ops[0].inputs[0] = 3;
  expect_refused(net, ErrorCode::malformed);
  net = made_line();
  net.ops.push_back(net.ops[0]);  // computes tensor 3 twice
  expect_refused(net, ErrorCode::malformed);
  net = made_line();
  net.outputs = {0};
  expect_refused(net, ErrorCode::malformed);
  net = made_line();
  net.outputs = {3, 3};
  expect_refused(net, ErrorCode::malformed);
}

TEST(Tflite, refuses_tensors_beyond_all_measure) {
  MadeNet net = made_line();
  net.tensors[0].shape = {1, 1 << 20, 1 << 20, 1 << 20};
  expect_refused(net, ErrorCode::malformed);
  net.tensors[0].shape = {1, -1, 3, 1};
  expect_refused(net, ErrorCode::malformed);
}

TEST(Tflite, refuses_sparse_indices_outside_of_the_shape) {
  MadeNet net = made_line();
  net.tensors.push_back({{1, 1, 1, 1}, raw(5.0F)});
  net.tensors[1].data = "";
  net.ops.insert(net.ops.begin(), {kDensifyCode, {4}, 1, {}});
  net.tensors[4].sparse = Rows{{0}};
  EXPECT_TRUE(read_tflite(make_tflite(net)));
  net.tensors[4].sparse = Rows{{1}};
  expect_refused(net, ErrorCode::malformed);
  net.tensors[4].sparse = Rows{{0, 0}};  // two places, one value
  expect_refused(net, ErrorCode::malformed);
  net.tensors[4].sparse = Rows{{}};  // a value without a place
  expect_refused(net, ErrorCode::malformed);
}

TEST(Tflite, survives_every_cut_of_a_small_file) {
  const auto bytes = make_tflite(made_line());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    // the last bytes are the value of a constant, so every cut loses something
    EXPECT_FALSE(read_tflite(std::span(bytes).first(size))) << size;
  }
}

TEST(Tflite, survives_every_byte_of_a_small_file_being_another) {
  MadeNet net = made_line();
  net.tensors.push_back({{1, 1, 1, 1}, raw<std::uint16_t>(0x4000), 1});
  net.tensors[1].data = "";
  net.ops.insert(net.ops.begin(), {kDequantizeCode, {4}, 1, {}});
  const auto bytes = make_tflite(net);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const unsigned value : {0x00U, 0x01U, 0x7FU, 0x80U, 0xFFU}) {
      auto mutated = bytes;
      mutated[i] = static_cast<std::byte>(value);
      survive(mutated);
    }
  }
}

TEST(Tflite, survives_the_real_detector_being_cut_and_mutated) {
  const auto loaded = load_model_file(models_folder(), detector_file());
  if (!loaded) GTEST_SKIP() << to_string(loaded.error());
  EXPECT_TRUE(read_tflite(*loaded));
  std::mt19937 random(7);
  constexpr int kCuts = 20;
  for (int i = 0; i < kCuts; ++i) {
    const auto size = random() % loaded->size();
    EXPECT_FALSE(read_tflite(std::span(*loaded).first(size)));
  }
  auto mutated = *loaded;
  constexpr int kMutations = 60;
  for (int i = 0; i < kMutations; ++i) {
    // tables, which matter, lie at both ends of the file; weights between them
    constexpr std::size_t kTables = 60000;
    const std::size_t at = random() % kTables;
    const std::size_t place = i % 3 == 0 ? at : mutated.size() - 1 - at;
    const std::byte old = std::exchange(mutated[place], static_cast<std::byte>(random()));
    (void)read_tflite(mutated);
    mutated[place] = old;
  }
}

TEST(Half, widens_to_the_same_number) {
  EXPECT_EQ(half_to_float(0x0000), 0.0F);
  EXPECT_EQ(half_to_float(0x3C00), 1.0F);
  EXPECT_EQ(half_to_float(0xC000), -2.0F);
  EXPECT_EQ(half_to_float(0x3555), 0.333251953125F);
  EXPECT_EQ(half_to_float(0x7BFF), 65504.0F);
  EXPECT_EQ(half_to_float(0x0001), 0x1p-24F);  // the smallest subnormal
  EXPECT_EQ(half_to_float(0x83FF), -0x3FFp-24F);
  EXPECT_TRUE(std::isinf(half_to_float(0xFC00)));
  EXPECT_TRUE(std::isnan(half_to_float(0x7E00)));
}

}  // namespace
}  // namespace dorsal::pose
