#pragma once

#include <string>

#include "dorsal/knowledge/knowledge.hpp"
#include "fields.hpp"

namespace dorsal::knowledge {

// Each reads one file into its list. What is wrong is noted; references are not looked at yet.
// `id` is the file's name, which the file must repeat.
void read_cause(Fields& file, const std::string& id, Knowledge& out);
void read_finding(Fields& file, const std::string& id, Knowledge& out);
void read_screen(Fields& file, const std::string& id, Knowledge& out);
void read_flag(Fields& file, const std::string& id, Knowledge& out);
void read_care(Fields& file, const std::string& id, Knowledge& out);
void read_exercise(Fields& file, const std::string& id, Knowledge& out);
void read_fact(Fields& file, const std::string& id, Knowledge& out);
void read_exposure(Fields& file, const std::string& id, Knowledge& out);
void read_limits(Fields& file, const std::string& id, Knowledge& out);

/// Reads `id`, which must be the file's name.
std::string read_id(Fields& file, const std::string& id);

/// One likelihood row; a finding's own rows do not name it.
Likelihood read_likelihood(Fields& row, const std::string& finding);

/// Checks what must hold between files: ids, lists that cover each other, rows that fit their
/// finding; parses the rules. Fills the indices.
void link(Knowledge& knowledge, Mistakes& mistakes);

/// Checks the whole: rates, sums, circles, rules that can never fire, alarms without effect.
void check_whole(const Knowledge& knowledge, Mistakes& mistakes);

}  // namespace dorsal::knowledge
