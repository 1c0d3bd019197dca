#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>
#include <string>

#include "body/small_model.hpp"
#include "dorsal/base/version.hpp"
#include "dorsal/body/model_file.hpp"

namespace dorsal::body {
namespace {

/// The text with `from` replaced, which has to be in it.
std::string with(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return std::string(text).replace(at, from.size(), to);
}

/// The small model with one thing wrong in one of its files.
struct Fault {
  std::string SmallModel::*file;
  std::string from;
  std::string to;
  ErrorCode code;
  std::string said;   // within the sentence
  std::string place;  // within the place
};

void expect_rejected(const Fault& fault) {
  SmallModel small;
  small.*fault.file = with(small.*fault.file, fault.from, fault.to);
  const auto file = small.read();
  ASSERT_FALSE(file.has_value()) << fault.from << " -> " << fault.to;
  EXPECT_EQ(file.error().code, fault.code) << to_string(file.error());
  EXPECT_NE(file.error().sentence.find(fault.said), std::string::npos) << to_string(file.error());
  EXPECT_NE(file.error().place.find(fault.place), std::string::npos) << to_string(file.error());
}

TEST(ModelFile, the_model_that_comes_with_dorsal_can_be_read) {
  const auto file = thoracolumbar_model();
  ASSERT_TRUE(file.has_value()) << to_string(file.error());
  EXPECT_EQ(file->name, "thoracolumbar");
  EXPECT_EQ(file->fascicles.size(), 658U);
  const auto levels = std::count_if(file->joints.begin(), file->joints.end(),
                                    [](const JointRow& j) { return j.kind == JointKind::level; });
  EXPECT_EQ(levels, 17);
}

TEST(ModelFile, its_version_is_the_one_that_every_result_names) {
  EXPECT_EQ(thoracolumbar_model()->version, versions().model);
}

TEST(ModelFile, its_left_half_mirrors_its_right_half) {
  const auto file = thoracolumbar_model();
  ASSERT_TRUE(file.has_value());
  for (const FascicleRow& right : file->fascicles) {
    if (right.side != "right") continue;
    const std::string twin = right.name.substr(0, right.name.size() - 2) + "_L";
    const auto left = std::find_if(file->fascicles.begin(), file->fascicles.end(),
                                   [&](const FascicleRow& f) { return f.name == twin; });
    ASSERT_NE(left, file->fascicles.end()) << twin;
    EXPECT_EQ(left->max_force, right.max_force);
    ASSERT_EQ(left->path.size(), right.path.size());
    for (std::size_t i = 0; i < right.path.size(); ++i) {
      const double plane = right.path[i].body == "sternum" ? -0.033549298 : 0.0;
      EXPECT_NEAR(left->path[i].at.z() - plane, plane - right.path[i].at.z(), 1e-8) << twin;
      EXPECT_EQ(left->path[i].at.x(), right.path[i].at.x()) << twin;
    }
  }
}

TEST(ModelFile, a_small_model_is_read_as_written) {
  const auto file = SmallModel().read();
  ASSERT_TRUE(file.has_value()) << to_string(file.error());
  EXPECT_EQ(file->bodies[1].mass, 10);
  EXPECT_EQ(file->fascicles[0].path[1].at.y(), 0.2);
  EXPECT_EQ(file->joints[0].balanced, "z");
}

TEST(ModelFile, lines_may_end_in_two_ways) {
  SmallModel small;
  for (std::size_t at = 0; (at = small.bodies.find('\n', at)) != std::string::npos; at += 2) {
    small.bodies.insert(at, "\r");
  }
  EXPECT_TRUE(small.read().has_value());
}

TEST(ModelFile, names_that_are_not_there_are_named) {
  using S = SmallModel;
  using E = ErrorCode;
  expect_rejected(
      {&S::joints, "pelvis,rod", "pelvis,rib", E::missing, "'rib'", "joints.csv line 2"});
  expect_rejected(
      {&S::path_points, "2,rod", "2,rid", E::missing, "'rid'", "path_points.csv line 3"});
  expect_rejected({&S::path_points, "back,1", "belly,1", E::missing, "'belly'", "line 2"});
  expect_rejected(
      {&S::model, "left = \"rod\"", "left = \"paw\"", E::missing, "'paw'", "model.toml"});
  expect_rejected({&S::bodies, "none,expert,own", "none,expert,me", E::missing, "'me'", "line 2"});
  expect_rejected({&S::bodies, "mass_kg", "mass_lb", E::missing, "mass_kg", "bodies.csv"});
}

TEST(ModelFile, names_that_are_there_twice_are_named) {
  using S = SmallModel;
  using E = ErrorCode;
  expect_rejected({&S::bodies, "rod,", "pelvis,", E::malformed, "twice", "bodies.csv line 3"});
  expect_rejected({&S::fascicles, "back,extensor,middle,1000,0.1,0.2,0,expert,own\n",
                   "back,extensor,middle,1000,0.1,0.2,0,expert,own\n"
                   "back,extensor,middle,1000,0.1,0.2,0,expert,own\n",
                   E::malformed, "twice", "fascicles.csv line 3"});
}

TEST(ModelFile, numbers_that_no_body_has_are_refused) {
  using S = SmallModel;
  using E = ErrorCode;
  expect_rejected({&S::fascicles, "1000", "0", E::out_of_range, "max_force_N", "line 2"});
  expect_rejected({&S::fascicles, "1000", "-5", E::out_of_range, "max_force_N", "line 2"});
  expect_rejected({&S::fascicles, "1000", "nan", E::not_finite, "max_force_N", "line 2"});
  expect_rejected({&S::fascicles, "1000", "strong", E::malformed, "strong", "line 2"});
  expect_rejected({&S::bodies, "rod,10", "rod,-1", E::out_of_range, "mass_kg", "line 3"});
  expect_rejected({&S::path_points, "-0.05,0,0", "inf,0,0", E::not_finite, "x_m", "line 2"});
  expect_rejected({&S::model, "mass_kg = 80.0", "mass_kg = -1.0", E::malformed, "subject.mass_kg",
                   "model.toml"});
}

TEST(ModelFile, tables_that_do_not_hold_together_are_refused) {
  using S = SmallModel;
  using E = ErrorCode;
  expect_rejected({&S::joints, "L5/S1,", "knee,", E::malformed, "'knee' is no level", "line 2"});
  expect_rejected({&S::joints, ",level,", ",hinge,", E::malformed, "'hinge'", "line 2"});
  expect_rejected({&S::joints, ",z,,1,", ",q,,1,", E::malformed, "balanced", "line 2"});
  expect_rejected({&S::joints, ",level,", ",carried,", E::missing, "follows", "line 2"});
  expect_rejected({&S::path_points, "back,2,rod,-0.05,0.2,0\n", "", E::missing, "two points", ""});
  expect_rejected({&S::path_points, "back,2", "back,3", E::malformed, "count 1, 2, 3", "line 3"});
  expect_rejected({&S::bodies, "rod,10,", "rod,", E::malformed, "cells", "line 3"});
  expect_rejected({&S::bodies, "rod,10", "arm,1,0,0,0,none,expert,own\nrod,10", E::missing,
                   "'arm' hangs on no joint", "joints.csv"});
}

constexpr const char* kStiffnessHeader =
    "level,part,axis,sense,linear_Nm_per_deg,square_Nm_per_deg2,cube_Nm_per_deg3,rest_deg,"
    "push_per_m,quality,source\n";
constexpr const char* kPressureHeader =
    "body,at_x_m,at_y_m,at_z_m,area_x_m2,area_y_m2,area_z_m2,quality,source\n";

ErrorCode refused_stiffness(const std::string& rows) {
  SmallModel small;
  small.stiffness = kStiffnessHeader + rows;
  const auto file = small.read();
  EXPECT_FALSE(file.has_value()) << rows;
  if (file) return ErrorCode::unsupported;
  EXPECT_NE(file.error().place.find("stiffness.csv line"), std::string::npos) << rows;
  return file.error().code;
}

TEST(ModelFile, stiffness_is_read_in_radians) {
  SmallModel small;
  small.stiffness =
      std::string(kStiffnessHeader) + "L5/S1,segment,flexion,both,1.8,0.1,0.01,2,0,expert,own\n";
  const auto file = small.read();
  ASSERT_TRUE(file.has_value()) << to_string(file.error());
  const double degree = std::numbers::pi / 180;
  EXPECT_NEAR(file->stiffness[0].law.linear * degree, 1.8, 1e-12);
  EXPECT_NEAR(file->stiffness[0].law.square * degree * degree, 0.1, 1e-12);
  EXPECT_NEAR(file->stiffness[0].law.cube * degree * degree * degree, 0.01, 1e-12);
  EXPECT_NEAR(file->stiffness[0].rest, 2 * degree, 1e-12);
}

TEST(ModelFile, stiffness_that_no_level_has_is_refused) {
  using E = ErrorCode;
  EXPECT_EQ(refused_stiffness("T1/T2,segment,flexion,both,1,0,0,0,0,expert,own\n"), E::missing);
  EXPECT_EQ(refused_stiffness("L5/S1,segment,flexion,both,-1,0,0,0,0,expert,own\n"),
            E::out_of_range);
  EXPECT_EQ(refused_stiffness("L5/S1,segment,flexion,both,1,-5,1,0,0,expert,own\n"),
            E::out_of_range);
  EXPECT_EQ(refused_stiffness("L5/S1,segment,flexion,up,1,0,0,0,0,expert,own\n"), E::malformed);
  EXPECT_EQ(refused_stiffness("L5/S1,disc,flexion,both,1,0,0,0,0,expert,own\n"), E::malformed);
  EXPECT_EQ(refused_stiffness("L5/S1,segment,flexion,both,1,0,0,nan,0,expert,own\n"),
            E::not_finite);
  EXPECT_EQ(refused_stiffness("L5/S1,segment,flexion,plus,1,0,0,0,0,expert,own\n"
                              "L5/S1,segment,flexion,both,1,0,0,0,0,expert,own\n"),
            E::malformed);
  EXPECT_EQ(refused_stiffness("L5/S1,segment,flexion,plus,1,0,0,0,0,expert,own\n"
                              "L5/S1,segment,flexion,minus,1,0,0,1,0,expert,own\n"),
            E::malformed);
  EXPECT_EQ(refused_stiffness("L5/S1,ribs,lateral_bend,both,1,0,0,0,3,expert,own\n"), E::malformed);
  EXPECT_EQ(refused_stiffness("L5/S1,ribs,flexion,both,1,0,0,0,-3,expert,own\n"), E::out_of_range);
}

TEST(ModelFile, pressure_needs_bodies_and_limits) {
  SmallModel small;
  small.pressure = std::string(kPressureHeader) + "rod,0,0,0,0,0.02,0,expert,own\n";
  auto file = small.read();
  ASSERT_FALSE(file.has_value());
  EXPECT_NE(file.error().sentence.find("[pressure]"), std::string::npos);
  small.model += "[pressure]\nhighest_kPa = 10.0\nvolume_Nm = 200.0\n";
  file = small.read();
  ASSERT_TRUE(file.has_value()) << to_string(file.error());
  EXPECT_EQ(file->pressure_limits.highest, 10000);
  small.pressure.replace(small.pressure.find("rod,0"), 3, "bag");
  EXPECT_FALSE(small.read().has_value());
}

TEST(ModelFile, tone_is_a_part_of_strength) {
  SmallModel small;
  small.model += "[muscle]\nresting_tone = 1.5\n";
  const auto file = small.read();
  ASSERT_FALSE(file.has_value());
  EXPECT_NE(file.error().sentence.find("resting_tone"), std::string::npos);
}

TEST(ModelFile, a_curve_without_width_is_refused) {
  SmallModel small;
  small.model += "[muscle]\nresting_tone = 0.01\n";
  auto file = small.read();
  ASSERT_FALSE(file.has_value());
  EXPECT_NE(file.error().sentence.find("force_length_width"), std::string::npos);
  small.model += "force_length_width = 0.45\n";
  file = small.read();
  ASSERT_FALSE(file.has_value());
  EXPECT_NE(file.error().sentence.find("borrowed_lengths"), std::string::npos);
  small.model += "borrowed_lengths = []\n";
  file = small.read();
  ASSERT_TRUE(file.has_value()) << to_string(file.error());
  EXPECT_EQ(file->force_length_width, 0.45);
}

TEST(ModelFile, borrowed_lengths_belong_to_a_group_that_there_is) {
  SmallModel small;
  small.model +=
      "[muscle]\nresting_tone = 0.01\nforce_length_width = 0.45\nborrowed_lengths = [\"wings\"]\n";
  const auto file = small.read();
  ASSERT_FALSE(file.has_value());
  EXPECT_NE(file.error().sentence.find("wings"), std::string::npos);
}

TEST(ModelFile, nothing_and_nonsense_are_refused) {
  EXPECT_FALSE(read_model({}).has_value());
  SmallModel small;
  small.model = "name = \n";
  const auto file = small.read();
  ASSERT_FALSE(file.has_value());
  EXPECT_NE(file.error().place.find("model.toml line"), std::string::npos);
}

TEST(ModelFile, a_torque_needs_a_balanced_joint) {
  SmallModel small;
  const std::string header =
      "name,joint,axis,sense,slack_deg,max_moment_Nm,volume_Nm,quality,source\n";
  small.torques = header + "hip,L5/S1,z,both,0,50,10,expert,own\n";
  EXPECT_TRUE(small.read().has_value());
  small.torques = header + "hip,L5/S1,z,up,0,50,10,expert,own\n";
  EXPECT_FALSE(small.read().has_value());
  small.torques = header + "hip,L5/S1,z,plus,-1,50,10,expert,own\n";
  EXPECT_FALSE(small.read().has_value());
  small.torques = header + "hip,L5/S1,x,both,0,50,10,expert,own\n";
  ASSERT_FALSE(small.read().has_value());
  EXPECT_NE(small.read().error().sentence.find("balanced about x"), std::string::npos);
}

}  // namespace
}  // namespace dorsal::body
