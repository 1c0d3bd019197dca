#include <gtest/gtest.h>

#include <algorithm>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/watch/nudger.hpp"
#include "dorsal/watch/offers.hpp"

namespace dorsal::watch {
namespace {

using namespace std::chrono_literals;

constexpr Time kTen{std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 10h};

Budget used(double level, Cause cause = Cause::neck_bent) {
  Budget budget;
  budget.parts[static_cast<std::size_t>(cause)] = {level, 21min, kTen - 21min};
  return budget;
}

Moment moment(Duration after, bool pause = false, std::optional<Obstacle> obstacle = {},
              bool there = true) {
  return {kTen + after, there, pause, obstacle};
}

Nudger nudger() { return Nudger(published_limits()); }

TEST(Nudger, says_nothing_before_the_budget_is_used_up) {
  Nudger n = nudger();
  EXPECT_TRUE(n.step(moment(0s, true), used(0.99)).empty());
  EXPECT_FALSE(n.waits());
}

TEST(Nudger, waits_for_a_pause_and_for_five_minutes_at_most) {
  Nudger n = nudger();
  EXPECT_TRUE(n.step(moment(0s), used(1)).empty());
  EXPECT_TRUE(n.waits());
  EXPECT_TRUE(n.step(moment(4min), used(1.2)).empty());
  const auto said = n.step(moment(5min), used(1.2));
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said[0].kind, Kind::nudge);
  EXPECT_EQ(said[0].cause, Cause::neck_bent);
  EXPECT_EQ(said[0].exposed, 21min);
  Nudger other = nudger();
  EXPECT_EQ(other.step(moment(0s, true), used(1)).size(), 1U);
}

TEST(Nudger, never_speaks_to_an_empty_chair) {
  Nudger n = nudger();
  for (int s = 0; s < 3600; ++s) {
    EXPECT_TRUE(n.step(moment(std::chrono::seconds(s), true, {}, false), used(1)).empty());
  }
}

TEST(Nudger, parks_under_every_obstacle_and_speaks_when_it_is_gone) {
  for (const Obstacle obstacle : {Obstacle::call, Obstacle::screen_sharing, Obstacle::full_screen,
                                  Obstacle::do_not_disturb, Obstacle::camera_taken}) {
    Nudger n = nudger();
    const auto parked = n.step(moment(0s, true, obstacle), used(1));
    ASSERT_EQ(parked.size(), 1U);
    EXPECT_EQ(parked[0].kind, Kind::parked);
    EXPECT_TRUE(n.step(moment(3h, true, obstacle), used(2)).empty());
    const auto said = n.step(moment(3h + 1s), used(2));
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0].kind, Kind::nudge);
    EXPECT_EQ(said[0].held_by, obstacle);
    EXPECT_FALSE(n.held_by());
  }
}

TEST(Nudger, lets_go_of_what_was_rested_off) {
  Nudger n = nudger();
  EXPECT_EQ(n.step(moment(0s, false, Obstacle::call), used(1)).size(), 1U);
  const auto said = n.step(moment(10min, false, Obstacle::call), used(0.4));
  ASSERT_EQ(said.size(), 1U);
  EXPECT_EQ(said[0].kind, Kind::rested);
  EXPECT_FALSE(n.waits());
  EXPECT_EQ(n.counts().rested, 1);
}

TEST(Nudger, comes_again_ten_minutes_after_later_and_twenty_after_a_skip) {
  for (const auto& [answer, quiet] :
       {std::pair{Answer::later, 10min}, {Answer::skip, 20min}, {Answer::taken, 20min}}) {
    Nudger n = nudger();
    ASSERT_EQ(n.step(moment(0s, true), used(1)).size(), 1U);
    EXPECT_TRUE(n.answer(answer, kTen + 5s).empty());
    EXPECT_TRUE(n.step(moment(quiet, true), used(1.5)).empty());
    EXPECT_EQ(n.step(moment(quiet + 6s, true), used(1.5)).size(), 1U);
  }
}

TEST(Nudger, takes_silence_for_no_skip) {
  Nudger n = nudger();
  ASSERT_EQ(n.step(moment(0s, true), used(1)).size(), 1U);
  EXPECT_TRUE(n.step(moment(2min), used(1.1)).empty());
  EXPECT_FALSE(n.on_show());
  EXPECT_EQ(n.counts().unanswered, 1);
  EXPECT_EQ(n.counts().skipped, 0);
  EXPECT_TRUE(n.answer(Answer::skip, kTen + 3min).empty());
  EXPECT_EQ(n.counts().skipped, 0) << "there is nothing left to skip";
}

