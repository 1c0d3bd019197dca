// docs/safety.md names the test that shows each control; one that is renamed or removed must be missed.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;

const fs::path kSource = DORSAL_SOURCE_DIR;

std::string content(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::set<std::string> all_tests() {
  std::set<std::string> out;
  const std::regex declaration(R"(TEST(?:_F|_P)?\((\w+),\s*(\w+)\))");
  for (const auto& entry : fs::recursive_directory_iterator(kSource / "tests")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = content(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), declaration), end; at != end; ++at) {
      out.insert((*at)[1].str() + "." + (*at)[2].str());
    }
  }
  return out;
}

TEST(SafetyDocument, names_only_tests_that_exist_and_one_for_every_hazard) {
  const auto tests = all_tests();
  std::ifstream file(kSource / "docs/safety.md");
  const std::regex hazard(R"(^\| \d+ \|.*)");
  const std::regex named(R"(`(\w+\.\w+)`)");
  int hazards = 0;
  for (std::string line; std::getline(file, line);) {
    if (!std::regex_match(line, hazard)) continue;
    ++hazards;
    int controls = 0;
    for (std::sregex_iterator at(line.begin(), line.end(), named), end; at != end; ++at) {
      ++controls;
      EXPECT_TRUE(tests.contains((*at)[1].str())) << (*at)[1].str();
    }
    EXPECT_GE(controls, 1) << line;
  }
  EXPECT_GE(hazards, 15);
}

}  // namespace
