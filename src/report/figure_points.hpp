#pragma once

#include <Eigen/Core>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/report/assessment.hpp"

namespace dorsal::report {

using Point = Eigen::Vector2d;

/// A moment seen from the person's right side, facing right: points in the drawing's metres,
/// x forward, y up. What is not known is left out.
struct SideView {
  std::vector<Point> joints;                 // T1/T2 .. L5/S1; empty when any of them is not known
  std::optional<Point> head;                 // middle of the head
  double facing = 0;                         // [rad] of the nose above the horizontal
  std::array<std::vector<Point>, 2> arms;    // left, right: shoulder, elbow, wrist
  std::array<std::vector<Point>, 2> thighs;  // left, right: hip to knee, cut off halfway
};
[[nodiscard]] SideView side_view(const Moment& moment);

/// One vertebra between two joint centres.
struct VertebraShape {
  std::vector<Point> body;     // outline
  std::vector<Point> process;  // outline of the spinous process
  Point front;                 // middle of its front edge
};
/// T1..L5. Sizes are those of a drawing, not of the person.
[[nodiscard]] std::vector<VertebraShape> vertebra_shapes(const std::vector<Point>& joints);

/// Outline of the trunk around the spine.
[[nodiscard]] std::vector<Point> trunk_outline(const std::vector<Point>& joints);

/// Axis-parallel box.
struct Box {
  Point low = Point::Constant(std::numeric_limits<double>::infinity());
  Point high = Point::Constant(-std::numeric_limits<double>::infinity());
  void include(const Point& p, double margin);
  [[nodiscard]] Point size() const { return high - low; }
};
[[nodiscard]] Box extent(const SideView& view);

}  // namespace dorsal::report
