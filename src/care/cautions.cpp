#include "cautions.hpp"

#include <fmt/format.h>

#include <string>

namespace dorsal::care {
namespace {

using knowledge::Care;
using knowledge::Knowledge;
using knowledge::Text;

Text only_if_no(const knowledge::Finding& finding) {
  return {fmt::format("Only if your answer to this is no: “{}”", finding.question.en),
          fmt::format("Solo si su respuesta a esto es no: «{}»", finding.question.es)};
}

Text you_said(const knowledge::Finding& finding, const Text& ask) {
  return {fmt::format("You answered “yes” to “{}” {}", finding.question.en, ask.en),
          fmt::format("Respondió «sí» a «{}» {}", finding.question.es, ask.es)};
}

Text old_enough(int age, const Text& ask) {
  return {fmt::format("You are {} or older. {}", age, ask.en),
          fmt::format("Tiene {} años o más. {}", age, ask.es)};
}

}  // namespace

std::vector<Text> cautions_of(const Knowledge& knowledge, const Person& person, const Care& care,
                              const std::vector<std::size_t>& open) {
  static const Text kAskDoctor{"Ask a doctor first.", "Pregunte antes a un médico."};
  std::vector<Text> out;
  for (const std::string& id : care.plan.careful_with) {
    const std::size_t finding = *knowledge.find_finding(id);
    const auto& answer = person.answers.of[finding];
    if (answer && forbids(knowledge.findings[finding], *answer)) {
      out.push_back(you_said(knowledge.findings[finding], kAskDoctor));
    }
  }
  const auto& from = care.plan.careful_from_age;
  if (from && person.age && *person.age >= *from) out.push_back(old_enough(*from, kAskDoctor));
  for (const std::size_t finding : open) out.push_back(only_if_no(knowledge.findings[finding]));
  if (care.note) out.push_back(*care.note);
  return out;
}

}  // namespace dorsal::care
