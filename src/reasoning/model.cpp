#include "dorsal/reasoning/model.hpp"

#include <map>
#include <string_view>

namespace dorsal::reasoning {
namespace {

// Who somebody is comes before what they have: age and sex weigh the prior.
bool is_of_the_person(const knowledge::Finding& finding) {
  return finding.id == "age" || finding.id == "sex";
}

}  // namespace

Result<Model> prepare(const knowledge::Knowledge& knowledge) {
  Model out;
  out.knowledge = &knowledge;
  DORSAL_TRY(out.rates, all_rates(knowledge));
  std::map<std::string_view, std::size_t> group_of;
  for (std::size_t i = 0; i < out.rates.size(); ++i) {
    const knowledge::Finding& finding = knowledge.findings[out.rates[i].finding];
    if (is_of_the_person(finding)) {
      out.person.push_back(i);
      continue;
    }
    const std::string_view name = finding.counts_with;
    const auto [entry, added] =
        group_of.emplace(name.empty() ? finding.id : name, out.groups.size());
    if (added) out.groups.emplace_back();
    out.groups[entry->second].push_back(i);
  }
  double sum = 0;
  for (const knowledge::Cause& cause : knowledge.causes) sum += cause.prior.value;
  for (const knowledge::Cause& cause : knowledge.causes)
    out.prior.push_back(cause.prior.value / sum);
  return out;
}

}  // namespace dorsal::reasoning
