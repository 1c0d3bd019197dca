#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/body/person.hpp"
#include "dorsal/pose/tracker.hpp"

namespace dorsal::app {

/// What `dorsal watch` was asked for.
struct WatchRequest {
  std::optional<std::filesystem::path> recording;  // unset: a camera
  std::optional<int> camera;                       // unset, and no recording: time alone
  std::optional<double> rate;                      // [1/s] looks; unset: as the watcher asks
  bool at_pace = false;                            // a recording runs as slowly as it was made
  bool calibrate = true;
  bool as_json = false;
  bool on_desktop = true;  // notices, tray, what goes on besides
  std::string language = "en";
  std::optional<body::Person> person;
  pose::Variant variant = pose::Variant::full;
  std::optional<std::filesystem::path> days;          // unset: nothing is remembered
  std::optional<std::vector<std::string>> ruled_out;  // offers; unset: nobody was asked
};

/// Watches until the recording ends or somebody stops it.
/// @return the exit code
int watch_over(const WatchRequest& request);

}  // namespace dorsal::app
