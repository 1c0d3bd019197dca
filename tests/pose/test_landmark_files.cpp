#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <locale>
#include <string>

#include "dorsal/pose/landmark_files.hpp"
#include "made_track.hpp"
#include "marker_names.hpp"

namespace dorsal::pose {
namespace {

namespace fs = std::filesystem;

// Files carry five decimals of a metre and three of a probability.
constexpr float kLengthStep = 0.5e-5F + 1e-7F;
constexpr float kShareStep = 0.5e-3F + 1e-6F;

void expect_same_points(const PoseFrame& a, const PoseFrame& b, bool with_shares) {
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    EXPECT_LE((a.world[i] - b.world[i]).cwiseAbs().maxCoeff(), 2 * kLengthStep);
    if (!with_shares) continue;
    EXPECT_NEAR(a.visibility[i], b.visibility[i], kShareStep);
    EXPECT_NEAR(a.presence[i], b.presence[i], kShareStep);
  }
}

Result<LandmarkFile> parse(LandmarkFormat format, std::string_view text) {
  if (format == LandmarkFormat::json) return parse_landmark_json(text, "it.json");
  if (format == LandmarkFormat::trc) return parse_trc(text, "it.trc");
  return parse_landmark_csv(text, "it.csv");
}

class EveryFormat : public testing::TestWithParam<LandmarkFormat> {};

TEST_P(EveryFormat, gives_back_what_was_written) {
  const PoseTrack track = made_track();
  const auto read = parse(GetParam(), landmark_text(GetParam(), track));
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_TRUE(read->diagnostics.empty());
  EXPECT_DOUBLE_EQ(read->track.fps, 25);
  EXPECT_EQ(read->track.source, LandmarkSource::file);
  ASSERT_EQ(read->track.frames.size(), track.frames.size());
  for (std::size_t i = 0; i < track.frames.size(); ++i) {
    const PoseFrame& frame = read->track.frames[i];
    EXPECT_DOUBLE_EQ(frame.time, track.frames[i].time);
    ASSERT_EQ(frame.present, track.frames[i].present);
    EXPECT_TRUE(frame.image[0].hasNaN());
    if (frame.present) {
      expect_same_points(frame, track.frames[i], GetParam() != LandmarkFormat::trc);
    }
  }
}

TEST_P(EveryFormat, keeps_a_landmark_that_is_missing_in_one_frame_missing) {
  PoseTrack track = made_track();
  track.frames[1].world[0].setConstant(std::numeric_limits<float>::quiet_NaN());
  const auto read = parse(GetParam(), landmark_text(GetParam(), track));
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_TRUE(read->track.frames[1].world[0].hasNaN());
  EXPECT_EQ(read->track.frames[1].visibility[0], 0);
  EXPECT_TRUE(read->track.frames[0].world[0].allFinite());
}

TEST_P(EveryFormat, has_no_rate_where_frames_are_uneven) {
  PoseTrack track = made_track();
  track.fps = std::numeric_limits<double>::quiet_NaN();
  track.frames.back().time = 0.5;
  const auto read = parse(GetParam(), landmark_text(GetParam(), track));
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_TRUE(std::isnan(read->track.fps));
}

struct DecimalComma : std::numpunct<char> {
  [[nodiscard]] char do_decimal_point() const override { return ','; }
};

TEST_P(EveryFormat, is_written_and_read_alike_where_the_language_has_decimal_commas) {
  const std::locale before =
      std::locale::global(std::locale(std::locale::classic(), new DecimalComma));
  const std::string text = landmark_text(GetParam(), made_track());
  const auto read = parse(GetParam(), text);
  std::locale::global(before);
  EXPECT_EQ(text, landmark_text(GetParam(), made_track()));
  ASSERT_TRUE(read) << to_string(read.error());
  expect_same_points(read->track.frames[0], made_frame(0), false);
}

TEST_P(EveryFormat, refuses_an_empty_file_and_bytes_that_are_no_text) {
  for (const std::string& text :
       {std::string(), std::string(" \r\n\t\n"),
        std::string("\x7f"
                    "ELF\0\0\1",
                    7),
        std::string("\xff\xfe{\0}\0", 6), std::string("\xff\xd8\xff\xe0 JFIF")}) {
    const auto read = parse(GetParam(), text);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::malformed) << to_string(read.error());
    EXPECT_FALSE(read.error().hint.empty());
  }
}

