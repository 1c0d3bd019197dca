#include <gtest/gtest.h>

#include "dorsal/media/frame_rate.hpp"
#include "dorsal/media/frame_source.hpp"
#include "made_media.hpp"

namespace dorsal::media {
namespace {

struct Reading {
  std::vector<double> times;
  std::vector<int> shades;
};

Reading read_all(FrameSource& source) {
  Reading reading;
  Frame frame;
  while (true) {
    const auto more = source.read(frame);
    EXPECT_TRUE(more);
    if (!more || !*more) return reading;
    EXPECT_EQ(frame.index, reading.times.size());
    reading.times.push_back(frame.time);
    reading.shades.push_back(shade_of(frame.bgr));
  }
}

TEST(FrameSource, a_video_gives_its_frames_in_order_with_their_times) {
  const TemporaryFolder folder;
  write_video(folder / "a.avi", 64, 48, 5);
  auto source = open_source(folder / "a.avi");
  ASSERT_TRUE(source) << to_string(source.error());
  const SourceInfo& info = (*source)->info();
  EXPECT_EQ(info.kind, SourceKind::video);
  EXPECT_EQ(info.width, 64);
  EXPECT_EQ(info.height, 48);
  EXPECT_DOUBLE_EQ(info.fps, 10);
  EXPECT_EQ(info.frames, 5U);
  const Reading reading = read_all(**source);
  ASSERT_EQ(reading.times.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(reading.times[i], 0.1 * static_cast<double>(i), 1e-9);
    EXPECT_NEAR(reading.shades[i], 10 + 5 * static_cast<int>(i), 2);  // lossy coding
  }
  EXPECT_TRUE((*source)->diagnostics().empty());
}

TEST(FrameSource, uneven_frames_keep_the_times_of_the_container) {
  const TemporaryFolder folder;
  const std::vector<int> times = {0, 40, 80, 280, 300, 900};  // [ms]
  write_uneven_video(folder / "a.mkv", times);
  auto source = open_source(folder / "a.mkv");
  ASSERT_TRUE(source) << to_string(source.error());
  const Reading reading = read_all(**source);
  ASSERT_EQ(reading.times.size(), times.size());
  for (std::size_t i = 0; i < times.size(); ++i) {
    EXPECT_NEAR(reading.times[i], times[i] * 1e-3, 1e-6);
  }
  EXPECT_TRUE(std::isnan(even_frame_rate(reading.times)));
}

TEST(FrameSource, times_never_fall_even_where_the_container_says_so) {
  const TemporaryFolder folder;
  write_uneven_video(folder / "a.mkv", {0, 40, 20, 30, 100});
  auto source = open_source(folder / "a.mkv");
  ASSERT_TRUE(source) << to_string(source.error());
  const Reading reading = read_all(**source);
  EXPECT_TRUE(std::is_sorted(reading.times.begin(), reading.times.end()));
  EXPECT_GE(reading.times.size(), 3U);
}

TEST(FrameSource, a_folder_gives_its_images_by_name_and_leaves_other_files_out) {
  const TemporaryFolder folder;
  cv::imwrite(folder / "b.png", made_picture(30, 20, 100));
  cv::imwrite(folder / "a.png", made_picture(20, 30, 50));
  write_text(folder / "notes.txt", "not an image");
  auto source = open_source(folder.path());
  ASSERT_TRUE(source) << to_string(source.error());
  EXPECT_EQ((*source)->info().kind, SourceKind::stills);
  EXPECT_EQ((*source)->info().width, 20);
  EXPECT_EQ((*source)->info().frames, 2U);
  const Reading reading = read_all(**source);
  EXPECT_EQ(reading.shades, (std::vector<int>{50, 100}));
  EXPECT_EQ(reading.times, (std::vector<double>{0, 1}));
}

TEST(FrameSource, an_image_that_lies_on_its_side_is_turned_upright) {
  const TemporaryFolder folder;
  std::vector<unsigned char> jpeg;
  cv::imencode(".jpg", made_picture(40, 20, 90), jpeg);
  // An APP1 segment right after the start of the image: EXIF with one tag, orientation 6.
  const std::string exif(
      "\xFF\xE1\x00\x22"
      "Exif\0\0"
      "II\x2A\0\x08\0\0\0"
      "\x01\0"
      "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
      "\0\0\0\0",
      36);
  std::string bytes(jpeg.begin(), jpeg.end());
  bytes.insert(2, exif);
  write_text(folder / "phone.jpg", bytes);
  auto source = open_source(folder / "phone.jpg");
  ASSERT_TRUE(source) << to_string(source.error());
  EXPECT_EQ((*source)->info().width, 20);
  EXPECT_EQ((*source)->info().height, 40);
}

TEST(FrameSource, portrait_tiny_and_8k_pictures_are_read) {
  const TemporaryFolder folder;
  for (const auto& [width, height] : {std::pair(48, 96), std::pair(1, 1), std::pair(7680, 4320)}) {
    cv::imwrite(folder / "a.jpg", made_picture(width, height, 70));
    auto source = open_source(folder / "a.jpg");
    ASSERT_TRUE(source) << to_string(source.error());
    Frame frame;
    ASSERT_TRUE((*source)->read(frame).value());
    EXPECT_EQ(frame.bgr.size(), cv::Size(width, height));
  }
  write_video(folder / "large.avi", 7680, 4320, 2);
  auto video = open_source(folder / "large.avi");
  ASSERT_TRUE(video) << to_string(video.error());
  EXPECT_EQ(read_all(**video).times.size(), 2U);
}

TEST(FrameRate, even_frames_have_one_and_uneven_ones_none) {
  EXPECT_NEAR(even_frame_rate(std::vector{0.0, 0.1, 0.2, 0.31}), 9.68, 0.01);
  EXPECT_TRUE(std::isnan(even_frame_rate(std::vector{0.0, 0.1, 0.4})));
  EXPECT_TRUE(std::isnan(even_frame_rate(std::vector{0.0})));
  EXPECT_TRUE(std::isnan(even_frame_rate(std::vector{1.0, 1.0, 1.0})));
}

}  // namespace
}  // namespace dorsal::media
