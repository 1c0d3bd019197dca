#pragma once

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/model.hpp"

namespace dorsal::reasoning_test {

/// The knowledge that comes with dorsal, read once for all tests of a suite.
class WithKnowledge : public ::testing::Test {
 protected:
  static const knowledge::Knowledge& known() {
    static const knowledge::Knowledge read = *knowledge::embedded();
    return read;
  }
  static const reasoning::Model& model() {
    static const reasoning::Model prepared = *reasoning::prepare(known());
    return prepared;
  }
  static std::size_t finding(std::string_view id) { return *known().find_finding(id); }
  static std::size_t cause(std::string_view id) { return *known().find_cause(id); }

  static reasoning::Answers answers(const std::vector<std::pair<std::string, std::string>>& given) {
    auto out = reasoning::no_answers(known());
    for (const auto& [id, word] : given) {
      const auto set = reasoning::set_answer(known(), id, word, out);
      EXPECT_TRUE(set) << to_string(set.error());
    }
    return out;
  }

  /// Any answer to a finding, each option as likely.
  static double any_answer(const knowledge::Finding& finding, std::mt19937& random) {
    if (is_numeric(finding)) {
      return std::uniform_int_distribution<int>(static_cast<int>(finding.least),
                                                static_cast<int>(finding.most))(random);
    }
    return std::uniform_int_distribution<int>(0,
                                              static_cast<int>(finding.options.size()) - 1)(random);
  }

  /// A whole interview in which about `share` of the questions are answered, mostly with no.
  static reasoning::Answers any_interview(double share, double yes, std::mt19937& random) {
    auto out = reasoning::no_answers(known());
    std::uniform_real_distribution<double> chance;
    for (std::size_t i = 0; i < out.of.size(); ++i) {
      const knowledge::Finding& asked = known().findings[i];
      if (chance(random) > share) continue;
      if (asked.type == knowledge::AnswerType::boolean)
        out.of[i] = chance(random) < yes ? 1 : 0;
      else
        out.of[i] = any_answer(asked, random);
    }
    return out;
  }
};

}  // namespace dorsal::reasoning_test
