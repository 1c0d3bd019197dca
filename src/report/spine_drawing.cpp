#include "spine_drawing.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

#include "colours.hpp"
#include "markup.hpp"

namespace dorsal::report {
namespace {

// The drawing's own units; style.css lets it fill its column.
constexpr double kDrawingWidth = 500;
constexpr double kDrawingHeight = 430;
constexpr double kLabels = 344;    // where the labels begin
constexpr double kBody = 330;      // width kept for the body
constexpr double kRowHeight = 23;  // of the labels
constexpr double kHead = 0.095;    // [m]

/// From the drawing's metres to its units.
struct Canvas {
  double scale = 1;
  Point origin = Point::Zero();

  [[nodiscard]] Point at(const Point& p) const {
    return {origin.x() + scale * p.x(), origin.y() - scale * p.y()};
  }
};

Canvas canvas_for(const SideView& view, const Point& size) {
  const Box box = extent(view);
  Canvas canvas;
  canvas.scale = std::min(kBody / size.x(), (kDrawingHeight - 10) / size.y());
  const Point middle = (box.low + box.high) / 2;
  canvas.origin = {kBody / 2 - canvas.scale * middle.x(),
                   kDrawingHeight / 2 + canvas.scale * middle.y()};
  return canvas;
}

std::string points(const Canvas& canvas, const std::vector<Point>& outline) {
  std::string out;
  for (const Point& p : outline) {
    const Point q = canvas.at(p);
    out += fmt::format("{},{} ", coordinate(q.x()), coordinate(q.y()));
  }
  if (!out.empty()) out.pop_back();
  return out;
}

/// A closed smooth curve through the points (Catmull-Rom as cubic pieces).
std::string smooth_loop(const Canvas& canvas, const std::vector<Point>& outline) {
  const std::size_t n = outline.size();
  const auto at = [&](std::size_t i) { return canvas.at(outline[(i + n) % n]); };
  std::string d = fmt::format("M{} {}", coordinate(at(0).x()), coordinate(at(0).y()));
  for (std::size_t i = 0; i < n; ++i) {
    const Point a = at(i) + (at(i + 1) - at(i + n - 1)) / 6;
    const Point b = at(i + 1) - (at(i + 2) - at(i)) / 6;
    d += 'C';
    for (const Point& p : {a, b, at(i + 1)}) {
      d += fmt::format("{} {} ", coordinate(p.x()), coordinate(p.y()));
    }
    d.pop_back();
  }
  return d + 'Z';
}

std::string limb(const Canvas& canvas, const std::vector<Point>& chain, std::string_view name,
                 double width) {
  if (chain.empty()) return {};
  const std::string line = points(canvas, chain);
  // A wide dark stroke under a narrower pale one draws the limb with its outline.
  return fmt::format(
      "<polyline class=\"limb-edge\" points=\"{0}\" stroke-width=\"{2}\"/>"
      "<polyline class=\"limb {1}\" points=\"{0}\" stroke-width=\"{3}\"/>",
      line, name, coordinate(width * canvas.scale + 2), coordinate(width * canvas.scale));
}

std::string head(const Canvas& canvas, const SideView& view) {
  if (!view.head) return {};
  const Point middle = canvas.at(*view.head);
  const double r = kHead * canvas.scale;
  const double tilt = -view.facing * 180 / std::numbers::pi;
  std::string out;
  if (!view.joints.empty()) {
    const Point top = 2 * view.joints[0] - view.joints[1];
    out += limb(canvas, {top, *view.head}, "neck", 0.095);
  }
  // The nose tells which way the head is turned.
  out += fmt::format(
      "<g transform=\"translate({0} {1}) rotate({2})\"><path class=\"body\" d=\"M{3} {4}L{5} "
      "{6}L{7} "
      "{8}Z\"/><ellipse class=\"body\" rx=\"{9}\" ry=\"{10}\"/></g>",
      coordinate(middle.x()), coordinate(middle.y()), coordinate(tilt), coordinate(0.8 * r),
      coordinate(-0.25 * r), coordinate(1.22 * r), coordinate(0.25 * r), coordinate(0.8 * r),
      coordinate(0.45 * r), coordinate(0.97 * r), coordinate(1.14 * r));
  return out;
}

std::string vertebra_name(std::size_t i) {
  return i < 12 ? fmt::format("T{}", i + 1) : fmt::format("L{}", i - 11);
}

std::string label_text(const Texts& texts, const SpineDrawing& d, std::size_t i) {
  const double force = d.moment->load.compression[i];
  const double share = 100 * force / d.standing[i];
  std::string out = fmt::format("<tspan class=\"level\">{}</tspan>", vertebra_name(i));
  out += fmt::format("<tspan x=\"{}\" text-anchor=\"end\">{} N</tspan>", coordinate(kLabels + 96),
                     escape(texts.number(force)));
  if (std::isfinite(share)) {
    out += fmt::format("<tspan class=\"share\" x=\"{}\" text-anchor=\"end\">{} %</tspan>",
                       coordinate(kDrawingWidth - 1), escape(texts.number(share)));
  }
  return out;
}

/// Vertebrae and, beside the body, one label for each, joined by a thin line.
std::string spine(const Texts& texts, const SpineDrawing& d, const Canvas& canvas,
                  const std::vector<Point>& joints) {
  const bool solved = d.moment->load.status == load::SolveStatus::solved;
  const auto shapes = vertebra_shapes(joints);
  const bool upside_down = canvas.at(joints.front()).y() > canvas.at(joints.back()).y();
  std::string leaders;
  std::string bones;
  std::string labels;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const double force = d.moment->load.compression[i];
    const std::string_view colour = solved ? force_colour(force) : std::string_view("#fff");
    bones += fmt::format("<polygon class=\"process\" points=\"{}\"/>",
                         points(canvas, shapes[i].process));
    bones += fmt::format("<polygon class=\"vertebra\" fill=\"{}\" points=\"{}\"/>", colour,
                         points(canvas, shapes[i].body));
    if (!solved) continue;
    const double row = static_cast<double>(upside_down ? shapes.size() - 1 - i : i);
    const double y = 30 + kRowHeight * row;
    const Point from = canvas.at(shapes[i].front);
    leaders += fmt::format("<polyline class=\"leader\" points=\"{},{} {},{} {},{}\"/>",
                           coordinate(from.x()), coordinate(from.y()), coordinate(kLabels - 26),
                           coordinate(y - 4), coordinate(kLabels - 18), coordinate(y - 4));
    labels += fmt::format(
        "<rect class=\"swatch\" x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{}\"/>"
        "<text x=\"{}\" y=\"{}\">{}</text>",
        coordinate(kLabels - 18), coordinate(y - 10), colour, coordinate(kLabels), coordinate(y),
        label_text(texts, d, i));
  }
  return leaders + bones + labels;
}

}  // namespace

