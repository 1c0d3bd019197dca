#include "chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace dorsal::validation {
namespace {

// Okabe and Ito's colours, which people with any colour vision tell apart.
constexpr std::array kColours = {"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#555555"};
constexpr double kWidth = 760;  // [px]
constexpr double kTop = 40;     // below the title
constexpr double kLine = 20;    // of the legend
constexpr double kBottom = 56;
constexpr double kRight = 24;
constexpr double kLegendColumn = 340;

const char* colour(std::size_t index) { return kColours[index % kColours.size()]; }

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '&')
      result += "&amp;";
    else
      result += c;
  }
  return result;
}

struct Point {
  double x;
  double y;
};

std::string text_at(Point at, const std::string& anchor, const std::string& text,
                    const std::string& more = "") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>\n", at.x, at.y,
                     anchor, more, escaped(text));
}

std::string segment(Point a, Point b, const std::string& style) {
  return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", a.x,
                     a.y, b.x, b.y, style);
}

/// Shapes differ as well as colours.
std::string mark(Point p, std::size_t index) {
  const std::string fill = fmt::format("fill=\"{}\"", colour(index));
  switch (index % 4) {
    case 0:
      return fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4.5\" {}/>\n", p.x, p.y, fill);
    case 1:
      return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"8\" height=\"8\" {}/>\n", p.x - 4,
                         p.y - 4, fill);
    case 2:
      return fmt::format("<path d=\"M{:.1f} {:.1f}l5 9h-10z\" {}/>\n", p.x, p.y - 5.5, fill);
    default:
      return fmt::format("<path d=\"M{:.1f} {:.1f}l5 5l-5 5l-5 -5z\" {}/>\n", p.x, p.y - 5, fill);
  }
}

/// Where the data go.
struct Plot {
  double left;
  double top;
  double width;
  double height;
  Axis x;
  Axis y;
  [[nodiscard]] Point at(double vx, double vy) const {
    return {left + width * (vx - x.from) / (x.to - x.from),
            top + height * (1 - (vy - y.from) / (y.to - y.from))};
  }
};

std::string tick_text(double value, double step) {
  const int digits = step < 0.1 ? 2 : step < 1 ? 1 : 0;
  return fmt::format("{:.{}f}", value, digits);
}

std::string frame_begin(const std::string& title, double height) {
  return fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
             "width=\"{0:.0f}\" height=\"{1:.0f}\" font-family=\"sans-serif\" font-size=\"13\" "
             "fill=\"#222\">\n<title>{2}</title>\n<rect width=\"{0:.0f}\" height=\"{1:.0f}\" "
             "fill=\"#fff\"/>\n",
             kWidth, height, escaped(title)) +
         text_at({16, 24}, "start", title, " font-size=\"15\" font-weight=\"bold\"");
}

double legend_height(std::size_t entries) {
  return kLine * std::ceil(static_cast<double>(entries) / 2);
}

std::string legend(const std::vector<Series>& series, bool bars) {
  std::string svg;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const std::size_t row = i / 2;
    const Point at = {24 + kLegendColumn * static_cast<double>(i % 2),
                      kTop + 4 + kLine * static_cast<double>(row)};
    if (bars) {
      svg +=
          fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"22\" height=\"11\" fill=\"{}\"/>\n",
                      at.x, at.y - 6, colour(i));
    } else {
      const std::string dash = series[i].dashed ? " stroke-dasharray=\"6 4\"" : "";
      if (series[i].line) {
        svg += segment(at, {at.x + 22, at.y},
                       fmt::format("stroke=\"{}\" stroke-width=\"2\"{}", colour(i), dash));
      }
      if (series[i].marks) svg += mark({at.x + 11, at.y}, i);
    }
    svg += text_at({at.x + 30, at.y + 4.5}, "start", series[i].name);
  }
  return svg;
}

std::string x_axis(const Plot& plot) {
  std::string svg;
  const int last = static_cast<int>(std::lround((plot.x.to - plot.x.from) / plot.x.step));
  for (int i = 0; i <= last; ++i) {
    const double value = plot.x.from + i * plot.x.step;
    const Point p = plot.at(value, plot.y.from);
    svg += segment({p.x, plot.top}, {p.x, plot.top + plot.height}, "stroke=\"#ddd\"");
    svg += text_at({p.x, plot.top + plot.height + 18}, "middle", tick_text(value, plot.x.step));
  }
  return svg +
         text_at({plot.left + plot.width / 2, plot.top + plot.height + 42}, "middle", plot.x.label);
}

std::string y_axis(const Plot& plot) {
  std::string svg;
  const int last = static_cast<int>(std::lround((plot.y.to - plot.y.from) / plot.y.step));
  for (int i = 0; i <= last; ++i) {
    const double value = plot.y.from + i * plot.y.step;
    const Point p = plot.at(plot.x.from, value);
    svg += segment(p, {plot.left + plot.width, p.y}, "stroke=\"#ddd\"");
    svg += text_at({plot.left - 8, p.y + 4.5}, "end", tick_text(value, plot.y.step));
  }
  const double middle = plot.top + plot.height / 2;
  return svg + text_at({20, middle}, "middle", plot.y.label,
                       fmt::format(" transform=\"rotate(-90 20 {:.1f})\"", middle));
}

