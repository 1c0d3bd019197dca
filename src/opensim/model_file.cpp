#include "dorsal/opensim/model_file.hpp"

#include <fmt/format.h>

#include <set>

#include "reader.hpp"

namespace dorsal::opensim {
namespace {

constexpr std::size_t kMostBodies = 1000;

Result<Node> root_of(pugi::xml_document& document, std::string_view text,
                     const std::string& place) {
  const pugi::xml_parse_result parsed = document.load_buffer(text.data(), text.size());
  if (!parsed) {
    return fail(ErrorCode::malformed, fmt::format("this is no XML: {}", parsed.description()),
                fmt::format("{}, byte {}", place, parsed.offset), "give an OpenSim 4 file");
  }
  const Node root = document.child("OpenSimDocument");
  if (!root) {
    return fail(ErrorCode::malformed, "the element OpenSimDocument is missing", place,
                "give an OpenSim 4 file");
  }
  return root;
}

/// Reads a body and the wrap objects on it; in the old form its joint follows later.
Result<void> read_body(Reader& reader, Node node, const std::string& path) {
  const Xml& xml = reader.xml;
  Body body;
  body.name = name_of(node);
  DORSAL_TRY(body.mass, xml.number(node, "mass", 0));
  DORSAL_TRY(body.com, xml.vector(node, "mass_center", Eigen::Vector3d::Zero()));
  if (body.mass < 0) {
    return fail(ErrorCode::out_of_range, fmt::format("the mass {:g} kg is below zero", body.mass),
                xml.place(node), "give the mass in kilograms");
  }
  if (!reader.frames.add_body(path, reader.model.bodies.size())) {
    return fail(ErrorCode::malformed, "two bodies have one name", xml.place(node),
                "give each its own name");
  }
  reader.model.bodies.push_back(std::move(body));
  return {};
}

/// Wrap objects on a frame and on the frames fixed to it.
Result<void> read_wraps_below(Reader& reader, Node node, const std::string& path) {
  struct Level {
    Node node;
    std::string path;
  };
  std::vector<Level> waiting = {{node, path}};
  while (!waiting.empty()) {
    const Level level = std::move(waiting.back());
    waiting.pop_back();
    DORSAL_TRY(const FixedFrame frame, reader.frames.find(reader.xml, level.path, "", level.node));
    for (const char* tag : {"WrapObjectSet", "wrap_objects"}) {
      if (const Node set = level.node.child(tag)) {
        DORSAL_TRY_VOID(reader.read_wraps(set, frame));
      }
    }
    for (const char* tag : {"components", "frames"}) {
      for (const Node child : level.node.child(tag).children("PhysicalOffsetFrame")) {
        waiting.push_back({child, level.path + "/" + name_of(child)});
      }
    }
  }
  return {};
}

Result<void> read_bodies(Reader& reader) {
  const Node ground = reader.model_node.child("Ground");
  reader.model.bodies.push_back({"ground", 0, Eigen::Vector3d::Zero()});
  reader.frames.add_body("/ground", 0);
  std::vector<std::pair<Node, std::string>> owners;
  if (ground) owners.emplace_back(ground, "/ground");
  for (const Node node : objects_in(reader.model_node.child("BodySet"))) {
    if (std::string_view(node.name()) != "Body") {
      return fail(ErrorCode::unsupported, fmt::format("{} is no kind of body", node.name()),
                  reader.xml.place(node), "give each segment as a Body");
    }
    if (name_of(node) == "ground") {  // the old form lists it
      owners.emplace_back(node, "/ground");
      continue;
    }
    if (reader.model.bodies.size() > kMostBodies) {
      return fail(ErrorCode::unsupported, fmt::format("there are more than {} bodies", kMostBodies),
                  reader.xml.file(), "leave out bodies that carry nothing");
    }
    const std::string path = "/bodyset/" + name_of(node);
    DORSAL_TRY_VOID(read_body(reader, node, path));
    owners.emplace_back(node, path);
  }
  for (const auto& [node, path] : owners) {
    DORSAL_TRY_VOID(reader.frames.add_offsets(reader.xml, node, path));
  }
  for (const Node joint : objects_in(reader.model_node.child("JointSet"))) {
    DORSAL_TRY_VOID(reader.frames.add_offsets(reader.xml, joint, "/jointset/" + name_of(joint)));
  }
  DORSAL_TRY_VOID(reader.frames.add_offsets(reader.xml, reader.model_node.child("ComponentSet"),
                                            "/componentset"));
  DORSAL_TRY_VOID(reader.frames.settle(reader.xml));
  for (const auto& [node, path] : owners) {
    DORSAL_TRY_VOID(read_wraps_below(reader, node, path));
  }
  return {};
}

Result<void> check_names(const Reader& reader) {
  std::set<std::string, std::less<>> names;
  for (const Muscle& muscle : reader.model.muscles) {
    if (!names.insert(muscle.name).second) {
      return fail(ErrorCode::malformed, fmt::format("two actuators are called \"{}\"", muscle.name),
                  reader.xml.file(), "give each its own name");
    }
  }
  for (const Actuator& actuator : reader.model.actuators) {
    if (!names.insert(actuator.name).second) {
      return fail(ErrorCode::malformed,
                  fmt::format("two actuators are called \"{}\"", actuator.name), reader.xml.file(),
                  "give each its own name");
    }
  }
  return {};
}

Result<void> read_parts(Reader& reader) {
  DORSAL_TRY(reader.model.gravity,
             reader.xml.vector(reader.model_node, "gravity", reader.model.gravity));
  DORSAL_TRY_VOID(read_bodies(reader));
  DORSAL_TRY_VOID(reader.read_joints());
  DORSAL_TRY_VOID(reader.order_joints());
  DORSAL_TRY_VOID(reader.read_constraints());
  DORSAL_TRY_VOID(reader.read_forces(reader.model_node.child("ForceSet"), false));
  return check_names(reader);
}

}  // namespace

Result<Model> read_model(std::string_view text, const std::string& place) {
  pugi::xml_document document;
  DORSAL_TRY(const Node root, root_of(document, text, place));
  const Node node = root.child("Model");
  if (!node) {
    return fail(ErrorCode::malformed, "the element Model is missing", place,
                "give a model (.osim), not another OpenSim file");
  }
  const int version = root.attribute("Version").as_int(0);
  if (version >= 30500 && version < 40000) {
    return fail(ErrorCode::unsupported,
                fmt::format("the file's version {} is one between OpenSim 3 and 4", version), place,
                "load and save it with OpenSim 4");
  }
  Reader reader{Xml(place, root.child("defaults")), node, version < 30500, {}, {}};
  if (!node.child("defaults").empty()) reader.xml = Xml(place, node.child("defaults"));
  reader.model.name = name_of(node);
  DORSAL_TRY_VOID(read_parts(reader));
  return std::move(reader.model);
}

Result<void> add_actuators(std::string_view text, const std::string& place, Model& model) {
  pugi::xml_document document;
  DORSAL_TRY(const Node root, root_of(document, text, place));
  const Node set = root.child("ForceSet");
  if (!set) {
    return fail(ErrorCode::malformed, "the element ForceSet is missing", place,
                "give the actuators as an OpenSim ForceSet");
  }
  Reader reader{Xml(place, root.child("defaults")), set, false, model, {}};
  for (std::size_t i = 0; i < model.bodies.size(); ++i) {
    reader.frames.add_body((i == 0 ? "/" : "/bodyset/") + model.bodies[i].name, i);
  }
  DORSAL_TRY_VOID(reader.read_forces(set, true));
  DORSAL_TRY_VOID(check_names(reader));
  model = std::move(reader.model);
  return {};
}

std::size_t find_coordinate(const Model& model, std::string_view name) {
  const std::size_t slash = name.rfind('/');
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  for (std::size_t i = 0; i < model.coordinates.size(); ++i) {
    if (model.coordinates[i].name == name) return i;
  }
  return kNone;
}

Result<std::size_t> Reader::coordinate(const std::string& name, Node where) const {
  const std::size_t found = find_coordinate(model, name);
  if (found == kNone) {
    return fail(ErrorCode::missing, fmt::format("there is no coordinate \"{}\"", name),
                xml.place(where), "name a coordinate of one of the joints");
  }
  return found;
}

}  // namespace dorsal::opensim
