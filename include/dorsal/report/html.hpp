#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dorsal/report/assessment.hpp"

namespace dorsal::report {

enum class Language { english, spanish };

/// "en", "es"
[[nodiscard]] std::string_view code(Language language);
[[nodiscard]] std::optional<Language> language_from_code(std::string_view code);

/// report.html: one file that needs no other, in both languages, with a switch that works without
/// scripts. Equal assessments give equal bytes.
/// @param first  the language that it opens in
[[nodiscard]] std::string report_html(const Assessment& assessment, Language first);

}  // namespace dorsal::report
