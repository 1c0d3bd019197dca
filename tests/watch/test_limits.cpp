#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>

#include "dorsal/watch/limits.hpp"

namespace dorsal::watch {
namespace {

std::string method_document() {
  std::ifstream file(std::filesystem::path(DORSAL_SOURCE_DIR) / "docs/methods/watch.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(WatchLimits, have_a_source_and_say_when_they_are_a_guess) {
  const Limits limits = published_limits();
  for (const LimitName& limit : limit_names()) {
    const Figure& figure = limits.*limit.figure;
    EXPECT_GT(figure.value, 0) << limit.name;
    EXPECT_FALSE(figure.evidence.source.empty()) << limit.name;
    const bool guess = figure.evidence.quality == knowledge::Quality::expert;
    const bool no_study = figure.evidence.source.starts_with("no study") ||
                          figure.evidence.source.starts_with("as the zones");
    EXPECT_EQ(guess, no_study) << limit.name;
  }
}

TEST(WatchLimits, are_all_named_and_each_once) {
  std::set<std::string_view> names;
  for (const LimitName& limit : limit_names()) names.insert(limit.name);
  EXPECT_EQ(names.size(), limit_names().size());
  EXPECT_EQ(names.size() * sizeof(Figure), sizeof(Limits));
}

TEST(WatchLimits, stand_in_the_method_document_with_value_unit_and_quality) {
  const std::string document = method_document();
  const Limits limits = published_limits();
  for (const LimitName& limit : limit_names()) {
    const Figure& figure = limits.*limit.figure;
    std::ostringstream row;
    row << "| `" << limit.name << "` | " << figure.value << ' ' << limit.unit << " | "
        << knowledge::to_string(figure.evidence.quality) << " |";
    EXPECT_NE(document.find(row.str()), std::string::npos) << row.str();
  }
}

}  // namespace
}  // namespace dorsal::watch
