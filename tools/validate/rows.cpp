#include "rows.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <sstream>
#include <utility>

namespace dorsal::validation {
namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 7> kKinds = {{{"absolute", Kind::absolute},
                                                                      {"ratio", Kind::ratio},
                                                                      {"ribs", Kind::ribs},
                                                                      {"ordering", Kind::ordering},
                                                                      {"trend", Kind::trend},
                                                                      {"sweep", Kind::sweep},
                                                                      {"outside", Kind::outside}}};
constexpr std::size_t kColumns = 22;

/// Takes the cells of one line from left to right.
class Cells {
 public:
  explicit Cells(std::vector<std::string> cells) : cells_(std::move(cells)) {}
  std::string text() { return cells_[next_++]; }
  std::optional<double> number() {
    const std::string cell = text();
    if (cell.empty()) return std::nullopt;
    char* end = nullptr;
    const double value = std::strtod(cell.c_str(), &end);
    if (*end != '\0') good_ = false;
    return value;
  }
  Kind kind() {
    const std::string cell = text();
    for (const auto& [name, kind] : kKinds) {
      if (cell == name) return kind;
    }
    good_ = false;
    return Kind::outside;
  }
  [[nodiscard]] bool good() const { return good_; }

 private:
  std::vector<std::string> cells_;
  std::size_t next_ = 0;
  bool good_ = true;
};

Row take_row(Cells& cells) {
  Row row;
  row.id = cells.text();
  row.table = cells.text();
  row.quantity = cells.text();
  (void)cells.text();  // the region in the source's words
  row.condition = cells.text();
  row.subjects = cells.text();
  row.value = cells.number();
  row.low = cells.number();
  row.high = cells.number();
  row.sd = cells.number();
  row.unit = cells.text();
  row.basis = cells.text();
  row.read_from = cells.text();
  row.source = cells.text();
  row.doi = cells.text();
  row.kind = cells.kind();
  row.measure = cells.text();
  row.levels = cells.text();
  row.body = cells.text();
  row.postures = cells.text();
  row.note = cells.text();
  row.explanation = cells.text();
  return row;
}

}  // namespace

std::vector<std::string> split_line(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool twice = i + 1 < line.size() && line[i + 1] == '"';
    if (line[i] == '"' && quoted && twice) {
      cells.back() += line[i++];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  return cells;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream{std::string(text)};
  for (std::string part; std::getline(stream, part, separator);) {
    const std::size_t first = part.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    parts.push_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
  }
  return parts;
}

Result<std::vector<Row>> read_rows(std::string_view text) {
  std::istringstream lines{std::string(text)};
  std::string line;
  std::getline(lines, line);  // the header
  std::vector<Row> rows;
  for (std::size_t number = 2; std::getline(lines, line); ++number) {
    const std::string place = fmt::format("rows.csv line {}", number);
    std::vector<std::string> parts = split_line(line);
    if (parts.size() != kColumns) {
      return fail(ErrorCode::malformed,
                  fmt::format("{} cells instead of {}", parts.size(), kColumns), place);
    }
    Cells cells(std::move(parts));
    rows.push_back(take_row(cells));
    if (!cells.good()) return fail(ErrorCode::malformed, "a number or kind that is none", place);
  }
  return rows;
}

}  // namespace dorsal::validation
