#include "rows.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "cautions.hpp"

namespace dorsal::care {
namespace {

using knowledge::Care;
using knowledge::Knowledge;
using knowledge::Urgency;

constexpr std::size_t kMostCautions = 3;  // questions that a row names instead of waiting for them

constexpr std::size_t kAll = 1000;
// One call is enough; where to go may differ between the suspects.
constexpr std::array<std::pair<std::string_view, std::size_t>, 2> kEmergencyKinds{
    {{"call", 1}, {"attend", 4}}};

template <class List, class Item>
bool holds(const List& list, const Item& item) {
  return std::ranges::find(list, item) != list.end();
}

bool is_step(const Care& care) {
  return care.kind != "avoid" && care.kind != "come_back" && care.kind != "prognosis" &&
         care.kind != "call" && care.kind != "attend";
}

bool belongs_to(const Care& care, Urgency urgency) {
  return care.plan.urgency.empty() || holds(care.plan.urgency, urgency);
}

bool fits_stage(const Care& care, const Person& person) {
  return care.plan.stages.empty() || !person.stage || holds(care.plan.stages, *person.stage);
}

bool must_wait(const Care& care) {
  return care.kind == "exercise" || care.kind == "medicine" || care.kind == "manual";
}

bool wrong_age(const Care& care, double age) {
  return (care.plan.age_from && age < *care.plan.age_from) ||
         (care.plan.age_to && age > *care.plan.age_to);
}

class Chooser {
 public:
  Chooser(const Knowledge& known, const Person& person, const Served& served, Urgency urgency)
      : known_(known), person_(person), served_(served), urgency_(urgency) {}

  void add(const Care& care) {
    if (is_refused(care)) return;
    std::vector<std::size_t> open = unanswered(care);
    if (!open.empty() && (must_wait(care) || open.size() > kMostCautions)) {
      rows_.left_out.push_back({&care, Reason::unanswered, std::move(open), {}});
      return;
    }
    rows_.steps.push_back({&care, false, cautions_of(known_, person_, care, open)});
  }

  // What could do harm is named as held back; nothing else is of use before somebody has looked.
  void hold_back(const Care& care) {
    if (can_harm(care)) is_refused(care);
  }

  Rows take() { return std::move(rows_); }

 private:
  bool is_refused(const Care& care) {
    if (person_.age && wrong_age(care, *person_.age)) {
      rows_.left_out.push_back({&care, Reason::age, {}, {}});
      return true;
    }
    std::vector<std::size_t> against = forbidding(care);
    if (!against.empty()) {
      rows_.left_out.push_back({&care, Reason::forbidden, std::move(against), {}});
      return true;
    }
    std::vector<std::size_t> causes = unfit_causes(care);
    if (!causes.empty()) {
      rows_.left_out.push_back({&care, Reason::cause, {}, std::move(causes)});
      return true;
    }
    const auto held = held_for(care);
    if (held) rows_.left_out.push_back({&care, *held, {}, {}});
    return held.has_value();
  }

  [[nodiscard]] std::optional<Reason> held_for(const Care& care) const {
    if (!can_harm(care)) return std::nullopt;
    if (urgency_ > Urgency::gp_soon) return Reason::seen_first;
    if (!person_.open_high.empty()) return Reason::questions_first;
    if (served_.danger_leads) return Reason::danger_first;
    return std::nullopt;
  }

  // Of those treated, those a rule wants looked at, and those held back.
  [[nodiscard]] std::vector<std::size_t> unfit_causes(const Care& care) const {
    std::vector<std::size_t> out;
    for (const auto* list : {&served_.causes, &served_.checked, &served_.held, &served_.suspects}) {
      for (const std::size_t cause : *list) {
        const bool unfit = holds(care.plan.not_for, known_.causes[cause].id);
        if (unfit && !holds(out, cause)) out.push_back(cause);
      }
    }
    return out;
  }

  [[nodiscard]] std::vector<std::size_t> forbidding(const Care& care) const {
    std::vector<std::size_t> out;
    for (const std::string& id : care.contraindicated_by) {
      const std::size_t finding = *known_.find_finding(id);
      const auto& answer = person_.answers.of[finding];
      if (answer && forbids(known_.findings[finding], *answer)) out.push_back(finding);
    }
    return out;
  }

