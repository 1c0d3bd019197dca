#include "dorsal/report/plan_json.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "dorsal/care/words.hpp"
#include "dorsal/report/load_json.hpp"

namespace dorsal::report {
namespace {

using nlohmann::ordered_json;

std::string_view word_of(care::Reason reason) {
  switch (reason) {
    case care::Reason::forbidden:
      return "forbidden";
    case care::Reason::unanswered:
      return "unanswered";
    case care::Reason::age:
      return "age";
    case care::Reason::cause:
      return "cause";
    case care::Reason::questions_first:
      return "questions_first";
    case care::Reason::danger_first:
      return "danger_first";
    case care::Reason::seen_first:
      break;
  }
  return "seen_first";
}

std::string_view word_of(care::Purpose purpose) {
  if (purpose == care::Purpose::urgency) return "urgency";
  return purpose == care::Purpose::safety ? "safety" : "stage";
}

class Writer {
 public:
  Writer(const knowledge::Knowledge& known, const reasoning::Answers& answers,
         const care::Plan& plan, std::string_view language)
      : known_(known), answers_(answers), plan_(plan), language_(language) {}

  [[nodiscard]] ordered_json document() const {
    ordered_json out = versions_json();
    out["lang"] = language_ == "es" ? "es" : "en";
    out["urgency"] = to_string(plan_.urgency);
    out["see"] = in(plan_.see);
    out["stage"] = plan_.stage ? to_string(*plan_.stage) : std::string_view("unknown");
    out["stage_text"] = in(care::words(plan_.stage));
    out["causes"] = causes(plan_.causes);
    out["suspects"] = causes(plan_.suspects);
    out["steps"] = ordered_json::array();
    for (const care::Step& step : plan_.steps) out["steps"].push_back(step_json(step));
    out["avoid"] = texts(plan_.avoid);
    out["expect"] = in(plan_.expect);
    out["come_back_if"] = texts(plan_.come_back);
    out["left_out"] = ordered_json::array();
    for (const care::LeftOut& left : plan_.left_out) out["left_out"].push_back(left_json(left));
    out["ask_first"] = ordered_json::array();
    for (const care::Question& ask : plan_.ask_first) out["ask_first"].push_back(ask_json(ask));
    out["disclaimer"] = in(care::disclaimer());
    return out;
  }

 private:
  [[nodiscard]] const std::string& in(const knowledge::Text& text) const {
    return knowledge::in(text, language_);
  }
  [[nodiscard]] std::string in(const std::optional<knowledge::Text>& text) const {
    return text ? in(*text) : std::string();
  }

  [[nodiscard]] ordered_json causes(const std::vector<std::size_t>& list) const {
    ordered_json out = ordered_json::array();
    for (const std::size_t index : list) {
      const knowledge::Cause& cause = known_.causes[index];
      out.push_back({{"id", cause.id}, {"name", in(cause.name)}});
    }
    return out;
  }

  [[nodiscard]] ordered_json texts(const std::vector<const knowledge::Care*>& rows) const {
    ordered_json out = ordered_json::array();
    for (const knowledge::Care* row : rows) out.push_back(in(row->text));
    return out;
  }

  // The causes of the plan that a row is for; empty where it is for everybody.
  [[nodiscard]] ordered_json causes_of(const knowledge::Care& row) const {
    ordered_json out = ordered_json::array();
    for (const std::string& id : row.causes) out.push_back(id);
    return out;
  }

  [[nodiscard]] ordered_json step_json(const care::Step& step) const {
    const knowledge::Care& row = *step.care;
    ordered_json out;
    out["id"] = row.id;
    out["kind"] = row.kind;
    out["when"] = to_string(row.plan.when);
    out["when_text"] = in(care::heading(row.plan.when, plan_.stage));
    out["offered"] = step.offered;
    out["text"] = in(row.text);
    out["dose"] = in(row.dose);
    out["effect"] = in(row.effect);
    out["quality"] = to_string(row.evidence.quality);
    out["quality_text"] = in(care::how_known(row));
    out["source"] = row.evidence.source;
    out["seed"] = row.seed;
    out["for"] = causes_of(row);
    out["cautions"] = ordered_json::array();
    for (const knowledge::Text& caution : step.cautions) out["cautions"].push_back(in(caution));
    return out;
  }

  [[nodiscard]] ordered_json left_json(const care::LeftOut& left) const {
    ordered_json out;
    out["id"] = left.care->id;
    out["kind"] = left.care->kind;
    out["text"] = in(left.care->text);
    out["reason"] = word_of(left.reason);
    out["why"] = in(care::why(known_, answers_, left));
    out["findings"] = ordered_json::array();
    for (const std::size_t index : left.findings) {
      out["findings"].push_back(known_.findings[index].id);
    }
    return out;
  }

  [[nodiscard]] ordered_json ask_json(const care::Question& ask) const {
    const knowledge::Finding& finding = known_.findings[ask.finding];
    ordered_json out;
    out["finding"] = finding.id;
    out["screen"] = finding.screen.empty() ? ordered_json(nullptr) : ordered_json(finding.screen);
    out["question"] = in(finding.question);
    out["purpose"] = word_of(ask.purpose);
    return out;
  }

  const knowledge::Knowledge& known_;
  const reasoning::Answers& answers_;
  const care::Plan& plan_;
  std::string_view language_;
};

}  // namespace

nlohmann::ordered_json plan_json(const knowledge::Knowledge& knowledge,
                                 const reasoning::Answers& answers, const care::Plan& plan,
                                 std::string_view language) {
  return Writer(knowledge, answers, plan, language).document();
}

}  // namespace dorsal::report
