#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "body/people.hpp"
#include "dorsal/body/kinematics.hpp"
#include "dorsal/body/scaling.hpp"

namespace dorsal::body {
namespace {

using namespace literals;

Model model_for(const Person& who) {
  auto model = model_of(who);
  EXPECT_TRUE(model.has_value()) << to_string(model.error());
  return std::move(*model);
}

double mass_of(const Model& model, Segment segment) {
  double sum = 0;
  for (const Body& body : model.bodies) sum += body.segment == segment ? body.mass : 0.0;
  return sum;
}

double between(const Model& model, const char* upper, const char* lower) {
  const Placement placement = place(model, Posture{});
  const auto tilt = [&](const char* name) {
    const Eigen::Vector3d up = placement.body[*find_body(model, name)].R.col(1);
    return std::atan2(up.x(), up.y());
  };
  return (tilt(upper) - tilt(lower)) / kRadiansPerDegree;
}

TEST(Scaling, segments_have_the_published_share_of_body_mass) {
  const Model man = model_for(person(Sex::male, 30, 1.8_m, 100.0_kg));
  EXPECT_NEAR(mass_of(man, Segment::trunk), 43.46, 1e-9);
  EXPECT_NEAR(mass_of(man, Segment::head_neck), 6.94, 1e-9);
  EXPECT_NEAR(mass_of(man, Segment::upper_arm), 2 * 2.71, 1e-9);
  const Model woman = model_for(person(Sex::female, 30, 1.8_m, 100.0_kg));
  EXPECT_NEAR(mass_of(woman, Segment::trunk), 42.57, 1e-9);
  EXPECT_NEAR(mass_of(woman, Segment::forearm), 2 * 1.38, 1e-9);
}

TEST(Scaling, lengths_grow_with_height) {
  const Model small = model_for(person(Sex::male, 30, 1.5_m, 70.0_kg, 50.0_deg));
  const Model tall = model_for(person(Sex::male, 30, 2.0_m, 70.0_kg, 50.0_deg));
  const auto reach = [](const Model& model) {
    const Placement placement = place(model, Posture{});
    return (position(placement, model.c7) - position(placement, model.hip_centre)).norm();
  };
  EXPECT_NEAR(reach(tall) / reach(small), 2.0 / 1.5, 1e-12);
  EXPECT_NEAR(measure_muscles(tall, place(tall, {})).length[0] /
                  measure_muscles(small, place(small, {})).length[0],
              2.0 / 1.5, 1e-9);
}

TEST(Scaling, the_neutral_thorax_has_the_kyphosis_asked_for) {
  for (const double degrees_wanted : {30.0, 50.0, 75.0}) {
    const Model model = model_for(person(Sex::male, 40, 1.75_m, 75.0_kg, degrees(degrees_wanted)));
    EXPECT_NEAR(between(model, "T1", "T12"), degrees_wanted, 0.01);
  }
}

TEST(Scaling, the_head_stays_upright_whatever_the_kyphosis) {
  for (const Angle kyphosis : {30.0_deg, 50.0_deg, 75.0_deg}) {
    const Model model = model_for(person(Sex::male, 40, 1.75_m, 75.0_kg, kyphosis));
    EXPECT_NEAR(between(model, "head_neck", "pelvis"), 0, 1e-9);
    EXPECT_NEAR(between(model, "humerus_L", "pelvis"), 0, 1e-9);
  }
}

TEST(Scaling, kyphosis_of_the_norm_is_that_of_the_model_at_its_subject_and_grows_with_age) {
  const auto file = thoracolumbar_model();
  ASSERT_TRUE(file.has_value());
  EXPECT_NEAR(in_degrees(usual_kyphosis(file->subject, Sex::male, 39.8)), 50, 1e-9);
  EXPECT_LT(usual_kyphosis(file->subject, Sex::male, 22),
            usual_kyphosis(file->subject, Sex::male, 60));
  EXPECT_LT(usual_kyphosis(file->subject, Sex::female, 45),
            usual_kyphosis(file->subject, Sex::male, 45));
}

TEST(Scaling, strength_follows_sex_age_mass_and_conditioning) {
  const auto file = thoracolumbar_model();
  ASSERT_TRUE(file.has_value());
  const auto strength = [&](const Person& who) { return strength_factor(file->subject, who); };
  const Mass same = kilograms(file->subject.mass);
  EXPECT_NEAR(strength(person(Sex::male, 30, 1.75_m, same)), 1, 1e-12);
  EXPECT_NEAR(strength(person(Sex::male, 65, 1.75_m, same)), 1 - 25 * 0.008, 1e-12);
  EXPECT_NEAR(strength(person(Sex::male, 30, 1.75_m, same + 10.0_kg)), 1.08, 1e-12);
  EXPECT_NEAR(strength(person(Sex::male, 30, 1.75_m, same, std::nullopt, 0.8)), 0.8, 1e-12);
  EXPECT_LT(strength(person(Sex::female, 30, 1.75_m, same)), 1);
}

TEST(Scaling, every_person_within_the_limits_has_a_positive_strength) {
  for (const double mass : {30.0, 250.0}) {
    for (const double age : {10.0, 110.0}) {
      const Model model = model_for(person(Sex::female, age, 1.2_m, kilograms(mass)));
      for (const Fascicle& fascicle : model.fascicles) {
        EXPECT_GT(fascicle.max_tension, 0);
        EXPECT_GT(fascicle.volume, 0);
      }
    }
  }
}

TEST(Scaling, a_person_out_of_range_is_an_error_that_names_the_field) {
  const auto field_of = [](const Person& who) {
    const auto model = model_of(who);
    EXPECT_FALSE(model.has_value());
    return model ? std::string()
                 : model.error().sentence.substr(0, model.error().sentence.find(' '));
  };
  EXPECT_EQ(field_of(person(Sex::male, 40, 174.0_m, 70.0_kg)), "height_m");
  EXPECT_EQ(field_of(person(Sex::male, 40, 1.1_m, 70.0_kg)), "height_m");
  EXPECT_EQ(field_of(person(Sex::male, 40, 1.7_m, 20.0_kg)), "mass_kg");
  EXPECT_EQ(field_of(person(Sex::male, 5, 1.7_m, 70.0_kg)), "age_years");
  EXPECT_EQ(field_of(person(Sex::male, 40, 1.7_m, 70.0_kg, 5.0_deg)), "kyphosis_deg");
  EXPECT_EQ(field_of(person(Sex::male, 40, 1.7_m, 70.0_kg, std::nullopt, 0.0)), "conditioning");
  EXPECT_EQ(field_of(person(Sex::male, std::numeric_limits<double>::quiet_NaN(), 1.7_m, 70.0_kg)),
            "age_years");
}

}  // namespace
}  // namespace dorsal::body
