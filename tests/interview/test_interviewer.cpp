#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "dorsal/reasoning/inference.hpp"
#include "interview/interviews.hpp"

namespace dorsal::interview_test {
namespace {

using interview::begin;
using interview::Goal;
using knowledge::Urgency;

class Interview : public Interviews {};

TEST_F(Interview, begins_with_age_and_sex_then_the_screens_in_their_order) {
  State state = begin(known());
  Step step = interviewer().next(state);
  EXPECT_EQ(step.kind, StepKind::question);
  EXPECT_EQ(step.index, finding("age"));
  state.answers.of[step.index] = 30;
  step = interviewer().next(state);
  EXPECT_EQ(step.index, finding("sex"));
  interview::skip(step.findings, state);
  for (std::size_t s = 0; s < known().screens.size(); ++s) {
    if (known().screens[s].id == interview::kMedicineScreen) continue;
    step = interviewer().next(state);
    ASSERT_EQ(step.kind, StepKind::screen);
    EXPECT_EQ(step.index, s);
    EXPECT_EQ(step.findings, open_of_screen(known(), state, s));
    none_of_these(known(), step.findings, state);
  }
  EXPECT_NE(interviewer().next(state).kind, StepKind::screen);
}

TEST_F(Interview, stops_at_once_when_an_emergency_shows_wherever_it_comes) {
  const std::vector<std::pair<std::string, std::string>> alarms{
      {"weak_legs", "true"}, {"black_stool", "true"},      {"dyspnoea_sudden", "true"},
      {"rigors", "true"},    {"trauma_severity", "major"}, {"q_tearing", "true"}};
  for (const auto& alarm : alarms) {
    for (State state : {begin(known()), at_the_screens(), after_the_screens()}) {
      ASSERT_TRUE(set_answer(known(), alarm.first, alarm.second, state.answers));
      const Step step = interviewer().next(state);
      EXPECT_EQ(step.kind, StepKind::emergency) << alarm.first;
      EXPECT_TRUE(step.findings.empty());
    }
  }
}

TEST_F(Interview, a_touched_choice_is_asked_by_itself_after_its_screen) {
  State state = at_the_screens();
  for (const char* before : {"legs_bladder", "arms_trunk", "sudden_collapse", "heart_chest",
                             "breath_clot", "infection_risk", "cancer_risk"})
    none_of_these(known(), screen(before), state);
  const Step step = interviewer().next(state);
  ASSERT_EQ(step.index, screen("injury"));
  tick(known(), step.findings, {finding("trauma_severity")}, state);
  const Step then = interviewer().next(state);
  EXPECT_EQ(then.kind, StepKind::question);
  EXPECT_EQ(then.index, finding("trauma_severity"));
}

TEST_F(Interview, a_follow_up_is_asked_when_what_it_depends_on_is_true) {
  State state = after_the_screens();
  state.answers.of[finding("worse_exertion")] = 1;
  const Step step = interviewer().next(state);
  EXPECT_EQ(step.kind, StepKind::question);
  EXPECT_EQ(step.index, finding("pain_at_rest_ongoing"));
}

TEST_F(Interview, an_answer_that_is_taken_back_is_asked_again) {
  State state = after_the_screens();
  const Step before = interviewer().next(state);
  ASSERT_NE(before.kind, StepKind::screen);
  state.answers.of[finding("fever")].reset();
  const Step again = interviewer().next(state);
  EXPECT_EQ(again.kind, StepKind::question);
  EXPECT_EQ(again.index, finding("fever"));
  state.answers.of[finding("fever")] = 0;
  EXPECT_EQ(interviewer().next(state).index, before.index);
}

TEST_F(Interview, goes_on_while_a_rule_above_the_present_urgency_can_fire) {
  State state = state_with({{"age", "30"}, {"sex", "female"}});
  for (Step step = interviewer().next(state); step.kind != StepKind::done;
       step = interviewer().next(state)) {
    state = with_harmless(step, state);
  }
  ASSERT_EQ(urgency(state), Urgency::self_care);
  for (const auto& branch : assess(model(), state.answers).open) {
    const auto& rule = known().flags[branch.flag].branches[branch.branch];
    EXPECT_LE(rule.urgency, urgency(state)) << rule.id << " could still fire";
  }
}

TEST_F(Interview, asks_what_would_take_a_rule_back_before_it_ends_at_its_urgency) {
  State numb = at_the_screens();
  numb.answers.of[finding("numb_legs")] = 1;
  ASSERT_EQ(urgency(numb), Urgency::same_day);
  State cancer = at_the_screens();
  cancer.answers.of[finding("cancer_history")] = 1;
  bool asked = false;
  for (State* state : {&numb, &cancer}) {
    for (Step step = interviewer().next(*state); step.kind != StepKind::done;
         step = interviewer().next(*state)) {
      asked = asked || asks_for(step, finding("cancer_skin_only"));
      *state = with_harmless(step, *state);
    }
  }
  EXPECT_EQ(urgency(numb), Urgency::gp_soon);
  EXPECT_TRUE(asked);
}

TEST_F(Interview, a_screen_on_which_nothing_more_urgent_rests_is_passed_over) {
  State state = at_the_screens();
  state.answers.of[finding("jaundice_dark_urine")] = 1;  // same day
  ASSERT_EQ(urgency(state), Urgency::same_day);
  for (Step step = interviewer().next(state); step.kind == StepKind::screen;
       step = interviewer().next(state)) {
    const auto before = assess(model(), state.answers);
    bool could_raise = false;
    for (const auto& branch : before.open) {
      const auto& rule = known().flags[branch.flag].branches[branch.branch];
      for (const std::size_t f : branch.open)
        could_raise = could_raise || (rule.urgency > before.urgency && asks_for(step, f));
    }
    EXPECT_TRUE(could_raise) << known().screens[step.index].id;
    state = with_harmless(step, state);
  }
}

TEST_F(Interview, the_medicine_screen_is_asked_only_before_a_plan_and_last) {
  State state = after_the_screens();
  const auto medicine = interview::findings_of(known(), screen("medicine_safety"));
  for (const std::size_t f : medicine) state.answers.of[f].reset();
  for (Step step = interviewer().next(state); step.kind != StepKind::done;
       step = interviewer().next(state)) {
    ASSERT_FALSE(step.kind == StepKind::screen);
    state = with_harmless(step, state);
  }
  const Step step = interviewer().next(state, Goal::plan);
  EXPECT_EQ(step.kind, StepKind::screen);
  EXPECT_EQ(step.index, screen("medicine_safety"));
}

TEST_F(Interview, a_list_shows_yes_or_no_questions_without_a_screen_and_no_more_than_twelve) {
  State state = after_the_screens();
  int lists = 0;
  for (Step step = interviewer().next(state); step.kind != StepKind::done;
       step = interviewer().next(state)) {
    if (step.kind == StepKind::list) {
      ++lists;
      EXPECT_LE(step.findings.size(), 12U);
      EXPECT_TRUE(asks_for(step, step.index));
      for (const std::size_t f : step.findings) {
        EXPECT_EQ(known().findings[f].type, knowledge::AnswerType::boolean);
        EXPECT_TRUE(known().findings[f].screen.empty());
      }
    }
    state = with_harmless(step, state);
  }
  EXPECT_GT(lists, 0);
}

// Whatever somebody answers or skips: every step asks for something open, the interview ends, and
// it sends nobody home past a screen that was neither asked nor named.
TEST_F(Interview, ends_for_every_way_of_answering_and_never_at_home_past_an_unnamed_screen) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> chance;
  int at_home = 0;
  for (int person = 0; person < 60; ++person) {
    const double yes = person % 3 == 0 ? 0.0 : 0.02;
    const double skips = person % 2 == 0 ? 0.15 : 0.0;
    State state = begin(known());
    std::set<std::size_t> asked_screens;
    int steps = 0;
    Step step = interviewer().next(state);
    for (; step.kind != StepKind::done && step.kind != StepKind::emergency;
         step = interviewer().next(state)) {
      ASSERT_LE(++steps, 160) << "it does not end";
      ASSERT_FALSE(step.findings.empty());
      ASSERT_EQ(open_among(known(), state, step.findings), step.findings);
      if (step.kind == StepKind::screen) asked_screens.insert(step.index);
      if (step.kind == StepKind::screen && chance(random) < skips) {
        interview::skip_screen(step.index, state);
        continue;
      }
      for (const std::size_t f : step.findings) {
        const knowledge::Finding& asked = known().findings[f];
        if (chance(random) < skips)
          state.skipped[f] = true;
        else if (chance(random) < yes)
          state.answers.of[f] = any_answer(asked, random);
        else
          state.answers.of[f] = harmless(asked);
      }
    }
    if (urgency(state) > Urgency::physio) continue;
    ++at_home;
    const auto named = unasked_screens(known(), state);
    for (std::size_t s = 0; s < known().screens.size(); ++s) {
      if (known().screens[s].id == interview::kMedicineScreen) continue;
      EXPECT_TRUE(asked_screens.contains(s) || std::ranges::count(named, s) > 0)
          << known().screens[s].id;
      const bool complete =
          std::ranges::all_of(interview::findings_of(known(), s), [&](std::size_t f) {
            const auto& finding = known().findings[f];
            return state.answers.of[f] || !finding.asked_if.empty() ||
                   finding.id.starts_with("pregnant");
          });
      EXPECT_TRUE(complete || std::ranges::count(named, s) > 0) << known().screens[s].id;
    }
  }
  EXPECT_GT(at_home, 5) << "the test must see people who are sent home";
}

TEST_F(Interview, who_skips_everything_is_asked_everything_once_and_told_what_was_not_asked) {
  State state = begin(known());
  std::set<std::size_t> asked;
  Step step = interviewer().next(state);
  for (; step.kind != StepKind::done; step = interviewer().next(state)) {
    for (const std::size_t f : step.findings)
      ASSERT_TRUE(asked.insert(f).second) << known().findings[f].id << " is asked again";
    interview::skip(step.findings, state);
  }
  EXPECT_EQ(urgency(state), Urgency::self_care);
  EXPECT_EQ(unasked_screens(known(), state).size(), known().screens.size() - 1);
  EXPECT_GE(unanswered_red_flags(model(), state).size(), known().screens.size() - 1);
}

TEST_F(Interview, progress_counts_the_screens_that_are_done) {
  State state = at_the_screens();
  auto progress = interviewer().progress(state);
  EXPECT_EQ(progress.asked, 2U);
  EXPECT_EQ(progress.screens, known().screens.size() - 1);
  EXPECT_EQ(progress.screens_done, 0U);
  none_of_these(known(), 0, state);
  progress = interviewer().progress(state);
  EXPECT_EQ(progress.screens_done, 1U);
  EXPECT_EQ(interviewer().progress(state, Goal::plan).screens, known().screens.size());
}

// Influence is worked out from tables; it must say what inference with that answer says.
TEST_F(Interview, influence_is_the_change_that_the_answer_brings) {
  const State state = state_with({{"age", "45"},
                                  {"sex", "female"},
                                  {"cough", "true"},
                                  {"worse_movement", "true"},
                                  {"duration_class", "w1_6"}});
  const auto before = reasoning::infer(model(), state.answers).marginal;
  const auto all = interviewer().influences(state, known().findings.size());
  ASSERT_GT(all.size(), 50U);
  for (const auto& influence : all) {
    auto with = state.answers;
    with.of[influence.finding] = influence.answer;
    const auto after = reasoning::infer(model(), with).marginal;
    EXPECT_NEAR(after[influence.cause] - before[influence.cause], influence.change, 1e-9)
        << known().findings[influence.finding].id;
    for (std::size_t c = 0; c < after.size(); ++c)
      EXPECT_LE(std::abs(after[c] - before[c]), std::abs(influence.change) + 1e-9);
  }
  EXPECT_EQ(all.front().urgency, Urgency::emergency_now);
}

TEST_F(Interview, a_smaller_bound_asks_more) {
  const auto steps_with = [&](double cause) {
    const interview::Interviewer other(model(), {.rule = 0, .cause = cause});
    State state = after_the_screens();
    int steps = 0;
    for (Step step = other.next(state); step.kind != StepKind::done; step = other.next(state)) {
      state = with_harmless(step, state);
      ++steps;
    }
    return steps;
  };
  EXPECT_LT(steps_with(1.1), steps_with(0));
}

}  // namespace
}  // namespace dorsal::interview_test
