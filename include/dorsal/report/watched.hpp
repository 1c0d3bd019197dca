#pragma once

#include <chrono>
#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/watch/session.hpp"

namespace dorsal::report {

/// How a watcher stands, or what came of a recording that it watched.
struct Watched {
  watch::Status status;
  watch::CalibrationState calibration = watch::CalibrationState::none;
  std::vector<watch::Message> messages;  ///< all of a recording; of a day the last ones
  std::size_t looks = 0;
  std::size_t measured = 0;            ///< of looks; in the others nothing had changed
  std::string trouble;                 ///< why nothing is seen, or empty
  std::vector<knowledge::Text> gaps;   ///< what this desktop does not tell, a sentence each
  std::chrono::minutes utc_offset{0};  ///< for times of the day
};

/// The document WatchStatus of the schema, of a watcher that runs.
[[nodiscard]] nlohmann::ordered_json watch_status_json(const Watched& watched);
/// The same where none runs.
[[nodiscard]] nlohmann::ordered_json no_watcher_json();
/// The document WatchResult of the schema.
/// @param language  of the messages' words
[[nodiscard]] nlohmann::ordered_json watch_result_json(const Watched& watched,
                                                       std::string_view language);

/// How the day stands, for a person.
/// @param status  what watch_status_json gives, of a program that may be another version
/// @param width   columns of a line
/// @error malformed: not such a document
[[nodiscard]] Result<std::string> watch_page(const nlohmann::ordered_json& status,
                                             std::string_view language, std::size_t width,
                                             std::chrono::minutes utc_offset);

}  // namespace dorsal::report
