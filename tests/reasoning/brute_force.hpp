#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/reasoning/answers.hpp"

namespace dorsal::reasoning_test {

/// The same sums as reasoning::infer, written down again from the tables without its code: rows are
/// looked up by name, what rows leave is shared in closed form, hypotheses are lists of causes and
/// everything is a logarithm.
class BruteForce {
 public:
  explicit BruteForce(const knowledge::Knowledge& known) : known_(known) {}

  /// Marginal of every cause, and of none of them at the end.
  std::vector<double> marginals(const reasoning::Answers& answers) {
    const std::size_t n = known_.causes.size();
    weigh(answers);
    std::vector<std::vector<std::size_t>> hypotheses{{}};
    for (std::size_t c = 0; c < n; ++c) hypotheses.push_back({c});
    for (std::size_t a = 0; a < n; ++a) {
      for (std::size_t b = a + 1; b < n; ++b) hypotheses.push_back({a, b});
    }
    std::vector<double> log_score;
    double most = -INFINITY;
    for (const auto& h : hypotheses) {
      log_score.push_back(std::log(prior(h)) + log_likelihood(h, answers));
      most = std::max(most, log_score.back());
    }
    long double sum = 0;
    for (const double s : log_score) sum += std::exp(static_cast<long double>(s - most));
    std::vector<double> out(n + 1, 0.0);
    for (std::size_t i = 0; i < hypotheses.size(); ++i) {
      const auto p =
          static_cast<double>(std::exp(static_cast<long double>(log_score[i] - most)) / sum);
      for (const std::size_t c : hypotheses[i]) out[c] += p;
      if (hypotheses[i].empty()) out[n] = p;
    }
    return out;
  }

 private:
  using Table = std::map<std::string, double>;  // value as written to probability

  static bool usable(const knowledge::Likelihood& row, const std::string& finding) {
    return row.finding == finding && row.not_scored.empty() &&
           (row.p || row.sensitivity || row.lr_pos || row.lr_neg);
  }

  static Table cells(const std::vector<knowledge::Likelihood>& rows, const knowledge::Finding& of,
                     const Table* ordinary) {
    Table out;
    std::map<std::string, int> rank;
    for (const auto& row : rows) {
      if (!usable(row, of.id)) continue;
      const bool no = row.value == "false";
      const std::string cell = no ? "true" : row.value;
      const int quality = static_cast<int>(row.evidence.quality);
      if (rank.contains(cell) && rank[cell] <= quality) continue;
      rank[cell] = quality;
      const double d = ordinary != nullptr ? ordinary->at(cell) : 0;
      if (row.p)
        out[cell] = no ? 1 - *row.p : *row.p;
      else if (row.sensitivity)
        out[cell] = *row.sensitivity;
      else if (row.lr_pos)
        out[cell] = std::min(0.99, *row.lr_pos * d);
      else
        out[cell] = 1 - *row.lr_neg * (1 - d);
    }
    return out;
  }

  // P(answer), and P(there is anything), of one cause (or of ordinary pain: nullptr).
  std::pair<double, double> cell(std::size_t f, double answer,
                                 const knowledge::Cause* cause) const {
    const knowledge::Finding& finding = known_.findings[f];
    const Table ordinary = cells(finding.ordinary, finding, nullptr);
    const Table own = cause != nullptr ? cells(cause->likelihoods, finding, &ordinary) : Table();
    if (finding.type == knowledge::AnswerType::boolean) {
      const double yes = own.empty() ? ordinary.at("true") : own.at("true");
      return {answer == 1 ? yes : 1 - yes, yes};
    }
    if (is_numeric(finding)) return {band(ordinary, own, answer), 1};
    const std::string& option = finding.options[static_cast<std::size_t>(answer)];
    const double there =
        finding.absent ? 1 - shared(ordinary, own, finding.options[*finding.absent]) : 1;
    return {shared(ordinary, own, option), there};
  }

  static double shared(const Table& ordinary, const Table& own, const std::string& option) {
    if (own.contains(option)) return own.at(option);
    double left = 1;
    double others = 1;
    for (const auto& [value, p] : own) {
      left -= p;
      others -= ordinary.at(value);
    }
    return own.empty() ? ordinary.at(option) : left * ordinary.at(option) / others;
  }

