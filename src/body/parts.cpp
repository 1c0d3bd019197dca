#include "dorsal/body/parts.hpp"

#include <algorithm>

namespace dorsal::body {
namespace {

void remove_ribs(Model& model) {
  for (LevelStiffness& level : model.stiffness) level.ribs = {};
  for (Joint& joint : model.joints) {
    if (joint.kind == JointKind::carried) joint.gain = 1;
  }
}

}  // namespace

Model without(Model model, Part part) {
  switch (part) {
    case Part::ribs:
      remove_ribs(model);
      break;
    case Part::segments:
      for (LevelStiffness& level : model.stiffness) level.segment = {};
      break;
    case Part::tone:
      model.resting_tone = 0;
      break;
    case Part::stretch:
      model.stretch = false;
      break;
    case Part::length:
      for (Fascicle& fascicle : model.fascicles) fascicle.width = 0;
      break;
    case Part::pressure:
      model.pressure_surfaces.clear();
      break;
  }
  return model;
}

Model without_group(Model model, std::string_view group) {
  const auto found = std::find(model.groups.begin(), model.groups.end(), group);
  const auto index = static_cast<std::size_t>(found - model.groups.begin());
  for (Fascicle& fascicle : model.fascicles) {
    if (fascicle.group == index) fascicle.max_tension = 0;
  }
  return model;
}

}  // namespace dorsal::body
