#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dorsal/reasoning/answers.hpp"
#include "dorsal/reasoning/model.hpp"

namespace dorsal::bench {

/// Ordinary mechanical pain: causes that are common, harmless and not an injury.
inline bool is_mechanical(const knowledge::Cause& cause) {
  const bool injured = cause.id == "acute_soft_tissue_injury";
  return cause.urgency <= knowledge::Urgency::physio && cause.prior.value >= 0.05 && !injured;
}

/// How the answers of one patient come together; every rate of the tables is kept.
struct Draw {
  /// Findings that repeat each other (`counts_with`) share one chance, so the rarer comes only with
  /// the commoner, and what set the pain off is the injury that is asked for.
  bool repeats = false;
  /// Complaints (what a person feels, not what they are or had) share one factor: yes where
  ///   sqrt(shared) F + sqrt(1 - shared) e > z(1 - p),  F of the person, e of the finding, N(0, 1),
  /// so that any two of them have this tetrachoric correlation. 0: each by itself.
  double shared = 0;
};

/// Patients of one cause drawn from the tables, every question answered (a follow-up only where its
/// question is true).
class Patients {
 public:
  explicit Patients(const reasoning::Model& model, Draw how = {})
      : model_(model), known_(*model.knowledge), how_(how) {}

  reasoning::Answers draw(std::size_t cause) {
    auto out = reasoning::no_answers(known_);
    chances_.clear();
    const double factor = normal_(random_);
    for (const knowledge::Rates& rates : model_.rates) {
      const knowledge::Finding& asked = known_.findings[rates.finding];
      const auto& p = rates_of(rates, cause);
      const bool boolean = asked.type == knowledge::AnswerType::boolean;
      if (boolean && how_.repeats && !asked.counts_with.empty())
        out.of[rates.finding] = chance_of(asked.counts_with, is_complaint(asked), factor) < p[1];
      else if (boolean && how_.shared > 0 && is_complaint(asked))
        out.of[rates.finding] = complaint(factor) < p[1];
      else
        out.of[rates.finding] = answer(rates, p);
    }
    if (how_.repeats) one_injury(cause, out);
    ask_follow_ups_only_where_due(out);
    return out;
  }

  std::size_t any_cause() { return one_of(model_.prior); }

 private:
  static bool is_complaint(const knowledge::Finding& finding) {
    constexpr std::array<std::string_view, 9> kGroups{"location",  "quality", "severity",
                                                      "behaviour", "nerve",   "general",
                                                      "chest",     "abdomen", "skin"};
    return finding.type == knowledge::AnswerType::boolean && !finding.alarming.empty() &&
           std::ranges::find(kGroups, finding.group) != kGroups.end();
  }

  static const std::vector<double>& rates_of(const knowledge::Rates& rates, std::size_t cause) {
    const auto own = std::ranges::find(rates.causes, cause, &knowledge::CauseRates::cause);
    return own == rates.causes.end() ? rates.ordinary : own->p;
  }

  // Uniform on 0 to 1, small where the factor is great.
  double complaint(double factor) {
    const double z =
        std::sqrt(how_.shared) * factor + std::sqrt(1 - how_.shared) * normal_(random_);
    return std::erfc(z / std::sqrt(2.0)) / 2;
  }

  double chance_of(const std::string& group, bool is_felt, double factor) {
    const auto [entry, added] = chances_.emplace(group, 0);
    if (added) entry->second = complaint(is_felt ? factor : normal_(random_));
    return entry->second;
  }

  // A fall or crash that set the pain off is the injury; other injuries make up the given share.
  void one_injury(std::size_t cause, reasoning::Answers& out) {
    const auto& injury = rates_for("trauma_severity");
    const auto& event = rates_for("after_event");
    const auto& p = rates_of(injury, cause);
    const auto& q = rates_of(event, cause);
    const auto& injuries = known_.findings[injury.finding];
    const auto& events = known_.findings[event.finding];
    std::vector<double> rest = p;
    for (const auto& [what, how_big] :
         {std::pair{"minor_fall", "minor"}, {"major_trauma", "major"}}) {
      const std::size_t from = *option_index(events, what);
      const std::size_t to = *option_index(injuries, how_big);
      rest[to] = std::max(0.0, p[to] - q[from]);
      if (out.of[event.finding] != static_cast<double>(from)) continue;
      out.of[injury.finding] = static_cast<double>(to);
      return;
    }
    out.of[injury.finding] = static_cast<double>(one_of(rest));
  }

  const knowledge::Rates& rates_for(std::string_view id) const {
    return *std::ranges::find(model_.rates, *known_.find_finding(id), &knowledge::Rates::finding);
  }

  void ask_follow_ups_only_where_due(reasoning::Answers& out) const {
    for (std::size_t i = 0; i < out.of.size(); ++i) {
      const std::string& asked_if = known_.findings[i].asked_if;
      if (!asked_if.empty() && out.of[*known_.find_finding(asked_if)] != 1.0) out.of[i].reset();
    }
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
  Draw how_;
  std::map<std::string, double> chances_;  // (group) of the patient being drawn
  std::mt19937 random_{20260728};
  std::normal_distribution<double> normal_;
};

}  // namespace dorsal::bench
