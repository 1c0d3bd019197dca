#include "detector.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "dorsal/base/check.hpp"

namespace dorsal::pose {
namespace {

// Grids of anchors, one or more at each centre of a cell.
// @source pose_detection.tflite: 28 * 28 * 2 + 14 * 14 * 2 + 7 * 7 * 6 = 2254 outputs
struct AnchorGrid {
  int cells;
  int per_cell;
};
constexpr std::array<AnchorGrid, 3> kGrids = {{{28, 2}, {14, 2}, {7, 6}}};
constexpr std::size_t kAnchors = 2254;
constexpr std::size_t kCoordinates = 12;
constexpr float kMinScore = 0.5F;
constexpr float kMaxLogOdds = 100.0F;
constexpr float kSamePerson = 0.3F;  // intersection over union

// Bilinear sampling sees two pixels in each direction. Where the picture shrinks by this much or
// more it would pass by many, and small people break up; where it shrinks less it is what the net
// is used with elsewhere, and agrees better with MediaPipe (docs/decisions/0004).
constexpr std::size_t kSkippingShrink = 3;

std::vector<Eigen::Vector2f> make_anchors() {
  std::vector<Eigen::Vector2f> anchors;
  for (const auto& grid : kGrids) {
    const auto cells = static_cast<float>(grid.cells);
    for (int y = 0; y < grid.cells; ++y) {
      for (int x = 0; x < grid.cells; ++x) {
        const Eigen::Vector2f centre((static_cast<float>(x) + 0.5F) / cells,
                                     (static_cast<float>(y) + 0.5F) / cells);
        anchors.insert(anchors.end(), static_cast<std::size_t>(grid.per_cell), centre);
      }
    }
  }
  return anchors;
}

float overlap(const Detection& a, const Detection& b) {
  const Eigen::Vector2f low = a.low.cwiseMax(b.low);
  const Eigen::Vector2f size = (a.high.cwiseMin(b.high) - low).cwiseMax(0.0F);
  const float both = size.prod();
  const float either = (a.high - a.low).prod() + (b.high - b.low).prod() - both;
  return either > 0 ? both / either : 0;
}

Detection weighted_mean(const std::vector<Detection>& cluster) {
  Detection mean;
  mean.points.fill(Eigen::Vector2f::Zero());
  float weight = 0;
  for (const Detection& d : cluster) {
    mean.low += d.score * d.low;
    mean.high += d.score * d.high;
    for (std::size_t i = 0; i < d.points.size(); ++i) mean.points[i] += d.score * d.points[i];
    weight += d.score;
  }
  mean.low /= weight;
  mean.high /= weight;
  for (auto& point : mean.points) point /= weight;
  mean.score = cluster.front().score;
  return mean;
}

/// Averages blocks of 2 x 2, which is fast, as long as enough is left to average over. A mean of
/// means is the mean: only the rounding to 8 bit differs from doing it at once.
cv::Mat halve_while_large(cv::Mat picture, int width) {
  constexpr int kEnough = 4;  // [px] of the picture for one of the result
  while (picture.cols >= kEnough * width && picture.cols % 2 == 0 && picture.rows % 2 == 0) {
    cv::Mat half;
    cv::resize(picture, half, picture.size() / 2, 0, 0, cv::INTER_AREA);
    picture = half;
  }
  return picture;
}

}  // namespace

Roi roi_of(const Detection& detection) {
  return roi_from_alignment(detection.points[0], detection.points[1]);
}

Letterbox letterbox(int width, int height) {
  constexpr auto kSide = static_cast<double>(Detector::kSide);
  const double scale = kSide / std::max(width, height);
  Letterbox box;
  box.width = std::max(1, static_cast<int>(std::lround(width * scale)));
  box.height = std::max(1, static_cast<int>(std::lround(height * scale)));
  box.left = (static_cast<int>(Detector::kSide) - box.width) / 2;
  box.top = (static_cast<int>(Detector::kSide) - box.height) / 2;
  return box;
}

void fill_letterbox(const cv::Mat& bgr, const Letterbox& box, cv::Mat& small,
                    std::span<float> input) {
  const bool skips =
      static_cast<std::size_t>(std::max(bgr.cols, bgr.rows)) >= kSkippingShrink * Detector::kSide;
  cv::resize(halve_while_large(bgr, box.width), small, cv::Size(box.width, box.height), 0, 0,
             skips ? cv::INTER_AREA : cv::INTER_LINEAR);
  std::fill(input.begin(), input.end(), -1.0F);
  for (int y = 0; y < box.height; ++y) {
    const auto* from = small.ptr<std::uint8_t>(y);
    const std::size_t row = static_cast<std::size_t>(y + box.top) * Detector::kSide;
    float* to = input.data() + 3 * (row + static_cast<std::size_t>(box.left));
    for (int x = 0; x < box.width; ++x, from += 3, to += 3) {
      constexpr float kTwice = 2.0F / 255.0F;
      for (int c = 0; c < 3; ++c) to[2 - c] = static_cast<float>(from[c]) * kTwice - 1.0F;
    }
  }
}

std::vector<Detection> decode_detections(std::span<const float> boxes,
                                         std::span<const float> scores) {
  static const std::vector<Eigen::Vector2f> kCentres = make_anchors();
  DORSAL_CHECK(scores.size() == kCentres.size() && boxes.size() == kCoordinates * scores.size());
  std::vector<Detection> found;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const float log_odds = std::clamp(scores[i], -kMaxLogOdds, kMaxLogOdds);
    const float score = 1.0F / (1.0F + std::exp(-log_odds));
    if (!(score >= kMinScore)) continue;
    const auto pair = [&](std::size_t at) -> Eigen::Vector2f {
      const float* raw = boxes.data() + i * kCoordinates + 2 * at;
      return Eigen::Vector2f(raw[0], raw[1]) / static_cast<float>(Detector::kSide);
    };
    Detection detection;
    const Eigen::Vector2f centre = pair(0) + kCentres[i];
    detection.low = centre - 0.5F * pair(1);
    detection.high = centre + 0.5F * pair(1);
    for (std::size_t k = 0; k < 4; ++k) detection.points[k] = pair(2 + k) + kCentres[i];
    detection.score = score;
    found.push_back(detection);
  }
  return found;
}

