#include <gtest/gtest.h>

#include "dorsal/knowledge/flag.hpp"

namespace dorsal::knowledge {
namespace {

std::vector<Finding> findings() {
  std::vector<Finding> out(5);
  out[0].id = "a";
  out[1].id = "b";
  for (std::size_t i : {0U, 1U}) out[i].options = {"false", "true"};
  out[2].id = "c";
  out[2].type = AnswerType::choice;
  out[2].options = {"none", "x", "y"};
  out[3].id = "n";
  out[3].type = AnswerType::integer;
  out[3].least = 0;
  out[3].most = 10;
  out[4].id = "h";  // no answer of it alarms
  out[4].options = {"false", "true"};
  out[0].alarming = out[1].alarming = {{1, std::nullopt}};
  out[2].alarming = {{1, std::nullopt}};
  return out;
}

Result<Expression> parse(std::string_view text) { return parse_expression(text, findings()); }

TEST(Expression, and_binds_tighter_than_or) {
  const auto read = parse("a=true OR b=true AND n>=3");
  ASSERT_TRUE(read) << read.error().sentence;
  ASSERT_EQ(read->of.size(), 2U);
  EXPECT_EQ(read->count, 1U);
  EXPECT_EQ(read->of[1].count, 2U);
  EXPECT_EQ(read->of[1].of[1].bound, 3);
}

TEST(Expression, brackets_and_counts_are_read) {
  const auto read = parse("n_of(2; a=true, (b=true OR c=x), n>=1) AND a=true");
  ASSERT_TRUE(read) << read.error().sentence;
  EXPECT_EQ(read->of[0].count, 2U);
  EXPECT_EQ(read->of[0].of.size(), 3U);
  EXPECT_EQ(atoms(*read).size(), 5U);
}

TEST(Expression, what_would_make_no_an_alarm_is_refused) {
  for (const char* text :
       {"a=false", "c=none", "n<3", "NOT a=true", "n>=0", "n>=11", "c=z", "d=true", "a>=1",
        "a=true AND", "(a=true", "a=true)", "", "n_of(0; a=true)", "n_of(2; a=true)",
        "n_of(a=true)", "a=true b=true", "n>=-1", "n>=1.5"}) {
    EXPECT_FALSE(parse(text)) << text;
  }
}

TEST(Expression, unless_binds_loosest_and_keeps_harmless_answers_apart) {
  const auto read = parse("a=true OR b=true UNLESS c=none AND h=true");
  ASSERT_TRUE(read) << read.error().sentence;
  ASSERT_EQ(read->unless.size(), 1U);
  EXPECT_EQ(read->of[0].of.size(), 2U);
  EXPECT_EQ(atoms(*read).size(), 2U);
  EXPECT_EQ(harmless_atoms(*read).size(), 2U);
  const auto within = parse("(a=true UNLESS b=false OR h=false) AND b=true");
  ASSERT_TRUE(within) << within.error().sentence;
  EXPECT_TRUE(within->unless.empty());
  EXPECT_EQ(harmless_atoms(*within).size(), 2U);
  EXPECT_EQ(within->of[1].option, 1U);
}

TEST(Expression, only_harmless_answers_may_take_an_alarm_back) {
  for (const char* text :
       {"a=true UNLESS b=true", "a=true UNLESS c=x", "a=true UNLESS n>=3", "a=true UNLESS",
        "UNLESS h=true", "a=true UNLESS (h=true UNLESS b=false)",
        "a=true UNLESS h=true UNLESS b=false", "h=false UNLESS b=false",
        "a=true UNLESS h=true AND a=true", "a=true UNLESS d=true"}) {
    EXPECT_FALSE(parse(text)) << text;
  }
}

TEST(Expression, deep_and_long_ones_are_refused_and_not_followed) {
  EXPECT_FALSE(parse(std::string(100000, '(') + "a=true"));
  std::string text = "a=true";
  for (int i = 0; i < 10000; ++i) text += " AND a=true";
  EXPECT_FALSE(parse(text));
}

TEST(Expression, two_answers_to_one_question_cannot_hold_together) {
  EXPECT_TRUE(can_be_true(*parse("c=x OR c=y")));
  EXPECT_FALSE(can_be_true(*parse("c=x AND c=y")));
  EXPECT_FALSE(can_be_true(*parse("n_of(2; c=x, c=y) AND a=true")));
  EXPECT_TRUE(can_be_true(*parse("n_of(2; c=x, c=y, a=true)")));
  EXPECT_FALSE(can_be_true(*parse("(a=true AND c=x) AND (b=true AND c=y)")));
  EXPECT_TRUE(can_be_true(*parse("(c=x OR b=true) AND (c=y OR a=true)")));
}

}  // namespace
}  // namespace dorsal::knowledge
