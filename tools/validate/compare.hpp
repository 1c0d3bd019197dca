#pragma once

#include <array>
#include <limits>
#include <map>
#include <string>
#include <string_view>

#include "figures.hpp"
#include "rows.hpp"
#include "weighing.hpp"

namespace dorsal::validation {

enum class Verdict {
  agrees,   ///< within the published range or deviation, or within a fifth of the value
  high,     ///< above that
  low,      ///< below that
  holds,    ///< an ordering or trend, in every body
  fails,    ///< not in every body
  shown,    ///< a condition is not known: nothing to judge
  outside,  ///< the model has no such thing
};

[[nodiscard]] std::string_view word(Verdict verdict);

/// What the model says to one row.
struct Finding {
  Verdict verdict = Verdict::outside;
  std::string model;                                        // with unit
  std::string error;                                        // may be empty
  double value = std::numeric_limits<double>::quiet_NaN();  // [unit of the row]
  std::array<bool, kBuilds.size()> held{};                  // (build) of orderings and trends
};

using Findings = std::map<std::string, Finding>;  // by id of the row

/// Holds a number against what a row published.
[[nodiscard]] Finding judge(const Row& row, double value);

/// Whether an ordering or trend holds in bodies of every size.
[[nodiscard]] Finding judge(const std::array<bool, kBuilds.size()>& held);

/// The finding of a row that has one number, or an ordering of postures.
[[nodiscard]] Finding compare(const Row& row, Weighing& weighing);

/// The findings of rows of their own: trends, sweeps and strength.
[[nodiscard]] Finding compare_trend(const Row& row, Weighing& weighing, const Figures& figures);

/// Postures of the thoracic rows, without weight and with 10 kg in each hand.
inline constexpr std::array kFreeHands = {"standing",    "sitting_relaxed", "bent_45",
                                          "extended_15", "aside_20",        "turned_45",
                                          "prone",       "supine",          "on_the_side"};
inline constexpr std::array kLoadedHands = {"standing_10kg",    "sitting_10kg",  "bent_45_10kg",
                                            "extended_15_10kg", "aside_20_10kg", "turned_45_10kg"};

/// Activities of the implant rows, in the order published.
inline constexpr std::array kActivities = {"lift_from_ground", "arms_forward_weight",
                                           "weight_aside", "tying_shoes", "bent_30"};

/// The six lumbar pressures whose posture is given.
struct LumbarScore {
  std::vector<const Row*> rows;
  std::vector<double> measured;  // (row) [MPa]
  std::vector<double> modelled;  // (row) [MPa]
  double r = 0;                  // [-]
  double rmse = 0;               // [percent of the measured standing]
  double rmse_of_ratios = 0;     // [percent] both in percent of their own standing
};
[[nodiscard]] LumbarScore lumbar_score(const std::vector<Row>& rows, Weighing& weighing);

}  // namespace dorsal::validation
