#pragma once

#include "dorsal/base/result.hpp"
#include "dorsal/watch/session.hpp"

namespace dorsal::watch::words {

/// Title and choices of a message's notice, without its text.
[[nodiscard]] Notice frame_of(Kind kind, bool spanish);

[[nodiscard]] Notice sit_upright(bool spanish);
[[nodiscard]] Notice calibrated(bool spanish);
/// @param again  whether another run begins by itself
[[nodiscard]] Notice not_calibrated(const Error& why, bool again, bool spanish);

/// With what no exercise is begun before somebody has asked.
[[nodiscard]] std::string leave_out_with(bool spanish);

}  // namespace dorsal::watch::words
