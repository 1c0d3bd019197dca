#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "dorsal/schema/document.hpp"

namespace dorsal::schema {
namespace {

std::string sentence_about(const char* text, Document document = Document::posture_request) {
  const auto value = parse(text, "input");
  if (!value) return to_string(value.error());
  const auto fit = check(*value, document, "input");
  return fit ? "fits" : to_string(fit.error());
}

TEST(Schema, an_empty_posture_is_the_neutral_one) { EXPECT_EQ(sentence_about("{}"), "fits"); }

TEST(Schema, null_lets_dorsal_choose_where_the_description_says_so) {
  EXPECT_EQ(sentence_about(R"({"pelvis": {"tilt_deg": null}, "left_arm": {"flexion_deg": null}})"),
            "fits");
  EXPECT_NE(sentence_about(R"({"head": {"flexion_deg": null}})"), "fits");
}

TEST(Schema, an_unknown_field_is_named) {
  EXPECT_EQ(sentence_about(R"({"trunk": {"inclination": 30}})"),
            "input, trunk: there is no field \"inclination\" here; the fields are: "
            "axial_rotation_deg, flexion_deg, inclination_deg, lateral_bend_deg.");
}

TEST(Schema, a_height_in_centimetres_is_told_its_unit) {
  EXPECT_EQ(sentence_about(R"({"person": {"height_m": 174}})"),
            "input, person.height_m: 174 is out of range; give a number from 1.2 to 2.3 metres "
            "(174 centimetres are 1.74 metres).");
}

TEST(Schema, a_number_in_quotes_is_not_a_number) {
  EXPECT_EQ(sentence_about(R"({"person": {"mass_kg": "72"}})"),
            "input, person.mass_kg: \"72\" where number is expected; give a number of kilograms.");
}

TEST(Schema, a_choice_lists_what_is_allowed) {
  EXPECT_EQ(sentence_about(R"({"left_support": "table"})"),
            "input, left_support: \"table\" is not known here; give one of: none, desk, armrest, "
            "thigh.");
}

TEST(Schema, a_force_needs_its_body) {
  EXPECT_EQ(sentence_about(R"({"forces": [{"force_N": [0, 1, 2]}]})"),
            "input, forces[0]: the field \"body\" is missing; add it.");
  EXPECT_EQ(sentence_about(R"({"forces": [{"body": "T4", "force_N": [0, 1]}]})"),
            "input, forces[0].force_N: a list of 2 items; give 3.");
}

TEST(Schema, text_that_is_not_json_is_placed_by_line_and_column) {
  EXPECT_EQ(sentence_about("{\n \"trunk\": nan}").substr(0, 47),
            "input, line 2, column 12: this is not valid JSO");
  EXPECT_NE(sentence_about("").find("not valid JSON"), std::string::npos);
  EXPECT_NE(sentence_about("{\"objective\": 1e999}").find("too large"), std::string::npos);
}

TEST(Schema, a_field_that_stands_twice_is_an_error) {
  EXPECT_EQ(sentence_about(R"({"head": {}, "head": {}})"),
            "input: the field \"head\" stands twice; keep one of them.");
}

TEST(Schema, a_list_where_an_object_belongs_is_an_error) {
  EXPECT_EQ(sentence_about("[1]"), "input: [1] where object is expected; correct the value.");
}

TEST(Schema, nothing_at_all_is_said_to_be_nothing) {
  for (const char* text : {"", " \r\n", "\xef\xbb\xbf"}) {
    EXPECT_EQ(sentence_about(text),
              "input: it is empty, which is not valid JSON; give a JSON document; {} takes every "
              "default.");
  }
}

TEST(Schema, what_is_nested_without_end_does_not_exhaust_the_stack) {
  constexpr std::size_t kDeep = 100000;
  const std::string lists = std::string(kDeep, '[') + std::string(kDeep, ']');
  EXPECT_EQ(sentence_about(lists.c_str()),
            "input, line 1, column 101: lists and objects are nested more than 100 deep; give a "
            "document as docs/user describes it.");
  const std::string quoted = R"({"a": "\"[)" + std::string(kDeep, '[') + "\"}";
  EXPECT_NE(sentence_about(quoted.c_str()).find("no field \"a\""), std::string::npos);
}

}  // namespace
}  // namespace dorsal::schema
