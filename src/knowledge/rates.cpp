#include "dorsal/knowledge/rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "value_range.hpp"

namespace dorsal::knowledge {
namespace {

// A row put into numbers: the categories it speaks of and their share.
struct Constraint {
  const Likelihood* row = nullptr;
  std::vector<bool> inside;  // (category)
  double p = 0;
};

using Rows = std::vector<const Likelihood*>;

// Of several rows about one cell the best-known one counts: measured, derived, expert; then the
// first. `false` speaks of the same cell as `true`.
Rows best_rows(const std::vector<Likelihood>& all, const Finding& finding) {
  std::map<std::string, const Likelihood*> best;
  std::vector<std::string> order;
  for (const Likelihood& row : all) {
    if (row.finding != finding.id || !is_scored(row)) continue;
    const std::string cell = finding.type == AnswerType::boolean ? "true" : row.value;
    const auto [entry, added] = best.emplace(cell, &row);
    if (added) order.push_back(cell);
    if (!added && row.evidence.quality < entry->second->evidence.quality) entry->second = &row;
  }
  Rows out;
  for (const std::string& cell : order) out.push_back(best.at(cell));
  return out;
}

// P(answer | cause) of a row, given the ordinary rate of the same answer.
double probability(const Likelihood& row, double ordinary) {
  constexpr double kMost = 0.99;
  if (row.p) return *row.p;
  if (row.sensitivity) return *row.sensitivity;
  if (row.lr_pos) return std::min(kMost, *row.lr_pos * ordinary);
  return std::clamp(1 - *row.lr_neg * (1 - ordinary), 0.0, 1.0);
}

double mass(const std::vector<double>& p, const std::vector<bool>& inside) {
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) sum += inside[i] ? p[i] : 0;
  return sum;
}

// Scales the categories inside and outside so that the constraint holds.
void meet(const Constraint& goal, std::vector<double>& p) {
  const double inside = mass(p, goal.inside);
  const double outside = std::accumulate(p.begin(), p.end(), 0.0) - inside;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double now = goal.inside[i] ? inside : outside;
    const double want = goal.inside[i] ? goal.p : 1 - goal.p;
    p[i] = now > 0 ? p[i] * want / now : 0;
  }
}

bool all_met(const std::vector<Constraint>& goals, const std::vector<double>& p, double tolerance) {
  const double sum = std::accumulate(p.begin(), p.end(), 0.0);
  return std::abs(sum - 1) <= tolerance && std::ranges::all_of(goals, [&](const Constraint& goal) {
           return std::abs(mass(p, goal.inside) - goal.p) <= tolerance;
         });
}

// Iterative proportional fitting from `start`.
std::optional<std::vector<double>> fit(const std::vector<Constraint>& goals,
                                       std::vector<double> p) {
  constexpr int kMostSweeps = 2000;
  for (int sweep = 0; sweep < kMostSweeps && !all_met(goals, p, 1e-15); ++sweep) {
    for (const Constraint& goal : goals) meet(goal, p);
  }
  if (!all_met(goals, p, 1e-9)) return std::nullopt;
  return p;
}

class Builder {
 public:
  Builder(const Knowledge& knowledge, std::size_t index)
      : all_(knowledge), finding_(knowledge.findings[index]) {
    out_.finding = index;
  }

  Result<std::optional<Rates>> build() {
    const Rows rows = best_rows(finding_.ordinary, finding_);
    DORSAL_TRY_VOID(causes_need_ordinary_rates(!rows.empty()));
    if (rows.empty()) return std::optional<Rates>();
    find_edges(rows);
    DORSAL_TRY_VOID(ordinary(rows));
    for (std::size_t c = 0; c < all_.causes.size(); ++c) DORSAL_TRY_VOID(cause(c));
    return std::optional<Rates>(std::move(out_));
  }

 private:
  Result<void> causes_need_ordinary_rates(bool there) const {
    for (const Cause& cause : all_.causes) {
      const Rows rows = best_rows(cause.likelihoods, finding_);
      if (there || rows.empty()) continue;
      return fail(ErrorCode::missing,
                  fmt::format("the finding \"{}\" has no [[default]] to compare this row with",
                              finding_.id),
                  to_string(rows.front()->place));
    }
    return {};
  }

  void find_edges(const Rows& rows) {
    if (!is_numeric(finding_)) return;
    for (const Likelihood* row : rows) {
      const auto range = value_range(finding_, row->value);
      if (range->from > finding_.least) out_.edges.push_back(range->from);
      if (std::isfinite(range->to)) out_.edges.push_back(range->to);
    }
    std::ranges::sort(out_.edges);
    out_.edges.erase(std::unique(out_.edges.begin(), out_.edges.end()), out_.edges.end());
  }

  [[nodiscard]] std::size_t categories() const {
    return is_numeric(finding_) ? out_.edges.size() + 1 : finding_.options.size();
  }

