#include <gtest/gtest.h>

#include <cmath>

#include "dorsal/load/uncertainty.hpp"
#include "load/bodies.hpp"

namespace dorsal::load {
namespace {

constexpr std::uint64_t kSeed = 7;

std::optional<LoadInterval> band(const body::Model& model, const PostureRequest& request,
                                 int draws) {
  const auto held = posture_from_request(model, request);
  EXPECT_TRUE(held.has_value());
  const LoadFrame frame = Solver(model).solve(held->posture, held->burden);
  return load_interval(model, *held, frame, draws, kSeed);
}

TEST(Uncertainty, the_load_lies_within_its_band_on_every_level) {
  const body::Model model = model_for();
  PostureRequest request;
  request.support = Support::sitting_backrest;
  const LoadFrame frame = weigh(model, request);
  const auto interval = band(model, request, 20);
  ASSERT_TRUE(interval.has_value());
  EXPECT_EQ(interval->draws, 20);
  EXPECT_GE(interval->held, 10);
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    const auto [low, high] = interval->compression[level];
    EXPECT_LE(low, frame.compression[level]);
    EXPECT_GE(high, frame.compression[level]);
    EXPECT_GT(high - low, 0.05 * frame.compression[level]);
    EXPECT_LT(high - low, 3 * frame.compression[level]);
  }
}

TEST(Uncertainty, equal_seeds_give_equal_bands_and_others_do_not) {
  const body::Model model = model_for();
  const auto one = band(model, {}, 6);
  const auto same = band(model, {}, 6);
  EXPECT_EQ(one->compression, same->compression);
  const auto held = posture_from_request(model, {});
  const LoadFrame frame = Solver(model).solve(held->posture, held->burden);
  const auto other = load_interval(model, *held, frame, 6, kSeed + 1);
  EXPECT_NE(one->compression, other->compression);
}

TEST(Uncertainty, numbers_of_zero_give_the_body_back) {
  const body::Model model = model_for();
  const auto size = static_cast<Eigen::Index>(model_draw_size(model));
  const body::Model drawn = drawn_model(model, Eigen::VectorXd::Zero(size));
  const LoadFrame one = Solver(model).solve({}, {});
  const LoadFrame other = Solver(drawn).solve({}, {});
  EXPECT_EQ(one.compression, other.compression);
}

TEST(Uncertainty, drawn_bodies_differ_in_mass_strength_and_levers) {
  const body::Model model = model_for();
  NormalDraws normal(kSeed);
  const body::Model drawn = drawn_model(model, normal.vector(model_draw_size(model)));
  EXPECT_NE(drawn.bodies[10].mass, model.bodies[10].mass);
  EXPECT_NE(drawn.fascicles[0].max_tension, model.fascicles[0].max_tension);
  EXPECT_NE(drawn.fascicles[0].lever, 1);
}

TEST(Uncertainty, draws_come_in_pairs_of_opposite_signs) {
  const auto pairs = draw_pairs(4, 5, kSeed);
  ASSERT_EQ(pairs.size(), 4U);
  EXPECT_EQ(pairs[0], -pairs[1]);
  EXPECT_EQ(pairs[2], -pairs[3]);
  EXPECT_NE(pairs[0], pairs[2]);
}

TEST(Uncertainty, normal_numbers_have_mean_zero_and_deviation_one) {
  const Eigen::VectorXd numbers = NormalDraws(kSeed).vector(20000);
  // Standard errors are 0.007 and 0.005; four of them.
  EXPECT_NEAR(numbers.mean(), 0, 0.03);
  EXPECT_NEAR(std::sqrt(numbers.squaredNorm() / 20000), 1, 0.02);
}

TEST(Uncertainty, what_most_bodies_cannot_hold_gets_no_band) {
  const body::Model model = model_for();
  PostureRequest request;
  request.burden.left_hand = request.burden.right_hand = 100;
  EXPECT_FALSE(band(model, request, 6).has_value());
}

}  // namespace
}  // namespace dorsal::load
