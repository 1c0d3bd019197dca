#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "dorsal/knowledge/load.hpp"

namespace dorsal::knowledge_test {

using Files = std::vector<knowledge::SourceFile>;

/// A file among others; the test fails to run where it is not there.
inline knowledge::SourceFile& file(Files& files, const std::string& path) {
  return *std::ranges::find(files, path, &knowledge::SourceFile::path);
}

/// Puts `to` in the place of the first `from`; false where there is none.
inline bool replace(Files& files, const std::string& path, const std::string& from,
                    const std::string& to) {
  std::string& text = file(files, path).text;
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return false;
  text.replace(at, from.size(), to);
  return true;
}

}  // namespace dorsal::knowledge_test
