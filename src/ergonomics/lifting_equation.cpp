#include "dorsal/ergonomics/lifting_equation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "bands.hpp"
#include "table.hpp"

namespace dorsal::ergonomics {
namespace {

constexpr double kKnuckleHeight = 0.75;  // [m] where the columns of the tables change

double horizontal_multiplier(double h) {  // [m]
  if (h <= 0.25) return 1;
  return h > 0.63 ? 0 : 0.25 / h;
}

double vertical_multiplier(double v) {  // [m]
  return v > 1.75 ? 0 : 1 - 0.3 * std::abs(v - kKnuckleHeight);
}

double travel_multiplier(double d) {  // [m]
  if (d <= 0.25) return 1;
  return d > 1.75 ? 0 : 0.82 + 0.045 / d;
}

double asymmetry_multiplier(double a) {  // [deg]
  return a > 135 ? 0 : 1 - 0.0032 * a;
}

std::string height_column(Length vertical) {
  return in_metres(vertical) < kKnuckleHeight ? "low" : "high";
}

double coupling_multiplier(Coupling coupling, Length vertical, Provenance& from) {
  static const Table kTable("rnle_coupling.csv");
  constexpr std::array<std::string_view, 3> kWords = {"good", "fair", "poor"};
  const std::size_t row =
      kTable.row_where({{"coupling", kWords[static_cast<std::size_t>(coupling)]}});
  from.add(kTable.grade(row));
  return kTable.number(row, height_column(vertical));
}

// Without the frequency multiplier, which depends on the tasks that are looked at together.
Multipliers geometry(const Lift& lift, const LiftEnd& end, Provenance& from) {
  Multipliers m;
  m.hm = horizontal_multiplier(in_metres(end.horizontal));
  m.vm = vertical_multiplier(in_metres(end.vertical));
  m.dm = travel_multiplier(in_metres(lift.travel));
  m.am = asymmetry_multiplier(border_degrees(end.asymmetry));
  m.cm = coupling_multiplier(end.coupling, end.vertical, from);
  return m;
}

void set_by_hand(Multipliers& m, const MultipliersByHand& by_hand, Provenance& from) {
  const auto set = [&](double& value, const std::optional<double>& hand) {
    if (!hand) return;
    value = *hand;
    from.add(Grade::a, "multipliers_by_hand");
  };
  set(m.hm, by_hand.hm);
  set(m.vm, by_hand.vm);
  set(m.dm, by_hand.dm);
  set(m.am, by_hand.am);
  set(m.fm, by_hand.fm);
  set(m.cm, by_hand.cm);
}

double index_of(Mass load, Mass limit) {
  if (in_kilograms(load) == 0) return 0;
  return in_kilograms(limit) > 0 ? load / limit : std::numeric_limits<double>::infinity();
}

// What a further task adds: its index without frequency, at the frequency of all before and with
// it.
double added_index(const LiftLimit& task, const Lift& lift, double before, double with,
                   Provenance& from) {
  const double fm = task.multipliers.fm;
  Multipliers m = task.multipliers;
  m.fm = 1;
  const double unhurried = index_of(lift.load, m.product() * lift.load_constant);
  if (unhurried == 0 || std::isinf(unhurried)) return unhurried;
  if (lift.origin.by_hand.fm) return unhurried * (fm > 0 ? 1 / fm - 1 : 0);
  const double hours = lift.duration.count();
  const auto one = frequency_multiplier(before, hours, lift.origin.vertical);
  const auto all = frequency_multiplier(with, hours, lift.origin.vertical);
  from.add(all.from);
  if (all.value <= 0) return std::numeric_limits<double>::infinity();
  return unhurried * (1 / all.value - 1 / one.value);
}

}  // namespace

FrequencyMultiplier frequency_multiplier(double per_minute, double hours, Length vertical) {
  static const Table kTable("rnle_frequency.csv");
  const std::string column = (hours <= 1   ? "h1_"
                              : hours <= 2 ? "h2_"
                                           : "h8_") +
                             height_column(vertical);
  const auto frequency = [&](std::size_t row) { return kTable.number(row, "frequency_per_min"); };
  FrequencyMultiplier result;
  const auto take = [&](std::size_t row) {
    result.from.add(kTable.grade(row),
                    kTable.grade(row) == Grade::a ? "" : "rnle_frequency_from_programs");
    return kTable.number(row, column);
  };
  if (per_minute <= frequency(0)) {
    result.value = take(0);
    return result;
  }
  for (std::size_t row = 1; row < kTable.rows(); ++row) {
    if (per_minute > frequency(row)) continue;
    const double share = (per_minute - frequency(row - 1)) / (frequency(row) - frequency(row - 1));
    if (share < 1) result.from.add(Grade::b, "rnle_frequency_between_rows");
    const double below = share < 1 ? take(row - 1) : 0;
    result.value = share < 1 ? below + share * (take(row) - below) : take(row);
    return result;
  }
  return result;  // above the last row: no weight is recommended
}

LiftLimit lift_limit(const Lift& lift, const LiftEnd& end) {
  LiftLimit limit;
  limit.multipliers = geometry(lift, end, limit.from);
  const auto fm = frequency_multiplier(lift.per_minute, lift.duration.count(), end.vertical);
  limit.multipliers.fm = fm.value;
  if (!end.by_hand.fm) limit.from.add(fm.from);
  set_by_hand(limit.multipliers, end.by_hand, limit.from);
  limit.rwl = lift.load_constant * limit.multipliers.product();
  limit.li = index_of(lift.load, limit.rwl);
  if (in_kilograms(limit.rwl) <= 0) limit.from.add(Grade::a, "rnle_outside");
  return limit;
}

CompositeLift composite_lift(const std::vector<Lift>& lifts) {
  CompositeLift result;
  for (const Lift& lift : lifts) result.tasks.push_back(lift_limit(lift, lift.origin));
  result.order.resize(lifts.size());
  std::iota(result.order.begin(), result.order.end(), std::size_t{0});
  std::stable_sort(result.order.begin(), result.order.end(), [&](std::size_t a, std::size_t b) {
    return result.tasks[a].li > result.tasks[b].li;
  });
  double frequency = 0;
  result.from.add(Grade::b, "rnle_composite");
  for (const std::size_t i : result.order) {
    const double before = frequency;
    frequency += lifts[i].per_minute;
    result.from.add(result.tasks[i].from);
    result.cli += i == result.order.front()
                      ? result.tasks[i].li
                      : added_index(result.tasks[i], lifts[i], before, frequency, result.from);
  }
  return result;
}

}  // namespace dorsal::ergonomics
