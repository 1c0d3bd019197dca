#include <fmt/core.h>
#include <xnnpack.h>

#include <algorithm>
#include <array>
#include <functional>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "detector.hpp"
#include "landmark_net.hpp"
#include "measures.hpp"
#include "model_files.hpp"
#include "stopwatch.hpp"
#include "xnnpack_graph.hpp"

namespace dorsal::bench {
namespace {

using pose::Graph;

/// A graph run by XNNPACK alone: no picture, no decoding of outputs.
class BareNet {
 public:
  BareNet(const std::vector<std::byte>& bytes, const std::vector<std::string>& left_out)
      : graph_(pose::read_tflite(bytes).value()) {
    std::vector<std::size_t> outputs;
    for (const std::size_t output : graph_.outputs) {
      const auto& name = graph_.tensors[output].name;
      if (std::find(left_out.begin(), left_out.end(), name) == left_out.end()) {
        outputs.push_back(output);
      }
    }
    const auto ops = pose::needed_ops(graph_, outputs);
    std::vector<pose::ExternalTensor> external = {{graph_.inputs[0], buffer(graph_.inputs[0])}};
    for (const auto& op : ops) {
      const bool wanted = std::find(outputs.begin(), outputs.end(), op.output) != outputs.end();
      if (!wanted) continue;
      if (op.kind != pose::OpKind::concatenation)
        external.push_back({op.output, buffer(op.output)});
      if (op.kind != pose::OpKind::concatenation) continue;
      for (const std::size_t part : op.inputs) external.push_back({part, buffer(part)});
    }
    runtime_ = pose::build_runtime(graph_, ops, external).value();
  }
  void run() { xnn_invoke_runtime(runtime_.get()); }

 private:
  float* buffer(std::size_t tensor) {
    constexpr std::size_t kSlack = 16;
    buffers_.emplace_back(pose::element_count(graph_.tensors[tensor].shape) + kSlack, 0.5F);
    return buffers_.back().data();
  }
  Graph graph_;
  std::vector<std::vector<float>> buffers_;
  pose::RuntimeOwner runtime_;
};

struct Contender {
  const char* name;
  std::function<void()> run;
  std::vector<double> times;  // [s] of this thread's processor
};

/// Takes turns, so that a busy machine disturbs all alike.
void race(std::vector<Contender>& contenders) {
  constexpr int kWarmUp = 10;
  constexpr int kRounds = 60;
  for (int round = 0; round < kWarmUp + kRounds; ++round) {
    for (auto& contender : contenders) {
      const double start = seconds(CLOCK_THREAD_CPUTIME_ID);
      contender.run();
      const double time = seconds(CLOCK_THREAD_CPUTIME_ID) - start;
      if (round >= kWarmUp) contender.times.push_back(time);
    }
  }
}

double quantile(std::vector<double> values, double share) {
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + at, values.end());
  return values[static_cast<std::size_t>(at)];
}

void print(const char* net, const std::vector<Contender>& contenders) {
  const double bare = quantile(contenders.front().times, 0.5);
  for (const auto& contender : contenders) {
    const double median = quantile(contender.times, 0.5);
    fmt::print("{:<9} {:<34} {:7.2f} {:7.2f} {:7.2f} {:8.3f}\n", net, contender.name, 1e3 * median,
               1e3 * quantile(contender.times, 0.1), 1e3 * quantile(contender.times, 0.9),
               median / bare);
  }
}

}  // namespace

void measure_nets(const std::filesystem::path& models, const std::filesystem::path& photo) {
  cv::Mat picture;  // of 720 lines, as the loop has
  cv::resize(cv::imread(photo.string()), picture, cv::Size(1280, 720));
  fmt::print("net       what                                median     p10     p90  to bare\n");
  const auto detector_bytes = pose::load_model_file(models, pose::detector_file()).value();
  auto detector = pose::Detector::create(detector_bytes).value();
  BareNet bare_detector(detector_bytes, {});
  auto detector_net = pose::Network::create(detector_bytes).value();
  std::vector<Contender> race_of_detectors = {
      {"XNNPACK, its graph", [&] { bare_detector.run(); }, {}},
      {"Network::run", [&] { detector_net.run(); }, {}},
      {"Detector::detect", [&] { (void)detector.detect(picture); }, {}}};
  race(race_of_detectors);
  print("detector", race_of_detectors);

  const auto people = detector.detect(picture);
  const pose::Roi roi = roi_of(people.at(0));
  constexpr std::array kNames = {"lite", "full", "heavy"};
  for (const auto variant : {pose::Variant::lite, pose::Variant::full, pose::Variant::heavy}) {
    const auto bytes = pose::load_model_file(models, pose::landmark_file(variant)).value();
    BareNet whole(bytes, {});
    BareNet needed(bytes, {"Identity_2"});
    auto net = pose::LandmarkNet::create(bytes, false).value();
    auto masked = pose::LandmarkNet::create(bytes, true).value();
    auto network = pose::Network::create(bytes).value();
    std::vector<Contender> nets = {
        {"XNNPACK, its graph", [&] { whole.run(); }, {}},
        {"Network::run", [&] { network.run(); }, {}},
        {"XNNPACK, graph without the mask", [&] { needed.run(); }, {}},
        {"LandmarkNet::locate", [&] { (void)net.locate(picture, roi); }, {}},
        {"LandmarkNet::locate with the mask", [&] { (void)masked.locate(picture, roi); }, {}}};
    race(nets);
    print(kNames.at(static_cast<std::size_t>(variant)), nets);
  }
}

}  // namespace dorsal::bench
