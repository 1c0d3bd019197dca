#include <cmath>
#include <utility>
#include <vector>

#include "dorsal/base/units.hpp"
#include "dorsal/base/version.hpp"
#include "dorsal/report/files.hpp"
#include "fatigue_json.hpp"
#include "json_values.hpp"
#include "texts.hpp"

namespace dorsal::report {
namespace {

using exposure::Duration;
using exposure::in_seconds;

/// Rounded to what the number is worth; null where it is not known.
Json number(double value, double step) {
  if (!std::isfinite(value)) return nullptr;
  const double per_unit = std::round(1.0 / step);
  const double rounded = std::round(value * per_unit) / per_unit;
  return rounded == 0.0 ? 0.0 : rounded;  // no negative zero
}

Json interval(double low, double high, double step) {
  return Json::array({number(low, step), number(high, step)});
}

constexpr double kAngleStep = 0.01;     // [deg]
constexpr double kLengthStep = 0.0001;  // [m]
constexpr double kForceStep = 0.1;      // [N]
constexpr double kTimeStep = 0.001;     // [s]
constexpr double kDoseStep = 0.0001;

Json measure_json(const exposure::Track& track, posture::MeasureUnit unit, Duration seen) {
  const bool angle = unit == posture::MeasureUnit::angle;
  const double scale = angle ? 1.0 / kRadiansPerDegree : 1.0;
  const double step = angle ? kAngleStep : kLengthStep;
  const exposure::Quantiles q = track.quantiles();
  return {{"median", number(q.median * scale, step)},
          {"p10", number(q.p10 * scale, step)},
          {"p90", number(q.p90 * scale, step)},
          {"peak", number(q.peak * scale, step)},
          {"unit", angle ? "deg" : "m"},
          {"interval", interval(q.median_low * scale, q.median_high * scale, step)},
          {"observed_s", number(in_seconds(seen), kTimeStep)}};
}

Json posture_json(const exposure::PostureExposure& posture) {
  Json out = Json::object();
  for (std::size_t m = 0; m < posture::kMeasures; ++m) {
    const auto& info = posture::measure_infos()[m];
    const auto measure = static_cast<posture::Measure>(m);
    out[std::string(info.name)] = measure_json(posture.track(measure), info.unit,
                                               posture.time_with(measure, posture::Gap::none));
  }
  return out;
}

Json level_json(const Assessment& a, std::size_t index) {
  const auto level = static_cast<body::Level>(index);
  const exposure::Quantiles q = a.load.compression(level).quantiles();
  Json compression = {{"median", number(q.median, kForceStep)},
                      {"p90", number(q.p90, kForceStep)},
                      {"peak", number(q.peak, kForceStep)},
                      {"standing", number(a.standing_compression[index], kForceStep)}};
  if (a.load.has_bands()) {
    compression["interval"] = interval(q.median_low, q.median_high, kForceStep);
  }
  const auto shear = [](const exposure::Distribution& d) -> Json {
    return {{"median", number(d.quantile(0.5), kForceStep)},
            {"p10", number(d.quantile(0.1), kForceStep)},
            {"p90", number(d.quantile(0.9), kForceStep)}};
  };
  return {{"level", body::level_names()[index]},
          {"compression_N", compression},
          {"shear_ap_N", shear(a.load.shear_ap(level))},
          {"shear_ml_N", shear(a.load.shear_ml(level))}};
}

Json load_json_of(const Assessment& a) {
  Json levels = Json::array();
  for (std::size_t l = 0; l < body::kLevels; ++l) levels.push_back(level_json(a, l));
  Json fast = Json::array();
  for (const Stretch& s : a.too_fast) {
    fast.push_back({{"begin_s", number(s.begin, kTimeStep)}, {"end_s", number(s.end, kTimeStep)}});
  }
  Json unloaded = Json::object();
  for (std::size_t g = 1; g < exposure::kLoadGaps; ++g) {
    const auto gap = static_cast<exposure::LoadGap>(g);
    unloaded[std::string(word(gap))] = number(in_seconds(a.load.time_with(gap)), kTimeStep);
  }
  Json out = {{"levels", levels}, {"quasi_static", a.quasi_static}, {"too_fast", fast}};
  out["observed_s"] = number(in_seconds(a.load.observed()), kTimeStep);
  out["without_load_s"] = unloaded;
  out["median_at_s"] = a.median ? number(a.median->time, kTimeStep) : Json(nullptr);
  out["worst_at_s"] = a.worst ? number(a.worst->time, kTimeStep) : Json(nullptr);
  return out;
}

Json exposure_json(const Assessment& a) {
  Json out = Json::object();
  std::vector<exposure::Dose> all = exposure::doses(a.posture);
  const auto loads = exposure::load_doses(a.load, a.standing_compression, a.person.sex);
  all.insert(all.end(), loads.begin(), loads.end());
  for (const exposure::Dose& dose : all) {
    out[dose.id] = {{"value", number(dose.value, kDoseStep)},
                    {"unit", dose.unit},
                    {"interval", interval(dose.low, dose.high, kDoseStep)},
                    {"limit", dose.limit ? number(*dose.limit, kDoseStep) : Json(nullptr)},
                    {"source", dose.source}};
  }
  return out;
}

Json degrees_json(const exposure::Reading& r) {
  const double scale = 1 / kRadiansPerDegree;
  return {{"value", number(r.value * scale, kAngleStep)},
          {"interval", interval(r.low * scale, r.high * scale, kAngleStep)}};
}

Json metres_json(const exposure::Reading& r) {
  return {{"value", number(r.value, kLengthStep)},
          {"interval", interval(r.low, r.high, kLengthStep)}};
}

/// The longest holds of each part, in order of time.
Json holds_json(const exposure::PostureExposure& posture) {
  Json out = Json::array();
  for (const exposure::Holds& part : posture.holds()) {
    for (const exposure::Hold& hold : part.longest_holds()) {
      out.push_back({{"part", part.part().id},
                     {"begin_s", number(in_seconds(hold.begin), kTimeStep)},
                     {"end_s", number(in_seconds(hold.end), kTimeStep)},
                     {"angle_deg", degrees_json(hold.posture)}});
    }
  }
  return out;
}

Json lifts_json(const Assessment& a) {
  Json out = Json::array();
  for (const exposure::Lift& lift : a.posture.lifts().highest()) {
    out.push_back({{"begin_s", number(in_seconds(lift.begin), kTimeStep)},
                   {"end_s", number(in_seconds(lift.end), kTimeStep)},
                   {"from_m", metres_json(lift.from)},
                   {"to_m", metres_json(lift.to)},
                   {"asymmetry_deg", degrees_json(lift.asymmetry)},
                   {"mass_kg", a.lifted ? number(in_kilograms(*a.lifted), 0.01) : Json(nullptr)}});
  }
  return out;
}

Json findings_json(const Assessment& a) {
  Json out = Json::object();
  for (const exposure::Finding& finding : exposure::findings(a.posture, a.lifted)) {
    out[finding.id] = {{"value", number(finding.value, kDoseStep)},
                       {"measured", finding.measured},
                       {"interval", interval(finding.low, finding.high, kDoseStep)},
                       {"observed_s", number(finding.observed, kTimeStep)},
                       {"needed_s", number(finding.needed, kTimeStep)},
                       {"unit", finding.unit},
                       {"answer", finding.answer.empty() ? Json(nullptr) : Json(finding.answer)}};
  }
  return out;
}

Json person_json(const body::Person& person) {
  return {{"sex", person.sex == body::Sex::female ? "female" : "male"},
          {"age_years", number(person.age, 0.1)},
          {"height_m", number(in_metres(person.height), kLengthStep)},
          {"mass_kg", number(in_kilograms(person.mass), 0.01)},
          {"kyphosis_deg",
           person.kyphosis ? number(in_degrees(*person.kyphosis), kAngleStep) : Json(nullptr)},
          {"conditioning", number(person.conditioning, kDoseStep)}};
}

Json notes_json(const Assessment& a, Json& document) {
  const Texts english(Language::english);
  document["assumptions"] = Json::array();
  for (const AssumptionNote& note : a.assumptions) {
    document["assumptions"].push_back(assumption_sentence(english, note));
  }
  Json diagnostics = Json::array();
  for (const Diagnostic& d : a.diagnostics) {
    diagnostics.push_back({{"sentence", d.sentence}, {"place", d.place}});
  }
  return diagnostics;
}

}  // namespace

std::string report_json(const Assessment& a) {
  const Versions v = versions();
  Json document = {
      {"schema", v.schema}, {"dorsal", v.dorsal}, {"model", v.model}, {"knowledge", v.knowledge}};
  document["input"] = {{"name", a.input.name},
                       {"kind", word(a.input.kind)},
                       {"duration_s", number(a.input.duration, kTimeStep)}};
  document["frames"] = {{"read", a.input.frames_read},
                        {"with_person", a.input.frames_with_person},
                        {"fps", number(a.input.fps, kTimeStep)}};
  document["view"] = a.view ? Json(word(*a.view)) : Json(nullptr);
  document["person"] = person_json(a.person);
  document["calibration"] = word(a.calibration);
  document["diagnostics"] = notes_json(a, document);
  document["posture"] = posture_json(a.posture);
  document["load"] = load_json_of(a);
  document["exposure"] = exposure_json(a);
  document["fatigue"] = fatigue_json(a.fatigue);
  document["holds"] = holds_json(a.posture);
  document["lifts"] = lifts_json(a);
  document["findings"] = findings_json(a);
  document["not_measurable"] = Json::array();
  for (const NotMeasurable& n : not_measurable(a)) {
    Json item = {{"measure", n.measure}, {"why", n.why}};
    if (std::isfinite(n.needed)) {
      item["observed_s"] = number(n.observed, kTimeStep);
      item["needed_s"] = number(n.needed, kTimeStep);
    }
    document["not_measurable"].push_back(std::move(item));
  }
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace dorsal::report
