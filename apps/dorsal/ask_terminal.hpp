#pragma once

#include <istream>
#include <ostream>
#include <string>

#include "dorsal/interview/interview.hpp"

namespace dorsal::app {

enum class TalkEnd {
  done,       ///< nothing left to ask, or the person had enough
  under_age,  ///< not made for them
  silent,     ///< no answer at all before the input ended
};

/// Holds the interview by lines of text: asks, explains, goes back, until nothing is left to ask,
/// an emergency shows, or the person stops.
/// @param goal      whether what medicines need to know is asked too
/// @param language  "en" or "es"
/// @param state     what is known at first, and at the end
TalkEnd talk(const interview::Interviewer& asker, interview::Goal goal, const std::string& language,
             std::istream& in, std::ostream& out, interview::State& state);

}  // namespace dorsal::app
