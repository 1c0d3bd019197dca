#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "dorsal/knowledge/rates.hpp"
#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/hypotheses.hpp"
#include "dorsal/reasoning/model.hpp"

namespace dorsal::bench {

struct Patient {
  reasoning::Answers answers;
  std::vector<std::size_t> causes;  // none, one or two
};

/// Patients drawn from the tables, each answer by itself and every question answered.
/// Real symptoms come together, so this is harder than life for the rules.
class Patients {
 public:
  explicit Patients(const reasoning::Model& model, std::uint32_t seed = 20260728)
      : model_(model), known_(*model.knowledge), random_(seed) {}

  reasoning::Answers draw(std::size_t cause) {
    auto out = reasoning::no_answers(known_);
    for (const knowledge::Rates& rates : model_.rates) {
      out.of[rates.finding] = answer(rates, rates_of(rates, cause));
    }
    return out;
  }

  std::size_t any_cause() { return one_of(model_.prior); }

  /// Somebody of the model itself: none of the causes, one, or two at once.
  Patient any() {
    if (hypotheses_.empty()) prepare();
    const std::size_t h = one_of(hypotheses_);
    Patient out{reasoning::no_answers(known_), causes_of(h)};
    for (std::size_t i = 0; i < model_.rates.size(); ++i) {
      std::vector<double> p;
      for (const auto& answer : by_hypothesis_[i]) p.push_back(answer[h]);
      out.answers.of[model_.rates[i].finding] = this->answer(model_.rates[i], p);
    }
    for (const std::size_t i : model_.person) {
      const knowledge::Rates& rates = model_.rates[i];
      out.answers.of[rates.finding] = answer(rates, rates_of(rates, one_of_these(out.causes)));
    }
    return out;
  }

 private:
  static const std::vector<double>& rates_of(const knowledge::Rates& rates,
                                             std::optional<std::size_t> cause) {
    const auto own = std::ranges::find_if(
        rates.causes, [&](const knowledge::CauseRates& of) { return of.cause == cause; });
    return own == rates.causes.end() ? rates.ordinary : own->p;
  }

  std::optional<std::size_t> one_of_these(const std::vector<std::size_t>& causes) {
    if (causes.empty()) return std::nullopt;
    return causes[random_() % causes.size()];
  }

  // An answer of each category, and how often each hypothesis gives it.
  void prepare() {
    hypotheses_ = prior_of_hypotheses(model_, reasoning::no_answers(known_));
    for (std::size_t i = 0; i < model_.rates.size(); ++i) {
      const knowledge::Rates& rates = model_.rates[i];
      by_hypothesis_.emplace_back();
      for (std::size_t v = 0; v < rates.ordinary.size(); ++v) {
        const bool numeric = is_numeric(known_.findings[rates.finding]);
        double answer = static_cast<double>(v);
        if (numeric) answer = v == 0 ? known_.findings[rates.finding].least : rates.edges[v - 1];
        auto p = answer_ratios(model_, i, answer);
        for (double& share : p) share *= rates.ordinary[v];
        by_hypothesis_.back().push_back(std::move(p));
      }
    }
  }

  std::vector<std::size_t> causes_of(std::size_t hypothesis) const {
    const std::size_t causes = known_.causes.size();
    if (hypothesis == 0) return {};
    if (hypothesis <= causes) return {hypothesis - 1};
    std::size_t at = hypothesis - 1 - causes;
    std::size_t b = 1;
    for (; at >= b; ++b) at -= b;
    return {at, b};
  }

  std::size_t one_of(const std::vector<double>& p) {
    return std::discrete_distribution<std::size_t>(p.begin(), p.end())(random_);
  }

  double answer(const knowledge::Rates& rates, const std::vector<double>& p) {
    const std::size_t at = one_of(p);
    const knowledge::Finding& asked = known_.findings[rates.finding];
    if (!is_numeric(asked)) return static_cast<double>(at);
    constexpr double kOldest = 85;
    const double from = at == 0 ? asked.least : rates.edges[at - 1];
    const double to = at < rates.edges.size() ? rates.edges[at] : kOldest;
    return std::floor(std::uniform_real_distribution<double>(from, to)(random_));
  }

  const reasoning::Model& model_;
  const knowledge::Knowledge& known_;
  std::mt19937 random_;
  std::vector<double> hypotheses_;  // share [-]
  std::vector<std::vector<std::vector<double>>>
      by_hypothesis_;  // (rates)(category)(hypothesis) [-]
};

}  // namespace dorsal::bench
