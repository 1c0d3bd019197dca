#include "dorsal/care/advice.hpp"

#include "dorsal/care/plan.hpp"

namespace dorsal::care {
namespace {

constexpr std::size_t kMostSentences = 3;
constexpr std::size_t kAvoidedInEmergency = 2;

bool is_urgent(const Plan& plan) { return plan.urgency > knowledge::Urgency::gp_soon; }

}  // namespace

Advice advise(const reasoning::Model& model, const reasoning::Answers& answers,
              const reasoning::Assessment& assessment, const reasoning::Posterior& posterior) {
  const Plan plan = make_plan(model, answers, assessment, posterior);
  Advice out;
  out.see = plan.see;
  for (const Step& step : plan.steps) {
    if (out.now.size() == kMostSentences) break;
    const bool somebody = step.care->plan.when == knowledge::When::see;
    if (!step.offered && !somebody) out.now.push_back(step.care->text);
  }
  for (std::size_t i = 0; is_urgent(plan) && i < plan.avoid.size() && i < kAvoidedInEmergency;
       ++i) {
    out.now.push_back(plan.avoid[i]->text);
  }
  for (const knowledge::Care* row : plan.come_back) out.come_back_if.push_back(row->text);
  return out;
}

}  // namespace dorsal::care
