#include <fmt/format.h>

#include <algorithm>

#include "read_function.hpp"
#include "reader.hpp"

namespace dorsal::opensim {
namespace {

Result<bool> is_enforced(const Xml& xml, Node node) {
  DORSAL_TRY(const bool disabled, xml.flag(node, "isDisabled", false));
  DORSAL_TRY(const bool enforced, xml.flag(node, "isEnforced", true));
  return enforced && !disabled;
}

Result<Coupler> read_coupler(const Reader& reader, Node node) {
  const Xml& xml = reader.xml;
  Coupler coupler;
  coupler.name = name_of(node);
  DORSAL_TRY(coupler.dependent,
             reader.coordinate(xml.text(node, "dependent_coordinate_name"), node));
  const char* tag = "independent_coordinate_names";
  for (const std::string& name : words_in(xml.find(node, tag).child_value())) {
    DORSAL_TRY(const std::size_t found, reader.coordinate(name, node));
    coupler.function.coordinates.push_back(found);
  }
  DORSAL_TRY(const double factor, xml.number(node, "scale_factor", 1));
  DORSAL_TRY(const Function function, read_function(xml, node, "coupled_coordinates_function"));
  coupler.function.function = function.scaled(factor);
  const std::size_t needed = function.arguments();
  if (needed == 0) coupler.function.coordinates.clear();
  if (coupler.function.coordinates.size() != needed) {
    return fail(ErrorCode::malformed,
                fmt::format("a function of {} coordinates is given {}", needed,
                            coupler.function.coordinates.size()),
                xml.place(node), "name as many independent coordinates as the function takes");
  }
  return coupler;
}

Result<PointConstraint> read_point_constraint(const Reader& reader, Node node) {
  const Xml& xml = reader.xml;
  PointConstraint constraint;
  constraint.name = name_of(node);
  constexpr std::array kSockets = {"socket_body_1", "socket_body_2"};
  constexpr std::array kOldSockets = {"body_1", "body_2"};
  constexpr std::array kPlaces = {"location_body_1", "location_body_2"};
  for (std::size_t i = 0; i < 2; ++i) {
    std::string socket = xml.text(node, kSockets[i]);
    if (socket.empty()) socket = xml.text(node, kOldSockets[i]);
    DORSAL_TRY(const FixedFrame frame, reader.frames.find(xml, socket, "/constraintset", node));
    DORSAL_TRY(const Eigen::Vector3d at, xml.vector(node, kPlaces[i], Eigen::Vector3d::Zero()));
    constraint.body[i] = frame.body;
    constraint.at[i] = frame.pose * at;
  }
  return constraint;
}

/// Puts couplers after those that they depend on.
Result<void> order_couplers(const Xml& xml, Model& model) {
  std::vector<std::size_t> coupler_of(model.coordinates.size(), kNone);
  for (std::size_t i = 0; i < model.couplers.size(); ++i) {
    std::size_t& taken = coupler_of[model.couplers[i].dependent];
    if (taken != kNone) {
      return fail(ErrorCode::malformed,
                  fmt::format("two constraints set the coordinate \"{}\"",
                              model.coordinates[model.couplers[i].dependent].name),
                  fmt::format("{}, \"{}\"", xml.file(), model.couplers[i].name),
                  "leave out one of them");
    }
    taken = i;
  }
  std::vector<Coupler> sorted;
  std::vector<char> done(model.couplers.size(), 0);
  const auto ready = [&](const Coupler& coupler) {
    return std::ranges::all_of(coupler.function.coordinates, [&](std::size_t c) {
      return coupler_of[c] == kNone || done[coupler_of[c]] != 0;
    });
  };
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t i = 0; i < model.couplers.size(); ++i) {
      if (done[i] != 0 || !ready(model.couplers[i])) continue;
      done[i] = 1;
      moved = true;
      sorted.push_back(model.couplers[i]);
    }
  }
  if (sorted.size() < model.couplers.size()) {
    return fail(ErrorCode::malformed, "couplers depend on each other in a circle", xml.file(),
                "let one of their coordinates be free");
  }
  model.couplers = std::move(sorted);
  return {};
}

}  // namespace

Result<void> Reader::read_constraints() {
  for (const Node node : objects_in(model_node.child("ConstraintSet"))) {
    DORSAL_TRY(const bool enforced, is_enforced(xml, node));
    if (!enforced) continue;
    const std::string_view kind = node.name();
    if (kind == "CoordinateCouplerConstraint") {
      DORSAL_TRY(Coupler coupler, read_coupler(*this, node));
      model.couplers.push_back(std::move(coupler));
    } else if (kind == "PointConstraint") {
      DORSAL_TRY(PointConstraint constraint, read_point_constraint(*this, node));
      model.point_constraints.push_back(std::move(constraint));
    } else {
      return fail(ErrorCode::unsupported, fmt::format("the constraint {} is not supported", kind),
                  xml.place(node),
                  "dorsal knows CoordinateCouplerConstraint and PointConstraint; set isEnforced to "
                  "false for others");
    }
  }
  return order_couplers(xml, model);
}

}  // namespace dorsal::opensim
