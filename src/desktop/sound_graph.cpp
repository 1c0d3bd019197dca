#include "sound_graph.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "dorsal/base/printable.hpp"

namespace dorsal::desktop {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestName = 80;  // [bytes]

struct GraphNode {
  std::string media_class;
  std::string program;
  bool running = false;
  bool camera = false;
  bool meter = false;  // shows a level, or records what the loudspeakers play
};

struct GraphLink {
  std::int64_t from = 0;
  std::int64_t to = 0;
};

struct Graph {
  std::map<std::int64_t, GraphNode> nodes;
  std::vector<GraphLink> links;
};

const json& member(const json& object, const char* name) {
  static const json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

std::string text_of(const json& object, const char* name) {
  const json& value = member(object, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::optional<std::int64_t> number_of(const json& object, const char* name) {
  const json& value = member(object, name);
  if (!value.is_number_integer()) return std::nullopt;
  return value.get<std::int64_t>();
}

// Properties are written as true and as "true", whichever program set them.
bool says_yes(const json& object, const char* name) {
  const json& value = member(object, name);
  return value.is_boolean() ? value.get<bool>() : text_of(object, name) == "true";
}

std::string program_of(const json& properties) {
  for (const char* name : {"application.name", "application.process.binary", "node.name"}) {
    if (std::string text = text_of(properties, name); !text.empty()) {
      return printable(text, kLongestName);
    }
  }
  return "another program";
}

GraphNode read_graph_node(const json& info) {
  const json& properties = member(info, "props");
  GraphNode node;
  node.media_class = text_of(properties, "media.class");
  node.program = program_of(properties);
  node.running = text_of(info, "state") == "running";
  node.camera = text_of(properties, "media.role") == "Camera" ||
                !text_of(properties, "api.v4l2.path").empty() ||
                !text_of(properties, "api.libcamera.path").empty();
  node.meter =
      says_yes(properties, "stream.monitor") || says_yes(properties, "stream.capture.sink");
  return node;
}

void add_object(const json& object, Graph& graph) {
  const std::string type = text_of(object, "type");
  const json& info = member(object, "info");
  if (type == "PipeWire:Interface:Node") {
    if (const auto id = number_of(object, "id")) graph.nodes[*id] = read_graph_node(info);
  } else if (type == "PipeWire:Interface:Link") {
    const auto from = number_of(info, "output-node-id");
    const auto to = number_of(info, "input-node-id");
    if (from && to) graph.links.push_back({*from, *to});
  }
}

const GraphNode* node_with(const Graph& graph, std::int64_t id) {
  const auto found = graph.nodes.find(id);
  return found == graph.nodes.end() ? nullptr : &found->second;
}

// What flows in comes from loudspeakers alone: their sound is recorded, not the person's.
bool only_hears_loudspeakers(const Graph& graph, std::int64_t id) {
  bool loudspeakers = false;
  for (const GraphLink& link : graph.links) {
    if (link.to != id) continue;
    const GraphNode* source = node_with(graph, link.from);
    if (source == nullptr || source->media_class != "Audio/Sink") return false;
    loudspeakers = true;
  }
  return loudspeakers;
}

bool records_microphone(const Graph& graph, std::int64_t id, const GraphNode& node) {
  return node.running && node.media_class == "Stream/Input/Audio" && !node.meter &&
         !only_hears_loudspeakers(graph, id);
}

// GNOME and KDE hand a screen out as a stream, wlroots as a source beside the cameras.
bool hands_out_screen(const GraphNode& node) {
  return node.running && !node.camera &&
         (node.media_class == "Stream/Output/Video" || node.media_class == "Video/Source");
}

std::optional<std::string> camera_user(const Graph& graph) {
  for (const GraphLink& link : graph.links) {
    const GraphNode* source = node_with(graph, link.from);
    const GraphNode* user = node_with(graph, link.to);
    if (source != nullptr && user != nullptr && source->camera && source->running) {
      return user->program;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<SoundGraph> read_sound_graph(std::string_view text) {
  const json objects = json::parse(text, nullptr, false);
  if (!objects.is_array()) {
    return fail(ErrorCode::malformed, "what it prints is no list in JSON", "pw-dump");
  }
  Graph graph;
  for (const json& object : objects) add_object(object, graph);
  SoundGraph found;
  for (const auto& [id, node] : graph.nodes) {
    found.sound = found.sound || node.media_class.starts_with("Audio/");
    found.microphone = found.microphone || records_microphone(graph, id, node);
    found.screen = found.screen || hands_out_screen(node);
  }
  found.camera_user = camera_user(graph);
  return found;
}

}  // namespace dorsal::desktop
