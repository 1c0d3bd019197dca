#include "landmark_net.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "crop.hpp"
#include "dorsal/base/check.hpp"

namespace dorsal::pose {
namespace {

// Names of the outputs in the files.
constexpr std::size_t kRaw = 0;      // Identity: (landmark, 5)
constexpr std::size_t kScore = 1;    // Identity_1
constexpr std::size_t kHeatmap = 2;  // Identity_3
constexpr std::size_t kWorld = 3;    // Identity_4: (landmark, 3)
constexpr std::size_t kMask = 4;     // Identity_2
constexpr std::size_t kRawFields = 5;

float sigmoid(float log_odds) { return 1.0F / (1.0F + std::exp(-log_odds)); }

/// Mean position of the heat around a landmark, or none where the heat is low.
/// @return [cell] (column, row)
std::optional<Eigen::Vector2f> centre_of_heat(std::span<const float> heatmap, std::size_t landmark,
                                              int column, int row) {
  constexpr int kSide = static_cast<int>(LandmarkNet::kHeatmapSide);
  constexpr int kReach = 3;  // [cell], a window of 7 x 7
  constexpr float kMinHeat = 0.5F;
  if (column < 0 || row < 0 || column >= kSide || row >= kSide) return std::nullopt;
  float sum = 0;
  float hottest = 0;
  Eigen::Vector2f moment = Eigen::Vector2f::Zero();
  for (int y = std::max(0, row - kReach); y <= std::min(kSide - 1, row + kReach); ++y) {
    for (int x = std::max(0, column - kReach); x <= std::min(kSide - 1, column + kReach); ++x) {
      const auto cell =
          static_cast<std::size_t>(y) * LandmarkNet::kHeatmapSide + static_cast<std::size_t>(x);
      const float heat = sigmoid(heatmap[cell * kNetLandmarks + landmark]);
      sum += heat;
      hottest = std::max(hottest, heat);
      moment += heat * Eigen::Vector2f(static_cast<float>(x), static_cast<float>(y));
    }
  }
  if (hottest < kMinHeat || !(sum > 0)) return std::nullopt;
  return moment / sum;
}

}  // namespace

Roi roi_of(const NetPose& pose) {
  return roi_from_alignment(pose.image[kAlignmentCentre].head<2>(),
                            pose.image[kAlignmentTop].head<2>());
}

std::array<Eigen::Vector3f, kNetLandmarks> refine_by_heatmap(std::span<const float> raw,
                                                             std::span<const float> heatmap) {
  constexpr float kCell = static_cast<float>(LandmarkNet::kSide) /
                          static_cast<float>(LandmarkNet::kHeatmapSide);  // [px]
  constexpr float kOutside = 1e6F;  // a position that may become an int
  std::array<Eigen::Vector3f, kNetLandmarks> result;
  for (std::size_t i = 0; i < kNetLandmarks; ++i) {
    const float* p = raw.data() + i * kRawFields;
    result[i] = {p[0], p[1], p[2]};
    const Eigen::Vector2f cell = result[i].head<2>() / kCell;
    if (!(std::abs(cell.x()) < kOutside && std::abs(cell.y()) < kOutside)) continue;
    const auto heat =
        centre_of_heat(heatmap, i, static_cast<int>(cell.x()), static_cast<int>(cell.y()));
    if (heat) result[i].head<2>() = *heat * kCell;
  }
  return result;
}

Result<LandmarkNet> LandmarkNet::create(std::span<const std::byte> tflite, bool mask) {
  std::vector<std::string> wanted = {"Identity", "Identity_1", "Identity_3", "Identity_4"};
  if (mask) wanted.emplace_back("Identity_2");
  DORSAL_TRY(Network network, Network::create(tflite, wanted));
  const bool fits =
      network.input().size() == kSide * kSide * 3 &&
      network.output(kRaw).size() == kNetLandmarks * kRawFields &&
      network.output(kScore).size() == 1 &&
      network.output(kHeatmap).size() == kHeatmapSide * kHeatmapSide * kNetLandmarks &&
      network.output(kWorld).size() == kNetLandmarks * 3 &&
      (!mask || network.output(kMask).size() == kSide * kSide);
  if (!fits) return fail(ErrorCode::unsupported, "this net is not a landmark net");
  return LandmarkNet(std::move(network), mask);
}

NetPose LandmarkNet::locate(const cv::Mat& bgr, const Roi& roi) {
  crop_square(bgr, roi, kSide, network_.input());
  network_.run();
  const auto raw = network_.output(kRaw);
  const auto world = network_.output(kWorld);
  const auto square = refine_by_heatmap(raw, network_.output(kHeatmap));
  const auto picture = picture_from_roi(roi);
  const float cosine = std::cos(roi.rotation);
  const float sine = std::sin(roi.rotation);
  NetPose pose;
  pose.score = network_.output(kScore)[0];
  for (std::size_t i = 0; i < kNetLandmarks; ++i) {
    const Eigen::Vector3f unit = square[i] / static_cast<float>(kSide);
    pose.image[i].head<2>() = picture * Eigen::Vector3f(unit.x(), unit.y(), 1.0F);
    pose.image[i].z() = unit.z() * roi.side;
    pose.visibility[i] = sigmoid(raw[i * kRawFields + 3]);
    pose.presence[i] = sigmoid(raw[i * kRawFields + 4]);
    const float* w = world.data() + 3 * i;  // in the turned axes of the square
    pose.world[i] = {cosine * w[0] - sine * w[1], sine * w[0] + cosine * w[1], w[2]};
  }
  return pose;
}

std::span<const float> LandmarkNet::mask() const {
  return has_mask_ ? network_.output(kMask) : std::span<const float>{};
}

}  // namespace dorsal::pose
