#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "dorsal/body/kinematics.hpp"
#include "dorsal/load/posture_request.hpp"
#include "load/bodies.hpp"

namespace dorsal::load {
namespace {

using body::Coordinate;

double inclination(const body::Model& model, const body::Posture& posture) {
  const body::Placement placement = body::place(model, posture);
  const Eigen::Vector3d line =
      body::position(placement, model.c7) - body::position(placement, model.hip_centre);
  return std::atan2(line.x(), line.y());
}

body::Posture posture_of(const body::Model& model, const PostureRequest& request) {
  const auto held = posture_from_request(model, request);
  EXPECT_TRUE(held.has_value()) << to_string(held.error());
  return held ? held->posture : body::Posture{};
}

Error error_of(const body::Model& model, const PostureRequest& request) {
  const auto held = posture_from_request(model, request);
  EXPECT_FALSE(held.has_value());
  return held ? Error{} : held.error();
}

TEST(PostureRequest, the_line_from_hips_to_c7_has_the_inclination_asked_for) {
  const body::Model model = model_for();
  const double neutral = inclination(model, {});
  for (const double wanted : {-20.0, 0.0, 15.0, 45.0, 90.0, 110.0}) {
    for (const Support support : {Support::standing, Support::sitting_unsupported}) {
      for (const double slouch : {0.0, 25.0}) {
        PostureRequest request;
        request.support = support;
        request.trunk.inclination = degrees(wanted);
        request.thoracic_flexion = degrees(slouch);
        request.trunk.lateral_bend = degrees(10);
        const double got = inclination(model, posture_of(model, request)) - neutral;
        EXPECT_NEAR(got / kRadiansPerDegree, wanted, 1e-6);
      }
    }
  }
}

TEST(PostureRequest, upright_standing_is_the_neutral_posture_with_hanging_arms) {
  const body::Model model = model_for();
  const body::Posture posture = posture_of(model, {});
  for (const Coordinate c : {Coordinate::pelvis_tilt, Coordinate::lumbar_flexion,
                             Coordinate::thoracic_flexion, Coordinate::neck_flexion}) {
    EXPECT_NEAR(posture[c], 0, 1e-9);
  }
  EXPECT_NEAR(posture[Coordinate::left_shoulder_flexion] / kRadiansPerDegree, 0, 5);
}

TEST(PostureRequest, the_lumbar_spine_bends_more_than_the_hips_at_first_and_less_later) {
  const body::Model model = model_for();
  const auto parts = [&](double wanted) {
    PostureRequest request;
    request.trunk.inclination = degrees(wanted);
    const body::Posture posture = posture_of(model, request);
    return posture[Coordinate::lumbar_flexion] / posture[Coordinate::pelvis_tilt];
  };
  EXPECT_NEAR(parts(10), 1.9, 1e-6);
  EXPECT_LT(parts(45), 1.9);
  EXPECT_LT(parts(100), 1.0);
}

TEST(PostureRequest, a_pelvis_that_is_given_is_kept) {
  const body::Model model = model_for();
  PostureRequest request;
  request.trunk.inclination = degrees(20);
  request.pelvis_tilt = degrees(15);
  const body::Posture posture = posture_of(model, request);
  EXPECT_NEAR(posture[Coordinate::pelvis_tilt], 15 * kRadiansPerDegree, 1e-12);
  EXPECT_NEAR(inclination(model, posture) - inclination(model, {}), 20 * kRadiansPerDegree, 1e-9);
}

TEST(PostureRequest, sitting_tilts_the_pelvis_back_and_flattens_the_back) {
  const body::Model model = model_for();
  PostureRequest request;
  request.support = Support::sitting_unsupported;
  const body::Posture posture = posture_of(model, request);
  // Radiographs: the sacrum tilts back by 18.7 degrees (Endo 2012, 50 people), 15.0 (Moon 2018,
  // 16).
  EXPECT_NEAR(posture[Coordinate::pelvis_tilt] / kRadiansPerDegree, -17, 4);
  // Endo 2012, Moon 2018, Claus 2016 and Cho 2015, by their numbers of people.
  EXPECT_NEAR(posture[Coordinate::lumbar_flexion] / kRadiansPerDegree,
              (50 * 16.6 + 16 * 19.2 + 50 * 24.0 + 30 * 46.5) / 146, 1e-9);
}

TEST(PostureRequest, a_hanging_arm_makes_no_moment_at_the_shoulder) {
  const body::Model model = model_for();
  PostureRequest request;
  request.trunk.inclination = degrees(50);
  request.left_arm.elbow_flexion = degrees(40);
  request.burden.left_hand = 4;
  const auto held = posture_from_request(model, request);
  ASSERT_TRUE(held.has_value());
  Solver solver(model);
  const LoadFrame frame = solver.solve(held->posture, held->burden);
  for (std::size_t b = 0; b < model.blocks.size(); ++b) {
    if (model.joints[model.blocks[b].joint].kind != body::JointKind::shoulder) continue;
    const auto& placement = solver.placement();
    const Eigen::Vector3d moment =
        placement.joint[model.blocks[b].joint].R *
        solver.net_moments().segment<3>(static_cast<Eigen::Index>(3 * b));
    EXPECT_NEAR(moment.z(), 0, 1e-9);  // the thorax is bent forward only
  }
}

TEST(PostureRequest, a_head_pushed_forward_keeps_its_gaze) {
  const body::Model model = model_for();
  PostureRequest request;
  request.head.forward = metres(0.05);
  const body::Posture posture = posture_of(model, request);
  EXPECT_NEAR(posture[Coordinate::neck_flexion] + posture[Coordinate::head_flexion], 0, 1e-12);
  EXPECT_NEAR(std::sin(posture[Coordinate::neck_flexion]) * model.head.pivot.norm(), 0.05, 1e-12);
}

TEST(PostureRequest, what_no_body_does_is_an_error_that_names_the_field) {
  const body::Model model = model_for();
  PostureRequest request;
  request.trunk.inclination = degrees(300);
  EXPECT_EQ(error_of(model, request).place, "trunk.inclination_deg");
  request = {};
  request.left_arm.elbow_flexion = degrees(-30);
  EXPECT_EQ(error_of(model, request).place, "left_arm.elbow_flexion_deg");
  request = {};
  request.head.forward = metres(5);
  EXPECT_EQ(error_of(model, request).place, "head.forward_m");
  request = {};
  request.thoracic_flexion = degrees(std::nan(""));
  EXPECT_EQ(error_of(model, request).code, ErrorCode::not_finite);
  request = {};
  request.burden.right_hand = -2;
  EXPECT_EQ(error_of(model, request).place, "hands");
}

TEST(PostureRequest, a_backrest_leans_the_trunk_back_and_the_gaze_stays_level) {
  const body::Model model = model_for();
  PostureRequest request;
  request.support = Support::sitting_backrest;
  request.backrest.recline = degrees(20);
  const body::Posture posture = posture_of(model, request);
  EXPECT_NEAR((inclination(model, posture) - inclination(model, {})) / kRadiansPerDegree, -20,
              1e-6);
  const body::Placement placement = body::place(model, posture);
  const Eigen::Vector3d up =
      placement.body[model.thorax].R * model.thorax_upright * Eigen::Vector3d::UnitY();
  EXPECT_NEAR(posture[Coordinate::neck_flexion] + posture[Coordinate::head_flexion],
              std::atan2(-up.x(), up.y()), 1e-9);
  request.head.flexion = degrees(0);
  EXPECT_NEAR(posture_of(model, request)[Coordinate::neck_flexion], 0, 1e-12);
}

TEST(PostureRequest, who_lies_looks_up_down_or_aside) {
  const body::Model model = model_for();
  const auto facing = [&](Support support) {
    PostureRequest request;
    request.support = support;
    const body::Placement placement = body::place(model, posture_of(model, request));
    return Eigen::Vector3d(placement.body[model.thorax].R * model.thorax_upright *
                           Eigen::Vector3d::UnitX());
  };
  EXPECT_GT(facing(Support::lying_supine).y(), 0.99);
  EXPECT_LT(facing(Support::lying_prone).y(), -0.99);
  EXPECT_NEAR(facing(Support::lying_side).y(), 0, 1e-9);
}

TEST(PostureRequest, a_forearm_that_rests_lies_level_wherever_the_trunk_leans) {
  const body::Model model = model_for();
  for (const double lean : {-10.0, 0.0, 20.0, 45.0}) {
    for (const ForearmSupport support :
         {ForearmSupport::desk, ForearmSupport::armrest, ForearmSupport::thigh}) {
      PostureRequest request;
      request.support = Support::sitting_unsupported;
      request.trunk.inclination = degrees(lean);
      request.left_arm.support = support;
      const auto held = posture_from_request(model, request);
      ASSERT_TRUE(held.has_value()) << lean << " " << to_string(held.error());
      const body::Placement placement = body::place(model, held->posture);
      const auto elbow = std::find_if(model.joints.begin(), model.joints.end(), [](const auto& j) {
        return j.kind == body::JointKind::elbow && j.side == body::Side::left;
      });
      const Eigen::Vector3d from =
          placement.joint[static_cast<std::size_t>(elbow - model.joints.begin())].p;
      const Eigen::Vector3d to = body::centre_of_mass(model, placement, model.left_hand);
      EXPECT_NEAR(to.y(), from.y(), 1e-6);
      EXPECT_GT(to.x(), from.x());
    }
  }
}

TEST(PostureRequest, a_forearm_that_stands_upright_rests_on_nothing) {
  const body::Model model = model_for();
  PostureRequest request;
  request.right_arm.support = ForearmSupport::desk;
  request.right_arm.flexion = degrees(90);
  request.right_arm.elbow_flexion = degrees(90);
  EXPECT_EQ(error_of(model, request).place, "right_arm");
  request = {};
  request.support = Support::lying_supine;
  request.right_arm.support = ForearmSupport::desk;
  EXPECT_EQ(error_of(model, request).code, ErrorCode::unsupported);
  EXPECT_EQ(error_of(model, request).place, "right_support");
}

TEST(PostureRequest, a_backrest_that_no_chair_has_is_an_error) {
  const body::Model model = model_for();
  PostureRequest request;
  request.support = Support::sitting_backrest;
  request.backrest.recline = degrees(120);
  EXPECT_EQ(error_of(model, request).place, "backrest.recline_deg");
  request.backrest = {};
  request.backrest.height = metres(50);
  EXPECT_EQ(error_of(model, request).place, "backrest.height_m");
  request.backrest.height = metres(std::nan(""));
  EXPECT_EQ(error_of(model, request).code, ErrorCode::not_finite);
}

}  // namespace
}  // namespace dorsal::load