std::vector<Detection> merge_detections(std::vector<Detection> detections) {
  std::stable_sort(detections.begin(), detections.end(),
                   [](const Detection& a, const Detection& b) { return a.score > b.score; });
  std::vector<Detection> merged;
  while (!detections.empty()) {
    std::vector<Detection> cluster;
    std::vector<Detection> others;
    for (const Detection& d : detections) {
      const bool same = cluster.empty() || overlap(detections.front(), d) > kSamePerson;
      (same ? cluster : others).push_back(d);
    }
    merged.push_back(weighted_mean(cluster));
    detections = std::move(others);
  }
  return merged;
}

Result<Detector> Detector::create(std::span<const std::byte> tflite) {
  DORSAL_TRY(Network network, Network::create(tflite));
  const bool fits = network.input().size() == kSide * kSide * 3 && network.outputs() == 2 &&
                    network.output(0).size() == kAnchors * kCoordinates &&
                    network.output(1).size() == kAnchors;
  if (!fits) return fail(ErrorCode::unsupported, "this net is not the pose detector");
  return Detector(std::move(network));
}

std::vector<Detection> Detector::detect(const cv::Mat& bgr) {
  const Letterbox box = letterbox(bgr.cols, bgr.rows);
  fill_letterbox(bgr, box, small_, network_.input());
  network_.run();
  auto people = merge_detections(decode_detections(network_.output(0), network_.output(1)));
  const Eigen::Array2f corner(static_cast<float>(box.left), static_cast<float>(box.top));
  const Eigen::Array2f scale(static_cast<float>(bgr.cols) / static_cast<float>(box.width),
                             static_cast<float>(bgr.rows) / static_cast<float>(box.height));
  const auto to_picture = [&](Eigen::Vector2f& point) {
    point = ((point.array() * static_cast<float>(kSide) - corner) * scale).matrix();
  };
  for (Detection& person : people) {
    to_picture(person.low);
    to_picture(person.high);
    for (auto& point : person.points) to_picture(point);
  }
  return people;
}

}  // namespace dorsal::pose
