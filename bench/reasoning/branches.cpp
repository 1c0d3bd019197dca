#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "dorsal/knowledge/load.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "patients.hpp"

// What every branch of the rules does: how many ordinary patients it sends to the same day or
// higher, how many of them no other branch would have sent, and which serious patients would be
// lost without it. Argument: a folder of knowledge (else what the program holds).
namespace {

using namespace dorsal;
using knowledge::Urgency;

struct Tally {
  std::string id;
  Urgency urgency = Urgency::gp_soon;
  double fires = 0;  // share of ordinary patients
  double alone = 0;  // those whom no other branch sends to the same day
  double lost = 0;   // greatest share of one serious cause that would end too low without it
  std::string lost_cause;
};

class Branches {
 public:
  explicit Branches(const reasoning::Model& model) : model_(model), known_(*model.knowledge) {
    for (std::size_t f = 0; f < known_.flags.size(); ++f) {
      first_.push_back(tallies_.size());
      for (const auto& branch : known_.flags[f].branches)
        tallies_.push_back({branch.id, branch.urgency, 0, 0, 0, {}});
    }
  }

  void ordinary(std::size_t cause, double weight, int draws, bench::Patients& patients) {
    for (int i = 0; i < draws; ++i) {
      const auto sent = fired_at_least(patients.draw(cause), Urgency::same_day);
      for (const std::size_t at : sent) tallies_[at].fires += weight / draws;
      if (sent.size() == 1) tallies_[sent[0]].alone += weight / draws;
    }
  }

  void serious(std::size_t cause, int draws, bench::Patients& patients) {
    std::vector<double> lost(tallies_.size());
    const Urgency needed = known_.causes[cause].urgency;
    for (int i = 0; i < draws; ++i) {
      const auto answers = patients.draw(cause);
      const auto assessment = assess(model_, answers);
      const bool by_threshold =
          !assessment.dangers.empty() && assessment.dangers.front().urgency >= needed;
      const auto enough = fired_at_least(answers, needed);
      if (!by_threshold && enough.size() == 1) lost[enough[0]] += 1.0 / draws;
    }
    for (std::size_t i = 0; i < lost.size(); ++i) {
      if (lost[i] <= tallies_[i].lost) continue;
      tallies_[i].lost = lost[i];
      tallies_[i].lost_cause = known_.causes[cause].id;
    }
  }

  void print() const {
    fmt::print("branch  urgency        ordinary  alone    lost without it\n");
    for (const Tally& tally : tallies_) {
      if (tally.urgency < Urgency::same_day) continue;
      fmt::print("{:<7} {:<14} {:6.2f} % {:6.2f} %  {:5.1f} % {}\n", tally.id,
                 to_string(tally.urgency), 100 * tally.fires, 100 * tally.alone, 100 * tally.lost,
                 tally.lost_cause);
    }
  }

 private:
  std::vector<std::size_t> fired_at_least(const reasoning::Answers& answers, Urgency least) const {
    std::vector<std::size_t> out;
    for (const auto& state : evaluate_flags(known_, answers)) {
      const std::size_t at = first_[state.flag] + state.branch;
      if (state.truth == reasoning::Truth::yes && tallies_[at].urgency >= least) out.push_back(at);
    }
    return out;
  }

  const reasoning::Model& model_;
  const knowledge::Knowledge& known_;
  std::vector<std::size_t> first_;  // (flag) of its branches in tallies_
  std::vector<Tally> tallies_;
};

double mechanical_share(const reasoning::Model& model) {
  double out = 0;
  for (std::size_t c = 0; c < model.prior.size(); ++c)
    out += bench::is_mechanical(model.knowledge->causes[c]) ? model.prior[c] : 0;
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const auto known = argc > 1 ? knowledge::load(argv[1]) : knowledge::embedded();
  if (!known) return 1;
  const auto model = reasoning::prepare(*known);
  if (!model) return 1;
  bench::Patients patients(*model);
  Branches branches(*model);
  const double all = mechanical_share(*model);
  for (std::size_t c = 0; c < known->causes.size(); ++c) {
    if (bench::is_mechanical(known->causes[c]))
      branches.ordinary(c, model->prior[c] / all, 4000, patients);
    else if (known->causes[c].urgency >= Urgency::same_day)
      branches.serious(c, 1000, patients);
  }
  branches.print();
}
