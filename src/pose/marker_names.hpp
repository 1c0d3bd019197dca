#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dorsal/pose/landmarks.hpp"

namespace dorsal::pose {

/// The landmark that a marker of a file means. Case, spaces, '_', '-', '.' and a prefix that ends
/// in
/// ':' do not matter; L, R, Left and Right may stand before the part (LShoulder, RightHip), BigToe
/// for foot_index, SmallToe has no landmark.
[[nodiscard]] std::optional<Landmark> landmark_named(std::string_view marker);

/// The name of a landmark as it stands in files.
[[nodiscard]] inline std::string_view name_of(Landmark landmark) {
  return landmark_names()[static_cast<std::size_t>(landmark)];
}

/// Text of a file, made fit for one line of a message: cut, and without control characters.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace dorsal::pose
