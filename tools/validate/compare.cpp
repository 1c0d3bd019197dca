#include "compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "dorsal/base/check.hpp"
#include "dorsal/body/parts.hpp"

namespace dorsal::validation {
namespace {

constexpr double kFifth = 0.2;  // [-] of the value, where no range was published

struct Range {
  double low;
  double high;
};

Range published_range(const Row& row) {
  const double middle = row.value.value_or(0.5 * (row.low.value_or(0) + row.high.value_or(0)));
  Range range = {middle, middle};
  if (row.value) {
    const double fifth = std::max(kFifth * std::abs(middle), row.sd.value_or(0));
    range = {middle - fifth, middle + fifth};
  }
  return {std::min(range.low, row.low.value_or(range.low)),
          std::max(range.high, row.high.value_or(range.high))};
}

/// How far off a value is, in percent of what was published.
std::string error_of(const Row& row, double value) {
  if (row.value) return fmt::format("{:+.0f} %", 100 * (value / *row.value - 1));
  const double bound = std::clamp(value, *row.low, *row.high);
  return fmt::format("{:+.0f} %", 100 * (value - bound) / bound);
}

std::string number(double value) {
  const int digits = std::abs(value) < 10 ? 2 : std::abs(value) < 100 ? 1 : 0;
  return fmt::format("{:.{}f}", value, digits);
}

double of_posture(const Row& row, Weighing& weighing, const std::string& body,
                  const std::string& posture) {
  return measure(weighing.weigh(body, posture), row.measure, row.levels);
}

/// A posture of a row has two ways when it is "a / b".
double ratio(const Row& row, Weighing& weighing) {
  const auto parts = split(row.postures, '/');
  return of_posture(row, weighing, row.body, parts.at(0)) /
         of_posture(row, weighing, row.body, parts.at(1));
}

double rib_effect(const Row& row, Weighing& weighing) {
  const body::Model bare = body::without(weighing.model(row.body), body::Part::ribs);
  const Weighed without = weigh(bare, weighing.posture(row.postures));
  const double with = of_posture(row, weighing, row.body, row.postures);
  return 100 * (with / measure(without, row.measure, row.levels) - 1);
}

Finding ordering(const Row& row, Weighing& weighing) {
  std::array<bool, kBuilds.size()> held{};
  for (std::size_t b = 0; b < kBuilds.size(); ++b) {
    held[b] = true;
    for (const std::string& pair : split(row.postures, ';')) {
      const auto sides = split(pair, '>');
      held[b] = held[b] && of_posture(row, weighing, kBuilds[b], sides.at(0)) >
                               of_posture(row, weighing, kBuilds[b], sides.at(1));
    }
  }
  return judge(held);
}

}  // namespace

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::agrees:
      return "agrees";
    case Verdict::high:
      return "**high**";
    case Verdict::low:
      return "**low**";
    case Verdict::holds:
      return "holds";
    case Verdict::fails:
      return "**does not hold**";
    case Verdict::shown:
      return "shown";
    case Verdict::outside:
      return "outside";
  }
  return "";
}

Finding judge(const Row& row, double value) {
  Finding finding;
  finding.value = value;
  if (!std::isfinite(value)) {
    finding.model = "cannot be held";
    finding.verdict = Verdict::fails;
    return finding;
  }
  const auto [low, high] = published_range(row);
  finding.model = fmt::format("{} {}", number(value), row.unit);
  finding.error = error_of(row, value);
  // A change downward is high when it goes further down.
  const bool beyond = value < low || value > high;
  const double middle = 0.5 * (low + high);
  const bool further = (value - middle) * middle > 0;
  finding.verdict = !beyond ? Verdict::agrees : further ? Verdict::high : Verdict::low;
  return finding;
}

Finding judge(const std::array<bool, kBuilds.size()>& held) {
  Finding finding;
  finding.held = held;
  const auto count = std::ranges::count(held, true);
  finding.verdict =
      count == static_cast<std::ptrdiff_t>(held.size()) ? Verdict::holds : Verdict::fails;
  finding.model = fmt::format("in {} of {} bodies", count, held.size());
  if (count == 0 || count == static_cast<std::ptrdiff_t>(held.size())) return finding;
  finding.model += "; not in:";
  for (std::size_t b = 0; b < held.size(); ++b) {
    if (!held[b]) finding.model += fmt::format(" {},", kBuilds[b]);
  }
  finding.model.pop_back();
  return finding;
}

Finding compare(const Row& row, Weighing& weighing) {
  switch (row.kind) {
    case Kind::absolute:
      return judge(row, of_posture(row, weighing, row.body, row.postures));
    case Kind::ratio:
      return judge(row, ratio(row, weighing));
    case Kind::ribs:
      return judge(row, rib_effect(row, weighing));
    case Kind::ordering:
      return ordering(row, weighing);
    default:
      return {};
  }
}

LumbarScore lumbar_score(const std::vector<Row>& rows, Weighing& weighing) {
  LumbarScore score;
  for (const Row& row : rows) {
    if (row.kind != Kind::absolute || row.body != "wilke") continue;
    score.rows.push_back(&row);
    score.measured.push_back(*row.value);
    score.modelled.push_back(of_posture(row, weighing, row.body, row.postures));
  }
  DORSAL_CHECK(!score.rows.empty() && score.rows.front()->postures == "standing");
  const double measured = score.measured.front();
  const double modelled = score.modelled.front();
  double sum = 0;
  double sum_of_ratios = 0;
  for (std::size_t i = 0; i < score.rows.size(); ++i) {
    const double error = (score.modelled[i] - score.measured[i]) / measured;
    const double of_ratios = score.modelled[i] / modelled - score.measured[i] / measured;
    sum += error * error;
    sum_of_ratios += of_ratios * of_ratios;
  }
  const auto n = static_cast<double>(score.rows.size());
  score.r = correlation(score.measured, score.modelled);
  score.rmse = 100 * std::sqrt(sum / n);
  score.rmse_of_ratios = 100 * std::sqrt(sum_of_ratios / n);
  return score;
}

}  // namespace dorsal::validation
