#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

fs::path from_environment(const char* name, const char* otherwise) {
  const char* folder = std::getenv(name);
  return folder != nullptr && *folder != '\0' ? folder : otherwise;
}

std::string view_in(const std::string& arguments) {
  const Outcome run = run_dorsal("analyze " + arguments + " --json --net lite --uncertainty 0");
  EXPECT_EQ(run.code, 0) << run.err;
  const nlohmann::json view = run.json()["view"];
  return view.is_string() ? view.get<std::string>() : "none";
}

TEST(Follow, of_two_people_the_one_nearest_to_the_point_is_analysed) {
  const fs::path media = from_environment("DORSAL_MEDIA_DIR", DORSAL_SOURCE_DIR "/../shared/media");
  const fs::path one = media / "sit_hunchback_left.jpg";
  const fs::path other = media / "sit_hunchback_right.jpg";
  for (const fs::path& needed :
       {one, other, from_environment("DORSAL_POSE_MODEL_DIR", DORSAL_POSE_MODELS)}) {
    if (!fs::exists(needed)) GTEST_SKIP() << "missing: " << needed;
  }
  const cv::Mat left = cv::imread(one.string());
  cv::Mat right = cv::imread(other.string());
  const int width = left.cols;
  // pasted side by side; where the second is higher or lower, the rest stays black
  cv::Mat both = cv::Mat::zeros(std::max(left.rows, right.rows), width + right.cols, CV_8UC3);
  left.copyTo(both(cv::Rect(0, 0, left.cols, left.rows)));
  right.copyTo(both(cv::Rect(width, 0, right.cols, right.rows)));
  const TestFolder folder;
  const std::string picture = (folder.path() / "both.png").string();
  ASSERT_TRUE(cv::imwrite(picture, both));
  const auto at = [&](int x) {
    return picture + " --follow " + std::to_string(x) + "," + std::to_string(left.rows / 2);
  };
  EXPECT_EQ(view_in(at(width / 2)), view_in(one.string()));
  EXPECT_EQ(view_in(at(width + right.cols / 2)), view_in(other.string()));
  EXPECT_NE(view_in(one.string()), view_in(other.string()));  // or this test could not fail
}

}  // namespace
}  // namespace dorsal::app_test
