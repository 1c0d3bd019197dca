#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dorsal/base/check.hpp"
#include "dorsal/base/printable.hpp"
#include "sound_graph.hpp"

// What another program prints: an error that reads as one, or a graph whose names are fit to show.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dorsal;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto graph = desktop::read_sound_graph(text);
  if (!graph) {
    DORSAL_CHECK(!graph.error().sentence.empty() && !graph.error().place.empty());
    DORSAL_CHECK(graph.error().code == ErrorCode::malformed);
    return 0;
  }
  if (graph->camera_user) {
    DORSAL_CHECK(!graph->camera_user->empty());
    DORSAL_CHECK(printable(*graph->camera_user) == *graph->camera_user);
  }
  return 0;
}
