#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/care/plan.hpp"
#include "reasoning/people.hpp"

namespace dorsal::care_test {

/// People to make plans for.
class WithPlans : public reasoning_test::WithKnowledge {
 protected:
  static care::Plan plan_of(const reasoning::Answers& answers) {
    return care::make_plan(model(), answers, assess(model(), answers), infer(model(), answers));
  }

  /// The plan where one cause is as good as certain, whatever the answers say of causes.
  static care::Plan plan_for(std::size_t cause, const reasoning::Answers& answers) {
    reasoning::Posterior posterior = infer(model(), reasoning::no_answers(known()));
    for (double& p : posterior.marginal) p = 0.001;
    posterior.marginal[cause] = 0.95;
    return care::make_plan(model(), answers, assess(model(), answers), posterior);
  }

  /// Every question answered with nothing wrong: a woman of this age, in pain for some weeks.
  static reasoning::Answers well(std::string_view duration = "w1_6", std::string_view age = "45",
                                 std::string_view sex = "female") {
    auto out = reasoning::no_answers(known());
    for (std::size_t i = 0; i < out.of.size(); ++i) {
      if (known().findings[i].absent) out.of[i] = static_cast<double>(*known().findings[i].absent);
    }
    for (const auto& [id, word] : {std::pair<std::string_view, std::string_view>{"age", age},
                                   {"sex", sex},
                                   {"duration_class", duration},
                                   {"onset", "gradual_weeks_months"},
                                   {"severity_now", "4"},
                                   {"smoking", "never"}}) {
      const auto set = reasoning::set_answer(known(), id, word, out);
      EXPECT_TRUE(set) << id << ": " << to_string(set.error());
    }
    return out;
  }

  static void answer(reasoning::Answers& answers, std::string_view id, std::string_view word) {
    const auto set = reasoning::set_answer(known(), id, word, answers);
    EXPECT_TRUE(set) << to_string(set.error());
  }

  static std::vector<std::string> ids(const care::Plan& plan) {
    std::vector<std::string> out;
    for (const care::Step& step : plan.steps) out.push_back(step.care->id);
    return out;
  }

  static bool holds(const std::vector<std::string>& list, const std::string& id) {
    return std::ranges::find(list, id) != list.end();
  }

  static const care::LeftOut* left_out(const care::Plan& plan, std::string_view id) {
    const auto found = std::ranges::find_if(
        plan.left_out, [&](const care::LeftOut& left) { return left.care->id == id; });
    return found == plan.left_out.end() ? nullptr : &*found;
  }
};

}  // namespace dorsal::care_test
