#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "chart.hpp"
#include "dorsal/body/parts.hpp"
#include "validation.hpp"

namespace dorsal::validation {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

const Row& row_of(const Validation& validation, std::string_view id) {
  return *std::ranges::find(validation.rows, id, &Row::id);
}

std::string plain(const std::string& name) {
  std::string text = name;
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::vector<std::string> level_names() {
  return {body::level_names().begin(), body::level_names().end()};
}

std::vector<double> list(const body::LevelArray<double>& levels) {
  return {levels.begin(), levels.end()};
}

Series level_line(const std::string& name, double from, double to, double height) {
  return {name, {from, to}, {height, height}, true, false, true};
}

struct Percents {
  std::vector<std::string> names;
  std::vector<double> measured;  // [percent of standing]
  std::vector<double> modelled;  // [percent of standing]
};

Percents percents(const LumbarScore& score) {
  Percents result;
  for (std::size_t i = 0; i < score.rows.size(); ++i) {
    result.names.push_back(plain(score.rows[i]->postures));
    result.measured.push_back(100 * score.measured[i] / score.measured.front());
    result.modelled.push_back(100 * score.modelled[i] / score.modelled.front());
  }
  return result;
}

/// The end of an axis that starts at zero and goes in steps.
double end_of(double most, double step) { return step * std::ceil(most / step + 1e-9); }

std::string scatter(const Validation& validation) {
  const Percents all = percents(validation.score);
  const double end = end_of(std::max(300.0, std::ranges::max(all.modelled)), 50);
  return draw_curves("Pressure at L4/L5 against Wilke's man, six postures",
                     {"measured, percent of standing", 0, 300, 50},
                     {"model, percent of standing", 0, end, 50},
                     {{"model", all.measured, all.modelled, false, true, false, all.names},
                      {"equal", {0, 300}, {0, 300}, true, false, true}});
}

std::string lumbar_bars(const Validation& validation) {
  const LumbarScore& score = validation.score;
  const double end = end_of(std::max(1.2, std::ranges::max(score.modelled)), 0.2);
  return draw_bars("Pressure at L4/L5: measured and model", {"pressure, MPa", 0, end, 0.2},
                   percents(score).names,
                   {{"measured (Wilke 1999)", {}, score.measured}, {"model", {}, score.modelled}});
}

std::string flexion(const Validation& validation) {
  const Figures& figures = validation.figures;
  const double bent = *row_of(validation, "IDP-L-03").value;
  const double crate = *row_of(validation, "IDP-L-04").value;
  const double most = std::ranges::max(figures.bent_with_crate.y);
  return draw_curves("Pressure at L4/L5 over inclination of the trunk",
                     {"inclination, degrees", 0, 90, 15},
                     {"pressure, MPa", 0, end_of(most, 0.5), 0.5},
                     {{"model, bent forward", figures.bent.x, figures.bent.y},
                      {"model, round back, 20 kg in the hands", figures.bent_with_crate.x,
                       figures.bent_with_crate.y},
                      level_line("measured, bent forward (no angle)", 0, 90, bent),
                      level_line("measured, lifting 20 kg (no angle)", 0, 90, crate)});
}

std::string crate(const Validation& validation) {
  const Curve& curve = validation.figures.crate_distance;
  const double wanted = *row_of(validation, "IDP-L-05").value;
  const double most = std::max(1.2, validation.score.modelled.at(2));
  return draw_curves(
      "Pressure at L4/L5 with a crate of 20 kg held before the chest",
      {"hands before the shoulder, m", 0.1, 0.5, 0.1},
      {"pressure, MPa", 0, end_of(std::max(most, 2.4), 0.5), 0.5},
      {{"model", curve.x, curve.y}, level_line("measured, close to the body", 0.1, 0.5, wanted)});
}

std::string sitting(const Validation& validation) {
  const Curve& curve = validation.figures.sitting_tilt;
  return draw_curves(
      "Pressure at L4/L5 over how the pelvis is tilted in sitting",
      {"pelvis tilt, degrees (-18: relaxed, 0: that of standing)", -40, 10, 10},
      {"pressure, MPa", 0, 0.8, 0.2},
      {{"model, sitting without support", curve.x, curve.y},
       level_line("measured, relaxed", -40, 10, *row_of(validation, "IDP-L-02").value),
       level_line("measured, straight", -40, 10, *row_of(validation, "IDP-L-08").value)});
}

std::string profile(Validation& validation) {
  Weighing& weighing = validation.weighing;
  const body::Model bare = body::without(weighing.model("man"), body::Part::ribs);
  std::vector<Series> series;
  double most = 0;
  for (const char* posture : {"standing", "flexed"}) {
    const Weighed without = weigh(bare, weighing.posture(posture));
    const Weighed& with = weighing.weigh("man", posture);
    series.push_back({std::string(posture) + ", with ribs", {}, list(with.frame.compression)});
    series.push_back({std::string(posture) + ", without ribs",
                      {},
                      list(without.frame.compression),
                      true,
                      true,
                      true});
    for (const double value : series.back().y) most = std::max(most, value);
  }
  return draw_profile("Compression from T1/T2 to L5/S1 with ribs and without",
                      {"compression, N", 0, end_of(most, 500), 500}, level_names(), series);
}

std::string implants(Validation& validation) {
  std::vector<std::string> names;
  std::vector<double> modelled;
  std::vector<double> measured;
  const auto load = [&](const char* posture) {
    return measure(validation.weighing.weigh("implant", posture), "resultant", "T12/L1");
  };
  for (const char* activity : kActivities) {
    names.push_back(plain(activity));
    modelled.push_back(100 * load(activity) / load("standing"));
    measured.push_back(kNothing);
  }
  names.emplace_back("walking");
  modelled.push_back(kNothing);
  measured.push_back(*row_of(validation, "VBR-01").value);
  const double most = *std::ranges::max_element(
      modelled, [](double a, double b) { return std::isnan(a) || a < b; });
  return draw_bars(
      "Force at T12/L1, percent of standing; order of the activities as measured",
      {"percent of standing", 0, end_of(most, 100), 100}, names,
      {{"measured on implants (walking only)", {}, measured}, {"model at rest", {}, modelled}});
}

std::string basin(const Validation& validation) {
  const Curve& curve = validation.figures.basin;
  return draw_curves(
      "Force at T12/L1 when one hand bears on a basin", {"force on the hand, N", 0, 120, 20},
      {"change, percent", -60, 0, 10},
      {{"model, inclined by 20 degrees", curve.x, curve.y},
       level_line("measured on implants (no force)", 0, 120, *row_of(validation, "VBR-04").value)});
}

std::string kyphosis(const Validation& validation) {
  const KyphosisCourse& woman = validation.figures.kyphosis.at(4);
  const auto level = [&](body::Level which) {
    std::vector<double> values;
    for (const auto& load : woman.load) values.push_back(load[static_cast<std::size_t>(which)]);
    return values;
  };
  return draw_curves(
      "Load over kyphosis: standing, woman of middle size, 62 years",
      {"T1-T12 kyphosis, degrees", 30, 75, 5}, {"compression, N", 200, 600, 100},
      {{"T5/T6", woman.kyphosis, level(body::Level::T5T6)},
       {"T8/T9", woman.kyphosis, level(body::Level::T8T9)},
       {"T10/T11", woman.kyphosis, level(body::Level::T10T11)},
       {"L2/L3", woman.kyphosis, level(body::Level::L2L3)},
       {"mean of T2/T3 to L4/L5", woman.kyphosis, woman.mean_load, true, true, true}});
}

std::string kyphosis_by_level(const Validation& validation) {
  std::vector<Series> series;
  for (const std::size_t build : {1U, 4U}) {
    const KyphosisCourse& course = validation.figures.kyphosis.at(build);
    Series one = {kBuilds[build], {}, {}};
    for (std::size_t level = 0; level < body::kLevels; ++level) {
      std::vector<double> loads;
      for (const auto& load : course.load) loads.push_back(load[level]);
      one.y.push_back(correlation(course.kyphosis, loads));
    }
    series.push_back(std::move(one));
  }
  return draw_profile("Correlation of kyphosis with the load of each level, standing",
                      {"r", -1, 1, 0.5}, level_names(), series);
}

std::string thoracic(Validation& validation) {
  std::vector<std::string> names;
  std::vector<double> man;
  std::vector<double> woman;
  const auto add = [&](const char* posture) {
    names.push_back(plain(posture));
    for (auto [build, values] : {std::pair{kBuilds[1], &man}, std::pair{kBuilds[4], &woman}}) {
      values->push_back(measure(validation.weighing.weigh(build, posture), "pressure",
                                row_of(validation, "IDP-T-01").levels));
    }
  };
  for (const char* posture : kLoadedHands) add(posture);
  for (const char* posture : kFreeHands) add(posture);
  const double most = std::max(std::ranges::max(man), std::ranges::max(woman));
  return draw_bars("Mean pressure in T6/T7 to T10/T11, with 10 kg in each hand and without",
                   {"pressure, MPa", 0, end_of(most, 0.5), 0.5}, names,
                   {{"middle man", {}, man}, {"middle woman", {}, woman}});
}

std::string neck(const Validation& validation) {
  Series model = {"model, at C7/T1", {}, {}};
  Series other = {"Hansraj 2014 (a model, weakly documented)", {}, {}};
  for (const double angle : {0.0, 15.0, 30.0, 45.0, 60.0}) {
    const std::string id = fmt::format("NECK-{:02.0f}", angle);
    model.x.push_back(angle);
    other.x.push_back(angle);
    model.y.push_back(validation.findings.at(id).value);
    other.y.push_back(*row_of(validation, id).value);
  }
  return draw_curves("Compression of the lower neck over flexion of the head",
                     {"flexion of the head, degrees", 0, 60, 15},
                     {"compression, N", 0, end_of(std::ranges::max(model.y), 50), 50},
                     {model, other});
}

std::string strength(const Validation& validation) {
  const StrengthCourse& course = validation.figures.strength;
  const double most =
      std::max(std::ranges::max(course.extension), std::ranges::max(course.flexion));
  return draw_curves("Largest moment about L5/S1, pelvis held",
                     {"inclination, degrees", -20, 50, 10},
                     {"moment, N m", 0, end_of(most, 50), 50},
                     {{"extension", course.inclination, course.extension},
                      {"flexion", course.inclination, course.flexion}});
}

}  // namespace

std::vector<std::pair<std::string, std::string>> pictures(Validation& validation) {
  return {{"lumbar_scatter", scatter(validation)},
          {"lumbar_bars", lumbar_bars(validation)},
          {"flexion", flexion(validation)},
          {"crate", crate(validation)},
          {"sitting", sitting(validation)},
          {"thoracic_tasks", thoracic(validation)},
          {"implants", implants(validation)},
          {"basin", basin(validation)},
          {"profile", profile(validation)},
          {"kyphosis", kyphosis(validation)},
          {"kyphosis_by_level", kyphosis_by_level(validation)},
          {"neck", neck(validation)},
          {"strength", strength(validation)}};
}

}  // namespace dorsal::validation
