// Makes examples/desk_hour.csv: moves dorsal's own skeleton through examples/desk_hour_script.csv
// and writes what a camera beside the desk would have given, once a second, in millimetres.
//
//   dorsal_make_example examples/desk_hour_script.csv > examples/desk_hour.csv
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numbers>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "dorsal/base/units.hpp"
#include "dorsal/body/skeleton.hpp"

namespace {

using dorsal::body::Coordinate;
using dorsal::pose::Landmark;

// The coordinates that the script's columns from the fourth on set. [deg]
constexpr std::array kColumns = {Coordinate::pelvis_tilt,
                                 Coordinate::lumbar_flexion,
                                 Coordinate::thoracic_flexion,
                                 Coordinate::neck_flexion,
                                 Coordinate::head_flexion,
                                 Coordinate::neck_lateral_bend,
                                 Coordinate::right_girdle_protraction,
                                 Coordinate::right_shoulder_flexion,
                                 Coordinate::right_elbow_flexion,
                                 Coordinate::left_shoulder_flexion,
                                 Coordinate::left_elbow_flexion};

constexpr std::array kLandmarks = {
    Landmark::nose,        Landmark::left_eye,      Landmark::right_eye,      Landmark::left_ear,
    Landmark::right_ear,   Landmark::left_shoulder, Landmark::right_shoulder, Landmark::left_elbow,
    Landmark::right_elbow, Landmark::left_wrist,    Landmark::right_wrist,    Landmark::left_hip,
    Landmark::right_hip,   Landmark::left_knee,     Landmark::right_knee};

constexpr double kHeading = 0.15;     // [rad] the camera stands a little ahead of the desk
constexpr double kInPicture = 0.007;  // [m] noise of a landmark, along the picture
constexpr double kDepth = 0.02;       // [m] and towards the camera
constexpr double kSway = 0.6;         // [deg] slow movement of everything that the script sets
constexpr std::uint64_t kSeed = 20261122;

struct Row {
  double at = 0;  // [s]
  bool seen = false;
  std::array<double, kColumns.size()> deg{};
};

std::vector<Row> read_script(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<Row> rows;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::vector<std::string> words;
    for (std::string word; std::getline(cells, word, ',');) words.push_back(word);
    Row row;
    row.at = std::stod(words.at(0));
    row.seen = words.at(2) == "1";
    for (std::size_t i = 0; i < kColumns.size(); ++i) row.deg[i] = std::stod(words.at(3 + i));
    rows.push_back(row);
  }
  return rows;
}

double normal(std::mt19937_64& random) {
  const auto uniform = [&] { return (static_cast<double>(random() >> 11U) + 0.5) * 0x1p-53; };
  const double radius = std::sqrt(-2.0 * std::log(uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

// Between two rows of the script the body moves without a jerk at either end.
Row at_time(const std::vector<Row>& rows, double t) {
  const auto next = std::ranges::find_if(rows, [&](const Row& row) { return row.at > t; });
  if (next == rows.begin() || next == rows.end()) return rows.back();
  const Row& from = *(next - 1);
  const double u = (t - from.at) / (next->at - from.at);
  const double s = u * u * (3 - 2 * u);
  Row now = from;
  if (!next->seen) return now;
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    now.deg[i] += s * (next->deg[i] - from.deg[i]);
    now.deg[i] +=
        kSway * std::sin(t / (17.0 + 3.0 * static_cast<double>(i)) + static_cast<double>(i));
  }
  return now;
}

dorsal::body::Posture posture_of(const Row& row) {
  dorsal::body::Posture posture;
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    posture[kColumns[i]] = row.deg[i] * dorsal::kRadiansPerDegree;
  }
  posture[Coordinate::pelvis_rotation] = kHeading;
  posture[Coordinate::left_girdle_protraction] = posture[Coordinate::right_girdle_protraction];
  for (const auto hip : {Coordinate::left_hip_flexion, Coordinate::right_hip_flexion}) {
    posture[hip] = 1.45 + posture[Coordinate::pelvis_tilt];  // the thighs stay on the seat
  }
  posture[Coordinate::left_knee_flexion] = posture[Coordinate::right_knee_flexion] = 1.5;
  return posture;
}

void print_row(double t, const Row& row, const dorsal::body::Skeleton& skeleton,
               std::mt19937_64& random) {
  fmt::print("{:.0f}", t);
  const auto points = skeleton.landmarks(posture_of(row));
  for (const Landmark landmark : kLandmarks) {
    const Eigen::Vector3d& p = points[static_cast<std::size_t>(landmark)];
    // The far arm is often behind the body.
    const bool far = landmark == Landmark::left_wrist || landmark == Landmark::left_elbow;
    const bool hidden = far && normal(random) < -0.3;
    if (!row.seen || hidden) {
      fmt::print(",,,");
      continue;
    }
    // One draw a line: compilers differ in which argument they evaluate first.
    const double z = p.z() + kDepth * normal(random);
    const double y = p.y() + kInPicture * normal(random);
    const double x = p.x() + kInPicture * normal(random);
    fmt::print(",{:.0f},{:.0f},{:.0f}", 1000 * x, 1000 * y, 1000 * z);
  }
  fmt::print("\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: dorsal_make_example SCRIPT\n", stderr);
    return 2;
  }
  const std::vector<Row> rows = read_script(argv[1]);
  const dorsal::body::Skeleton skeleton(dorsal::body::Person{});
  std::mt19937_64 random(kSeed);
  fmt::print("time_s");
  for (const Landmark landmark : kLandmarks) {
    const auto name = dorsal::pose::landmark_names()[static_cast<std::size_t>(landmark)];
    fmt::print(",{0}_x_mm,{0}_y_mm,{0}_z_mm", name);
  }
  fmt::print("\n");
  for (int second = 0; second < 3600; ++second) {
    print_row(second, at_time(rows, second), skeleton, random);
  }
  return 0;
}
