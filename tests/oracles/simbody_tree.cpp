#include "simbody_tree.hpp"

#include <Simbody.h>

#include <algorithm>

namespace dorsal::oracles {
namespace {

SimTK::Vec3 vec(const Eigen::Vector3d& v) { return {v.x(), v.y(), v.z()}; }

SimTK::Rotation rotation(const Eigen::Matrix3d& R) {
  return SimTK::Rotation(SimTK::Mat33(R(0, 0), R(0, 1), R(0, 2), R(1, 0), R(1, 1), R(1, 2), R(2, 0),
                                      R(2, 1), R(2, 2)));
}

SimTK::Transform pose(const TreePose& X) { return {rotation(X.R), vec(X.p)}; }

// Nothing here depends on masses; forces of gravity are put by hand.
SimTK::Body::Rigid some_body() {
  return SimTK::Body::Rigid(SimTK::MassProperties(1.0, SimTK::Vec3(0), SimTK::UnitInertia(1)));
}

}  // namespace

struct SimbodyTree::Inside {
  SimTK::MultibodySystem system;
  SimTK::SimbodyMatterSubsystem matter{system};
  std::vector<SimTK::MobilizedBody> bodies;
  std::vector<TreeJoint> joints;
  std::size_t blocks = 0;
  SimTK::State state;
  SimTK::Vector_<SimTK::SpatialVec> forces;
  SimTK::Vector moments;
};

SimbodyTree::SimbodyTree(const std::vector<TreeJoint>& joints, std::size_t blocks)
    : inside_(new Inside) {
  inside_->joints = joints;
  inside_->blocks = blocks;
  auto& bodies = inside_->bodies;
  bodies.push_back(SimTK::MobilizedBody::Free(inside_->matter.updGround(), SimTK::Transform(),
                                              some_body(), SimTK::Transform()));
  for (const TreeJoint& joint : joints) {
    SimTK::MobilizedBody& parent = bodies[joint.parent];
    const SimTK::Transform in_parent = pose(joint.in_parent);
    const SimTK::Transform in_child = pose(joint.in_child);
    if (joint.turns) {
      bodies.push_back(SimTK::MobilizedBody::Ball(parent, in_parent, some_body(), in_child));
    } else {
      bodies.push_back(SimTK::MobilizedBody::Weld(parent, in_parent, some_body(), in_child));
    }
  }
  inside_->state = inside_->system.realizeTopology();
  inside_->system.realizeModel(inside_->state);
  inside_->forces.resize(inside_->matter.getNumBodies());
  inside_->moments.resize(inside_->state.getNU());
}

SimbodyTree::~SimbodyTree() = default;

std::vector<double> SimbodyTree::coordinates(const TreePose& root,
                                             const std::vector<Eigen::Matrix3d>& turn) {
  inside_->bodies[0].setQToFitTransform(inside_->state, pose(root));
  for (std::size_t k = 0; k < turn.size(); ++k) {
    if (!inside_->joints[k].turns) continue;
    inside_->bodies[k + 1].setQToFitRotation(inside_->state, rotation(turn[k]));
  }
  const SimTK::Vector& q = inside_->state.getQ();
  return std::vector<double>(&q[0], &q[0] + q.size());
}

void SimbodyTree::place(const std::vector<double>& coordinates) {
  SimTK::Vector& q = inside_->state.updQ();
  std::copy(coordinates.begin(), coordinates.end(), &q[0]);
  inside_->system.realize(inside_->state, SimTK::Stage::Position);
}

Eigen::Vector3d SimbodyTree::place_of(const TreePoint& point) const {
  const SimTK::Vec3 p =
      inside_->bodies[point.body].findStationLocationInGround(inside_->state, vec(point.at));
  return {p[0], p[1], p[2]};
}

void SimbodyTree::clear_forces() { inside_->forces.setToZero(); }

void SimbodyTree::add_force(const TreePoint& point, const Eigen::Vector3d& force) {
  inside_->matter.addInStationForce(inside_->state,
                                    inside_->bodies[point.body].getMobilizedBodyIndex(),
                                    vec(point.at), vec(force), inside_->forces);
}

void SimbodyTree::pull(const TreePoint* path, std::size_t points) {
  for (std::size_t i = 0; i + 1 < points; ++i) {
    const Eigen::Vector3d along = (place_of(path[i + 1]) - place_of(path[i])).normalized();
    add_force(path[i], along);
    add_force(path[i + 1], -along);
  }
}

void SimbodyTree::take_moments(Eigen::VectorXd& by_block) {
  inside_->matter.multiplyBySystemJacobianTranspose(inside_->state, inside_->forces,
                                                    inside_->moments);
  by_block.setZero(static_cast<Eigen::Index>(3 * inside_->blocks));
  for (std::size_t k = 0; k < inside_->joints.size(); ++k) {
    const TreeJoint& joint = inside_->joints[k];
    if (joint.block < 0) continue;
    const int u = inside_->bodies[k + 1].getFirstUIndex(inside_->state);
    for (int axis = 0; axis < 3; ++axis) {
      by_block[3 * joint.block + axis] += joint.gain * inside_->moments[u + axis];
    }
  }
}

}  // namespace dorsal::oracles
