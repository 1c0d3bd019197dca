#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "dorsal/body/scaling.hpp"
#include "dorsal/ergonomics/group_fatigue.hpp"
#include "dorsal/ergonomics/muscle_groups.hpp"
#include "dorsal/load/posture_request.hpp"
#include "dorsal/load/solver.hpp"

namespace dorsal::ergonomics::test {
namespace {

body::Model body_of(double conditioning = 1) {
  body::Person person;
  person.conditioning = conditioning;
  auto model = body::model_of(person);
  EXPECT_TRUE(model) << to_string(model.error());
  return std::move(*model);
}

std::vector<double> efforts_in(const body::Model& model, const load::PostureRequest& request) {
  const auto held = load::posture_from_request(model, request);
  EXPECT_TRUE(held) << to_string(held.error());
  const load::LoadFrame frame = load::Solver(model).solve(held->posture, held->burden);
  EXPECT_EQ(frame.status, load::SolveStatus::solved);
  std::vector<double> efforts;
  GroupEfforts(model).of(frame, efforts);
  return efforts;
}

/// Leaning, one arm out to the side with something in its hand.
load::PostureRequest reaching(bool right) {
  load::PostureRequest request;
  request.trunk.inclination = degrees(20);
  request.trunk.lateral_bend = degrees(right ? 5 : -5);
  load::ArmRequest& arm = right ? request.right_arm : request.left_arm;
  arm.flexion = degrees(50);
  arm.abduction = degrees(20);
  (right ? request.burden.right_hand : request.burden.left_hand) = 2;
  return request;
}

TEST(MuscleGroups, every_group_finds_its_muscles_on_both_sides_of_the_body) {
  const std::vector<double> efforts = efforts_in(body_of(), {});
  ASSERT_EQ(efforts.size(), 2 * muscle_groups().size());
  std::set<std::string> ids;
  for (std::size_t g = 0; g < muscle_groups().size(); ++g) {
    EXPECT_TRUE(ids.insert(muscle_groups()[g].id).second) << muscle_groups()[g].id;
    for (const body::Side side : {body::Side::left, body::Side::right}) {
      const double effort = efforts[effort_index(g, side)];
      EXPECT_GE(effort, 0) << muscle_groups()[g].id;
      EXPECT_LE(effort, 1) << muscle_groups()[g].id;
    }
  }
}

TEST(MuscleGroups, a_mirrored_posture_gives_mirrored_efforts) {
  const body::Model model = body_of();
  const auto right = efforts_in(model, reaching(true));
  const auto left = efforts_in(model, reaching(false));
  double difference = 0;
  for (std::size_t g = 0; g < muscle_groups().size(); ++g) {
    const std::size_t l = effort_index(g, body::Side::left);
    const std::size_t r = effort_index(g, body::Side::right);
    // The source's sides differ by rounding in their tables.
    EXPECT_NEAR(right[r], left[l], 5e-3) << muscle_groups()[g].id;
    EXPECT_NEAR(right[l], left[r], 5e-3) << muscle_groups()[g].id;
    difference = std::max(difference, std::abs(right[r] - right[l]));
  }
  EXPECT_GT(difference, 0.05);
}

TEST(MuscleGroups, a_raised_arm_asks_more_of_the_shoulder_than_a_hanging_one) {
  const body::Model model = body_of();
  const auto hanging = efforts_in(model, {});
  const auto raised = efforts_in(model, reaching(true));
  for (std::size_t g = 0; g < muscle_groups().size(); ++g) {
    if (muscle_groups()[g].id != "shoulder_muscles") continue;
    const std::size_t right = effort_index(g, body::Side::right);
    EXPECT_GT(raised[right], hanging[right] + 0.1);
  }
}

TEST(MuscleGroups, a_stronger_body_tires_later) {
  const auto soonest = [](double conditioning) {
    const auto efforts = efforts_in(body_of(conditioning), reaching(true));
    EffortSeries series(efforts.size());
    series.add(1, efforts, {});
    const FatigueOutlook outlook = fatigue_outlook(series);
    return by_need(outlook).front()->tired.value.value_or(1e9);
  };
  EXPECT_LT(soonest(0.8), soonest(1.2));
  EXPECT_LT(soonest(0.8), kOutlook);
}

}  // namespace
}  // namespace dorsal::ergonomics::test