  [[nodiscard]] std::vector<std::size_t> unanswered(const Care& care) const {
    std::vector<std::size_t> out;
    for (const std::string& id : care.contraindicated_by) {
      const std::size_t finding = *known_.find_finding(id);
      if (!person_.answers.of[finding]) out.push_back(finding);
    }
    const bool by_age = care.plan.age_from || care.plan.age_to || care.plan.careful_from_age;
    const auto age = known_.find_finding("age");
    if (by_age && age && !person_.age) out.push_back(*age);
    return out;
  }

  const Knowledge& known_;
  const Person& person_;
  const Served& served_;
  Urgency urgency_;
  Rows rows_;
};

// A rule that asks for a doctor brings in whom to see about its suspect, not how to treat it.
bool sees_about(const Knowledge& known, const Care& care, const Served& served) {
  return care.kind == "medical" && !care.causes.empty() && !holds(care.causes, "any") &&
         serves(known, care, served.checked).has_value();
}

}  // namespace

bool can_harm(const Care& care) { return must_wait(care) || !care.contraindicated_by.empty(); }

std::optional<std::size_t> serves(const Knowledge& knowledge, const Care& care,
                                  const std::vector<std::size_t>& causes) {
  if (care.causes.empty()) return causes.size();
  const bool any = holds(care.causes, "any");
  for (std::size_t i = 0; i < causes.size(); ++i) {
    const knowledge::Cause& cause = knowledge.causes[causes[i]];
    if (holds(care.causes, cause.id) || (any && cause.urgency <= Urgency::gp_soon)) return i;
  }
  return std::nullopt;
}

Rows choose_rows(const Knowledge& knowledge, const Person& person, const Served& served,
                 Urgency urgency) {
  Chooser chooser(knowledge, person, served, urgency);
  for (const Care& care : knowledge.care) {
    if (!is_step(care) || !fits_stage(care, person) || !belongs_to(care, urgency)) continue;
    if (serves(knowledge, care, served.causes) || sees_about(knowledge, care, served))
      chooser.add(care);
    else if (serves(knowledge, care, served.held))
      chooser.hold_back(care);
  }
  return chooser.take();
}

std::vector<Step> emergency_steps(const Knowledge& knowledge, const Served& served) {
  std::vector<Step> out;
  for (const auto& [kind, most] : kEmergencyKinds) {
    auto rows = rows_of_kind(knowledge, kind, {}, served.causes, Urgency::emergency_now, kAll);
    const bool own =
        std::ranges::any_of(rows, [](const Care* row) { return !row->causes.empty(); });
    std::erase_if(rows, [&](const Care* row) { return own && row->causes.empty(); });
    if (rows.size() > most) rows.resize(most);
    for (const Care* row : rows) {
      Step step{row, false, {}};
      if (row->note) step.cautions.push_back(*row->note);
      out.push_back(std::move(step));
    }
  }
  return out;
}

std::vector<const Care*> rows_of_kind(const Knowledge& knowledge, std::string_view kind,
                                      const Person& person, const std::vector<std::size_t>& causes,
                                      Urgency urgency, std::size_t most) {
  std::vector<std::tuple<int, std::size_t, const Care*>> found;
  const bool emergency = urgency == Urgency::emergency_now;
  for (const Care& care : knowledge.care) {
    if (care.kind != kind || !fits_stage(care, person) || !belongs_to(care, urgency)) continue;
    const bool said_so = holds(care.plan.urgency, urgency);
    if (emergency && !said_so && kind != "call" && kind != "attend") continue;
    if (const auto at = serves(knowledge, care, causes)) {
      found.emplace_back(care.plan.rank, *at, &care);
    }
  }
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
  });
  std::vector<const Care*> out;
  for (std::size_t i = 0; i < found.size() && i < most; ++i) out.push_back(std::get<2>(found[i]));
  return out;
}

}  // namespace dorsal::care
