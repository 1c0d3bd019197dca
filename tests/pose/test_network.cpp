#include <gtest/gtest.h>

#include <cmath>

#include "made_tflite.hpp"
#include "network.hpp"

namespace dorsal::pose {
namespace {

const FlatWriter::Fields kStrideOne = {{1, raw<std::int32_t>(1)}, {2, raw<std::int32_t>(1)}};

/// The values of the only output for this input.
std::vector<float> run(const MadeNet& net, const std::vector<float>& input) {
  auto network = Network::create(make_tflite(net));
  EXPECT_TRUE(network) << to_string(network.error());
  if (!network) return {};
  EXPECT_EQ(network->input().size(), input.size());
  std::copy(input.begin(), input.end(), network->input().begin());
  network->run();
  const auto output = network->output(0);
  return {output.begin(), output.end()};
}

void expect_near(const std::vector<float>& values, const std::vector<float>& expected) {
  ASSERT_EQ(values.size(), expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(values[i], expected[i], 1e-5);
}

TEST(Network, convolves_with_weights_and_bias) {
  expect_near(run(made_line(), {0, 1, -2}), {1, 3, -3});
}

TEST(Network, clips_where_the_activation_says_so) {
  MadeNet net = made_line();
  net.ops[0].options[3] = raw<std::int8_t>(3);  // RELU6
  expect_near(run(net, {0, 1, -2}), {1, 3, 0});
  expect_near(run(net, {9, 1, -2}), {6, 3, 0});
}

TEST(Network, widens_weights_of_half_precision) {
  MadeNet net = made_line();
  net.tensors.push_back({{1, 1, 1, 1}, raw<std::uint16_t>(0xC200), 1});  // -3
  net.tensors[1].data = "";
  net.ops.insert(net.ops.begin(), {kDequantizeCode, {4}, 1, {}});
  expect_near(run(net, {0, 1, -2}), {1, -2, 7});
}

TEST(Network, fills_sparse_weights_up_with_zeros) {
  MadeNet net;  // two channels in, two out: the first is 5 times the second, the second is zero
  net.tensors = {{{1, 1, 1, 2}, ""},
                 {{2, 1, 1, 2}, ""},
                 {{2}, raw(std::vector<float>{0, 0})},
                 {{1, 1, 1, 2}, ""},
                 {{2, 1, 1, 2}, raw(5.0F)}};
  net.tensors[4].sparse = std::vector<std::vector<std::uint8_t>>{{1}, {}};
  net.ops = {{kDensifyCode, {4}, 1, {}}, {kConvCode, {0, 1, 2}, 3, kStrideOne}};
  net.outputs = {3};
  expect_near(run(net, {7, 2}), {10, 0});
}

TEST(Network, resizes_by_half_pixel_centres) {
  MadeNet net;
  net.tensors = {
      {{1, 1, 2, 1}, ""}, {{2}, raw(std::vector<std::int32_t>{1, 4}), 2}, {{1, 1, 4, 1}, ""}};
  net.ops = {{kResizeCode, {0, 1}, 2, {{3, raw<std::int8_t>(1)}}}};
  net.outputs = {2};
  expect_near(run(net, {0, 8}), {0, 2, 6, 8});
}

TEST(Network, pads_pools_and_squashes) {
  MadeNet net;
  net.tensors = {{{1, 1, 2, 1}, ""},
                 {{4, 2}, raw(std::vector<std::int32_t>{0, 0, 1, 0, 0, 0, 0, 0}), 2},
                 {{1, 2, 2, 1}, ""},
                 {{1, 1, 1, 1}, ""},
                 {{1, 1, 1, 1}, ""}};
  const auto two = raw<std::int32_t>(2);
  net.ops = {
      {kPadCode, {0, 1}, 2, {}},
      {kMaxPoolCode, {2}, 3, {{0, raw<std::int8_t>(1)}, {1, two}, {2, two}, {3, two}, {4, two}}},
      {kLogisticCode, {3}, 4, {}}};
  net.outputs = {4};
  expect_near(run(net, {1, -3}), {1 / (1 + std::exp(-1.0F))});
  expect_near(run(net, {-1, -3}), {0.5F});  // the padding is zero, and the greatest
}

TEST(Network, turns_depth_into_space) {
  MadeNet net;
  net.tensors = {{{1, 1, 1, 4}, ""}, {{1, 2, 2, 1}, ""}};
  net.ops = {{kDepthToSpaceCode, {0}, 1, {{0, raw<std::int32_t>(2)}}}};
  net.outputs = {1};
  expect_near(run(net, {1, 2, 3, 4}), {1, 2, 3, 4});
}

TEST(Network, puts_concatenated_parts_behind_each_other) {
  MadeNet net = made_line();
  net.tensors.resize(4);
  net.tensors.push_back({{1, 3, 1}, ""});
  net.tensors.push_back({{1, 1, 3, 1}, ""});
  net.tensors.push_back({{1, 3, 1}, ""});
  net.tensors.push_back({{1, 6, 1}, ""});
  net.ops.push_back({kAddCode, {3, 3}, 5, {}});
  net.ops.push_back({kReshapeCode, {3}, 4, {}});
  net.ops.push_back({kReshapeCode, {5}, 6, {}});
  net.ops.push_back({kConcatCode, {4, 6}, 7, {{0, raw<std::int32_t>(1)}}});
  net.outputs = {7};
  expect_near(run(net, {0, 1, 2}), {1, 3, 5, 2, 6, 10});
}

TEST(Network, computes_only_the_outputs_that_are_wanted) {
  MadeNet net = made_line();
  net.tensors.push_back({{1, 1, 3, 1}, ""});
  net.ops.push_back({kLogisticCode, {3}, 4, {}});
  net.outputs = {3, 4};
  const auto bytes = make_tflite(net);
  const auto all = Network::create(bytes);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->outputs(), 2U);
  auto one = Network::create(bytes, {"t4"});
  ASSERT_TRUE(one);
  ASSERT_EQ(one->outputs(), 1U);
  EXPECT_EQ(one->output_name(0), "t4");
  one->input()[0] = -0.5F;
  one->run();
  EXPECT_NEAR(one->output(0)[0], 0.5F, 1e-5);
}

TEST(Network, an_output_that_is_not_there_is_named) {
  const auto network = Network::create(make_tflite(made_line()), {"elbow"});
  ASSERT_FALSE(network);
  EXPECT_EQ(network.error().code, ErrorCode::missing);
  EXPECT_NE(network.error().sentence.find("elbow"), std::string::npos);
}

TEST(Network, gives_the_same_bits_each_time) {
  const std::vector<float> input = {0.1F, -7.3F, 1e-3F};
  EXPECT_EQ(run(made_line(), input), run(made_line(), input));
}

}  // namespace
}  // namespace dorsal::pose
