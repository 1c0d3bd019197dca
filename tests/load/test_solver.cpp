#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "body/people.hpp"
#include "body/small_model.hpp"
#include "dorsal/body/parts.hpp"
#include "dorsal/load/solver.hpp"
#include "load/bodies.hpp"

namespace dorsal::load {
namespace {

using body::Level;

body::Model small_model(const body::SmallModel& text) {
  const auto file = text.read();
  EXPECT_TRUE(file.has_value()) << to_string(file.error());
  auto model = body::scale_model(
      *file, body::person(body::Sex::male, 30, metres(1.75), kilograms(80), degrees(50)));
  EXPECT_TRUE(model.has_value()) << to_string(model.error());
  return std::move(*model);
}

TEST(Solver, one_muscle_holds_one_mass_as_the_lever_law_says) {
  // 10 kg at 0.2 m in front of the joint, a muscle at 0.05 m behind it.
  const body::Model model = small_model({});
  const LoadFrame frame = Solver(model).solve({}, {});
  ASSERT_EQ(frame.status, SolveStatus::solved);
  const double tension = 10 * kStandardGravity * 0.2 / 0.05;
  EXPECT_NEAR(frame.force[0], tension, 1e-9);
  EXPECT_NEAR(at(frame.compression, Level::L5S1), 10 * kStandardGravity + tension, 1e-9);
  EXPECT_NEAR(at(frame.shear_ap, Level::L5S1), 0, 1e-9);
  EXPECT_NEAR(frame.moment[body::kLevels - 1].z(), -10 * kStandardGravity * 0.2, 1e-9);
  EXPECT_NEAR(frame.group_compression(16, 0), tension, 1e-9);
}

TEST(Solver, a_tilted_plate_shares_weight_between_compression_and_shear) {
  body::SmallModel text;
  text.bodies = text.bodies.replace(text.bodies.find("0.2,0.3"), 7, "0.0,0.3");
  text.model.replace(text.model.find("sacrum_forward_deg = 0.0"), 24, "sacrum_forward_deg = 30.0");
  const body::Model model = small_model(text);
  const LoadFrame frame = Solver(model).solve({}, {});
  ASSERT_EQ(frame.status, SolveStatus::solved);
  EXPECT_NEAR(at(frame.compression, Level::L5S1),
              10 * kStandardGravity * std::cos(std::numbers::pi / 6), 1e-9);
  EXPECT_NEAR(at(frame.shear_ap, Level::L5S1),
              10 * kStandardGravity * std::sin(std::numbers::pi / 6), 1e-9);
}

TEST(Solver, loads_of_levels_that_a_model_has_not_are_not_numbers) {
  const body::Model model = small_model({});
  const LoadFrame frame = Solver(model).solve({}, {});
  EXPECT_TRUE(std::isnan(at(frame.compression, Level::T1T2)));
}

TEST(Solver, a_mass_too_heavy_for_the_muscle_is_said_with_what_is_missing) {
  body::SmallModel text;
  text.bodies.replace(text.bodies.find("rod,10"), 6, "rod,30");
  const body::Model model = small_model(text);
  const LoadFrame frame = Solver(model).solve({}, {});
  EXPECT_EQ(frame.status, SolveStatus::cannot_be_held);
  EXPECT_NEAR(frame.residual[2], 30 * kStandardGravity * 0.2 - 1000 * 0.05, 1e-3);
}

TEST(Solver, a_weightless_body_without_tone_loads_nothing) {
  // Lumbar levels rest flexed against standing, so their stiffness goes too.
  body::Model model = without(without(model_for(), body::Part::tone), body::Part::segments);
  for (body::Body& body : model.bodies) body.mass = 0;
  const LoadFrame frame = Solver(model).solve({}, {});
  EXPECT_EQ(frame.status, SolveStatus::solved);
  for (const double compression : frame.compression) EXPECT_EQ(compression, 0);
  EXPECT_EQ(frame.activation.norm(), 0);
}

TEST(Solver, twice_the_mass_makes_twice_the_net_moments) {
  body::Model model = model_for();
  std::mt19937 random(1);
  const body::Posture posture = random_posture(random);
  Solver once(model);
  (void)once.solve(posture, {});
  body::Model heavy_model = model;
  for (body::Body& body : heavy_model.bodies) body.mass *= 2;
  Solver twice(heavy_model);
  (void)twice.solve(posture, {});
  EXPECT_LT((twice.net_moments() - 2 * once.net_moments()).norm(), 1e-10);
}

/// The model with every fifth fascicle split in two.
body::ModelFile split_model(const body::ModelFile& file) {
  body::ModelFile split = file;
  for (std::size_t i = 0; i < file.fascicles.size(); i += 5) {
    split.fascicles[i].max_force *= 0.3;
    body::FascicleRow rest = file.fascicles[i];
    rest.max_force *= 0.7;
    rest.name += "_rest";
    split.fascicles.push_back(rest);
  }
  return split;
}

class SolverOf : public testing::TestWithParam<Exponent> {};
INSTANTIATE_TEST_SUITE_P(Exponents, SolverOf, testing::Values(Exponent::two, Exponent::three));

TEST_P(SolverOf, splitting_fascicles_leaves_compression_unchanged) {
  const auto file = body::thoracolumbar_model();
  ASSERT_TRUE(file.has_value());
  const auto whole = body::scale_model(*file, {});
  const auto parts = body::scale_model(split_model(*file), {});
  ASSERT_TRUE(whole.has_value() && parts.has_value());
  PostureRequest request;
  request.trunk.inclination = degrees(40);  // some fascicles are at their bound here
  const auto held = posture_from_request(*whole, request);
  ASSERT_TRUE(held.has_value());
  const LoadFrame one = Solver(*whole, {GetParam()}).solve(held->posture, {});
  const LoadFrame other = Solver(*parts, {GetParam()}).solve(held->posture, {});
  ASSERT_EQ(one.status, SolveStatus::solved);
  if (GetParam() == Exponent::two) {
    EXPECT_EQ(one.activation.maxCoeff(), 1);
  }
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    EXPECT_NEAR(other.compression[level] / one.compression[level], 1, 1e-9);
  }
  EXPECT_NEAR(other.objective / one.objective, 1, 1e-9);
}

TEST_P(SolverOf, random_postures_are_solved_in_tens_of_steps_warm_as_cold) {
  const body::Model model = model_for();
  std::mt19937 random(11);
  Solver warm(model, {GetParam()});
  for (int run = 0; run < 20; ++run) {
    const body::Posture posture = random_posture(random, 0.3);
    const LoadFrame kept = warm.solve(posture, {});
    const LoadFrame fresh = Solver(model, {GetParam()}).solve(posture, {});
    ASSERT_EQ(fresh.status, SolveStatus::solved) << run;
    ASSERT_EQ(kept.status, SolveStatus::solved) << run;
    EXPECT_LE(fresh.iterations, 50) << run;
    EXPECT_LT(fresh.residual.lpNorm<Eigen::Infinity>(), 1e-8);
    for (std::size_t level = 0; level < body::kLevels; ++level) {
      EXPECT_NEAR(kept.compression[level], fresh.compression[level], 1e-4);
    }
  }
}

TEST(Solver, the_third_power_spreads_the_load_over_more_muscle) {
  const body::Model model = model_for();
  const LoadFrame two = Solver(model).solve({}, {});
  const LoadFrame three = Solver(model, {Exponent::three}).solve({}, {});
  EXPECT_GT((three.activation.array() > 0.01).count(), (two.activation.array() > 0.01).count());
  EXPECT_LT(three.activation.maxCoeff(), two.activation.maxCoeff());
}

TEST(Solver, a_warm_start_gives_the_answer_of_a_cold_one) {
  const body::Model model = model_for();
  std::mt19937 random(2);
  Solver warm(model);
  for (int run = 0; run < 10; ++run) {
    const body::Posture posture = random_posture(random);
    const LoadFrame kept = warm.solve(posture, {});
    const LoadFrame fresh = Solver(model).solve(posture, {});
    ASSERT_EQ(kept.status, SolveStatus::solved);
    for (std::size_t level = 0; level < body::kLevels; ++level) {
      EXPECT_NEAR(kept.compression[level], fresh.compression[level], 1e-6);
    }
  }
}

TEST(Solver, a_film_is_foreseen_and_a_cut_in_it_does_no_harm) {
  const body::Model model = model_for();
  Solver warm(model);
  int steps = 0;
  for (int i = 0; i < 80; ++i) {
    // 30 pictures a second of bending, and a cut to another posture after the 60th.
    const double t = i / 30.0 + (i > 60 ? 3 : 0);
    body::Posture posture;
    posture[body::Coordinate::lumbar_flexion] = 0.2 + 0.2 * std::sin(0.7 * t);
    posture[body::Coordinate::thoracic_flexion] = 0.1 + 0.1 * std::sin(1.1 * t);
    const LoadFrame frame = warm.solve(posture, {});
    ASSERT_EQ(frame.status, SolveStatus::solved);
    if (i >= 10 && i < 60) steps += frame.iterations;
    if (i % 20 != 0 && i != 61) continue;
    const LoadFrame afresh = Solver(model).solve(posture, {});
    // Both end at residuals of 1e-10 of the largest moment.
    EXPECT_LT((frame.force - afresh.force).lpNorm<Eigen::Infinity>(), 1e-5) << i;
  }
  // Two a picture when every one starts where the last ended.
  EXPECT_LT(steps, 1.5 * 50);
}

TEST(Solver, a_frame_used_again_holds_what_a_new_one_holds) {
  const body::Model model = model_for();
  std::mt19937 random(4);
  Solver solver(model);
  LoadFrame used;
  solver.solve(random_posture(random), {10, 5, {}}, used);
  solver.forget();
  solver.solve({}, {}, used);
  const LoadFrame fresh = Solver(model).solve({}, {});
  EXPECT_EQ(used.compression, fresh.compression);
  EXPECT_EQ(used.activation, fresh.activation);
}

TEST(Solver, a_mirrored_posture_gives_the_mirrored_load) {
  const body::Model model = model_for();
  PostureRequest request;
  request.trunk.inclination = degrees(15);
  request.trunk.lateral_bend = degrees(12);
  request.trunk.axial_rotation = degrees(-20);
  request.left_arm.flexion = degrees(60);
  request.right_arm.abduction = degrees(25);
  request.burden.left_hand = 3;
  PostureRequest mirror = request;
  mirror.trunk.lateral_bend = -request.trunk.lateral_bend;
  mirror.trunk.axial_rotation = -request.trunk.axial_rotation;
  std::swap(mirror.left_arm, mirror.right_arm);
  std::swap(mirror.burden.left_hand, mirror.burden.right_hand);
  const LoadFrame one = weigh(model, request);
  const LoadFrame other = weigh(model, mirror);
  ASSERT_EQ(one.status, SolveStatus::solved);
  ASSERT_EQ(other.status, SolveStatus::solved);
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    EXPECT_NEAR(one.compression[level], other.compression[level], 1e-6);
    EXPECT_NEAR(one.shear_ap[level], other.shear_ap[level], 1e-6);
    EXPECT_NEAR(one.shear_ml[level], -other.shear_ml[level], 1e-6);
    EXPECT_NEAR(one.moment[level].x(), -other.moment[level].x(), 1e-9);
    EXPECT_NEAR(one.moment[level].z(), other.moment[level].z(), 1e-9);
  }
}

