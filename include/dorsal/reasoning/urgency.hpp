#pragma once

#include <cstddef>
#include <vector>

#include "dorsal/knowledge/urgency.hpp"
#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/model.hpp"
#include "dorsal/reasoning/red_flags.hpp"

namespace dorsal::reasoning {

/// A cause whose odds reach a threshold.
struct Danger {
  std::size_t cause = 0;
  double probability = 0;  // by danger_probability [-]
  knowledge::Urgency urgency = knowledge::Urgency::self_care;
};

struct Assessment {
  knowledge::Urgency urgency = knowledge::Urgency::self_care;
  std::vector<BranchState> fired;  ///< most urgent first
  std::vector<BranchState> open;   ///< branches an unanswered question leaves open
  std::vector<Danger> dangers;     ///< most urgent first
};

/// Probability of one cause against ordinary pain, in which alarming answers can only add: its
/// prior odds times one factor for each group of findings,
///   the greatest P(a | cause) / P(a | ordinary) of its alarming answers, but at least 1; or, where
///   it has none, the least ratio of its other answers, but at most 1.
/// No harmless answer raises it, no alarming answer lowers it, and no other cause explains it away.
/// For a number the greatest ratio of its band and all bands below counts.
[[nodiscard]] double danger_probability(const Model& model, const Answers& answers,
                                        std::size_t cause);

/// One factor of danger_probability: what the answers to model.groups[group] do to the odds.
/// @param answers  with what they imply
[[nodiscard]] double danger_factor(const Model& model, std::size_t group, const Answers& answers,
                                   std::size_t cause);

/// The urgency that a cause of this danger_probability asks for by the thresholds of Limits.
[[nodiscard]] knowledge::Urgency threshold_urgency(const knowledge::Knowledge& knowledge,
                                                   std::size_t cause, double probability);

/// Urgency: the highest of every branch that fires and of every cause whose danger_probability
/// reaches a threshold of Limits.
///
/// It is monotone. Turning an answer from unanswered or harmless to alarming never lowers it: an
/// expression without NOT grows with its atoms, and a factor at most 1 becomes one of at least 1.
/// Taking a harmless answer back never lowers it: no atom was true of it, and its factor was at
/// most
/// 1. So an unanswered red flag is never a "no", and a "no" can only calm what it speaks against.
[[nodiscard]] Assessment assess(const Model& model, const Answers& answers);

}  // namespace dorsal::reasoning
