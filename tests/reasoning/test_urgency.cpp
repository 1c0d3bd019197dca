#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "people.hpp"

namespace dorsal::reasoning_test {
namespace {

using namespace reasoning;
using knowledge::Urgency;

class UrgencyOf : public WithKnowledge {
 protected:
  static Urgency urgency(const Answers& given) { return assess(model(), given).urgency; }

  // The alarming answers to a finding; of a number the lowest that counts and the highest.
  static std::vector<double> alarms(const knowledge::Finding& finding) {
    std::vector<double> out;
    for (const auto& alarm : finding.alarming) {
      out.push_back(alarm.option ? static_cast<double>(*alarm.option) : *alarm.at_least);
    }
    if (is_numeric(finding) && !out.empty()) out.push_back(finding.most);
    return out;
  }

  // Every step from unanswered or harmless to alarming, and every harmless answer dropped.
  static void expect_no_step_lowers(const Answers& given) {
    const Urgency before = urgency(given);
    Answers next = given;
    for (std::size_t f = 0; f < given.of.size(); ++f) {
      const auto& asked = known().findings[f];
      if (given.of[f] && is_alarming(asked, *given.of[f])) continue;
      for (const double alarm : alarms(asked)) {
        next.of[f] = alarm;
        ASSERT_GE(urgency(next), before) << asked.id << " turned alarming";
      }
      next.of[f].reset();
      ASSERT_GE(urgency(next), before) << asked.id << " dropped";
      next.of[f] = given.of[f];
    }
  }
};

TEST_F(UrgencyOf, no_step_lowers_over_random_interviews) {
  std::mt19937 random(20260728);
  for (int i = 0; i < 40; ++i) {
    const double share = 0.1 + 0.02 * i;
    for (const double yes : {0.02, 0.3}) {
      ASSERT_NO_FATAL_FAILURE(expect_no_step_lowers(any_interview(share, yes, random)));
    }
  }
}

// Everything denied but one or two alarms: here UNLESS takes rules back most often.
TEST_F(UrgencyOf, no_step_lowers_where_nearly_everything_is_denied) {
  std::mt19937 random(20261128);
  for (int i = 0; i < 25; ++i) {
    Answers given = no_answers(known());
    for (std::size_t f = 0; f < given.of.size(); ++f) {
      const auto& asked = known().findings[f];
      if (asked.absent && random() % 40 > 0) given.of[f] = static_cast<double>(*asked.absent);
      if (asked.alarming.empty() && !is_numeric(asked)) given.of[f] = 1;
    }
    for (const std::size_t alarm : {random(), random()}) {
      const std::size_t f = alarm % given.of.size();
      if (known().findings[f].type == knowledge::AnswerType::boolean) given.of[f] = 1;
    }
    ASSERT_NO_FATAL_FAILURE(expect_no_step_lowers(given));
  }
}

TEST_F(UrgencyOf, an_answer_more_alarming_than_the_last_never_lowers_the_chance_of_a_danger) {
  std::mt19937 random(5);
  for (int i = 0; i < 50; ++i) {
    Answers given = any_interview(0.3, 0.2, random);
    for (std::size_t c = 0; c < known().causes.size(); ++c) {
      double before = 0;
      for (const double age : {18, 40, 50, 60, 70, 110}) {
        given.of[finding("age")] = age;
        const double now = danger_probability(model(), given, c);
        ASSERT_GE(now, before);
        before = now;
      }
    }
  }
}

TEST_F(UrgencyOf, one_danger_does_not_explain_another_away) {
  const auto chest = answers({{"chest_pain", "true"}, {"sweating", "true"}});
  auto both = chest;
  ASSERT_TRUE(set_answer(known(), "q_tearing", "true", both));
  const std::size_t heart = cause("acute_coronary_syndrome");
  EXPECT_LT(infer(model(), both).marginal[heart], infer(model(), chest).marginal[heart]);
  EXPECT_GE(danger_probability(model(), both, heart), danger_probability(model(), chest, heart));
}

TEST_F(UrgencyOf, a_no_calms_only_what_it_speaks_against_and_not_beside_an_alarm_of_its_group) {
  const std::size_t cord = cause("cord_compression");
  const auto danger = [&](const Answers& given) {
    return danger_probability(model(), given, cord);
  };
  const double weak = danger(answers({{"weak_legs", "true"}}));
  EXPECT_EQ(danger(answers({{"weak_legs", "true"}, {"numb_legs", "false"}})), weak);
  EXPECT_LT(danger(answers({{"weak_legs", "true"}, {"bladder_change", "false"}})), weak);
  EXPECT_EQ(danger(answers({{"weak_legs", "true"}, {"q_itch", "true"}})), weak);
  EXPECT_EQ(danger(answers({{"weak_legs", "true"}, {"ruq_pain", "false"}})), weak);
}

TEST_F(UrgencyOf, is_never_below_what_the_causes_chance_alone_would_give_from_alarms) {
  std::mt19937 random(11);
  for (int i = 0; i < 20; ++i) {
    const Answers given = any_interview(0.2, 1, random);
    const Assessment out = assess(model(), given);
    for (const Danger& danger : out.dangers) {
      EXPECT_LE(danger.urgency, out.urgency);
      EXPECT_NEAR(danger.probability, danger_probability(model(), given, danger.cause), 1e-15);
    }
    for (const BranchState& state : out.fired) {
      EXPECT_LE(known().flags[state.flag].branches[state.branch].urgency, out.urgency);
    }
  }
}

TEST_F(UrgencyOf, nothing_answered_is_self_care_with_every_flag_open) {
  const Assessment out = assess(model(), no_answers(known()));
  EXPECT_EQ(out.urgency, Urgency::self_care);
  EXPECT_TRUE(out.fired.empty());
  EXPECT_EQ(out.open.size(), 88U);
  EXPECT_TRUE(out.dangers.empty());
}

TEST_F(UrgencyOf, the_first_reason_is_the_most_urgent) {
  const Assessment out = assess(model(), answers({{"fever", "true"}, {"weak_legs", "true"}}));
  EXPECT_EQ(out.urgency, Urgency::emergency_now);
  EXPECT_EQ(known().flags[out.fired.front().flag].branches[out.fired.front().branch].urgency,
            Urgency::emergency_now);
}

}  // namespace
}  // namespace dorsal::reasoning_test
