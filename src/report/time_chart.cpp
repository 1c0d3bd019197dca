#include "time_chart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "colours.hpp"
#include "markup.hpp"

namespace dorsal::report {
namespace {

using exposure::BinSummary;
using exposure::in_seconds;

constexpr std::size_t kDrawnBins = 500;
constexpr double kLineHeight = 13;  // [px] of labels
constexpr double kHeight = 112;     // [px] of the plot; style.css knows it too
constexpr double kWidth = 1000;     // of the stretched drawing inside it

/// From values and times to the drawing.
struct Axes {
  double low = 0, high = 1, step = 1;  // unit of the chart
  double seconds = 1;

  [[nodiscard]] double y(double value) const { return kHeight * (high - value) / (high - low); }
  [[nodiscard]] double percent(double time) const { return 100 * time / seconds; }
};

Axes axes_of(const Chart& chart, const std::vector<BinSummary>& bins) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const BinSummary& bin : bins) {
    if (!std::isfinite(bin.mean.value)) continue;
    low = std::min({low, bin.mean.low * chart.scale, bin.mean.value * chart.scale});
    high = std::max({high, bin.mean.high * chart.scale, bin.mean.value * chart.scale});
  }
  for (const Guide& guide : chart.guides) {
    low = std::min(low, guide.at);
    high = std::max(high, guide.at);
  }
  if (chart.from_zero) low = std::min(low, 0.0);
  Axes axes;
  axes.step = round_step(std::max(high - low, 1e-3) / 4);
  axes.low = std::floor(low / axes.step) * axes.step;
  axes.high = std::ceil(high / axes.step) * axes.step;
  if (axes.high <= axes.low) axes.high = axes.low + axes.step;
  axes.seconds = std::max(in_seconds(bins.back().end), 1e-6);
  return axes;
}

double middle(const BinSummary& bin, const Axes& axes) {
  return kWidth * in_seconds(bin.begin + bin.end) / 2 / axes.seconds;
}

/// Stretches of bins that have a value: [first, last).
std::vector<std::pair<std::size_t, std::size_t>> seen_runs(const std::vector<BinSummary>& bins) {
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (!std::isfinite(bins[i].mean.value)) continue;
    if (runs.empty() || runs.back().second != i) runs.emplace_back(i, i);
    runs.back().second = i + 1;
  }
  return runs;
}

std::string point(char command, double x, double y) {
  return fmt::format("{}{} {}", command, coordinate(x), coordinate(std::round(y * 10) / 10));
}

std::string line_path(const Chart& chart, const std::vector<BinSummary>& bins, const Axes& axes) {
  std::string d;
  for (const auto& [first, last] : seen_runs(bins)) {
    for (std::size_t i = first; i < last; ++i) {
      d += point(i == first ? 'M' : 'L', middle(bins[i], axes),
                 axes.y(bins[i].mean.value * chart.scale));
    }
    if (last == first + 1) d += "h.01";  // a lone value shows as a dot
  }
  return d;
}

std::string band_path(const Chart& chart, const std::vector<BinSummary>& bins, const Axes& axes) {
  std::string d;
  for (const auto& [first, last] : seen_runs(bins)) {
    const auto edge = [&](const BinSummary& bin, double value) {
      return point('L', middle(bin, axes), axes.y(value * chart.scale));
    };
    std::string loop;
    for (std::size_t i = first; i < last; ++i) loop += edge(bins[i], bins[i].mean.high);
    for (std::size_t i = last; i > first; --i) loop += edge(bins[i - 1], bins[i - 1].mean.low);
    loop[0] = 'M';
    d += loop + 'Z';
  }
  return d;
}

std::string gap_marks(const Texts& texts, const std::vector<BinSummary>& bins, const Axes& axes) {
  std::string out;
  for (std::size_t i = 0; i < bins.size();) {
    if (bins[i].gap_share <= 0.5) {
      ++i;
      continue;
    }
    const double begin = in_seconds(bins[i].begin);
    while (i < bins.size() && bins[i].gap_share > 0.5) ++i;
    const double from = axes.percent(begin);
    const double width = axes.percent(in_seconds(bins[i - 1].end)) - from;
    out += fmt::format("<rect class=\"gap\" x=\"{}%\" y=\"0\" width=\"{}%\" height=\"{}\"/>",
                       coordinate(from), coordinate(width), kHeight);
    if (width < 12) continue;
    out += fmt::format("<text class=\"note\" x=\"{}%\" y=\"14\" text-anchor=\"middle\">{}</text>",
                       coordinate(from + width / 2), escape(texts("course.gap")));
  }
  return out;
}

