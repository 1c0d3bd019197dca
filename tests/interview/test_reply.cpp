#include <gtest/gtest.h>

#include "dorsal/interview/reply.hpp"
#include "reasoning/people.hpp"

namespace dorsal::interview_test {
namespace {

using namespace interview;

class Replies : public reasoning_test::WithKnowledge {
 protected:
  static const knowledge::Finding& asked(std::string_view id) {
    return known().findings[finding(id)];
  }
  static ReplyKind kind(std::string_view id, std::string_view typed) {
    return reply_to_finding(asked(id), typed).kind;
  }
  static double answer(std::string_view id, std::string_view typed) {
    const Reply reply = reply_to_finding(asked(id), typed);
    EXPECT_EQ(reply.kind, ReplyKind::answer) << typed;
    return reply.answer;
  }
};

TEST_F(Replies, are_yes_and_no_in_either_language) {
  for (const char* yes : {"y", "Yes", " si ", "sí", "SÍ", "s", "true"}) {
    EXPECT_EQ(answer("fever", yes), 1) << yes;
  }
  for (const char* no : {"n", "NO", "no\r"}) EXPECT_EQ(answer("fever", no), 0) << no;
}

TEST_F(Replies, to_a_choice_are_its_number_its_word_or_its_text) {
  EXPECT_EQ(answer("trauma_severity", "1"), 0);
  EXPECT_EQ(answer("trauma_severity", "major"), 2);
  EXPECT_EQ(answer("sex", "Mujer"), 0);
  for (const char* none : {"0", "4", "1.5", "-1", "massive"}) {
    EXPECT_EQ(kind("trauma_severity", none), ReplyKind::unclear) << none;
  }
}

TEST_F(Replies, to_a_number_are_in_its_range_and_a_child_is_told_so) {
  EXPECT_EQ(answer("age", "52"), 52);
  EXPECT_EQ(kind("age", "17"), ReplyKind::under_age);
  for (const char* wrong : {"111", "52.5", "fifty", "nan", "1e999", "-3", ""}) {
    EXPECT_EQ(kind("age", wrong), ReplyKind::unclear) << wrong;
  }
}

TEST_F(Replies, skip_go_back_ask_why_and_finish_whatever_is_asked) {
  const std::vector<std::pair<const char*, ReplyKind>> words = {
      {"-", ReplyKind::skip},        {"omitir", ReplyKind::skip}, {"no sé", ReplyKind::skip},
      {"<", ReplyKind::back},        {"atrás", ReplyKind::back},  {"?", ReplyKind::why},
      {"¿Por qué?", ReplyKind::why}, {".", ReplyKind::finish},    {"quit", ReplyKind::finish}};
  for (const auto& [typed, expected] : words) {
    for (const char* id : {"fever", "trauma_severity", "age"}) {
      EXPECT_EQ(kind(id, typed), expected) << typed << ' ' << id;
    }
    EXPECT_EQ(reply_to_list(7, typed).kind, expected) << typed;
  }
}

TEST_F(Replies, to_a_list_are_what_holds_or_none) {
  using Positions = std::vector<std::size_t>;
  EXPECT_EQ(reply_to_list(7, "1, 3 7,3").chosen, (Positions{0, 2, 6}));
  for (const char* none : {"0", "none", "Ninguna", "no"}) {
    EXPECT_EQ(reply_to_list(7, none).kind, ReplyKind::answer) << none;
    EXPECT_TRUE(reply_to_list(7, none).chosen.empty()) << none;
  }
  for (const char* unclear : {"8", "0 1", "1.5", "two", "", "  ", ",", "99999999999999999999"}) {
    EXPECT_EQ(reply_to_list(7, unclear).kind, ReplyKind::unclear) << unclear;
  }
}

}  // namespace
}  // namespace dorsal::interview_test
