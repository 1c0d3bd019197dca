#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "dorsal/base/units.hpp"
#include "markup.hpp"
#include "sections.hpp"

namespace dorsal::report {
namespace {

using exposure::Duration;
using exposure::in_seconds;
using posture::Measure;

constexpr auto kMiddle = body::Level::T8T9;
constexpr auto kMiddleIndex = static_cast<std::size_t>(kMiddle);

/// One finding: a figure, what it is, and what to make of it.
struct KeyFigure {
  std::string figure;
  std::string what;
  std::string detail;
};

const exposure::ZoneTimes* zones_of(const Assessment& a, Measure measure) {
  for (const exposure::ZoneTimes& zones : a.posture.zones()) {
    if (zones.scheme().measure == measure && zones.observed() > Duration::zero()) return &zones;
  }
  return nullptr;
}

std::size_t border_at(const exposure::ZoneTimes& zones, double degrees) {
  const auto& borders = zones.scheme().borders;
  std::size_t b = 0;
  while (b + 1 < borders.size() && borders[b].at < (degrees - 0.5) * kRadiansPerDegree) ++b;
  return b;
}

/// A sentence for where much of the recording could not be judged, else nothing.
std::string judged(const Texts& t, const Assessment& a, const exposure::ZoneTimes& zones) {
  constexpr double kNearlyAll = 0.9;  // of the time
  const double seen = in_seconds(zones.observed());
  const double whole = in_seconds(a.posture.duration());
  if (seen >= kNearlyAll * whole) return {};
  return ' ' + t("key.judged", {{"judged", t.duration(seen)}, {"whole", t.duration(whole)}});
}

void add_bent(const Texts& t, const Assessment& a, std::vector<KeyFigure>& out) {
  const exposure::ZoneTimes* zones = zones_of(a, Measure::trunk_inclination);
  if (zones == nullptr) return;
  const std::size_t border = border_at(*zones, 20);
  const exposure::TimeInterval& past = zones->past(border);
  const std::string detail =
      t("key.bent_detail", {{"low", t.duration(in_seconds(past.certain))},
                            {"high", t.duration(in_seconds(past.possible))},
                            {"longest", t.duration(in_seconds(zones->longest_hold(border)))}});
  out.push_back({t.part_of(in_seconds(past.value), in_seconds(zones->observed())), t("key.bent"),
                 detail + judged(t, a, *zones)});
}

void add_arms(const Texts& t, const Assessment& a, std::vector<KeyFigure>& out) {
  const exposure::ZoneTimes* most = nullptr;
  std::size_t border = 0;
  for (const Measure m : {Measure::left_upper_arm_elevation, Measure::right_upper_arm_elevation}) {
    const exposure::ZoneTimes* zones = zones_of(a, m);
    if (zones == nullptr) continue;
    border = border_at(*zones, 60);
    if (most == nullptr || zones->past(border).value > most->past(border).value) most = zones;
  }
  if (most == nullptr) return;
  const exposure::TimeInterval& past = most->past(border);
  constexpr double kWorthSaying = 0.01;  // of the time
  if (in_seconds(past.value) < kWorthSaying * in_seconds(most->observed())) return;
  out.push_back({t.part_of(in_seconds(past.value), in_seconds(most->observed())), t("key.arms"),
                 t("key.arms_detail", {{"low", t.duration(in_seconds(past.certain))},
                                       {"high", t.duration(in_seconds(past.possible))}}) +
                     judged(t, a, *most)});
}

void add_still(const Texts& t, const Assessment& a, std::vector<KeyFigure>& out) {
  constexpr double kWorthSaying = 60;  // [s]
  const double longest = in_seconds(a.posture.stillness().longest());
  if (longest < kWorthSaying) return;
  out.push_back({t.duration(longest), t("key.still"), t("key.still_detail")});
}

/// The median of an angle, with its interval.
void add_angle(const Texts& t, const Assessment& a, Measure measure, const char* forward,
               const char* backward, std::vector<KeyFigure>& out) {
  const exposure::Track& track = a.posture.track(measure);
  if (track.value.empty()) return;
  const exposure::Quantiles q = track.quantiles();
  const double degrees = q.median / kRadiansPerDegree;
  out.push_back({t.number(std::abs(degrees)) + "°", t(degrees < 0 ? backward : forward),
                 t("key.lean_detail", {{"low", t.number(q.median_low / kRadiansPerDegree)},
                                       {"high", t.number(q.median_high / kRadiansPerDegree)}})});
}

/// What to film so that there is a load, where it is known.
std::string how_to_load(const Texts& t, exposure::LoadGap gap) {
  if (gap == exposure::LoadGap::trunk_hidden) return ' ' + t("key.hint_trunk_hidden");
  if (gap == exposure::LoadGap::moving_too_fast) return ' ' + t("key.hint_moving_too_fast");
  return {};
}

void add_load(const Texts& t, const Assessment& a, std::vector<KeyFigure>& out) {
  if (a.load.observed() == Duration::zero()) {
    const exposure::LoadGap gap = a.load.main_gap();
    const std::string why(word(gap == exposure::LoadGap::none ? exposure::LoadGap::nobody : gap));
    out.push_back({t("key.no_load"), "",
                   t("key.no_load_detail", {{"why", t("gap." + why)}}) + how_to_load(t, gap)});
    return;
  }
  const exposure::Quantiles q = a.load.compression(kMiddle).quantiles();
  std::string detail = t("key.load_kg", {{"kg", t.number(q.median / kStandardGravity)}});
  const double standing = a.standing_compression[kMiddleIndex];
  if (std::isfinite(standing)) {
    detail += ' ' + t("key.load_share", {{"standing", t.number(standing)},
                                         {"percent", t.number(100 * q.median / standing)}});
  }
  if (a.load.has_bands()) {
    detail += ' ' + t("key.load_band",
                      {{"low", t.number(q.median_low)}, {"high", t.number(q.median_high)}});
  }
  out.push_back(
      {t.number(q.median) + " N", t(is_single(a) ? "key.load_once" : "key.load"), detail});
}

void add_worst(const Texts& t, const Assessment& a, std::vector<KeyFigure>& out) {
  if (!a.worst || a.worst->load.status != load::SolveStatus::solved) return;
  const double force = a.worst->load.compression[kMiddleIndex];
  std::string detail = t("key.worst_kg", {{"kg", t.number(force / kStandardGravity)}});
  const double standing = a.standing_compression[kMiddleIndex];
  if (std::isfinite(standing)) {
    detail += ' ' + t("key.worst_share", {{"percent", t.number(100 * force / standing)}});
  }
  const auto trunk = static_cast<std::size_t>(Measure::trunk_inclination);
  const double lean = a.worst->posture.measures[trunk].value;
  if (std::isfinite(lean)) {
    detail += ' ' + t("key.worst_lean", {{"lean", t.number(lean / kRadiansPerDegree)}});
  }
  out.push_back(
      {t.number(force) + " N", t("key.worst", {{"time", clock_time(a.worst->time)}}), detail});
}

std::vector<KeyFigure> key_figures(const Texts& t, const Assessment& a) {
  std::vector<KeyFigure> out;
  if (nobody_seen(a)) {
    out.push_back({t("key.nobody"), "", t("key.nobody_detail")});
    return out;
  }
  if (is_single(a)) {
    add_angle(t, a, Measure::trunk_inclination, "key.lean", "key.lean_back", out);
    add_angle(t, a, Measure::thoracic_flexion, "key.thoracic", "key.thoracic_less", out);
    add_load(t, a, out);
    return out;
  }
  add_bent(t, a, out);
  add_load(t, a, out);
  add_worst(t, a, out);
  add_arms(t, a, out);
  add_still(t, a, out);
  return out;
}

}  // namespace

std::string headline_section(const Texts& texts, const Assessment& a) {
  std::string items;
  for (const KeyFigure& key : key_figures(texts, a)) {
    items += element("li", "",
                     element("p", "class=\"figure\"",
                             element("strong", "", escape(key.figure)) + ' ' + escape(key.what)) +
                         paragraph(key.detail, "class=\"small\""));
  }
  return section(texts, "key.heading", element("ul", "class=\"key\"", items));
}

}  // namespace dorsal::report