/// Every `step` from `low` to `high`, both ends included.
std::vector<double> ticks(double low, double high, double step) {
  std::vector<double> out;
  for (std::size_t i = 0; low + static_cast<double>(i) * step <= high + step * 1e-6; ++i) {
    out.push_back(low + static_cast<double>(i) * step);
  }
  return out;
}

std::string value_axis(const Texts& texts, const Chart& chart, const Axes& axes) {
  std::string labels;
  const int decimals = axes.step < 1 ? static_cast<int>(std::ceil(-std::log10(axes.step))) : 0;
  for (const double v : ticks(axes.low, axes.high, axes.step)) {
    labels += fmt::format(
        "<text x=\"42\" y=\"{}\" text-anchor=\"end\">{}</text>", coordinate(axes.y(v) + 4),
        escape(texts.number(v, decimals) + (chart.unit == "°" ? chart.unit : "")));
  }
  return element("svg", "class=\"axis\" width=\"46\" height=\"140\" aria-hidden=\"true\"",
                 element("g", "transform=\"translate(0 6)\"", labels));
}

std::string grid(const Axes& axes) {
  std::string out;
  for (const double v : ticks(axes.low, axes.high, axes.step)) {
    out += fmt::format("<line class=\"{0}\" x1=\"0\" x2=\"100%\" y1=\"{1}\" y2=\"{1}\"/>",
                       std::abs(v) < axes.step / 2 ? "zero" : "grid", coordinate(axes.y(v)));
  }
  return out;
}

double time_step(double seconds) {
  constexpr std::array kSteps = {0.1,  0.2,   0.5,   1.0,   2.0,   5.0,    10.0,   15.0,   30.0,
                                 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0, 14400.0};
  for (const double step : kSteps) {
    if (seconds / step <= 6) return step;
  }
  return round_step(seconds / 3600 / 6) * 3600;
}

std::string time_axis(const Texts& texts, const Axes& axes) {
  const double step = time_step(axes.seconds);
  const auto label = [&](double t) {
    if (step < 60) return texts.number(t, step < 1 ? 1 : 0) + " s";
    if (step < 3600 && axes.seconds <= 7200) return texts.number(t / 60) + " min";
    const auto minutes = std::llround(t / 60);
    if (step < 3600) return fmt::format("{}:{:02}", minutes / 60, minutes % 60);
    return texts.number(t / 3600) + " h";
  };
  std::string out;
  for (const double t : ticks(0, axes.seconds, step)) {
    const double percent = axes.percent(t);
    const char* anchor = percent < 4 ? "start" : percent > 96 ? "end" : "middle";
    out += fmt::format("<line class=\"tick\" x1=\"{0}%\" x2=\"{0}%\" y1=\"{1}\" y2=\"{2}\"/>",
                       coordinate(percent), kHeight, kHeight + 4);
    out += fmt::format("<text x=\"{}%\" y=\"{}\" text-anchor=\"{}\">{}</text>", coordinate(percent),
                       kHeight + 18, anchor, escape(label(t)));
  }
  return out;
}

std::string guide_lines(const Chart& chart, const Axes& axes) {
  std::vector<Guide> guides = chart.guides;
  std::ranges::sort(guides, std::ranges::greater(), &Guide::at);  // from the top
  std::string out;
  double label_above = -kLineHeight;
  for (const Guide& guide : guides) {
    const double y = axes.y(guide.at);
    out += fmt::format("<line class=\"{0}\" x1=\"0\" x2=\"100%\" y1=\"{1}\" y2=\"{1}\"/>",
                       guide.dotted ? "dotted" : "dashed", coordinate(y));
    if (guide.label.empty()) continue;
    // In the margin, where it hides no curve, and below the one above.
    label_above = std::max(y + 4, label_above + kLineHeight);
    out += fmt::format("<text x=\"100%\" dx=\"5\" y=\"{}\">{}</text>", coordinate(label_above),
                       escape(guide.label));
  }
  return out;
}

