#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dorsal::ergonomics {

/// Probability of each score.
using Scores = std::map<int, double>;

/// How an angle of a report is distributed: over time, and by the error of measuring it. Normal on
/// either side of the median, with a width of its own.
class Spread {
 public:
  /// @param measure  an entry of a report's "posture"
  /// @return nothing where it was not observed, or for less than a tenth of the time
  static std::optional<Spread> from_report(const nlohmann::json& report, std::string_view measure);

  /// Probability of at most `degrees`.
  [[nodiscard]] double below(double degrees) const;
  [[nodiscard]] double beyond(double degrees) const { return 1 - below(degrees); }
  /// Probability that its size is above `degrees`, whichever the sign.
  [[nodiscard]] double size_beyond(double degrees) const {
    return below(-degrees) + beyond(degrees);
  }
  /// scores[i] up to borders[i], the last one beyond; equal scores are added.
  [[nodiscard]] Scores banded(std::span<const double> borders, std::span<const int> scores) const;

 private:
  Spread(double median, double lower, double upper)
      : median_(median), lower_(lower), upper_(upper) {}
  double median_, lower_, upper_;  // [deg]; standard deviations below and above the median
};

/// `scores` with one more at probability p: an adjustment of the method.
[[nodiscard]] Scores raised(const Scores& scores, double p, int most);

/// The score that is not exceeded with probability one half.
[[nodiscard]] int median_of(const Scores& scores);

/// {"3": 0.1, "4": 0.7}: three decimals, and what would be 0.000 is left out.
[[nodiscard]] nlohmann::ordered_json scores_json(const Scores& scores);

}  // namespace dorsal::ergonomics
