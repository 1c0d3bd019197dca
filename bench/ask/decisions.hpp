#pragma once

#include <cstddef>
#include <vector>

#include "dorsal/interview/interview.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "patients.hpp"

namespace dorsal::bench {

/// How one simulated interview went, beside what all answers would have said.
struct Interviewed {
  std::vector<std::size_t> causes;  ///< what the person has
  int questions = 0;                ///< a screen or list is one, an opened screen one more
  bool stopped = false;             ///< by an emergency
  knowledge::Urgency urgency = knowledge::Urgency::self_care;
  knowledge::Urgency urgency_of_all = knowledge::Urgency::self_care;
  std::vector<double> marginal;         // (cause) at its end [-]
  std::vector<double> marginal_of_all;  // (cause) with every answer [-]
};

/// An answer only where the question suits, and everything that an answer implies.
[[nodiscard]] reasoning::Answers consistent(const knowledge::Knowledge& known,
                                            reasoning::Answers answers);

/// Holds the whole interview with somebody who answers every question.
[[nodiscard]] Interviewed interview_one(const interview::Interviewer& interviewer,
                                        const Patient& patient);

[[nodiscard]] std::size_t leading(const std::vector<double>& marginal);

/// Prints questions, decisions that differ, and what they cost.
void print_decisions(const std::vector<Interviewed>& people);

}  // namespace dorsal::bench
