#include <fmt/format.h>

#include <array>
#include <cmath>

#include "dorsal/base/units.hpp"
#include "markup.hpp"
#include "sections.hpp"
#include "time_chart.hpp"

namespace dorsal::report {
namespace {

using exposure::in_seconds;
using posture::Measure;

constexpr std::array kCourses = {Measure::trunk_inclination,
                                 Measure::thoracic_flexion,
                                 Measure::neck_flexion,
                                 Measure::head_inclination,
                                 Measure::left_upper_arm_elevation,
                                 Measure::right_upper_arm_elevation,
                                 Measure::trunk_lateral_bend,
                                 Measure::trunk_twist};
constexpr std::array kLoadCourses = {body::Level::T4T5, body::Level::T8T9, body::Level::T12L1,
                                     body::Level::L4L5};

std::vector<double> moment_times(const Assessment& a) {
  if (a.worst) return {a.worst->time};
  return {};
}

std::string describe(const Texts& t, const Assessment& a, const exposure::Track& track,
                     std::string_view name, double scale, std::string_view unit) {
  const exposure::Quantiles q = track.quantiles();
  const double whole = in_seconds(a.posture.duration());
  return t("course.describe", {{"name", std::string(name)},
                               {"whole", t.duration(whole)},
                               {"median", t.number(q.median * scale)},
                               {"p10", t.number(q.p10 * scale)},
                               {"p90", t.number(q.p90 * scale)},
                               {"unit", std::string(unit)},
                               {"gap", t.duration(whole - in_seconds(track.value.total()))}});
}

/// Borders of the zones that lie within or near what was seen.
std::vector<Guide> zone_guides(const Texts& t, Measure measure, const exposure::Track& track) {
  std::vector<Guide> out;
  constexpr double kNear = 5 * kRadiansPerDegree;
  for (const exposure::ZoneScheme& scheme : exposure::zone_schemes()) {
    if (scheme.measure != measure) continue;
    for (const exposure::ZoneBorder& border : scheme.borders) {
      for (const double at : {border.at, -border.at}) {
        if (at < 0 && !scheme.either_side) continue;
        if (border.at == 0) continue;
        if (at < track.value.min() - kNear || at > track.value.max() + kNear) continue;
        const double degrees = at / kRadiansPerDegree;
        out.push_back({degrees, t.number(degrees) + "°", false});
      }
    }
  }
  return out;
}

std::string measure_chart(const Texts& t, const Assessment& a, Measure measure) {
  const exposure::Track& track = a.posture.track(measure);
  if (track.value.empty()) return {};
  const auto name = posture::measure_infos()[static_cast<std::size_t>(measure)].name;
  Chart chart;
  chart.id = fmt::format("{}-{}", code(t.language()), name);
  chart.title = t(fmt::format("measure.{}", name));
  chart.unit = "°";
  chart.scale = 1 / kRadiansPerDegree;
  chart.bins = track.over_time.bins();
  chart.guides = zone_guides(t, measure, track);
  chart.markers = moment_times(a);
  chart.description = describe(t, a, track, chart.title, chart.scale, "°");
  return time_chart(t, chart);
}

std::string load_chart(const Texts& t, const Assessment& a, body::Level level) {
  const auto index = static_cast<std::size_t>(level);
  const exposure::Track& track = a.load.compression(level);
  Chart chart;
  chart.id = fmt::format("{}-load-{}", code(t.language()), index);
  chart.title = t("course.load_of", {{"level", std::string(body::level_names()[index])}});
  chart.unit = " N";
  chart.from_zero = true;
  chart.bins = track.over_time.bins();
  chart.markers = moment_times(a);
  const double standing = a.standing_compression[index];
  if (std::isfinite(standing)) {
    chart.guides.push_back({standing, t.number(standing) + " N", true});
  }
  chart.description = describe(t, a, track, chart.title, 1, "N");
  return time_chart(t, chart);
}

}  // namespace

std::string posture_course_section(const Texts& texts, const Assessment& a) {
  if (is_single(a) || nobody_seen(a)) return {};
  std::string charts;
  for (const Measure m : kCourses) charts += measure_chart(texts, a, m);
  if (charts.empty()) charts = paragraph(texts("course.seen_none"));
  return section(texts, "course.heading",
                 paragraph(texts("course.lead"), "class=\"lead\"") + charts);
}

std::string load_course_section(const Texts& texts, const Assessment& a) {
  if (is_single(a) || a.load.observed() == exposure::Duration::zero()) return {};
  std::string out = paragraph(texts("course.load_lead"), "class=\"lead\"");
  if (!a.load.has_bands()) out += paragraph(texts("course.load_no_band"), "class=\"small\"");
  const double fast = in_seconds(a.load.time_with(exposure::LoadGap::moving_too_fast));
  if (fast > 0) {
    out += paragraph(texts("course.too_fast", {{"time", texts.duration(fast)}}), "class=\"small\"");
  }
  for (const body::Level level : kLoadCourses) out += load_chart(texts, a, level);
  return section(texts, "course.load_heading", out);
}

}  // namespace dorsal::report
