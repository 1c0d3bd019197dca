#include <gtest/gtest.h>

#include <numbers>
#include <type_traits>

#include "dorsal/base/frames.hpp"

namespace dorsal {
namespace {

template <class Left, class Right>
concept Composable = requires(Left left, Right right) {
  left* right;
};

static_assert(Composable<Pose<World, Pelvis>, Pose<Pelvis, Thorax>>);
static_assert(!Composable<Pose<World, Pelvis>, Pose<Thorax, Head>>);

TEST(Frames, letters_cancel_in_a_product) {
  Eigen::Isometry3d quarter_turn(Eigen::AngleAxisd(std::numbers::pi / 2, Eigen::Vector3d::UnitZ()));
  Eigen::Isometry3d one_up(Eigen::Translation3d(0, 1, 0));
  const Pose<World, Pelvis> X_WP(quarter_turn);
  const Pose<Pelvis, Thorax> X_PT(one_up);
  const Pose<World, Thorax> X_WT = X_WP * X_PT;
  EXPECT_TRUE(X_WT.origin().isApprox(Eigen::Vector3d(-1, 0, 0), 1e-12));
}

TEST(Frames, a_pose_times_its_inverse_is_the_identity) {
  Eigen::Isometry3d X =
      Eigen::Translation3d(1, 2, 3) * Eigen::AngleAxisd(0.3, Eigen::Vector3d::UnitX());
  const Pose<World, Head> X_WH(X);
  EXPECT_TRUE((X_WH * X_WH.inverse()).isometry().isApprox(Eigen::Isometry3d::Identity(), 1e-12));
}

}  // namespace
}  // namespace dorsal
