#pragma once

#include <Eigen/Core>
#include <cmath>
#include <nlohmann/json.hpp>

namespace dorsal::report {

using Json = nlohmann::ordered_json;

/// A number; null where there is none.
[[nodiscard]] inline Json number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

/// [x, y, z]
[[nodiscard]] inline Json vector(const Eigen::Vector3d& v) {
  return Json::array({number(v.x()), number(v.y()), number(v.z())});
}

}  // namespace dorsal::report
