#pragma once

#include <cstdlib>
#include <filesystem>

namespace dorsal::pose {

/// Where the pose networks lie, which the set-up fetches.
inline std::filesystem::path models_folder() {
  const char* folder = std::getenv("DORSAL_POSE_MODEL_DIR");
  return folder != nullptr ? folder : DORSAL_POSE_MODELS;
}

/// A recording of the shared media, which not every machine has.
inline std::filesystem::path media_file(const char* name) {
  const char* folder = std::getenv("DORSAL_MEDIA_DIR");
  return std::filesystem::path(folder != nullptr ? folder : DORSAL_SOURCE_DIR "/../shared/media") /
         name;
}

}  // namespace dorsal::pose

#define DORSAL_NEEDS(path) \
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "missing: " << (path)
