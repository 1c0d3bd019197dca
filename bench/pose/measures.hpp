#pragma once

#include <filesystem>

namespace dorsal::bench {

/// Prints each net's time as dorsal runs it beside XNNPACK's bare time for its graph.
void measure_nets(const std::filesystem::path& models, const std::filesystem::path& photo);

/// Prints frames per second of decoding and tracking on one core, and the peak memory.
void measure_loop(const std::filesystem::path& models, const std::filesystem::path& video);

}  // namespace dorsal::bench