TEST_P(EveryFormat, cut_anywhere_is_refused_or_read_but_never_worse) {
  PoseTrack track = made_track();
  track.frames.resize(2);
  const std::string text = landmark_text(GetParam(), track);
  for (std::size_t size = 0; size < text.size(); size += 7) {
    const auto read = parse(GetParam(), std::string_view(text).substr(0, size));
    if (!read) {
      EXPECT_FALSE(read.error().sentence.empty());
    }
  }
}

TEST_P(EveryFormat, says_when_a_recording_has_no_frames) {
  const auto read = parse(GetParam(), landmark_text(GetParam(), PoseTrack{}));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::missing);
  EXPECT_EQ(read.error().sentence, "it has no frames");
}

TEST_P(EveryFormat, may_show_an_empty_room) {
  PoseTrack track;
  track.frames = {nobody(0), nobody(1)};
  const auto read = parse(GetParam(), landmark_text(GetParam(), track));
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_FALSE(read->track.frames[0].present);
}

TEST_P(EveryFormat, has_times_that_rise_from_zero) {
  for (const auto& [first, second] :
       {std::pair(0.0, 0.0), std::pair(1.0, 0.5), std::pair(-1.0, 0.5)}) {
    PoseTrack track;
    track.frames = {made_frame(first), made_frame(second)};
    const auto read = parse(GetParam(), landmark_text(GetParam(), track));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::out_of_range) << to_string(read.error());
    EXPECT_NE(read.error().sentence.find("the time"), std::string::npos);
  }
}

TEST_P(EveryFormat, knows_a_body_in_millimetres_that_is_said_to_be_in_metres) {
  PoseTrack track = made_track();
  for (PoseFrame& frame : track.frames) {
    for (auto& point : frame.world) point *= 1000;
  }
  const auto read = parse(GetParam(), landmark_text(GetParam(), track));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::wrong_unit);
  EXPECT_NE(read.error().sentence.find("480 m is not human; the numbers look like mm"),
            std::string::npos)
      << to_string(read.error());
}

TEST_P(EveryFormat, is_turned_where_y_points_down_unless_it_says_otherwise) {
  PoseTrack track = made_track();
  for (PoseFrame& frame : track.frames) {
    for (auto& point : frame.world) point.tail<2>() *= -1;
  }
  std::string text = landmark_text(GetParam(), track);
  if (const auto at = text.find(" \"axes\": \"y_up\","); at != std::string::npos) {
    text.erase(at, std::string_view(" \"axes\": \"y_up\",").size());
  }
  const auto read = parse(GetParam(), text);
  ASSERT_TRUE(read) << to_string(read.error());
  expect_same_points(read->track.frames[0], made_frame(0), false);
  ASSERT_EQ(read->diagnostics.size(), 1U);
  EXPECT_NE(read->diagnostics[0].sentence.find("turned by 180 degrees"), std::string::npos);
}

TEST_P(EveryFormat, is_centred_on_the_hips) {
  PoseTrack track = made_track();
  const Eigen::Vector3f away(1.5F, 0.9F, -2);
  for (PoseFrame& frame : track.frames) {
    for (auto& point : frame.world) point += away;
  }
  // Without hips in one frame, the origin stays where it was.
  for (const auto hip : {Landmark::left_hip, Landmark::right_hip}) {
    track.frames[1].world[static_cast<std::size_t>(hip)].setConstant(
        std::numeric_limits<float>::quiet_NaN());
  }
  const auto read = parse(GetParam(), landmark_text(GetParam(), track));
  ASSERT_TRUE(read) << to_string(read.error());
  expect_same_points(read->track.frames[0], made_frame(0), false);
  EXPECT_LE((read->track.frames[1].world[0] - made_frame(0.04).world[0]).norm(), 1e-4F);
}

INSTANTIATE_TEST_SUITE_P(LandmarkFiles, EveryFormat,
                         testing::Values(LandmarkFormat::json, LandmarkFormat::trc,
                                         LandmarkFormat::csv),
                         [](const auto& test) {
                           return test.param == LandmarkFormat::json  ? "json"
                                  : test.param == LandmarkFormat::trc ? "trc"
                                                                      : "csv";
                         });

