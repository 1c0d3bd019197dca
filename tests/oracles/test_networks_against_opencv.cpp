// The pose networks run by XNNPACK must agree with the same networks run by OpenCV, which got them
// by another way: a reader of .tflite in Python, and ONNX.
#include <gtest/gtest.h>

#ifndef DORSAL_WITH_OPENCV_DNN

TEST(Networks, agree_with_opencv) { GTEST_SKIP() << "libopencv_dnn is not installed"; }

#else

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <opencv2/dnn.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>
#include <string>
#include <vector>

#include "network.hpp"

namespace dorsal::pose {
namespace {

namespace fs = std::filesystem;

fs::path folder_from(const char* variable, const fs::path& otherwise) {
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): before any thread
  return value != nullptr ? fs::path(value) : otherwise;
}

struct Bound {
  std::string output;
  double most;  // greatest difference allowed, in the unit of the output
};

struct Net {
  std::string name;
  int side;
  double low;  // of the input's range; it ends at 1
  std::vector<Bound> bounds;
};

// 0.01 px of the landmark net's 256 and of the detector's 224 is the mark; the others were chosen
// to be as small beside what they mean. The heatmap and the scores are log odds.
const std::vector<Bound> kLandmarkBounds = {
    {"Identity", 0.01}, {"Identity_1", 1e-4}, {"Identity_3", 0.01}, {"Identity_4", 1e-4}};
const std::vector<Net> kNets = {
    {"pose_landmark_lite", 256, 0.0, kLandmarkBounds},
    {"pose_landmark_full", 256, 0.0, kLandmarkBounds},
    {"pose_detection", 224, -1.0, {{"Identity", 0.01}, {"Identity_1", 0.01}}}};

// Smooth blobs under noise: a picture of nothing, in which every part of a net has work.
cv::Mat made_up_picture(int side) {
  std::mt19937 random(20240229);
  std::uniform_int_distribution<int> byte(0, 255);
  cv::Mat coarse(9, 9, CV_8UC3);
  cv::Mat noise(side, side, CV_8UC3);
  const auto fill = [&](cv::Mat& mat) {
    std::for_each(mat.datastart, mat.dataend, [&](const uchar& value) {
      const_cast<uchar&>(value) = static_cast<uchar>(byte(random));
    });
  };
  fill(coarse);
  fill(noise);
  cv::Mat picture;
  cv::resize(coarse, picture, noise.size(), 0, 0, cv::INTER_CUBIC);
  cv::addWeighted(picture, 0.9, noise, 0.1, 0, picture);
  return picture;
}

cv::Mat as_input(const cv::Mat& bgr, const Net& net) {
  cv::Mat small;
  cv::Mat input;
  cv::resize(bgr, small, cv::Size(net.side, net.side), 0, 0, cv::INTER_AREA);
  cv::cvtColor(small, small, cv::COLOR_BGR2RGB);
  small.convertTo(input, CV_32FC3, (1 - net.low) / 255, net.low);
  return input;
}

fs::path converted(const Net& net, const fs::path& source) {
  // Tests of one net may run at the same time.
  const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
  std::string file = net.name + "_" + test + ".onnx";
  std::ranges::replace(file, '/', '_');
  fs::path target = fs::path(testing::TempDir()) / file;
  const std::string script = DORSAL_SOURCE_DIR "/tools/tflite_to_onnx/tflite_to_onnx.py";
  const fs::path python = folder_from("DORSAL_PYTHON", "/usr/bin/python3");
  const std::string command =
      python.string() + " -B '" + script + "' '" + source.string() + "' '" + target.string() + "'";
  const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): a script of ours
  EXPECT_EQ(status, 0) << command;
  return target;
}

bool has_python_onnx() {
  const fs::path python = folder_from("DORSAL_PYTHON", "/usr/bin/python3");
  const std::string command = python.string() + " -c 'import numpy, onnx' 2>/dev/null";
  return std::system(command.c_str()) == 0;  // NOLINT(cert-env33-c): a fixed command
}

std::vector<std::byte> bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  const auto* first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

class NetworkAgainstOpencv : public testing::TestWithParam<Net> {
 protected:
  void SetUp() override {
    const fs::path folder = folder_from("DORSAL_POSE_MODEL_DIR", DORSAL_POSE_MODELS);
    model_ = folder / (GetParam().name + ".tflite");
    if (!fs::exists(model_)) GTEST_SKIP() << model_ << " is not there";
    if (!has_python_onnx()) GTEST_SKIP() << "Python's onnx (python3-onnx) is not installed";
  }

  // Runs both networks on each picture and compares every output that dorsal reads.
  void compare(const std::vector<cv::Mat>& pictures) const {
    const Net& net = GetParam();
    std::vector<std::string> names;
    for (const Bound& bound : net.bounds) names.push_back(bound.output);
    auto own = Network::create(bytes_of(model_), names);
    ASSERT_TRUE(own) << to_string(own.error());
    cv::setNumThreads(1);
    const fs::path onnx = converted(net, model_);
    auto other = cv::dnn::readNetFromONNX(onnx.string());
    fs::remove(onnx);
    for (const cv::Mat& picture : pictures) {
      const cv::Mat input = as_input(picture, net);
      std::copy_n(input.ptr<float>(), own->input().size(), own->input().data());
      own->run();
      other.setInput(cv::dnn::blobFromImage(input));
      std::vector<cv::Mat> outputs;
      other.forward(outputs, std::vector<cv::String>(names.begin(), names.end()));
      for (std::size_t i = 0; i < names.size(); ++i) compare_output(*own, i, outputs[i]);
    }
  }

 private:
  void compare_output(const Network& own, std::size_t i, const cv::Mat& other) const {
    const Bound& bound = GetParam().bounds[i];
    const auto values = own.output(i);
    // OpenCV has channels before rows where dorsal has them last.
    cv::Mat turned = other;
    if (other.dims == 4) cv::transposeND(other, {0, 2, 3, 1}, turned);
    ASSERT_EQ(values.size(), turned.total()) << bound.output;
    double most = 0;
    for (std::size_t k = 0; k < values.size(); ++k) {
      const double difference = std::abs(double{values[k]} - double{turned.ptr<float>()[k]});
      most = std::isfinite(difference) ? std::max(most, difference) : INFINITY;
    }
    EXPECT_LE(most, bound.most) << bound.output;
    RecordProperty(bound.output, std::to_string(most));
  }

  fs::path model_;
};

TEST_P(NetworkAgainstOpencv, agrees_on_a_picture_of_nothing) {
  compare({made_up_picture(GetParam().side)});
}

TEST_P(NetworkAgainstOpencv, agrees_on_photos_of_people) {
  const fs::path media = folder_from("DORSAL_MEDIA_DIR", DORSAL_SOURCE_DIR "/../shared/media");
  std::vector<cv::Mat> photos;
  for (const char* name : {"sit_hunchback_left.jpg", "sit_straight_armsfolded.jpg"}) {
    if (!fs::exists(media / name)) GTEST_SKIP() << media / name << " is not there";
    photos.push_back(cv::imread((media / name).string()));
    ASSERT_FALSE(photos.back().empty()) << name;
  }
  compare(photos);
}

INSTANTIATE_TEST_SUITE_P(Oracles, NetworkAgainstOpencv, testing::ValuesIn(kNets),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace dorsal::pose

#endif
