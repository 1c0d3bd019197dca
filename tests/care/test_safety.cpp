#include <gtest/gtest.h>

#include "dorsal/reasoning/red_flags.hpp"
#include "patients.hpp"

namespace dorsal::care_test {
namespace {

using knowledge::Urgency;

// What the clinical rules name: no exercise, manual, heat, massage or medicine row.
bool is_forbidden_kind(const knowledge::Care& row) {
  const std::string& id = row.id;
  return row.kind == "exercise" || row.kind == "manual" || row.kind == "medicine" ||
         id.find("massage") != std::string::npos || id.find("heat") != std::string::npos;
}

class Safety : public WithPlans {
 protected:
  static constexpr int kInterviews = 400;

  /// Interviews from nearly empty to complete, from all well to all wrong.
  static reasoning::Answers any(int i, std::mt19937& random) {
    const double share = 0.2 + 0.8 * (i % 5) / 4.0;
    const double yes = i % 3 == 0 ? 0.0 : 0.15 / (1 + i % 4);
    auto out = any_interview(share, yes, random);
    if (i % 2 == 0) {  // most people are well: everything not drawn as an alarm is calm
      const auto calm = well();
      for (std::size_t f = 0; f < out.of.size(); ++f) {
        const bool boolean = known().findings[f].type == knowledge::AnswerType::boolean;
        if (!boolean && calm.of[f]) out.of[f] = calm.of[f];
      }
    }
    return out;
  }

