#include "dorsal/ergonomics/liberty.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string>

#include "table.hpp"

namespace dorsal::ergonomics {
namespace {

struct Range {
  const char* field;
  const char* unit;
  double least, most;
};

Result<void> within(double value, const Range& range, std::string_view place) {
  if (value >= range.least && value <= range.most) return {};
  return fail(
      ErrorCode::out_of_range,
      fmt::format("{:g} is outside what the equations were made for", value),
      fmt::format("{}, {}", place, range.field),
      fmt::format("give a number from {:g} to {:g} {}", range.least, range.most, range.unit));
}

// Ranges as a secondary source gives them; those of carrying are general knowledge.
Result<void> check_lift(const HandlingTask& t, std::string_view place) {
  const Range horizontal = t.female ? Range{"horizontal_m", "metres (women)", 0.20, 0.68}
                                    : Range{"horizontal_m", "metres (men)", 0.25, 0.73};
  DORSAL_TRY_VOID(within(in_metres(t.horizontal), horizontal, place));
  DORSAL_TRY_VOID(within(in_metres(t.distance), {"travel_m", "metres", 0.25, 2.2}, place));
  return within(t.per_minute, {"frequency_per_min", "a minute", 1.0 / 480, 20}, place);
}

Result<void> check_walk(const HandlingTask& t, std::string_view place) {
  const Range height = t.female ? Range{"vertical_m", "metres (women)", 0.58, 1.33}
                                : Range{"vertical_m", "metres (men)", 0.63, 1.44};
  const double far = t.kind == Handling::carry ? 8.5 : 61;
  DORSAL_TRY_VOID(within(in_metres(t.height), height, place));
  DORSAL_TRY_VOID(within(in_metres(t.distance), {"travel_m", "metres", 2.1, far}, place));
  return within(t.per_minute, {"frequency_per_min", "a minute", 1.0 / 480, 10}, place);
}

bool lifts(Handling kind) { return kind == Handling::lift || kind == Handling::lower; }

double inverse(double divisor) { return divisor == 0 ? 0 : 1 / divisor; }

// Reference load times the factors of reach, height, distance and frequency, never below zero.
double mean_load(const Table& t, std::size_t row, const HandlingTask& task) {
  const auto value = [&](const char* column) { return t.number(row, column); };
  const auto over = [&](const char* column) { return inverse(value(column)); };
  const double v = in_metres(task.height);
  const double d = in_metres(task.distance);
  const double log_f = std::log(task.per_minute);
  const double reach = lifts(task.kind) ? value("h0") + in_metres(task.horizontal) * over("h1") : 1;
  const double height = value("v0") + v * over("v1") + v * v * over("v2");
  const double distance =
      value("d0") + std::log(d) * over("dln") + d * over("d1") + d * d * over("d2");
  const double frequency = value("f0") + log_f * over("fln") + log_f * log_f * over("fln2");
  const double product = reach * height * distance * frequency;
  return value("reference") * std::max(product, 0.0);
}

Acceptable acceptable(const std::string& name, const HandlingTask& task, Provenance& from) {
  static const Table kTable("liberty.csv");
  constexpr double kThreeOfFour = 0.67449;  // quantiles of the normal distribution
  constexpr double kNineOfTen = 1.28155;
  const std::size_t row =
      kTable.row_where({{"task", name}, {"sex", task.female ? "female" : "male"}});
  from.add(kTable.grade(row));
  const double mean = mean_load(kTable, row, task);
  const double spread = kTable.number(row, "cv");
  return {mean, mean * (1 - kThreeOfFour * spread), mean * (1 - kNineOfTen * spread)};
}

}  // namespace

Result<AcceptableHandling> acceptable_handling(const HandlingTask& task, std::string_view place) {
  constexpr std::array<const char*, 5> kNames = {"lift", "lower", "push", "pull", "carry"};
  const std::string name = kNames[static_cast<std::size_t>(task.kind)];
  DORSAL_TRY_VOID(lifts(task.kind) ? check_lift(task, place) : check_walk(task, place));
  AcceptableHandling result;
  if (task.kind == Handling::push || task.kind == Handling::pull) {
    result.initial = acceptable(name + "_initial", task, result.from);
    result.sustained = acceptable(name + "_sustained", task, result.from);
  } else {
    result.initial = acceptable(name, task, result.from);
  }
  if (task.kind == Handling::carry) result.from.add(Grade::b, "liberty_carry_range");
  return result;
}

}  // namespace dorsal::ergonomics
