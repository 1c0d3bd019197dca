#pragma once

#include <filesystem>

namespace dorsal::app {

/// The folder of the pose networks: DORSAL_POSE_MODEL_DIR, else the one that came with the build.
[[nodiscard]] std::filesystem::path pose_models();

}  // namespace dorsal::app
