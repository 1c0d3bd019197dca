#include <gtest/gtest.h>

#include "dorsal/schema/document.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

TEST(LoadCommand, the_neutral_posture_answers_as_the_schema_says) {
  const Outcome run = run_dorsal("load --posture - --json", "{}");
  EXPECT_EQ(run.code, 0) << run.err;
  const auto fit = schema::check(run.json(), schema::Document::load_result, "output");
  EXPECT_TRUE(fit) << to_string(fit.error());
  EXPECT_EQ(run.json()["status"], "solved");
}

TEST(LoadCommand, every_field_of_the_interface_is_understood) {
  const Outcome run = run_dorsal("load --posture - --json", R"({
    "person": {"sex": "female", "age_years": 60, "height_m": 1.62, "mass_kg": 61, "kyphosis_deg": null, "conditioning": 0.9},
    "support": "standing", "trunk": {"inclination_deg": 30, "lateral_bend_deg": 5, "axial_rotation_deg": -5},
    "pelvis": {"tilt_deg": null}, "thoracic": {"flexion_deg": 5}, "head": {"flexion_deg": 10, "forward_m": 0.02},
    "left_arm": {"flexion_deg": null, "abduction_deg": 10, "elbow_flexion_deg": 20},
    "right_arm": {"flexion_deg": 45, "abduction_deg": 0, "elbow_flexion_deg": 90},
    "left_support": "none", "right_support": "none", "hands": {"left_mass_kg": 0, "right_mass_kg": 2},
    "forces": [{"body": "T4", "at_m": [-0.12, 0, 0], "force_N": [0, -50, 0]}]})");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.json()["levels"].size(), 17U);
}

TEST(LoadCommand, equal_input_gives_equal_bytes) {
  const std::string posture = R"({"trunk": {"inclination_deg": 30}})";
  EXPECT_EQ(run_dorsal("load --json", posture).out, run_dorsal("load --json", posture).out);
}

TEST(LoadCommand, lines_of_postures_give_lines_of_loads_and_a_bad_one_an_error_in_its_place) {
  const TestFolder folder;
  const std::string path =
      folder.file("postures.jsonl", "{}\n{\"person\": {\"height_m\": 174}}\n{}\n");
  const Outcome run = run_dorsal("load --posture " + path);
  EXPECT_EQ(run.code, 1);
  std::istringstream lines(run.out);
  std::vector<nlohmann::json> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0]["status"], "solved");
  EXPECT_EQ(rows[1]["error"]["code"], "out_of_range");
  EXPECT_EQ(rows[0], rows[2]);
  EXPECT_NE(run.err.find("row 2"), std::string::npos);
}

TEST(LoadCommand, a_load_that_no_muscle_can_hold_says_so_with_exit_0) {
  const Outcome run = run_dorsal("load --json", R"({"trunk": {"inclination_deg": 80},
    "hands": {"left_mass_kg": 150, "right_mass_kg": 150}})");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.json()["status"], "cannot_be_held");
  EXPECT_GT(run.json()["residual_Nm"], 1.0);
}

TEST(LoadCommand, shows_no_loads_of_a_posture_that_cannot_be_held) {
  const TestFolder folder;
  const std::string held = folder.file("held.json", R"({"trunk": {"inclination_deg": 20}})");
  const Outcome table = run_dorsal("load --posture " + held);
  EXPECT_NE(table.out.find("L5/S1"), std::string::npos);
  EXPECT_EQ(table.out.find(" -0"), std::string::npos) << table.out;
  const std::string heavy = folder.file(
      "heavy.json",
      R"({"trunk": {"inclination_deg": 60}, "hands": {"left_mass_kg": 60, "right_mass_kg": 60}})");
  const Outcome run = run_dorsal("load --posture " + heavy);
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_NE(run.out.find("cannot be held"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("N m"), std::string::npos) << run.out;
  EXPECT_EQ(run.out.find("L5/S1"), std::string::npos) << run.out;
}

TEST(LoadCommand, every_posture_of_the_examples_is_solved) {
  const std::string examples = std::string(DORSAL_SOURCE_DIR) + "/examples/postures/all.jsonl";
  const Outcome run = run_dorsal("load --posture " + examples);
  EXPECT_EQ(run.code, 0) << run.err;
  std::istringstream lines(run.out);
  int rows = 0;
  for (std::string line; std::getline(lines, line); ++rows) {
    const auto answer = nlohmann::json::parse(line);
    const auto fit = schema::check(answer, schema::Document::load_result, "output");
    EXPECT_TRUE(fit) << to_string(fit.error());
    EXPECT_EQ(answer["status"], "solved") << rows;
  }
  EXPECT_EQ(rows, 17);
}

TEST(LoadCommand, a_backrest_is_named_among_the_contacts_with_its_force) {
  const Outcome run = run_dorsal("load --json", R"({"support": "sitting_backrest",
    "backrest": {"recline_deg": 20, "height_m": 0.5}, "head": {"flexion_deg": 0}})");
  EXPECT_EQ(run.code, 0) << run.err;
  const auto contacts = run.json()["contacts"];
  ASSERT_EQ(contacts.size(), 1U);
  EXPECT_EQ(contacts[0]["at"], "backrest");
  EXPECT_GT(contacts[0]["force_N"][0], 50);
}

