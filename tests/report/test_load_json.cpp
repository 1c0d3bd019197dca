#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "dorsal/body/scaling.hpp"
#include "dorsal/load/solver.hpp"
#include "dorsal/load/uncertainty.hpp"
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

TEST(LoadJson, contacts_are_told_by_what_carries_and_on_which_body) {
  const auto model = body::model_of(body::Person{});
  ASSERT_TRUE(model);
  load::PostureRequest request;
  request.support = load::Support::lying_supine;
  const auto held = load::posture_from_request(*model, request);
  ASSERT_TRUE(held);
  const load::LoadFrame frame = load::Solver(*model).solve(held->posture, held->burden);
  const json answer = json::parse(load_json(*model, frame, held->burden).dump());
  const auto fit = schema::check(answer, schema::Document::load_result, "output");
  ASSERT_TRUE(fit) << to_string(fit.error());
  ASSERT_EQ(answer["contacts"].size(), 2U);
  EXPECT_EQ(answer["contacts"][0]["at"], "bed");
  EXPECT_EQ(answer["contacts"][1]["at"], "pillow");
  double sum = 0;
  for (const json& part : answer["contacts"][0]["bodies"]) sum += part["force_N"][1].get<double>();
  EXPECT_NEAR(answer["contacts"][0]["force_N"][1], sum, 1e-9);
}

TEST(LoadJson, a_band_stands_next_to_every_value_and_widens_the_pressure) {
  const auto model = body::model_of(body::Person{});
  ASSERT_TRUE(model);
  const auto held = load::posture_from_request(*model, {});
  const load::LoadFrame frame = load::Solver(*model).solve(held->posture, held->burden);
  const auto band = load::load_interval(*model, *held, frame, 10, 1);
  ASSERT_TRUE(band);
  const json plain = json::parse(load_json(*model, frame).dump());
  const json wide = json::parse(load_json(*model, frame, held->burden, &*band).dump());
  const auto fit = schema::check(wide, schema::Document::load_result, "output");
  ASSERT_TRUE(fit) << to_string(fit.error());
  EXPECT_EQ(wide["uncertainty"]["draws"], 10);
  EXPECT_FALSE(plain.contains("uncertainty"));
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    const json& one = wide["levels"][level];
    EXPECT_LE(one["compression_interval_N"][0], one["compression_N"]);
    EXPECT_GE(one["compression_interval_N"][1], one["compression_N"]);
    const json& pressure = one["disc_pressure_interval_MPa"];
    if (pressure.is_null()) continue;
    EXPECT_LE(pressure[0], plain["levels"][level]["disc_pressure_interval_MPa"][0]);
    EXPECT_GE(pressure[1], plain["levels"][level]["disc_pressure_interval_MPa"][1]);
  }
}

}  // namespace
}  // namespace dorsal::report
