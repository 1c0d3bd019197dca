#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dorsal::knowledge {

/// A text in the languages of dorsal, same content in each.
struct Text {
  std::string en;
  std::string es;
};

/// @param language  "es" for Spanish; everything else gets English
[[nodiscard]] inline const std::string& in(const Text& text, std::string_view language) {
  return language == "es" ? text.es : text.en;
}

/// How a number or a statement is known.
enum class Quality {
  measured,              ///< a published figure, read at its source
  derived,               ///< computed from a measured figure, a midpoint or a proxy of one
  expert,                ///< our own estimate or judgement
  guideline,             ///< a published recommendation, its text read
  guideline_unverified,  ///< a published recommendation, from memory
  seed,                  ///< stated by a general health article only
  not_found,             ///< looked for, no figure
};

[[nodiscard]] std::string_view to_string(Quality quality);
[[nodiscard]] std::optional<Quality> quality_from(std::string_view word);

/// Where a number or a statement comes from.
struct Evidence {
  std::string source;
  Quality quality = Quality::expert;
};

/// Where something stands, for a sentence about it.
struct Place {
  std::string file;
  unsigned line = 0;  // from 1; 0: the file as a whole
};

/// "causes/biliary.toml, line 12"
[[nodiscard]] std::string to_string(const Place& place);

}  // namespace dorsal::knowledge
