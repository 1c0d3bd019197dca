#include "figures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/scaling.hpp"
#include "dorsal/load/solver.hpp"

namespace dorsal::validation {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kYears = 62.3;  // mean age of Briggs 2007

/// A number over values of something that `change` sets in a posture.
template <class Change>
Curve curve(const body::Model& model, const load::PostureRequest& start,
            const std::vector<double>& values, std::string_view what, std::string_view levels,
            const Change& change) {
  Curve result;
  for (const double value : values) {
    load::PostureRequest request = start;
    change(value, request);
    result.x.push_back(value);
    result.y.push_back(measure(weigh(model, request), what, levels));
  }
  return result;
}

std::vector<double> steps(double from, double to, double step) {
  std::vector<double> values;
  for (int i = 0; from + i * step <= to + 1e-9; ++i) values.push_back(from + i * step);
  return values;
}

void incline(double deg, load::PostureRequest& request) {
  request.trunk.inclination = degrees(deg);
}

/// Both hands 0.27 m below the shoulder and so far before it, upright: two links by the law of
/// cosines.
/// @param links  [m] upper arm, then elbow to the middle of the hand
void reach(double forward, const std::array<double, 2>& links, load::PostureRequest& request) {
  constexpr double kBelow = 0.27;  // [m]
  const double square = forward * forward + kBelow * kBelow;
  const auto [a, b] = links;
  const double elbow = std::acos(std::clamp((square - a * a - b * b) / (2 * a * b), -1.0, 1.0));
  const double away = std::atan2(b * std::sin(elbow), a + b * std::cos(elbow));
  const double flexion = std::atan2(forward, kBelow) - away;
  for (load::ArmRequest* arm : {&request.left_arm, &request.right_arm}) {
    arm->flexion = radians(flexion);
    arm->elbow_flexion = radians(elbow);
  }
}

Curve basin_curve(Weighing& weighing) {
  const body::Model& model = weighing.model("implant");
  Curve result = curve(model, weighing.posture("basin"), steps(0, 120, 20), "resultant", "T12/L1",
                       [](double force, load::PostureRequest& request) {
                         request.burden.forces.push_back({"hand_L", {0, 0, 0}, {0, force, 0}});
                       });
  const double free = result.y.front();
  for (double& value : result.y) value = 100 * (value / free - 1);
  return result;
}

KyphosisCourse kyphosis_course(const body::Person& build) {
  KyphosisCourse course;
  for (const double kyphosis : steps(30, 75, 5)) {
    body::Person person = build;
    person.age = kYears;
    person.kyphosis = degrees(kyphosis);
    const auto model = body::model_of(person);
    if (!model) continue;
    const Weighed weighed = weigh(*model, {});
    course.kyphosis.push_back(kyphosis);
    course.load.push_back(weighed.frame.compression);
    course.mean_load.push_back(measure(weighed, "compression", "T2/T3..L4/L5"));
    course.muscle_force.push_back(measure(weighed, "muscle_force", "L4/L5"));
  }
  return course;
}

StrengthCourse strength_course(const body::Model& model) {
  StrengthCourse course;
  for (const double inclination : steps(-20, 50, 10)) {
    load::PostureRequest request;
    incline(inclination, request);
    course.inclination.push_back(inclination);
    course.extension.push_back(largest_push(model, request, Push::back).moment);
    course.flexion.push_back(-largest_push(model, request, Push::forward).moment);
  }
  return course;
}

double strength_rise(const body::Model& model) {
  const auto ratio = [&](double inclination) {
    load::PostureRequest request;
    incline(inclination, request);
    return -largest_push(model, request, Push::back).moment /
           largest_push(model, request, Push::forward).moment;
  };
  return ratio(50) / ratio(-20);
}

// Five static postures and three lifts; which ones the source took is not in its abstract; expert.
constexpr std::array kSizePostures = {"standing",     "bent_30",      "bent_60",
                                      "aside_20",     "arms_forward", "standing_10kg",
                                      "bent_30_10kg", "bent_45_10kg"};

/// Compression from T12/L1 to L4/L5 in all postures, one after the other. [N]
std::vector<double> lumbar_loads(Weighing& weighing, const body::Person& person) {
  std::vector<double> loads;
  const auto model = body::model_of(person);
  const auto [first, last] = level_range("T12/L1..L4/L5");
  for (const char* name : kSizePostures) {
    const Weighed weighed = weigh(*model, weighing.posture(name));
    const bool held = weighed.frame.status == load::SolveStatus::solved;
    for (std::size_t level = first; level <= last; ++level) {
      loads.push_back(held ? weighed.frame.compression[level] : kMissing);
    }
  }
  return loads;
}

void compare_sizes(const std::vector<double>& mass, const std::vector<std::vector<double>>& by_mass,
                   const std::vector<double>& height,
                   const std::vector<std::vector<double>>& by_height, SizeEffect& effect) {
  const auto column = [](const std::vector<std::vector<double>>& rows, std::size_t index) {
    std::vector<double> values;
    values.reserve(rows.size());
    for (const auto& row : rows) values.push_back(row[index]);
    return values;
  };
  for (std::size_t i = 0; i < by_mass.front().size(); ++i) {
    const std::vector<double> m = column(by_mass, i);
    const std::vector<double> h = column(by_height, i);
    effect.least_r_mass = std::min(effect.least_r_mass, std::abs(correlation(mass, m)));
    effect.least_r_height = std::min(effect.least_r_height, std::abs(correlation(height, h)));
    effect.mass_stronger += std::abs(m.back() - m.front()) > std::abs(h.back() - h.front());
    effect.height_raises += h.back() > h.front();
    ++effect.cases;
  }
}

SizeEffect size_effect(Weighing& weighing) {
  SizeEffect effect;
  const std::vector<double> masses = steps(50, 120, 10);
  const std::vector<double> heights = steps(1.5, 2.0, 0.1);
  for (const body::Sex sex : {body::Sex::male, body::Sex::female}) {
    std::vector<std::vector<double>> by_mass, by_height;
    body::Person person;
    person.sex = sex;
    person.height = metres(1.75);
    for (const double mass : masses) {
      person.mass = kilograms(mass);
      by_mass.push_back(lumbar_loads(weighing, person));
    }
    person.mass = kilograms(80);
    for (const double height : heights) {
      person.height = metres(height);
      by_height.push_back(lumbar_loads(weighing, person));
    }
    compare_sizes(masses, by_mass, heights, by_height, effect);
  }
  return effect;
}

void add_lumbar_curves(Weighing& weighing, Figures& figures) {
  const body::Model& wilke = weighing.model("wilke");
  const auto angles = steps(0, 90, 10);
  figures.bent = curve(wilke, {}, angles, "pressure", "L4/L5", incline);
  figures.bent_with_crate =
      curve(wilke, weighing.posture("crate_low"), angles, "pressure", "L4/L5", incline);
  // De Leva 1996, men: upper arm, forearm, wrist to the hand's mass centre, for 1.68 m.
  constexpr std::array<double, 2> kLinks = {0.272, 0.327};  // [m]
  figures.crate_distance = curve(
      wilke, weighing.posture("crate_close"), steps(0.10, 0.50, 0.05), "pressure", "L4/L5",
      [&](double forward, load::PostureRequest& request) { reach(forward, kLinks, request); });
  figures.sitting_tilt = curve(
      wilke, weighing.posture("sitting_relaxed"), steps(-40, 5, 5), "pressure", "L4/L5",
      [](double tilt, load::PostureRequest& request) { request.pelvis_tilt = degrees(tilt); });
  const body::Model& kinematic = weighing.model("kinematic");
  figures.shear_bent = curve(kinematic, {}, angles, "shear", "L3/L4", incline);
  figures.arms_with_weight =
      curve(kinematic, weighing.posture("arms_forward"), steps(0, 10, 1), "compression", "L3/L4",
            [](double mass, load::PostureRequest& request) {
              request.burden.left_hand = request.burden.right_hand = mass / 2;
            });
}

}  // namespace

