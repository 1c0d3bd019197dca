#include "dorsal/care/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "cautions.hpp"

namespace dorsal::care {
namespace {

using knowledge::Care;
using knowledge::Knowledge;
using knowledge::Quality;
using knowledge::Stage;
using knowledge::Text;
using knowledge::When;

const Text kDoctor{"Ask a doctor first.", "Pregunte antes a un médico."};
const Text kPharmacist{"Ask a pharmacist or a doctor first.",
                       "Pregunte antes a un farmacéutico o a un médico."};
const Text kPhysio{"Ask a doctor or a physiotherapist what fits you instead.",
                   "Pregunte a un médico o a un fisioterapeuta qué le conviene en su lugar."};

const Text kAge{"It is meant for another age than yours.", "Está pensado para otra edad."};
const Text kQuestionsFirst{
    "Some questions about warning signs are not answered yet. Answer them first; if they turn out "
    "well, this becomes possible.",
    "Quedan preguntas sobre señales de alarma sin responder. Respóndalas primero; si todo va bien, "
    "esto será posible."};
const Text kDangerFirst{
    "One of the likely causes needs a doctor's look first. Ask the doctor when you may begin.",
    "Una de las causas probables necesita antes la valoración de un médico. Pregúntele cuándo "
    "puede empezar."};
const Text kSeenFirst{"A doctor must look at you first. Ask the doctor when you may begin.",
                      "Antes tiene que verlo un médico. Pregúntele cuándo puede empezar."};
const Text kUnanswered{"It can do harm to some people. Answer first: ",
                       "A algunas personas les puede hacer daño. Responda primero: "};

const Text kToday{"Today", "Hoy"};
const Text kFirstDays{"In the first days", "En los primeros días"};
const Text kBadDays{"On bad days", "En los días malos"};
const Text kWeeks{"In the following weeks", "En las semanas siguientes"};
const Text kEveryDay{"Every day, also once the pain has gone",
                     "Cada día, también cuando ya no duela"};
const Text kSee{"Who can help", "Quién puede ayudar"};
const Text kLater{"If it does not get better", "Si no mejora"};

std::string answer_in(const knowledge::Finding& finding, double answer, bool spanish) {
  if (finding.type == knowledge::AnswerType::boolean) return spanish ? "sí" : "yes";
  const Text& option = finding.option_text[static_cast<std::size_t>(answer)];
  return spanish ? option.es : option.en;
}

Text forbidden(const Knowledge& known, const reasoning::Answers& answers, const LeftOut& left) {
  Text out;
  for (const std::size_t at : left.findings) {
    const knowledge::Finding& finding = known.findings[at];
    const double answer = answers.of[at].value_or(1);
    out.en += fmt::format("You answered “{}” to “{}” ", answer_in(finding, answer, false),
                          finding.question.en);
    out.es += fmt::format("Respondió «{}» a «{}» ", answer_in(finding, answer, true),
                          finding.question.es);
  }
  const Text ask = whom_to_ask(*left.care);
  return {out.en + ask.en, out.es + ask.es};
}

Text unanswered(const Knowledge& known, const LeftOut& left) {
  Text out = kUnanswered;
  for (std::size_t i = 0; i < left.findings.size(); ++i) {
    const Text& question = known.findings[left.findings[i]].question;
    out.en += fmt::format("{}“{}”", i == 0 ? "" : " ", question.en);
    out.es += fmt::format("{}«{}»", i == 0 ? "" : " ", question.es);
  }
  return out;
}

Text unfit(const Knowledge& known, const LeftOut& left) {
  Text names;
  for (const std::size_t cause : left.causes) {
    names.en += (names.en.empty() ? "" : "; ") + known.causes[cause].name.en;
    names.es += (names.es.empty() ? "" : "; ") + known.causes[cause].name.es;
  }
  const Text ask = whom_to_ask(*left.care);
  return {fmt::format("It does not fit a cause that is possible here: {}. {}", names.en, ask.en),
          fmt::format("No conviene con una causa que aquí es posible: {}. {}", names.es, ask.es)};
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

Text measured(const Care& care) {
  if (care.n == "1") return {"reported of one person", "descrito en una sola persona"};
  if (is_number(care.n)) {
    return {fmt::format("measured in a study of {} people", care.n),
            fmt::format("medido en un estudio con {} personas", care.n)};
  }
  if (!care.n.empty()) return {"measured in several studies", "medido en varios estudios"};
  return {"measured in published studies", "medido en estudios publicados"};
}

}  // namespace

Text whom_to_ask(const Care& care) {
  if (care.kind == "medicine") return kPharmacist;
  const bool movement =
      care.kind == "exercise" || care.kind == "self_care" || care.kind == "prevention";
  return movement ? kPhysio : kDoctor;
}

Text heading(When when, const std::optional<Stage>& stage) {
  switch (when) {
    case When::today:
      return kToday;
    case When::first_days:
      return !stage || *stage == Stage::acute ? kFirstDays : kBadDays;
    case When::weeks:
      return kWeeks;
    case When::every_day:
      return kEveryDay;
    case When::see:
      return kSee;
    case When::later:
      break;
  }
  return kLater;
}

Text words(const std::optional<Stage>& stage) {
  if (!stage) return {"how long it has hurt is not answered", "sin respuesta sobre cuánto dura"};
  switch (*stage) {
    case Stage::acute:
      return {"new pain, under 6 weeks", "dolor reciente, de menos de 6 semanas"};
    case Stage::subacute:
      return {"pain for 6 to 12 weeks", "dolor de 6 a 12 semanas"};
    case Stage::chronic:
      break;
  }
  return {"pain for over 3 months", "dolor de más de 3 meses"};
}

Text how_known(const Care& care) {
  switch (care.evidence.quality) {
    case Quality::measured:
      return measured(care);
    case Quality::derived:
      return {"worked out from measured figures", "calculado a partir de cifras medidas"};
    case Quality::expert:
      return {"our own judgement, not tested", "criterio propio, sin comprobar"};
    case Quality::guideline:
      return {"recommended by guidelines", "recomendado por guías clínicas"};
    case Quality::guideline_unverified:
      return {"recommended by guidelines, as we recall them",
              "recomendado por guías clínicas, citado de memoria"};
    case Quality::seed:
      return {"said by a general health article only", "lo dice solo un artículo general de salud"};
    case Quality::not_found:
      break;
  }
  return {"looked for, no figure found", "se buscó y no se halló ninguna cifra"};
}

Text why(const Knowledge& knowledge, const reasoning::Answers& answers, const LeftOut& left_out) {
  switch (left_out.reason) {
    case Reason::forbidden:
      return forbidden(knowledge, answers, left_out);
    case Reason::unanswered:
      return unanswered(knowledge, left_out);
    case Reason::age:
      return kAge;
    case Reason::cause:
      return unfit(knowledge, left_out);
    case Reason::questions_first:
      return kQuestionsFirst;
    case Reason::danger_first:
      return kDangerFirst;
    case Reason::seen_first:
      break;
  }
  return kSeenFirst;
}

const Text& disclaimer() {
  static const Text text{
      "This is information, not a diagnosis, and not reviewed by a clinician.",
      "Esto es información, no un diagnóstico, y no lo ha revisado ningún profesional clínico."};
  return text;
}

}  // namespace dorsal::care
