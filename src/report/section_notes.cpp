#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dorsal/base/version.hpp"
#include "markup.hpp"
#include "sections.hpp"

namespace dorsal::report {
namespace {

std::string items(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& sentence : sentences) out += element("li", "", escape(sentence));
  return out;
}

std::string assumptions(const Texts& t, const Assessment& a) {
  if (a.assumptions.empty()) return {};
  std::vector<std::string> sentences;
  sentences.reserve(a.assumptions.size());
  for (const AssumptionNote& note : a.assumptions) {
    sentences.push_back(assumption_sentence(t, note, true));
  }
  return section(t, "notes.assumed", element("ul", "", items(sentences)));
}

/// Measures by the reason why they are missing, in the order of the measures.
std::string unmeasured(const Texts& t, const Assessment& a) {
  std::vector<std::pair<std::string, std::string>> reasons;
  for (const NotMeasurable& n : not_measurable(a)) {
    const std::string name = t(fmt::format("measure.{}", n.measure));
    const auto same = std::ranges::find(reasons, n.why, &decltype(reasons)::value_type::first);
    if (same == reasons.end()) {
      reasons.emplace_back(n.why, name);
    } else {
      same->second += "; " + name;
    }
  }
  if (reasons.empty()) {
    return section(t, "notes.unmeasured", paragraph(t("notes.all_measured")));
  }
  std::string list;
  for (const auto& [why, names] : reasons) {
    list += element("dt", "", escape(t(fmt::format("gap.{}", why))));
    list += element("dd", "", escape(names));
  }
  return section(t, "notes.unmeasured", element("dl", "class=\"reasons\"", list));
}

std::string diagnostics(const Texts& t, const Assessment& a) {
  if (a.diagnostics.empty()) return {};
  std::string list;
  for (const Diagnostic& d : a.diagnostics) {
    const std::string text = d.place.empty() ? d.sentence : d.place + ": " + d.sentence;
    list += element("li", "lang=\"en\"", escape(text));
  }
  return section(t, "notes.diagnostics", element("ul", "", list));
}

}  // namespace

std::string notes_section(const Texts& texts, const Assessment& a) {
  return element("div", "class=\"notes\"", assumptions(texts, a) + unmeasured(texts, a)) +
         diagnostics(texts, a);
}

std::string how_section(const Texts& texts) {
  return section(texts, "how.heading",
                 element("ol", "", items(texts.list("how.steps"))) +
                     element("h3", "", escape(texts("how.limits_heading"))) +
                     element("ul", "", items(texts.list("how.limits"))));
}

std::string sources_section(const Texts& texts) {
  const Versions v = versions();
  std::set<std::string_view> zone_sources;
  for (const exposure::ZoneScheme& scheme : exposure::zone_schemes()) {
    zone_sources.insert(scheme.source);
  }
  std::string zones = texts("sources.zones");
  for (const std::string_view source : zone_sources) {
    if (source != *zone_sources.begin()) zones += "; ";
    zones += source;
  }
  const std::vector<std::string> sentences = {texts("sources.landmarks"), texts("sources.axes"),
                                              zones + '.'};
  return section(texts, "sources.heading",
                 element("ul", "class=\"small\"", items(sentences)) +
                     paragraph(texts("sources.versions", {{"dorsal", std::string(v.dorsal)},
                                                          {"schema", std::string(v.schema)},
                                                          {"model", std::string(v.model)},
                                                          {"knowledge", std::string(v.knowledge)}}),
                               "class=\"small\""));
}

}  // namespace dorsal::report
