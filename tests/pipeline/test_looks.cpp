// Looks at recordings and at a made camera. Real media come with the development material and not
// with the repository; each test says which file it misses.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "dorsal/media/frame_source.hpp"
#include "dorsal/pipeline/look_source.hpp"
#include "dorsal/watch/calibration.hpp"
#include "dorsal/watch/limits.hpp"
#include "pose/media.hpp"

namespace dorsal::pipeline {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using pose::media_file;
using watch::Look;
using watch::Sight;
using watch::Time;

LookRequest request() {
  LookRequest request;
  request.pose_models = DORSAL_POSE_MODELS;
  return request;
}

// A camera that shows one picture after the other, and then has been pulled out.
class MadeCamera final : public media::FrameSource {
 public:
  explicit MadeCamera(std::vector<cv::Mat> pictures) : pictures_(std::move(pictures)) {
    info_.kind = media::SourceKind::camera;
  }
  [[nodiscard]] const media::SourceInfo& info() const override { return info_; }
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const override { return {}; }
  [[nodiscard]] Result<bool> read(media::Frame& frame) override {
    if (next_ == pictures_.size()) return fail(ErrorCode::unreadable, "pulled out", "camera");
    pictures_[next_].copyTo(frame.bgr);
    frame.time = static_cast<double>(next_++);
    return true;
  }

 private:
  media::SourceInfo info_;
  std::vector<cv::Mat> pictures_;
  std::size_t next_ = 0;
};

// Looks at pictures once a second.
std::vector<Look> looks_at(const std::vector<cv::Mat>& pictures, bool remember = false) {
  auto source = look_at_frames([&] { return std::make_unique<MadeCamera>(pictures); }, true, Time{},
                               request());
  EXPECT_TRUE(source) << to_string(source.error());
  if (remember) (*source)->remember_backdrop();
  std::vector<Look> looks;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    auto look = (*source)->look(Time(std::chrono::seconds(i)), true);
    EXPECT_TRUE(look && *look);
    looks.push_back(**look);
  }
  return looks;
}

cv::Mat photo(const char* name) { return cv::imread(media_file(name).string()); }

cv::Mat shifted(const cv::Mat& picture, double x) {
  cv::Mat out;
  cv::warpAffine(picture, out, cv::Matx23d(1, 0, x, 0, 1, 0), picture.size(), cv::INTER_LINEAR,
                 cv::BORDER_REFLECT);
  return out;
}

TEST(Looks, a_video_shows_the_person_at_the_desk_until_it_ends) {
  DORSAL_NEEDS(media_file("desk_side_sync1.mp4"));
  auto source = look_at_recording(media_file("desk_side_sync1.mp4"), Time{}, request());
  ASSERT_TRUE(source) << to_string(source.error());
  std::size_t looks = 0;
  std::size_t present = 0;
  std::size_t with_trunk = 0;
  for (Time now{};; now += 1s) {
    const auto look = (*source)->look(now, true);
    ASSERT_TRUE(look);
    if (!*look) break;
    ++looks;
    if ((*look)->unchanged) continue;
    if ((*look)->sight == Sight::present) ++present;
    if ((*look)->measures.trunk_inclination) ++with_trunk;
  }
  EXPECT_GE(looks, 5U);
  EXPECT_GT(present, looks / 2);
  EXPECT_GT(with_trunk, 0U);
}

TEST(Looks, the_same_picture_is_measured_once) {
  DORSAL_NEEDS(media_file("sit_straight_armsfolded.jpg"));
  const cv::Mat sitting = photo("sit_straight_armsfolded.jpg");
  const auto looks = looks_at({sitting, sitting, photo("sit_reclined_right.jpg")});
  EXPECT_FALSE(looks[0].unchanged);
  EXPECT_EQ(looks[0].sight, Sight::present);
  EXPECT_TRUE(looks[1].unchanged);
  EXPECT_FALSE(looks[2].unchanged);
}

TEST(Looks, who_leans_forward_is_seen_to) {
  DORSAL_NEEDS(media_file("sit_hunchback_right.jpg"));
  const auto looks =
      looks_at({photo("sit_straight_armsfolded.jpg"), photo("sit_hunchback_right.jpg")});
  ASSERT_TRUE(looks[0].measures.trunk_inclination && looks[1].measures.trunk_inclination);
  EXPECT_GT(in_degrees(*looks[1].measures.trunk_inclination),
            in_degrees(*looks[0].measures.trunk_inclination) + 20);
}

TEST(Looks, two_people_side_by_side_are_somebody_else) {
  DORSAL_NEEDS(media_file("sit_hunchback_right.jpg"));
  cv::Mat pair;
  const cv::Mat one = photo("sit_hunchback_right.jpg");
  cv::Mat other;
  cv::flip(one, other, 1);
  cv::hconcat(one, other, pair);
  EXPECT_EQ(looks_at({pair})[0].sight, Sight::somebody_else);
}

std::vector<cv::Mat> pictures_of(const char* name) {
  std::vector<cv::Mat> pictures;
  auto film = media::open_source(media_file(name));
  EXPECT_TRUE(film) << to_string(film.error());
  for (media::Frame frame; *(*film)->read(frame);) pictures.push_back(frame.bgr.clone());
  return pictures;
}

