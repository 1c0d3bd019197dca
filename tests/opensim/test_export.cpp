#include <gtest/gtest.h>

#include "dorsal/body/scaling.hpp"
#include "dorsal/load/solver.hpp"
#include "dorsal/opensim/export.hpp"
#include "dorsal/opensim/model_file.hpp"
#include "dorsal/opensim/solver.hpp"

namespace dorsal::opensim {
namespace {

/// Moments about x, y and z of the joint that block b belongs to, taken from coordinates called
/// JOINT_flexion (-z), JOINT_lateral_bend (x) and JOINT_axial_rotation (y).
struct Column {
  Eigen::Index block_row;
  Eigen::Index free;
  double sign;
};

std::vector<Column> columns_of(const body::Model& own, const Model& read,
                               const Mobility& mobility) {
  std::vector<Column> columns;
  for (std::size_t b = 0; b < own.blocks.size(); ++b) {
    std::string joint = own.joints[own.blocks[b].joint].name;
    std::replace(joint.begin(), joint.end(), '/', '_');
    const char* suffixes[] = {"_lateral_bend", "_axial_rotation", "_flexion"};
    for (std::size_t axis = 0; axis < 3; ++axis) {
      if (!own.blocks[b].balanced[axis]) continue;
      const std::size_t c = find_coordinate(read, joint + suffixes[axis]);
      const auto free = std::find(mobility.free.begin(), mobility.free.end(), c);
      EXPECT_NE(free, mobility.free.end()) << joint << suffixes[axis];
      columns.push_back({static_cast<Eigen::Index>(3 * b + axis), free - mobility.free.begin(),
                         axis == 2 ? -1.0 : 1.0});
    }
  }
  return columns;
}

TEST(Export, our_own_reader_finds_the_same_moments_of_gravity_and_muscles) {
  const auto own = body::model_of({});
  ASSERT_TRUE(own);
  const auto read = read_model(export_model(*own), "own.osim");
  ASSERT_TRUE(read) << to_string(read.error());
  ASSERT_EQ(read->muscles.size(), own->fascicles.size());
  load::Solver ours(*own);
  (void)ours.solve(body::Posture{}, {});
  Solver theirs(*read);
  (void)theirs.solve(default_values(*read), 0);
  const auto columns = columns_of(*own, *read, theirs.mobility());
  ASSERT_EQ(columns.size(), theirs.mobility().free.size());
  const Eigen::MatrixXd arms = theirs.moment_arms();
  for (const Column& column : columns) {
    // Masses of 1e-5 kg stand where our bodies have none.
    EXPECT_NEAR(ours.net_moments()[column.block_row],
                column.sign * theirs.passive_force()[column.free], 1e-3);
  }
  Eigen::MatrixXd expected =
      Eigen::MatrixXd::Zero(arms.rows(), 3 * static_cast<Eigen::Index>(own->blocks.size()));
  for (std::size_t f = 0; f < own->fascicles.size(); ++f) {
    const body::Fascicle& fascicle = own->fascicles[f];
    for (std::size_t a = fascicle.first_arm; a < fascicle.first_arm + fascicle.arms; ++a) {
      expected.block<1, 3>(static_cast<Eigen::Index>(f),
                           3 * static_cast<Eigen::Index>(own->arm_block[a])) +=
          ours.muscles().arm[a].transpose();
    }
  }
  double worst = 0;
  for (const Column& column : columns) {
    worst = std::max(worst, (expected.col(column.block_row) - column.sign * arms.col(column.free))
                                .cwiseAbs()
                                .maxCoeff());
  }
  EXPECT_LT(worst, 1e-9);  // [m] 17 digits were written
}

}  // namespace
}  // namespace dorsal::opensim
