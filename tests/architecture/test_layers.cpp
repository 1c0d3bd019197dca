#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = DORSAL_SOURCE_DIR;

// The order of src/CMakeLists.txt is the order of the pipeline.
std::vector<std::string> stages() {
  std::ifstream file(kRoot / "src/CMakeLists.txt");
  std::vector<std::string> names;
  const std::regex line_pattern(R"(add_subdirectory\((\w+)\))");
  std::smatch match;
  for (std::string line; std::getline(file, line);) {
    if (std::regex_search(line, match, line_pattern)) names.push_back(match[1]);
  }
  return names;
}

std::vector<fs::path> sources_of(const std::string& stage) {
  std::vector<fs::path> files;
  for (const fs::path& folder : {kRoot / "include/dorsal" / stage, kRoot / "src" / stage}) {
    if (!fs::exists(folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const auto extension = entry.path().extension();
      if (extension == ".hpp" || extension == ".cpp") files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

TEST(Layers, a_stage_includes_only_stages_above_it) {
  const std::vector<std::string> order = stages();
  ASSERT_GE(order.size(), 8U);
  const std::regex include_pattern(R"(^\s*#include\s*[<"]dorsal/(\w+)/)");
  std::smatch match;
  for (std::size_t position = 0; position < order.size(); ++position) {
    for (const fs::path& path : sources_of(order[position])) {
      std::ifstream file(path);
      for (std::string line; std::getline(file, line);) {
        if (!std::regex_search(line, match, include_pattern)) continue;
        const auto included = std::ranges::find(order, match[1].str());
        ASSERT_NE(included, order.end()) << path << " includes the unknown stage " << match[1];
        EXPECT_LE(std::distance(order.begin(), included), static_cast<std::ptrdiff_t>(position))
            << path << " includes dorsal/" << match[1] << ", which stands below it";
      }
    }
  }
}

TEST(Layers, between_the_edges_nothing_prints_reads_a_clock_or_draws_random_numbers) {
  const std::regex forbidden(
      R"(std::cout|std::cerr|\bprintf\(|_clock::now|std::random_device|getenv)");
  for (const std::string stage :
       {"schema", "pose", "body", "posture", "load", "opensim", "exposure", "knowledge",
        "reasoning", "interview", "care", "ergonomics", "watch", "desktop"}) {
    for (const fs::path& path : sources_of(stage)) {
      std::ifstream file(path);
      for (std::string line; std::getline(file, line);) {
        EXPECT_FALSE(std::regex_search(line, forbidden)) << path << ": " << line;
      }
    }
  }
}

TEST(Layers, no_source_file_is_longer_than_500_lines) {
  for (const std::string& stage : stages()) {
    for (const fs::path& path : sources_of(stage)) {
      std::ifstream file(path);
      const auto lines = std::count(std::istreambuf_iterator<char>(file), {}, '\n');
      EXPECT_LE(lines, 500) << path;
    }
  }
}

}  // namespace
