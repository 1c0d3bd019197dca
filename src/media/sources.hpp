#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "dorsal/media/frame_source.hpp"

namespace dorsal::media {

/// @error unreadable: FFmpeg finds no video stream in the file
[[nodiscard]] Result<std::unique_ptr<FrameSource>> open_video(const std::filesystem::path& path);

/// @param name   what the source is called
/// @param files  pictures in their order, at least one
/// @error unreadable: none of the files is a picture
[[nodiscard]] Result<std::unique_ptr<FrameSource>> open_stills(
    std::string name, std::vector<std::filesystem::path> files);

}  // namespace dorsal::media