  // Ages: below 50, 50 to 69, 70 and over.
  static double band(const Table& ordinary, const Table& own, double age) {
    const double d50 = ordinary.at(">=50");
    const double d70 = ordinary.at(">=70");
    const bool has50 = own.contains(">=50");
    const bool has70 = own.contains(">=70");
    const double p70 = has70 ? own.at(">=70") : has50 ? own.at(">=50") * d70 / d50 : d70;
    const double p50 = has50   ? own.at(">=50")
                       : has70 ? p70 + (1 - p70) * (d50 - d70) / (1 - d70)
                               : d50;
    return age >= 70 ? p70 : age >= 50 ? p50 - p70 : 1 - p50;
  }

  bool scored(std::size_t f) const {
    return !cells(known_.findings[f].ordinary, known_.findings[f], nullptr).empty();
  }

  void weigh(const reasoning::Answers& answers) {
    share_.clear();
    double sum = 0;
    for (const auto& cause : known_.causes) {
      double w = cause.prior.value;
      for (const char* id : {"age", "sex"}) {
        const std::size_t f = *known_.find_finding(id);
        if (!answers.of[f]) continue;
        w *= cell(f, *answers.of[f], &cause).first / cell(f, *answers.of[f], nullptr).first;
      }
      share_.push_back(w * exposure(cause, answers));
      sum += share_.back();
    }
    for (double& w : share_) w /= sum;
  }

  // A row of the cause's own speaks of the exposure already.
  bool has_own(const knowledge::Cause& cause, std::size_t f) const {
    const knowledge::Finding& finding = known_.findings[f];
    const Table ordinary = cells(finding.ordinary, finding, nullptr);
    return !cells(cause.likelihoods, finding, &ordinary).empty();
  }

  double exposure(const knowledge::Cause& cause, const reasoning::Answers& answers) const {
    double out = 1;
    const auto& sex = answers.of[*known_.find_finding("sex")];  // 0 female, 1 male
    for (const auto& e : known_.exposures) {
      if (std::ranges::find(e.causes, cause.id) == e.causes.end()) continue;
      if (e.sex == "men" && sex != 1.0) continue;
      if (e.sex == "women" && sex != 0.0) continue;
      const std::size_t f = *known_.find_finding(e.finding);
      if (!answers.of[f] || !scored(f) || has_own(cause, f)) continue;
      const double common = cell(f, 1, nullptr).second;
      out *= (answers.of[f] == 1.0 ? *e.value : 1) / (1 - common + common * *e.value);
    }
    return out;
  }

  double prior(const std::vector<std::size_t>& h) const {
    const double none = known_.limits.none.value;
    const double two = known_.limits.two.value;
    if (h.empty()) return none;
    if (h.size() == 1) return (1 - none - two) * share_[h[0]];
    const double a = share_[h[0]];
    const double b = share_[h[1]];
    return two * (a * b / (1 - a) + b * a / (1 - b));
  }

  double likelihood_ratio(const std::vector<std::size_t>& h, std::size_t f, double answer) const {
    const auto [d, d_there] = cell(f, answer, nullptr);
    if (h.empty()) return 1;
    const auto [p, there] = cell(f, answer, &known_.causes[h[0]]);
    if (h.size() == 1) return p / d;
    const auto [q, q_there] = cell(f, answer, &known_.causes[h[1]]);
    const double base = std::min(d_there, std::max(there, q_there));
    double nothing = 1 - base;
    if (base < 1) {
      nothing *= std::min(1.0, (1 - there) / (1 - base));
      nothing *= std::min(1.0, (1 - q_there) / (1 - base));
    }
    const auto& absent = known_.findings[f].absent;
    if (absent && answer == static_cast<double>(*absent)) return nothing / d;
    return (1 - nothing) * (p + q) / (there + q_there) / d;
  }

  double log_likelihood(const std::vector<std::size_t>& h,
                        const reasoning::Answers& answers) const {
    std::map<std::string, double> strongest;  // of a group of findings that repeat each other
    for (std::size_t f = 0; f < known_.findings.size(); ++f) {
      const auto& finding = known_.findings[f];
      if (!answers.of[f] || finding.id == "age" || finding.id == "sex" || !scored(f)) continue;
      const double log_ratio = std::log(likelihood_ratio(h, f, *answers.of[f]));
      double& best =
          strongest[finding.counts_with.empty() ? finding.id : "group " + finding.counts_with];
      if (std::abs(log_ratio) > std::abs(best)) best = log_ratio;
    }
    double sum = 0;
    for (const auto& [name, log_ratio] : strongest) sum += log_ratio;
    return sum;
  }

  const knowledge::Knowledge& known_;
  std::vector<double> share_;
};

}  // namespace dorsal::reasoning_test
