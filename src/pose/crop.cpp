#include "crop.hpp"

#include <algorithm>
#include <cmath>

#include "dorsal/base/check.hpp"

namespace dorsal::pose {
namespace {

/// Weighs four pixels, each blue green red, into red green blue in 0..1.
inline void blend(const std::uint8_t* p00, const std::uint8_t* p01, const std::uint8_t* p10,
                  const std::uint8_t* p11, float fx, float fy, float* out) {
  constexpr float kScale = 1.0F / 255.0F;
  const float w11 = fx * fy;
  const float w01 = fx - w11;
  const float w10 = fy - w11;
  const float w00 = 1.0F - fx - w10;
  for (int c = 0; c < 3; ++c) {
    const float sum = w00 * static_cast<float>(p00[c]) + w01 * static_cast<float>(p01[c]) +
                      w10 * static_cast<float>(p10[c]) + w11 * static_cast<float>(p11[c]);
    out[2 - c] = sum * kScale;
  }
}

struct Sampler {
  const cv::Mat& picture;
  float step_x;  // [px] from one sample of a row to the next
  float step_y;

  [[nodiscard]] bool inside(float x, float y) const {
    return x >= 0 && y >= 0 && x < static_cast<float>(picture.cols - 1) &&
           y < static_cast<float>(picture.rows - 1);
  }

  /// A row of which every sample has its four pixels in the picture.
  void row_inside(float x, float y, std::size_t size, float* out) const {
    const std::size_t stride = picture.step[0];
    const std::uint8_t* data = picture.data;
    for (std::size_t u = 0; u < size; ++u) {
      const float px = x + step_x * static_cast<float>(u);
      const float py = y + step_y * static_cast<float>(u);
      const auto ix = static_cast<std::size_t>(static_cast<int>(px));
      const auto iy = static_cast<std::size_t>(static_cast<int>(py));
      const std::uint8_t* p = data + iy * stride + 3 * ix;
      blend(p, p + 3, p + stride, p + stride + 3, px - static_cast<float>(ix),
            py - static_cast<float>(iy), out + 3 * u);
    }
  }

  void row_clamped(float x, float y, std::size_t size, float* out) const {
    const auto right = static_cast<float>(picture.cols - 1);
    const auto bottom = static_cast<float>(picture.rows - 1);
    for (std::size_t u = 0; u < size; ++u) {
      const float px = std::clamp(x + step_x * static_cast<float>(u), 0.0F, right);
      const float py = std::clamp(y + step_y * static_cast<float>(u), 0.0F, bottom);
      const int ix = static_cast<int>(px);
      const int iy = static_cast<int>(py);
      const int jx = std::min(ix + 1, picture.cols - 1);
      const int jy = std::min(iy + 1, picture.rows - 1);
      const std::uint8_t* upper = picture.ptr<std::uint8_t>(iy);
      const std::uint8_t* lower = picture.ptr<std::uint8_t>(jy);
      blend(upper + 3 * ix, upper + 3 * jx, lower + 3 * ix, lower + 3 * jx,
            px - static_cast<float>(ix), py - static_cast<float>(iy), out + 3 * u);
    }
  }
};

}  // namespace

void crop_square(const cv::Mat& bgr, const Roi& roi, std::size_t size, std::span<float> out) {
  DORSAL_CHECK(out.size() == size * size * 3 && bgr.type() == CV_8UC3 && !bgr.empty());
  DORSAL_CHECK(is_usable(roi));
  const auto matrix = picture_from_roi(roi);
  const float cell = 1.0F / static_cast<float>(size);
  const Sampler sampler{bgr, matrix(0, 0) * cell, matrix(1, 0) * cell};
  const float last = static_cast<float>(size - 1);
  for (std::size_t v = 0; v < size; ++v) {
    const Eigen::Vector3f first(0.5F * cell, (static_cast<float>(v) + 0.5F) * cell, 1.0F);
    const Eigen::Vector2f p = matrix * first - Eigen::Vector2f::Constant(0.5F);
    float* row = out.data() + v * size * 3;
    const float end_x = p.x() + sampler.step_x * last;
    const float end_y = p.y() + sampler.step_y * last;
    if (sampler.inside(p.x(), p.y()) && sampler.inside(end_x, end_y)) {
      sampler.row_inside(p.x(), p.y(), size, row);
    } else {
      sampler.row_clamped(p.x(), p.y(), size, row);
    }
  }
}

}  // namespace dorsal::pose
