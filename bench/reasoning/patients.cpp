#include "patients.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"

// Patients of one cause drawn from the tables, each answer by itself and every question answered.
// Real symptoms come together, so this is harder than life for the rules.
namespace {

using namespace dorsal;
using knowledge::Urgency;

using bench::is_mechanical;
using bench::Patients;

Urgency by_rules(const knowledge::Knowledge& known, const reasoning::Assessment& assessment) {
  if (assessment.fired.empty()) return Urgency::self_care;
  const reasoning::BranchState& first = assessment.fired.front();
  return known.flags[first.flag].branches[first.branch].urgency;
}

// What the rules would say as their reference writes them: without what was mended or added.
class AsWritten {
 public:
  explicit AsWritten(const knowledge::Knowledge& known) : known_(known) {
    for (const auto& flag : known.flags) {
      for (const auto& branch : flag.branches) add(branch);
    }
  }

  Urgency urgency(const reasoning::Answers& answers) const {
    const auto all = with_implied(known_, answers);
    Urgency out = Urgency::self_care;
    for (const auto& [expression, urgency] : branches_)
      if (urgency > out && evaluate(expression, all) == reasoning::Truth::yes) out = urgency;
    return out;
  }

 private:
  void add(const knowledge::Branch& branch) {
    if (branch.reference.empty() && !branch.mended.empty()) return;
    if (branch.reference.empty()) {
      branches_.emplace_back(branch.expression, branch.urgency);
    } else if (auto read = knowledge::parse_expression(branch.reference, known_.findings)) {
      branches_.emplace_back(std::move(*read), branch.urgency);
    }
  }

  const knowledge::Knowledge& known_;
  std::vector<std::pair<knowledge::Expression, Urgency>> branches_;
};

void benign(const reasoning::Model& model, Patients& patients, std::string_view how) {
  const knowledge::Knowledge& known = *model.knowledge;
  const AsWritten as_written(known);
  double people = 0;
  std::array<double, 4> sent{};  // as written, by rules, by all; to the emergency by all
  constexpr int kDraws = 4000;
  for (std::size_t c = 0; c < known.causes.size(); ++c) {
    if (!is_mechanical(known.causes[c])) continue;
    for (int i = 0; i < kDraws; ++i) {
      const auto answers = patients.draw(c);
      const auto assessment = assess(model, answers);
      people += model.prior[c];
      sent[0] += as_written.urgency(answers) >= Urgency::same_day ? model.prior[c] : 0;
      sent[1] += by_rules(known, assessment) >= Urgency::same_day ? model.prior[c] : 0;
      sent[2] += assessment.urgency >= Urgency::same_day ? model.prior[c] : 0;
      sent[3] += assessment.urgency >= Urgency::emergency_now ? model.prior[c] : 0;
    }
  }
  for (double& share : sent) share *= 100 / people;
  fmt::print(
      "{:<28} as written {:4.1f} %, mended {:4.1f} %, with the threshold {:4.1f} %, {:4.1f} % "
      "as an emergency\n",
      how, sent[0], sent[1], sent[2], sent[3]);
}

struct Fate {
  int as_written = 0;  // too low by the rules as written
  int rules = 0;       // too low by the rules as mended
  int all = 0;         // too low with the threshold
  int lost = 0;        // enough by the rules as written, too low now, threshold included
};

void serious(const reasoning::Model& model, Patients& patients) {
  const knowledge::Knowledge& known = *model.knowledge;
  const AsWritten as_written(known);
  constexpr int kDraws = 4000;
  constexpr double kPercent = 100.0 / kDraws;
  for (std::size_t c = 0; c < known.causes.size(); ++c) {
    const Urgency needed = known.causes[c].urgency;
    if (needed < Urgency::same_day) continue;
    Fate low;
    for (int i = 0; i < kDraws; ++i) {
      const auto answers = patients.draw(c);
      const auto assessment = assess(model, answers);
      const bool was_low = as_written.urgency(answers) < needed;
      const bool is_low = assessment.urgency < needed;
      low.as_written += was_low ? 1 : 0;
      low.rules += by_rules(known, assessment) < needed ? 1 : 0;
      low.all += is_low ? 1 : 0;
      low.lost += is_low && !was_low ? 1 : 0;
    }
    fmt::print(
        "{:<30} below {:<14} as written {:4.1f} %, mended {:4.1f} %, with the threshold {:4.1f} % "
        "(lost by mending {:3.1f} %)\n",
        known.causes[c].id, to_string(needed), kPercent * low.as_written, kPercent * low.rules,
        kPercent * low.all, kPercent * low.lost);
  }
}

void right_cause(const reasoning::Model& model, Patients& patients) {
  constexpr int kDraws = 4000;
  int first = 0;
  int among_three = 0;
  for (int i = 0; i < kDraws; ++i) {
    const std::size_t cause = patients.any_cause();
    const auto p = infer(model, patients.draw(cause)).marginal;
    const auto better = std::ranges::count_if(p, [&](double other) { return other > p[cause]; });
    first += better == 0 ? 1 : 0;
    among_three += better < 3 ? 1 : 0;
  }
  fmt::print("right cause first {:.1f} %, among three {:.1f} %\n", 100.0 * first / kDraws,
             100.0 * among_three / kDraws);
}

}  // namespace

int main(int argc, char** argv) {
  const auto known = argc > 1 ? knowledge::load(argv[1]) : knowledge::embedded();
  if (!known) return 1;
  const auto model = reasoning::prepare(*known);
  if (!model) return 1;
  Patients patients(*model);
  right_cause(*model, patients);
  fmt::print("ordinary mechanical pain sent to the same day or higher:\n");
  benign(*model, patients, "each answer by itself");
  Patients once(*model, {true, 0});
  benign(*model, once, "repeated findings once");
  for (const double shared : {0.1, 0.25, 0.4, 0.6}) {
    Patients together(*model, {true, shared});
    benign(*model, together, fmt::format("complaints correlated {:.2f}", shared));
  }
  serious(*model, patients);
}
