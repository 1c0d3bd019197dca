#include "dorsal/opensim/paths.hpp"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <limits>

#include "wrapping.hpp"

namespace dorsal::opensim {
namespace {

using Vector = Eigen::Vector3d;

// As OpenSim does where objects share a path: the wraps are repeated until the length settles.
constexpr int kWrapRounds = 8;
constexpr double kSettled = 0.0005;  // [m]

bool takes_part(const PathPoint& point, const std::vector<double>& q) {
  if (point.condition == kNone) return true;
  constexpr double kRangeSlack = 1e-5;
  return q[point.condition] >= point.range[0] - kRangeSlack &&
         q[point.condition] <= point.range[1] + kRangeSlack;
}

Vector in_frame(const PathPoint& point, const std::vector<double>& q) {
  Vector at = point.at;
  for (std::size_t i = 0; i < 3; ++i) {
    if (point.moved_by[i] == kNone) continue;
    at[static_cast<Eigen::Index>(i)] = point.motion[i].value(q[point.moved_by[i]]);
  }
  return at;
}

bool moves(const PathPoint& point) {
  return point.moved_by[0] != kNone || point.moved_by[1] != kNone || point.moved_by[2] != kNone;
}

}  // namespace

struct PathLayer::Found {
  Wrapping wrapping;
  std::size_t after = 0;  // node that the segment begins at
  Vector first, last;     // [m] World
};

void PathLayer::collect(const Placement& placement, const Path& path) {
  nodes_.clear();
  for (std::size_t i = 0; i < path.points.size(); ++i) {
    const PathPoint& point = path.points[i];
    if (!takes_part(point, placement.q)) continue;
    const Vector local = point.frame * in_frame(point, placement.q);
    nodes_.push_back({point.body, i, kNone, 0, placement.body[point.body] * local});
  }
}

void PathLayer::remove(std::size_t wrap) {
  std::erase_if(nodes_, [&](const Node& node) { return node.wrap == wrap; });
}

/// The segment that wraps the object: the first that cuts it, or else the one that lengthens the
/// path least.
PathLayer::Found PathLayer::best(const Model& model, const Placement& placement, const Path& path,
                                 std::size_t wrap) const {
  const PathWrap& path_wrap = path.wraps[wrap];
  const WrapObject& object = model.wraps[path_wrap.object];
  const RigidPose frame = placement.body[object.body] * object.X_BW;
  const RigidPose inverse = frame.inverse();
  const std::size_t last_point = path.points.size() - 1;
  const std::size_t begin =
      path_wrap.range[0] < 1 ? 0 : static_cast<std::size_t>(path_wrap.range[0]) - 1;
  const std::size_t end =
      path_wrap.range[1] < 1 ? last_point : static_cast<std::size_t>(path_wrap.range[1]) - 1;
  Found found;
  double least = std::numeric_limits<double>::infinity();
  std::size_t point = 0;  // of the path, that a segment begins at or lies behind
  for (std::size_t i = 0; i + 1 < nodes_.size(); ++i) {
    if (nodes_[i].point != kNone) point = nodes_[i].point;
    const auto next = std::find_if(nodes_.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                   nodes_.end(), [](const Node& n) { return n.point != kNone; });
    if (point < begin || next == nodes_.end() || next->point > end) continue;
    const bool over_object = nodes_[i].wrap != kNone && nodes_[i].wrap == nodes_[i + 1].wrap;
    if (over_object) continue;
    const Wrapping now =
        wrap_segment(object, path_wrap.method, inverse * nodes_[i].at, inverse * nodes_[i + 1].at);
    if (!now.wraps()) {
      if (!found.wrapping.wraps()) found.wrapping.status = now.status;
      continue;
    }
    const Vector first = frame * now.first;
    const Vector last = frame * now.last;
    const double longer = (first - nodes_[i].at).norm() + now.length +
                          (nodes_[i + 1].at - last).norm() -
                          (nodes_[i + 1].at - nodes_[i].at).norm();
    const bool mandatory = now.status == Wrapping::Status::mandatory;
    if (!mandatory && !(longer < least)) continue;
    least = longer;
    found = {now, i, first, last};
    if (mandatory) break;
  }
  return found;
}

void PathLayer::insert(const Model& model, std::size_t wrap, const Path& path, const Found& found) {
  const std::size_t body = model.wraps[path.wraps[wrap].object].body;
  const auto at = nodes_.begin() + static_cast<std::ptrdiff_t>(found.after) + 1;
  const auto first = nodes_.insert(at, {body, kNone, wrap, 0, found.first});
  nodes_.insert(first + 1, {body, kNone, wrap, found.wrapping.length, found.last});
}

double PathLayer::length() const {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < nodes_.size(); ++i) {
    const bool over = nodes_[i].wrap != kNone && nodes_[i].wrap == nodes_[i + 1].wrap;
    sum += over ? nodes_[i + 1].surface : (nodes_[i + 1].at - nodes_[i].at).norm();
  }
  return sum;
}

