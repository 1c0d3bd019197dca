#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "people.hpp"

namespace dorsal::reasoning_test {
namespace {

using namespace reasoning;
using nlohmann::json;

/// Published teaching cases, coded: examples of what must come out, not what anything is fitted to.
class Cases : public WithKnowledge {
 protected:
  static std::vector<json> cases() {
    std::ifstream file(std::string(DORSAL_SOURCE_DIR) + "/tests/reasoning/example_cases.jsonl");
    std::vector<json> out;
    for (std::string line; std::getline(file, line);) out.push_back(json::parse(line));
    return out;
  }

  static Answers coded(const json& one) {
    std::vector<std::pair<std::string, std::string>> given;
    for (const auto& [id, value] : one["findings"].items()) {
      given.emplace_back(id, value.is_string() ? value.get<std::string>() : value.dump());
    }
    return answers(given);
  }

  // Position, from 0, of the first right cause among all by probability.
  static std::size_t rank(const json& one) {
    const auto p = infer(model(), coded(one)).marginal;
    std::vector<std::size_t> order(p.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return p[a] > p[b]; });
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::string& id = known().causes[order[i]].id;
      const auto right = one["also_acceptable"].get<std::vector<std::string>>();
      if (id == one["diagnosis"] || std::ranges::find(right, id) != right.end()) {
        return i;
      }
    }
    return order.size();
  }

  static knowledge::Urgency word(const json& value) {
    return *knowledge::urgency_from(value.get<std::string>());
  }
};

TEST_F(Cases, none_is_less_urgent_than_it_must_be) {
  ASSERT_EQ(cases().size(), 12U);
  for (const json& one : cases()) {
    EXPECT_GE(assess(model(), coded(one)).urgency, word(one["min_urgency"])) << one["id"];
  }
}

TEST_F(Cases, no_benign_one_is_more_urgent_than_it_may_be) {
  for (const json& one : cases()) {
    if (one["category"] != "benign") continue;
    EXPECT_LE(assess(model(), coded(one)).urgency, word(one["max_urgency_before_over_triage"]))
        << one["id"];
  }
}

TEST_F(Cases, most_have_the_right_cause_first_and_nearly_all_among_three) {
  std::size_t first = 0;
  std::size_t among_three = 0;
  for (const json& one : cases()) {
    const std::size_t at = rank(one);
    first += at == 0 ? 1U : 0U;
    among_three += at < 3 ? 1U : 0U;
    std::cout << one["id"] << " rank " << at + 1 << ", "
              << to_string(assess(model(), coded(one)).urgency) << '\n';
  }
  RecordProperty("first", std::to_string(first));
  EXPECT_GE(first, 9U);
  EXPECT_GE(among_three, 11U);
}

}  // namespace
}  // namespace dorsal::reasoning_test
