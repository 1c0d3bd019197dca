#include "prospect.hpp"

#include <Eigen/Cholesky>
#include <cmath>

#include "dorsal/base/units.hpp"
#include "dorsal/body/skeleton.hpp"
#include "dorsal/posture/survey.hpp"
#include "fit.hpp"
#include "observations.hpp"
#include "prior.hpp"

namespace dorsal::back_contour {
namespace {

using body::Coordinate;
using posture::Parameters;
using Flat = Eigen::Vector2d;
using L = pose::Landmark;

constexpr Eigen::Index kThoracic = static_cast<Eigen::Index>(Coordinate::thoracic_flexion);
constexpr Eigen::Index kLumbar = static_cast<Eigen::Index>(Coordinate::lumbar_flexion);
constexpr std::size_t kT12 = 11;  // the joint T12/L1

/// The spine's joints as a camera sees them, along and behind the line from hip to shoulder. [m]
struct SideView {
  std::array<Flat, body::kLevels> joint;
  double trunk = 0;
};

SideView side_view(const body::Skeleton& skeleton, const Parameters& x) {
  const auto pose = skeleton.pose<double>(x.head<static_cast<int>(body::kCoordinates)>(),
                                          x.tail<static_cast<int>(body::kShapes)>());
  const auto points = skeleton.landmarks(pose);
  const auto at = [&](L l) -> Flat { return points[static_cast<std::size_t>(l)].head<2>(); };
  const Flat hip = (at(L::left_hip) + at(L::right_hip)) / 2;
  const Flat trunk = (at(L::left_shoulder) + at(L::right_shoulder)) / 2 - hip;
  const Flat up = trunk.normalized();
  Flat back(-up.y(), up.x());
  if (back.dot(at(L::nose) - (at(L::left_ear) + at(L::right_ear)) / 2) > 0) back = -back;
  SideView view;
  view.trunk = trunk.norm();
  for (std::size_t j = 0; j < body::kLevels; ++j) {
    const Flat p = pose.joint[j].head<2>() - hip;
    view.joint[j] = {p.dot(up), p.dot(back)};
  }
  return view;
}

double tangents(const SideView& view) {
  Eigen::Matrix<double, kT12 + 1, 3> A;
  Eigen::Matrix<double, kT12 + 1, 1> b;
  for (std::size_t j = 0; j <= kT12; ++j) {
    const double x = view.joint[j].x();
    A.row(static_cast<Eigen::Index>(j)) << 1, x, x * x;
    b[static_cast<Eigen::Index>(j)] = view.joint[j].y();
  }
  const Eigen::Vector3d c = (A.transpose() * A).ldlt().solve(A.transpose() * b);
  const auto direction = [&](std::size_t j) {
    return std::atan(c[1] + 2 * c[2] * view.joint[j].x());
  };
  return (direction(kT12) - direction(0)) / kRadiansPerDegree;
}

double bulge(const SideView& view) {
  const double height = 0.6 * view.trunk;
  for (std::size_t j = 0; j + 1 < body::kLevels; ++j) {
    const Flat &above = view.joint[j], &below = view.joint[j + 1];
    if (!(above.x() >= height && below.x() < height)) continue;
    const double share = (height - below.x()) / (above.x() - below.x());
    return 1000 * (below.y() + share * (above.y() - below.y()));
  }
  return std::nan("");
}

Eigen::Vector2d roundings(const body::Skeleton& skeleton, const Parameters& x) {
  const SideView view = side_view(skeleton, x);
  return {tangents(view), bulge(view)};
}

void put_gains(const body::Skeleton& skeleton, const posture::Fit& fit, Prospect& p) {
  const Eigen::Vector2d here = roundings(skeleton, fit.x);
  Eigen::Matrix<double, 2, posture::kParameters> J;
  for (int i = 0; i < posture::kParameters; ++i) {
    constexpr double kStep = 1e-5;
    Parameters x = fit.x;
    x[i] += kStep;
    J.col(i) = (roundings(skeleton, x) - here) / kStep;
  }
  for (std::size_t r = 0; r < 2; ++r) {
    const auto row = static_cast<Eigen::Index>(r);
    const Eigen::VectorXd with = fit.covariance * J.row(row).transpose();
    p.predicted[r] = here[row];
    p.predicted_deviation[r] = std::sqrt(J.row(row) * with);
    p.per_thoracic_degree[r] = J(row, kThoracic) * kRadiansPerDegree;
    p.per_lumbar_degree[r] = J(row, kLumbar) * kRadiansPerDegree;
    p.shared[r] = with[kThoracic] / kRadiansPerDegree;
  }
}

}  // namespace

double Prospect::narrowed_deg(std::size_t rounding, double deviation) const {
  const double total =
      predicted_deviation[rounding] * predicted_deviation[rounding] + deviation * deviation;
  return std::sqrt(deviation_deg * deviation_deg - shared[rounding] * shared[rounding] / total);
}

std::optional<Prospect> prospect_of(const pose::PoseFrame& frame) {
  const posture::View view = posture::classify_view({frame});
  const auto seen = posture::observe(frame, posture::landmark_noise(view));
  const auto prior = posture::usual_prior(seen, posture::population_calibration());
  const body::Skeleton skeleton{body::Person{}};
  constexpr int kIterations = 50;
  const posture::Fit fit = posture::BodyFitter(skeleton).fit(
      seen, prior, posture::first_guess(seen, prior), kIterations);
  if (!fit.converged) return std::nullopt;
  Prospect p;
  const SideView side = side_view(skeleton, fit.x);
  p.t12 = static_cast<float>(side.joint[kT12].x() / side.trunk);
  p.t1 = static_cast<float>(side.joint[0].x() / side.trunk);
  p.trunk_mm = 1000 * side.trunk;
  p.thoracic_deg = fit.x[kThoracic] / kRadiansPerDegree;
  p.lumbar_deg = fit.x[kLumbar] / kRadiansPerDegree;
  p.deviation_deg = std::sqrt(fit.covariance(kThoracic, kThoracic)) / kRadiansPerDegree;
  put_gains(skeleton, fit, p);
  return p;
}

}  // namespace dorsal::back_contour
