#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"

namespace dorsal::validation {

/// How a row is held against the model.
enum class Kind {
  absolute,  ///< one number of one body in one posture
  ratio,     ///< the same number in two postures
  ribs,      ///< how far ribs and sternum change a number
  ordering,  ///< a number is higher in one posture than in another, in bodies of every size
  trend,     ///< what follows from many postures or bodies
  sweep,     ///< a condition was not published: the whole curve, not judged
  outside,   ///< the model has no such thing
};

/// One published condition, as tools/validate/rows.csv tells it.
struct Row {
  std::string id;
  std::string table;  // of the source: "implant_loads"
  std::string quantity;
  std::string condition;
  std::string subjects;
  std::optional<double> value;  // [unit]
  std::optional<double> low;    // [unit]
  std::optional<double> high;   // [unit]
  std::optional<double> sd;     // [unit]
  std::string unit;
  std::string basis;      // "measured in vivo", "model predicted"
  std::string read_from;  // "abstract", "secondary"
  std::string source;
  std::string doi;  // may be empty
  Kind kind = Kind::outside;
  std::string measure;      // what of the model: "pressure"
  std::string levels;       // "L4/L5", or from one to another: "L1/L2..L4/L5"
  std::string body;         // of scenes.json
  std::string postures;     // of scenes.json: "standing", "a > b; c > d", "a / b"
  std::string note;         // what was assumed; of a row outside the model, why it is
  std::string explanation;  // why the model is off, where it is
};

/// The parts of a line between commas; a part in quotes may hold commas.
[[nodiscard]] std::vector<std::string> split_line(std::string_view line);

/// The parts of a text between separators, without blanks around them.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

/// @error malformed  a line with another number of cells, a number or kind that is none
Result<std::vector<Row>> read_rows(std::string_view text);

}  // namespace dorsal::validation