std::string spine_drawing(const Texts& texts, const SpineDrawing& d) {
  const SideView view = side_view(*d.moment);
  const Canvas canvas = canvas_for(view, d.size);
  std::string out = fmt::format("<title id=\"{0}-t\">{1}</title><desc id=\"{0}-d\">{2}</desc>",
                                d.id, escape(d.title), escape(d.description));
  out += limb(canvas, view.thighs[0], "far", 0.13) + limb(canvas, view.arms[0], "far", 0.065);
  out += limb(canvas, view.thighs[1], "near", 0.13) + head(canvas, view);
  if (!view.joints.empty()) {
    out += fmt::format("<path class=\"body\" d=\"{}\"/>",
                       smooth_loop(canvas, trunk_outline(view.joints)));
  }
  out += limb(canvas, view.arms[1], "near", 0.065);
  if (!view.joints.empty()) out += spine(texts, d, canvas, view.joints);
  const std::string attributes = fmt::format(
      "class=\"person\" role=\"img\" aria-labelledby=\"{0}-t {0}-d\" viewBox=\"0 0 {1} {2}\"", d.id,
      kDrawingWidth, kDrawingHeight);
  return element("svg", attributes, out);
}

std::string force_legend(const Texts& texts) {
  std::string items;
  for (std::size_t i = 0; i < kScale.size(); ++i) {
    const std::string from = texts.number(kForceSteps[i]);
    const std::string label = i + 1 == kScale.size()
                                  ? "≥ " + from
                                  : fmt::format("{}–{}", from, texts.number(kForceSteps[i + 1]));
    items += fmt::format(
        "<li><svg width=\"22\" height=\"12\" aria-hidden=\"true\"><rect class=\"swatch\" x=\".5\" "
        "y=\".5\" width=\"21\" height=\"11\" fill=\"{}\"/></svg>{}</li>",
        kScale[i], escape(label));
  }
  return element("p", "class=\"legend-title\"", escape(texts("moments.legend"))) +
         element("ul", "class=\"legend\"", items) +
         element("p", "class=\"small\"", escape(texts("moments.legend_kg")));
}

}  // namespace dorsal::report
