#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "dorsal/interview/interview.hpp"
#include "dorsal/reasoning/urgency.hpp"

namespace dorsal::interview {

/// One answer that a finding can have; of a number one of each stretch that means the same.
struct AnswerTable {
  double answer = 0;
  double ordinary = 0;  // P(answer | ordinary pain) [-]
  bool alarming = false;
  std::vector<double> ratio;      // (hypothesis) P(answer | h) / P(answer | ordinary); may be empty
  std::vector<double> log_ratio;  // (hypothesis) [nat]
  std::vector<double> content;    // (hypothesis) ratio times log_ratio
};

struct FindingTable {
  std::optional<std::size_t> rates;  // index in Model::rates
  std::optional<std::size_t> group;  // index in Model::groups; none for age, sex, and without rates
  bool weighs_prior = false;         // an exposure with an odds ratio
  std::vector<AnswerTable> answers;
};

/// What can be worked out before anybody answers.
struct Tables {
  const reasoning::Model* model = nullptr;
  Bounds bounds;
  std::vector<FindingTable> finding;   // (finding)
  std::vector<std::size_t> dangerous;  // causes of a class that has a threshold
  std::vector<std::size_t> every;      // all findings, 0, 1, ...

  [[nodiscard]] const knowledge::Knowledge& knowledge() const { return *model->knowledge; }
};

[[nodiscard]] Tables make_tables(const reasoning::Model& model, const Bounds& bounds);

/// Where an interview stands, and what follows from it.
struct Situation {
  reasoning::Answers implied;   // with what they imply
  reasoning::Answers possible;  // implied; what can be asked no more is NaN, of which no
                                // condition is true
  reasoning::Assessment assessment;
  std::vector<double> danger;               // (cause) danger_probability; of dangerous causes
  std::vector<std::size_t> open;            // findings that may be asked
  std::vector<double> posterior;            // (hypothesis) adds to 1
  std::vector<std::vector<double>> chance;  // (finding)(answer) of what is open [-]
};

/// As far as the rules need it: no posterior, no chances.
[[nodiscard]] Situation look(const Tables& tables, const State& state);

/// Adds posterior and chances.
void weigh(const Tables& tables, const State& state, Situation& situation);

/// A branch of a rule that would raise urgency and that questions not asked yet could make true.
struct OpenBranch {
  const knowledge::Branch* branch = nullptr;
  std::vector<std::size_t> open;  // findings it waits for
};

[[nodiscard]] std::vector<OpenBranch> raising_branches(const Tables& tables,
                                                       const Situation& situation);

/// Questions whose harmless answers, all together, would lower urgency: what rules of the present
/// urgency name after UNLESS. Empty where even all of them would not.
struct Calming {
  std::vector<std::size_t> findings;
  std::vector<double> harmless;  // (position) the answer that calms
  int steps = 0;                 // by how much urgency would fall
};

[[nodiscard]] Calming calming(const Tables& tables, const Situation& situation);

/// The highest urgency that one answer to a finding leads to by a threshold.
[[nodiscard]] knowledge::Urgency threshold_after(const Tables& tables, const Situation& situation,
                                                 std::size_t finding, double answer);

/// Expected gain of knowing each open finding, for urgency: over all raising branches the steps
/// they raise it by times the expected change of the probability that they fire; and the steps by
/// threshold times the probability of the answer that takes them; and for what could calm the steps
/// that urgency would fall by times the probability of all those harmless answers.
/// @return (finding) [steps]
[[nodiscard]] std::vector<double> urgency_worth(const Tables& tables, const Situation& situation);

/// Expected change of belief: the mean over the answers of the Kullback-Leibler divergence of the
/// hypotheses' probabilities after the answer from those before (mutual information).
/// @return (finding) [nat]
[[nodiscard]] std::vector<double> cause_worth(const Tables& tables, const State& state,
                                              const Situation& situation);

/// Probability that the answers to everything left, together, make another cause the leading one.
/// For each rival the move of the log-odds between the two is taken as normal, with the mean and
/// variance that the tables give it where the one or the other cause is so; rivals add up.
[[nodiscard]] double chance_of_another_leader(const Tables& tables, const Situation& situation);

/// Whether an answer multiplies the hypotheses with its ratios and does nothing else: it weighs no
/// prior, and nothing of its group is answered.
[[nodiscard]] bool stands_alone(const Tables& tables, const State& state, std::size_t finding);

[[nodiscard]] double dot(const std::vector<double>& a, const std::vector<double>& b);

/// Probabilities of the hypotheses after one more answer, not normalised.
/// @return (hypothesis)
[[nodiscard]] std::vector<double> weights_after(const Tables& tables, const State& state,
                                                const Situation& situation, std::size_t finding,
                                                std::size_t answer);

/// Which findings are asked together in a list; empty for those asked alone.
[[nodiscard]] std::string_view list_class(const knowledge::Finding& finding);

}  // namespace dorsal::interview
