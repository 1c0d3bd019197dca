#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/reasoning/answers.hpp"

namespace dorsal::interview {

/// What has been asked so far; nothing else is remembered, so an answer can be changed or taken
/// back at any time. To take an answer back and have it asked again, clear both entries.
struct State {
  reasoning::Answers answers;
  std::vector<bool> skipped;         ///< (finding) asked; the person would not or could not say
  std::vector<bool> screen_skipped;  ///< (screen) the whole grouped question was passed over
};

/// Nothing asked yet.
[[nodiscard]] State begin(const knowledge::Knowledge& knowledge);

/// The screen that is asked only before a plan with medicines.
inline constexpr std::string_view kMedicineScreen = "medicine_safety";

/// Findings that may be asked now, in the order given: not answered, not implied by an answer, not
/// skipped, their `asked_if` true, and pregnancy not of men.
[[nodiscard]] std::vector<std::size_t> open_among(const knowledge::Knowledge& knowledge,
                                                  const State& state,
                                                  const std::vector<std::size_t>& findings);

/// The findings of a screen, as indices.
[[nodiscard]] std::vector<std::size_t> findings_of(const knowledge::Knowledge& knowledge,
                                                   std::size_t screen);

/// What of a screen may be asked now. A screen is asked when nothing of it is.
[[nodiscard]] std::vector<std::size_t> open_of_screen(const knowledge::Knowledge& knowledge,
                                                      const State& state, std::size_t screen);

/// "None of these": what a list showed is answered with no (false, or the option that says there is
/// nothing). Numbers and choices without such an option stay open.
void none_of_these(const knowledge::Knowledge& knowledge, const std::vector<std::size_t>& shown,
                   State& state);

/// "None of these" to a whole screen.
void none_of_these(const knowledge::Knowledge& knowledge, std::size_t screen, State& state);

/// A ticked list: the booleans ticked are true, the others shown are answered with no; a choice
/// that was ticked stays open and is asked next by itself.
void tick(const knowledge::Knowledge& knowledge, const std::vector<std::size_t>& shown,
          const std::vector<std::size_t>& ticked, State& state);

/// Marks what a step asked as skipped: asked, and not known. Never a "no".
void skip(const std::vector<std::size_t>& findings, State& state);
void skip_screen(std::size_t screen, State& state);

}  // namespace dorsal::interview
