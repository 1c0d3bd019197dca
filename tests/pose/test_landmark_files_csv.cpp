#include <gtest/gtest.h>

#include <string>

#include "dorsal/pose/landmark_files.hpp"
#include "pose/replaced.hpp"

namespace dorsal::pose {
namespace {

const std::string kCsvHeader =
    "time_ms,left_shoulder_x_mm,left_shoulder_y_cm,left_shoulder_z_m,RShoulder_x_mm,RShoulder_y_mm,"
    "RShoulder_z_mm,left_shoulder_visibility\n";

Error refused_csv(const std::string& text) {
  const auto read = parse_landmark_csv(text, "it.csv");
  EXPECT_FALSE(read);
  return read ? Error{} : read.error();
}

TEST(LandmarkCsv, has_the_unit_of_each_column_in_its_name) {
  const auto read = parse_landmark_csv(
      kCsvHeader + "0,180,48,0,-180,480,0,0.25\n20,180,48,0,-180,480,0,1\n", "it.csv");
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_NEAR(read->track.fps, 50, 1e-9);
  const PoseFrame& frame = read->track.frames[0];
  EXPECT_LE((frame.world_at(Landmark::left_shoulder) - Eigen::Vector3f(0.18F, 0.48F, 0)).norm(),
            1e-6F);
  EXPECT_EQ(frame.visibility_of(Landmark::left_shoulder), 0.25F);
  EXPECT_EQ(frame.presence[static_cast<std::size_t>(Landmark::left_shoulder)], 0.25F);
  EXPECT_EQ(frame.visibility_of(Landmark::right_shoulder), 1);
}

TEST(LandmarkCsv, may_have_a_byte_order_mark_quotes_and_decimal_commas) {
  const auto read = parse_landmark_csv(
      "\xef\xbb\xbf\"time_s\";\"left_shoulder_x_m\";left_shoulder_y_m;left_shoulder_z_m;"
      "right_shoulder_x_m;right_shoulder_y_m;right_shoulder_z_m\r\n0,5;0,18;0,48;+0;-0,18;0,48;"
      "0\r\n",
      "it.csv");
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_DOUBLE_EQ(read->track.frames[0].time, 0.5);
  EXPECT_FLOAT_EQ(read->track.frames[0].world_at(Landmark::left_shoulder).x(), 0.18F);
}

TEST(LandmarkCsv, without_a_unit_in_a_column_is_refused) {
  const Error length = refused_csv(replaced(kCsvHeader, "left_shoulder_x_mm", "left_shoulder_x"));
  EXPECT_EQ(to_string(length),
            "it.csv, row 1, column 2 \"left_shoulder_x\": the column names no unit; name it "
            "left_shoulder_x_m, left_shoulder_x_cm or left_shoulder_x_mm.");
  EXPECT_EQ(length.code, ErrorCode::wrong_unit);
  EXPECT_EQ(refused_csv(replaced(kCsvHeader, "time_ms", "time")).code, ErrorCode::wrong_unit);
  EXPECT_EQ(refused_csv(replaced(kCsvHeader, "time_ms", "time_h")).code, ErrorCode::wrong_unit);
  EXPECT_EQ(refused_csv(replaced(kCsvHeader, "x_mm", "x_inch")).code, ErrorCode::wrong_unit);
}

TEST(LandmarkCsv, with_unknown_double_or_missing_columns_is_refused) {
  const Error unknown =
      refused_csv(replaced(kCsvHeader, "left_shoulder_x_mm", "left_sholder_x_mm"));
  EXPECT_EQ(unknown.code, ErrorCode::malformed);
  EXPECT_EQ(unknown.place, "it.csv, row 1, column 2 \"left_sholder_x_mm\"");
  EXPECT_EQ(refused_csv(replaced(kCsvHeader, "RShoulder_x", "left_shoulder_x")).sentence,
            "this column is there twice");
  EXPECT_EQ(refused_csv(replaced(kCsvHeader, "time_ms,", "")).sentence,
            "there is no column of times");
  EXPECT_EQ(refused_csv(replaced(kCsvHeader, ",RShoulder_z_mm", "")).sentence,
            "there is no column right_shoulder_z with a unit");
  EXPECT_EQ(refused_csv("time_s,nose_x_m,nose_y_m,nose_z_m\n").code, ErrorCode::missing);
  EXPECT_EQ(refused_csv("1,2,3\n4,5,6\n").code, ErrorCode::malformed);
  EXPECT_EQ(refused_csv(",,,\n").code, ErrorCode::malformed);
}

TEST(LandmarkCsv, with_rows_of_another_length_is_refused) {
  const Error error = refused_csv(kCsvHeader + "0,180,48,0,-180,480,0\n");
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_EQ(error.place, "it.csv, row 2");
  EXPECT_EQ(error.sentence, "7 cells where the first row has 8");
}

TEST(LandmarkCsv, with_a_bad_cell_names_it) {
  const Error text = refused_csv(kCsvHeader + "0,180,x,0,-180,480,0,1\n");
  EXPECT_EQ(text.code, ErrorCode::malformed);
  EXPECT_EQ(text.place, "it.csv, row 2, left_shoulder_y");
  EXPECT_EQ(refused_csv(kCsvHeader + "0,180,inf,0,-180,480,0,1\n").code, ErrorCode::not_finite);
  EXPECT_EQ(refused_csv(kCsvHeader + "0,180,nan,0,-180,480,0,1\n").code, ErrorCode::not_finite);
  EXPECT_EQ(refused_csv(kCsvHeader + "0,180,,0,-180,480,0,1\n").code, ErrorCode::missing);
  EXPECT_EQ(refused_csv(kCsvHeader + ",180,48,0,-180,480,0,1\n").code, ErrorCode::missing);
  EXPECT_EQ(refused_csv(kCsvHeader + "0,180,48,0,-180,480,0,1.5\n").code, ErrorCode::out_of_range);
  EXPECT_EQ(refused_csv(kCsvHeader + "0,180,48,1e30,-180,480,0,1\n").code, ErrorCode::out_of_range);
}

TEST(LandmarkCsv, in_which_no_unit_makes_a_body_is_refused) {
  const Error error = refused_csv(kCsvHeader + "0,1,0.1,0,1,1,0,1\n");
  EXPECT_EQ(error.code, ErrorCode::wrong_unit);
  EXPECT_NE(error.sentence.find("nor is it in m, cm or mm"), std::string::npos);
}

TEST(LandmarkCsv, never_with_both_shoulders_in_a_frame_is_refused) {
  EXPECT_EQ(refused_csv(kCsvHeader + "0,180,48,0,,,,1\n").sentence, "no frame has both shoulders");
}

}  // namespace
}  // namespace dorsal::pose
