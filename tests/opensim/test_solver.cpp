#include <gtest/gtest.h>

#include <cmath>

#include "dorsal/opensim/model_file.hpp"
#include "dorsal/opensim/solver.hpp"
#include "small_models.hpp"

namespace dorsal::opensim {
namespace {

Model model_of(const Parts& parts) {
  auto model = read_model(document(parts), "small.osim");
  if (!model) {
    ADD_FAILURE() << to_string(model.error());
    return {};
  }
  return *model;
}

TEST(StaticOptimisation, a_rod_is_held_by_weight_times_lever_over_arm) {
  const Model model = model_of(forearm());
  const std::vector<double> q = {0};
  const Frame frame = Solver(model).solve(q, 0);
  ASSERT_EQ(frame.status, load::SolveStatus::solved);
  // 2 kg at 0.2 m under 10 m/s^2; the flexor pulls straight up, 0.05 m from the pin.
  EXPECT_NEAR(frame.tension[0], 2 * 10 * 0.2 / 0.05, 1e-6);
  EXPECT_NEAR(frame.tension[1], 0, 1e-12);
  EXPECT_NEAR(frame.objective, 0.08 * 0.08, 1e-9);
  // The pin pushes the rod down by what the muscle pulls beyond the weight, and turns nothing.
  EXPECT_NEAR(frame.force[0].y(), -(80 - 20), 1e-6);
  EXPECT_NEAR(frame.moment[0].norm(), 0, 1e-6);
}

TEST(StaticOptimisation, a_least_control_is_kept_and_its_pull_counted) {
  Parts parts = forearm();
  parts.forces = replaced(parts.forces, "<Thelen2003Muscle name=\"extensor\">",
                          "<Thelen2003Muscle name=\"extensor\"><min_control>0.02</min_control>");
  const Model model = model_of(parts);
  const std::vector<double> q = {0};
  const Frame frame = Solver(model).solve(q, 0);
  ASSERT_EQ(frame.status, load::SolveStatus::solved);
  EXPECT_NEAR(frame.activation[1], 0.02, 1e-12);
  EXPECT_NEAR(frame.activation[0], 0.08 + 0.02, 1e-9);
}

TEST(StaticOptimisation, a_reserve_shares_as_its_squared_control_says) {
  Model model = model_of(forearm());
  Actuator reserve;
  reserve.name = "reserve";
  reserve.optimal_force = 10;
  reserve.coordinate = 0;
  model.actuators.push_back(reserve);
  const std::vector<double> q = {0};
  const Frame frame = Solver(model).solve(q, 0);
  // min a^2 + c^2 with 50 a + 10 c = 4: a = 4 * 50 / 2600, c = 4 * 10 / 2600.
  EXPECT_NEAR(frame.activation[0], 200.0 / 2600, 1e-9);
  EXPECT_NEAR(frame.control[0], 40.0 / 2600, 1e-9);
  EXPECT_NEAR(frame.objective, 16.0 / 2600, 1e-9);
}

TEST(StaticOptimisation, a_posture_that_cannot_be_held_keeps_its_residual) {
  Parts parts = forearm();
  parts.bodies = body("rod", "200", "0.2 0 0");
  const Model model = model_of(parts);
  const std::vector<double> q = {0};
  const Frame frame = Solver(model).solve(q, 0);
  EXPECT_EQ(frame.status, load::SolveStatus::cannot_be_held);
  EXPECT_NEAR(frame.residual, 200 * 10 * 0.2 - 1000 * 0.05, 0.01);
  ASSERT_EQ(frame.unbalanced.size(), 1);
  EXPECT_DOUBLE_EQ(frame.unbalanced[0], -frame.residual);  // the rod would sink
}

TEST(Kinematics, moment_arms_are_minus_the_change_of_length_with_each_free_coordinate) {
  const Model model = model_of(chain());
  Solver solver(model);
  ASSERT_EQ(solver.mobility().free.size(), 3U);  // s follows p
  Frame frame;
  int rolled = 0;
  for (const double p : {-0.4, 0.1, 0.6, 1.2}) {
    const std::vector<double> q = {p, 0.3 * p + 0.1, 0, 0.05};
    solver.solve(q, 0, frame);
    const Eigen::MatrixXd arms = solver.moment_arms();
    rolled += solver.paths()[1].lines.size() == 2 ? 0 : 1;
    for (std::size_t f = 0; f < 3; ++f) {
      constexpr double kStep = 1e-6;
      std::vector<double> ahead = q, behind = q;
      ahead[solver.mobility().free[f]] += kStep;
      behind[solver.mobility().free[f]] -= kStep;
      solver.solve(ahead, 0, frame);
      const auto after = solver.paths();
      solver.solve(behind, 0, frame);
      for (std::size_t i = 0; i < 3; ++i) {
        const double slope = (after[i].length - solver.paths()[i].length) / (2 * kStep);
        // Rounding of lengths near 1 over the step.
        EXPECT_NEAR(arms(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(f)), -slope, 1e-8)
            << model.muscles[i].name << " at p = " << p << ", coordinate " << f;
      }
    }
  }
  EXPECT_GT(rolled, 0) << "the cylinder was never touched";
}

TEST(Kinematics, gravity_does_minus_the_change_of_potential_energy) {
  const Model model = model_of(chain());
  Solver solver(model);
  Frame frame;
  const auto energy = [&] {
    double sum = 0;
    for (std::size_t b = 0; b < model.bodies.size(); ++b) {
      const Eigen::Vector3d at = solver.placement().body[b] * model.bodies[b].com;
      sum -= model.bodies[b].mass * model.gravity.dot(at);
    }
    return sum;
  };
  const std::vector<double> q = {0.4, -0.2, 0, 0.05};
  solver.solve(q, 0, frame);
  const Eigen::VectorXd force = solver.passive_force();
  for (std::size_t f = 0; f < 3; ++f) {
    constexpr double kStep = 1e-6;
    std::vector<double> moved = q;
    moved[solver.mobility().free[f]] += kStep;
    solver.solve(moved, 0, frame);
    const double above = energy();
    moved[solver.mobility().free[f]] -= 2 * kStep;
    solver.solve(moved, 0, frame);
    EXPECT_NEAR(force[static_cast<Eigen::Index>(f)], -(above - energy()) / (2 * kStep), 1e-7);
  }
}

TEST(StaticOptimisation, a_point_held_to_the_ground_carries_its_share) {
  // A rod on a pin whose far end is tied to the ground: the tie holds it without any muscle.
  Parts parts = forearm();
  parts.constraints =
      "<PointConstraint name=\"tie\"><socket_body_1>/ground</socket_body_1><socket_body_2>"
      "/bodyset/rod</socket_body_2><location_body_1>0.4 1 0</location_body_1><location_body_2>"
      "0.4 0 0</location_body_2></PointConstraint>";
  const Model model = model_of(parts);
  const std::vector<double> q = {0};
  const Frame frame = Solver(model).solve(q, 0);
  ASSERT_EQ(frame.status, load::SolveStatus::solved);
  EXPECT_NEAR(frame.activation.norm(), 0, 1e-9);
  EXPECT_NEAR(frame.gap, 0, 1e-12);
  EXPECT_NEAR(frame.force[0].y(), 10, 1e-6);  // half the weight
}

}  // namespace
}  // namespace dorsal::opensim
