#include <gtest/gtest.h>

#include "interview/interviews.hpp"

namespace dorsal::interview_test {
namespace {

using interview::begin;

class InterviewState : public Interviews {};

TEST_F(InterviewState, none_of_these_answers_what_the_screen_asks_and_nothing_else) {
  State state = begin(known());
  const std::size_t injury = screen("injury");
  const auto shown = interview::findings_of(known(), injury);
  none_of_these(known(), injury, state);
  for (std::size_t f = 0; f < state.answers.of.size(); ++f) {
    const auto absent = known().findings[f].absent;
    if (std::ranges::count(shown, f) > 0)
      EXPECT_EQ(state.answers.of[f], static_cast<double>(*absent)) << known().findings[f].id;
    else
      EXPECT_FALSE(state.answers.of[f]) << known().findings[f].id;
  }
  const auto& trauma = known().findings[finding("trauma_severity")];
  EXPECT_EQ(trauma.options[static_cast<std::size_t>(*state.answers.of[finding("trauma_severity")])],
            "none");
}

TEST_F(InterviewState, none_of_these_leaves_what_was_answered_before) {
  State state = state_with({{"cough", "true"}});
  none_of_these(known(), screen("breath_clot"), state);
  EXPECT_EQ(state.answers.of[finding("cough")], 1);
  EXPECT_EQ(state.answers.of[finding("dyspnoea")], 0);
}

TEST_F(InterviewState, none_of_these_does_not_deny_what_another_answer_implies) {
  State state = state_with({{"dyspnoea_sudden", "true"}});
  none_of_these(known(), screen("breath_clot"), state);
  EXPECT_FALSE(state.answers.of[finding("dyspnoea")]);
  EXPECT_TRUE(contradictions(known(), state.answers).empty());
}

TEST_F(InterviewState, a_question_that_depends_on_another_is_not_asked_before_it_is_true) {
  State state = begin(known());
  const auto open = [&] { return open_of_screen(known(), state, screen("heart_chest")); };
  const std::size_t rest = finding("pain_at_rest_ongoing");
  EXPECT_EQ(std::ranges::count(open(), rest), 0);
  state.answers.of[finding("worse_exertion")] = 1;
  EXPECT_EQ(std::ranges::count(open(), rest), 1);
  state.answers.of[finding("worse_exertion")] = 0;
  EXPECT_EQ(std::ranges::count(open(), rest), 0);
}

TEST_F(InterviewState, pregnancy_is_asked_of_everybody_but_men) {
  const auto asked = [&](const State& state) {
    return !open_among(known(), state, {finding("pregnant_now")}).empty();
  };
  EXPECT_TRUE(asked(begin(known())));
  EXPECT_TRUE(asked(state_with({{"sex", "female"}})));
  EXPECT_FALSE(asked(state_with({{"sex", "male"}})));
}

TEST_F(InterviewState, a_ticked_list_is_yes_to_what_was_ticked_and_no_to_the_rest) {
  State state = begin(known());
  const auto shown = open_of_screen(known(), state, screen("injury"));
  tick(known(), shown, {finding("osteoporosis"), finding("trauma_severity")}, state);
  EXPECT_EQ(state.answers.of[finding("osteoporosis")], 1);
  EXPECT_EQ(state.answers.of[finding("steroid_use")], 0);
  EXPECT_FALSE(state.answers.of[finding("trauma_severity")]) << "how bad is still to be asked";
}

TEST_F(InterviewState, a_skipped_question_is_not_a_no) {
  State skipped = begin(known());
  interview::skip({finding("fever")}, skipped);
  interview::skip_screen(screen("legs_bladder"), skipped);
  EXPECT_EQ(skipped.answers.of, begin(known()).answers.of);
  const auto red = unanswered_red_flags(model(), skipped);
  EXPECT_EQ(std::ranges::count(red, "infection_risk"), 1);
  EXPECT_EQ(std::ranges::count(red, "legs_bladder"), 1);
}

TEST_F(InterviewState, an_answer_takes_the_place_of_a_skip) {
  State state = begin(known());
  interview::skip({finding("fever")}, state);
  tick(known(), {finding("fever")}, {finding("fever")}, state);
  EXPECT_FALSE(state.skipped[finding("fever")]);
}

TEST_F(InterviewState, everything_is_an_unanswered_red_flag_at_the_start) {
  const auto red = unanswered_red_flags(model(), begin(known()));
  for (const auto& screen : known().screens) {
    if (screen.id == interview::kMedicineScreen) continue;
    EXPECT_EQ(std::ranges::count(red, screen.id), 1) << screen.id;
  }
  EXPECT_EQ(std::ranges::count(red, "onset"), 1) << "findings without a screen by their own name";
}

TEST_F(InterviewState, a_question_that_can_raise_nothing_further_is_no_unanswered_red_flag) {
  const State state = state_with({{"weak_legs", "true"}});
  ASSERT_EQ(urgency(state), knowledge::Urgency::emergency_now);
  EXPECT_TRUE(unanswered_red_flags(model(), state).empty());
}

TEST_F(InterviewState, a_screen_with_a_gap_is_named_as_unasked) {
  State state = after_the_screens();
  EXPECT_TRUE(unasked_screens(known(), state).empty());
  state.answers.of[finding("fever")].reset();
  state.skipped[finding("fever")] = true;
  EXPECT_EQ(unasked_screens(known(), state), std::vector{screen("infection_risk")});
}

}  // namespace
}  // namespace dorsal::interview_test
