#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/report/fhir.hpp"

namespace dorsal::report::fhir {

using Json = nlohmann::ordered_json;

/// Address of the interview, the same in every version.
inline constexpr std::string_view kQuestionnaire = "urn:dorsal:questionnaire:upper-back";
/// Ends of the linkIds of the texts that stand beside a question.
inline constexpr std::string_view kWhy = ".why";
inline constexpr std::string_view kHint = ".hint";

/// A group of questions: a screen, or those that no screen asks for.
struct Section {
  std::string link_id;
  knowledge::Text title;
  std::vector<std::size_t> findings;
};

/// The person first, then the screens in their order, then everything else: each finding once.
[[nodiscard]] std::vector<Section> sections(const knowledge::Knowledge& knowledge);

using knowledge::in;

/// Sets `field` to the text and adds the other language as the standard extension.
void set_text(Json& object, const std::string& field, const knowledge::Text& text,
              std::string_view lang);

/// "urn:dorsal:finding:<id>", the code system of a finding's options.
[[nodiscard]] std::string option_system(const knowledge::Finding& finding);

/// The person that a resource is about: the reference given, or that it is whoever answered.
[[nodiscard]] Json subject(const Context& context);

/// A field of dorsal's own documents: its text or list, empty where it is absent.
[[nodiscard]] std::string text_of(const Json& object, const char* field);
[[nodiscard]] Json list_of(const Json& object, const char* field);

/// Adds {"text": ...} to a list of annotations, unless the text is empty.
void add_note(Json& notes, const std::string& text);

}  // namespace dorsal::report::fhir