void PathLayer::wrap_all(const Model& model, const Placement& placement, const Path& path) {
  const std::size_t count = path.wraps.size();
  double before = std::numeric_limits<double>::infinity();
  bool swapped = false;
  for (int round = 0; round < (count < 2 ? 1 : kWrapRounds); ++round) {
    Wrapping::Status first_status = Wrapping::Status::possible;
    Wrapping::Status second_status = Wrapping::Status::possible;
    for (std::size_t turn = 0; turn < count; ++turn) {
      const std::size_t wrap = swapped && turn < 2 ? 1 - turn : turn;
      remove(wrap);
      if (!model.wraps[path.wraps[wrap].object].active) continue;
      const Found found = best(model, placement, path, wrap);
      if (turn == 0) first_status = found.wrapping.status;
      if (turn == 1) second_status = found.wrapping.status;
      if (found.wrapping.wraps()) insert(model, wrap, path, found);
    }
    const double now = length();
    if (std::abs(now - before) < kSettled) break;
    before = now;
    // The first was passed by and hid the second: try them the other way round.
    if (round == 0 && count > 1 && first_status == Wrapping::Status::none &&
        second_status == Wrapping::Status::inside) {
      swapped = true;
      remove(0);
    }
  }
}

void PathLayer::lay(const Model& model, const Placement& placement, const Path& path,
                    PathGeometry& geometry) {
  geometry.lines.clear();
  geometry.pulls.clear();
  collect(placement, path);
  if (!path.wraps.empty()) wrap_all(model, placement, path);
  geometry.length = length();
  const auto is_moving = [&](const Node& node) {
    return node.point != kNone && moves(path.points[node.point]);
  };
  const auto pull = [&](const Node& node, const Vector& direction) {
    if (!is_moving(node)) return;
    const PathPoint& point = path.points[node.point];
    const Vector local =
        point.frame.R.transpose() * (placement.body[node.body].R.transpose() * direction);
    for (std::size_t i = 0; i < 3; ++i) {
      const std::size_t c = point.moved_by[i];
      if (c == kNone) continue;
      const double rate = point.motion[i].derivative(placement.q[c]);
      geometry.pulls.push_back({c, rate * local[static_cast<Eigen::Index>(i)]});
    }
  };
  for (std::size_t i = 0; i + 1 < nodes_.size(); ++i) {
    const Node& a = nodes_[i];
    const Node& b = nodes_[i + 1];
    if (a.body == b.body && !is_moving(a) && !is_moving(b)) continue;  // of one length for ever
    const Vector step = b.at - a.at;
    const double distance = step.norm();
    if (!(distance > 0)) continue;  // two points in one place pull on nothing
    const Vector direction = step / distance;
    pull(a, direction);
    pull(b, -direction);
    if (a.body == b.body) continue;
    geometry.lines.push_back({a.body, b.body, direction, a.at.cross(direction)});
  }
}

void add_generalised_force(const Model& model, const Mobility& mobility, const Placement& placement,
                           const PathGeometry& geometry, Eigen::VectorXd& force) {
  for (const PathLine& line : geometry.lines) {
    joints_between(model, mobility, line.from, line.to, [&](std::size_t joint, double sign) {
      for (std::size_t c = mobility.first_column[joint]; c < mobility.first_column[joint + 1];
           ++c) {
        force[static_cast<Eigen::Index>(mobility.column_free[c])] +=
            sign * (placement.omega[c].dot(line.moment) + placement.shift[c].dot(line.direction));
      }
    });
  }
  for (const PointPull& pull : geometry.pulls) {
    const auto& depends = mobility.depends_on[pull.coordinate];
    for (std::size_t k = 0; k < depends.size(); ++k) {
      force[static_cast<Eigen::Index>(depends[k])] +=
          placement.slope[pull.coordinate][k] * pull.amount;
    }
  }
}

}  // namespace dorsal::opensim