TEST(Solver, forces_balance_at_every_level) {
  // The compression and shear of a level, put back into the world, carry all that is above.
  const body::Model model = model_for();
  PostureRequest request;
  request.trunk.inclination = degrees(30);
  const LoadFrame frame = weigh(model, request);
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    const double by_groups = frame.group_compression.row(static_cast<Eigen::Index>(level)).sum();
    EXPECT_LT(by_groups, frame.compression[level]);
    EXPECT_GT(frame.compression[level], 0);
  }
}

TEST(Solver, a_hundred_kilograms_in_each_hand_cannot_be_held_and_the_residual_says_so) {
  const body::Model model = model_for();
  PostureRequest request;
  request.burden.left_hand = request.burden.right_hand = 100;
  const LoadFrame frame = weigh(model, request);
  EXPECT_EQ(frame.status, SolveStatus::cannot_be_held);
  EXPECT_GT(frame.residual.lpNorm<Eigen::Infinity>(), 1);
}

TEST(Solver, a_force_from_outside_acts_where_and_as_it_points) {
  const body::Model model = model_for();
  Solver solver(model);
  const LoadFrame free = solver.solve({}, {});
  const LoadFrame pressed = solver.solve({}, {0, 0, {{"T4", {0, 0, 0}, {0, -100, 0}}}});
  EXPECT_NEAR(at(pressed.compression, Level::T1T2), at(free.compression, Level::T1T2), 50);
  EXPECT_GT(at(pressed.compression, Level::T8T9), at(free.compression, Level::T8T9) + 50);
  EXPECT_GT(at(pressed.compression, Level::L4L5), at(free.compression, Level::L4L5) + 50);
}

