#include <gtest/gtest.h>

#include <set>

#include "dorsal/care/advice.hpp"
#include "dorsal/care/words.hpp"
#include "patients.hpp"

namespace dorsal::care_test {
namespace {

using knowledge::Stage;
using knowledge::Urgency;
using knowledge::When;

bool both(const knowledge::Text& text) {
  return !text.en.empty() && !text.es.empty() && text.en != text.es;
}

class Plans : public WithPlans {
 protected:
  static void expect_complete(const care::Plan& plan) {
    ASSERT_FALSE(plan.steps.empty());
    EXPECT_TRUE(both(plan.see)) << plan.see.en;
    EXPECT_TRUE(both(plan.expect)) << plan.expect.en;
    EXPECT_FALSE(plan.avoid.empty());
    EXPECT_GE(plan.come_back.size(), 1U);
    for (const care::Step& step : plan.steps) {
      EXPECT_TRUE(both(step.care->text)) << step.care->id;
      EXPECT_TRUE(step.care->dose && both(*step.care->dose)) << step.care->id;
      EXPECT_TRUE(step.care->effect && both(*step.care->effect)) << step.care->id;
      EXPECT_FALSE(step.care->evidence.source.empty()) << step.care->id;
      EXPECT_TRUE(both(care::how_known(*step.care))) << step.care->id;
      EXPECT_TRUE(both(care::heading(step.care->plan.when, plan.stage)));
      for (const auto& caution : step.cautions) EXPECT_TRUE(both(caution)) << step.care->id;
    }
    for (const auto* row : plan.avoid) EXPECT_TRUE(both(row->text)) << row->id;
    for (const auto* row : plan.come_back) EXPECT_TRUE(both(row->text)) << row->id;
  }
};

TEST_F(Plans, every_plan_of_any_interview_is_complete_in_both_languages) {
  std::mt19937 random(5);
  for (int i = 0; i < 150; ++i) {
    const auto answers = any_interview(0.1 * (i % 11), 0.1 * (i % 3), random);
    const auto plan = plan_of(answers);
    expect_complete(plan);
    for (const care::LeftOut& left : plan.left_out) {
      EXPECT_TRUE(both(care::why(known(), answers, left))) << left.care->id;
    }
  }
}

TEST_F(Plans, each_cause_in_the_lead_has_a_complete_plan_at_every_stage_and_age) {
  for (std::size_t c = 0; c < known().causes.size(); ++c) {
    for (const char* duration : {"d1_7", "w6_12", "gt_3m"}) {
      for (const char* age : {"25", "70"}) expect_complete(plan_for(c, well(duration, age)));
    }
  }
}

TEST_F(Plans, a_cause_of_its_own_class_urgency_is_served_by_its_own_rows) {
  for (std::size_t c = 0; c < known().causes.size(); ++c) {
    reasoning::Assessment assessment;
    assessment.urgency = known().causes[c].urgency;
    if (assessment.urgency > Urgency::gp_soon)
      assessment.dangers.push_back({c, 0.9, assessment.urgency});
    reasoning::Posterior posterior = infer(model(), reasoning::no_answers(known()));
    for (double& p : posterior.marginal) p = 0.001;
    posterior.marginal[c] = 0.95;
    const auto plan = care::make_plan(model(), well(), assessment, posterior);
    expect_complete(plan);
    const bool own = std::ranges::any_of(plan.steps, [&](const care::Step& step) {
      return std::ranges::find(step.care->causes, known().causes[c].id) != step.care->causes.end();
    });
    EXPECT_TRUE(own) << known().causes[c].id;
  }
}

TEST_F(Plans, no_plan_asks_for_more_than_a_person_can_do) {
  std::mt19937 random(6);
  for (int i = 0; i < 150; ++i) {
    const auto plan = i % 2 == 0 ? plan_for(random() % known().causes.size(), well())
                                 : plan_of(any_interview(1, 0, random));
    std::map<When, int> asked;
    std::set<std::string> topics;
    for (const care::Step& step : plan.steps) {
      if (step.offered) continue;
      ++asked[step.care->plan.when];
      const std::string& topic = step.care->plan.topic;
      EXPECT_TRUE(topic.empty() || topics.insert(topic).second) << topic << " twice";
    }
    int all = 0;
    for (const auto& [when, count] : asked) {
      EXPECT_LE(count, 4);
      all += count;
    }
    EXPECT_LE(all, 14);
    EXPECT_LE(plan.avoid.size(), 6U);
    EXPECT_LE(plan.come_back.size(), 8U);
  }
}

TEST_F(Plans, what_is_asked_for_comes_before_what_is_offered_and_today_before_later) {
  for (std::size_t c = 0; c < known().causes.size(); ++c) {
    const auto plan = plan_for(c, well());
    if (plan.urgency > Urgency::physio) continue;
    for (std::size_t i = 1; i < plan.steps.size(); ++i) {
      EXPECT_LE(plan.steps[i - 1].offered, plan.steps[i].offered);
      if (plan.steps[i - 1].offered != plan.steps[i].offered) continue;
      EXPECT_LE(plan.steps[i - 1].care->plan.when, plan.steps[i].care->plan.when);
    }
  }
}

TEST_F(Plans, the_first_thing_is_the_doctor_where_a_doctor_should_look) {
  EXPECT_EQ(plan_of(well("gt_3m")).urgency, Urgency::gp_soon);
  EXPECT_EQ(plan_of(well("gt_3m")).steps.front().care->id, "soon_doctor");
  auto shingles = well("d1_7");
  answer(shingles, "rash_blisters", "true");
  const auto plan = plan_of(shingles);
  EXPECT_EQ(plan.urgency, Urgency::same_day);
  EXPECT_EQ(plan.steps.front().care->id, "today_doctor");
  EXPECT_TRUE(holds(ids(plan), "now_zoster"));
  EXPECT_TRUE(holds(ids(plan), "pro_zoster"));
}

TEST_F(Plans, the_causes_served_hold_more_than_half_of_the_probability_or_are_three) {
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    const auto answers = any_interview(0.5, 0, random);
    const auto posterior = infer(model(), answers);
    const auto plan = plan_of(answers);
    if (plan.urgency > Urgency::gp_soon) continue;
    double held = 0;
    double all = 0;
    for (const double p : posterior.marginal) all += p;
    for (const std::size_t c : plan.causes) held += posterior.marginal[c];
    for (const std::size_t c : plan.suspects) held += posterior.marginal[c];
    EXPECT_LE(plan.causes.size(), 3U);
    const std::size_t named = plan.causes.size() + plan.suspects.size();
    EXPECT_TRUE(held > all / 2 || named >= 3) << held / all;
  }
}

TEST_F(Plans, the_stage_follows_the_time_in_pain_and_decides_what_is_asked_for) {
  const auto overuse = cause("muscle_overuse");
  const auto acute = plan_for(overuse, well("d1_7"));
  const auto subacute = plan_for(overuse, well("w6_12"));
  const auto chronic = plan_for(overuse, well("gt_3m"));
  EXPECT_EQ(acute.stage, Stage::acute);
  EXPECT_EQ(subacute.stage, Stage::subacute);
  EXPECT_EQ(chronic.stage, Stage::chronic);
  EXPECT_TRUE(holds(ids(acute), "rest_relative"));
  EXPECT_FALSE(holds(ids(chronic), "rest_relative"));
  EXPECT_FALSE(holds(ids(acute), "chronic_doctor"));
  EXPECT_TRUE(holds(ids(chronic), "chronic_doctor"));
  auto unanswered = well();
  answer(unanswered, "duration_class", "unknown");
  EXPECT_EQ(plan_for(overuse, unanswered).stage, std::nullopt);
}

TEST_F(Plans, age_decides_between_programmes_that_were_tested_in_one_age) {
  const auto round = cause("hyperkyphosis");
  EXPECT_TRUE(holds(ids(plan_for(round, well("w6_12", "70"))), "kyphosis_sheaf"));
  const auto young = plan_for(round, well("w6_12", "30"));
  EXPECT_FALSE(holds(ids(young), "kyphosis_sheaf"));
  EXPECT_TRUE(holds(ids(young), "kyphosis_meta1"));
  ASSERT_NE(left_out(young, "kyphosis_sheaf"), nullptr);
  EXPECT_EQ(left_out(young, "kyphosis_sheaf")->reason, care::Reason::age);
}

TEST_F(Plans, a_pregnant_woman_gets_no_anti_inflammatory_and_is_told_to_ask_before_exercise) {
  auto answers = well();
  answer(answers, "pregnant_now", "true");
  const auto plan = plan_for(cause("postural_deconditioning"), answers);
  EXPECT_FALSE(holds(ids(plan_for(cause("thoracic_radiculopathy"), answers)), "nsaid"));
  EXPECT_FALSE(holds(ids(plan), "hang_traction"));
  const auto step = std::ranges::find_if(
      plan.steps, [](const care::Step& each) { return each.care->id == "strength_1h_week"; });
  ASSERT_NE(step, plan.steps.end());
  EXPECT_NE(step->cautions.front().en.find("Ask a doctor first"), std::string::npos);
}

TEST_F(Plans, above_65_a_doctor_is_asked_before_an_anti_inflammatory) {
  const auto cautions = [&](const char* age) {
    const auto plan = plan_for(cause("thoracic_disc_herniation"), well("w1_6", age));
    const auto step = std::ranges::find_if(
        plan.steps, [](const care::Step& each) { return each.care->id == "nsaid"; });
    return step == plan.steps.end() ? 99U : step->cautions.size();
  };
  EXPECT_EQ(cautions("45") + 1, cautions("70"));
}

TEST_F(Plans, nothing_answered_gives_a_plan_that_asks_first_and_can_harm_nobody) {
  const auto plan = plan_of(reasoning::no_answers(known()));
  expect_complete(plan);
  EXPECT_GT(plan.ask_first.size(), 20U);
  EXPECT_NE(plan.see.en.find("Answer the open questions"), std::string::npos);
}

TEST_F(Plans, advice_is_the_plan_in_a_few_sentences) {
  std::mt19937 random(8);
  for (int i = 0; i < 100; ++i) {
    const auto answers = any_interview(0.1 * (i % 11), 0.1 * (i % 3), random);
    const auto assessment = assess(model(), answers);
    const auto posterior = infer(model(), answers);
    const auto plan = care::make_plan(model(), answers, assessment, posterior);
    const auto advice = care::advise(model(), answers, assessment, posterior);
    EXPECT_EQ(advice.see.en, plan.see.en);
    EXPECT_EQ(advice.come_back_if.size(), plan.come_back.size());
    ASSERT_FALSE(advice.now.empty());
    EXPECT_LE(advice.now.size(), 5U);
    for (const auto& text : advice.now) {
      const bool from_plan =
          std::ranges::any_of(
              plan.steps, [&](const care::Step& each) { return each.care->text.en == text.en; }) ||
          std::ranges::any_of(plan.avoid, [&](const auto* row) { return row->text.en == text.en; });
      EXPECT_TRUE(from_plan) << text.en;
    }
  }
}

}  // namespace
}  // namespace dorsal::care_test
