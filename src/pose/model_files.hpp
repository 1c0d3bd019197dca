#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/pose/tracker.hpp"

namespace dorsal::pose {

/// A file of a neural network that dorsal was made with, known by its SHA-256.
struct ModelFile {
  std::string_view name;
  std::string_view sha256;  // lower case hexadecimal
};

/// Files of the npm package @mediapipe/pose 0.5.1675469404 (Apache-2.0).
[[nodiscard]] const ModelFile& detector_file();
[[nodiscard]] const ModelFile& landmark_file(Variant variant);

/// Lower case hexadecimal.
[[nodiscard]] std::string sha256_hex(std::span<const std::byte> bytes);

/// @error no_such_file, unreadable, wrong_hash
[[nodiscard]] Result<std::vector<std::byte>> load_model_file(const std::filesystem::path& folder,
                                                             const ModelFile& file);

}  // namespace dorsal::pose
