#include "table.hpp"

#include <algorithm>
#include <charconv>

#include "dorsal/base/cells.hpp"
#include "dorsal/base/check.hpp"
#include "embedded.hpp"

namespace dorsal::ergonomics {
namespace {

double number_of(const std::string& cell) {
  double value = 0;
  const char* const past = cell.data() + cell.size();
  const auto [end, problem] = std::from_chars(cell.data(), past, value);
  DORSAL_CHECK(problem == std::errc() && end == past);
  return value;
}

}  // namespace

std::string_view to_string(Grade grade) {
  switch (grade) {
    case Grade::a:
      return "A";
    case Grade::b:
      return "B";
    case Grade::c:
      return "C";
    case Grade::not_found:
      return "NF";
  }
  return "NF";
}

Table::Table(std::string_view name) {
  std::string_view text = embedded_file("knowledge/methods/" + std::string(name));
  DORSAL_CHECK(!text.empty());
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const auto views = split_cells(text.substr(0, end));
    std::vector<std::string> cells(views.begin(), views.end());
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (columns_.empty()) {
      columns_ = std::move(cells);
      continue;
    }
    DORSAL_CHECK(cells.size() == columns_.size());
    cells_.push_back(std::move(cells));
  }
  DORSAL_CHECK(!cells_.empty());
}

std::size_t Table::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  DORSAL_CHECK(found != columns_.end());
  return static_cast<std::size_t>(found - columns_.begin());
}

const std::string& Table::text(std::size_t row, std::string_view name) const {
  DORSAL_CHECK(row < cells_.size());
  return cells_[row][column(name)];
}

double Table::number(std::size_t row, std::string_view name) const {
  return number_of(text(row, name));
}

Grade Table::grade(std::size_t row) const {
  const std::string& word = text(row, "grade");
  for (const Grade grade : {Grade::a, Grade::b, Grade::c, Grade::not_found}) {
    if (word == to_string(grade)) return grade;
  }
  DORSAL_CHECK(false);
}

std::size_t Table::row_where(
    std::initializer_list<std::pair<std::string_view, std::string_view>> words) const {
  for (std::size_t row = 0; row < cells_.size(); ++row) {
    const bool fits = std::all_of(words.begin(), words.end(), [&](const auto& word) {
      return text(row, word.first) == word.second;
    });
    if (fits) return row;
  }
  DORSAL_CHECK(false);
}

ScoreTable::ScoreTable(std::string_view name, std::size_t keys) {
  const Table table(name);
  const std::vector<std::string>& columns = table.columns();
  DORSAL_CHECK(columns.size() > keys);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    auto& key = keys_.emplace_back();
    for (std::size_t k = 0; k < keys; ++k) {
      key.push_back(static_cast<int>(table.number(row, columns[k])));
    }
    cells_.push_back({static_cast<int>(table.number(row, columns[keys])), table.grade(row),
                      table.text(row, "note")});
  }
}

const ScoreTable::Cell& ScoreTable::at(std::initializer_list<int> keys) const {
  for (std::size_t row = 0; row < keys_.size(); ++row) {
    if (std::equal(keys.begin(), keys.end(), keys_[row].begin(), keys_[row].end())) {
      return cells_[row];
    }
  }
  DORSAL_CHECK(false);
}

int ScoreTable::greatest(std::size_t key) const {
  int most = keys_.front()[key];
  for (const auto& row : keys_) most = std::max(most, row[key]);
  return most;
}

}  // namespace dorsal::ergonomics
