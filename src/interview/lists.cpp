#include "tables.hpp"

namespace dorsal::interview {
namespace {

using knowledge::Text;

const Text kPain{
    "Which of these fit your pain: how it feels, where it is, what makes it better or worse? "
    "Choose "
    "all that apply.",
    "¿Qué de esto corresponde a su dolor: cómo es, dónde está, qué lo mejora o lo empeora? Elija "
    "todo lo que corresponda."};
const Text kPerson{
    "Which of these are true of you and your days? Choose all that apply.",
    "¿Qué de esto es cierto en su caso y en su vida diaria? Elija todo lo que corresponda."};

}  // namespace

std::string_view to_string(StepKind kind) {
  switch (kind) {
    case StepKind::screen:
      return "screen";
    case StepKind::list:
      return "list";
    case StepKind::question:
      return "question";
    case StepKind::emergency:
      return "emergency";
    case StepKind::done:
      return "done";
  }
  return "done";
}

std::string_view list_class(const knowledge::Finding& finding) {
  if (finding.type != knowledge::AnswerType::boolean) return {};
  const bool of_pain = finding.group == "quality" || finding.group == "location" ||
                       finding.group == "behaviour" || finding.group == "skin";
  return of_pain ? "pain" : "person";
}

const Text& list_question(const knowledge::Finding& foremost) {
  return list_class(foremost) == "pain" ? kPain : kPerson;
}

}  // namespace dorsal::interview