TEST(LoadCommand, an_uncertainty_run_is_the_same_every_time_and_prints_its_seed) {
  const Outcome run = run_dorsal("load --json --uncertainty 6", "{}");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_TRUE(run.json()["uncertainty"].contains("seed"));
  EXPECT_EQ(run.json()["levels"][0]["compression_interval_N"].size(), 2U);
  EXPECT_EQ(run_dorsal("load --json --uncertainty 6", "{}").out, run.out);
  EXPECT_EQ(run_dorsal("load --uncertainty -1", "{}").code, 2);
}

struct BadInput {
  std::string text;
  std::string word;  // that the sentence must hold
};

TEST(LoadCommand, bad_input_gets_one_sentence_and_exit_1) {
  const std::vector<BadInput> cases = {
      {"", "not valid JSON"},
      {"nonsense", "not valid JSON"},
      {R"({"trunk": {"tilt": 3}})", "no field \"tilt\""},
      {R"({"trunk": {"inclination_deg": 3, "flexion_deg": 3}})", "two names of one thing"},
      {R"({"forces": [{"body": "T13", "force_N": [0, 0, 0]}]})", "T13"},
      {R"({"person": {"mass_kg": 1e9}})", "kilograms"},
      {R"({"trunk": {"inclination_deg": NaN}})", "not valid JSON"},
      {R"({"trunk": {"inclination_deg": 1e999}})", "too large"},
      {R"({"person": {"height_m": 174}})", "metres"},
      {R"({"support": "floating"})", "support"},
      {R"({"backrest": {"recline_deg": 100}})", "recline_deg"},
      {R"({"backrest": {"height_m": 50}})", "height_m"},
      {R"({"left_support": "pillow"})", "left_support"},
      {R"({"support": "lying_side", "left_support": "desk"})", "left_support"},
      {R"({"right_support": "desk", "right_arm": {"flexion_deg": 90, "elbow_flexion_deg": 90}})",
       "right_arm"},
      {R"({"hands": {"left_mass_kg": -1}})", "left_mass_kg"},
      {R"({"forces": [{"body": "T4"}]})", "force_N"},
      {R"({"forces": [{"body": "T4", "force_N": [0, 1]}]})", "force_N"},
  };
  for (const BadInput& bad : cases) {
    const Outcome run = run_dorsal("load --json", bad.text);
    EXPECT_EQ(run.code, 1) << bad.text;
    EXPECT_TRUE(run.out.empty()) << run.out;
    EXPECT_NE(run.err.find(bad.word), std::string::npos) << run.err;
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  }
}

TEST(LoadCommand, the_exponent_of_sharing_can_be_chosen) {
  const nlohmann::json two = run_dorsal("load --json", "{}").json();
  EXPECT_EQ(run_dorsal("load --json --exponent 2", "{}").json(), two);
  const Outcome three = run_dorsal("load --json --exponent 3", "{}");
  EXPECT_EQ(three.code, 0) << three.err;
  EXPECT_EQ(three.json()["status"], "solved");
  EXPECT_NE(three.json()["levels"], two["levels"]);
  EXPECT_EQ(run_dorsal("load --json --exponent 4", "{}").code, 2);
}

TEST(LoadCommand, wrong_usage_is_exit_2) {
  EXPECT_EQ(run_dorsal("load --posture").code, 2);
  EXPECT_EQ(run_dorsal("load --no-such-option").code, 2);
  EXPECT_EQ(run_dorsal("").code, 2);
  EXPECT_EQ(run_dorsal("lift").code, 2);
  EXPECT_EQ(run_dorsal("--help").code, 0);
  EXPECT_EQ(run_dorsal("--version").code, 0);
}

}  // namespace
}  // namespace dorsal::app_test
