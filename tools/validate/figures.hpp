#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/body/level.hpp"
#include "weighing.hpp"

namespace dorsal::validation {

/// A number over a condition.
struct Curve {
  std::vector<double> x;
  std::vector<double> y;
};

/// Where a curve first passes a height, between its points on a straight line.
[[nodiscard]] std::optional<double> crossing(const Curve& curve, double height);

/// Pearson's coefficient of correlation. [-]
[[nodiscard]] double correlation(const std::vector<double>& x, const std::vector<double>& y);

/// Standing with a kyphosis of 30 to 75 degrees; women and men of 62 years.
struct KyphosisCourse {
  std::vector<double> kyphosis;                // [deg]
  std::vector<body::LevelArray<double>> load;  // (kyphosis) [N] compression
  std::vector<double> mean_load;               // (kyphosis) [N] T2/T3 to L4/L5
  std::vector<double> muscle_force;            // (kyphosis) [N] all tensions
};

/// Tension that muscles have left at one inclination: the moment of weight and of the largest push
/// at T4 about L5/S1.
struct StrengthCourse {
  std::vector<double> inclination;  // [deg]
  std::vector<double> extension;    // [N m]
  std::vector<double> flexion;      // [N m]
};

enum class Push { forward, back };

/// The largest level push at T4 that a posture still holds, and its moment with that of the weight
/// about L5/S1, extension positive. The pelvis is held.
struct LargestPush {
  double force = 0;   // [N]
  double moment = 0;  // [N m]
};
[[nodiscard]] LargestPush largest_push(const body::Model& model, load::PostureRequest request,
                                       Push direction);

/// What body mass and height do to the loads from T12/L1 to L4/L5 in eight postures.
struct SizeEffect {
  double least_r_mass = 1;    // [-] of compression over mass, any posture and level; of its size
  double least_r_height = 1;  // [-] over height
  std::size_t mass_stronger = 0;  // cases in which 50 to 120 kg change more than 1.5 to 2.0 m
  std::size_t height_raises = 0;  // cases in which the load is higher at 2.0 than at 1.5 m
  std::size_t cases = 0;
};

/// The thorax moved forward with T1 kept over T12: change of compression. [N]
[[nodiscard]] body::LevelArray<double> translated_thorax(const body::Model& model, double forward);

/// Curves behind rows and pictures.
struct Figures {
  Curve bent;                            // L4/L5 [MPa] over inclination [deg], Wilke's man
  Curve bent_with_crate;                 // the same with 20 kg hanging and a round back
  Curve crate_distance;                  // the same over hands before the shoulder [m]
  Curve sitting_tilt;                    // the same over pelvis tilt in sitting [deg]
  Curve basin;                           // T12/L1 [percent] over force on one hand [N]
  Curve shear_bent;                      // L3/L4 [N] over inclination [deg]
  Curve arms_with_weight;                // L3/L4 [N] over the weight in both hands [kg]
  std::vector<KyphosisCourse> kyphosis;  // (build)
  StrengthCourse strength;               // of the default body
  std::vector<double> strength_rise;     // (build) ratio of torques at 50 over that at -20 degrees
  SizeEffect size;
  std::vector<body::LevelArray<double>> translation;  // (build) [N]
};

[[nodiscard]] Figures compute_figures(Weighing& weighing);

}  // namespace dorsal::validation
