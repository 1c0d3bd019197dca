#include "duration.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace dorsal::app {
namespace {

using std::chrono::milliseconds;

std::optional<milliseconds> unit_of(char letter) {
  if (letter == 's') return std::chrono::seconds(1);
  if (letter == 'm') return std::chrono::minutes(1);
  if (letter == 'h') return std::chrono::hours(1);
  return std::nullopt;
}

std::optional<milliseconds> sum_of(std::string_view text) {
  constexpr int kMost = 100000;  // of any unit, far from overflow
  milliseconds sum{0};
  std::optional<milliseconds> before;  // units fall: 1h30m, not 30m1h
  while (!text.empty()) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end == text.data() + text.size()) return std::nullopt;
    const auto unit = unit_of(*end);
    if (!unit || number < 0 || number > kMost || (before && *unit >= *before)) return std::nullopt;
    sum += number * *unit;
    before = unit;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  }
  if (!before) return std::nullopt;
  return sum;
}

}  // namespace

Result<milliseconds> duration_from(std::string_view text, std::string_view place) {
  if (const auto sum = sum_of(text); sum && sum->count() > 0) return *sum;
  return fail(ErrorCode::malformed, fmt::format("\"{}\" is no length of time", text),
              std::string(place), "write for example 30m, 90s or 1h30m");
}

}  // namespace dorsal::app
