#pragma once

#include <filesystem>
#include <optional>

namespace dorsal::desktop {

/// Whether a microphone of a sound card is being recorded, as ALSA tells. Unset: there is no sound
/// card with one; a headset on Bluetooth is none of ALSA's.
/// @param proc  /proc
[[nodiscard]] std::optional<bool> microphone_recorded(const std::filesystem::path& proc);

}  // namespace dorsal::desktop
