#include <fmt/format.h>

#include <algorithm>

#include "dorsal/base/units.hpp"
#include "dorsal/exposure/viewing_distance.hpp"
#include "markup.hpp"
#include "sections.hpp"

namespace dorsal::report {
namespace {

std::string head_part(const Texts& t, const Assessment& a) {
  const exposure::Track& pitch = a.posture.head_pitch();
  if (pitch.value.empty()) return {};
  const exposure::Quantiles q = pitch.quantiles();
  const auto deg = [&](double angle) { return t.number(angle / kRadiansPerDegree); };
  const std::string median =
      fmt::format("{}° ({} – {})", deg(q.median), deg(q.median_low), deg(q.median_high));
  return element("h3", "", escape(t("workplace.head"))) +
         paragraph(t("workplace.head_says", {{"pitch", median}}));
}

std::string_view judgement_of(const exposure::Quantiles& distance) {
  if (distance.median > exposure::kFarthestScreen) return "workplace.eyes_no_screen";
  if (distance.median_high < exposure::kNearestAdvised) return "workplace.eyes_near";
  if (distance.median_low > exposure::kFarthestAdvised) return "workplace.eyes_far";
  return "workplace.eyes_open";
}

std::string eyes_part(const Texts& t, const Assessment& a) {
  const exposure::Track& eyes = a.posture.eye_distance();
  if (eyes.value.empty()) return {};
  const exposure::Quantiles q = eyes.quantiles();
  const std::string median = fmt::format("{} ({} – {})", t.number(q.median, 2),
                                         t.number(q.median_low, 2), t.number(q.median_high, 2));
  const std::string time = t.duration(exposure::in_seconds(eyes.value.total()));
  std::string says =
      t("workplace.eyes_say", {{"metres", median}, {"time", time}}) + " " + t(judgement_of(q));
  const bool unknown = std::ranges::count(a.assumptions, Assumption::field_of_view_unknown,
                                          &AssumptionNote::what) > 0;
  if (unknown) says += " " + t("workplace.eyes_lens");
  return element("h3", "", escape(t("workplace.eyes"))) + paragraph(says) +
         paragraph(t("workplace.eyes_source"), "class=\"small\"");
}

}  // namespace

std::string workplace_section(const Texts& texts, const Assessment& a) {
  if (nobody_seen(a)) return {};
  const std::string content = head_part(texts, a) + eyes_part(texts, a);
  if (content.empty()) return {};
  return section(texts, "workplace.heading",
                 paragraph(texts("workplace.lead"), "class=\"lead\"") + content);
}

}  // namespace dorsal::report
