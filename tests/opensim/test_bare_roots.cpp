#include <gtest/gtest.h>

#include <algorithm>

#include "dorsal/opensim/bare_roots.hpp"
#include "dorsal/opensim/model_file.hpp"
#include "dorsal/opensim/solver.hpp"
#include "small_models.hpp"

namespace dorsal::opensim {
namespace {

/// The forearm on a base of 3 kg that slides along the ground's x axis; its muscles begin at the
/// base.
Model on_a_slider(const std::string& muscles_from = "/bodyset/base") {
  Parts parts = forearm();
  parts.bodies = body("base", "3", "0 0 0") + parts.bodies;
  parts.joints = "<SliderJoint name=\"rail\">" + frames("/ground", "0 0 0", "/bodyset/base") +
                 "<coordinates>" + coordinate("slide") + "</coordinates></SliderJoint>" +
                 replaced(parts.joints, "/ground", "/bodyset/base");
  parts.forces = muscle("flexor", "1000",
                        point(muscles_from, "0.05 1.3 0") + point("/bodyset/rod", "0.05 0 0")) +
                 muscle("extensor", "1000",
                        point(muscles_from, "-0.05 1.3 0") + point("/bodyset/rod", "-0.05 0 0"));
  auto model = read_model(document(parts), "small.osim");
  EXPECT_TRUE(model) << to_string(model.error());
  return *model;
}

bool is_locked(const Model& model, const char* name) {
  return model.coordinates[find_coordinate(model, name)].locked;
}

TEST(BareRoots, are_held_by_the_ground_and_named) {
  Model model = on_a_slider();
  const std::size_t before = model.approximations.size();
  hold_bare_roots(model);
  EXPECT_TRUE(is_locked(model, "slide"));
  EXPECT_FALSE(is_locked(model, "bend")) << "what is held is the root alone";
  ASSERT_EQ(model.approximations.size(), before + 1);
  EXPECT_NE(model.approximations.back().find("slide"), std::string::npos);
  const std::vector<double> q(model.coordinates.size(), 0.0);
  const Frame frame = Solver(model).solve(q, 0);
  EXPECT_EQ(frame.status, load::SolveStatus::solved);
  EXPECT_NEAR(frame.force[0].y(), (3 + 2) * 10, 1e-6) << "the root still carries all weight";
}

TEST(BareRoots, are_left_free_where_something_acts_on_them) {
  Model crossed = on_a_slider("/ground");
  hold_bare_roots(crossed);
  EXPECT_FALSE(is_locked(crossed, "slide"));
  Model driven = on_a_slider();
  Actuator reserve;
  reserve.name = "reserve";
  reserve.coordinate = find_coordinate(driven, "slide");
  driven.actuators.push_back(reserve);
  hold_bare_roots(driven);
  EXPECT_FALSE(is_locked(driven, "slide"));
  Model pushed = on_a_slider();
  Actuator push;
  push.name = "push";
  push.kind = ActuatorKind::point;
  push.body = pushed.joints.front().child;
  push.direction = Eigen::Vector3d::UnitX();
  pushed.actuators.push_back(push);
  hold_bare_roots(pushed);
  EXPECT_FALSE(is_locked(pushed, "slide"));
  // As a weight that a hand holds: its joint to the ground must not take it from the hand.
  Model tied = on_a_slider();
  PointConstraint tie;
  tie.body = {0, tied.joints.front().child};
  tied.point_constraints.push_back(tie);
  hold_bare_roots(tied);
  EXPECT_FALSE(is_locked(tied, "slide"));
  Model sprung = on_a_slider();
  Bushing spring;
  spring.body = {0, sprung.joints.front().child};
  sprung.bushings.push_back(spring);
  hold_bare_roots(sprung);
  EXPECT_FALSE(is_locked(sprung, "slide"));
}

TEST(BareRoots, a_model_whose_muscles_reach_the_ground_is_left_as_it_is) {
  auto model = read_model(document(forearm()), "small.osim");
  ASSERT_TRUE(model);
  const std::size_t before = model->approximations.size();
  hold_bare_roots(*model);
  EXPECT_FALSE(is_locked(*model, "bend"));
  EXPECT_EQ(model->approximations.size(), before);
}

}  // namespace
}  // namespace dorsal::opensim
