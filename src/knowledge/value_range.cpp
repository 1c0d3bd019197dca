#include "value_range.hpp"

#include <charconv>
#include <limits>

namespace dorsal::knowledge {
namespace {

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (text.empty() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

}  // namespace

std::optional<ValueRange> value_range(const Finding& finding, std::string_view value) {
  const std::size_t dots = value.find("..");
  const bool open = value.starts_with(">=");
  if (!open && dots == std::string_view::npos) return std::nullopt;
  const auto first = whole_number(open ? value.substr(2) : value.substr(0, dots));
  const auto last = open ? std::nullopt : whole_number(value.substr(dots + 2));
  if (!first || (!open && !last) || *first < finding.least || *first > finding.most) {
    return std::nullopt;
  }
  if (open && *first <= finding.least) return std::nullopt;
  constexpr double kNoEnd = std::numeric_limits<double>::infinity();
  const double to = open || *last >= finding.most ? kNoEnd : *last + 1.0;
  if (to <= *first || (*first <= finding.least && to == kNoEnd)) return std::nullopt;
  return ValueRange{static_cast<double>(*first), to};
}

}  // namespace dorsal::knowledge
