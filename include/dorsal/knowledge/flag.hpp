#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/knowledge/finding.hpp"
#include "dorsal/knowledge/provenance.hpp"
#include "dorsal/knowledge/urgency.hpp"

namespace dorsal::knowledge {

/// A condition over answers. There is no NOT and no upper bound in it: every further alarming
/// answer can only make it truer. UNLESS takes it back where harmless answers were given in so many
/// words; what is unanswered takes nothing back.
struct Expression {
  enum class Kind { option, at_least, count } kind = Kind::count;
  std::size_t finding = 0;  ///< of an atom, index in Knowledge::findings
  std::size_t option = 0;   ///< finding = this option
  double bound = 0;         ///< finding >= this number
  std::size_t count = 0;    ///< how many of `of` are needed: all for AND, 1 for OR
  std::vector<Expression> of;
  std::vector<Expression> unless;  ///< none or one, over harmless answers alone
};

/// Reads `a=true AND (b=x OR n_of(2; c=true, d>=3, e=true)) UNLESS f=false AND g=true`; AND binds
/// tighter than OR, OR tighter than UNLESS.
/// @error malformed: not of this form, an unknown finding, an option or number it does not have, an
///   atom on `false`, `none`, `never` or `unsure`, which would make "no" an alarm, or an atom after
///   UNLESS on an alarming answer, on `unsure` or on a number
Result<Expression> parse_expression(std::string_view text, const std::vector<Finding>& findings);

/// Whether some set of answers makes it true: a choice has one answer at a time.
[[nodiscard]] bool can_be_true(const Expression& expression);

/// Every atom of an expression that speaks for it, from left to right: none of those after UNLESS.
[[nodiscard]] std::vector<const Expression*> atoms(const Expression& expression);

/// Every atom after an UNLESS, from left to right.
[[nodiscard]] std::vector<const Expression*> harmless_atoms(const Expression& expression);

struct Branch {
  std::string id;  ///< "R9a"
  std::string written;
  Expression expression;
  std::string suspect;  ///< a cause
  Urgency urgency = Urgency::gp_soon;
  Text reason;
  Evidence evidence;
  std::string reference;  ///< the expression as the reference writes it, where ours differs
  std::string mended;     ///< why it differs or, without `reference`, why it was added; with source
  Place place;
};

/// A red-flag rule: the OR of its branches, each with an urgency and a suspect of its own.
struct Flag {
  std::string id;
  Text title;
  std::vector<Branch> branches;
  Place place;
};

}  // namespace dorsal::knowledge
