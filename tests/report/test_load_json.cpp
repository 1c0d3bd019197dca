#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "dorsal/body/scaling.hpp"
#include "dorsal/load/solver.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/schema/document.hpp"

namespace dorsal::report {
namespace {

using nlohmann::json;

TEST(LoadTask, every_field_arrives_in_its_place_and_unit) {
  const auto task = load_task_from_json(json::parse(R"({
    "person": {"sex": "female", "age_years": 60, "height_m": 1.62, "mass_kg": 61, "kyphosis_deg": 55},
    "support": "sitting_backrest", "backrest": {"recline_deg": 30, "height_m": 0.4},
    "trunk": {"flexion_deg": 90}, "pelvis": {"tilt_deg": 45}, "thoracic": {"flexion_deg": 9},
    "head": {"flexion_deg": 18, "forward_m": 0.03},
    "left_arm": {"flexion_deg": 90}, "right_support": "desk",
    "hands": {"left_mass_kg": 1, "right_mass_kg": 2},
    "forces": [{"body": "T4", "at_m": [1, 2, 3], "force_N": [4, 5, 6]}]})"),
                                        "input");
  ASSERT_TRUE(task) << to_string(task.error());
  EXPECT_EQ(task->person.sex, body::Sex::female);
  EXPECT_DOUBLE_EQ(task->person.age, 60);
  EXPECT_DOUBLE_EQ(in_metres(task->person.height), 1.62);
  EXPECT_DOUBLE_EQ(in_degrees(*task->person.kyphosis), 55);
  EXPECT_EQ(task->request.support, load::Support::sitting_backrest);
  EXPECT_DOUBLE_EQ(in_degrees(task->request.backrest.recline), 30);
  EXPECT_DOUBLE_EQ(in_degrees(task->request.trunk.inclination), 90);
  EXPECT_DOUBLE_EQ(in_degrees(*task->request.pelvis_tilt), 45);
  EXPECT_DOUBLE_EQ(in_degrees(task->request.thoracic_flexion), 9);
  EXPECT_DOUBLE_EQ(in_metres(task->request.head.forward), 0.03);
  EXPECT_DOUBLE_EQ(in_degrees(*task->request.left_arm.flexion), 90);
  EXPECT_FALSE(task->request.right_arm.flexion);
  EXPECT_EQ(task->request.right_arm.support, load::ForearmSupport::desk);
  EXPECT_EQ(task->request.left_arm.support, load::ForearmSupport::none);
  EXPECT_DOUBLE_EQ(task->request.burden.right_hand, 2);
  ASSERT_EQ(task->request.burden.forces.size(), 1U);
  EXPECT_EQ(task->request.burden.forces[0].force, Eigen::Vector3d(4, 5, 6));
}

TEST(LoadTask, null_leaves_the_choice_to_dorsal) {
  const auto task = load_task_from_json(
      json::parse(R"({"person": {"kyphosis_deg": null}, "pelvis": {"tilt_deg": null}})"), "input");
  ASSERT_TRUE(task);
  EXPECT_FALSE(task->person.kyphosis);
  EXPECT_FALSE(task->request.pelvis_tilt);
}

TEST(LoadJson, the_shares_of_the_muscle_groups_are_parts_of_a_whole) {
  const auto model = body::model_of(body::Person{});
  ASSERT_TRUE(model);
  const load::LoadFrame frame = load::Solver(*model).solve(body::Posture{}, {});
  const json answer = json::parse(load_json(*model, frame).dump());
  const auto fit = schema::check(answer, schema::Document::load_result, "output");
  ASSERT_TRUE(fit) << to_string(fit.error());
  for (const json& level : answer["levels"]) {
    double sum = 0;
    for (const json& share : level["group_share"]) sum += share.get<double>();
    EXPECT_GT(sum, 0.0) << level["level"];
    EXPECT_LT(sum, 1.5) << level["level"];
  }
}

}  // namespace
}  // namespace dorsal::report
