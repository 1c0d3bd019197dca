#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "dorsal/schema/document.hpp"

namespace dorsal::schema {

using nlohmann::json;

std::string line_and_column(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
  return fmt::format("line {}, column {}", line, column);
}

Result<json> parse(std::string_view text, std::string_view place) {
  // One set of names per open object: JSON allows a field twice, and would silently keep the last.
  std::vector<std::set<std::string>> open;
  std::string twice;
  const auto watch = [&](int, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::object_start) open.emplace_back();
    if (event == json::parse_event_t::object_end) open.pop_back();
    if (event == json::parse_event_t::key &&
        !open.back().insert(parsed.get<std::string>()).second) {
      twice = parsed.get<std::string>();
    }
    return true;
  };
  try {
    json value = json::parse(text.begin(), text.end(), watch);
    if (!twice.empty()) {
      return fail(ErrorCode::malformed, fmt::format("the field \"{}\" stands twice", twice),
                  std::string(place), "keep one of them");
    }
    return value;
  } catch (const json::parse_error& error) {
    return fail(ErrorCode::malformed, "this is not valid JSON",
                fmt::format("{}, {}", place, line_and_column(text, error.byte)),
                "look for a missing comma, quote or bracket; NaN and comments are not JSON");
  } catch (const json::exception&) {
    return fail(ErrorCode::out_of_range, "a number is too large to be stored", std::string(place),
                "correct it");
  }
}

}  // namespace dorsal::schema
