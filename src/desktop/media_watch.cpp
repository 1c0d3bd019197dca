#include "media_watch.hpp"

#include <algorithm>
#include <system_error>

#include "camera_holder.hpp"
#include "microphones.hpp"

namespace dorsal::desktop {
namespace {

constexpr Instant kGraphEvery = std::chrono::seconds(10);
constexpr Instant kProcessesEvery = std::chrono::seconds(5);
// Many processes take longer to walk through; they are asked so seldom that it stays a thousandth
// of the time.
constexpr int kShareOfTime = 1000;

}  // namespace

MediaWatch::MediaWatch(const ObserverSources& sources)
    : proc_(sources.proc),
      camera_(sources.camera),
      self_(sources.self),
      graph_socket_(sources.runtime_dir / "pipewire-0"),
      clock_(sources.clocks.steady),
      graph_program_({sources.graph_program.string()}, kGraphEvery) {}

void MediaWatch::begin(Instant now) {
  std::error_code ignored;
  if (!std::filesystem::exists(graph_socket_, ignored)) {
    graph_.reset();
    return;
  }
  std::optional<Result<std::string>> printed = graph_program_.step(now);
  if (!printed || (graph_ && *printed && **printed == printed_)) return;
  graph_.reset();
  if (!*printed) return;
  printed_ = std::move(**printed);
  if (const auto graph = read_sound_graph(printed_)) graph_ = *graph;
}

std::optional<bool> MediaWatch::call(Instant now) {
  if (graph_ && graph_->sound) return graph_->microphone;
  return microphone_.answer(now, [this] { return Reply<bool>{microphone_recorded(proc_)}; });
}

std::optional<bool> MediaWatch::screen_handed_out() const {
  if (!graph_) return std::nullopt;
  return graph_->screen;
}

Reply<std::string> MediaWatch::ask_processes() {
  const Instant before = clock_();
  Reply<std::string> holder{find_camera_holder(proc_, camera_, self_)};
  holder_.set_every(std::max(kProcessesEvery, (clock_() - before) * kShareOfTime));
  return holder;
}

// PipeWire holds a camera for others; who that is stands in its graph alone.
std::optional<std::string> MediaWatch::camera_holder(Instant now) {
  const auto& holder = holder_.answer(now, [this] { return ask_processes(); });
  if (!holder || !passes_camera_on(*holder) || !graph_) return holder;
  return graph_->camera_user.value_or("");
}

}  // namespace dorsal::desktop
