#include <gtest/gtest.h>

#include "dorsal/schema/document.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

constexpr std::size_t kFacts = 68;  // of the article that dorsal is built from

TEST(FactsCommand, gives_every_fact_of_the_article_in_order_and_as_the_schema_says) {
  const Outcome run = run_dorsal("facts --json");
  EXPECT_EQ(run.code, 0) << run.err;
  const auto document = run.json();
  const auto fit = schema::check(document, schema::Document::facts, "output");
  EXPECT_TRUE(fit) << to_string(fit.error());
  ASSERT_EQ(document["facts"].size(), kFacts);
  for (std::size_t i = 0; i < kFacts; ++i) EXPECT_EQ(document["facts"][i]["number"], i + 1);
}

TEST(FactsCommand, says_each_fact_in_both_languages) {
  const auto english = run_dorsal("facts --json").json();
  const auto spanish = run_dorsal("facts --json --lang es").json();
  ASSERT_EQ(spanish["facts"].size(), kFacts);
  for (std::size_t i = 0; i < kFacts; ++i) {
    EXPECT_NE(english["facts"][i]["text"], spanish["facts"][i]["text"]) << i + 1;
    EXPECT_EQ(english["facts"][i]["source"], spanish["facts"][i]["source"]);
  }
}

TEST(FactsCommand, names_the_source_that_was_looked_up_and_says_where_there_is_none) {
  const auto facts = run_dorsal("facts --json").json()["facts"];
  EXPECT_NE(facts[5]["better_source"].get<std::string>().find("Fouquet"), std::string::npos);
  EXPECT_TRUE(facts[0]["better_source"].is_null());
  const Outcome words = run_dorsal("facts");
  EXPECT_NE(words.out.find("\n    Only a general health article says so."), std::string::npos);
  EXPECT_NE(words.out.find("\n    Source looked up: Fouquet"), std::string::npos);
}

TEST(FactsCommand, refuses_a_language_that_it_does_not_speak) {
  EXPECT_EQ(run_dorsal("facts --lang fr").code, 2);
}

}  // namespace
}  // namespace dorsal::app_test
