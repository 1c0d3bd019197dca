#include "microphones.hpp"

#include <string>
#include <string_view>

#include "folder.hpp"

namespace dorsal::desktop {
namespace {

bool is_sound_card(std::string_view name) {
  return name.starts_with("card") && is_all_digits(name.substr(4));
}

bool is_capture_device(std::string_view name) {
  return name.starts_with("pcm") && name.ends_with("c");
}

bool device_runs(const Folder& device) {
  bool runs = false;
  device.each([&](const char* part) {
    if (!std::string_view(part).starts_with("sub")) return true;
    const std::string status = device.inner(part).small_file("status");
    runs = status.find("state: RUNNING") != std::string::npos;
    return !runs;
  });
  return runs;
}

void ask_card(const Folder& card, std::optional<bool>& recorded) {
  // A card that leads what is played back into a recording has no microphone.
  if (card.small_file("id").starts_with("Loopback")) return;
  card.each([&](const char* device) {
    if (!is_capture_device(device)) return true;
    recorded = device_runs(card.inner(device));
    return !*recorded;
  });
}

}  // namespace

std::optional<bool> microphone_recorded(const std::filesystem::path& proc) {
  std::optional<bool> recorded;
  const Folder cards = Folder::open(proc / "asound");
  cards.each([&](const char* name) {
    if (is_sound_card(name)) ask_card(cards.inner(name), recorded);
    return !recorded.value_or(false);
  });
  return recorded;
}

}  // namespace dorsal::desktop