std::optional<double> crossing(const Curve& curve, double height) {
  for (std::size_t i = 0; i + 1 < curve.x.size(); ++i) {
    const double low = curve.y[i] - height;
    const double high = curve.y[i + 1] - height;
    if (!(low * high <= 0) || low == high) continue;
    return curve.x[i] + (curve.x[i + 1] - curve.x[i]) * low / (low - high);
  }
  return std::nullopt;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<Eigen::Index>(x.size());
  const Eigen::ArrayXd a = Eigen::Map<const Eigen::ArrayXd>(x.data(), n);
  const Eigen::ArrayXd b = Eigen::Map<const Eigen::ArrayXd>(y.data(), n);
  const Eigen::ArrayXd da = a - a.mean();
  const Eigen::ArrayXd db = b - b.mean();
  return (da * db).sum() / std::sqrt(da.square().sum() * db.square().sum());
}

LargestPush largest_push(const body::Model& model, load::PostureRequest request, Push direction) {
  constexpr double kMost = 4000;  // [N]
  constexpr int kHalvings = 11;   // to 2 N
  const auto l5s1 = static_cast<std::size_t>(body::Level::L5S1);
  LargestPush push;
  double high = kMost;
  for (int i = 0; i < kHalvings; ++i) {
    const double force = 0.5 * (push.force + high);
    // Who pushes back is pushed forward.
    const double along = direction == Push::back ? force : -force;
    request.burden.forces = {{"T4", {0, 0, 0}, {along, 0, 0}}};
    const load::LoadFrame frame = weigh(model, request).frame;
    if (frame.status == load::SolveStatus::solved) {
      push = {force, -frame.moment[l5s1].z()};
    } else {
      high = force;
    }
  }
  return push;
}

