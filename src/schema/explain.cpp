#include "explain.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace dorsal::schema {
namespace {

using nlohmann::json;

struct Walk {
  const json& root;
  const std::string& place;
};

std::string at(const Walk& walk, const std::string& path) {
  return path.empty() ? walk.place : fmt::format("{}, {}", walk.place, path);
}

std::string joined(const std::string& path, const std::string& field) {
  return path.empty() ? field : path + "." + field;
}

// Long values are cut: the sentence is for a person.
std::string shown(const json& value) {
  std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
  constexpr std::size_t kLongest = 60;
  return text.size() > kLongest ? text.substr(0, kLongest) + "..." : text;
}

bool has_type(const json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "number") return value.is_number();
  if (type == "integer") return value.is_number_integer();
  if (type == "boolean") return value.is_boolean();
  return value.is_null();
}

std::string list(const json& items) {
  std::string text;
  for (const json& item : items) {
    if (!text.empty()) text += ", ";
    text += item.is_string() ? item.get<std::string>() : item.dump();
  }
  return text;
}

std::optional<Error> type_fault(const json& value, const json& schema, const Walk& walk,
                                const std::string& path) {
  if (!schema.contains("type")) return std::nullopt;
  const json types = schema["type"].is_array() ? schema["type"] : json::array({schema["type"]});
  for (const json& type : types) {
    if (has_type(value, type.get<std::string>())) return std::nullopt;
  }
  return Error{ErrorCode::malformed,
               fmt::format("{} where {} is expected", shown(value), list(types)), at(walk, path),
               schema.contains("x-unit")
                   ? fmt::format("give a number of {}", schema["x-unit"].get<std::string>())
                   : "correct the value"};
}

// Lengths in another unit are the commonest slip: says what the number would be in metres.
std::string slip_of_unit(double number, const json& schema) {
  if (schema.value("x-unit", "") != "metres" || !schema.contains("maximum")) return "";
  const double most = schema["maximum"].get<double>();
  const double least = schema.value("minimum", 0.0);
  for (const auto& [name, size] :
       {std::pair{"centimetres", 0.01}, std::pair{"millimetres", 0.001}}) {
    const double length = number * size;
    if (number > most && length >= least && length <= most) {
      return fmt::format(" ({:g} {} are {:g} metres)", number, name, length);
    }
  }
  return "";
}

std::optional<Error> range_fault(const json& value, const json& schema, const Walk& walk,
                                 const std::string& path) {
  if (schema.contains("enum")) {
    for (const json& allowed : schema["enum"]) {
      if (value == allowed) return std::nullopt;
    }
    return Error{ErrorCode::out_of_range, fmt::format("{} is not known here", shown(value)),
                 at(walk, path), fmt::format("give one of: {}", list(schema["enum"]))};
  }
  if (!value.is_number()) return std::nullopt;
  const double number = value.get<double>();
  const bool low = schema.contains("minimum") && number < schema["minimum"].get<double>();
  const bool high = schema.contains("maximum") && number > schema["maximum"].get<double>();
  const bool edge =
      schema.contains("exclusiveMinimum") && number <= schema["exclusiveMinimum"].get<double>();
  if (!low && !high && !edge) return std::nullopt;
  const std::string unit = schema.value("x-unit", "");
  std::string range;
  if (edge) {
    range = fmt::format("more than {}", schema["exclusiveMinimum"].dump());
  } else if (!schema.contains("maximum")) {
    range = fmt::format("{} or more", schema["minimum"].dump());
  } else {
    range = fmt::format("from {} to {}", schema["minimum"].dump(), schema["maximum"].dump());
  }
  return Error{ErrorCode::out_of_range, fmt::format("{} is out of range", shown(value)),
               at(walk, path),
               fmt::format("give a number {}{}{}{}", range, unit.empty() ? "" : " ", unit,
                           slip_of_unit(number, schema))};
}

std::optional<Error> fault(const json& value, const json& schema, const Walk& walk,
                           const std::string& path);

std::optional<Error> object_fault(const json& value, const json& schema, const Walk& walk,
                                  const std::string& path) {
  const json properties = schema.value("properties", json::object());
  for (const json& name : schema.value("required", json::array())) {
    if (!value.contains(name.get<std::string>())) {
      return Error{ErrorCode::missing,
                   fmt::format("the field \"{}\" is missing", name.get<std::string>()),
                   at(walk, path), "add it"};
    }
  }
  const json additional = schema.value("additionalProperties", json(true));
  for (const auto& [name, item] : value.items()) {
    if (properties.contains(name)) {
      if (auto found = fault(item, properties[name], walk, joined(path, name))) return found;
    } else if (additional.is_object()) {
      if (auto found = fault(item, additional, walk, joined(path, name))) return found;
    } else if (additional == false) {
      json names = json::array();
      for (const auto& [known, unused] : properties.items()) names.push_back(known);
      return Error{ErrorCode::malformed, fmt::format("there is no field \"{}\" here", name),
                   at(walk, path), fmt::format("the fields are: {}", list(names))};
    }
  }
  return std::nullopt;
}

std::optional<Error> array_fault(const json& value, const json& schema, const Walk& walk,
                                 const std::string& path) {
  const std::size_t least = schema.value("minItems", std::size_t{0});
  const std::size_t most = schema.value("maxItems", value.size());
  if (value.size() < least || value.size() > most) {
    return Error{
        ErrorCode::out_of_range, fmt::format("a list of {} items", value.size()), at(walk, path),
        least == most ? fmt::format("give {}", least) : fmt::format("give {} to {}", least, most)};
  }
  if (!schema.contains("items")) return std::nullopt;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (auto found = fault(value[i], schema["items"], walk, fmt::format("{}[{}]", path, i))) {
      return found;
    }
  }
  return std::nullopt;
}

std::optional<Error> fault(const json& value, const json& schema, const Walk& walk,
                           const std::string& path) {
  if (schema.contains("$ref")) {
    const auto pointer = json::json_pointer(schema["$ref"].get<std::string>().substr(1));
    return fault(value, walk.root.at(pointer), walk, path);
  }
  for (const json& part : schema.value("allOf", json::array())) {
    if (auto found = fault(value, part, walk, path)) return found;
  }
  if (auto found = type_fault(value, schema, walk, path)) return found;
  if (auto found = range_fault(value, schema, walk, path)) return found;
  if (value.is_object()) return object_fault(value, schema, walk, path);
  if (value.is_array()) return array_fault(value, schema, walk, path);
  return std::nullopt;
}

}  // namespace

Error explain(const json& value, const json& schema, const json& root, const std::string& place) {
  if (auto found = fault(value, schema, Walk{root, place}, "")) return *found;
  return Error{ErrorCode::malformed, "the document does not fit its description", place,
               "compare it with schema/dorsal.schema.json"};
}

}  // namespace dorsal::schema
