#include "outline.hpp"

#include <Eigen/Geometry>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace dorsal::back_contour {
namespace {

using L = pose::Landmark;
constexpr float kNoOffset = std::numeric_limits<float>::quiet_NaN();

/// The four pixels around a point and their shares.
struct Corner {
  int x, y;
  float fx, fy;
  Corner(const cv::Mat& m, const Point& p) {
    const float px = std::clamp(p.x(), 0.0F, static_cast<float>(m.cols - 1));
    const float py = std::clamp(p.y(), 0.0F, static_cast<float>(m.rows - 1));
    x = std::min(static_cast<int>(px), m.cols - 2);
    y = std::min(static_cast<int>(py), m.rows - 2);
    fx = px - static_cast<float>(x);
    fy = py - static_cast<float>(y);
  }
  template <class Value, class Get>
  [[nodiscard]] Value mix(const Get& get) const {
    return (1 - fx) * (1 - fy) * get(y, x) + fx * (1 - fy) * get(y, x + 1) +
           (1 - fx) * fy * get(y + 1, x) + fx * fy * get(y + 1, x + 1);
  }
};

float probability(const cv::Mat& mask, const Point& p) {
  return Corner(mask, p).mix<float>([&](int y, int x) { return mask.at<float>(y, x); });
}

Eigen::Vector3f colour(const cv::Mat& bgr, const Point& p) {
  return Corner(bgr, p).mix<Eigen::Vector3f>([&](int y, int x) -> Eigen::Vector3f {
    const auto& c = bgr.at<cv::Vec3b>(y, x);
    return {static_cast<float>(c[0]), static_cast<float>(c[1]), static_cast<float>(c[2])};
  });
}

float log_odds(float probability) {
  constexpr float kLeast = 1e-6F;
  const float p = std::clamp(probability, kLeast, 1 - kLeast);
  return std::log(p / (1 - p));
}

/// First edge of the mask from the trunk's line towards the back. [trunk]
float edge_of_mask(const pose::BodyMask& mask, const Trunk& trunk, float station, float cell) {
  constexpr float kFarthest = 0.7F;  // [trunk] no back is so deep
  const Eigen::Matrix2f back_again = mask.picture_from_mask.leftCols<2>().inverse();
  const float step = 0.25F * cell;
  float before = 0;
  for (int i = 0; static_cast<float>(i) * step < kFarthest; ++i) {
    const float offset = static_cast<float>(i) * step;
    const Point q = back_again * (trunk.at(station, offset) - mask.picture_from_mask.col(2));
    if (!(q.minCoeff() >= 0) || !(q.maxCoeff() <= static_cast<float>(mask.probability.cols - 1)))
      return kNoOffset;
    const float inside = log_odds(probability(mask.probability, q));
    if (inside < 0) return i == 0 ? kNoOffset : offset - step + step * before / (before - inside);
    before = inside;
  }
  return kNoOffset;
}

/// Snaps an edge to the picture: the path of least cost through a strip around it (dynamic
/// programming), which likes strong changes of colour and dislikes to leave the edge's own shape.
class Snap {
 public:
  Snap(const cv::Mat& bgr, const Trunk& trunk, float cell)
      : bgr_(bgr), trunk_(trunk), cell_(cell) {}

  void run(const std::array<float, kStations>& rough, std::array<float, kStations>& fine) const {
    fine.fill(kNoOffset);
    for (std::size_t k = 0; k < kStations;) {
      std::size_t end = k;
      while (end < kStations && !std::isnan(rough[end])) ++end;
      if (end > k) run(rough, k, end, fine);
      k = end + 1;
    }
  }

 private:
  static constexpr int kPaths = 41;
  static constexpr float kReach = 2.5F;  // [mask pixel] to either side
  using Costs = std::array<float, kPaths>;

  [[nodiscard]] float shift(int path) const {  // [trunk]
    return (static_cast<float>(path) / (kPaths - 1) * 2 - 1) * kReach * cell_;
  }

