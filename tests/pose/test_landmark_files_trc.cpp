#include <gtest/gtest.h>

#include <string>

#include "dorsal/pose/landmark_files.hpp"
#include "pose/replaced.hpp"

namespace dorsal::pose {
namespace {

// Two shoulders, two hips and a marker that is no landmark, in millimetres, as a laboratory has it.
const std::string kTrcHeader =
    "PathFileType\t4\t(X/Y/Z)\ttrial.trc\r\n"
    "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumF"
    "rames\r\n"
    "100\t100\t2\t5\tmm\t100\t1\t2\r\n"
    "Frame#\tTime\tLShoulder\t\t\tRShoulder\t\t\tC7\t\t\tLHip\t\t\tRHip\t\t\r\n"
    "\t\tX1\tY1\tZ1\tX2\tY2\tZ2\tX3\tY3\tZ3\tX4\tY4\tZ4\tX5\tY5\tZ5\r\n"
    "\r\n";
const std::string kFirst =
    "1\t0\t1180\t1480\t0\t820\t1480\t0\t1000\t1500\t-60\t1100\t1000\t0\t900\t1000\t0\t\r\n";
const std::string kSecond =
    "2\t0.01\t1180\t1480\t0\t820\t1480\t0\t\t\t\t1100\t1000\t0\t900\t1000\t0\r\n";

Error refused_trc(const std::string& text) {
  const auto read = parse_trc(text, "trial.trc");
  EXPECT_FALSE(read);
  return read ? Error{} : read.error();
}

TEST(Trc, of_a_laboratory_is_read_in_its_unit_and_centred) {
  const auto read = parse_trc(kTrcHeader + kFirst + kSecond, "trial.trc");
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_DOUBLE_EQ(read->track.fps, 100);
  const PoseFrame& frame = read->track.frames.at(1);
  EXPECT_LE((frame.world_at(Landmark::left_shoulder) - Eigen::Vector3f(0.18F, 0.48F, 0)).norm(),
            1e-6F);
  EXPECT_EQ(frame.visibility_of(Landmark::left_shoulder), 1);
  EXPECT_EQ(frame.visibility_of(Landmark::left_knee), 0);
  EXPECT_TRUE(frame.world_at(Landmark::left_knee).hasNaN());
  ASSERT_EQ(read->diagnostics.size(), 1U);
  EXPECT_EQ(read->diagnostics[0].sentence,
            "1 of its markers are no landmarks and were left out: C7");
}

TEST(Trc, with_cells_that_say_nan_has_gaps_there) {
  const auto read = parse_trc(
      kTrcHeader + kFirst + replaced(kSecond, "1180\t1480\t0", "NaN\tnan\tNaN"), "trial.trc");
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_TRUE(read->track.frames.at(1).world_at(Landmark::left_shoulder).hasNaN());
  const Error half = refused_trc(kTrcHeader + replaced(kFirst, "1180", "NaN"));
  EXPECT_EQ(half.code, ErrorCode::not_finite);
  EXPECT_EQ(to_string(half),
            "trial.trc, row 7, left_shoulder x: \"NaN\" is not a finite number; leave all three "
            "cells of a missing marker empty.");
  EXPECT_EQ(refused_trc(kTrcHeader + replaced(kFirst, "1180", "inf")).code, ErrorCode::not_finite);
  EXPECT_EQ(refused_trc(kTrcHeader + replaced(kFirst, "1180", "1e999")).code,
            ErrorCode::not_finite);
}

TEST(Trc, names_row_and_marker_of_what_is_no_number) {
  const Error error = refused_trc(kTrcHeader + kFirst + replaced(kSecond, "820", "8z0"));
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_EQ(error.place, "trial.trc, row 8, right_shoulder x");
  EXPECT_EQ(error.sentence, "\"8z0\" is not a number");
  EXPECT_EQ(refused_trc(kTrcHeader + replaced(kFirst, "820", "")).code, ErrorCode::missing);
}

TEST(Trc, with_rows_of_another_length_is_refused) {
  for (const std::string& row : {std::string("1\t0\t1180\n"), kFirst + "2\t0.01\t1\t2\t3\n",
                                 replaced(kFirst, "\t\r\n", "\t7\r\n"), std::string("junk\n")}) {
    const Error error = refused_trc(kTrcHeader + row);
    EXPECT_EQ(error.code, ErrorCode::malformed) << row;
    EXPECT_NE(error.sentence.find("where the header makes 17"), std::string::npos);
    EXPECT_NE(error.place.find("row "), std::string::npos);
  }
}

TEST(Trc, without_a_part_of_its_header_is_refused) {
  EXPECT_EQ(refused_trc("Frame#\tTime\n1\t0\n").code, ErrorCode::malformed);
  EXPECT_EQ(refused_trc("PathFileType\t4\n").code, ErrorCode::missing);
  EXPECT_EQ(refused_trc(replaced(kTrcHeader, "\tUnits", "\tUnicorns")).sentence,
            "the header does not give Units");
  EXPECT_EQ(refused_trc(replaced(kTrcHeader, "Frame#", "Number")).code, ErrorCode::missing);
  EXPECT_EQ(refused_trc(replaced(kTrcHeader, "\t\tX1", "1\t0\t5")).code, ErrorCode::missing);
}

TEST(Trc, with_a_wrong_unit_or_rate_is_refused) {
  const std::string rows = kFirst + kSecond;
  const Error furlong = refused_trc(replaced(kTrcHeader, "\tmm\t", "\tfurlong\t") + rows);
  EXPECT_EQ(furlong.code, ErrorCode::wrong_unit);
  EXPECT_EQ(furlong.place, "trial.trc, row 3, Units");
  EXPECT_EQ(refused_trc(replaced(kTrcHeader, "\tmm\t", "\t\t") + rows).sentence,
            "there is no unit of length");
  const Error giant = refused_trc(replaced(kTrcHeader, "\tmm\t", "\tm\t") + rows);
  EXPECT_EQ(
      to_string(giant),
      "trial.trc, row 3, Units: a trunk of 480 m is not human; the numbers look like mm; state "
      "mm as their unit.");
  EXPECT_EQ(refused_trc(replaced(kTrcHeader, "100\t100\t2", "0\t100\t2") + rows).code,
            ErrorCode::out_of_range);
  EXPECT_EQ(refused_trc(replaced(kTrcHeader, "100\t100\t2", "-30\t100\t2") + rows).code,
            ErrorCode::out_of_range);
  EXPECT_EQ(refused_trc(replaced(kTrcHeader, "100\t100\t2", "nan\t100\t2") + rows).code,
            ErrorCode::not_finite);
}

TEST(Trc, that_promises_more_than_it_holds_is_read_with_a_remark_or_refused) {
  const std::string rows = kFirst + kSecond;
  const auto truncated =
      parse_trc(replaced(kTrcHeader, "\t2\t5\t", "\t999999999999\t5\t") + rows, "trial.trc");
  ASSERT_TRUE(truncated);
  EXPECT_EQ(truncated->diagnostics.back().sentence,
            "it has 2 frames where the header states 1e+12");
  const Error markers = refused_trc(replaced(kTrcHeader, "\t2\t5\t", "\t2\t4294967296\t") + rows);
  EXPECT_EQ(markers.code, ErrorCode::malformed);
  EXPECT_EQ(markers.place, "trial.trc, row 4");
}

TEST(Trc, needs_each_shoulder_once) {
  const std::string rows = kFirst + kSecond;
  const Error missing = refused_trc(replaced(kTrcHeader, "LShoulder", "LScapula") + rows);
  EXPECT_EQ(missing.code, ErrorCode::missing);
  EXPECT_EQ(missing.sentence, "there is no marker left_shoulder");
  const Error twice = refused_trc(replaced(kTrcHeader, "C7", "left_shoulder") + rows);
  EXPECT_EQ(twice.code, ErrorCode::malformed);
  EXPECT_EQ(twice.sentence, "left_shoulder is there twice");
}

TEST(Trc, whose_times_contradict_its_rate_is_read_by_its_times) {
  const auto read =
      parse_trc(replaced(kTrcHeader, "100\t100\t2", "60\t60\t2") + kFirst + kSecond, "trial.trc");
  ASSERT_TRUE(read);
  EXPECT_DOUBLE_EQ(read->track.fps, 100);
  EXPECT_NE(read->diagnostics.back().sentence.find("states 60 frames per second"),
            std::string::npos);
}

TEST(Trc, leaves_out_what_lay_outside_the_picture_when_written) {
  PoseTrack track = parse_trc(kTrcHeader + kFirst + kSecond, "trial.trc")->track;
  const auto hip = static_cast<std::size_t>(Landmark::left_hip);
  for (PoseFrame& frame : track.frames) frame.visibility[hip] = frame.presence[hip] = 0.1F;
  const auto read = parse_trc(landmark_text(LandmarkFormat::trc, track), "again.trc");
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_TRUE(read->track.frames[0].world[hip].hasNaN());
}

}  // namespace
}  // namespace dorsal::pose
