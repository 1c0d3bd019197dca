#include "dorsal/report/ask_json.hpp"

#include <nlohmann/json.hpp>

#include "ask_values.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/reasons.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "dorsal/report/load_json.hpp"
#include "json_values.hpp"

namespace dorsal::report {
namespace {

using interview::StepKind;
using knowledge::Knowledge;
using knowledge::Text;

const Text& not_reviewed() {
  static const Text kText{
      "Not reviewed by a clinician. It informs; it does not diagnose.",
      "No lo ha revisado ningún profesional de la salud. Informa; no da un diagnóstico."};
  return kText;
}

const Text& threshold_text() {
  static const Text kText{"The answers make a dangerous cause likely enough to have it checked.",
                          "Las respuestas hacen que una causa peligrosa sea lo bastante probable "
                          "como para que deba comprobarse."};
  return kText;
}

std::vector<Text> assumption_texts() {
  return {
      {"The pain is in the upper or middle back, of an adult.",
       "El dolor está en la parte alta o media de la espalda, en una persona adulta."},
      {"What is not answered counts neither for nor against a cause; an unanswered warning sign is "
       "never taken as a no.",
       "Lo que no se ha respondido no cuenta ni a favor ni en contra de una causa; una señal de "
       "alarma sin responder nunca se toma como un no."},
      {"Probabilities hold among the causes listed; most rates behind them are expert estimates.",
       "Las probabilidades valen entre las causas de la lista; la mayoría de las tasas en que se "
       "apoyan son estimaciones de expertos."},
  };
}

Json ids(const Knowledge& knowledge, const std::vector<std::size_t>& findings) {
  Json out = Json::array();
  for (const std::size_t f : findings) out.push_back(knowledge.findings[f].id);
  return out;
}

Json texts(const std::vector<Text>& list, const std::string& lang) {
  Json out = Json::array();
  for (const Text& text : list) out.push_back(in(text, lang));
  return out;
}

Json rule_json(const Knowledge& knowledge, const reasoning::BranchState& state,
               const std::string& lang) {
  const knowledge::Flag& flag = knowledge.flags[state.flag];
  const knowledge::Branch& branch = flag.branches[state.branch];
  return {{"id", branch.id},
          {"kind", "rule"},
          {"because", ids(knowledge, state.because)},
          {"urgency", to_string(branch.urgency)},
          {"source", branch.evidence.source},
          {"quality", to_string(branch.evidence.quality)},
          {"suspect", branch.suspect},
          {"probability", nullptr},
          {"title", in(flag.title, lang)},
          {"reason", in(branch.reason, lang)}};
}

// Answers that raise the odds of a danger.
Json alarms_for(const reasoning::Model& model, const reasoning::Answers& answers,
                std::size_t cause) {
  Json out = Json::array();
  for (const auto& reason : reasoning::reasons(model, answers, cause)) {
    const knowledge::Finding& finding = model.knowledge->findings[reason.finding];
    if (reason.log_odds > 0 && is_alarming(finding, *answers.of[reason.finding]))
      out.push_back(finding.id);
  }
  return out;
}

const knowledge::Evidence& threshold_evidence(const Knowledge& knowledge,
                                              const reasoning::Danger& danger) {
  const knowledge::Threshold* found = &knowledge.limits.thresholds.front();
  for (const knowledge::Threshold& threshold : knowledge.limits.thresholds) {
    const bool is_it = threshold.cause_class == knowledge.causes[danger.cause].urgency &&
                       threshold.urgency == danger.urgency;
    if (is_it) found = &threshold;
  }
  return found->probability.evidence;
}

Json danger_json(const reasoning::Model& model, const reasoning::Answers& answers,
                 const reasoning::Danger& danger, const std::string& lang) {
  const Knowledge& knowledge = *model.knowledge;
  const knowledge::Cause& cause = knowledge.causes[danger.cause];
  const knowledge::Evidence& evidence = threshold_evidence(knowledge, danger);
  return {{"id", "threshold_" + cause.id},
          {"kind", "threshold"},
          {"because", alarms_for(model, answers, danger.cause)},
          {"urgency", to_string(danger.urgency)},
          {"source", evidence.source},
          {"quality", to_string(evidence.quality)},
          {"suspect", cause.id},
          {"probability", number(danger.probability)},
          {"title", in(cause.name, lang)},
          {"reason", in(threshold_text(), lang)}};
}

// Rules that fired, then causes above a threshold; both most urgent first.
Json red_flags_json(const reasoning::Model& model, const reasoning::Answers& answers,
                    const reasoning::Assessment& assessment, const std::string& lang) {
  Json out = Json::array();
  for (const auto& state : assessment.fired)
    out.push_back(rule_json(*model.knowledge, state, lang));
  for (const auto& danger : assessment.dangers)
    out.push_back(danger_json(model, answers, danger, lang));
  return out;
}

// The red flags that set the urgency.
Json why_json(const Json& red_flags, std::string_view urgency) {
  Json out = Json::array();
  for (const Json& flag : red_flags) {
    if (flag["urgency"] == urgency) out.push_back(flag["id"]);
  }
  return out;
}

Json next_json(const Knowledge& knowledge, const interview::Step& step) {
  Json out{{"screen", nullptr},
           {"question", nullptr},
           {"kind", to_string(step.kind)},
           {"list", Json::array()}};
  if (step.kind == StepKind::screen) out["screen"] = knowledge.screens[step.index].id;
  if (step.kind == StepKind::question || step.kind == StepKind::list)
    out["question"] = knowledge.findings[step.index].id;
  if (step.kind == StepKind::screen || step.kind == StepKind::list)
    out["list"] = ids(knowledge, step.findings);
  return out;
}

Json influence_json(const interview::Interviewer& interviewer, const interview::State& state,
                    const AskOptions& options) {
  const Knowledge& knowledge = *interviewer.model().knowledge;
  Json out = Json::array();
  for (const auto& influence : interviewer.influences(state, options.influences)) {
    const knowledge::Finding& finding = knowledge.findings[influence.finding];
    out.push_back({{"finding", finding.id},
                   {"answer", answer_json(finding, influence.answer)},
                   {"cause", knowledge.causes[influence.cause].id},
                   {"change", number(influence.change)},
                   {"urgency", to_string(influence.urgency)}});
  }
  return out;
}

Json measured_json(const Knowledge& knowledge, const interview::Request& request) {
  Json out = Json::object();
  for (std::size_t f = 0; f < request.measured.size(); ++f) {
    const auto& measured = request.measured[f];
    if (!measured) continue;
    const bool has_interval = measured->low && measured->high;
    out[knowledge.findings[f].id] = {
        {"answer", answer_json(knowledge.findings[f], *request.state.answers.of[f])},
        {"value", number(measured->value)},
        {"interval", has_interval ? Json::array({number(*measured->low), number(*measured->high)})
                                  : Json(nullptr)},
        {"observed_s", measured->observed_s ? number(*measured->observed_s) : Json(nullptr)}};
  }
  return out;
}

Json contradictions_json(const Knowledge& knowledge, const reasoning::Answers& answers) {
  Json out = Json::array();
  for (const auto& found : contradictions(knowledge, answers)) {
    out.push_back(ids(knowledge, {found.finding, found.other}));
  }
  return out;
}

Json assumptions_json(const Knowledge& knowledge, const reasoning::Answers& answers,
                      const std::string& lang) {
  std::vector<Text> out = assumption_texts();
  const auto is_unknown = [&](std::string_view id) {
    const auto finding = knowledge.find_finding(id);
    return finding && !answers.of[*finding];
  };
  if (is_unknown("age")) {
    out.push_back({"The age is not known; the average of adults with such pain is assumed.",
                   "No se conoce la edad; se supone la media de los adultos con este dolor."});
  }
  if (is_unknown("sex")) {
    out.push_back({"The sex is not known; the average of both is assumed.",
                   "No se conoce el sexo; se supone la media de ambos."});
  }
  return texts(out, lang);
}

Json screens_json(const Knowledge& knowledge, const interview::State& state) {
  Json out = Json::array();
  for (const std::size_t s : interview::unasked_screens(knowledge, state))
    out.push_back(knowledge.screens[s].id);
  return out;
}

Json notes_json(const interview::Request& request) {
  Json out = Json::array();
  for (const Diagnostic& note : request.notes)
    out.push_back({{"sentence", note.sentence}, {"place", note.place}});
  return out;
}

Json advice_json(const care::Advice& advice, const std::string& lang) {
  return {{"now", texts(advice.now, lang)},
          {"see", in(advice.see, lang)},
          {"come_back_if", texts(advice.come_back_if, lang)}};
}

}  // namespace

Json ask_json(const interview::Interviewer& interviewer, const interview::Request& request,
              const care::Advice& advice, const AskOptions& options) {
  const reasoning::Model& model = interviewer.model();
  const Knowledge& knowledge = *model.knowledge;
  const reasoning::Answers& answers = request.state.answers;
  const auto assessment = assess(model, answers);
  const std::string_view urgency = to_string(assessment.urgency);
  const Json red_flags = red_flags_json(model, answers, assessment, options.lang);
  const auto posterior = infer(model, answers);
  Json json = versions_json();
  json["lang"] = options.lang;
  json["urgency"] = urgency;
  json["why"] = why_json(red_flags, urgency);
  json["red_flags"] = red_flags;
  json["causes"] = causes_json(model, request, posterior, options);
  json["none_of_these"] = number(posterior.none);
  json["unanswered_red_flags"] = unanswered_red_flags(model, request.state);
  json["unasked_screens"] = screens_json(knowledge, request.state);
  json["next"] = next_json(knowledge, interviewer.next(request.state));
  json["advice"] = advice_json(advice, options.lang);
  json["influence"] = influence_json(interviewer, request.state, options);
  json["measured"] = measured_json(knowledge, request);
  json["notes"] = notes_json(request);
  json["contradictions"] = contradictions_json(knowledge, answers);
  json["assumptions"] = assumptions_json(knowledge, answers, options.lang);
  json["disclaimer"] = disclaimer(options.lang);
  return json;
}

const std::string& disclaimer(const std::string& lang) { return in(not_reviewed(), lang); }

}  // namespace dorsal::report
