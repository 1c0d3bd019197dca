#include <gtest/gtest.h>

#include <filesystem>
#include <numbers>

#include "moments.hpp"

namespace dorsal::pipeline {
namespace {

Spool<LoadedRecord> spool_of(const std::vector<double>& scores) {
  auto spool = Spool<LoadedRecord>::create(std::filesystem::temp_directory_path());
  EXPECT_TRUE(spool);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    LoadedRecord record{};
    record.landmarks.index = i;
    record.score = scores[i];
    EXPECT_TRUE(spool->append(record));
  }
  return std::move(*spool);
}

TEST(Moments, the_score_of_standing_is_one) {
  load::LoadFrame frame;
  frame.compression.fill(300.0);
  body::LevelArray<double> standing;
  standing.fill(300.0);
  EXPECT_DOUBLE_EQ(load_score(frame, standing), 1.0);
  frame.compression.fill(450.0);
  EXPECT_DOUBLE_EQ(load_score(frame, standing), 1.5);
}

TEST(Moments, the_greatest_and_the_one_nearest_to_the_median_are_chosen) {
  auto spool = spool_of({1.0, 3.0, 2.0, 1.2, 1.4});
  exposure::Distribution scores(0.001);
  for (const double score : {1.0, 3.0, 2.0, 1.2, 1.4}) {
    scores.add(score, exposure::duration_from_seconds(1.0));
  }
  const auto chosen = choose_moments(spool, scores);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->worst.landmarks.index, 1U);
  EXPECT_EQ(chosen->median.landmarks.index, 4U);
}

TEST(Moments, without_a_loaded_frame_there_is_none) {
  auto spool = spool_of({});
  EXPECT_FALSE(choose_moments(spool, exposure::Distribution(0.001)));
}

TEST(Moments, the_person_is_turned_to_look_along_x) {
  LoadedRecord record{};
  record.q[static_cast<std::size_t>(body::Coordinate::pelvis_rotation)] = std::numbers::pi / 2;
  // Turned left by a quarter, what lies ahead of the person lies along -z.
  record.spine[0] = {0, 0.5, -0.1};
  const report::Moment moment = to_moment(record);
  EXPECT_TRUE(moment.spine[0].isApprox(Eigen::Vector3d(0.1, 0.5, 0), 1e-12));
}

}  // namespace
}  // namespace dorsal::pipeline
