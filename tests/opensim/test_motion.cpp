#include <gtest/gtest.h>

#include "dorsal/base/units.hpp"
#include "dorsal/opensim/model_file.hpp"
#include "dorsal/opensim/motion.hpp"
#include "small_models.hpp"

namespace dorsal::opensim {
namespace {

class MotionFile : public testing::Test {
 protected:
  void SetUp() override { model_ = *read_model(document(forearm()), "arm.osim"); }
  void expect_error(const std::string& text, ErrorCode code, const std::string& word) const {
    const auto read = read_motion(text, "arm.mot", model_);
    ASSERT_FALSE(read) << word;
    EXPECT_EQ(read.error().code, code) << to_string(read.error());
    EXPECT_NE(to_string(read.error()).find(word), std::string::npos) << to_string(read.error());
  }
  Model model_;
};

TEST_F(MotionFile, degrees_become_radians_where_the_header_says_so) {
  const auto radians = read_motion(motion("time\tbend", "0\t0.5\n"), "arm.mot", model_);
  const auto degrees = read_motion(motion("time\tbend", "0\t90\n", "yes"), "arm.mot", model_);
  ASSERT_TRUE(radians && degrees);
  EXPECT_DOUBLE_EQ(radians->q[0][0], 0.5);
  EXPECT_DOUBLE_EQ(degrees->q[0][0], 90 * kRadiansPerDegree);
}

TEST_F(MotionFile, full_paths_are_coordinates_and_other_columns_are_named) {
  const auto read = read_motion(
      motion("time /jointset/elbow/bend/value /jointset/elbow/bend/speed x", "0 0.5 0 1\n"),
      "arm.mot", model_);
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_DOUBLE_EQ(read->q[0][0], 0.5);
  EXPECT_EQ(read->ignored.size(), 2U);
}

TEST_F(MotionFile, empty_and_ragged_files_are_one_sentence) {
  expect_error("", ErrorCode::malformed, "endheader");
  expect_error(motion("time\tbend", ""), ErrorCode::missing, "no frames");
  expect_error(motion("", ""), ErrorCode::malformed, "time");
  expect_error(motion("time\tbend", "0\n"), ErrorCode::malformed, "row 8");
  expect_error(motion("time\tbend", "0\t1\t2\n"), ErrorCode::malformed, "3 numbers");
  expect_error(motion("time\tbend", "0\tx\n"), ErrorCode::malformed, "\"x\"");
  expect_error(motion("time\tbend", "0\tnan\n"), ErrorCode::malformed, "nan");
  expect_error(motion("time\tbend", "0\tinf\n"), ErrorCode::out_of_range, "inf");
  expect_error(motion("time\tbend", "0\t1\n0\t1\n", "no", "2"), ErrorCode::malformed, "time");
  expect_error(motion("time\tbend", "0\t1\n", "no", "9"), ErrorCode::malformed, "9 rows");
  expect_error(motion("time\ttwist", "0\t1\n"), ErrorCode::missing, "no column");
  expect_error(motion("time\tbend\tbend", "0\t1\t1\n"), ErrorCode::malformed, "bend");
}

TEST_F(MotionFile, a_unit_that_is_missing_or_contradicts_the_angles_is_an_error) {
  expect_error(replaced(motion("time\tbend", "0\t1\n"), "inDegrees=no\n", ""),
               ErrorCode::wrong_unit, "inDegrees");
  expect_error(motion("time\tbend", "0\t45\n"), ErrorCode::wrong_unit, "radians");
}

TEST(MotionUnit, a_whole_body_within_three_degrees_is_taken_to_be_in_radians) {
  const auto path = reference_file("biomech/models/pose2sim_lfb/Model_Pose2Sim_muscles_flex.osim");
  DORSAL_NEEDS(path);
  const auto model = read_model(text_of(path), "lfb");
  ASSERT_TRUE(model);
  const std::string poses = text_of(reference_file("biomech/opensim_answers/flexion.mot"));
  ASSERT_TRUE(read_motion(poses, "flexion.mot", *model));
  const auto wrong =
      read_motion(replaced(poses, "inDegrees=no", "inDegrees=yes"), "flexion.mot", *model);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::wrong_unit);
}

}  // namespace
}  // namespace dorsal::opensim
