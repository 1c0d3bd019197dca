#include <gtest/gtest.h>

#include <algorithm>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/watch/session.hpp"
#include "script.hpp"

namespace dorsal::watch::test {
namespace {

using namespace std::chrono_literals;

const knowledge::Knowledge& known() {
  static const knowledge::Knowledge all = [] {
    auto read = knowledge::embedded();
    return read ? std::move(*read) : knowledge::Knowledge{};
  }();
  return all;
}

Session session(std::string_view language = "en") {
  return Session(published_limits(), known(), language);
}

// What was said while somebody did something, a look each half second.
std::vector<Notice> go_on(Session& session, Time& now, Duration time, const std::string& activity,
                          double degrees = 0, const Surroundings& around = {}) {
  std::vector<Notice> said;
  for (const Time end = now + time; now < end; now += 500ms) {
    for (Notice& notice : session.step(look_at({now, activity, degrees}, now, 1), around).notices) {
      said.push_back(std::move(notice));
    }
  }
  return said;
}

Session calibrated(Time& now, std::string_view language = "en") {
  Session made = session(language);
  made.begin_calibration();
  go_on(made, now, 11s, "upright");
  return made;
}

// The first nudge of somebody bent, with the posture changed so that there is a natural pause.
Notice nudge_of(Session& session, Time& now) {
  std::vector<Notice> said = go_on(session, now, 25min, "bent", 35);
  EXPECT_EQ(said.size(), 1U);
  return said.empty() ? Notice{} : said.front();
}

TEST(Session, asks_for_ten_seconds_upright_and_says_that_it_knows_them) {
  Session watched = session();
  watched.begin_calibration();
  EXPECT_EQ(watched.calibration(), CalibrationState::waiting);
  Time now = clock(9, 0);
  const auto asked = go_on(watched, now, 1s, "upright");
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_NE(asked[0].title.find("upright"), std::string::npos);
  EXPECT_EQ(watched.calibration(), CalibrationState::looking);
  EXPECT_FALSE(watched.rhythm().skip_unchanged) << "every look of a calibration is measured";
  const auto done = go_on(watched, now, 11s, "upright");
  ASSERT_EQ(done.size(), 1U);
  EXPECT_EQ(watched.calibration(), CalibrationState::done);
}

TEST(Session, waits_for_somebody_to_calibrate_on) {
  Session watched = session();
  watched.begin_calibration();
  Time now = clock(9, 0);
  EXPECT_TRUE(go_on(watched, now, 10min, "away").empty());
  EXPECT_EQ(watched.calibration(), CalibrationState::waiting);
  go_on(watched, now, 5s, "upright");
  go_on(watched, now, 5s, "away");
  EXPECT_EQ(watched.calibration(), CalibrationState::waiting) << "half a run is none";
  go_on(watched, now, 11s, "upright");
  EXPECT_EQ(watched.calibration(), CalibrationState::done);
}

TEST(Session, goes_on_without_a_calibration_after_three_that_failed) {
  Session watched = session();
  watched.begin_calibration();
  Time now = clock(9, 0);
  const auto said = go_on(watched, now, 2min, "walking");
  EXPECT_EQ(watched.calibration(), CalibrationState::none);
  ASSERT_GE(said.size(), 4U);
  EXPECT_NE(said[3].text.find("goes on without"), std::string::npos) << said[3].text;
  ASSERT_EQ(said[3].choices.size(), 1U);
  EXPECT_EQ(said[3].choices[0].key, "calibrate");
}

TEST(Session, asks_for_the_backdrop_as_a_run_begins) {
  Session watched = session();
  watched.begin_calibration();
  const Time now = clock(9, 0);
  EXPECT_TRUE(watched.step(look_at({now, "upright", 0}, now, 1), {}).backdrop_wanted);
  EXPECT_FALSE(watched.step(look_at({now, "upright", 0}, now + 500ms, 1), {}).backdrop_wanted);
}

TEST(Session, nudges_with_its_cause_an_offer_and_three_answers) {
  Time now = clock(9, 0);
  Session watched = calibrated(now);
  const Notice nudge = nudge_of(watched, now);
  EXPECT_NE(nudge.text.find("bent past 20 degrees since 09:"), std::string::npos) << nudge.text;
  EXPECT_NE(nudge.text.find('\n'), std::string::npos) << "an offer has its own line";
  ASSERT_EQ(nudge.choices.size(), 3U);
  EXPECT_TRUE(nudge.waits);
}

TEST(Session, an_answer_takes_the_nudge_off_the_screen) {
  for (const char* key : {"taken", "later", "skip"}) {
    Time now = clock(9, 0);
    Session watched = calibrated(now);
    for (const Time end = now + 1h; now < end && !watched.nudge_on_show(); now += 500ms) {
      (void)watched.step(look_at({now, "bent", 35}, now, 1), {});
    }
    ASSERT_TRUE(watched.nudge_on_show());
    (void)watched.choose(key, now);
    EXPECT_FALSE(watched.nudge_on_show()) << key;
    (void)watched.choose("nonsense", now);
  }
}

TEST(Session, three_skips_in_a_row_question_the_plan) {
  Time now = clock(9, 0);
  Session watched = calibrated(now);
  SessionStep last;
  for (int skip = 0; skip < 3; ++skip) {
    for (const Time end = now + 2h; now < end && !watched.nudge_on_show(); now += 500ms) {
      (void)watched.step(look_at({now, "bent", 35}, now, 1), {});
    }
    last = watched.choose("skip", now);
  }
  ASSERT_EQ(last.notices.size(), 1U);
  ASSERT_EQ(last.notices[0].choices.size(), 3U);
  EXPECT_EQ(last.notices[0].choices[0].key, "wrong_time");
}

TEST(Session, an_offer_names_its_contraindications_until_somebody_has_asked) {
  const auto text_of = [](bool asked) {
    Time now = clock(9, 0);
    Session watched = calibrated(now);
    if (asked) watched.rule_out({});
    return nudge_of(watched, now).text;
  };
  EXPECT_NE(text_of(false).find("dorsal ask"), std::string::npos);
  EXPECT_EQ(text_of(true).find("dorsal ask"), std::string::npos);
}

TEST(Session, a_nudge_without_anything_left_to_offer_only_says_what_was_measured) {
  Time now = clock(9, 0);
  Session watched = calibrated(now);
  std::vector<std::string> all;
  for (const knowledge::Care& care : known().care) all.push_back(care.id);
  watched.rule_out(all);
  EXPECT_EQ(nudge_of(watched, now).text.find('\n'), std::string::npos);
}

TEST(Session, speaks_spanish) {
  Time now = clock(9, 0);
  Session watched = calibrated(now, "es");
  const Notice nudge = nudge_of(watched, now);
  EXPECT_NE(nudge.text.find("inclinado"), std::string::npos) << nudge.text;
  EXPECT_EQ(nudge.choices[2].label, "Omitir");
}

TEST(Session, pausing_keeps_a_nudge_for_later) {
  Time now = clock(9, 0);
  Session watched = calibrated(now);
  nudge_of(watched, now);
  (void)watched.choose("pause", now);
  EXPECT_FALSE(watched.nudge_on_show());
  EXPECT_TRUE(go_on(watched, now, 29min, "bent", 35).empty());
  const auto back = go_on(watched, now, 2min, "bent", 35);
  ASSERT_FALSE(back.empty());
  EXPECT_NE(back[0].text.find("pause is over"), std::string::npos) << back[0].text;
}

TEST(Session, without_a_camera_nobody_waits_for_a_calibration) {
  Session watched = session();
  watched.begin_calibration();
  Time now = clock(9, 0);
  go_on(watched, now, 5min, "no_camera");
  EXPECT_GT(watched.watcher().status().today.by_time, 4min);
}

}  // namespace
}  // namespace dorsal::watch::test