TEST(LandmarkFiles, are_told_apart_by_their_endings) {
  const fs::path folder = fs::path(testing::TempDir()) / "dorsal_landmark_files";
  fs::create_directories(folder);
  for (const auto& [name, format] :
       {std::pair("a.JSON", LandmarkFormat::json), std::pair("a.trc", LandmarkFormat::trc),
        std::pair("a.csv", LandmarkFormat::csv)}) {
    std::ofstream(folder / name) << landmark_text(format, made_track());
    EXPECT_TRUE(read_landmarks(folder / name)) << name;
  }
  EXPECT_EQ(read_landmarks(folder / "a.c3d").error().code, ErrorCode::unsupported);
  EXPECT_EQ(read_landmarks(folder / "none.trc").error().code, ErrorCode::no_such_file);
  fs::create_directories(folder / "folder.csv");
  EXPECT_EQ(read_landmarks(folder / "folder.csv").error().code, ErrorCode::unreadable);
  fs::remove_all(folder);
}

TEST(LandmarkFiles, in_which_the_body_stands_along_z_are_refused_with_the_way_out) {
  PoseTrack track = made_track();
  for (PoseFrame& frame : track.frames) {
    for (auto& point : frame.world) point = {point.x() + 1, -point.z(), point.y() + 0.9F};
  }
  const auto read = parse_trc(landmark_text(LandmarkFormat::trc, track), "it.trc");
  ASSERT_FALSE(read);
  EXPECT_EQ(
      to_string(read.error()),
      "it.trc: the body stands along z, but y has to point up; write z in the place of y, and "
      "-y in the place of z.");
}

TEST(LandmarkFiles, of_one_who_bends_towards_the_camera_are_only_remarked_upon) {
  PoseTrack track = made_track();
  for (PoseFrame& frame : track.frames) {
    for (auto& point : frame.world) {
      if (point.y() > 0) point = {point.x(), -point.z(), point.y()};
    }
  }
  const auto read = parse_trc(landmark_text(LandmarkFormat::trc, track), "it.trc");
  ASSERT_TRUE(read) << to_string(read.error());
  ASSERT_EQ(read->diagnostics.size(), 1U);
  EXPECT_NE(read->diagnostics[0].sentence.find("lies along z"), std::string::npos);
}

TEST(LandmarkFiles, of_one_who_bends_below_level_are_not_turned) {
  PoseTrack track = made_track();
  for (PoseFrame& frame : track.frames) {
    for (auto& point : frame.world) {
      if (point.y() > 0) point.y() *= -1;
    }
  }
  const auto read = parse_landmark_csv(landmark_text(LandmarkFormat::csv, track), "it.csv");
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_TRUE(read->diagnostics.empty());
  EXPECT_LT(read->track.frames[0].world_at(Landmark::nose).y(), 0);
}

TEST(MarkerNames, are_known_in_the_ways_that_other_programs_write_them) {
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    EXPECT_EQ(landmark_named(landmark_names()[i]), static_cast<Landmark>(i));
  }
  EXPECT_EQ(landmark_named("LShoulder"), Landmark::left_shoulder);
  EXPECT_EQ(landmark_named("RHip"), Landmark::right_hip);
  EXPECT_EQ(landmark_named("Right Knee"), Landmark::right_knee);
  EXPECT_EQ(landmark_named("leftEye"), Landmark::left_eye);
  EXPECT_EQ(landmark_named("RBigToe"), Landmark::right_foot_index);
  EXPECT_EQ(landmark_named("left_mouth"), Landmark::mouth_left);
  EXPECT_EQ(landmark_named("subject1:L.EAR"), Landmark::left_ear);
  for (const char* other :
       {"", "l", "r", "Neck", "Hip", "shoulder", "RSmallToe", "LHand", "C7", "left"}) {
    EXPECT_FALSE(landmark_named(other)) << other;
  }
}

TEST(MarkerNames, are_shown_without_what_would_spoil_a_message) {
  EXPECT_EQ(shown("mu\xc3\xb1"
                  "eca"),
            "mu\xc3\xb1"
            "eca");
  EXPECT_EQ(shown("a\tb\x1b[31m\xff\xc3"), "a?b?[31m??");
  EXPECT_EQ(shown(std::string(50, 'x')), std::string(40, 'x') + "...");
}

}  // namespace
}  // namespace dorsal::pose
