#include <gtest/gtest.h>

#include <array>
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

TEST(Uncertainty, drawn_bodies_differ_in_every_passive_tissue) {
  const body::Model model = model_for();
  NormalDraws normal(kSeed);
  const body::Model drawn = drawn_model(model, normal.vector(model_draw_size(model)));
  const auto thoracic = static_cast<std::size_t>(body::Level::T7T8);
  const auto lumbar = static_cast<std::size_t>(body::Level::L4L5);
  const auto ratio = [&](std::size_t level, auto tissue) {
    return (drawn.stiffness[level].*tissue)[0].law[1].linear /
           (model.stiffness[level].*tissue)[0].law[1].linear;
  };
  const std::array<double, 4> factors = {ratio(thoracic, &body::LevelStiffness::segment),
                                         ratio(lumbar, &body::LevelStiffness::segment),
                                         ratio(thoracic, &body::LevelStiffness::ribs),
                                         drawn.resting_tone / model.resting_tone};
  for (std::size_t i = 0; i < factors.size(); ++i) {
    // 3.5 deviations of the widest of them.
    EXPECT_LT(std::abs(std::log(factors[i])), 3.5 * 0.75) << i;
    EXPECT_GT(std::abs(std::log(factors[i])), 1e-6) << i;
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(factors[i], factors[j]) << i << " " << j;
  }
  // One material: the whole curve is stiffer or softer, and so are its neighbours.
  EXPECT_NEAR(drawn.stiffness[lumbar].segment[2].law[0].cube /
                  model.stiffness[lumbar].segment[2].law[0].cube,
              factors[1], 1e-12);
  EXPECT_NEAR(ratio(static_cast<std::size_t>(body::Level::T12L1), &body::LevelStiffness::segment),
              factors[1], 1e-12);
}

TEST(Uncertainty, stiffness_scatters_as_much_as_its_sources_say) {
  const body::Model model = model_for();
  NormalDraws normal(kSeed);
  constexpr int kDraws = 400;
  double sum = 0;
  for (int i = 0; i < kDraws; ++i) {
    const body::Model drawn = drawn_model(model, normal.vector(model_draw_size(model)));
    const double logarithm = std::log(drawn.stiffness[3].segment[0].law[1].linear /
                                      model.stiffness[3].segment[0].law[1].linear);
    sum += logarithm * logarithm;
  }
  // Between 0.44 (Mannen 2018) and 0.55 (Liebsch 2020); a standard error is 0.018.
  EXPECT_GT(std::sqrt(sum / kDraws), 0.44);
  EXPECT_LT(std::sqrt(sum / kDraws), 0.56);
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