std::string border(const Plot& plot) {
  return fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"none\" "
      "stroke=\"#888\"/>\n",
      plot.left, plot.top, plot.width, plot.height);
}

/// Right of their points; one that would lie on another goes above it.
class LabelPlaces {
 public:
  Point next(Point p) {
    constexpr double kHeight = 14;  // [px]
    constexpr double kReach = 110;  // [px]
    Point at = {p.x + 9, p.y + 4.5};
    const auto is_over = [&](const Point& other) {
      return std::abs(other.x - at.x) < kReach && std::abs(other.y - at.y) < kHeight;
    };
    while (std::ranges::any_of(taken_, is_over)) at.y -= kHeight / 4;
    taken_.push_back(at);
    return at;
  }

 private:
  std::vector<Point> taken_;
};

std::string series_of(const Plot& plot, const Series& series, std::size_t index) {
  std::string path;
  std::string marks;
  bool drawing = false;
  LabelPlaces places;
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    if (!std::isfinite(series.x[i]) || !std::isfinite(series.y[i])) {
      drawing = false;
      continue;
    }
    const Point p = plot.at(series.x[i], series.y[i]);
    path += fmt::format("{}{:.1f} {:.1f}", drawing ? "L" : "M", p.x, p.y);
    drawing = true;
    if (series.marks) marks += mark(p, index);
    if (i < series.labels.size()) marks += text_at(places.next(p), "start", series.labels[i]);
  }
  if (!series.line) return marks;
  return fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"{}/>\n", path,
                     colour(index), series.dashed ? " stroke-dasharray=\"6 4\"" : "") +
         marks;
}

Plot category_plot(const Axis& x, std::size_t categories, double row, double above) {
  const auto count = static_cast<double>(categories);
  return {190, above, kWidth - 190 - kRight, count * row, x, {"", 0, count, 1}};
}

std::string category_names(const Plot& plot, const std::vector<std::string>& categories) {
  std::string svg;
  const double row = plot.height / static_cast<double>(categories.size());
  for (std::size_t i = 0; i < categories.size(); ++i) {
    svg += text_at({plot.left - 8, plot.top + row * (static_cast<double>(i) + 0.5) + 4.5}, "end",
                   categories[i]);
  }
  return svg;
}

}  // namespace

std::string draw_curves(const std::string& title, const Axis& x, const Axis& y,
                        const std::vector<Series>& series) {
  const double above = kTop + legend_height(series.size());
  const Plot plot = {72, above, kWidth - 72 - kRight, 360, x, y};
  std::string svg = frame_begin(title, above + plot.height + kBottom) + legend(series, false);
  svg += x_axis(plot) + y_axis(plot) + border(plot);
  for (std::size_t i = 0; i < series.size(); ++i) svg += series_of(plot, series[i], i);
  return svg + "</svg>\n";
}

std::string draw_bars(const std::string& title, const Axis& x,
                      const std::vector<std::string>& categories,
                      const std::vector<Series>& series) {
  constexpr double kBar = 13;  // [px]
  const double above = kTop + legend_height(series.size());
  const double row = kBar * static_cast<double>(series.size()) + 12;
  const Plot plot = category_plot(x, categories.size(), row, above);
  std::string svg = frame_begin(title, above + plot.height + kBottom) + legend(series, true);
  svg += x_axis(plot) + category_names(plot, categories) + border(plot);
  const Point zero = plot.at(std::max(0.0, x.from), 0);
  for (std::size_t c = 0; c < categories.size(); ++c) {
    for (std::size_t i = 0; i < series.size(); ++i) {
      const double value = series[i].y[c];
      if (!std::isfinite(value)) continue;
      const double end = plot.at(value, 0).x;
      const double y = above + row * static_cast<double>(c) + 6 + kBar * static_cast<double>(i);
      svg += fmt::format(
          "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>\n",
          std::min(zero.x, end), y, std::abs(end - zero.x), kBar - 2, colour(i));
    }
  }
  return svg + "</svg>\n";
}

std::string draw_profile(const std::string& title, const Axis& x,
                         const std::vector<std::string>& categories,
                         const std::vector<Series>& series) {
  const double above = kTop + legend_height(series.size());
  const Plot plot = category_plot(x, categories.size(), 24, above);
  std::string svg = frame_begin(title, above + plot.height + kBottom) + legend(series, false);
  svg += x_axis(plot) + category_names(plot, categories) + border(plot);
  for (std::size_t i = 0; i < series.size(); ++i) {
    Series placed = series[i];
    placed.x = series[i].y;
    for (std::size_t c = 0; c < categories.size(); ++c) {
      placed.y[c] = static_cast<double>(categories.size() - c) - 0.5;
    }
    svg += series_of(plot, placed, i);
  }
  return svg + "</svg>\n";
}

}  // namespace dorsal::validation
