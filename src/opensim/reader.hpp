#pragma once

#include <string>

#include "dorsal/opensim/model.hpp"
#include "frames.hpp"
#include "xml.hpp"

namespace dorsal::opensim {

/// One reading of one document: what each part needs of the others.
struct Reader {
  Xml xml;
  Node model_node;
  bool joints_in_bodies = false;  // the form before OpenSim 3.5
  Model model;
  Frames frames;

  // in read_joints.cpp
  Result<void> read_joints();
  /// Puts joints in an order in which parents come first.
  /// @error missing  a body that hangs on nothing; malformed  on two joints, or on itself
  Result<void> order_joints();
  // in read_constraints.cpp
  Result<void> read_constraints();
  // in read_paths.cpp
  Result<void> read_wraps(Node set, const FixedFrame& frame);
  Result<Path> read_path(Node force);
  // in read_forces.cpp
  /// @param reserves  only actuators are expected
  Result<void> read_forces(Node set, bool reserves);

  /// The coordinate that a property names.
  /// @error missing
  Result<std::size_t> coordinate(const std::string& name, Node where) const;
};

/// In read_joints.cpp: rotational for a coordinate that turns its joint one to one.
MotionType motion_of(const Joint& joint, std::size_t coordinate);

}  // namespace dorsal::opensim
