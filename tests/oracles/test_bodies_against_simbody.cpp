// Where points are, what gravity does about each joint and the moment arm of every fascicle must
// agree with Simbody on the same tree.
#include <gtest/gtest.h>

#ifndef DORSAL_WITH_SIMBODY

TEST(Bodies, agree_with_simbody) { GTEST_SKIP() << "libsimbody-dev is not installed"; }

#else

#include <random>

#include "dorsal/load/solver.hpp"
#include "load/bodies.hpp"
#include "oracles/simbody_body.hpp"

namespace dorsal::oracles {
namespace {

constexpr double kGravity = 9.80665;  // [m/s^2]
constexpr int kPostures = 8;

class Bodies : public testing::Test {
 protected:
  void stand(std::mt19937& random) {
    solver_.solve(load::random_posture(random, 0.5), {}, frame_);
    const body::Placement& placed = solver_.placement();
    simbody_.place(simbody_.coordinates(tree_pose(placed.body[0]), placed.turn));
  }

  body::Model model_ = load::model_for();
  load::Solver solver_{model_};
  SimbodyTree simbody_ = simbody_tree(model_);
  std::vector<TreePoint> points_ = tree_points(model_);
  load::LoadFrame frame_;
};

// Bounds are rounding: 64 bodies in a chain of 25, sizes of 1 m, 0.1 m and 100 N m.

TEST_F(Bodies, stand_where_simbody_has_them) {
  std::mt19937 random(1);
  for (int run = 0; run < kPostures; ++run) {
    stand(random);
    for (std::size_t i = 0; i < model_.bodies.size(); ++i) {
      const Eigen::Vector3d at(0.1, -0.2, 0.3);
      EXPECT_LT((simbody_.place_of({i, at}) - solver_.placement().body[i] * at).norm(), 1e-12);
    }
  }
}

TEST_F(Bodies, have_the_moments_of_gravity_that_simbody_finds) {
  std::mt19937 random(2);
  Eigen::VectorXd moments;
  for (int run = 0; run < kPostures; ++run) {
    stand(random);
    simbody_.clear_forces();
    for (std::size_t i = 0; i < model_.bodies.size(); ++i) {
      // The head's mass centre is dorsal's own rule, see body::place.
      const Eigen::Vector3d com = body::centre_of_mass(model_, solver_.placement(), i);
      const Eigen::Vector3d at = solver_.placement().body[i].inverse() * com;
      simbody_.add_force({i, at}, {0, -kGravity * model_.bodies[i].mass, 0});
    }
    simbody_.take_moments(moments);
    EXPECT_GT(moments.norm(), 10);
    EXPECT_LT((moments - solver_.net_moments()).lpNorm<Eigen::Infinity>(), 1e-10);
  }
}

TEST_F(Bodies, give_every_fascicle_the_moment_arm_that_simbody_finds) {
  std::mt19937 random(3);
  Eigen::VectorXd moments;
  for (int run = 0; run < kPostures; ++run) {
    stand(random);
    for (const body::Fascicle& fascicle : model_.fascicles) {
      simbody_.clear_forces();
      simbody_.pull(points_.data() + fascicle.first_point, fascicle.points);
      simbody_.take_moments(moments);
      for (std::size_t a = fascicle.first_arm; a < fascicle.first_arm + fascicle.arms; ++a) {
        auto block = moments.segment<3>(static_cast<Eigen::Index>(3 * model_.arm_block[a]));
        ASSERT_LT((block - solver_.muscles().arm[a]).norm(), 1e-12) << fascicle.name;
        block.setZero();
      }
      ASSERT_LT(moments.norm(), 1e-12) << fascicle.name << " turns a joint it should not";
    }
  }
}

}  // namespace
}  // namespace dorsal::oracles

#endif
