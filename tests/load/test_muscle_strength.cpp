// How much a driven muscle can pull at the length it has.
#include <gtest/gtest.h>

#include <cmath>

#include "dorsal/body/parts.hpp"
#include "load/bodies.hpp"

namespace dorsal::load {
namespace {

using body::Model;

HeldPosture inclined(const Model& model, double deg) {
  PostureRequest request;
  request.trunk.inclination = degrees(deg);
  auto held = posture_from_request(model, request);
  EXPECT_TRUE(held.has_value()) << to_string(held.error());
  return std::move(*held);
}

/// Length of a group in parts of the optimal one, the mean by strength.
double mean_length(const Model& model, const body::Posture& posture, std::string_view group) {
  const auto geometry = body::measure_muscles(model, body::place(model, posture));
  double sum = 0, strength = 0;
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    const body::Fascicle& fascicle = model.fascicles[f];
    if (model.groups[fascicle.group] != group) continue;
    sum += fascicle.max_tension * geometry.length[f] / (fascicle.fibre + fascicle.tendon);
    strength += fascicle.max_tension;
  }
  return sum / strength;
}

TEST(MuscleStrength, a_driven_muscle_pulls_as_the_bell_curve_of_its_length_allows) {
  const Model model = model_for();
  Solver solver(model);
  const HeldPosture held = inclined(model, 40);
  const LoadFrame frame = solver.solve(held.posture, held.burden);
  ASSERT_EQ(frame.status, SolveStatus::solved);
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    const body::Fascicle& fascicle = model.fascicles[f];
    // The lengths of cervical multifidus are those of another muscle.
    const bool borrowed = model.groups[fascicle.group].starts_with("multifidus_cervical");
    const double length = solver.muscles().length[f] / (fascicle.fibre + fascicle.tendon);
    const double part = borrowed ? 1 : std::exp(-(length - 1) * (length - 1) / 0.45);
    const double most = (1 - model.resting_tone) * fascicle.max_tension * part;
    const auto i = static_cast<Eigen::Index>(f);
    EXPECT_NEAR(frame.force[i] - frame.passive_force[i], frame.activation[i] * most, 1e-9)
        << fascicle.name;
    EXPECT_LE(frame.activation[i], 1 + 1e-12) << fascicle.name;
  }
}

TEST(MuscleStrength, what_can_be_held_depends_on_length_and_what_is_shared_does_not) {
  // The cost is of stress: length counts where a muscle is at its limit, and only there.
  const Model model = model_for();
  const Model equal = body::without(model, body::Part::length);
  const HeldPosture held = inclined(model, 0);
  Solver solver(model);
  const LoadFrame frame = solver.solve(held.posture, held.burden);
  const LoadFrame same = Solver(equal).solve(held.posture, held.burden);
  ASSERT_LT(frame.activation.maxCoeff(), 1);
  EXPECT_LT((frame.force - same.force).lpNorm<Eigen::Infinity>(), 1e-6);
  EXPECT_GE((frame.activation - same.activation).minCoeff(), -1e-9);
}

TEST(MuscleStrength, without_it_length_makes_no_difference) {
  const Model model = body::without(model_for(), body::Part::length);
  Solver solver(model);
  const HeldPosture held = inclined(model, 40);
  const LoadFrame frame = solver.solve(held.posture, held.burden);
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    const double most = (1 - model.resting_tone) * model.fascicles[f].max_tension;
    const auto i = static_cast<Eigen::Index>(f);
    EXPECT_NEAR(frame.force[i] - frame.passive_force[i], frame.activation[i] * most, 1e-9);
  }
}

TEST(MuscleStrength, lengths_of_another_muscle_make_no_difference) {
  const Model model = model_for();
  std::size_t borrowed = 0;
  for (const body::Fascicle& fascicle : model.fascicles) {
    if (fascicle.width == 0) ++borrowed;
    const bool cervical = model.groups[fascicle.group].starts_with("multifidus_cervical");
    EXPECT_EQ(fascicle.width, cervical ? 0 : 0.45) << fascicle.name;
  }
  EXPECT_EQ(borrowed, 14);
}

TEST(MuscleStrength, lumbar_muscles_work_over_the_range_that_was_measured) {
  // Sarcomeres of multifidus: 1.98 micrometres (0.15) lying prone, 2.70 (0.11) bent, 1.36 times as
  // long; Ward 2009 J Bone Joint Surg Am 91:176-185. The postures are not given in degrees.
  const Model model = model_for();
  const double back = mean_length(model, inclined(model, -20).posture, "multifidus_lumbar");
  const double bent = mean_length(model, inclined(model, 90).posture, "multifidus_lumbar");
  EXPECT_NEAR(bent / back, 2.70 / 1.98, 0.15);
  EXPECT_NEAR(back, 1.98 / 2.7, 0.1);
  // Extensors are short in the neutral posture and at their best bent halfway; Zwambag 2014.
  for (const char* group : {"multifidus_lumbar", "iliocostalis_lumborum_pars_lumborum",
                            "longissimus_thoracis_pars_lumborum"}) {
    EXPECT_LT(mean_length(model, {}, group), 0.95) << group;
  }
}

TEST(MuscleStrength, a_shortened_belly_is_weaker_than_a_straight_one) {
  const Model model = model_for();
  EXPECT_LT(mean_length(model, inclined(model, 50).posture, "rectus_abdominis"),
            mean_length(model, inclined(model, -20).posture, "rectus_abdominis") - 0.1);
}

}  // namespace
}  // namespace dorsal::load
