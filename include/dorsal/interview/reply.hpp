#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "dorsal/knowledge/finding.hpp"

namespace dorsal::interview {

/// What a person who types can want.
enum class ReplyKind {
  answer,     ///< to a finding: `answer`; to a screen: `chosen`
  skip,       ///< would not or could not say
  back,       ///< the question before
  why,        ///< why is this asked
  finish,     ///< stop here, with what is known
  under_age,  ///< an age below the least that dorsal is made for
  unclear,    ///< none of these
};

struct Reply {
  ReplyKind kind = ReplyKind::unclear;
  double answer = 0;                ///< option index, or a number
  std::vector<std::size_t> chosen;  ///< positions in the list shown, from 0; empty: none of these
};

/// Reads what was typed after the question of a finding: yes and no (of either language) for a
/// boolean, the number of an option from 1 or its word for a choice, a number; or one of the words
/// and signs that skip (-), go back (<), ask why (?) or finish (.).
/// @return unclear also for a number out of the finding's range, but under_age for an age below it
[[nodiscard]] Reply reply_to_finding(const knowledge::Finding& finding, std::string_view typed);

/// Reads what was typed after a list of `shown` things: the numbers of those that hold, from 1, or
/// 0 or "none" in either language; or the words and signs of reply_to_finding.
[[nodiscard]] Reply reply_to_list(std::size_t shown, std::string_view typed);

}  // namespace dorsal::interview