  // The categories of a row; none where it uses a bound that the ordinary rates do not have.
  [[nodiscard]] std::optional<std::vector<bool>> inside(const Likelihood& row) const {
    std::vector<bool> in(categories(), false);
    if (!is_numeric(finding_)) {
      in[finding_.type == AnswerType::boolean ? 1 : *option_index(finding_, row.value)] = true;
      return in;
    }
    const auto range = *value_range(finding_, row.value);
    const auto known = [&](double edge) {
      return edge <= finding_.least || std::isinf(edge) ||
             std::ranges::binary_search(out_.edges, edge);
    };
    if (!known(range.from) || !known(range.to)) return std::nullopt;
    for (std::size_t i = 0; i < in.size(); ++i) {
      const double from = i == 0 ? finding_.least : out_.edges[i - 1];
      in[i] = from >= range.from && from < range.to;
    }
    return in;
  }

  Result<Constraint> constraint(const Likelihood& row) const {
    const auto in = inside(row);
    if (!in) {
      return fail(
          ErrorCode::missing,
          fmt::format("the [[default]] of \"{}\" has no bound of {}", finding_.id, row.value),
          to_string(row.place));
    }
    const bool no = finding_.type == AnswerType::boolean && row.value == "false";
    const double ordinary = out_.ordinary.empty() ? 0 : mass(out_.ordinary, *in);
    // A ratio of "no" is a negative ratio of "yes" under either name.
    Likelihood plain = row;
    if (no && row.lr_pos) plain.lr_neg = std::exchange(plain.lr_pos, std::nullopt);
    const double p = probability(plain, ordinary);
    const bool flipped = no && (row.p || row.sensitivity);
    return Constraint{&row, *in, flipped ? 1 - p : p};
  }

  Result<std::vector<Constraint>> constraints(const Rows& rows) const {
    std::vector<Constraint> out;
    for (const Likelihood* row : rows) {
      DORSAL_TRY(Constraint next, constraint(*row));
      out.push_back(std::move(next));
    }
    return out;
  }

  Result<void> ordinary(const Rows& rows) {
    for (const Likelihood* row : rows) {
      if (row->p) continue;
      return fail(ErrorCode::missing, "a [[default]] needs a probability \"p\"",
                  to_string(row->place));
    }
    DORSAL_TRY(const auto goals, constraints(rows));
    const std::size_t n = categories();
    const bool free =
        finding_.type != AnswerType::boolean && goals.size() < n - (out_.edges.empty() ? 0 : 1);
    auto fitted = fit(goals, std::vector<double>(n, 1.0 / static_cast<double>(n)));
    if (free || !fitted) {
      return fail(
          ErrorCode::out_of_range,
          fmt::format("the [[default]] of \"{}\" must give every answer, and they must add to 1",
                      finding_.id),
          to_string(finding_.place));
    }
    // A ratio to less than this says nothing that a table could know.
    constexpr double kRarest = 1e-6;
    if (std::ranges::min(*fitted) < kRarest) {
      return fail(ErrorCode::out_of_range,
                  fmt::format("the [[default]] of \"{}\" must give every answer one chance in a "
                              "million at least",
                              finding_.id),
                  to_string(finding_.place));
    }
    out_.ordinary = std::move(*fitted);
    out_.ordinary_row = rows_of(goals);
    return {};
  }

  Result<void> cause(std::size_t index) {
    const Rows rows = best_rows(all_.causes[index].likelihoods, finding_);
    if (rows.empty()) return {};
    DORSAL_TRY(const auto goals, constraints(rows));
    auto fitted = fit(goals, out_.ordinary);
    if (!fitted) {
      return fail(ErrorCode::out_of_range,
                  fmt::format("the rows of \"{}\" for \"{}\" cannot hold together",
                              all_.causes[index].id, finding_.id),
                  to_string(rows.front()->place));
    }
    out_.causes.push_back({index, std::move(*fitted), rows_of(goals)});
    return {};
  }

  // The narrowest row about each category; where there is none, the weightiest of the others.
  [[nodiscard]] std::vector<const Likelihood*> rows_of(const std::vector<Constraint>& goals) const {
    std::vector<const Likelihood*> out(categories(), nullptr);
    const auto heavy = std::ranges::max_element(goals, {}, &Constraint::p);
    for (std::size_t i = 0; i < out.size(); ++i) {
      std::ptrdiff_t narrowest = static_cast<std::ptrdiff_t>(out.size()) + 1;
      for (const Constraint& goal : goals) {
        const auto width = std::ranges::count(goal.inside, true);
        if (!goal.inside[i] || width >= narrowest) continue;
        narrowest = width;
        out[i] = goal.row;
      }
      if (out[i] == nullptr) out[i] = heavy->row;
    }
    return out;
  }

  const Knowledge& all_;
  const Finding& finding_;
  Rates out_;
};

}  // namespace

std::size_t category(const Rates& rates, double answer) {
  if (rates.edges.empty()) return static_cast<std::size_t>(answer);
  return static_cast<std::size_t>(std::ranges::upper_bound(rates.edges, answer) -
                                  rates.edges.begin());
}

Result<std::optional<Rates>> rates_of(const Knowledge& knowledge, std::size_t finding) {
  return Builder(knowledge, finding).build();
}

Result<std::vector<Rates>> all_rates(const Knowledge& knowledge) {
  std::vector<Rates> out;
  for (std::size_t i = 0; i < knowledge.findings.size(); ++i) {
    DORSAL_TRY(auto rates, rates_of(knowledge, i));
    if (rates) out.push_back(std::move(*rates));
  }
  return out;
}

}  // namespace dorsal::knowledge
