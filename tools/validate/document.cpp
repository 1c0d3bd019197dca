#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "validation.hpp"

namespace dorsal::validation {
namespace {

struct Chapter {
  std::string_view table;
  const char* title;
  std::vector<std::pair<const char*, const char*>> pictures;  // name, what it shows
};

std::vector<Chapter> chapters() {
  return {{"intradiscal_pressure",
           "Pressure in discs",
           {{"lumbar_scatter", "model against measurement, six postures"},
            {"lumbar_bars", "the same in megapascal"},
            {"flexion", "pressure at L4/L5 over inclination"},
            {"crate", "pressure at L4/L5 over the distance of the crate"},
            {"sitting", "pressure at L4/L5 over the tilt of the pelvis in sitting"},
            {"thoracic_tasks", "thoracic pressure, with weights and without"}}},
          {"thoracic_pressure", "Load of the thorax", {}},
          {"implant_loads",
           "Implants that measure",
           {{"implants", "activities in percent of standing"}, {"basin", "one hand on the basin"}}},
          {"published_models",
           "Other models and radiographs",
           {{"profile", "compression with ribs and without"},
            {"kyphosis", "load over kyphosis"},
            {"kyphosis_by_level", "correlation of kyphosis with load, by level"}}},
          {"neck", "Neck", {{"neck", "compression of the neck over flexion"}}},
          {"emg_strength_fatigue",
           "Electromyograms, strength, fatigue",
           {{"strength", "largest moments over inclination"}}}};
}

/// Without what would end a cell.
std::string cell(std::string text) {
  std::ranges::replace(text, '|', '/');
  return text;
}

std::string measured(const Row& row) {
  std::string text;
  if (row.value) text += fmt::format("{:g}", *row.value);
  if (row.sd) text += fmt::format(" +- {:g}", *row.sd);
  if (row.low || row.high) {
    const std::string range = row.low && row.high
                                  ? fmt::format("{:g} to {:g}", *row.low, *row.high)
                                  : fmt::format("{:g}", row.low ? *row.low : *row.high);
    text += text.empty() ? range : fmt::format(" ({})", range);
  }
  if (text.empty()) return row.basis;
  return row.unit.empty() ? text : text + " " + row.unit;
}

std::string what(const Row& row) {
  return row.condition.empty() ? row.quantity : row.quantity + ": " + row.condition;
}

std::string marks_table(const Validation& validation) {
  std::string table = "| mark | wanted | model | met |\n|---|---|---|---|\n";
  for (const Mark& mark : validation.marks) {
    table += fmt::format("| {} | {} | {} | {} |\n", mark.name, mark.wanted, mark.figure,
                         mark.met ? "yes" : "**no**");
  }
  return table;
}

std::string score_table(const Validation& validation) {
  const LumbarScore& score = validation.score;
  std::string table =
      "| posture | measured, MPa | model, MPa (k 1.5 to 1.7) | difference, percent of standing | "
      "measured, percent of standing | model, percent of its standing "
      "|\n|---|---|---|---|---|---|\n";
  const double measured = score.measured.front();
  const double modelled = score.modelled.front();
  for (std::size_t i = 0; i < score.rows.size(); ++i) {
    const double value = score.modelled[i];
    table +=
        fmt::format("| {} | {:.2f} | {:.2f} ( {:.2f} to {:.2f} ) | {:+.0f} | {:.0f} | {:.0f} |\n",
                    score.rows[i]->condition, score.measured[i], value, value * 1.5 / 1.6,
                    value * 1.7 / 1.6, 100 * (value - score.measured[i]) / measured,
                    100 * score.measured[i] / measured, 100 * value / modelled);
  }
  return table;
}

std::string rows_table(const Validation& validation, std::string_view name) {
  std::string table =
      "| row | what | published | model | error | verdict | remark |\n"
      "|---|---|---|---|---|---|---|\n";
  for (const Row& row : validation.rows) {
    if (row.table != name || row.kind == Kind::outside) continue;
    const Finding& finding = validation.findings.at(row.id);
    table += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", row.id, cell(what(row)),
                         cell(measured(row)), cell(finding.model), finding.error,
                         word(finding.verdict), cell(row.note));
  }
  return table;
}

std::string chapter(const Validation& validation, const Chapter& chapter) {
  std::string text =
      fmt::format("## {}\n\n{}\n", chapter.title, rows_table(validation, chapter.table));
  for (const auto& [name, alt] : chapter.pictures) {
    text += fmt::format("![{}](pictures/validation/{}.svg)\n\n", alt, name);
  }
  return text;
}

/// What is off, and why.
std::string shortfalls(const Validation& validation) {
  std::string text;
  for (const Row& row : validation.rows) {
    const Finding& finding = validation.findings.at(row.id);
    const bool off = finding.verdict == Verdict::high || finding.verdict == Verdict::low ||
                     finding.verdict == Verdict::fails;
    if (!off) continue;
    text += fmt::format("- **{}**, {} ({}): {}.\n", row.id, what(row),
                        finding.error.empty() ? finding.model : finding.error,
                        row.explanation.empty() ? "not explained yet" : row.explanation);
  }
  return text;
}

std::string outside(const Validation& validation) {
  std::string table =
      "| row | what | published | outside the model, because |\n|---|---|---|---|\n";
  for (const Row& row : validation.rows) {
    if (row.kind != Kind::outside) continue;
    table += fmt::format("| {} | {} | {} | {} |\n", row.id, cell(what(row)), cell(measured(row)),
                         cell(row.note));
  }
  return table;
}

std::string sources(const Validation& validation) {
  std::string table =
      "| row | subjects | kind of figure | read from | source |\n|---|---|---|---|---|\n";
  for (const Row& row : validation.rows) {
    const std::string doi = row.doi.empty() ? "" : ", doi:" + row.doi;
    table += fmt::format("| {} | {} | {} | {} | {}{} |\n", row.id, cell(row.subjects),
                         cell(row.basis), row.read_from, cell(row.source), doi);
  }
  return table;
}

std::string scenes(const std::vector<Weighing::Scene>& list, const char* what) {
  std::string table =
      fmt::format("| {} | as `dorsal load` takes it | from |\n|---|---|---|\n", what);
  for (const Weighing::Scene& scene : list) {
    table += fmt::format("| {} | `{}` | {} |\n", scene.name, scene.told, scene.why);
  }
  return table;
}

std::string verdict_counts(const Validation& validation) {
  const auto count = [&](Verdict verdict) {
    return std::ranges::count_if(
        validation.findings, [&](const auto& entry) { return entry.second.verdict == verdict; });
  };
  return fmt::format(
      "{} rows: {} agree, {} are high, {} are low; of orderings and trends {} hold and {} do not; "
      "{} are shown without a verdict, {} are outside the model.",
      validation.rows.size(), count(Verdict::agrees), count(Verdict::high), count(Verdict::low),
      count(Verdict::holds), count(Verdict::fails), count(Verdict::shown), count(Verdict::outside));
}

constexpr const char* kIntroduction =
    "# The load model against what was measured\n\n"
    "Made by `tools/validate.sh`, which writes this file and its pictures anew; a test compares it "
    "with the model. Facts: `tools/validate/rows.csv`; bodies and postures: "
    "`tools/validate/scenes.json`.\n\n"
    "**Nothing is fitted to a row.** No parameter of the model and no posture was chosen for its "
    "load: postures follow from what the source says, or from a geometry that stands beside them; "
    "what a source leaves open is marked *expert* and listed at the end. Where that decides the "
    "answer "
    "(angles of bending, the force of a hand), the row is a sweep, and no point of it is counted. "
    "Everything is at rest: no acceleration, and no co-contraction beyond the resting tone.\n\n"
    "**Verdicts.** *agrees*: within the published range or one standard deviation, or within a "
    "fifth "
    "of the value. *high*, *low*: beyond. *holds*: an ordering or trend in all six bodies (about "
    "5th, "
    "50th and 95th percentile of men and women), *does not hold*: not in all. *shown*: a condition "
    "is "
    "not known, nothing to judge. Rows of other models are held against the same bounds, though "
    "they are no measurements.\n\n"
    "**Pressure** is k F / A with k = 1.6; of Wilke's man A = 1800 mm2 as measured, elsewhere the "
    "model's areas (`methods/load.md`).\n\n";

}  // namespace

std::string document(Validation& validation) {
  std::string text = kIntroduction;
  text += "## Marks\n\n" + marks_table(validation) + "\n" + verdict_counts(validation) + "\n\n";
  text += "### The six lumbar pressures\n\n" + score_table(validation) + "\n";
  for (const Chapter& each : chapters()) text += chapter(validation, each);
  text += "## What falls short, and why\n\n" + shortfalls(validation) + "\n";
  text += "## Outside the model\n\n" + outside(validation) + "\n";
  text += "## Bodies\n\n" + scenes(validation.weighing.bodies(), "body") + "\n";
  text += "## Postures\n\n" + scenes(validation.weighing.postures(), "posture") + "\n";
  text += "## Sources\n\n" + sources(validation);
  return text;
}

}  // namespace dorsal::validation