  [[nodiscard]] Costs own_costs(float station, float rough) const {
    constexpr float kStrong = 60;  // [grey levels] beyond which an edge is as good as any
    const float half = std::max(1.0F / trunk_.length, 0.5F * cell_);
    Costs costs{};
    for (int n = 0; n < kPaths; ++n) {
      const float at = rough + shift(n);
      const float change = (colour(bgr_, trunk_.at(station, at + half)) -
                            colour(bgr_, trunk_.at(station, at - half)))
                               .norm();
      const float away = shift(n) / (kReach * cell_);
      costs[static_cast<std::size_t>(n)] = 0.3F * away * away - std::min(change, kStrong) / kStrong;
    }
    return costs;
  }

  void run(const std::array<float, kStations>& rough, std::size_t begin, std::size_t end,
           std::array<float, kStations>& fine) const {
    constexpr float kStiff = 2;  // cost of a jump by one mask pixel
    std::vector<std::array<int, kPaths>> from(end);
    Costs sum = own_costs(static_cast<float>(begin) * kStationStep, rough[begin]);
    for (std::size_t k = begin + 1; k < end; ++k) {
      const Costs own = own_costs(static_cast<float>(k) * kStationStep, rough[k]);
      Costs next{};
      for (int n = 0; n < kPaths; ++n) {
        float least = std::numeric_limits<float>::infinity();
        for (int m = 0; m < kPaths; ++m) {
          const float jump = (shift(n) - shift(m)) / cell_;
          const float cost = sum[static_cast<std::size_t>(m)] + kStiff * jump * jump;
          if (cost >= least) continue;
          least = cost;
          from[k][static_cast<std::size_t>(n)] = m;
        }
        next[static_cast<std::size_t>(n)] = least + own[static_cast<std::size_t>(n)];
      }
      sum = next;
    }
    auto path = static_cast<int>(std::min_element(sum.begin(), sum.end()) - sum.begin());
    for (std::size_t k = end; k-- > begin;) {
      fine[k] = rough[k] + shift(path);
      path = from[k][static_cast<std::size_t>(path)];
    }
  }

  const cv::Mat& bgr_;
  const Trunk& trunk_;
  float cell_;  // [trunk] one pixel of the mask
};

}  // namespace

std::optional<Trunk> trunk_of(const pose::PoseFrame& frame) {
  const auto seen = [&](L l) -> Point { return frame.image_at(l).head<2>(); };
  const Point shoulder = (seen(L::left_shoulder) + seen(L::right_shoulder)) / 2;
  Trunk trunk;
  trunk.hip = (seen(L::left_hip) + seen(L::right_hip)) / 2;
  trunk.length = (shoulder - trunk.hip).norm();
  if (!(trunk.length > 20)) return std::nullopt;
  trunk.up = (shoulder - trunk.hip) / trunk.length;
  const auto& at = [&](L l) -> const Eigen::Vector3f& { return frame.world_at(l); };
  const Eigen::Vector3f up =
      at(L::left_shoulder) + at(L::right_shoulder) - at(L::left_hip) - at(L::right_hip);
  const Eigen::Vector3f right =
      at(L::right_shoulder) - at(L::left_shoulder) + at(L::right_hip) - at(L::left_hip);
  const Eigen::Vector3f forward = up.cross(right).normalized();
  const Point in_picture(forward.x(), -forward.y());
  trunk.side_on = in_picture.norm();
  trunk.back = {-trunk.up.y(), trunk.up.x()};
  if (trunk.back.dot(in_picture) > 0) trunk.back = -trunk.back;
  return trunk;
}

Outline trace(const cv::Mat& bgr, const pose::BodyMask& mask, const Trunk& trunk) {
  const float cell =
      std::sqrt(std::abs(mask.picture_from_mask.leftCols<2>().determinant())) / trunk.length;
  Outline outline{};
  for (std::size_t k = 0; k < kStations; ++k) {
    outline.of_mask[k] = edge_of_mask(mask, trunk, static_cast<float>(k) * kStationStep, cell);
  }
  Snap(bgr, trunk, cell).run(outline.of_mask, outline.of_picture);
  return outline;
}

}  // namespace dorsal::back_contour
