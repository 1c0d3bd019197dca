#include "served.hpp"

#include <algorithm>
#include <numeric>

namespace dorsal::care {
namespace {

using knowledge::Urgency;

constexpr double kMost = 0.5;           // of the probability, what the causes served hold
constexpr std::size_t kMostCauses = 3;  // more make no plan that a person can follow

void insert_once(std::vector<std::size_t>& list, std::size_t item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(item);
}

std::vector<std::size_t> by_probability(const reasoning::Posterior& posterior) {
  std::vector<std::size_t> order(posterior.marginal.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return posterior.marginal[a] > posterior.marginal[b];
  });
  return order;
}

std::vector<std::size_t> leading(const reasoning::Posterior& posterior) {
  const std::vector<std::size_t> order = by_probability(posterior);
  const double all = std::accumulate(posterior.marginal.begin(), posterior.marginal.end(), 0.0);
  std::vector<std::size_t> out;
  double held = 0;
  for (const std::size_t cause : order) {
    if (out.size() == kMostCauses || (!out.empty() && held > kMost * all)) break;
    out.push_back(cause);
    held += posterior.marginal[cause];
  }
  return out;
}

// Whom the rules that fired and the thresholds reached at this urgency speak of.
std::vector<std::size_t> suspects_at(const knowledge::Knowledge& known,
                                     const reasoning::Assessment& assessment, Urgency urgency) {
  std::vector<std::size_t> out;
  for (const reasoning::BranchState& state : assessment.fired) {
    const knowledge::Branch& branch = known.flags[state.flag].branches[state.branch];
    if (branch.urgency == urgency) insert_once(out, *known.find_cause(branch.suspect));
  }
  for (const reasoning::Danger& danger : assessment.dangers) {
    if (danger.urgency == urgency) insert_once(out, danger.cause);
  }
  return out;
}

// The likeliest suspects first; a broken spine before all others, since it must not be moved.
void order_suspects(const knowledge::Knowledge& known, const reasoning::Posterior& posterior,
                    std::vector<std::size_t>& suspects) {
  const auto key = [&](std::size_t cause) {
    return std::pair(known.causes[cause].id != "traumatic_vertebral_fracture",
                     -posterior.marginal[cause]);
  };
  std::ranges::stable_sort(suspects, {}, key);
}

Served urgent(const knowledge::Knowledge& known, const reasoning::Assessment& assessment,
              const reasoning::Posterior& posterior) {
  Served out;
  out.suspects = suspects_at(known, assessment, assessment.urgency);
  order_suspects(known, posterior, out.suspects);
  for (const std::size_t cause : out.suspects) {
    if (known.causes[cause].urgency == assessment.urgency) out.causes.push_back(cause);
  }
  if (out.causes.size() > kMostCauses) out.causes.resize(kMostCauses);
  return out;
}

void keep_benign(const knowledge::Knowledge& known, const reasoning::Posterior& posterior,
                 Served& out) {
  const auto dangerous = [&](std::size_t cause) {
    return known.causes[cause].urgency > Urgency::gp_soon;
  };
  for (const std::size_t cause : leading(posterior)) {
    if (dangerous(cause)) {
      insert_once(out.suspects, cause);
      out.danger_leads = true;
    } else {
      out.causes.push_back(cause);
    }
  }
  if (!out.causes.empty()) return;
  const auto order = by_probability(posterior);
  const auto first = std::ranges::find_if_not(order, dangerous);
  if (first != order.end()) out.causes.push_back(*first);
}

}  // namespace

Served causes_served(const reasoning::Model& model, const reasoning::Assessment& assessment,
                     const reasoning::Posterior& posterior) {
  const knowledge::Knowledge& known = *model.knowledge;
  Served out;
  if (assessment.urgency > Urgency::gp_soon) {
    keep_benign(known, posterior, out);
    Served first = urgent(known, assessment, posterior);
    first.held = std::move(out.causes);
    return first;
  }
  for (const std::size_t cause : suspects_at(known, assessment, Urgency::gp_soon)) {
    if (known.causes[cause].urgency <= Urgency::gp_soon)
      out.checked.push_back(cause);
    else
      out.suspects.push_back(cause);
  }
  keep_benign(known, posterior, out);
  std::erase_if(out.checked, [&](std::size_t cause) {
    return std::ranges::find(out.causes, cause) != out.causes.end();
  });
  return out;
}

}  // namespace dorsal::care