std::string marker_lines(const Chart& chart, const Axes& axes) {
  std::string out;
  for (const double time : chart.markers) {
    const std::string x = coordinate(axes.percent(time));
    out += fmt::format("<line class=\"marker\" x1=\"{0}%\" x2=\"{0}%\" y1=\"0\" y2=\"{1}\"/>", x,
                       kHeight);
    out += fmt::format("<circle class=\"marker\" cx=\"{}%\" cy=\"0\" r=\"3\"/>", x);
  }
  return out;
}

std::string plot(const Texts& texts, const Chart& chart, const std::vector<BinSummary>& bins,
                 const Axes& axes) {
  std::string inner = fmt::format("<path class=\"band\" d=\"{}\"/><path class=\"line\" d=\"{}\"/>",
                                  band_path(chart, bins, axes), line_path(chart, bins, axes));
  inner = fmt::format(
      "<svg class=\"curve\" width=\"100%\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
      "preserveAspectRatio=\"none\">{2}</svg>",
      kWidth, kHeight, inner);
  const std::string drawing = grid(axes) + gap_marks(texts, bins, axes) + inner +
                              guide_lines(chart, axes) + marker_lines(chart, axes) +
                              time_axis(texts, axes);
  const std::string attributes = fmt::format(
      "class=\"plot\" role=\"img\" aria-labelledby=\"{0}-t {0}-d\" width=\"100%\" height=\"140\"",
      chart.id);
  return element("svg", attributes,
                 fmt::format("<title id=\"{0}-t\">{1}</title><desc id=\"{0}-d\">{2}</desc>"
                             "<svg class=\"over\" y=\"6\" width=\"100%\" height=\"134\">{3}</svg>",
                             chart.id, escape(chart.title), escape(chart.description), drawing));
}

BinSummary joined(const BinSummary& a, const BinSummary& b) {
  const auto seen = [](const BinSummary& bin) {
    return in_seconds(bin.end - bin.begin) * (1 - bin.gap_share);
  };
  BinSummary out = seen(a) > 0 ? a : b;
  out.begin = a.begin;
  out.end = b.end;
  if (seen(a) > 0 && seen(b) > 0) {
    const double share = seen(b) / (seen(a) + seen(b));
    const auto mix = [&](double x, double y) { return x + share * (y - x); };
    out.mean = {mix(a.mean.value, b.mean.value), mix(a.mean.low, b.mean.low),
                mix(a.mean.high, b.mean.high)};
    out.min = std::min(a.min, b.min);
    out.max = std::max(a.max, b.max);
  }
  out.gap_share = 1 - (seen(a) + seen(b)) / in_seconds(out.end - out.begin);
  return out;
}

}  // namespace

std::vector<BinSummary> coarser(std::vector<BinSummary> bins, std::size_t most) {
  while (bins.size() > most) {
    std::vector<BinSummary> half;
    half.reserve((bins.size() + 1) / 2);
    for (std::size_t i = 0; i < bins.size(); i += 2) {
      half.push_back(i + 1 < bins.size() ? joined(bins[i], bins[i + 1]) : bins[i]);
    }
    bins = std::move(half);
  }
  return bins;
}

std::string time_chart(const Texts& texts, const Chart& chart) {
  const std::vector<BinSummary> bins = coarser(chart.bins, kDrawnBins);
  if (seen_runs(bins).empty()) return {};
  const Axes axes = axes_of(chart, bins);
  const std::string attributes = fmt::format(
      "class=\"chart\" data-low=\"{}\" data-high=\"{}\" data-seconds=\"{}\" data-unit=\"{}\"",
      coordinate(axes.low), coordinate(axes.high), coordinate(axes.seconds), escape(chart.unit));
  const std::string caption =
      element("figcaption", "", escape(chart.title) + element("output", "class=\"read\"", ""));
  return element(
      "figure", attributes,
      caption + element("div", "class=\"frame\"",
                        value_axis(texts, chart, axes) + plot(texts, chart, bins, axes)));
}

}  // namespace dorsal::report
