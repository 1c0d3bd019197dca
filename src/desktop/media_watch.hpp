#pragma once

#include <optional>
#include <string>

#include "dorsal/desktop/observer.hpp"
#include "helper_program.hpp"
#include "question.hpp"
#include "sound_graph.hpp"

namespace dorsal::desktop {

/// Who uses microphone and camera, from the kernel's files and PipeWire's graph.
class MediaWatch {
 public:
  explicit MediaWatch(const ObserverSources& sources);
  /// Begins a round of questions.
  void begin(Instant now);

  [[nodiscard]] std::optional<bool> call(Instant now);
  /// Screens that are handed out through PipeWire.
  [[nodiscard]] std::optional<bool> screen_handed_out() const;
  [[nodiscard]] std::optional<std::string> camera_holder(Instant now);

 private:
  Reply<std::string> ask_processes();

  std::filesystem::path proc_;
  std::filesystem::path camera_;
  pid_t self_;
  std::filesystem::path graph_socket_;
  std::function<Instant()> clock_;
  HelperProgram graph_program_;
  std::optional<SoundGraph> graph_;
  std::string printed_;  // what graph_ was read from: mostly the same again
  Question<bool> microphone_{std::chrono::seconds(2)};
  Question<std::string> holder_{std::chrono::seconds(5)};
};

}  // namespace dorsal::desktop
