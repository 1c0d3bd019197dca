#include "dorsal/body/scaling.hpp"

#include <fmt/format.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/rhythm.hpp"
#include "tree.hpp"

namespace dorsal::body {
namespace {

/// Share of body mass of both sides together, female then male; young adults.
/// @source de Leva 1996 J Biomech 29:1223-1230, doi:10.1016/0021-9290(95)00178-6
struct SegmentShare {
  Segment segment;
  double female;  // [-]
  double male;    // [-]
};
constexpr std::array<SegmentShare, 5> kSegmentShares = {{{Segment::trunk, 0.4257, 0.4346},
                                                         {Segment::head_neck, 0.0668, 0.0694},
                                                         {Segment::upper_arm, 0.0510, 0.0542},
                                                         {Segment::forearm, 0.0276, 0.0324},
                                                         {Segment::hand, 0.0112, 0.0122}}};

// Standing thoracic kyphosis by skin-surface device, 362 men and 297 women; only its differences
// by age and sex are used, since a surface curve is not a radiographic one.
// @source Lang-Tapia 2011 J Appl Biomech 27:143-150
constexpr std::array<double, 4> kKyphosisAges = {25, 35, 45, 55};            // [years]
constexpr std::array<double, 4> kKyphosisByAge = {37.5, 41.8, 42.61, 42.6};  // [deg]
constexpr double kKyphosisOfMen = 42.8;                                      // [deg] at 39.8 years
constexpr double kKyphosisOfWomen = 40.4;                                    // [deg] at 36.6 years
constexpr double kAgeOfMen = 39.8;                                           // [years]
constexpr double kAgeOfWomen = 36.6;                                         // [years]

// Trunk muscle area per year of age, kilogram of body mass and metre of height; 507 people of 40-90
// years. Before 40 no loss is counted. @source Framingham CT study, PMC10336908 (abstract)
constexpr double kAreaPerYear = -0.008;   // [1/year]
constexpr double kAreaPerMass = 0.008;    // [1/kg]
constexpr double kAreaPerHeight = -0.05;  // [1/m]
constexpr double kAreaFromAge = 40;       // [years]
// Women against men of equal mass; expert. Cooper 1992 (doi:10.1016/0268-0033(92)90025-Y) found
// parallel lines of area over body mass, the men's higher, without giving the step in its abstract.
constexpr double kAreaOfWomen = 0.75;  // [-]

double norm_at_age(double age) {
  const auto& ages = kKyphosisAges;
  if (age <= ages.front()) return kKyphosisByAge.front();
  if (age >= ages.back()) return kKyphosisByAge.back();
  const auto upper = std::upper_bound(ages.begin(), ages.end(), age);
  const auto i = static_cast<std::size_t>(upper - ages.begin());
  const double t = (age - ages[i - 1]) / (ages[i] - ages[i - 1]);
  return kKyphosisByAge[i - 1] + t * (kKyphosisByAge[i] - kKyphosisByAge[i - 1]);
}

/// Norm of sex and age in degrees of skin surface: the step by age around the mean of the sex.
double surface_norm(Sex sex, double age) {
  const bool male = sex == Sex::male;
  return (male ? kKyphosisOfMen : kKyphosisOfWomen) + norm_at_age(age) -
         norm_at_age(male ? kAgeOfMen : kAgeOfWomen);
}

Result<void> within(std::string_view field, double value, double low, double high,
                    std::string_view hint) {
  if (!std::isfinite(value)) {
    return fail(ErrorCode::not_finite, fmt::format("{} is no finite number", field), "person");
  }
  if (value < low || value > high) {
    return fail(ErrorCode::out_of_range,
                fmt::format("{} is {:g}, outside {:g} to {:g}", field, value, low, high), "person",
                std::string(hint));
  }
  return {};
}

Result<void> check_person(const Person& person) {
  DORSAL_TRY_VOID(within("height_m", in_metres(person.height), 1.2, 2.3, "give metres"));
  DORSAL_TRY_VOID(within("mass_kg", in_kilograms(person.mass), 30, 250, "give kilograms"));
  DORSAL_TRY_VOID(within("age_years", person.age, 10, 110, "give years"));
  DORSAL_TRY_VOID(within("conditioning", person.conditioning, 0.1, 3,
                         "1 is the usual strength of sex and age"));
  if (person.kyphosis) {
    DORSAL_TRY_VOID(within("kyphosis_deg", in_degrees(*person.kyphosis), 10, 100,
                           "give the T1-T12 angle in degrees, or null for the norm"));
  }
  return {};
}

void scale_lengths(double scale, Model& model) {
  for (Body& body : model.bodies) body.com *= scale;
  for (Joint& joint : model.joints) {
    joint.X_PF.p *= scale;
    joint.X_MC.p *= scale;
  }
  for (PathPoint& point : model.points) point.at *= scale;
  for (Fascicle& fascicle : model.fascicles) {
    fascicle.volume *= scale;
    fascicle.fibre *= scale;
    fascicle.tendon *= scale;
  }
  for (JointTorque& torque : model.torques) {
    torque.max_moment *= scale;
    torque.volume *= scale;
  }
  for (PressureSurface& surface : model.pressure_surfaces) {
    surface.at *= scale;
    surface.area *= scale * scale;
  }
  model.pressure_limits.volume *= scale;
  model.hip_centre.at *= scale;
  model.c7.at *= scale;
  model.head.pivot *= scale;
  model.head.neck_com *= scale;
}

void scale_masses(const Person& person, Model& model) {
  for (const SegmentShare& share : kSegmentShares) {
    double sum = 0;
    for (const Body& body : model.bodies) sum += body.segment == share.segment ? body.mass : 0.0;
    if (sum <= 0) continue;
    const double part = person.sex == Sex::male ? share.male : share.female;
    const double factor = part * in_kilograms(person.mass) / sum;
    for (Body& body : model.bodies) {
      if (body.segment == share.segment) body.mass *= factor;
    }
  }
}

void scale_strength(double factor, Model& model) {
  for (Fascicle& fascicle : model.fascicles) {
    fascicle.max_tension *= factor;
    fascicle.volume *= factor;
  }
  for (JointTorque& torque : model.torques) {
    torque.max_moment *= factor;
    torque.volume *= factor;
  }
  model.pressure_limits.highest *= factor;
  model.pressure_limits.volume *= factor;
}

/// Levels of one shape and material: bending stiffness grows with the fourth power of size, and the
/// length it is spread over with the first.
void scale_stiffness(double scale, Model& model) {
  const double factor = scale * scale * scale;
  for (LevelStiffness& level : model.stiffness) {
    for (auto* axes : {&level.segment, &level.ribs}) {
      for (AxisStiffness& axis : *axes) {
        axis.push /= scale;
        for (StiffnessLaw& law : axis.law) {
          law = {factor * law.linear, factor * law.square, factor * law.cube};
        }
      }
    }
  }
}

void turn_neutral(Joint& joint, double extension) {
  joint.X_PF.R =
      joint.X_PF.R * Eigen::AngleAxisd(extension, Eigen::Vector3d::UnitZ()).toRotationMatrix();
}

/// Bends the neutral thoracic levels in proportion to the kyphosis. Half of the change is taken up
/// by the lumbar levels in their flexion shares, so that the chord of the thorax keeps its
/// inclination; expert. The neck keeps the head upright by align_joint_axes.
void bend_to_kyphosis(double factor, Model& model) {
  double change = 0;
  for (Joint& joint : model.joints) {
    const bool thoracic = joint.level != kNone && joint.level + 1 < kThoracicLevels;
    if (!thoracic) continue;
    const double neutral = std::atan2(joint.X_PF.R(1, 0), joint.X_PF.R(0, 0));
    turn_neutral(joint, (factor - 1) * neutral);
    if (joint.kind == JointKind::level) change += (factor - 1) * neutral;
  }
  const auto& shares = rhythm_shares();
  for (std::size_t level = kThoracicLevels; level < kLevels; ++level) {
    if (model.level_joint[level] == kNone) continue;
    turn_neutral(model.joints[model.level_joint[level]], -0.5 * change * shares[level].x());
  }
}

/// Where the head's own mass sits, and how much of its rotation the common body makes so that the
/// common centre of mass moves as far as the head's rotation moves it.
void derive_head(const ModelFile& file, Model& model) {
  if (model.head.joint == kNone) return;
  HeadLinks& head = model.head;
  head.pivot = file.head.pivot;
  head.neck_com = file.head.neck_com;
  head.mass_share = file.head.mass_share;
  const Eigen::Vector3d& com = model.bodies[head.joint + 1].com;
  const double share = head.mass_share;
  head.head_com = (com - (1 - share) * head.neck_com) / share;
  head.turn_share = share * (head.head_com - head.pivot).norm() / com.norm();
}

/// A fascicle whose path in the neutral posture is longer than its fibre and tendon gets lengths of
/// that path in the same proportion: standing upright stretches nothing. The source's own lengths
/// stay below (0.82 to 0.87 of them at neutral) but for muscles whose bones are one body here.
void ease_at_neutral(Model& model) {
  constexpr double kSlack = 1 + 1e-9;  // above rounding
  const MuscleGeometry geometry = measure_muscles(model, place(model, Posture()));
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    Fascicle& fascicle = model.fascicles[f];
    const double factor = kSlack * geometry.length[f] / (fascicle.fibre + fascicle.tendon);
    if (factor < 1) continue;
    fascicle.fibre *= factor;
    fascicle.tendon *= factor;
  }
}

void place_end_plates(const ModelFile& file, Model& model) {
  const auto last = static_cast<std::size_t>(Level::L5S1);
  model.plate[last] =
      Eigen::AngleAxisd(-file.sacrum_end_plate, Eigen::Vector3d::UnitZ()).toRotationMatrix();
}

}  // namespace