  static bool high_rule_open(const reasoning::Answers& answers) {
    for (const auto& state : evaluate_flags(known(), answers)) {
      const auto& branch = known().flags[state.flag].branches[state.branch];
      if (state.truth == reasoning::Truth::open && branch.urgency >= Urgency::same_day) return true;
    }
    return false;
  }
};

TEST_F(Safety, nothing_that_can_harm_stands_beside_a_fired_rule_of_the_same_day_or_an_emergency) {
  std::mt19937 random(1);
  int urgent = 0;
  for (int i = 0; i < kInterviews; ++i) {
    const auto plan = plan_of(any(i, random));
    if (plan.urgency < Urgency::same_day) continue;
    ++urgent;
    for (const care::Step& step : plan.steps) {
      EXPECT_FALSE(is_forbidden_kind(*step.care)) << step.care->id;
      EXPECT_FALSE(care::can_harm(*step.care)) << step.care->id;
    }
  }
  EXPECT_GT(urgent, 100);
}

TEST_F(Safety, nothing_that_can_harm_stands_beside_an_open_rule_of_the_same_day_or_an_emergency) {
  std::mt19937 random(2);
  int open = 0;
  for (int i = 0; i < kInterviews; ++i) {
    auto answers = any(i, random);
    // A man who skips the question about pregnancy leaves nothing open.
    answer(answers, "sex", "female");
    answer(answers, "worse_exertion", "unknown");
    if (!high_rule_open(answers)) continue;
    ++open;
    const auto plan = plan_of(answers);
    for (const care::Step& step : plan.steps) {
      EXPECT_FALSE(is_forbidden_kind(*step.care)) << step.care->id;
      EXPECT_FALSE(care::can_harm(*step.care)) << step.care->id;
    }
    EXPECT_TRUE(plan.urgency == Urgency::emergency_now || !plan.ask_first.empty());
  }
  EXPECT_GT(open, 100);
}

TEST_F(Safety, no_row_stands_where_an_answer_forbids_it) {
  std::mt19937 random(3);
  int forbidden = 0;
  for (int i = 0; i < 2 * kInterviews; ++i) {
    auto answers = well(i % 2 == 0 ? "d1_7" : "w6_12");
    for (int k = 0; k < 3; ++k) {  // some findings, each of which forbids something
      const auto& row = known().care[random() % known().care.size()];
      if (row.contraindicated_by.empty()) continue;
      const auto& id = row.contraindicated_by[random() % row.contraindicated_by.size()];
      answer(answers, id, id == "trauma_severity" ? "minor" : "true");
    }
    const std::size_t cause = random() % known().causes.size();
    const auto plan = plan_for(cause, answers);
    const auto implied = with_implied(known(), answers);
    for (const care::Step& step : plan.steps) {
      for (const std::string& id : step.care->contraindicated_by) {
        const auto& given = implied.of[finding(id)];
        const bool against = given && is_alarming(known().findings[finding(id)], *given);
        EXPECT_FALSE(against || (given == 1.0 && id != "trauma_severity"))
            << step.care->id << " with " << id;
      }
    }
    for (const care::LeftOut& left : plan.left_out) {
      if (left.reason != care::Reason::forbidden) continue;
      ++forbidden;
      EXPECT_FALSE(left.findings.empty());
    }
  }
  EXPECT_GT(forbidden, 100);
}

TEST_F(Safety, a_forbidden_row_names_the_answer_that_forbids_it) {
  auto answers = well();
  answer(answers, "ulcer_history", "true");
  const auto plan = plan_for(cause("thoracic_disc_herniation"), answers);
  EXPECT_FALSE(holds(ids(plan), "nsaid"));
  const care::LeftOut* left = left_out(plan, "nsaid");
  ASSERT_NE(left, nullptr);
  EXPECT_EQ(left->reason, care::Reason::forbidden);
  EXPECT_EQ(left->findings, std::vector<std::size_t>{finding("ulcer_history")});
}

TEST_F(Safety, a_medicine_waits_for_every_answer_that_could_forbid_it) {
  const auto all = well();
  EXPECT_TRUE(holds(ids(plan_for(cause("thoracic_disc_herniation"), all)), "nsaid"));
  for (const auto& row : known().care) {
    if (row.id != "nsaid") continue;
    for (const std::string& id : row.contraindicated_by) {
      auto answers = all;
      answer(answers, id, "unknown");
      const auto plan = plan_for(cause("thoracic_disc_herniation"), answers);
      EXPECT_FALSE(holds(ids(plan), "nsaid")) << id;
      const bool asked = std::ranges::any_of(
          plan.ask_first, [&](const care::Question& ask) { return ask.finding == finding(id); });
      EXPECT_TRUE(asked) << id;
    }
  }
}

TEST_F(Safety, a_pack_of_heat_names_the_open_question_instead_of_waiting) {
  auto answers = well();
  answer(answers, "skin_hypersensitive", "unknown");
  const auto plan = plan_for(cause("muscle_overuse"), answers);
  const auto step = std::ranges::find_if(
      plan.steps, [](const care::Step& each) { return each.care->id == "heat_ice"; });
  ASSERT_NE(step, plan.steps.end());
  const std::string& question = known().findings[finding("skin_hypersensitive")].question.en;
  EXPECT_NE(step->cautions.front().en.find(question), std::string::npos);
}

TEST_F(Safety, a_man_is_not_asked_whether_he_is_pregnant) {
  auto answers = well("w1_6", "45", "male");
  answer(answers, "pregnant_now", "unknown");
  answer(answers, "pregnant_postpartum", "unknown");
  const auto plan = plan_for(cause("thoracic_disc_herniation"), answers);
  EXPECT_TRUE(holds(ids(plan), "nsaid"));
  EXPECT_TRUE(plan.ask_first.empty());
  answer(answers, "sex", "female");
  EXPECT_FALSE(plan_for(cause("thoracic_disc_herniation"), answers).ask_first.empty());
}

TEST_F(Safety, an_emergency_says_whom_to_call_where_to_go_and_what_to_leave_and_nothing_else) {
  std::mt19937 random(4);
  int emergencies = 0;
  for (int i = 0; i < kInterviews; ++i) {
    const auto plan = plan_of(any(i, random));
    if (plan.urgency != Urgency::emergency_now) continue;
    ++emergencies;
    ASSERT_GE(plan.steps.size(), 2U);
    EXPECT_EQ(plan.steps[0].care->kind, "call");
    for (std::size_t k = 1; k < plan.steps.size(); ++k) {
      EXPECT_EQ(plan.steps[k].care->kind, "attend");
    }
    EXPECT_LE(plan.steps.size(), 5U);
    EXPECT_FALSE(plan.avoid.empty());
    EXPECT_TRUE(plan.left_out.empty());
    EXPECT_TRUE(plan.ask_first.empty());
  }
  EXPECT_GT(emergencies, 50);
}

TEST_F(Safety, every_way_into_an_emergency_has_somebody_to_call) {
  for (const auto& flag : known().flags) {
    for (const auto& branch : flag.branches) {
      if (branch.urgency != Urgency::emergency_now) continue;
      reasoning::Assessment assessment;
      assessment.urgency = Urgency::emergency_now;
      const auto index = [](const auto& list, const auto& item) {
        return static_cast<std::size_t>(&item - list.data());
      };
      reasoning::BranchState state;
      state.flag = index(known().flags, flag);
      state.branch = index(flag.branches, branch);
      state.truth = reasoning::Truth::yes;
      assessment.fired.push_back(state);
      const auto nothing = reasoning::no_answers(known());
      const auto plan = care::make_plan(model(), nothing, assessment, infer(model(), nothing));
      ASSERT_GE(plan.steps.size(), 2U) << branch.id;
      EXPECT_EQ(plan.steps[0].care->kind, "call") << branch.id;
      EXPECT_EQ(plan.steps[1].care->kind, "attend") << branch.id;
      EXPECT_EQ(plan.suspects.front(), cause(branch.suspect));
    }
  }
}

TEST_F(Safety, whoever_may_have_broken_the_spine_is_told_first_to_keep_still) {
  auto answers = well("lt_24h");
  answer(answers, "trauma_severity", "major");
  answer(answers, "chest_pain", "true");
  answer(answers, "sweating", "true");
  const auto plan = plan_of(answers);
  EXPECT_EQ(plan.steps.front().care->id, "call_traumatic_vertebral_fracture");
  EXPECT_EQ(plan.avoid.front()->id, "avoid_moving_injured");
}

TEST_F(Safety, a_back_that_may_have_broken_of_itself_is_not_bent_stretched_or_loaded) {
  const auto plan = plan_for(cause("osteoporotic_vertebral_fracture"), well("d1_7", "75"));
  for (const care::Step& step : plan.steps) {
    EXPECT_NE(step.care->kind, "exercise") << step.care->id;
    EXPECT_NE(step.care->kind, "manual") << step.care->id;
    for (const char* id : {"prev1_stretch_from_rest", "prev2_desk_stretch", "prev3_warm_up",
                           "prev4_lift_right", "now_joint_mobility"}) {
      EXPECT_NE(step.care->id, id);
    }
  }
  const care::LeftOut* left = left_out(plan, "prev4_lift_right");
  ASSERT_NE(left, nullptr);
  EXPECT_EQ(left->reason, care::Reason::cause);
}

TEST_F(Safety, a_dangerous_cause_in_the_lead_holds_back_whatever_can_harm) {
  const auto plan = plan_for(cause("spinal_malignancy"), well());
  EXPECT_LT(plan.urgency, Urgency::same_day);
  EXPECT_EQ(plan.suspects, std::vector<std::size_t>{cause("spinal_malignancy")});
  ASSERT_FALSE(plan.steps.empty());
  for (const care::Step& step : plan.steps) EXPECT_FALSE(care::can_harm(*step.care));
  ASSERT_FALSE(plan.left_out.empty());
}

}  // namespace
}  // namespace dorsal::care_test
