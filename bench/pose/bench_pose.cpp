// Times of the pose stage: each net against XNNPACK's bare time, and the loop of decoding and
// tracking on one core. Times are those of the processor unless it says otherwise, [ms].
#include <fmt/core.h>

#include <cstdlib>
#include <exception>
#include <filesystem>

#include "dorsal/media/frame_source.hpp"
#include "measures.hpp"

namespace {

std::filesystem::path folder(const char* variable, const char* otherwise) {
  const char* value = std::getenv(variable);
  return value != nullptr ? value : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  dorsal::media::quieten_libraries();
  const auto models = folder("DORSAL_POSE_MODEL_DIR", DORSAL_POSE_MODELS);
  const auto media = folder("DORSAL_MEDIA_DIR", DORSAL_SOURCE_DIR "/../shared/media");
  try {
    if (argc > 1) {
      dorsal::bench::measure_loop(models, argv[1]);
      return 0;
    }
    dorsal::bench::measure_loop(models, media / "desk_side_sync1.mp4");  // before other memory
    dorsal::bench::measure_nets(models, media / "sit_straight_armsfolded.jpg");
  } catch (const std::exception& e) {
    fmt::print(stderr, "the benchmark cannot run: {}\n", e.what());
    return 1;
  }
  return 0;
}
