#include "reliability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

namespace dorsal::bench {
namespace {

// What was said with about one probability.
struct Bin {
  double said = 0;
  double so = 0;
  double count = 0;
};

constexpr std::array<double, 11> kEdges{0, 0.01, 0.03, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.9, 1.001};
using Bins = std::array<Bin, kEdges.size() - 1>;

bool has(const Interviewed& one, std::size_t cause) {
  return std::ranges::count(one.causes, cause) > 0;
}

void add(double p, bool so, Bins& bins) {
  const auto above = std::ranges::upper_bound(kEdges, p);
  Bin& bin = bins[static_cast<std::size_t>(above - kEdges.begin()) - 1];
  bin.said += p;
  bin.so += so ? 1 : 0;
  bin.count += 1;
}

std::string circle(double x, double y, double radius, const char* fill) {
  return fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"{}\"/>\n", x, y,
                     radius, fill);
}

std::string points(const Bins& bins, const char* fill, double radius) {
  std::string out;
  for (const Bin& bin : bins) {
    constexpr double kFewest = 20;
    if (bin.count < kFewest) continue;
    out += circle(60 + 400 * bin.said / bin.count, 430 - 400 * bin.so / bin.count, radius, fill);
  }
  return out;
}

std::string drawing(const Bins& marginals, const Bins& first) {
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 480 490\" "
      "font-family=\"sans-serif\" "
      "font-size=\"13\">\n<rect width=\"480\" height=\"490\" fill=\"white\"/>\n"
      "<path d=\"M60 30V430H460\" fill=\"none\" stroke=\"#444\"/>\n"
      "<path d=\"M60 430L460 30\" stroke=\"#999\" stroke-dasharray=\"4 4\"/>\n";
  for (int i = 0; i <= 5; ++i) {
    out += fmt::format(
        "<text x=\"{}\" y=\"448\" text-anchor=\"middle\">{:.1f}</text>\n"
        "<text x=\"52\" y=\"{}\" text-anchor=\"end\">{:.1f}</text>\n",
        60 + 80 * i, 0.2 * i, 434 - 80 * i, 0.2 * i);
  }
  out +=
      "<text x=\"260\" y=\"474\" text-anchor=\"middle\">probability given at the end of the "
      "interview</text>\n"
      "<text transform=\"translate(18 230) rotate(-90)\" text-anchor=\"middle\">share that was "
      "so</text>\n";
  out += points(marginals, "#2b6cb0", 6) + points(first, "#dd6b20", 4);
  out += circle(80, 44, 6, "#2b6cb0") + "<text x=\"92\" y=\"48\">every cause</text>\n" +
         circle(80, 66, 4, "#dd6b20") + "<text x=\"92\" y=\"70\">leading cause</text>\n</svg>\n";
  return out;
}

void print(const char* what, const Bins& bins) {
  fmt::print("{}: given, was so, how many\n", what);
  for (const Bin& bin : bins) {
    if (bin.count > 0)
      fmt::print("  {:.3f}  {:.3f}  {:.0f}\n", bin.said / bin.count, bin.so / bin.count, bin.count);
  }
}

}  // namespace

int report_reliability(const std::vector<Interviewed>& people, const std::string& svg) {
  Bins marginals{};
  Bins first{};
  double brier = 0;
  double brier_first = 0;
  for (const Interviewed& one : people) {
    for (std::size_t c = 0; c < one.marginal.size(); ++c) {
      add(one.marginal[c], has(one, c), marginals);
      brier += std::pow(one.marginal[c] - (has(one, c) ? 1 : 0), 2);
    }
    const std::size_t c = leading(one.marginal);
    add(one.marginal[c], has(one, c), first);
    brier_first += std::pow(one.marginal[c] - (has(one, c) ? 1 : 0), 2);
  }
  const auto count = static_cast<double>(people.size());
  fmt::print("Brier score: all causes together {:.3f} a person, leading cause {:.3f}\n",
             brier / count, brier_first / count);
  print("every cause", marginals);
  print("leading cause", first);
  if (svg.empty()) return 0;
  std::ofstream file(svg);
  file << drawing(marginals, first);
  return file.flush() ? 0 : 1;
}

}  // namespace dorsal::bench
