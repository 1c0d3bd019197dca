#include "dorsal/knowledge/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dorsal/knowledge/urgency.hpp"

namespace dorsal::knowledge {
namespace {

constexpr std::array<std::string_view, 7> kQualities{
    "measured", "derived", "expert", "guideline", "guideline_unverified", "seed", "not_found"};
constexpr std::array<std::string_view, 5> kUrgencies{"self_care", "physio", "gp_soon", "same_day",
                                                     "emergency_now"};

template <class Enum, std::size_t N>
std::optional<Enum> from_word(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto* const found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

}  // namespace

std::string_view to_string(Quality quality) {
  return kQualities.at(static_cast<std::size_t>(quality));
}

std::optional<Quality> quality_from(std::string_view word) {
  return from_word<Quality>(kQualities, word);
}

std::string_view to_string(Urgency urgency) {
  return kUrgencies.at(static_cast<std::size_t>(urgency));
}

std::optional<Urgency> urgency_from(std::string_view word) {
  return from_word<Urgency>(kUrgencies, word);
}

std::string to_string(const Place& place) {
  return place.line == 0 ? place.file : fmt::format("{}, line {}", place.file, place.line);
}

}  // namespace dorsal::knowledge
