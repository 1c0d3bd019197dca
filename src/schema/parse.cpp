#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "dorsal/schema/document.hpp"
#include "dorsal/schema/field_names.hpp"

namespace dorsal::schema {

using nlohmann::json;

namespace {

// A byte order mark counts as blank.
constexpr std::string_view kBlank = " \t\r\n\xef\xbb\xbf";

}  // namespace

std::string line_and_column(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
  return fmt::format("line {}, column {}", line, column);
}

Result<void> check_nesting(std::string_view text, std::string_view place) {
  constexpr int kDeepest = 100;  // far deeper than any document of dorsal
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '\\') ++i;
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ']' || c == '}') --depth;
    if ((c == '[' || c == '{') && ++depth > kDeepest) {
      return fail(ErrorCode::malformed,
                  fmt::format("lists and objects are nested more than {} deep", kDeepest),
                  fmt::format("{}, {}", place, line_and_column(text, i + 1)),
                  "give a document as docs/user describes it");
    }
  }
  return {};
}

Result<json> parse(std::string_view text, std::string_view place) {
  if (text.find_first_not_of(kBlank) == std::string_view::npos) {
    return fail(ErrorCode::malformed, "it is empty, which is not valid JSON", std::string(place),
                "give a JSON document; {} takes every default");
  }
  DORSAL_TRY_VOID(check_nesting(text, place));
  FieldNames names;
  const auto watch = [&](int, json::parse_event_t event, json& parsed) {
    names.see(event, parsed);
    return true;
  };
  try {
    json value = json::parse(text.begin(), text.end(), watch);
    if (names.twice()) {
      return fail(ErrorCode::malformed,
                  fmt::format("the field \"{}\" stands twice", *names.twice()), std::string(place),
                  "keep one of them");
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
