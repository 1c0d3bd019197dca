#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dorsal/watch/budget.hpp"

namespace dorsal::watch {

/// What fits a cause: ids of knowledge/care and knowledge/exercises, the easiest first.
[[nodiscard]] std::span<const std::string_view> offers_for(Cause cause);

/// One of them.
/// @param ruled_out  ids that care or the person has ruled out; contraindications are care's to
/// know
/// @param turn       which of those left; goes round
/// @return unset where none is left: then the nudge only says what it measured
[[nodiscard]] std::optional<std::string> choose_offer(Cause cause,
                                                      std::span<const std::string> ruled_out,
                                                      std::size_t turn);

}  // namespace dorsal::watch
