#pragma once

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "run_dorsal.hpp"

namespace dorsal::app_test {

/// The first rows of the example that dorsal ships, as short.csv, so that tests stay quick.
inline std::string example_rows(const TestFolder& folder, int rows = 120) {
  std::istringstream whole(text_of(std::string(DORSAL_SOURCE_DIR) + "/examples/desk_hour.csv"));
  std::string text;
  std::string line;
  for (int row = 0; row <= rows && std::getline(whole, line); ++row) text += line + "\n";
  return folder.file("short.csv", text);
}

/// What lies in a folder, sorted; hidden files as well.
inline std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  if (!fs::exists(folder)) return names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace dorsal::app_test
