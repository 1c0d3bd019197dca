#pragma once

#include <vector>

#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/model.hpp"

namespace dorsal::reasoning {

/// Probabilities of every hypothesis: none of the listed causes, one of them, two at once.
struct Posterior {
  double none = 0;               // [-]
  std::vector<double> single;    // (cause) it alone [-]
  std::vector<double> pair;      // (pair_index) both at once [-]
  std::vector<double> marginal;  // (cause) it alone or with another [-]
};

/// Where the pair of causes a < b stands in a list of pairs.
[[nodiscard]] constexpr std::size_t pair_index(std::size_t a, std::size_t b) {
  return b * (b - 1) / 2 + a;
}

/// Exact inference by enumeration.
///
/// Prior. Let w_c be the share of people whose one main cause is c, s_0 and s_2 the shares with
/// none and with two of the listed causes. Age, sex and exposures weigh the shares first:
///   w_c <- w_c P(age | c) P(sex | c) m_c / sum,   m_c = OR / (1 - e + e OR) where exposed and
///   1 / (1 - e + e OR) where not, e being how common the exposure is.
///   P(none) = s_0,  P(c) = (1 - s_0 - s_2) w_c,
///   P(c, d) = s_2 w_c w_d (1 / (1 - w_c) + 1 / (1 - w_d)):
/// the main cause is drawn by w, the second by w from the rest. So both among people with one cause
/// and among the main causes of all people the shares w_c come out again.
///
/// Likelihood. One cause: P(a | c) of the table. Two causes: with d the rate in ordinary pain, e
/// the chance that the finding is there at all (boolean: true; choice: any option but the absent
/// one, 1 where there is none), and b = min(d, max(e_c, e_d)) what both share,
///   P(there | c, d) = 1 - (1 - b) min(1, (1 - e_c) / (1 - b)) min(1, (1 - e_d) / (1 - b)),
///   P(option v | c, d) = P(there | c, d) (p_c(v) + p_d(v)) / (e_c + e_d).
/// A boolean has one option, and this is noisy-OR; where neither cause says anything of its own,
/// the ordinary rate comes out, and not one counted twice.
///
/// Answers are compared with the ordinary rate, r = P(a | h) / P(a | ordinary); of a group of
/// findings that repeat each other only the one with the greatest |log r| counts, for each
/// hypothesis. What is not answered is left out.
[[nodiscard]] Posterior infer(const Model& model, const Answers& answers);

}  // namespace dorsal::reasoning
