#include "spread.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dorsal::ergonomics {
namespace {

constexpr double kNinth = 1.2815515655;   // standard deviations from median to 90th percentile
constexpr double kNinety = 1.6448536270;  // half a 90 % interval, which a report's intervals are

double normal_below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

std::optional<double> number_in(const nlohmann::json& object, const char* field) {
  if (!object.contains(field) || !object[field].is_number()) return std::nullopt;
  return object[field].get<double>();
}

// Whether a measure was seen for long enough to speak for the recording: a tenth of the time of the
// one that was seen longest (expert guess). A report without times is taken at its word.
bool seen_enough(const nlohmann::json& posture, const std::string& name) {
  constexpr double kLeast = 0.1;
  const auto own = number_in(posture[name], "observed_s");
  if (!own) return true;
  double longest = *own;
  for (const auto& measure : posture) {
    longest = std::max(longest, number_in(measure, "observed_s").value_or(0));
  }
  return *own >= kLeast * longest;
}

// Error of measuring: half the interval of the median; 0 where the report has none.
double error_of(const nlohmann::json& measure) {
  const auto interval = measure.value("interval", nlohmann::json());
  if (!interval.is_array() || interval.size() != 2) return 0;
  if (!interval[0].is_number() || !interval[1].is_number()) return 0;
  return std::abs(interval[1].get<double>() - interval[0].get<double>()) / (2 * kNinety);
}

}  // namespace

std::optional<Spread> Spread::from_report(const nlohmann::json& report, std::string_view measure) {
  const nlohmann::json& posture = report.at("posture");
  const std::string name(measure);
  if (!posture.contains(name) || posture[name]["unit"] != "deg") return std::nullopt;
  const auto median = number_in(posture[name], "median");
  const auto p10 = number_in(posture[name], "p10");
  const auto p90 = number_in(posture[name], "p90");
  if (!median || !p10 || !p90 || !seen_enough(posture, name)) return std::nullopt;
  const double error = error_of(posture[name]);
  const auto width = [&](double distance) {
    return std::hypot(std::max(distance, 0.0) / kNinth, error);
  };
  return Spread(*median, width(*median - *p10), width(*p90 - *median));
}

double Spread::below(double degrees) const {
  const double width = degrees < median_ ? lower_ : upper_;
  if (!(width > 0)) return degrees < median_ ? 0 : 1;
  return normal_below((degrees - median_) / width);
}

Scores Spread::banded(std::span<const double> borders, std::span<const int> scores) const {
  Scores result;
  double before = 0;
  for (std::size_t i = 0; i < borders.size(); ++i) {
    const double until = below(borders[i]);
    result[scores[i]] += std::max(until - before, 0.0);
    before = until;
  }
  result[scores[borders.size()]] += 1 - before;
  return result;
}

Scores raised(const Scores& scores, double p, int most) {
  Scores result;
  for (const auto& [score, share] : scores) {
    result[score] += share * (1 - p);
    result[std::min(score + 1, most)] += share * p;
  }
  return result;
}

int median_of(const Scores& scores) {
  double sum = 0;
  for (const auto& [score, share] : scores) {
    sum += share;
    if (sum >= 0.5 - 1e-12) return score;
  }
  return scores.empty() ? 0 : scores.rbegin()->first;
}

nlohmann::ordered_json scores_json(const Scores& scores) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& [score, share] : scores) {
    const double rounded = std::round(share * 1000) / 1000;
    if (rounded > 0) json[std::to_string(score)] = rounded;
  }
  return json;
}

}  // namespace dorsal::ergonomics
