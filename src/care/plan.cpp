#include "dorsal/care/plan.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "expectation.hpp"
#include "person.hpp"
#include "rows.hpp"
#include "served.hpp"

namespace dorsal::care {
namespace {

using knowledge::Knowledge;
using knowledge::Urgency;
using knowledge::When;

constexpr std::size_t kMostAvoided = 6;
constexpr std::size_t kMostReturns = 8;
constexpr int kLastAskedFor = 4;  // rank

// How many steps a plan asks for at each time; the rest are offered.
std::size_t most_at(When when) {
  constexpr std::array<std::pair<When, std::size_t>, 6> kMost{{{When::today, 3},
                                                               {When::first_days, 3},
                                                               {When::weeks, 3},
                                                               {When::every_day, 4},
                                                               {When::see, 3},
                                                               {When::later, 3}}};
  return std::ranges::find(kMost, when, &std::pair<When, std::size_t>::first)->second;
}

// Whom to see comes first where a doctor should look, after one's own part where it can wait.
int place_of(When when, Urgency urgency) {
  if (when == When::see && urgency == Urgency::gp_soon) return -1;
  return static_cast<int>(when);
}

class Order {
 public:
  Order(const Knowledge& known, const Plan& plan) : known_(known), plan_(plan) {}

  bool operator()(const Step& a, const Step& b) const { return key(a) < key(b); }

 private:
  // What is for everybody at this urgency goes before what is for a cause.
  [[nodiscard]] std::tuple<int, int, std::size_t> key(const Step& step) const {
    const std::size_t served =
        serves(known_, *step.care, plan_.causes).value_or(plan_.causes.size());
    const std::size_t at = step.care->causes.empty() ? 0 : served + 1;
    return {place_of(step.care->plan.when, plan_.urgency), step.care->plan.rank, at};
  }

  const Knowledge& known_;
  const Plan& plan_;
};

// Of rows about the same thing the first is asked for; beyond what a person can do, and what has
// little behind it, is offered.
void ask_for_the_first(std::vector<Step>& steps) {
  std::set<std::string> topics;
  std::array<std::size_t, 6> count{};
  for (Step& step : steps) {
    const knowledge::InPlan& plan = step.care->plan;
    std::size_t& here = count.at(static_cast<std::size_t>(plan.when));
    const bool again = !plan.topic.empty() && topics.contains(plan.topic);
    step.offered = again || plan.rank > kLastAskedFor || here >= most_at(plan.when);
    if (step.offered) continue;
    topics.insert(plan.topic);
    ++here;
  }
  std::stable_partition(steps.begin(), steps.end(), [](const Step& step) { return !step.offered; });
}

void add_question(std::vector<Question>& questions, std::size_t finding, Purpose purpose) {
  if (std::ranges::find(questions, finding, &Question::finding) != questions.end()) return;
  questions.push_back({finding, purpose});
}

std::vector<Question> questions_first(const Knowledge& known, const Person& person,
                                      const Plan& plan) {
  std::vector<Question> out;
  if (plan.urgency == Urgency::emergency_now) return out;
  for (const std::size_t finding : person.open_high) add_question(out, finding, Purpose::urgency);
  for (const LeftOut& left : plan.left_out) {
    if (left.reason != Reason::unanswered) continue;
    for (const std::size_t finding : left.findings) add_question(out, finding, Purpose::safety);
  }
  const auto duration = known.find_finding("duration_class");
  if (!plan.stage && duration) add_question(out, *duration, Purpose::stage);
  return out;
}

void fill_steps(const Knowledge& known, const Person& person, const Served& served, Plan& plan) {
  if (plan.urgency == Urgency::emergency_now) {
    plan.steps = emergency_steps(known, served);
    return;
  }
  Rows rows = choose_rows(known, person, served, plan.urgency);
  plan.steps = std::move(rows.steps);
  plan.left_out = std::move(rows.left_out);
  std::ranges::stable_sort(plan.steps, Order(known, plan));
  ask_for_the_first(plan.steps);
}

}  // namespace

Plan make_plan(const reasoning::Model& model, const reasoning::Answers& answers,
               const reasoning::Assessment& assessment, const reasoning::Posterior& posterior) {
  const Knowledge& known = *model.knowledge;
  const Person person = person_of(known, answers);
  Served served = causes_served(model, assessment, posterior);
  Plan out;
  out.urgency = assessment.urgency;
  out.stage = person.stage;
  out.causes = served.causes;
  out.suspects = served.suspects;
  fill_steps(known, person, served, out);
  const bool urgent = out.urgency > Urgency::gp_soon;
  const auto& about = urgent ? out.suspects : out.causes;
  out.avoid = rows_of_kind(known, "avoid", person, about, out.urgency, kMostAvoided);
  out.come_back = rows_of_kind(known, "come_back", person, about, out.urgency, kMostReturns);
  out.expect = expected_course(known, out);
  out.see = whom_to_see(known, out, served.danger_leads, !person.open_high.empty());
  out.ask_first = questions_first(known, person, out);
  return out;
}

}  // namespace dorsal::care
