#include <gtest/gtest.h>

#include <array>

#include "tasks.hpp"
#include "texts.hpp"

namespace dorsal::ergonomics::test {
namespace {

struct Good {
  const char* method;
  const char* task;
};
constexpr std::array kGood = {
    Good{"rula",
         R"({"upper_arm":4,"lower_arm":3,"wrist":3,"wrist_twist":1,"neck":3,"trunk":4,"legs":2})"},
    Good{"reba", R"({"neck":2,"trunk":2,"legs":2,"upper_arm":1,"lower_arm":2,"wrist":3})"},
    Good{"owas", R"({"back":4,"arms":1,"legs":2,"load":1})"},
    Good{"rnle", R"({"load_kg":15,"horizontal_m":0.5,"vertical_m":0.75,"travel_m":0.4,
      "frequency_per_min":0.083,"duration_h":1,"coupling":"fair"})"},
    Good{"liberty",
         R"({"task":"push","sex":"male","vertical_m":1,"travel_m":20,"frequency_per_min":1})"},
    Good{"lifft", R"({"tasks":[{"load_kg":10,"lever_arm_m":0.4,"repetitions":100}]})"},
    Good{"duet", R"({"tasks":[{"omni":2,"repetitions":5400}]})"},
    Good{"shoulder", R"({"damage":0.01})"},
    Good{"static", R"({"upper_arm_elevation_deg":30})"},
    Good{"rosa", R"({"chair":{"seat_height":2,"seat_depth":1,"armrest":2,"backrest":1,"duration":1},
      "screen":{"score":2},"telephone":{"score":1},"mouse":{"score":2},"keyboard":{"score":1}})"},
    Good{"endurance", R"({"joint":"trunk","intensity":0.3})"},
    Good{"fatigue", R"({"joint":"trunk","series":[{"seconds":60,"load":0.3}]})"},
    Good{"mdd", R"({"task":"lift","hands":2,"load_kg":10})"}};

TEST(Answer, of_every_method_fits_the_schema_and_names_its_source) {
  ASSERT_EQ(kGood.size(), kMethodNames.size());
  for (const Good& good : kGood) {
    const Json a = answered(good.method, good.task);
    const auto fits = schema::check_definition(nlohmann::json(a), "ErgoResult", good.method);
    EXPECT_TRUE(fits) << (fits ? "" : to_string(fits.error()));
    EXPECT_EQ(a["method"], good.method);
  }
}

TEST(Answer, names_an_unknown_field_in_every_method) {
  for (const Good& good : kGood) {
    auto task = nlohmann::json::parse(good.task);
    task["colour"] = 1;
    EXPECT_NE(refused(good.method, task.dump()).find("\"colour\""), std::string::npos)
        << good.method;
  }
}

// Every field in turn: left out, as a text, and as a list.
TEST(Answer, refuses_a_missing_field_and_a_wrong_type_in_one_sentence) {
  for (const Good& good : kGood) {
    const auto task = nlohmann::json::parse(good.task);
    for (const auto& [field, value] : task.items()) {
      auto wrong = task;
      wrong[field] = nlohmann::json::array({"?"});
      const std::string sentence = refused(good.method, wrong.dump());
      EXPECT_NE(sentence.find(field), std::string::npos) << sentence;
      EXPECT_EQ(sentence.find('\n'), std::string::npos);
    }
    EXPECT_NE(refused(good.method, "{}").find("missing"), std::string::npos) << good.method;
    EXPECT_FALSE(refused(good.method, "7").empty());
    EXPECT_FALSE(refused(good.method, "null").empty());
  }
  EXPECT_EQ(refused("rula",
                    R"({"upper_arm":1,"lower_arm":1,"wrist":1,"wrist_twist":1,"neck":1,"legs":1})"),
            "task: the field \"trunk\" is missing; add it, or \"trunk_flexion_deg\".");
}

TEST(Answer, tells_centimetres_given_as_metres) {
  EXPECT_EQ(refused("rnle", R"({"load_kg":15,"horizontal_m":25,"vertical_m":0.75,"travel_m":0.4,
    "frequency_per_min":1,"duration_h":1,"coupling":"fair"})"),
            "task, horizontal_m: 25 is out of range; give a number from 0 to 1.5 metres "
            "(25 centimetres are 0.25 metres).");
}

TEST(Answer, refuses_numbers_that_are_none) {
  EXPECT_NE(refused("endurance", R"({"joint":"trunk","intensity":NaN})").find("not valid JSON"),
            std::string::npos);
  EXPECT_NE(refused("endurance", R"({"joint":"trunk","intensity":1e999})").find("too large"),
            std::string::npos);
  EXPECT_NE(refused("endurance", R"({"joint":"trunk","intensity":0})").find("0.01 to 1"),
            std::string::npos);
  EXPECT_NE(refused("endurance", R"({"joint":"neck","intensity":0.5})").find("trunk"),
            std::string::npos);
  EXPECT_NE(refused("fatigue", R"({"joint":"trunk","series":[]})").find("series"),
            std::string::npos);
  EXPECT_NE(refused("duet", R"({"tasks":[{"omni":2.5,"repetitions":1}]})").find("omni"),
            std::string::npos);
  EXPECT_NE(refused("fatigue", R"({"joint":"trunk","series":[{"seconds":86400,"load":0},
    {"seconds":86400,"load":0},{"seconds":1,"load":0}]})")
                .find("two days"),
            std::string::npos);
}

TEST(Answer, reads_in_english_and_in_spanish) {
  for (const Good& good : kGood) {
    const Json a = answered(good.method, good.task);
    const auto english = in_words(a, "en");
    const auto spanish = in_words(a, "es");
    EXPECT_EQ(english.size(), spanish.size());
    EXPECT_GE(english.size(), 4U);
    EXPECT_NE(english.back(), spanish.back());
  }
}

TEST(Answer, has_every_sentence_in_both_languages) {
  const Texts english("en");
  const Texts spanish("es");
  ASSERT_EQ(english.all().size(), spanish.all().size());
  for (const auto& [key, text] : english.all()) EXPECT_TRUE(spanish.has(key)) << key;
}

}  // namespace
}  // namespace dorsal::ergonomics::test
