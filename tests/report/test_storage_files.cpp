#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "dorsal/body/scaling.hpp"
#include "dorsal/load/solver.hpp"
#include "dorsal/report/files.hpp"

namespace dorsal::report {
namespace {

namespace fs = std::filesystem;

class FilesOf : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "dorsal-files-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path folder_;
};

using MotionFileTest = FilesOf;

TEST_F(MotionFileTest, says_its_unit_and_how_many_rows_it_has) {
  const fs::path path = folder_ / "posture.mot";
  auto file = MotionFile::create(path);
  ASSERT_TRUE(file);
  body::Posture posture;
  posture[body::Coordinate::lumbar_flexion] = std::acos(-1.0) / 6;
  ASSERT_TRUE(file->add(0.0, posture));
  ASSERT_TRUE(file->add(0.5, posture));
  ASSERT_TRUE(file->commit());
  const std::string text = text_of(path);
  EXPECT_NE(text.find("inDegrees=yes"), std::string::npos);
  EXPECT_NE(text.find("nRows=2"), std::string::npos);
  EXPECT_NE(text.find("lumbar_flexion"), std::string::npos);
  EXPECT_NE(text.find("\t30"), std::string::npos);
}

using LoadFileTest = FilesOf;

TEST_F(LoadFileTest, muscle_groups_of_a_level_stand_in_columns_that_add_up_with_their_names) {
  const fs::path path = folder_ / "loads.sto";
  const auto model = body::model_of({});
  ASSERT_TRUE(model);
  auto file = LoadFile::create(path, *model);
  ASSERT_TRUE(file);
  const load::LoadFrame frame = load::Solver(*model).solve({}, {});
  ASSERT_EQ(frame.status, load::SolveStatus::solved);
  ASSERT_TRUE(file->add(0.0, frame));
  ASSERT_TRUE(file->commit());
  std::istringstream text(text_of(path));
  std::string line;
  while (std::getline(text, line) && line != "endheader") {
  }
  std::getline(text, line);
  std::istringstream names(line);
  std::getline(text, line);
  std::istringstream values(line);
  std::string name;
  double value = 0;
  double groups = 0;
  double multifidus = 0;
  std::size_t columns = 0;
  while (names >> name && values >> value) {
    ++columns;
    if (name.starts_with("L4_L5_") && columns > 1 + body::kLevels * 10) groups += value;
    multifidus += name == "L4_L5_multifidus_lumbar_N" ? value : 0;
    EXPECT_NE(name, "L4_L5_trapezius_N");
  }
  EXPECT_GT(multifidus, 10);
  EXPECT_FALSE(names >> name);
  EXPECT_FALSE(values >> value);
  const auto l4l5 = static_cast<Eigen::Index>(body::Level::L4L5);
  EXPECT_NEAR(groups, frame.group_compression.row(l4l5).sum(), 0.02);  // rounded to 0.001 N each
}

TEST_F(LoadFileTest, leaves_out_what_was_not_solved) {
  const fs::path path = folder_ / "loads.sto";
  body::Model nobody;
  auto file = LoadFile::create(path, nobody);
  ASSERT_TRUE(file);
  load::LoadFrame frame;
  frame.compression.fill(300);
  frame.shear_ap.fill(1);
  frame.shear_ml.fill(0);
  frame.moment.fill(Eigen::Vector3d::Zero());
  frame.status = load::SolveStatus::solved;
  ASSERT_TRUE(file->add(0.0, frame));
  frame.status = load::SolveStatus::cannot_be_held;
  ASSERT_TRUE(file->add(1.0, frame));
  ASSERT_TRUE(file->commit());
  const std::string text = text_of(path);
  EXPECT_NE(text.find("nRows=1"), std::string::npos);
  EXPECT_NE(text.find("T1_T2_compression_N"), std::string::npos);
}

}  // namespace
}  // namespace dorsal::report
