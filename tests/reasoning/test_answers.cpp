#include "people.hpp"

namespace dorsal::reasoning_test {
namespace {

using namespace reasoning;

class AnswersGiven : public WithKnowledge {};

TEST_F(AnswersGiven, are_words_of_the_finding) {
  auto given = no_answers(known());
  for (const auto& [id, word] :
       std::vector<std::pair<const char*, const char*>>{{"fever", "perhaps"},
                                                        {"fever", "1"},
                                                        {"onset", "true"},
                                                        {"age", "old"},
                                                        {"age", "17"},
                                                        {"age", "111"},
                                                        {"age", "45.5"},
                                                        {"age", "nan"},
                                                        {"age", "0x20"},
                                                        {"age", ""},
                                                        {"fevers", "true"}}) {
    const auto set = set_answer(known(), id, word, given);
    ASSERT_FALSE(set) << id << "=" << word;
    EXPECT_FALSE(set.error().sentence.empty());
  }
  EXPECT_TRUE(set_answer(known(), "sitting_hours", "7.5", given));
}

TEST_F(AnswersGiven, unknown_takes_one_back) {
  auto given = answers({{"fever", "true"}});
  ASSERT_TRUE(set_answer(known(), "fever", "unknown", given));
  EXPECT_FALSE(given.of[finding("fever")]);
}

TEST_F(AnswersGiven, imply_others_and_win_over_a_denial) {
  const auto given = answers({{"rigors", "true"}, {"fever", "false"}});
  EXPECT_EQ(with_implied(known(), given).of[finding("fever")], 1.0);
  const auto found = contradictions(known(), given);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].finding, finding("rigors"));
  EXPECT_EQ(found[0].other, finding("fever"));
}

}  // namespace
}  // namespace dorsal::reasoning_test
