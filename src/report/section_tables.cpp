#include <fmt/format.h>

#include <cmath>

#include "dorsal/base/units.hpp"
#include "markup.hpp"
#include "sections.hpp"

namespace dorsal::report {
namespace {

using exposure::in_seconds;

std::string heads(const Texts& t, std::string_view group, std::initializer_list<const char*> keys) {
  std::string out;
  for (const char* key : keys) {
    const bool words = std::string_view(key) == "measure";
    out += element("th", words ? "scope=\"col\"" : "scope=\"col\" class=\"n\"",
                   escape(t(fmt::format("{}.{}", group, key))));
  }
  return out;
}

std::string cells(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += element("td", "class=\"n\"", escape(text));
  return out;
}

std::string measure_row(const Texts& t, const Assessment& a, std::size_t m) {
  const auto& info = posture::measure_infos()[m];
  const auto& track = a.posture.track(static_cast<posture::Measure>(m));
  const bool angle = info.unit == posture::MeasureUnit::angle;
  const double scale = angle ? 1 / kRadiansPerDegree : 100;
  const std::string unit = angle ? "°" : " cm";
  const exposure::Quantiles q = track.quantiles();
  const auto number = [&](double v) { return t.number(v * scale) + unit; };
  const auto range = [&](double from, double to) {
    return t("measures.to", {{"from", number(from)}, {"to", number(to)}});
  };
  const std::string name = element(
      "th", "scope=\"row\"",
      escape(t(fmt::format("measure.{}", info.name))) + ' ' +
          element("span", "class=\"small\"", escape(t(fmt::format("explain.{}", info.name)))));
  std::vector<std::string> values = {number(q.median), range(q.median_low, q.median_high)};
  if (!is_single(a)) {
    values = {number(q.median), range(q.p10, q.p90), range(q.median_low, q.median_high),
              t.part_of(in_seconds(track.value.total()), in_seconds(a.posture.duration()))};
  }
  return element("tr", "", name + cells(values));
}

std::string level_row(const Texts& t, const Assessment& a, std::size_t l) {
  const auto level = static_cast<body::Level>(l);
  const exposure::Quantiles q = a.load.compression(level).quantiles();
  const double standing = a.standing_compression[l];
  const auto percent = [&](double force) { return t.number(100 * force / standing) + " %"; };
  const exposure::Distribution& shear = a.load.shear_ap(level);
  std::vector<std::string> values = {t.number(standing), t.number(q.median)};
  if (a.load.has_bands()) {
    values.push_back(
        t("measures.to", {{"from", t.number(q.median_low)}, {"to", t.number(q.median_high)}}));
  }
  if (is_single(a)) {
    values.insert(values.end(), {percent(q.median), t.number(shear.quantile(0.5))});
  } else {
    values.insert(values.end(), {t.number(q.p90), t.number(q.peak), percent(q.median),
                                 percent(q.peak), t.number(shear.quantile(0.5)),
                                 t.number(shear.quantile(0.9)), t.number(shear.quantile(1.0))});
  }
  return element(
      "tr", "",
      element("th", "scope=\"row\"", std::string(body::level_names()[l])) + cells(values));
}

std::string level_head(const Texts& t, const Assessment& a) {
  const bool single = is_single(a);
  const bool bands = a.load.has_bands();
  const int compression = (single ? 3 : 6) + (bands ? 1 : 0);
  std::string top = element("th", "rowspan=\"2\" scope=\"col\"", escape(t("levels.level")));
  top += element("th", fmt::format("colspan=\"{}\" scope=\"colgroup\"", compression),
                 escape(t("levels.compression")));
  top += element("th", fmt::format("colspan=\"{}\" scope=\"colgroup\"", single ? 1 : 3),
                 escape(t("levels.shear")));
  std::string below = heads(t, "levels", {"standing", "median"});
  if (bands) below += heads(t, "levels", {"interval"});
  below += single ? heads(t, "levels", {"percent", "median"})
                  : heads(t, "levels",
                          {"p90", "peak", "percent", "percent_worst", "median", "p90", "peak"});
  return element("thead", "", element("tr", "", top) + element("tr", "", below));
}

}  // namespace

std::string measures_section(const Texts& texts, const Assessment& a) {
  std::string rows;
  for (std::size_t m = 0; m < posture::kMeasures; ++m) {
    const bool seen = !a.posture.track(static_cast<posture::Measure>(m)).value.empty();
    if (seen) rows += measure_row(texts, a, m);
  }
  if (rows.empty()) return {};
  const std::string columns =
      is_single(a) ? heads(texts, "measures", {"measure", "median", "interval"})
                   : heads(texts, "measures", {"measure", "median", "range", "interval", "seen"});
  return section(
      texts, "measures.heading",
      paragraph(texts("measures.lead"), "class=\"lead\"") +
          table(texts, "measures.heading", element("thead", "", element("tr", "", columns)),
                element("tbody", "", rows)));
}

std::string levels_section(const Texts& texts, const Assessment& a) {
  if (a.load.observed() == exposure::Duration::zero()) return {};
  std::string rows;
  for (std::size_t l = 0; l < body::kLevels; ++l) rows += level_row(texts, a, l);
  return section(texts, "levels.heading",
                 paragraph(texts("levels.lead"), "class=\"lead\"") +
                     table(texts, "levels.heading", level_head(texts, a),
                           element("tbody", "", rows), "class=\"many\""));
}

}  // namespace dorsal::report
