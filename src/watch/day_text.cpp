#include "dorsal/watch/day_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <functional>

#include "dorsal/base/cells.hpp"
#include "dorsal/base/printable.hpp"

namespace dorsal::watch {
namespace {

using std::chrono::year_month_day;

constexpr std::string_view kFormat = "dorsal_days";
constexpr int kVersion = 1;
constexpr std::size_t kMostDays = 20000;  // half a century
constexpr auto kMend = "mend the line, or put the file aside to begin anew";

/// A column: what it is called, how it is written, and how it is read; false: not a fitting value.
struct Column {
  std::string name;
  std::function<std::string(const DayRecord&)> write;
  std::function<bool(std::string_view, DayRecord&)> read;
};

template <class Number>
bool read_number(std::string_view cell, Number& out, Number most) {
  Number value{};
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size()) return false;
  if (!(value >= Number{0} && value <= most)) return false;  // not a number neither
  out = value;
  return true;
}

// "12.345", never more than three decimals; [s]
std::string write_duration(Duration time) {
  return fmt::format("{}.{:03}", time.count() / 1000, time.count() % 1000);
}

bool read_duration(std::string_view cell, Duration& out) {
  constexpr std::int64_t kMost = 100'000'000;  // [s] three years, so that milliseconds fit
  const std::size_t dot = cell.find('.');
  std::int64_t seconds = 0;
  std::int64_t thousandths = 0;
  if (dot == std::string_view::npos || cell.size() - dot != 4) return false;
  if (!read_number(cell.substr(0, dot), seconds, kMost)) return false;
  if (!read_number<std::int64_t>(cell.substr(dot + 1), thousandths, 999)) return false;
  out = std::chrono::seconds(seconds) + Duration(thousandths);
  return true;
}

std::string write_date(year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

bool read_date(std::string_view cell, year_month_day& out) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (cell.size() != 10 || cell[4] != '-' || cell[7] != '-') return false;
  if (!read_number(cell.substr(0, 4), year, 9999) || !read_number(cell.substr(5, 2), month, 12U) ||
      !read_number(cell.substr(8, 2), day, 31U)) {
    return false;
  }
  const year_month_day date{std::chrono::year(year), std::chrono::month(month),
                            std::chrono::day(day)};
  if (!date.ok()) return false;
  out = date;
  return true;
}

// "2026-03-02T10:40:00.000Z"
std::string write_time(Time at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time(at - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", write_date(year_month_day(day)),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

bool read_time(std::string_view cell, Time& out) {
  if (cell.size() != 24 || cell[10] != 'T' || cell[13] != ':' || cell[16] != ':' ||
      cell[19] != '.' || cell[23] != 'Z') {
    return false;
  }
  year_month_day date;
  int hours = 0;
  int minutes = 0;
  int seconds = 0;
  int thousandths = 0;
  if (!read_date(cell.substr(0, 10), date) || !read_number(cell.substr(11, 2), hours, 23) ||
      !read_number(cell.substr(14, 2), minutes, 59) ||
      !read_number(cell.substr(17, 2), seconds, 59) ||
      !read_number(cell.substr(20, 3), thousandths, 999)) {
    return false;
  }
  out = std::chrono::sys_days(date) + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
        std::chrono::seconds(seconds) + Duration(thousandths);
  return true;
}

Column duration_column(std::string name, Duration DayRecord::*part) {
  return {std::move(name), [part](const DayRecord& day) { return write_duration(day.*part); },
          [part](std::string_view cell, DayRecord& day) { return read_duration(cell, day.*part); }};
}

Column count_column(std::string name, int NudgeCounts::*part) {
  constexpr int kMost = 100000;  // a day has fewer seconds
  return {std::move(name),
          [part](const DayRecord& day) { return std::to_string(day.nudges.*part); },
          [part](std::string_view cell, DayRecord& day) {
            return read_number(cell, day.nudges.*part, kMost);
          }};
}

void add_cause_columns(std::vector<Column>& columns, std::size_t cause) {
  const std::string name(to_string(static_cast<Cause>(cause)));
  columns.push_back({name + "_s",
                     [cause](const DayRecord& day) { return write_duration(day.exposed[cause]); },
                     [cause](std::string_view cell, DayRecord& day) {
                       return read_duration(cell, day.exposed[cause]);
                     }});
  columns.push_back(
      {name + "_level",
       [cause](const DayRecord& day) { return fmt::format("{}", day.budget.parts[cause].level); },
       [cause](std::string_view cell, DayRecord& day) {
         return read_number(cell, day.budget.parts[cause].level, kMostLevel);
       }});
  columns.push_back(
      {name + "_level_s",
       [cause](const DayRecord& day) { return write_duration(day.budget.parts[cause].exposed); },
       [cause](std::string_view cell, DayRecord& day) {
         return read_duration(cell, day.budget.parts[cause].exposed);
       }});
  columns.push_back({name + "_since_utc",
                     [cause](const DayRecord& day) {
                       const auto& since = day.budget.parts[cause].since;
                       return since ? write_time(*since) : std::string();
                     },
                     [cause](std::string_view cell, DayRecord& day) {
                       if (cell.empty()) return true;
                       return read_time(cell, day.budget.parts[cause].since.emplace());
                     }});
}

std::vector<Column> columns_of_days() {
  std::vector<Column> columns = {
      {"date", [](const DayRecord& day) { return write_date(day.date); },
       [](std::string_view cell, DayRecord& day) { return read_date(cell, day.date); }},
      {"updated_utc", [](const DayRecord& day) { return write_time(day.updated); },
       [](std::string_view cell, DayRecord& day) { return read_time(cell, day.updated); }},
      duration_column("watched_s", &DayRecord::watched),
      duration_column("present_s", &DayRecord::present),
      duration_column("moving_s", &DayRecord::moving),
      duration_column("away_s", &DayRecord::away),
      duration_column("not_judged_s", &DayRecord::not_judged),
      duration_column("by_time_s", &DayRecord::by_time)};
  for (std::size_t cause = 0; cause < kCauses; ++cause) add_cause_columns(columns, cause);
  columns.push_back(count_column("nudges_offered", &NudgeCounts::offered));
  columns.push_back(count_column("nudges_taken", &NudgeCounts::taken));
  columns.push_back(count_column("nudges_later", &NudgeCounts::later));
  columns.push_back(count_column("nudges_skipped", &NudgeCounts::skipped));
  columns.push_back(count_column("nudges_unanswered", &NudgeCounts::unanswered));
  columns.push_back(count_column("nudges_rested", &NudgeCounts::rested));
  columns.push_back(count_column("questions", &NudgeCounts::questions));
  return columns;
}

std::string header_of(const std::vector<Column>& columns) {
  std::string line;
  for (const Column& column : columns) line += (line.empty() ? "" : ",") + column.name;
  return line;
}

/// Hands out the lines of a text; a line break at its end begins no further one.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}
  std::optional<std::string_view> next() {
    if (rest_.empty()) return std::nullopt;
    ++number_;
    const std::size_t end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

std::string at_line(std::string_view place, std::size_t line) {
  return fmt::format("{}, line {}", place, line);
}

Result<void> check_format(const std::optional<std::string_view>& line, std::string_view place) {
  const std::string where = at_line(place, 1);
  const auto cells = split_cells(line.value_or(""));
  int version = 0;
  if (cells.size() != 2 || cells[0] != kFormat || !read_number(cells[1], version, 1000000)) {
    return fail(ErrorCode::malformed, "these are not the days that dorsal keeps", where,
                "put the file aside to begin anew");
  }
  if (version == kVersion) return {};
  return fail(ErrorCode::unsupported,
              fmt::format("the days are kept in format {}, and this dorsal knows format {}",
                          version, kVersion),
              where, "use the dorsal that wrote them, or put the file aside to begin anew");
}

Result<DayRecord> read_row(std::string_view line, const std::vector<Column>& columns,
                           const std::string& where) {
  const auto cells = split_cells(line);
  if (cells.size() != columns.size()) {
    return fail(ErrorCode::malformed,
                fmt::format("the day has {} cells instead of {}", cells.size(), columns.size()),
                where, kMend);
  }
  DayRecord day;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].read(cells[i], day)) continue;
    constexpr std::size_t kShown = 40;
    return fail(ErrorCode::out_of_range,
                fmt::format("\"{}\" does not fit {}", printable(cells[i], kShown), columns[i].name),
                where, kMend);
  }
  return day;
}

}  // namespace