TEST(Solver, a_burden_has_to_make_sense) {
  const body::Model model = model_for();
  EXPECT_TRUE(check_burden(model, {5, 5, {{"T4", {0, 0, 0}, {0, -1, 0}}}}).has_value());
  const auto unknown = check_burden(model, {0, 0, {{"tail", {0, 0, 0}, {0, -1, 0}}}});
  ASSERT_FALSE(unknown.has_value());
  EXPECT_NE(unknown.error().sentence.find("'tail'"), std::string::npos);
  EXPECT_EQ(unknown.error().place, "forces[0]");
  EXPECT_FALSE(check_burden(model, {-1, 0, {}}).has_value());
  EXPECT_FALSE(check_burden(model, {0, std::nan(""), {}}).has_value());
  EXPECT_FALSE(check_burden(model, {0, 0, {{"T4", {0, 0, 0}, {0, std::nan(""), 0}}}}).has_value());
}

TEST(Solver, muscles_and_gravity_are_in_balance_in_random_postures) {
  const body::Model model = model_for();
  std::mt19937 random(8);
  Solver solver(model);
  for (int run = 0; run < 20; ++run) {
    const LoadFrame frame = solver.solve(random_posture(random, 0.3), {});
    ASSERT_EQ(frame.status, SolveStatus::solved);
    EXPECT_LT(frame.residual.lpNorm<Eigen::Infinity>(), 1e-8);
    EXPECT_GE(frame.activation.minCoeff(), 0);
    EXPECT_LE(frame.activation.maxCoeff(), 1);
  }
}

}  // namespace
}  // namespace dorsal::load
