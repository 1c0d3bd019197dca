#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace dorsal::pose {

/// The text with the first `from`, which must be there, replaced by `to`.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

}  // namespace dorsal::pose
