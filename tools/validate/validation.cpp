#include "validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "dorsal/body/parts.hpp"

namespace dorsal::validation {
namespace {

Finding find(const Row& row, Weighing& weighing, const Figures& figures, const LumbarScore& score) {
  if (row.id == "MOD-04") return judge(row, score.r);
  if (row.kind == Kind::trend || row.kind == Kind::sweep) {
    return compare_trend(row, weighing, figures);
  }
  return compare(row, weighing);
}

Mark of_orderings(const Validation& validation) {
  std::size_t holds = 0;
  std::size_t all = 0;
  std::string failing;
  for (const Row& row : validation.rows) {
    const Finding& finding = validation.findings.at(row.id);
    if (finding.verdict == Verdict::fails) failing += " " + row.id + ",";
    holds += finding.verdict == Verdict::holds;
    all += finding.verdict == Verdict::holds || finding.verdict == Verdict::fails;
  }
  if (!failing.empty()) failing.back() = ';';
  return {"orderings and trends, in small, middle and large bodies of both sexes", "every row",
          fmt::format("{} of {}{}{}", holds, all, failing.empty() ? "" : "; not:",
                      failing.substr(0, failing.empty() ? 0 : failing.size() - 1)),
          holds == all};
}

/// Least and most of what ribs take off the thorax, over the bodies. [percent]
std::pair<double, double> rib_effects(Weighing& weighing, const std::string& posture) {
  std::vector<double> less;
  less.reserve(kBuilds.size());
  for (const char* build : kBuilds) less.push_back(-thoracic_rib_effect(weighing, build, posture));
  const auto [low, high] = std::ranges::minmax(less);
  return {low, high};
}

Mark of_ribs(Weighing& weighing) {
  const auto [low, high] = rib_effects(weighing, "flexed");
  const auto [bent_low, bent_high] = rib_effects(weighing, "thorax_flexed_20");
  return {"ribs lower the mean compression from T1/T2 to T11/T12 in flexion by", "20 to 45 %",
          fmt::format("inclined by 30 and thorax flexed by 15 degrees {:.0f} to {:.0f} % ; "
                      "upright, thorax flexed by 20 {:.0f} to {:.0f} %",
                      low, high, bent_low, bent_high),
          low >= 20 && high <= 45};
}

Mark of_finding(const Validation& validation, const std::string& id, std::string name,
                std::string wanted) {
  const Finding& finding = validation.findings.at(id);
  return {std::move(name), std::move(wanted), finding.model, finding.verdict == Verdict::holds};
}

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) return fail(ErrorCode::no_such_file, "cannot be read", path.string());
  return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

}  // namespace

double thoracic_rib_effect(Weighing& weighing, const std::string& body,
                           const std::string& posture) {
  constexpr std::string_view kThorax = "T1/T2..T11/T12";
  const body::Model bare = body::without(weighing.model(body), body::Part::ribs);
  const double without = measure(weigh(bare, weighing.posture(posture)), "compression", kThorax);
  return 100 * (measure(weighing.weigh(body, posture), "compression", kThorax) / without - 1);
}

std::vector<Mark> compute_marks(Validation& validation) {
  const LumbarScore& score = validation.score;
  return {
      {"six lumbar pressures whose posture is given: r", ">= 0.95 (aim 0.997)",
       fmt::format("{:.3f}", score.r), score.r >= 0.95},
      {"the same: RMSE in percent of standing", "<= 20 % (aim 12 %)",
       fmt::format("{:.0f} % ; each in percent of its own standing {:.0f} %", score.rmse,
                   score.rmse_of_ratios),
       score.rmse <= 20 && score.rmse_of_ratios <= 20},
      of_orderings(validation),
      of_finding(validation, "IDP-T-01", "thoracic pressure highest with 10 kg in each hand",
                 "in all six bodies"),
      of_ribs(validation.weighing),
      of_finding(validation, "MOD-06", "kyphosis against mean load from T2/T3 to L4/L5 in standing",
                 "r >= 0.85 in all six bodies"),
  };
}

Result<Validation> validate(const std::filesystem::path& root) {
  const std::filesystem::path folder = root / "tools" / "validate";
  DORSAL_TRY(const std::string text, read_file(folder / "rows.csv"));
  DORSAL_TRY(std::vector<Row> rows, read_rows(text));
  DORSAL_TRY(Weighing weighing, Weighing::open(folder / "scenes.json"));
  Validation validation = {std::move(rows), std::move(weighing), {}, {}, {}, {}};
  validation.figures = compute_figures(validation.weighing);
  validation.score = lumbar_score(validation.rows, validation.weighing);
  for (const Row& row : validation.rows) {
    validation.findings[row.id] =
        find(row, validation.weighing, validation.figures, validation.score);
  }
  validation.marks = compute_marks(validation);
  return validation;
}

}  // namespace dorsal::validation
