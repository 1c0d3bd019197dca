// docs/methods/watch.md gives every number by which a picture becomes a look.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>

namespace dorsal::pipeline {
namespace {

namespace fs = std::filesystem;

std::map<std::string, double> numbers_of(const fs::path& path, const std::regex& line) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::map<std::string, double> out;
  for (std::sregex_iterator at(text.begin(), text.end(), line), end; at != end; ++at) {
    out[(*at)[1]] = std::stod((*at)[2]);
  }
  return out;
}

TEST(LookLimits, stand_in_the_document) {
  const fs::path source = DORSAL_SOURCE_DIR;
  const auto in_code = numbers_of(source / "src/pipeline/look_limits.hpp",
                                  std::regex(R"(constexpr \w+ (k\w+) = ([0-9.]+);)"));
  const auto in_document = numbers_of(source / "docs/methods/watch.md",
                                      std::regex(R"(\| `(k\w+)` \| ([0-9.]+) )"));
  EXPECT_GE(in_code.size(), 16U);
  EXPECT_EQ(in_code, in_document);
}

}  // namespace
}  // namespace dorsal::pipeline