body::LevelArray<double> translated_thorax(const body::Model& model, double forward) {
  using body::Coordinate;
  body::LevelArray<double> change{};
  change.fill(kMissing);
  const auto held = load::posture_from_request(model, {});
  if (!held) return change;
  body::Posture moved = held->posture;
  const auto c7 = [&](double tilt) {
    moved[Coordinate::pelvis_tilt] = held->posture[Coordinate::pelvis_tilt] + tilt;
    moved[Coordinate::lumbar_flexion] = held->posture[Coordinate::lumbar_flexion] - tilt;
    return body::position(body::place(model, moved), model.c7).x();
  };
  const double from = c7(0);
  double low = 0, high = 1;  // [rad]
  for (int i = 0; i < 40; ++i) {
    const double middle = 0.5 * (low + high);
    (c7(middle) - from > forward ? high : low) = middle;
  }
  load::Solver solver(model);
  const load::LoadFrame before = solver.solve(held->posture, held->burden);
  const load::LoadFrame after = solver.solve(moved, held->burden);
  if (after.status != load::SolveStatus::solved) return change;
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    change[level] = after.compression[level] - before.compression[level];
  }
  return change;
}

Figures compute_figures(Weighing& weighing) {
  constexpr double kHarrison = 0.1015;  // [m] C7 before the hips
  Figures figures;
  add_lumbar_curves(weighing, figures);
  figures.basin = basin_curve(weighing);
  figures.strength = strength_course(weighing.model("man"));
  figures.size = size_effect(weighing);
  for (const char* build : kBuilds) {
    figures.kyphosis.push_back(kyphosis_course(weighing.person(build)));
    figures.strength_rise.push_back(strength_rise(weighing.model(build)));
    figures.translation.push_back(translated_thorax(weighing.model(build), kHarrison));
  }
  return figures;
}

}  // namespace dorsal::validation
