#pragma once

#include <string>

#include "dorsal/media/frame_source.hpp"

namespace dorsal::media {

/// A picture as the bytes of a JPEG, at most 1280 px wide; empty when it cannot be encoded.
[[nodiscard]] std::string encode_jpeg(const Frame& frame);

}  // namespace dorsal::media
