#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace dorsal::ergonomics {

/// How far a figure can be trusted, best first; what each means stands in
/// knowledge/methods/methods.toml.
enum class Grade { a, b, c, not_found };

/// "A", "B", "C", "NF"
[[nodiscard]] std::string_view to_string(Grade grade);

/// Where a score comes from: the worst grade among the cells and coefficients it used, and what a
/// reader should know about them, as keys of the notes in src/ergonomics/text.
struct Provenance {
  Grade grade = Grade::a;
  std::vector<std::string> notes;

  /// Takes a further cell or coefficient in.
  void add(Grade other, const std::string& note = {}) {
    grade = std::max(grade, other);
    if (!note.empty() && std::find(notes.begin(), notes.end(), note) == notes.end()) {
      notes.push_back(note);
    }
  }
  void add(const Provenance& other) {
    add(other.grade);
    for (const std::string& note : other.notes) add(other.grade, note);
  }
};

}  // namespace dorsal::ergonomics
