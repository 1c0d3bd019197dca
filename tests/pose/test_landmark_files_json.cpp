#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "dorsal/pose/landmark_files.hpp"

namespace dorsal::pose {
namespace {

const std::string kNames = R"("names": ["left_shoulder", "right_shoulder"])";
const std::string kPoints = "[[0.18, 0.48, 0, 0.5], [-0.18, 0.48, 0]]";

std::string document(const std::string& frames, const std::string& names = kNames,
                     const std::string& head = R"("fps": 30, "unit": "m", "frame": "hip")") {
  return fmt::format("{{{}, {}, \"frames\": [{}]}}", head, names, frames);
}

std::string frame(const std::string& t, const std::string& points = kPoints) {
  return fmt::format(R"({{"t": {}, "points": {}}})", t, points);
}

Error refused_json(const std::string& text) {
  const auto read = parse_landmark_json(text, "it.json");
  EXPECT_FALSE(read) << text;
  return read ? Error{} : read.error();
}

TEST(LandmarkJson, may_hold_some_of_the_landmarks_in_any_order_of_fields) {
  const std::string text = R"({"frames": [)" + frame("0") + R"(, {"points": null, "t": 0.1}], )" +
                           kNames + R"(, "frame": "hip", "more": {"frames": [1]}, "unit": "m"})";
  const auto read = parse_landmark_json(text, "it.json");
  ASSERT_TRUE(read) << to_string(read.error());
  ASSERT_EQ(read->track.frames.size(), 2U);
  EXPECT_FLOAT_EQ(read->track.frames[0].world_at(Landmark::left_shoulder).x(), 0.18F);
  EXPECT_EQ(read->track.frames[0].visibility_of(Landmark::left_shoulder), 0.5F);
  EXPECT_EQ(read->track.frames[0].visibility_of(Landmark::right_shoulder), 1.0F);
  EXPECT_FALSE(read->track.frames[1].present);
  EXPECT_NEAR(read->track.fps, 10, 1e-9);
}

TEST(LandmarkJson, that_states_its_axes_is_believed) {
  const std::string head = R"("unit": "m", "frame": "hip", "axes": ")";
  const std::string text = document(frame("0"), kNames, head + "y_down\"");
  const auto down = parse_landmark_json(text, "it.json");
  ASSERT_TRUE(down) << to_string(down.error());
  EXPECT_FLOAT_EQ(down->track.frames[0].world_at(Landmark::left_shoulder).y(), -0.48F);
  EXPECT_EQ(refused_json(document(frame("0"), kNames, head + "sideways\"")).code,
            ErrorCode::out_of_range);
}

TEST(LandmarkJson, with_a_head_that_departs_from_the_schema_is_refused) {
  EXPECT_EQ(refused_json("[]").code, ErrorCode::malformed);
  EXPECT_EQ(refused_json("{}").code, ErrorCode::missing);
  const std::string head = R"("unit": "m", "frame": "hip")";
  for (const char* fps : {"0", "-30"}) {
    const Error error = refused_json(document(frame("0"), kNames, head + R"(, "fps": )" + fps));
    EXPECT_EQ(error.code, ErrorCode::out_of_range);
    EXPECT_NE(error.place.find("fps"), std::string::npos);
  }
  EXPECT_FALSE(parse_landmark_json(document(frame("0"), kNames, R"("unit": "mm", "frame": "hip")"),
                                   "it.json"));
  EXPECT_FALSE(
      parse_landmark_json(R"({"unit": "m", "frame": "hip", "names": [], "frames": 3})", "it.json"));
  EXPECT_FALSE(parse_landmark_json(
      R"({"unit": "m", "frame": "hip", "names": [], "frames": {"a": 3}})", "it.json"));
}

TEST(LandmarkJson, that_is_no_json_is_refused_with_line_and_column) {
  const Error error = refused_json("{\n \"fps\": 30,,\n}");
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_EQ(error.place, "it.json, line 2, column 12");
  EXPECT_EQ(refused_json(document(frame("0", "[[NaN, 0, 0], null]"))).code, ErrorCode::malformed);
  EXPECT_EQ(refused_json(document(frame("0", "[[1e999, 0, 0], null]"))).code,
            ErrorCode::not_finite);
  EXPECT_EQ(refused_json(std::string(100000, '[')).code, ErrorCode::malformed);
}

TEST(LandmarkJson, with_unknown_or_double_names_is_refused) {
  const Error unknown = refused_json(document(frame("0"), R"("names": ["left_shoulder", "tail"])"));
  EXPECT_EQ(to_string(unknown),
            "it.json, names[1]: \"tail\" is no landmark; use names like left_shoulder; "
            "docs/user/landmark-files.md lists them.");
  EXPECT_EQ(
      refused_json(document(frame("0"), R"("names": ["left_shoulder", "LShoulder"])")).sentence,
      "left_shoulder is there twice");
  EXPECT_EQ(refused_json(document(frame("0"), R"("names": ["nose", "left_ear"])")).code,
            ErrorCode::missing);
}

TEST(LandmarkJson, with_a_bad_frame_names_it) {
  EXPECT_EQ(refused_json(document(frame("0") + ", 7")).place, "it.json, frames[1]");
  EXPECT_EQ(refused_json(document(R"({"t": 0})")).code, ErrorCode::missing);
  EXPECT_EQ(refused_json(document(frame("\"0\""))).place, "it.json, frames[0].t");
  EXPECT_EQ(refused_json(document(frame("0", "7"))).place, "it.json, frames[0].points");
  EXPECT_EQ(refused_json(document(frame("0", "[[1,2],null]"))).place,
            "it.json, frames[0].points[0]");
  EXPECT_EQ(refused_json(document(frame("0", "[null,[0,null,0]]"))).place,
            "it.json, frames[0].points[1][1]");
  EXPECT_EQ(refused_json(document(frame("0", "[null]"))).sentence,
            "1 points where there are 2 names");
  EXPECT_EQ(refused_json(document(frame("0", "[null,[0,0,0,2]]"))).code, ErrorCode::out_of_range);
  EXPECT_EQ(refused_json(document(frame("0", "[null,[1e300,0,0]]"))).code, ErrorCode::not_finite);
  EXPECT_EQ(refused_json(document(R"({"t": 0, "points": [null, null], "presence": [1]})")).place,
            "it.json, frames[0].presence");
  EXPECT_EQ(refused_json(document("") + ",").code, ErrorCode::malformed);
}

TEST(LandmarkJson, with_two_lists_of_frames_is_refused) {
  const std::string text = R"({"unit": "m", "frame": "hip", )" + kNames + R"(, "frames": [)" +
                           frame("0") + R"(], "frames": []})";
  EXPECT_EQ(refused_json(text).sentence, "the field \"frames\" stands twice");
}

TEST(LandmarkJson, with_a_field_twice_in_one_frame_is_refused) {
  EXPECT_EQ(refused_json(document(R"({"t": 0, "t": 5, "points": null})")).sentence,
            "the field \"t\" stands twice");
}

TEST(LandmarkJson, nested_without_end_is_refused) {
  const Error error = refused_json(std::string(100000, '[') + std::string(100000, ']'));
  EXPECT_NE(error.sentence.find("nested"), std::string::npos);
}

}  // namespace
}  // namespace dorsal::pose
