#include "fhir_values.hpp"

#include <algorithm>

namespace dorsal::report::fhir {
namespace {

using knowledge::Knowledge;
using knowledge::Text;

Section unscreened(const Knowledge& knowledge, std::string link_id, Text title, bool of_person) {
  Section out{std::move(link_id), std::move(title), {}};
  for (std::size_t f = 0; f < knowledge.findings.size(); ++f) {
    const knowledge::Finding& finding = knowledge.findings[f];
    if (finding.screen.empty() && (finding.group == "person") == of_person) {
      out.findings.push_back(f);
    }
  }
  return out;
}

Section screened(const Knowledge& knowledge, const knowledge::Screen& screen) {
  Section out{"screen." + screen.id, screen.question, {}};
  for (const std::string& id : screen.findings) {
    out.findings.push_back(*knowledge.find_finding(id));
  }
  return out;
}

std::vector<const knowledge::Screen*> screens_in_order(const Knowledge& knowledge) {
  std::vector<const knowledge::Screen*> out;
  for (const knowledge::Screen& screen : knowledge.screens) out.push_back(&screen);
  std::ranges::stable_sort(out, {}, &knowledge::Screen::order);
  return out;
}

}  // namespace

std::vector<Section> sections(const Knowledge& knowledge) {
  std::vector<Section> out;
  out.push_back(unscreened(knowledge, "group.person", {"About you", "Sobre usted"}, true));
  for (const auto* screen : screens_in_order(knowledge))
    out.push_back(screened(knowledge, *screen));
  out.push_back(unscreened(
      knowledge, "group.pain",
      {"About the pain and about your days", "Sobre el dolor y sobre su vida diaria"}, false));
  std::erase_if(out, [](const Section& section) { return section.findings.empty(); });
  return out;
}

void set_text(Json& object, const std::string& field, const Text& text, std::string_view lang) {
  const std::string_view other = lang == "es" ? "en" : "es";
  object[field] = in(text, lang);
  object["_" + field]["extension"] = Json::array(
      {{{"extension", Json::array({{{"url", "lang"}, {"valueCode", other}},
                                   {{"url", "content"}, {"valueString", in(text, other)}}})},
        {"url", "http://hl7.org/fhir/StructureDefinition/translation"}}});
}

std::string option_system(const knowledge::Finding& finding) {
  return "urn:dorsal:finding:" + finding.id;
}

Json subject(const Context& context) {
  if (context.subject) return {{"reference", *context.subject}};
  return {{"display", in({"The person who answered", "La persona que respondió"}, context.lang)}};
}

std::string text_of(const Json& object, const char* field) {
  if (!object.is_object()) return {};
  const auto found = object.find(field);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json list_of(const Json& object, const char* field) {
  if (!object.is_object()) return Json::array();
  const auto found = object.find(field);
  return found != object.end() && found->is_array() ? *found : Json::array();
}

void add_note(Json& notes, const std::string& text) {
  if (!text.empty()) notes.push_back({{"text", text}});
}

}  // namespace dorsal::report::fhir