Angle usual_kyphosis(const SubjectRow& subject, Sex sex, double age) {
  const double step = surface_norm(sex, age) - surface_norm(Sex::male, kAgeOfMen);
  return radians(subject.kyphosis) + degrees(step);
}

double strength_factor(const SubjectRow& subject, const Person& person) {
  const double age = 1 + kAreaPerYear * std::max(0.0, person.age - kAreaFromAge);
  const double mass = 1 + kAreaPerMass * (in_kilograms(person.mass) - subject.mass);
  const double sex = person.sex == subject.sex ? 1.0 : kAreaOfWomen;
  const double height = 1 + kAreaPerHeight * (in_metres(person.height) - subject.height);
  return sex * age * mass * height * person.conditioning;
}

Result<Model> scale_model(const ModelFile& file, const Person& person) {
  DORSAL_TRY_VOID(check_person(person));
  Model model;
  model.name = file.name;
  model.version = file.version;
  build_tree(file, model);
  const Angle kyphosis =
      person.kyphosis.value_or(usual_kyphosis(file.subject, person.sex, person.age));
  bend_to_kyphosis(in_radians(kyphosis) / file.subject.kyphosis, model);
  align_joint_axes(model);
  build_fascicles(file, model);
  build_passive(file, model);
  model.hip_centre = {*find_body(model, file.hip_centre.body), file.hip_centre.at};
  model.c7 = {*find_body(model, file.c7.body), file.c7.at};
  model.left_hand = *find_body(model, file.left_hand);
  model.right_hand = *find_body(model, file.right_hand);
  derive_head(file, model);
  place_end_plates(file, model);
  model.disc = scale_discs(file.discs, person.sex, in_metres(person.height));
  const double scale = in_metres(person.height) / file.subject.height;
  model.head.head_com *= scale;
  model.length_scale = scale;
  scale_lengths(scale, model);
  scale_stiffness(scale, model);
  scale_masses(person, model);
  ease_at_neutral(model);
  scale_strength(strength_factor(file.subject, person), model);
  return model;
}

Result<Model> model_of(const Person& person) {
  DORSAL_TRY(const ModelFile file, thoracolumbar_model());
  return scale_model(file, person);
}

}  // namespace dorsal::body
