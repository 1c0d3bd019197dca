#include <gtest/gtest.h>

#include <algorithm>

#include "dorsal/opensim/kinematics.hpp"
#include "dorsal/opensim/model_file.hpp"
#include "small_models.hpp"

namespace dorsal::opensim {
namespace {

struct Bad {
  std::string text;
  std::string word;  // that the sentence must hold
};

void expect_sentence(const Bad& bad) {
  const auto model = read_model(bad.text, "arm.osim");
  ASSERT_FALSE(model) << bad.word;
  const std::string sentence = to_string(model.error());
  EXPECT_NE(sentence.find(bad.word), std::string::npos) << sentence;
  EXPECT_NE(sentence.find("arm.osim"), std::string::npos) << sentence;
  EXPECT_EQ(sentence.find('\n'), std::string::npos) << sentence;
}

TEST(ModelFile, reads_bodies_joints_coordinates_and_muscles) {
  const auto model = read_model(document(forearm()), "arm.osim");
  ASSERT_TRUE(model) << to_string(model.error());
  ASSERT_EQ(model->bodies.size(), 2U);
  EXPECT_EQ(model->bodies[1].name, "rod");
  EXPECT_DOUBLE_EQ(model->bodies[1].mass, 2);
  EXPECT_EQ(model->gravity, Eigen::Vector3d(0, -10, 0));
  ASSERT_EQ(model->coordinates.size(), 1U);
  EXPECT_EQ(model->coordinates[0].motion, MotionType::rotational);
  ASSERT_EQ(model->muscles.size(), 2U);
  EXPECT_EQ(model->muscles[0].path.points.size(), 2U);
}

TEST(ModelFile, joints_in_bodies_of_older_files_mean_the_same) {
  Parts parts;
  parts.bodies = "<Body name=\"ground\"/>" +
                 body("rod", "2", "0.2 0 0",
                      "<Joint><PinJoint name=\"elbow\"><parent_body>ground</parent_body>"
                      "<location_in_parent>0 1 0</location_in_parent><CoordinateSet><objects>" +
                          coordinate("bend") + "</objects></CoordinateSet></PinJoint></Joint>");
  const auto model = read_model(document(parts, "20101"), "arm.osim");
  ASSERT_TRUE(model) << to_string(model.error());
  const Mobility mobility = mobility_of(*model);
  Placement placement;
  const std::vector<double> q = {0.5};
  place(*model, mobility, q, 0, placement);
  EXPECT_NEAR((placement.body[1].p - Eigen::Vector3d(0, 1, 0)).norm(), 0, 1e-12);
  EXPECT_NEAR(placement.body[1].R(1, 0), std::sin(0.5), 1e-12);
}

TEST(ModelFile, what_is_not_supported_is_one_sentence_that_names_it) {
  const std::string whole = document(forearm());
  const std::vector<Bad> cases = {
      {replaced(replaced(whole, "<PinJoint", "<ScrewJoint"), "</PinJoint", "</ScrewJoint"),
       "ScrewJoint"},
      {replaced(whole, "<ConstraintSet><objects>",
                "<ConstraintSet><objects><WeldConstraint name=\"w\"/>"),
       "WeldConstraint"},
      {replaced(whole, "<ForceSet><objects>", "<ForceSet><objects><Ligament name=\"l\"/>"),
       "Ligament"},
      {replaced(whole, "<PathPoint>",
                "<FancyPoint><socket_parent_frame>/ground"
                "</socket_parent_frame></FancyPoint><PathPoint>"),
       "FancyPoint"},
      {replaced(whole, "Version=\"40000\"", "Version=\"30516\""), "30516"},
  };
  for (const Bad& bad : cases) expect_sentence(bad);
}

TEST(ModelFile, what_is_wrong_is_one_sentence_that_says_where) {
  const std::string whole = document(forearm());
  const std::vector<Bad> cases = {
      {"", "no XML"},
      {"{}", "no XML"},
      {whole.substr(0, whole.size() / 2), "no XML"},
      {"<OpenSimDocument/>", "Model is missing"},
      {replaced(whole, "<mass>2<", "<mass>two<"), "two"},
      {replaced(whole, "<mass>2<", "<mass>-2<"), "below zero"},
      {replaced(whole, "<mass>2<", "<mass>1e300<"), "beyond"},
      {replaced(whole, "<mass>2<", "<mass>nan<"), "nan"},
      {replaced(whole, "0.2 0 0", "0.2 0"), "2 numbers"},
      {replaced(whole, "/bodyset/rod<", "/bodyset/stick<"), "stick"},
      {replaced(whole, "<socket_parent>/ground", "<socket_parent>../p"), "itself"},
      {replaced(whole, "<coordinates><Coordinate name=\"bend\"></Coordinate>", "<coordinates>"),
       "0 coordinates"},
      {replaced(whole, "name=\"extensor\"", "name=\"flexor\""), "flexor"},
      {replaced(whole, "<BodySet><objects>", "<BodySet><objects><Body name=\"lost\"/>"), "lost"},
      {replaced(whole, "<BodySet><objects>", "<BodySet><objects><Body name=\"rod\"/>"), "one name"},
  };
  for (const Bad& bad : cases) expect_sentence(bad);
}

TEST(ModelFile, couplers_in_a_circle_are_refused) {
  Parts parts = forearm();
  parts.joints += "<SliderJoint name=\"slide\">" + frames("/bodyset/rod", "0 0 0", "/bodyset/tip") +
                  "<coordinates>" + coordinate("out") + "</coordinates></SliderJoint>";
  parts.bodies += body("tip", "1", "0 0 0");
  const auto coupler = [](const std::string& from, const std::string& to) {
    return "<CoordinateCouplerConstraint name=\"c\"><coupled_coordinates_function><LinearFunction>"
           "<coefficients>2 0</coefficients></LinearFunction></coupled_coordinates_function>"
           "<independent_coordinate_names>" +
           from + "</independent_coordinate_names><dependent_coordinate_name>" + to +
           "</dependent_coordinate_name></CoordinateCouplerConstraint>";
  };
  parts.constraints = coupler("bend", "out");
  ASSERT_TRUE(read_model(document(parts), "arm.osim"));
  parts.constraints += coupler("out", "bend");
  expect_sentence({document(parts), "circle"});
}

TEST(ModelFile, actuators_of_another_file_are_added) {
  auto model = read_model(document(forearm()), "arm.osim");
  ASSERT_TRUE(model);
  const std::string reserve =
      "<OpenSimDocument Version=\"40000\"><ForceSet><objects><CoordinateActuator name=\"r\">"
      "<coordinate>bend</coordinate><optimal_force>7</optimal_force><min_control>-inf"
      "</min_control><max_control>inf</max_control></CoordinateActuator></objects></ForceSet>"
      "</OpenSimDocument>";
  ASSERT_TRUE(add_actuators(reserve, "r.xml", *model));
  ASSERT_EQ(model->actuators.size(), 1U);
  EXPECT_DOUBLE_EQ(model->actuators[0].optimal_force, 7);
  const auto again = add_actuators(reserve, "r.xml", *model);
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().sentence.find("\"r\""), std::string::npos);
  const auto unknown = add_actuators(replaced(reserve, "bend", "twist"), "r.xml", *model);
  ASSERT_FALSE(unknown);
  EXPECT_NE(to_string(unknown.error()).find("twist"), std::string::npos);
}

}  // namespace
}  // namespace dorsal::opensim
