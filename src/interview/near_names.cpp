#include "near_names.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace dorsal::interview {
namespace {

constexpr std::size_t kLongest = 60;  // longer than any id
constexpr std::size_t kMost = 3;

std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j + 1] + 1, row[j] + 1});
    }
  }
  return row.back();
}

bool is_part(std::string_view written, std::string_view name) {
  constexpr std::size_t kShortest = 3;
  return written.size() >= kShortest && (name.starts_with(written) || name.ends_with(written));
}

}  // namespace

std::vector<std::string> near_names(std::string_view written,
                                    const std::vector<std::string>& names) {
  if (written.size() > kLongest) return {};
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& name : names) {
    const std::size_t away = is_part(written, name) ? 1 : edits(written, name);
    if (away <= std::max<std::size_t>(1, written.size() / 3)) near.emplace_back(away, name);
  }
  std::ranges::sort(near);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < near.size() && i < kMost; ++i) out.push_back(near[i].second);
  return out;
}

}  // namespace dorsal::interview