// He talks with his hands, turns, and holds a board before his chest.
TEST(Looks, one_person_who_turns_and_is_half_hidden_stays_the_same_person) {
  DORSAL_NEEDS(media_file("desk_side_sync1.mp4"));
  const auto looks = looks_at(pictures_of("desk_side_sync1.mp4"), true);
  watch::Calibration calibration;
  calibration.upright = looks[0].measures;
  calibration.outline = looks[0].outline;
  watch::Recognition recognition;
  for (const Look& look : looks) {
    if (look.unchanged) continue;
    const watch::Recognised recognised =
        recognition.add(look, calibration, watch::published_limits());
    EXPECT_NE(recognised.sight, Sight::somebody_else);
    EXPECT_FALSE(recognised.doubtful);
  }
}

// A hand hides his face, by which the detector finds people: alone it finds nobody in the second
// and the fourth of these pictures.
TEST(Looks, a_hand_before_the_face_is_no_absence) {
  DORSAL_NEEDS(media_file("desk_low_oblique_sync1.mp4"));
  const auto film = pictures_of("desk_low_oblique_sync1.mp4");
  std::vector<cv::Mat> pictures;
  for (const std::size_t i : {29U, 30U, 42U, 43U}) {
    cv::resize(film.at(i), pictures.emplace_back(), {640, 360}, 0, 0, cv::INTER_AREA);
  }
  for (const Look& look : looks_at(pictures)) EXPECT_EQ(look.sight, Sight::present);
}

TEST(Looks, who_has_left_is_gone_with_the_next_look) {
  DORSAL_NEEDS(media_file("sit_straight_armsfolded.jpg"));
  const cv::Mat sitting = photo("sit_straight_armsfolded.jpg");
  const cv::Mat empty(sitting.size(), sitting.type(), cv::Scalar::all(90));
  const auto looks = looks_at({sitting, empty, sitting, empty});
  EXPECT_EQ(looks[0].sight, Sight::present);
  EXPECT_EQ(looks[1].sight, Sight::absent);
  EXPECT_EQ(looks[2].sight, Sight::present);
  EXPECT_EQ(looks[3].sight, Sight::absent);
}

TEST(Looks, an_empty_room_shows_nobody) {
  EXPECT_EQ(looks_at({cv::Mat(480, 640, CV_8UC3, cv::Scalar::all(90))})[0].sight, Sight::absent);
}

TEST(Looks, a_moved_camera_shows_in_the_background) {
  DORSAL_NEEDS(media_file("desk_front_sync1.mp4"));
  auto video = media::open_source(media_file("desk_front_sync1.mp4"));
  media::Frame frame;
  ASSERT_TRUE(video && *(*video)->read(frame));
  // Twice as far as the border. The second picture has no noise of its own, which only makes it
  // harder to take the first for moved.
  const double border = watch::published_limits().background_shift.value;
  const auto looks = looks_at({frame.bgr, shifted(frame.bgr, 2 * border * frame.bgr.rows)}, true);
  ASSERT_TRUE(looks[0].outline && looks[1].outline);
  ASSERT_TRUE(looks[0].outline->background && looks[1].outline->background);
  EXPECT_EQ(*looks[0].outline->background, 0);
  EXPECT_GT(*looks[1].outline->background, border);
}

TEST(Looks, a_camera_that_was_pulled_out_is_a_look_and_is_tried_again) {
  int opened = 0;
  auto source = look_at_frames(
      [&]() -> Result<std::unique_ptr<media::FrameSource>> {
        if (++opened == 2) return fail(ErrorCode::unreadable, "another program holds it", "camera");
        return std::make_unique<MadeCamera>(
            std::vector<cv::Mat>{cv::Mat(480, 640, CV_8UC3, cv::Scalar::all(90))});
      },
      true, Time{}, request());
  ASSERT_TRUE(source);
  const auto sight_at = [&](int second) {
    const auto look = (*source)->look(Time(std::chrono::seconds(second)), true);
    return look && *look ? (*look)->sight : Sight::somebody_else;
  };
  EXPECT_EQ(sight_at(0), Sight::absent);
  EXPECT_EQ(sight_at(1), Sight::no_camera);
  EXPECT_NE((*source)->trouble().find("pulled out"), std::string::npos);
  EXPECT_EQ(sight_at(2), Sight::no_camera);
  EXPECT_NE((*source)->trouble().find("another program"), std::string::npos);
  EXPECT_EQ(sight_at(3), Sight::absent);
  EXPECT_TRUE((*source)->trouble().empty());
}

TEST(Looks, landmarks_of_a_file_are_looked_at_by_their_times) {
  const fs::path hour = fs::path(DORSAL_SOURCE_DIR) / "examples/desk_hour.csv";
  auto source = look_at_recording(hour, Time{}, request());
  ASSERT_TRUE(source) << to_string(source.error());
  std::size_t looks = 0;
  std::size_t with_trunk = 0;
  Time now{};
  for (;; now += 30s) {
    const auto look = (*source)->look(now, true);
    ASSERT_TRUE(look);
    if (!*look) break;
    ++looks;
    if ((*look)->measures.trunk_inclination) ++with_trunk;
  }
  EXPECT_NEAR(static_cast<double>(looks), 120, 2) << "an hour";
  EXPECT_GT(with_trunk, looks / 2);
}

TEST(Looks, what_cannot_be_watched_is_refused_at_once) {
  EXPECT_FALSE(look_at_recording("/no/such/file.mp4", Time{}, request()));
  LookRequest without_nets;
  without_nets.pose_models = "/no/such/folder";
  EXPECT_FALSE(look_through_camera(0, without_nets));
}

TEST(Looks, photos_have_no_time) {
  DORSAL_NEEDS(media_file("sit_reclined_right.jpg"));
  const auto source = look_at_recording(media_file("sit_reclined_right.jpg"), Time{}, request());
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace dorsal::pipeline
