// Posture of real people in films that come with the development material and not with the
// repository. Each test says which file it misses.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "dorsal/media/frame_source.hpp"
#include "dorsal/pose/tracker.hpp"
#include "dorsal/posture/survey.hpp"
#include "synthetic.hpp"

namespace dorsal::posture {
namespace {

namespace fs = std::filesystem;
using L = pose::Landmark;
using testing::value;

fs::path media(const std::string& name) {
  const char* folder = std::getenv("DORSAL_MEDIA_DIR");
  return (folder != nullptr ? fs::path(folder) : fs::path(DORSAL_SOURCE_DIR) / "../shared/media") /
         name;
}

fs::path models() {
  const char* folder = std::getenv("DORSAL_POSE_MODEL_DIR");
  return folder != nullptr ? fs::path(folder) : fs::path(DORSAL_POSE_MODELS);
}

#define DORSAL_NEED(path) \
  if (!fs::exists(path)) GTEST_SKIP() << "without " << (path)

/// The first `most` frames of a film as landmarks.
pose::PoseTrack tracked(const std::string& name, std::size_t most) {
  pose::PoseTrack track;
  track.source = pose::LandmarkSource::camera;
  auto source = media::open_source(media(name));
  auto tracker = pose::Tracker::create(models());
  EXPECT_TRUE(source && tracker) << name;
  if (!source || !tracker) return track;
  media::Frame picture;
  while (track.frames.size() < most) {
    const auto more = (*source)->read(picture);
    if (!more || !*more) break;
    auto frame = tracker->track(picture.bgr, picture.time);
    EXPECT_TRUE(frame);
    if (frame) track.frames.push_back(*frame);
  }
  return track;
}

/// How high each wrist of the fitted body is over its shoulder, left then right. [m]; NaN where the
/// landmark itself was not seen
std::array<std::vector<double>, 2> wrist_heights(const pose::PoseTrack& track) {
  const body::Person person;
  const auto series = estimate_posture(track, person);
  std::array<std::vector<double>, 2> heights;
  EXPECT_TRUE(series);
  if (!series) return heights;
  const body::Skeleton skeleton(person);
  for (std::size_t i = 0; i < track.frames.size(); ++i) {
    const auto points = skeleton.landmarks(series->frames[i].posture);
    const bool fitted = series->frames[i].status == FitStatus::fitted;
    const auto height = [&](L wrist, L shoulder) {
      if (!fitted || track.frames[i].visibility_of(wrist) < 0.5F) return std::nan("");
      return points[static_cast<std::size_t>(wrist)].y() -
             points[static_cast<std::size_t>(shoulder)].y();
    };
    heights[0].push_back(height(L::left_wrist, L::left_shoulder));
    heights[1].push_back(height(L::right_wrist, L::right_shoulder));
  }
  return heights;
}

/// Frames in which both have a value.
std::size_t both_seen(const std::vector<double>& a, const std::vector<double>& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (std::isfinite(a[i]) && std::isfinite(b[i])) ++count;
  }
  return count;
}

/// Correlation of a with b, b taken `lag` frames later; over what both have.
double correlation(const std::vector<double>& a, const std::vector<double>& b, int lag) {
  std::vector<std::pair<double, double>> pairs;
  for (int i = 0; i < static_cast<int>(a.size()); ++i) {
    const int j = i + lag;
    if (j < 0 || j >= static_cast<int>(b.size())) continue;
    const double x = a[static_cast<std::size_t>(i)], y = b[static_cast<std::size_t>(j)];
    if (std::isfinite(x) && std::isfinite(y)) pairs.emplace_back(x, y);
  }
  double x = 0, y = 0;
  for (const auto& [p, q] : pairs) x += p, y += q;
  x /= static_cast<double>(pairs.size());
  y /= static_cast<double>(pairs.size());
  double xy = 0, xx = 0, yy = 0;
  for (const auto& [p, q] : pairs) {
    xy += (p - x) * (q - y);
    xx += (p - x) * (p - x);
    yy += (q - y) * (q - y);
  }
  return pairs.size() < 30 ? std::nan("") : xy / std::sqrt(xx * yy);
}

// One man at his desk in three cameras that ran together, at six frames a second.
TEST(RealVideos, three_cameras_around_a_desk_see_the_same_movements_at_the_same_time) {
  for (const auto* name :
       {"desk_side_sync1.mp4", "desk_front_sync1.mp4", "desk_low_oblique_sync1.mp4"}) {
    DORSAL_NEED(media(name));
  }
  DORSAL_NEED(models() / "pose_detection.tflite");
  const auto side = wrist_heights(tracked("desk_side_sync1.mp4", 200));
  const auto front = wrist_heights(tracked("desk_front_sync1.mp4", 200));
  const auto low = wrist_heights(tracked("desk_low_oblique_sync1.mp4", 200));
  for (const auto* other : {&front, &low}) {
    // The arm behind the body is the net's guess in much of the side view: the one that both
    // cameras see more often decides.
    const auto seen = [&](std::size_t arm) { return both_seen(side[arm], (*other)[arm]); };
    const std::size_t arm = seen(1) > seen(0) ? 1 : 0;
    int best = -99;
    double highest = -1;
    for (int lag = -12; lag <= 12; ++lag) {
      const double c = correlation(side[arm], (*other)[arm], lag);
      if (c > highest) highest = c, best = lag;
    }
    EXPECT_LE(std::abs(best), 2) << (arm == 0 ? "left" : "right");
    EXPECT_GT(highest, 0.55) << (arm == 0 ? "left" : "right");
  }
}

// People walk in from below the picture, stop with their backs to a high camera, and leave; what is
// there in which frame was read off the film by eye.
TEST(RealVideos, seen_from_the_rear_people_come_and_go_and_nobody_is_made_up) {
  DORSAL_NEED(media("walk_stand_rear_high.mp4"));
  DORSAL_NEED(models() / "pose_detection.tflite");
  const pose::PoseTrack track = tracked("walk_stand_rear_high.mp4", 226);
  ASSERT_EQ(track.frames.size(), 226U);
  const auto series = estimate_posture(track, body::Person{});
  ASSERT_TRUE(series);
  EXPECT_EQ(classify_view(track.frames), View::rear);
  const auto expect_nobody = [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i <= last; ++i) {
      EXPECT_EQ(series->frames[i].status, FitStatus::nobody) << "frame " << i;
    }
  };
  expect_nobody(0, 55);
  expect_nobody(205, 220);
  std::size_t fitted = 0;
  for (std::size_t i = 80; i <= 180; ++i) {
    const PostureFrame& frame = series->frames[i];
    if (frame.status != FitStatus::fitted) continue;
    ++fitted;
    EXPECT_NE(value(frame, Measure::thoracic_flexion).gap, Gap::none) << "frame " << i;
  }
  EXPECT_GT(fitted, 95U);
}

}  // namespace
}  // namespace dorsal::posture
