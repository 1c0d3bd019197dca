#include <array>
#include <utility>

#include "tables.hpp"

namespace dorsal::interview {
namespace {

using knowledge::Text;

const std::array<std::pair<std::string_view, Text>, 5>& list_texts() {
  static const std::array<std::pair<std::string_view, Text>, 5> kTexts{{
      {"quality",
       {"What does the pain feel like? Choose all that apply.",
        "¿Cómo es el dolor? Elija todo lo que corresponda."}},
      {"location",
       {"Where is the pain? Choose all that apply.",
        "¿Dónde está el dolor? Elija todo lo que corresponda."}},
      {"behaviour",
       {"What makes the pain better or worse, and when? Choose all that apply.",
        "¿Qué mejora o empeora el dolor, y cuándo? Elija todo lo que corresponda."}},
      {"exposure",
       {"Which of these belong to your days? Choose all that apply.",
        "¿Qué de esto forma parte de su vida diaria? Elija todo lo que corresponda."}},
      {"",
       {"Is any of the following true for you? Choose all that apply.",
        "¿Es cierto algo de lo siguiente en su caso? Elija todo lo que corresponda."}},
  }};
  return kTexts;
}

}  // namespace

std::string_view list_class(const knowledge::Finding& finding) {
  if (finding.type != knowledge::AnswerType::boolean) return {};
  for (const auto& [group, text] : list_texts()) {
    if (group == finding.group) return group;
  }
  return "other";
}

const Text& list_question(std::string_view group) {
  for (const auto& [known, text] : list_texts()) {
    if (known == group) return text;
  }
  return list_texts().back().second;
}

}  // namespace dorsal::interview
