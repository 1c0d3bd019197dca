#include <gtest/gtest.h>

#include "dorsal/watch/message.hpp"

namespace dorsal::watch {
namespace {

using namespace std::chrono_literals;

constexpr Time kMorning{std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 9h + 40min};

Message nudge(Cause cause, Duration exposed) {
  Message m;
  m.at = kMorning + 35min;
  m.cause = cause;
  m.exposed = exposed;
  m.since = kMorning;
  m.offer = "desk_breaks";
  return m;
}

TEST(Words, name_the_cause_with_minutes_and_since_when) {
  const Message m = nudge(Cause::trunk_bent, 34min + 20s);
  EXPECT_EQ(in_words(m, "en", 60min),
            "34 minutes bent past 20 degrees since 10:40. A good moment for a change?");
  EXPECT_EQ(in_words(m, "es", 60min),
            "34 minutos con el tronco inclinado más de 20 grados desde las 10:40. ¿Un buen momento "
            "para un cambio?");
}

TEST(Words, say_one_minute_and_less_than_one) {
  EXPECT_EQ(in_words(nudge(Cause::arms_raised, 90s), "en", 0min).substr(0, 13), "1 minute with");
  EXPECT_EQ(in_words(nudge(Cause::arms_raised, 30s), "es", 0min).substr(0, 19),
            "Menos de un minuto ");
}

TEST(Words, use_the_article_of_one_o_clock_in_spanish) {
  const Message m = nudge(Cause::still, 45min);
  EXPECT_NE(in_words(m, "es", -8h).find("desde la 01:40"), std::string::npos);
  EXPECT_NE(in_words(m, "es", 15h).find("desde las 00:40"), std::string::npos);
}

TEST(Words, say_what_held_a_nudge_back) {
  Message m = nudge(Cause::still, 45min);
  m.held_by = Obstacle::screen_sharing;
  EXPECT_NE(in_words(m, "en", 0min).find("Kept until you stopped sharing the screen."),
            std::string::npos);
  m.kind = Kind::parked;
  EXPECT_TRUE(in_words(m, "en", 0min).ends_with("It waits until you stop sharing the screen."));
}

TEST(Words, say_that_time_alone_counts_without_a_camera) {
  EXPECT_NE(in_words(nudge(Cause::at_desk, 45min), "en", 0min).find("time alone"),
            std::string::npos);
}

TEST(Words, are_there_for_every_message_in_both_languages_and_differ) {
  for (int kind = 0; kind <= static_cast<int>(Kind::pause_over); ++kind) {
    for (std::size_t cause = 0; cause < kCauses; ++cause) {
      Message m = nudge(static_cast<Cause>(cause), 34min);
      m.kind = static_cast<Kind>(kind);
      const std::string en = in_words(m, "en", 0min);
      EXPECT_FALSE(en.empty());
      EXPECT_NE(en, in_words(m, "es", 0min));
      EXPECT_EQ(en, in_words(m, "fr", 0min)) << "English is what is left";
      EXPECT_EQ(en.find("{"), std::string::npos);
      EXPECT_NE(en.back(), ' ');
    }
  }
  Message bare;
  bare.kind = Kind::parked;
  EXPECT_EQ(in_words(bare, "en", 0min), "");
}

TEST(Words, question_the_plan_and_not_the_person) {
  Message m;
  m.kind = Kind::question;
  EXPECT_EQ(in_words(m, "en", 0min),
            "The plan does not seem to fit. Is this the wrong time or the wrong exercise?");
}

}  // namespace
}  // namespace dorsal::watch
