#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "dorsal/media/frame_source.hpp"
#include "dorsal/pose/tracker.hpp"
#include "media.hpp"
#include "model_files.hpp"

#define DORSAL_NEEDS_MODELS() \
  DORSAL_NEEDS(models_folder() / std::string(landmark_file(Variant::full).name))

namespace dorsal::pose {
namespace {

Tracker make_tracker(const TrackerOptions& options = {}) {
  return Tracker::create(models_folder(), options).value();
}

cv::Mat read_photo(const std::filesystem::path& path) {
  auto source = media::open_source(path).value();
  media::Frame frame;
  EXPECT_TRUE(source->read(frame).value());
  return frame.bgr;
}

PoseFrame find_in(const cv::Mat& photo, Variant variant = Variant::full) {
  TrackerOptions options;
  options.variant = variant;
  return make_tracker(for_stills(options)).track(photo, 0).value();
}

Eigen::Vector2f middle(const PoseFrame& frame, Landmark left, Landmark right) {
  return (frame.image_at(left) + frame.image_at(right)).head<2>() / 2;
}
Eigen::Vector2f shoulders(const PoseFrame& f) {
  return middle(f, Landmark::left_shoulder, Landmark::right_shoulder);
}
Eigen::Vector2f hips(const PoseFrame& f) {
  return middle(f, Landmark::left_hip, Landmark::right_hip);
}

/// What must hold of anyone who sits or stands upright enough in a photo.
void expect_upright(const PoseFrame& frame, const cv::Mat& photo) {
  ASSERT_TRUE(frame.present);
  EXPECT_GT(frame.score, 0.9F);
  const float trunk = (shoulders(frame) - hips(frame)).norm();
  EXPECT_GT(trunk, 0.1F * static_cast<float>(photo.rows));
  EXPECT_LT(shoulders(frame).y(), hips(frame).y());
  EXPECT_LT(frame.image_at(Landmark::nose).y(), shoulders(frame).y());
  EXPECT_GT(middle(frame, Landmark::left_knee, Landmark::right_knee).y(), shoulders(frame).y());
  for (std::size_t i = 0; i < kLandmarks; ++i) {
    EXPECT_TRUE(frame.image[i].allFinite() && frame.world[i].allFinite());
    EXPECT_GE(frame.visibility[i], 0);
    EXPECT_LE(frame.visibility[i], 1);
  }
  // World landmarks in metres, y up, from mid hip.
  const Eigen::Vector3f neck =
      (frame.world_at(Landmark::left_shoulder) + frame.world_at(Landmark::right_shoulder)) / 2;
  EXPECT_GT(neck.y(), 0.25F);
  EXPECT_NEAR(neck.norm(), 0.45, 0.12);
  // Both kinds of landmark look the same way: to the right in one is to the right in the other.
  const float lean = (shoulders(frame) - hips(frame)).x() / trunk;
  EXPECT_NEAR(neck.x() / neck.norm(), lean, 0.15);
}

struct Photo {
  const char* name;
  int faces;  // -1 to the left of the picture, +1 to the right
};

TEST(Tracker, finds_the_person_in_each_photo_whichever_way_they_face) {
  DORSAL_NEEDS_MODELS();
  for (const Photo& photo :
       {Photo{"sit_straight_armsfolded.jpg", -1}, Photo{"sit_hunchback_left.jpg", 1},
        Photo{"sit_hunchback_right.jpg", -1}, Photo{"sit_reclined_right.jpg", -1},
        Photo{"sit_kneeling_right.jpg", -1}}) {
    SCOPED_TRACE(photo.name);
    DORSAL_NEEDS(media_file(photo.name));
    const cv::Mat picture = read_photo(media_file(photo.name));
    const PoseFrame frame = find_in(picture);
    expect_upright(frame, picture);
    const float nose = frame.image_at(Landmark::nose).x();
    const float ears = middle(frame, Landmark::left_ear, Landmark::right_ear).x();
    EXPECT_GT(static_cast<float>(photo.faces) * (nose - ears), 0);
  }
}

TEST(Tracker, a_photo_taken_with_the_phone_on_its_side_is_seen_upright) {
  DORSAL_NEEDS_MODELS();
  const auto path = media_file("desk_lean_exif6.jpeg");
  DORSAL_NEEDS(path);
  const cv::Mat picture = read_photo(path);
  EXPECT_GT(picture.rows, picture.cols);
  expect_upright(find_in(picture), picture);
}

TEST(Tracker, the_three_nets_agree_about_the_trunk) {
  DORSAL_NEEDS_MODELS();
  const auto path = media_file("sit_straight_armsfolded.jpg");
  DORSAL_NEEDS(path);
  const cv::Mat picture = read_photo(path);
  const PoseFrame full = find_in(picture);
  const float trunk = (shoulders(full) - hips(full)).norm();
  for (const Variant variant : {Variant::lite, Variant::heavy}) {
    const PoseFrame other = find_in(picture, variant);
    expect_upright(other, picture);
    EXPECT_LT((shoulders(other) - shoulders(full)).norm(), 0.12F * trunk);
    EXPECT_LT((hips(other) - hips(full)).norm(), 0.12F * trunk);
  }
}

TEST(Tracker, a_mirrored_photo_gives_the_mirrored_landmarks) {
  DORSAL_NEEDS_MODELS();
  const auto path = media_file("sit_hunchback_left.jpg");
  DORSAL_NEEDS(path);
  const cv::Mat picture = read_photo(path);
  cv::Mat mirrored;
  cv::flip(picture, mirrored, 1);
  const PoseFrame a = find_in(picture);
  const PoseFrame b = find_in(mirrored);
  const float trunk = (shoulders(a) - hips(a)).norm();
  const auto width = static_cast<float>(picture.cols);
  EXPECT_NEAR(shoulders(a).x(), width - shoulders(b).x(), 0.08F * trunk);
  EXPECT_NEAR(hips(a).x(), width - hips(b).x(), 0.08F * trunk);
}

TEST(Tracker, nobody_is_found_where_nobody_is) {
  DORSAL_NEEDS_MODELS();
  Tracker tracker = make_tracker();
  cv::Mat noise(480, 640, CV_8UC3);
  cv::RNG random(5);
  random.fill(noise, cv::RNG::UNIFORM, 0, 256);
  cv::Mat gradient(480, 640, CV_8UC3);
  for (int y = 0; y < gradient.rows; ++y) gradient.row(y).setTo(cv::Scalar::all(0.5 * y));
  const cv::Mat black(720, 1280, CV_8UC3, cv::Scalar::all(0));
  const cv::Mat pixel(1, 1, CV_8UC3, cv::Scalar::all(90));
  double time = 0;
  for (const cv::Mat& picture : {noise, gradient, black, pixel}) {
    const PoseFrame frame = tracker.track(picture, time).value();
    EXPECT_FALSE(frame.present);
    EXPECT_DOUBLE_EQ(frame.time, time);
    EXPECT_TRUE(std::isnan(frame.image_at(Landmark::nose).x()));
    time += 1;
  }
}

TEST(Tracker, a_picture_that_is_none_is_an_error) {
  DORSAL_NEEDS_MODELS();
  Tracker tracker = make_tracker();
  EXPECT_EQ(tracker.track(cv::Mat(), 0).error().code, ErrorCode::malformed);
  EXPECT_EQ(tracker.track(cv::Mat(9, 9, CV_8UC1), 0).error().code, ErrorCode::malformed);
}

/// Tracks the frames of a recording from `first` to `last`.
std::map<std::size_t, PoseFrame> track_stretch(const std::filesystem::path& path, Tracker& tracker,
                                               std::size_t first, std::size_t last) {
  auto source = media::open_source(path).value();
  media::Frame frame;
  std::map<std::size_t, PoseFrame> poses;
  while (source->read(frame).value() && frame.index <= last) {
    if (frame.index < first) continue;
    poses[frame.index] = tracker.track(frame.bgr, frame.time).value();
  }
  return poses;
}

TEST(Tracker, follows_a_walker_through_the_picture) {
  DORSAL_NEEDS_MODELS();
  const auto path = media_file("walk_side_jump_landing.mp4");
  DORSAL_NEEDS(path);
  Tracker tracker = make_tracker();
  const auto poses = track_stretch(path, tracker, 0, 90);
  std::vector<const PoseFrame*> present;
  for (const auto& [index, pose] : poses) {
    if (pose.present) present.push_back(&pose);
  }
  for (std::size_t i = 1; i < present.size(); ++i) {
    const PoseFrame& now = *present[i];
    const float trunk = (shoulders(now) - hips(now)).norm();
    EXPECT_LT((hips(now) - hips(*present[i - 1])).norm(), trunk) << now.time;  // no jumps
  }
  EXPECT_GE(present.size(), 80U);
}

TEST(Tracker, empty_frames_are_absences_and_a_table_is_no_ghost) {
  DORSAL_NEEDS_MODELS();
  const auto path = media_file("walk_stand_rear_high.mp4");
  DORSAL_NEEDS(path);
  Tracker tracker = make_tracker();
  // Looked at: in frames 705 to 740 and 875 to 915 there is nobody; in 755 to 855 somebody.
  for (const auto& [index, pose] : track_stretch(path, tracker, 680, 915)) {
    const bool empty = (index >= 705 && index <= 740) || (index >= 875 && index <= 915);
    const bool there = index >= 755 && index <= 855;
    EXPECT_FALSE(empty && pose.present) << index;
    EXPECT_FALSE(there && !pose.present) << index;
  }
}

TEST(Tracker, equal_frames_give_equal_bits) {
  DORSAL_NEEDS_MODELS();
  const auto path = media_file("desk_side_sync1.mp4");
  DORSAL_NEEDS(path);
  Tracker one = make_tracker();
  Tracker two = make_tracker();
  const auto first = track_stretch(path, one, 0, 8);
  const auto second = track_stretch(path, two, 0, 8);
  one.reset();
  const auto again = track_stretch(path, one, 0, 8);
  ASSERT_EQ(first.size(), 9U);
  for (const auto& [index, pose] : first) {
    ASSERT_TRUE(pose.present);
    for (std::size_t i = 0; i < kLandmarks; ++i) {
      EXPECT_EQ(pose.image[i], second.at(index).image[i]);
      EXPECT_EQ(pose.world[i], again.at(index).world[i]);
    }
  }
}

TEST(Tracker, smoothing_calms_a_still_picture_with_noise) {
  DORSAL_NEEDS_MODELS();
  const auto path = media_file("sit_straight_armsfolded.jpg");
  DORSAL_NEEDS(path);
  cv::Mat photo;
  cv::resize(read_photo(path), photo, {}, 0.4, 0.4, cv::INTER_AREA);
  const auto unrest = [&](bool smoothing) {
    TrackerOptions options;
    options.smoothing = smoothing;
    Tracker tracker = make_tracker(options);
    cv::RNG random(2);
    std::vector<Eigen::Vector3f> wrists;
    for (int i = 0; i < 12; ++i) {
      cv::Mat noise(photo.size(), CV_8UC3);
      random.fill(noise, cv::RNG::UNIFORM, 0, 24);
      const PoseFrame pose = tracker.track(photo + noise, i / 30.0).value();
      EXPECT_TRUE(pose.present);
      wrists.push_back(pose.image_at(Landmark::left_wrist));
    }
    double sum = 0;
    for (std::size_t i = 1; i < wrists.size(); ++i) {
      sum += (wrists[i] - wrists[i - 1]).head<2>().norm();
    }
    return sum;
  };
  EXPECT_LT(unrest(true), 0.7 * unrest(false));
}

TEST(Tracker, the_chosen_person_is_followed_or_else_the_larger) {
  DORSAL_NEEDS_MODELS();
  const auto path = media_file("sit_straight_armsfolded.jpg");
  DORSAL_NEEDS(path);
  // One person on the right, and the same at three quarters of the size on the left.
  cv::Mat large;
  cv::Mat small;
  const cv::Mat photo = read_photo(path);
  cv::resize(photo, large, cv::Size(540, 960), 0, 0, cv::INTER_AREA);
  cv::resize(photo, small, cv::Size(405, 720), 0, 0, cv::INTER_AREA);
  cv::Mat both(960, 1080, CV_8UC3, cv::Scalar::all(200));
  large.copyTo(both(cv::Rect(540, 0, 540, 960)));
  small.copyTo(both(cv::Rect(60, 240, 405, 720)));
  TrackerOptions options;
  const PoseFrame larger = make_tracker(for_stills(options)).track(both, 0).value();
  options.person = Eigen::Vector2f(250, 600);
  const PoseFrame chosen = make_tracker(for_stills(options)).track(both, 0).value();
  ASSERT_TRUE(larger.present && chosen.present);
  EXPECT_GT(hips(larger).x(), 540);
  EXPECT_LT(hips(chosen).x(), 540);
}

TEST(Tracker, the_mask_covers_the_trunk_and_not_the_corner) {
  DORSAL_NEEDS_MODELS();
  const auto path = media_file("sit_straight_armsfolded.jpg");
  DORSAL_NEEDS(path);
  const cv::Mat photo = read_photo(path);
  TrackerOptions options = for_stills({});
  Tracker without = make_tracker(options);
  options.mask = true;
  Tracker tracker = make_tracker(options);
  EXPECT_FALSE(tracker.mask());  // nothing tracked yet
  const PoseFrame pose = tracker.track(photo, 0).value();
  const PoseFrame same = without.track(photo, 0).value();
  EXPECT_FALSE(without.mask());
  EXPECT_EQ(pose.image_at(Landmark::nose), same.image_at(Landmark::nose));
  const auto mask = tracker.mask();
  ASSERT_TRUE(mask);
  cv::Mat to_picture(2, 3, CV_32F);
  for (int r = 0; r < 2; ++r) {
    for (int c = 0; c < 3; ++c) to_picture.at<float>(r, c) = mask->picture_from_mask(r, c);
  }
  cv::Mat in_picture;
  cv::warpAffine(mask->probability, in_picture, to_picture, photo.size());
  const Eigen::Vector2f belly = (shoulders(pose) + hips(pose)) / 2;
  EXPECT_GT(in_picture.at<float>(static_cast<int>(belly.y()), static_cast<int>(belly.x())), 0.9F);
  EXPECT_LT(in_picture.at<float>(5, 5), 0.1F);
}

}  // namespace
}  // namespace dorsal::pose
