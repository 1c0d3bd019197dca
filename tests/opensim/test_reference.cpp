#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <sstream>

#include "dorsal/opensim/bare_roots.hpp"
#include "dorsal/opensim/model_file.hpp"
#include "dorsal/opensim/motion.hpp"
#include "dorsal/opensim/solver.hpp"
#include "small_models.hpp"

namespace dorsal::opensim {
namespace {

constexpr const char* kLumbar = "biomech/models/pose2sim_lfb/Model_Pose2Sim_muscles_flex.osim";

/// First row of a storage file by column.
std::map<std::string, double> first_row(const std::string& text) {
  std::istringstream lines(text.substr(text.find("endheader\n") + 10));
  std::string names, numbers;
  std::getline(lines, names);
  std::getline(lines, numbers);
  std::istringstream name_words(names), number_words(numbers);
  std::map<std::string, double> row;
  double value = 0;
  for (std::string name; name_words >> name && number_words >> value;) row[name] = value;
  return row;
}

class OpenSimAnswers : public testing::TestWithParam<const char*> {};

TEST_P(OpenSimAnswers, objective_and_activations_are_those_of_opensim_or_better) {
  const auto path = reference_file(kLumbar);
  DORSAL_NEEDS(path);
  auto model = read_model(text_of(path), "lfb");
  ASSERT_TRUE(model) << to_string(model.error());
  const std::string answers = "biomech/opensim_answers/";
  ASSERT_TRUE(add_actuators(text_of(reference_file(answers + "reserves.xml")), "r", *model));
  const std::string pose = GetParam();
  const auto motion = read_motion(text_of(reference_file(answers + pose + ".mot")), pose, *model);
  ASSERT_TRUE(motion) << to_string(motion.error());
  const Frame frame = Solver(*model).solve(motion->q[0], 0);
  auto theirs = first_row(text_of(reference_file(answers + pose + "_activation.sto")));
  theirs.erase("time");
  double objective = 0;
  for (const auto& [name, control] : theirs) objective += control * control;
  ASSERT_EQ(frame.status, load::SolveStatus::solved);
  EXPECT_LT(frame.residual, 1e-7);  // [N], [N m]
  // The bounds of the reference's own README.
  EXPECT_NEAR(frame.objective, objective, 1e-4);
  for (std::size_t i = 0; i < model->muscles.size(); ++i) {
    const double control = theirs.at(model->muscles[i].name);
    if (control < 0.05) continue;
    EXPECT_NEAR(frame.activation[static_cast<Eigen::Index>(i)], control, 0.01)
        << model->muscles[i].name;
  }
}
INSTANTIATE_TEST_SUITE_P(FourPoses, OpenSimAnswers,
                         testing::Values("neutral", "flexion", "bend", "arms_forward"));

TEST(OthersModelsAlone, muscles_hold_head_and_arm_where_the_ground_holds_the_root) {
  for (const char* name : {"passenger_neck_lumbar/Mortensen2014_rigidTorso.osim",
                           "thoracoscapular/ThoracoscapularShoulderModel.osim"}) {
    const auto path = reference_file(std::string("biomech/models/") + name);
    DORSAL_NEEDS(path);
    auto model = read_model(text_of(path), name);
    ASSERT_TRUE(model) << to_string(model.error());
    hold_bare_roots(*model);
    EXPECT_EQ(Solver(*model).solve(default_values(*model), 0).status, load::SolveStatus::solved)
        << name;
  }
}

class OthersModels : public testing::TestWithParam<const char*> {};

TEST_P(OthersModels, loads_and_solves_postures_with_reserves) {
  const auto path = reference_file(std::string("biomech/models/") + GetParam());
  DORSAL_NEEDS(path);
  auto model = read_model(text_of(path), GetParam());
  ASSERT_TRUE(model) << to_string(model.error());
  for (std::size_t c = 0; c < model->coordinates.size(); ++c) {
    Actuator reserve;
    reserve.name = "reserve_" + model->coordinates[c].name;
    reserve.coordinate = c;
    reserve.optimal_force = 100;
    model->actuators.push_back(reserve);
  }
  Solver solver(*model);
  std::vector<double> q = default_values(*model);
  const Frame frame = solver.solve(q, 0);
  EXPECT_EQ(frame.status, load::SolveStatus::solved);
  EXPECT_LT(frame.residual, 1e-6);
  EXPECT_LT(frame.gap, 1e-6);  // [m] the default posture closes its loops
  for (const std::size_t c : solver.mobility().free) q[c] += 0.02;
  EXPECT_EQ(solver.solve(q, 0).status, load::SolveStatus::solved);
}
INSTANTIATE_TEST_SUITE_P(
    Models, OthersModels,
    testing::Values("pose2sim_lfb/Model_Pose2Sim_muscles_flex.osim",
                    "passenger_neck_lumbar/Mortensen2014_rigidTorso.osim",
                    "passenger_neck_lumbar/Christophy2012_axialRotationUpd_skeletonOnly.osim",
                    "thoracoscapular/ThoracoscapularShoulderModel.osim"));

}  // namespace
}  // namespace dorsal::opensim
