#pragma once

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace dorsal {

inline std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> result;
  for (std::string word; stream >> word;) result.push_back(word);
  return result;
}

/// Without brackets and stops around it.
inline std::string bare(const std::string& word) {
  const std::size_t first = word.find_first_not_of("(*`");
  if (first == std::string::npos) return word;
  return word.substr(first, word.find_last_not_of(").,;:*`") + 1 - first);
}

/// Rounded numbers may differ by one in the last place where compilers round otherwise.
inline bool same_word(const std::string& one, const std::string& other) {
  if (one == other) return true;
  const std::string x = bare(one);
  const std::string y = bare(other);
  char* end_x = nullptr;
  char* end_y = nullptr;
  const double a = std::strtod(x.c_str(), &end_x);
  const double b = std::strtod(y.c_str(), &end_y);
  const bool numbers = *end_x == '\0' && *end_y == '\0' && !x.empty() && !y.empty();
  const std::size_t dot = x.find('.');
  const double place =
      dot == std::string::npos ? 1.0 : std::pow(10, -static_cast<double>(x.size() - dot - 1));
  return numbers && std::abs(a - b) < 1.01 * place;
}

inline std::string content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace dorsal