// Skips the next nudge; its offer and what was said to the skip.
std::pair<std::string, std::vector<Message>> skip_next(Nudger& n, Time& now) {
  for (;; now += 1min) {
    const auto said = n.step({now, true, true, {}}, used(1.5));
    if (said.empty()) continue;
    return {said[0].offer.value_or(""), n.answer(Answer::skip, now)};
  }
}

TEST(Nudger, asks_about_the_plan_after_three_skips_in_a_row) {
  Nudger n = nudger();
  Time now = kTen;
  EXPECT_TRUE(skip_next(n, now).second.empty());
  EXPECT_TRUE(skip_next(n, now).second.empty());
  const auto question = skip_next(n, now).second;
  ASSERT_EQ(question.size(), 1U);
  EXPECT_EQ(question[0].kind, Kind::question);
  EXPECT_TRUE(skip_next(n, now).second.empty()) << "it counts anew";
}

TEST(Nudger, forgets_skips_when_one_is_taken) {
  Nudger n = nudger();
  Time now = kTen;
  skip_next(n, now);
  skip_next(n, now);
  now += 20min;
  ASSERT_EQ(n.step({now, true, true, {}}, used(1.5)).size(), 1U);
  EXPECT_TRUE(n.answer(Answer::taken, now).empty());
  EXPECT_TRUE(n.break_goes_on(now + 1min));
  EXPECT_FALSE(n.break_goes_on(now + 2min));
  EXPECT_TRUE(skip_next(n, now).second.empty());
}

TEST(Nudger, comes_half_as_often_when_it_was_the_wrong_time) {
  Nudger n = nudger();
  Time now = kTen;
  for (int i = 0; i < 3; ++i) skip_next(n, now);
  const Time asked = now;
  n.answer(PlanAnswer::wrong_time, asked);
  skip_next(n, now);
  EXPECT_EQ(now - asked, 40min);
}

TEST(Nudger, offers_something_else_when_it_was_the_wrong_exercise) {
  Nudger n = nudger();
  Time now = kTen;
  std::vector<std::string> skipped;
  for (int i = 0; i < 2; ++i) skipped.push_back(skip_next(n, now).first);
  n.rule_out({"office_program"});  // or all three would have been skipped
  skipped.push_back(skip_next(n, now).first);
  n.answer(PlanAnswer::wrong_exercise, now);
  // Of what was skipped alone there is enough to choose from: rather that than nothing.
  EXPECT_FALSE(skip_next(n, now).first.empty());
  Nudger other = nudger();
  now = kTen;
  const std::string first = skip_next(other, now).first;
  other.answer(PlanAnswer::wrong_exercise, now);
  for (int i = 0; i < 6; ++i) EXPECT_NE(skip_next(other, now).first, first);
}

TEST(Nudger, never_offers_what_care_rules_out) {
  Nudger n = nudger();
  std::vector<std::string> all;
  for (const auto id : offers_for(Cause::neck_bent)) all.emplace_back(id);
  n.rule_out(all);
  const auto said = n.step(moment(0s, true), used(1));
  ASSERT_EQ(said.size(), 1U);
  EXPECT_FALSE(said[0].offer);
}

TEST(Nudger, takes_a_nudge_back_for_a_pause_and_offers_it_again) {
  Nudger n = nudger();
  ASSERT_EQ(n.step(moment(0s, true), used(1)).size(), 1U);
  n.hold();
  EXPECT_FALSE(n.on_show());
  EXPECT_EQ(n.step(moment(30min, true), used(1)).size(), 1U);
}

TEST(Offers, are_known_to_care_in_both_languages) {
  const auto knowledge = knowledge::embedded();
  ASSERT_TRUE(knowledge);
  for (std::size_t i = 0; i < kCauses; ++i) {
    const auto offers = offers_for(static_cast<Cause>(i));
    EXPECT_GE(offers.size(), 2U);
    for (const std::string_view id : offers) {
      const auto row = std::ranges::find(knowledge->care, id, &knowledge::Care::id);
      ASSERT_NE(row, knowledge->care.end()) << id;
      EXPECT_FALSE(row->text.en.empty() || row->text.es.empty());
      EXPECT_TRUE(row->kind == "prevention" || row->kind == "self_care" || row->kind == "exercise")
          << id;
    }
  }
}

}  // namespace
}  // namespace dorsal::watch
