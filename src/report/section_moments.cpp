#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cmath>

#include "dorsal/base/units.hpp"
#include "markup.hpp"
#include "sections.hpp"
#include "spine_drawing.hpp"

namespace dorsal::report {
namespace {

using posture::Measure;

const posture::MeasuredValue& value_of(const Moment& moment, Measure measure) {
  return moment.posture.measures[static_cast<std::size_t>(measure)];
}

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the terminating zero
  return out;
}

std::string with_interval(const Texts& t, const posture::MeasuredValue& v) {
  const std::string interval = t("measures.to", {{"from", t.number(v.low / kRadiansPerDegree)},
                                                 {"to", t.number(v.high / kRadiansPerDegree)}});
  return escape(t.number(v.value / kRadiansPerDegree) + "°") + ' ' +
         element("span", "class=\"small\"", escape(fmt::format("({})", interval)));
}

/// The angles of a moment; those that could not be measured are named, not filled in.
std::string angles(const Texts& t, const Moment& moment) {
  constexpr std::pair<const char*, Measure> kShown[] = {
      {"moments.trunk", Measure::trunk_inclination},
      {"moments.thoracic", Measure::thoracic_flexion},
      {"moments.neck", Measure::neck_flexion},
      {"moments.head", Measure::head_inclination}};
  std::string known;
  std::string unknown;
  for (const auto& [key, measure] : kShown) {
    const posture::MeasuredValue& v = value_of(moment, measure);
    if (v.gap == posture::Gap::none) {
      known += element("div", "",
                       element("dt", "", escape(t(key))) + element("dd", "", with_interval(t, v)));
    } else {
      unknown += (unknown.empty() ? "" : ", ") + t(key);
    }
  }
  std::string out = known.empty() ? "" : element("dl", "class=\"angles\"", known);
  if (!unknown.empty()) {
    out += paragraph(t("moments.unknown", {{"what", unknown}}), "class=\"small\"");
  }
  return out;
}

std::string description(const Texts& t, const Assessment& a, const Moment& moment) {
  if (moment.load.status != load::SolveStatus::solved) return t("moments.not_solved");
  constexpr auto kMidThorax = static_cast<std::size_t>(body::Level::T8T9);
  const posture::MeasuredValue& lean = value_of(moment, Measure::trunk_inclination);
  const auto& force = moment.load.compression;
  std::string text;
  if (lean.gap == posture::Gap::none) {
    text = t("moments.describe_lean", {{"lean", t.number(lean.value / kRadiansPerDegree)}}) + ' ';
  }
  return text +
         t("moments.describe",
           {{"top", t.number(force.front())},
            {"bottom", t.number(force.back())},
            {"mid", t.number(force[kMidThorax])},
            {"percent", t.number(100 * force[kMidThorax] / a.standing_compression[kMidThorax])}});
}

struct Panel {
  const char* id;
  const char* heading;
  const Moment* moment;
};

std::string panel(const Texts& t, const Assessment& a, const Panel& p, const Point& size) {
  SpineDrawing drawing;
  drawing.id = fmt::format("{}-{}", code(t.language()), p.id);
  drawing.title = t("moments.figure");
  drawing.description = description(t, a, *p.moment);
  drawing.moment = p.moment;
  drawing.standing = a.standing_compression;
  drawing.size = size;
  std::string caption = element("h3", "", escape(t(p.heading)));
  if (!is_single(a)) {
    caption +=
        paragraph(t("moments.at", {{"time", clock_time(p.moment->time)}}), "class=\"small\"");
  }
  std::string out = caption + spine_drawing(t, drawing);
  if (p.moment->load.status != load::SolveStatus::solved) {
    out += paragraph(t("moments.not_solved"), "class=\"small\"");
  }
  out += angles(t, *p.moment);
  if (!p.moment->jpeg.empty()) {
    out += fmt::format("<img alt=\"{}\" src=\"data:image/jpeg;base64,{}\">",
                       escape(t("moments.frame")), base64(p.moment->jpeg));
  }
  return element("div", "class=\"panel\"", out);
}

std::vector<Panel> panels(const Assessment& a) {
  if (a.median && a.worst && a.median->time != a.worst->time && !is_single(a)) {
    return {{"usual", "moments.usual", &*a.median}, {"worst", "moments.worst", &*a.worst}};
  }
  if (a.worst) return {{"one", "moments.one", &*a.worst}};
  if (a.median) return {{"one", "moments.one", &*a.median}};
  return {};
}

}  // namespace

std::string moments_section(const Texts& texts, const Assessment& a) {
  const std::vector<Panel> shown = panels(a);
  if (shown.empty()) return {};
  bool any_load = false;
  Point size(0.6, 0.9);  // [m] no drawing is blown up beyond this
  for (const Panel& p : shown) {
    const Point needed = extent(side_view(*p.moment)).size();
    if (needed.allFinite()) size = size.cwiseMax(needed);
    any_load = any_load || p.moment->load.status == load::SolveStatus::solved;
  }
  std::string out;
  for (const Panel& p : shown) out += panel(texts, a, p, size);
  out = element("div", fmt::format("class=\"panels n{}\"", shown.size()), out);
  if (any_load) out += force_legend(texts);
  return section(texts, is_single(a) ? "moments.heading_one" : "moments.heading",
                 paragraph(texts("moments.lead"), "class=\"lead\"") + out);
}

}  // namespace dorsal::report