std::string write_days(std::span<const DayRecord> days) {
  const std::vector<Column> columns = columns_of_days();
  std::string text = fmt::format("{},{}\n{}\n", kFormat, kVersion, header_of(columns));
  for (const DayRecord& day : days) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) text += ',';
      text += columns[i].write(day);
    }
    text += '\n';
  }
  return text;
}

Result<std::vector<DayRecord>> read_days(std::string_view text, std::string_view place) {
  const std::vector<Column> columns = columns_of_days();
  Lines lines(text);
  DORSAL_TRY_VOID(check_format(lines.next(), place));
  if (lines.next().value_or("") != header_of(columns)) {
    return fail(ErrorCode::malformed, "the columns are not those of the format", at_line(place, 2),
                kMend);
  }
  std::vector<DayRecord> days;
  while (const auto line = lines.next()) {
    const std::string where = at_line(place, lines.number());
    DORSAL_TRY(const DayRecord day, read_row(*line, columns, where));
    if (!days.empty() && day.date <= days.back().date) {
      return fail(ErrorCode::malformed, "the days are not in order", where, kMend);
    }
    if (days.size() == kMostDays) {
      return fail(ErrorCode::out_of_range, "more days than a life at work has", where, kMend);
    }
    days.push_back(day);
  }
  return days;
}

}  // namespace dorsal::watch
