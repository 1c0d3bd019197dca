#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>

#include "dorsal/media/frame_source.hpp"
#include "made_media.hpp"

namespace dorsal::media {
namespace {

/// Each case: opening fails with this code and a sentence that has this word, and nothing else
/// reaches standard error.
void expect_refused(const std::filesystem::path& path, ErrorCode code, const std::string& word) {
  testing::internal::CaptureStderr();
  const auto source = open_source(path);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, code) << to_string(source.error());
  EXPECT_NE(to_string(source.error()).find(word), std::string::npos) << to_string(source.error());
  EXPECT_NE(source.error().place, "");
}

TEST(BadMedia, a_file_that_is_not_there) {
  expect_refused("/nowhere/at/all.mp4", ErrorCode::no_such_file, "no such file");
}

TEST(BadMedia, an_empty_file) {
  const TemporaryFolder folder;
  write_text(folder / "a.mp4", "");
  write_text(folder / "a.jpg", "");
  expect_refused(folder / "a.mp4", ErrorCode::unreadable, "empty");
  expect_refused(folder / "a.jpg", ErrorCode::unreadable, "empty");
}

TEST(BadMedia, text_that_is_named_like_a_video_or_an_image) {
  const TemporaryFolder folder;
  write_text(folder / "a.mp4", "Dear diary, today my neck hurts.\n");
  write_text(folder / "a.png", "Dear diary, today my neck hurts.\n");
  expect_refused(folder / "a.mp4", ErrorCode::unreadable, "no video");
  expect_refused(folder / "a.png", ErrorCode::unreadable, "no image");
}

TEST(BadMedia, a_playlist_that_is_named_like_a_video_opens_nothing_else) {
  const TemporaryFolder folder;
  write_text(folder / "a.mp4", "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/b.ts\n#EXT-X-ENDLIST\n");
  expect_refused(folder / "a.mp4", ErrorCode::unreadable, "no video");
}

TEST(BadMedia, sound_without_pictures) {
  const TemporaryFolder folder;
  write_text(folder / "a.mp4", made_sound());
  expect_refused(folder / "a.mp4", ErrorCode::unreadable, "sound only");
}

TEST(BadMedia, an_unknown_ending) {
  const TemporaryFolder folder;
  write_text(folder / "a.docx", "x");
  expect_refused(folder / "a.docx", ErrorCode::unsupported, "ending");
}

TEST(BadMedia, a_pipe_that_nobody_writes_into_is_not_waited_for) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo((folder / "a.mp4").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo((folder / "a.png").c_str(), 0600), 0);
  expect_refused(folder / "a.mp4", ErrorCode::unsupported, "pipe");
  expect_refused(folder / "a.png", ErrorCode::unsupported, "pipe");
}

TEST(BadMedia, a_folder_without_images) {
  const TemporaryFolder folder;
  write_text(folder / "a.txt", "x");
  expect_refused(folder.path(), ErrorCode::missing, "no images");
}

TEST(BadMedia, a_folder_whose_images_are_none) {
  const TemporaryFolder folder;
  write_text(folder / "a.png", "x");
  expect_refused(folder.path(), ErrorCode::unreadable, "no image");
}

TEST(BadMedia, a_broken_image_among_good_ones_is_left_out_and_named) {
  const TemporaryFolder folder;
  cv::imwrite(folder / "a.png", made_picture(20, 20, 50));
  write_text(folder / "b.png", "x");
  cv::imwrite(folder / "c.png", made_picture(20, 20, 60));
  auto source = open_source(folder.path());
  ASSERT_TRUE(source);
  Frame frame;
  int count = 0;
  while ((*source)->read(frame).value()) ++count;
  EXPECT_EQ(count, 2);
  ASSERT_EQ((*source)->diagnostics().size(), 1U);
  EXPECT_NE((*source)->diagnostics()[0].place.find("b.png"), std::string::npos);
}

TEST(BadMedia, a_video_that_was_cut_gives_the_frames_that_are_there_and_says_so) {
  const TemporaryFolder folder;
  write_video(folder / "a.avi", 320, 240, 40);
  cut(folder / "a.avi", 0.5);
  testing::internal::CaptureStderr();
  auto source = open_source(folder / "a.avi");
  ASSERT_TRUE(source) << to_string(source.error());
  Frame frame;
  int count = 0;
  while ((*source)->read(frame).value()) ++count;
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_GT(count, 5);
  EXPECT_LT(count, 30);
  ASSERT_EQ((*source)->diagnostics().size(), 1U);
  EXPECT_NE((*source)->diagnostics()[0].sentence.find("ends early"), std::string::npos);
}

TEST(BadMedia, a_video_whose_index_was_cut_off_is_refused) {
  const TemporaryFolder folder;
  const auto path = folder / "a.mp4";
  {
    cv::VideoWriter writer(path.string(), cv::CAP_FFMPEG,
                           cv::VideoWriter::fourcc('m', 'p', '4', 'v'), 10, cv::Size(64, 64));
    for (int i = 0; i < 20; ++i) writer.write(made_picture(64, 64, 10 + i));
  }
  cut(path, 0.5);
  expect_refused(path, ErrorCode::unreadable, "damaged");
}

TEST(BadMedia, an_image_that_says_it_is_enormous) {
  const TemporaryFolder folder;
  std::vector<unsigned char> png;
  cv::imencode(".png", made_picture(8, 8, 9), png);
  for (const std::size_t at : {std::size_t{18}, std::size_t{22}}) png[at] = 0xFF;  // width, height
  write_text(folder / "a.png", std::string(png.begin(), png.end()));
  expect_refused(folder / "a.png", ErrorCode::unreadable, "no image");
}

TEST(BadMedia, standard_error_is_given_back_after_an_image_was_read) {
  const TemporaryFolder folder;
  write_text(folder / "a.png", "x");
  testing::internal::CaptureStderr();
  EXPECT_FALSE(open_source(folder / "a.png"));
  std::fputs("heard", stderr);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "heard");
}

TEST(BadMedia, a_camera_that_is_not_there) {
  testing::internal::CaptureStderr();
  const auto source = open_camera(93);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::unreadable);
}

}  // namespace
}  // namespace dorsal::media
