#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "load/body_tables.hpp"

namespace dorsal::load {
namespace {

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> result;
  for (std::string word; stream >> word;) result.push_back(word);
  return result;
}

/// Rounded numbers may differ by one in the last place where compilers round otherwise.
bool same(const std::string& one, const std::string& other) {
  if (one == other) return true;
  char* end_one = nullptr;
  char* end_other = nullptr;
  const double a = std::strtod(one.c_str(), &end_one);
  const double b = std::strtod(other.c_str(), &end_other);
  const bool numbers = *end_one == '\0' && *end_other == '\0' && !one.empty() && !other.empty();
  const double place = one.find('.') == std::string::npos ? 1.0 : 0.1;
  return numbers && std::abs(a - b) < 1.01 * place;
}

TEST(Tables, of_the_documents_are_those_of_the_model) {
  const std::string path = std::string(DORSAL_SOURCE_DIR) + "/docs/methods/load_tables.md";
  const std::string made = body_tables();
  if (std::getenv("DORSAL_WRITE_TABLES") != nullptr) std::ofstream(path) << made;
  std::ifstream file(path);
  ASSERT_TRUE(file.good()) << path;
  const std::string kept((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const auto now = words(made);
  const auto then = words(kept);
  ASSERT_EQ(now.size(), then.size()) << "write the tables anew";
  for (std::size_t i = 0; i < now.size(); ++i) {
    ASSERT_TRUE(same(now[i], then[i])) << now[i] << " instead of " << then[i] << ", word " << i;
  }
}

}  // namespace
}  // namespace dorsal::load
