#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "compare.hpp"
#include "dorsal/base/result.hpp"
#include "figures.hpp"
#include "rows.hpp"
#include "weighing.hpp"

namespace dorsal::validation {

/// What the model was to reach before anything was measured on it, and what it reaches.
struct Mark {
  std::string name;
  std::string wanted;
  std::string figure;
  bool met = false;
};

/// The model held against every row.
struct Validation {
  std::vector<Row> rows;
  Weighing weighing;
  Figures figures;
  Findings findings;
  LumbarScore score;
  std::vector<Mark> marks;
};

/// @param root  of the repository: reads tools/validate/rows.csv and scenes.json
Result<Validation> validate(const std::filesystem::path& root);

[[nodiscard]] std::vector<Mark> compute_marks(Validation& validation);

/// By how much ribs and sternum change the mean thoracic compression of a posture. [percent]
[[nodiscard]] double thoracic_rib_effect(Weighing& weighing, const std::string& body,
                                         const std::string& posture);

/// docs/validation.md, in Markdown.
[[nodiscard]] std::string document(Validation& validation);

/// The document's pictures: name without folder, and SVG.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> pictures(Validation& validation);

}  // namespace dorsal::validation
