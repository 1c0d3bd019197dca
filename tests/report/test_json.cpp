#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "dorsal/report/files.hpp"
#include "dorsal/schema/document.hpp"
#include "report/example_assessment.hpp"

namespace dorsal::report {
namespace {

using nlohmann::json;

json document(const ExampleOptions& options = {}) {
  return json::parse(report_json(example_assessment(options)), nullptr, false);
}

std::vector<ExampleOptions> all_kinds() {
  ExampleOptions nobody, desk, photo, brief;
  nobody.person = false;
  desk.hips = false;
  photo.single = true;
  brief.minutes = 0.1;
  return {ExampleOptions{}, nobody, desk, photo, brief};
}

TEST(ReportJson, every_kind_of_recording_gives_a_document_that_fits_the_schema) {
  for (const ExampleOptions& options : all_kinds()) {
    const json report = document(options);
    ASSERT_FALSE(report.is_discarded());
    const auto fit = schema::check(report, schema::Document::report, "report.json");
    EXPECT_TRUE(fit) << to_string(fit.error());
  }
}

TEST(ReportJson, all_measures_of_the_interface_are_there_even_without_a_value) {
  for (const ExampleOptions& options : all_kinds()) {
    const json posture = document(options)["posture"];
    for (const char* measure :
         {"trunk_inclination_deg", "trunk_lateral_bend_deg", "trunk_twist_deg",
          "thoracic_flexion_deg", "neck_flexion_deg", "head_inclination_deg", "head_forward_m",
          "left_upper_arm_elevation_deg", "right_upper_arm_elevation_deg", "left_elbow_flexion_deg",
          "right_elbow_flexion_deg", "shoulder_protraction_deg", "shoulder_asymmetry_deg"}) {
      EXPECT_TRUE(posture.contains(measure)) << measure;
    }
  }
}

TEST(ReportJson, what_was_never_seen_is_null_and_named_with_its_reason) {
  ExampleOptions desk;
  desk.hips = false;
  const json report = document(desk);
  EXPECT_TRUE(report["posture"]["trunk_inclination_deg"]["median"].is_null());
  bool named = false;
  for (const json& item : report["not_measurable"]) {
    if (item["measure"] == "trunk_inclination_deg") named = item["why"] == "hips_hidden";
  }
  EXPECT_TRUE(named);
}

TEST(ReportJson, all_seventeen_levels_are_listed) {
  EXPECT_EQ(document()["load"]["levels"].size(), body::kLevels);
  EXPECT_EQ(document()["load"]["levels"][0]["level"], "T1/T2");
}

TEST(ReportJson, equal_assessments_give_equal_bytes) {
  EXPECT_EQ(report_json(example_assessment()), report_json(example_assessment()));
}

TEST(ExposureCsv, every_row_has_as_many_cells_as_the_header_and_units_stand_in_the_names) {
  const std::string text = exposure_csv(example_assessment());
  std::istringstream lines(text);
  std::string header;
  std::getline(lines, header);
  EXPECT_NE(header.find("_s"), std::string::npos);
  // Commas inside quotes do not separate.
  const auto cells = [](const std::string& line) {
    bool quoted = false;
    std::size_t count = 1;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      if (c == ',' && !quoted) ++count;
    }
    return count;
  };
  std::size_t rows = 0;
  for (std::string line; std::getline(lines, line); ++rows) EXPECT_EQ(cells(line), cells(header));
  EXPECT_GT(rows, 10U);
}

}  // namespace
}  // namespace dorsal::report
