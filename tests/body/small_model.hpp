#pragma once

#include <string>

#include "dorsal/body/model_file.hpp"

namespace dorsal::body {

/// The text of a model of two bodies, one level and one muscle, to be changed and read.
struct SmallModel {
  std::string model = R"(
name = "small"
version = "1"
[subject]
sex = "male"
mass_kg = 80.0
height_m = 1.75
age_years = 30
kyphosis_deg = 50.0
[sources]
own = "made for a test"
[landmarks]
hip_centre = {body = "pelvis", at_m = [0.0, 0.0, 0.0]}
c7 = {body = "rod", at_m = [0.0, 0.5, 0.0]}
[hands]
left = "rod"
right = "rod"
[head]
pivot_m = [0.0, 0.1, 0.0]
mass_share = 0.8
neck_com_m = [0.0, 0.05, 0.0]
[end_plates]
sacrum_forward_deg = 0.0
)";
  std::string bodies =
      "name,mass_kg,com_x_m,com_y_m,com_z_m,segment,quality,source\n"
      "pelvis,0,0,0,0,none,expert,own\n"
      "rod,10,0.2,0.3,0,none,expert,own\n";
  std::string joints =
      "name,parent,child,kind,parent_x_m,parent_y_m,parent_z_m,parent_rx_rad,parent_ry_rad,"
      "parent_rz_rad,child_x_m,child_y_m,child_z_m,child_rx_rad,child_ry_rad,child_rz_rad,"
      "balanced,follows,gain,quality,source\n"
      "L5/S1,pelvis,rod,level,0,0.1,0,0,0,0,0,0,0,0,0,0,z,,1,expert,own\n";
  std::string fascicles =
      "name,group,side,max_force_N,optimal_fibre_m,tendon_slack_m,pennation_rad,quality,source\n"
      "back,extensor,middle,1000,0.1,0.2,0,expert,own\n";
  std::string path_points =
      "fascicle,index,body,x_m,y_m,z_m\n"
      "back,1,pelvis,-0.05,0,0\n"
      "back,2,rod,-0.05,0.2,0\n";
  std::string torques;
  std::string stiffness;
  std::string pressure;

  [[nodiscard]] Result<ModelFile> read() const {
    return read_model(
        {model, bodies, joints, fascicles, path_points, torques, stiffness, pressure});
  }
};

}  // namespace dorsal::body
