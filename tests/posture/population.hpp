#pragma once

#include <random>

#include "dorsal/base/units.hpp"
#include "synthetic.hpp"

namespace dorsal::posture::testing {

/// A body and a posture drawn from what has been published about people, not from the estimator's
/// own prior: uniform slump and bend, rhythm by phase, bodies whose own curve differs.
struct Somebody {
  body::Person person;
  body::SegmentScale scale;
  body::ShapeVector<double> shape = body::ShapeVector<double>::Zero();
  body::Posture posture;
};

/// Degrees to radians, here only.
inline double deg(double value) { return value * kRadiansPerDegree; }

class Population {
 public:
  explicit Population(unsigned seed) : random_(seed) {}

  Somebody somebody() {
    Somebody s = body();
    uniform(0, 1) < 0.5 ? sit(s.posture) : stand(s.posture);
    arms_and_head(s.posture);
    return s;
  }
  Somebody upright() {
    Somebody s = body();
    hold_upright(s.posture);
    arms_and_head(s.posture);
    return s;
  }
  /// The same body, held in another way.
  void hold(Somebody& s) {
    s.posture = {};
    uniform(0, 1) < 0.5 ? sit(s.posture) : stand(s.posture);
    arms_and_head(s.posture);
  }

  std::mt19937& random() { return random_; }

 private:
  double normal(double mean, double deviation) {
    return std::normal_distribution<double>(mean, deviation)(random_);
  }
  double uniform(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random_);
  }

  /// Statures of ANSUR 1988; kyphosis scatters by 8.8 (men) and 9.5 degrees (women) about its norm
  /// (Lang-Tapia 2011); segments by 5 % against stature; head and shoulders by 15 mm (Raine 1997).
  Somebody body() {
    Somebody s;
    s.person.sex = uniform(0, 1) < 0.5 ? body::Sex::male : body::Sex::female;
    const bool male = s.person.sex == body::Sex::male;
    s.person.height = metres(male ? normal(1.756, 0.067) : normal(1.629, 0.064));
    s.person.age = uniform(20, 65);
    s.person.kyphosis = degrees(std::clamp(normal(male ? 50 : 47, male ? 8.8 : 9.5), 25.0, 75.0));
    for (double* part : {&s.scale.spine, &s.scale.shoulders, &s.scale.hips, &s.scale.head,
                         &s.scale.upper_arm, &s.scale.forearm, &s.scale.thigh, &s.scale.shank}) {
      *part = std::exp(normal(0, 0.05));
    }
    s.shape << 0.0, normal(0, 0.015), normal(0, 0.015), deg(normal(0, 5));
    return s;
  }

  /// Sitting at work: Endo 2012 (pelvis -18.7), Claus 2016 (lumbar 24, SD 7-9; thoracolumbar 12, SD
  /// 6-8, half of it thoracic), and on top a slump of anything from none to full, which takes the
  /// pelvis back by 10, the lumbar spine by 43 % and the thoracic by 51-90 % of their seated range
  /// (slumped sitting, 12 men); seated ranges of 20 and 15 degrees beyond usual sitting: expert.
  void sit(body::Posture& q) {
    const double slump = uniform(-0.5, 1.0);  // the mean of usual sitting holds some slump
    q[Coordinate::pelvis_tilt] = deg(normal(-18.7, 7) - 10 * slump + normal(0, 8));
    q[Coordinate::lumbar_flexion] = deg(normal(22, 7) + 0.43 * 20 * slump);
    q[Coordinate::thoracic_flexion] = deg(normal(5, 6) + uniform(0.51, 0.9) * 15 * slump);
    for (const Coordinate hip : {Coordinate::left_hip_flexion, Coordinate::right_hip_flexion}) {
      q[hip] = deg(90 + normal(0, 6)) + q[Coordinate::pelvis_tilt];
    }
    q[Coordinate::left_knee_flexion] = q[Coordinate::right_knee_flexion] = deg(normal(85, 10));
  }

  /// Standing and bending forward, lumbar to hip 1.9 : 1 up to 30 degrees and 0.9 : 1 up to 60
  /// (Esola 1996), which scatter by a fifth; the thorax adds 5 (SD 6), expert.
  void stand(body::Posture& q) {
    const double bend = uniform(0, 60);
    const double early = std::min(bend, 30.0), late = std::max(0.0, bend - 30.0);
    const double lumbar = early * 1.9 / 2.9 + late * 0.9 / 1.9;
    q[Coordinate::lumbar_flexion] = deg(lumbar * normal(1, 0.2) + normal(0, 5));
    q[Coordinate::pelvis_tilt] = deg((bend - lumbar) * normal(1, 0.2) + normal(0, 5));
    q[Coordinate::thoracic_flexion] = deg(normal(5, 6));
    for (const Coordinate hip : {Coordinate::left_hip_flexion, Coordinate::right_hip_flexion}) {
      q[hip] = q[Coordinate::pelvis_tilt] + deg(normal(0, 5));
    }
    q[Coordinate::left_knee_flexion] = q[Coordinate::right_knee_flexion] = deg(5);
  }

  /// Sitting up straight: thoracolumbar as in standing (SD 7 about -1; Claus 2016), of which half
  /// is counted here since the person's own usual is the zero.
  void hold_upright(body::Posture& q) {
    q[Coordinate::pelvis_tilt] = deg(normal(-12, 7));
    q[Coordinate::lumbar_flexion] = deg(normal(14, 7));
    q[Coordinate::thoracic_flexion] = deg(normal(0, 3.5));
    for (const Coordinate hip : {Coordinate::left_hip_flexion, Coordinate::right_hip_flexion}) {
      q[hip] = deg(90) + q[Coordinate::pelvis_tilt];
    }
    q[Coordinate::left_knee_flexion] = q[Coordinate::right_knee_flexion] = deg(85);
  }

  void arms_and_head(body::Posture& q) {
    q[Coordinate::neck_flexion] = deg(normal(5, 10));
    q[Coordinate::head_flexion] = deg(normal(0, 7));
    q[Coordinate::neck_axial_rotation] = deg(normal(0, 8));
    q[Coordinate::head_axial_rotation] = deg(normal(0, 10));
    q[Coordinate::thoracic_lateral_bend] = deg(normal(0, 5));
    q[Coordinate::lumbar_lateral_bend] = deg(normal(0, 3));
    q[Coordinate::thoracic_axial_rotation] = deg(normal(0, 7));
    q[Coordinate::lumbar_axial_rotation] = deg(normal(0, 2));
    for (const Coordinate first :
         {Coordinate::left_girdle_elevation, Coordinate::right_girdle_elevation}) {
      const auto i = static_cast<Eigen::Index>(first);
      q.q[i] = deg(normal(0, 5));
      q.q[i + 1] = deg(normal(0, 6));
      q.q[i + 2] = deg(uniform(-10, 90));
      q.q[i + 3] = deg(uniform(0, 40));
      q.q[i + 4] = deg(uniform(-20, 50));
      q.q[i + 5] = deg(uniform(10, 110));
    }
  }

  std::mt19937 random_;
};

}  // namespace dorsal::posture::testing
