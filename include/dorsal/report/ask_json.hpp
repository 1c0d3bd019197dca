#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "dorsal/care/advice.hpp"
#include "dorsal/interview/interview.hpp"
#include "dorsal/interview/request.hpp"

namespace dorsal::report {

struct AskOptions {
  std::string lang = "en";     ///< or "es"
  int draws = 100;             ///< tables drawn for the intervals
  std::uint64_t seed = 1;      ///< of the draws
  std::size_t influences = 5;  ///< how many questions that would change most
};

/// The answer of `dorsal ask`: urgency with its rules, every cause with probability, interval and
/// reasons, what is unanswered and what to ask next. Equal input gives equal bytes.
/// @param advice  of care::advise, for the same answers
[[nodiscard]] nlohmann::ordered_json ask_json(const interview::Interviewer& interviewer,
                                              const interview::Request& request,
                                              const care::Advice& advice,
                                              const AskOptions& options = {});

/// "Not reviewed by a clinician. It informs; it does not diagnose." in the language asked.
[[nodiscard]] const std::string& disclaimer(const std::string& lang);

}  // namespace dorsal::report
