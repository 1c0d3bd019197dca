#include "pose_models.hpp"

#include <cstdlib>

namespace dorsal::app {

std::filesystem::path pose_models() {
  const char* folder = std::getenv("DORSAL_POSE_MODEL_DIR");
  return folder != nullptr && *folder != '\0' ? folder : DORSAL_POSE_MODELS;
}

}  // namespace dorsal::app
