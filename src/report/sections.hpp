#pragma once

#include <string>

#include "dorsal/report/assessment.hpp"
#include "texts.hpp"

namespace dorsal::report {

// The parts of the page in the order in which they are read; each is markup, or empty when it has
// nothing to say.
[[nodiscard]] std::string headline_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string moments_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string posture_course_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string load_course_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string zones_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string exposure_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string workplace_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string fatigue_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string measures_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string levels_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string notes_section(const Texts& texts, const Assessment& a);
[[nodiscard]] std::string how_section(const Texts& texts);
[[nodiscard]] std::string sources_section(const Texts& texts);

/// One picture: nothing runs over time.
[[nodiscard]] bool is_single(const Assessment& a);
[[nodiscard]] bool nobody_seen(const Assessment& a);

/// <section> with its heading; `key` names the heading's text and, after a dash, the id.
[[nodiscard]] std::string section(const Texts& texts, std::string_view key,
                                  std::string_view content, std::string_view attributes = {});
/// <p> of a text.
[[nodiscard]] std::string paragraph(std::string_view text, std::string_view attributes = {});
/// A table that scrolls by itself where it is wider than the page.
[[nodiscard]] std::string table(const Texts& texts, std::string_view label_key,
                                std::string_view head, std::string_view body,
                                std::string_view attributes = {});

}  // namespace dorsal::report
