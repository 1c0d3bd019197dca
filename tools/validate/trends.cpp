// Rows that follow from many postures or bodies, and rows of which a condition is not known.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "compare.hpp"
#include "dorsal/base/check.hpp"

namespace dorsal::validation {
namespace {

using Held = std::array<bool, kBuilds.size()>;
using Compare = Finding (*)(const Row&, Weighing&, const Figures&);

Held of_builds(const std::function<bool(std::size_t)>& holds) {
  Held held{};
  for (std::size_t b = 0; b < held.size(); ++b) held[b] = holds(b);
  return held;
}

/// "0.42 to 0.71", over the bodies.
std::string span(std::string_view format, const std::vector<double>& values) {
  const auto [low, high] = std::ranges::minmax(values);
  return fmt::format(fmt::runtime(format), low) + " to " + fmt::format(fmt::runtime(format), high);
}

Finding shown(std::string model) {
  Finding finding;
  finding.verdict = Verdict::shown;
  finding.model = std::move(model);
  return finding;
}

std::string where_it_meets(const Curve& curve, double height, std::string_view unit) {
  const auto x = crossing(curve, height);
  return x ? fmt::format("meets it at {:.0f} {}", *x, unit) : std::string("meets it nowhere");
}

/// Numbers of a row in several postures; those that are not held are left out.
template <std::size_t N>
std::vector<double> in_postures(const Row& row, Weighing& weighing, const std::string& body,
                                const std::array<const char*, N>& postures) {
  std::vector<double> values;
  for (const char* posture : postures) {
    const double value = measure(weighing.weigh(body, posture), row.measure, row.levels);
    if (std::isfinite(value)) values.push_back(value);
  }
  return values;
}

Finding highest_with_weights(const Row& row, Weighing& weighing, const Figures&) {
  std::vector<double> ratios;
  std::vector<double> least;
  for (const char* build : kBuilds) {
    const auto loaded = in_postures(row, weighing, build, kLoadedHands);
    const double free = std::ranges::max(in_postures(row, weighing, build, kFreeHands));
    ratios.push_back(std::ranges::max(loaded) / free);
    least.push_back(std::ranges::min(loaded) / free);
  }
  Finding finding = judge(of_builds([&](std::size_t b) { return ratios[b] > 1; }));
  finding.model += "; highest with weights over highest without " + span("{:.2f}", ratios) +
                   ", lowest with weights over highest without " + span("{:.2f}", least);
  return finding;
}

Finding thoracic_over_lumbar(const Row& row, Weighing& weighing, const Figures&) {
  constexpr double kApart = 0.2;  // [-]
  std::vector<double> most;
  for (const char* build : kBuilds) {
    const auto ratio = [&](const char* posture) {
      const Weighed& weighed = weighing.weigh(build, posture);
      return measure(weighed, row.measure, row.levels) / measure(weighed, row.measure, "L4/L5");
    };
    const double standing = ratio("standing");
    double apart = 0;
    for (const char* posture : kFreeHands) {
      apart = std::max(apart, std::abs(ratio(posture) / standing - 1));
    }
    most.push_back(apart);
  }
  Finding finding = judge(of_builds([&](std::size_t b) { return most[b] > kApart; }));
  finding.model += "; largest change of the ratio " + span("{:.2f}", most);
  return finding;
}

Finding kyphosis(const Row& row, const Figures& figures,
                 std::vector<double> KyphosisCourse::*course) {
  std::vector<double> r;
  for (const KyphosisCourse& build : figures.kyphosis) {
    r.push_back(correlation(build.kyphosis, build.*course));
  }
  Finding finding = judge(of_builds([&](std::size_t b) { return r[b] >= *row.low; }));
  finding.model += "; r " + span("{:.2f}", r);
  return finding;
}

Finding kyphosis_load(const Row& row, Weighing&, const Figures& figures) {
  return kyphosis(row, figures, &KyphosisCourse::mean_load);
}

Finding kyphosis_muscle(const Row& row, Weighing&, const Figures& figures) {
  return kyphosis(row, figures, &KyphosisCourse::muscle_force);
}

Finding translation(const Row& row, Weighing&, const Figures& figures) {
  const auto [first, last] = level_range(row.levels);
  const auto least = [&, f = first, l = last](std::size_t b) {
    const auto& change = figures.translation[b];
    return *std::min_element(change.begin() + static_cast<std::ptrdiff_t>(f),
                             change.begin() + static_cast<std::ptrdiff_t>(l) + 1);
  };
  std::vector<double> rise;
  for (std::size_t b = 0; b < kBuilds.size(); ++b) rise.push_back(least(b));
  Finding finding = judge(of_builds([&](std::size_t b) { return rise[b] > 0; }));
  finding.model += "; the least rise of a level " + span("{:.0f}", rise) + " N";
  return finding;
}

bool grows_downward(const std::string& build, Weighing& weighing) {
  return std::ranges::all_of(
      std::array{"standing", "bent_30", "bent_60", "aside_20", "arms_forward", "standing_10kg",
                 "bent_30_10kg", "bent_45_10kg"},
      [&](const char* posture) {
        const Weighed& weighed = weighing.weigh(build, posture);
        return measure(weighed, "compression", "L4/L5") > measure(weighed, "compression", "T12/L1");
      });
}

Finding size(const Row&, Weighing& weighing, const Figures& figures) {
  constexpr double kLinear = 0.95;  // [-] r of "nearly linear"
  constexpr double kAlmostAll = 0.9;
  const SizeEffect& effect = figures.size;
  const auto cases = static_cast<double>(effect.cases);
  const bool linear = effect.least_r_mass >= kLinear && effect.least_r_height >= kLinear;
  const bool stronger = static_cast<double>(effect.mass_stronger) >= kAlmostAll * cases;
  Finding finding = judge(of_builds(
      [&](std::size_t b) { return linear && stronger && grows_downward(kBuilds[b], weighing); }));
  finding.model += fmt::format(
      "; linear: least r over mass {:.2f} and over height {:.2f}; mass stronger in {} of {} cases; "
      "height raises the load in {}",
      effect.least_r_mass, effect.least_r_height, effect.mass_stronger, effect.cases,
      effect.height_raises);
  return finding;
}

Finding neck_trend(const Row& row, Weighing& weighing, const Figures&) {
  constexpr std::string_view kUpper = "activation:trap_cl*";
  const auto course = [&](std::size_t b, std::string_view what) {
    std::vector<double> values;
    for (const double deg : {0.0, 15.0, 30.0, 45.0}) {
      load::PostureRequest request = weighing.posture("phone");
      request.head.flexion = degrees(deg);
      values.push_back(measure(weigh(weighing.model(kBuilds[b]), request), what, "T1/T2"));
    }
    return values;
  };
  const Held rises = of_builds([&](std::size_t b) {
    return std::ranges::is_sorted(course(b, row.measure), std::less_equal<>());
  });
  const Held falls = of_builds([&](std::size_t b) {
    return std::ranges::is_sorted(course(b, kUpper), std::greater_equal<>());
  });
  Finding finding = judge(of_builds([&](std::size_t b) { return rises[b] && falls[b]; }));
  finding.model += fmt::format("; extensors rise in {}, upper trapezius falls in {}",
                               std::ranges::count(rises, true), std::ranges::count(falls, true));
  return finding;
}

double pooled_push(Weighing& weighing, const std::string& posture) {
  constexpr double kMen = 24.0 / 60.0;
  const auto push = [&](const char* body) {
    return largest_push(weighing.model(body), weighing.posture(posture), Push::back).force;
  };
  return kMen * push("strength_man") + (1 - kMen) * push("strength_woman");
}

Finding push_back(const Row& row, Weighing& weighing, const Figures&) {
  return judge(row, pooled_push(weighing, row.postures));
}

double angle_of_most(const std::vector<double>& angle, const std::vector<double>& moment) {
  return angle[static_cast<std::size_t>(std::ranges::max_element(moment) - moment.begin())];
}

Finding angle_of_flexion(const Row& row, Weighing&, const Figures& figures) {
  return judge(row, angle_of_most(figures.strength.inclination, figures.strength.flexion));
}

Finding angle_of_extension(const Row& row, Weighing&, const Figures& figures) {
  return judge(row, angle_of_most(figures.strength.inclination, figures.strength.extension));
}

Finding torque_rise(const Row& row, Weighing&, const Figures& figures) {
  Finding finding =
      judge(of_builds([&](std::size_t b) { return figures.strength_rise[b] > *row.value; }));
  finding.model += "; " + span("{:.2f}", figures.strength_rise) + " times";
  return finding;
}

Finding flexion_torque(const Row& row, Weighing& weighing, const Figures&) {
  const auto push =
      largest_push(weighing.model(row.body), weighing.posture(row.postures), Push::forward);
  return judge(row, -push.moment);
}

Finding bent(const Row& row, Weighing&, const Figures& figures) {
  return shown("sweep of 0 to 90 deg " + where_it_meets(figures.bent, *row.value, "deg"));
}

Finding crate_low(const Row& row, Weighing&, const Figures& figures) {
  const double most = std::ranges::max(figures.bent_with_crate.y);
  return shown(fmt::format("sweep of 0 to 90 deg {}; at most {:.2f} MPa",
                           where_it_meets(figures.bent_with_crate, *row.value, "deg"), most));
}

Finding largest_implant(const Row& row, Weighing& weighing, const Figures&) {
  return shown(fmt::format("{:.0f} N; standing {:.0f} N",
                           std::ranges::max(in_postures(row, weighing, row.body, kActivities)),
                           measure(weighing.weigh(row.body, "standing"), row.measure, row.levels)));
}

Finding basin(const Row& row, Weighing&, const Figures& figures) {
  return shown("sweep of 0 to 120 N " + where_it_meets(figures.basin, *row.value, "N on the hand"));
}

Finding shear(const Row& row, Weighing&, const Figures& figures) {
  return shown(fmt::format("sweep of 0 to 90 deg {}; at most {:.0f} N",
                           where_it_meets(figures.shear_bent, *row.value, "deg"),
                           std::ranges::max(figures.shear_bent.y)));
}

Finding stretched_arms(const Row& row, Weighing&, const Figures& figures) {
  return shown("sweep of 0 to 10 kg " +
               where_it_meets(figures.arms_with_weight, *row.value, "kg in both hands"));
}

Finding stretched_arms_moment(const Row& row, Weighing& weighing, const Figures&) {
  const Weighed& weighed = weighing.weigh(row.body, "arms_forward");
  return shown(fmt::format("{:+.1f} N m, extending +", measure(weighed, row.measure, row.levels)));
}

constexpr std::array<std::pair<std::string_view, Compare>, 20> kCompare = {{
    {"IDP-L-03", bent},
    {"IDP-L-04", crate_low},
    {"IDP-T-01", highest_with_weights},
    {"IDP-T-02", thoracic_over_lumbar},
    {"VBR-02", largest_implant},
    {"VBR-04", basin},
    {"NECK-EMG-01", neck_trend},
    {"STR-01", push_back},
    {"STR-03", push_back},
    {"STR-04", angle_of_flexion},
    {"STR-05", angle_of_extension},
    {"STR-06", torque_rise},
    {"STR-07", flexion_torque},
    {"MOD-06", kyphosis_load},
    {"MOD-07", kyphosis_muscle},
    {"MOD-08", translation},
    {"MOD-10", size},
    {"MOD-11", shear},
    {"MOD-12", stretched_arms},
    {"MOD-13", stretched_arms_moment},
}};

}  // namespace

Finding compare_trend(const Row& row, Weighing& weighing, const Figures& figures) {
  const auto found =
      std::ranges::find(kCompare, row.id, [](const auto& entry) { return entry.first; });
  DORSAL_CHECK(found != kCompare.end());
  return found->second(row, weighing, figures);
}

}  // namespace dorsal::validation
