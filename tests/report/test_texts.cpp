#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "texts.hpp"

namespace dorsal::report {
namespace {

std::multiset<std::string> placeholders(const std::string& sentence) {
  static const std::regex kPattern(R"(\{(\w+)\})");
  std::multiset<std::string> names;
  for (std::sregex_iterator it(sentence.begin(), sentence.end(), kPattern), end; it != end; ++it) {
    names.insert((*it)[1]);
  }
  return names;
}

TEST(Texts, both_languages_say_the_same_things_with_the_same_placeholders) {
  const auto english = Texts(Language::english).all();
  const auto spanish = Texts(Language::spanish).all();
  EXPECT_GT(english.size(), 100U);
  for (const auto& [key, sentence] : english) {
    const auto other = spanish.find(key);
    ASSERT_NE(other, spanish.end()) << key << " is missing in Spanish";
    EXPECT_EQ(placeholders(sentence), placeholders(other->second)) << key;
    EXPECT_FALSE(other->second.empty()) << key;
  }
  for (const auto& [key, sentence] : spanish) {
    EXPECT_TRUE(english.contains(key)) << key << " is missing in English";
  }
}

TEST(Texts, every_word_of_a_result_has_a_sentence_in_both_languages) {
  for (const Language language : {Language::english, Language::spanish}) {
    const Texts texts(language);
    for (std::size_t i = 0; i < kAssumptions; ++i) {
      const AssumptionNote note{static_cast<Assumption>(i), {1.7, 70, 40}};
      EXPECT_FALSE(assumption_sentence(texts, note).empty()) << i;
    }
  }
}

TEST(Texts, numbers_are_written_as_the_language_writes_them) {
  EXPECT_EQ(Texts(Language::english).number(-1.25, 1), "\u22121.2");
  EXPECT_EQ(Texts(Language::spanish).number(1.74, 2), "1,74");
}

TEST(Texts, times_are_said_as_people_say_them) {
  const Texts texts(Language::english);
  EXPECT_EQ(texts.duration(45), "45 s");
  EXPECT_EQ(texts.duration(34 * 60), "34 min");
  EXPECT_EQ(texts.duration(8 * 3600), "8 h");
  EXPECT_EQ(clock_time(31 * 60 + 20), "31:20");
  EXPECT_EQ(clock_time(3600 + 125), "1:02:05");
}

}  // namespace
}  // namespace dorsal::report
