#include "crop.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <opencv2/core.hpp>
#include <opencv2/core/hal/intrin.hpp>
#include <utility>

#include "dorsal/base/check.hpp"

namespace dorsal::pose {
namespace {

constexpr float kScale = 1.0F / 255.0F;

/// Shares of the four pixels around a point, by how far it lies from the first of them.
struct Weights {
  float w00, w01, w10, w11;
  Weights(float fx, float fy)
      : w00((1 - fx) * (1 - fy) * kScale),
        w01(fx * (1 - fy) * kScale),
        w10((1 - fx) * fy * kScale),
        w11(fx * fy * kScale) {}
};

/// Three bytes blue green red and the one before them, as red green blue and that one.
inline cv::v_float32x4 load_pixel(const std::uint8_t* pixel) {
  alignas(4) std::array<std::uint8_t, 4> bytes;  // OpenCV loads them as one integer
  std::memcpy(bytes.data(), pixel - 1, bytes.size());
  const cv::v_uint32x4 numbers = cv::v_load_expand_q(bytes.data());
  return cv::v_reverse(cv::v_cvt_f32(cv::v_reinterpret_as_s32(numbers)));
}

/// One row of samples, which lie on a line through the picture.
class Row {
 public:
  /// @param x, y            [px] of the first sample, from the centre of pixel (0, 0)
  /// @param step_x, step_y  [px] to the next
  Row(const cv::Mat& picture, float x, float y, float step_x, float step_y)
      : picture_(picture), x_(x), y_(y), step_x_(step_x), step_y_(step_y) {}

  void sample(int size, float* out) const {
    const auto [begin, end] = stretch_inside(size);
    for (int u = 0; u < begin; ++u, out += 3) sample_clamped(u, out);
    for (int u = begin; u < end; ++u, out += 3) sample_inside(u, out);
    for (int u = end; u < size; ++u, out += 3) sample_clamped(u, out);
  }

 private:
  [[nodiscard]] float x(int u) const { return x_ + step_x_ * static_cast<float>(u); }
  [[nodiscard]] float y(int u) const { return y_ + step_y_ * static_cast<float>(u); }

  /// Whether the four pixels around a sample, and the byte before them, are in the picture.
  [[nodiscard]] bool is_inside(int u) const {
    return x(u) >= 1 && y(u) >= 0 && x(u) < static_cast<float>(picture_.cols - 1) &&
           y(u) < static_cast<float>(picture_.rows - 1);
  }

  /// The samples inside, without the last of the row: a sample inside writes one float too many.
  [[nodiscard]] std::pair<int, int> stretch_inside(int size) const {
    int begin = 0;
    int end = size - 1;
    while (begin < end && !is_inside(begin)) ++begin;
    while (begin < end && !is_inside(end - 1)) --end;
    return {begin, end};
  }

  void sample_inside(int u, float* out) const {
    const float px = x(u);
    const float py = y(u);
    const int ix = static_cast<int>(px);
    const int iy = static_cast<int>(py);
    const Weights w(px - static_cast<float>(ix), py - static_cast<float>(iy));
    const std::uint8_t* upper = picture_.data + picture_.step[0] * static_cast<std::size_t>(iy) +
                                3 * static_cast<std::size_t>(ix);
    const std::uint8_t* lower = upper + picture_.step[0];
    cv::v_float32x4 sum = load_pixel(upper) * cv::v_setall_f32(w.w00);
    sum = cv::v_fma(load_pixel(upper + 3), cv::v_setall_f32(w.w01), sum);
    sum = cv::v_fma(load_pixel(lower), cv::v_setall_f32(w.w10), sum);
    sum = cv::v_fma(load_pixel(lower + 3), cv::v_setall_f32(w.w11), sum);
    cv::v_store(out, sum);
  }

  void sample_clamped(int u, float* out) const {
    const float px = std::clamp(x(u), 0.0F, static_cast<float>(picture_.cols - 1));
    const float py = std::clamp(y(u), 0.0F, static_cast<float>(picture_.rows - 1));
    const int ix = static_cast<int>(px);
    const int iy = static_cast<int>(py);
    const Weights w(px - static_cast<float>(ix), py - static_cast<float>(iy));
    const int right = 3 * std::min(ix + 1, picture_.cols - 1);
    const std::uint8_t* upper = picture_.ptr<std::uint8_t>(iy);
    const std::uint8_t* lower = picture_.ptr<std::uint8_t>(std::min(iy + 1, picture_.rows - 1));
    for (int c = 0; c < 3; ++c) {
      out[2 - c] = w.w00 * static_cast<float>(upper[3 * ix + c]) +
                   w.w01 * static_cast<float>(upper[right + c]) +
                   w.w10 * static_cast<float>(lower[3 * ix + c]) +
                   w.w11 * static_cast<float>(lower[right + c]);
    }
  }

  const cv::Mat& picture_;
  float x_;
  float y_;
  float step_x_;
  float step_y_;
};

}  // namespace

void crop_square(const cv::Mat& bgr, const Roi& roi, std::size_t size, std::span<float> out) {
  DORSAL_CHECK(out.size() == size * size * 3 && bgr.type() == CV_8UC3 && !bgr.empty());
  DORSAL_CHECK(is_usable(roi));
  const auto matrix = picture_from_roi(roi);
  const float cell = 1.0F / static_cast<float>(size);
  for (std::size_t v = 0; v < size; ++v) {
    const Eigen::Vector3f first(0.5F * cell, (static_cast<float>(v) + 0.5F) * cell, 1.0F);
    const Eigen::Vector2f p = matrix * first - Eigen::Vector2f::Constant(0.5F);
    const Row row(bgr, p.x(), p.y(), matrix(0, 0) * cell, matrix(1, 0) * cell);
    row.sample(static_cast<int>(size), out.data() + v * size * 3);
  }
}

}  // namespace dorsal::pose
