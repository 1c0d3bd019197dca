#include "dorsal/ergonomics/muscle_groups.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "dorsal/base/check.hpp"
#include "table.hpp"

namespace dorsal::ergonomics {
namespace {

const Table& group_table() {
  static const Table kTable("fatigue_groups.csv");
  return kTable;
}

std::vector<MuscleGroup> read_groups() {
  const Table& table = group_table();
  std::vector<MuscleGroup> groups;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string& id = table.text(row, "group");
    if (!groups.empty() && groups.back().id == id) continue;
    groups.push_back({id, table.text(row, "joint"), table.grade(row), table.text(row, "note")});
  }
  return groups;
}

std::size_t group_of_row(std::size_t row) {
  const auto groups = muscle_groups();
  const auto found = std::ranges::find(groups, group_table().text(row, "group"), &MuscleGroup::id);
  DORSAL_CHECK(found != groups.end());
  return static_cast<std::size_t>(found - groups.begin());
}

}  // namespace

std::span<const MuscleGroup> muscle_groups() {
  static const std::vector<MuscleGroup> kGroups = read_groups();
  return kGroups;
}

GroupEfforts::GroupEfforts(const body::Model& model) : parts_(2 * muscle_groups().size()) {
  for (std::size_t row = 0; row < group_table().rows(); ++row) {
    if (group_table().text(row, "model_group").empty()) {
      add_moments(model, row);
    } else {
      add_fascicles(model, row);
    }
  }
  for (Parts& parts : parts_) {
    double whole = 0;
    for (const Share& share : parts.fascicles) whole += share.weight;
    for (Share& share : parts.fascicles) share.weight /= whole;
  }
}

void GroupEfforts::add_fascicles(const body::Model& model, std::size_t row) {
  const std::string& group = group_table().text(row, "model_group");
  const std::string& begins = group_table().text(row, "begins");
  for (std::size_t f = 0; f < model.fascicles.size(); ++f) {
    const body::Fascicle& fascicle = model.fascicles[f];
    if (fascicle.side == body::Side::middle || model.groups[fascicle.group] != group) continue;
    if (!fascicle.name.starts_with(begins)) continue;
    parts_[effort_index(group_of_row(row), fascicle.side)].fascicles.push_back(
        {f, fascicle.volume});
  }
}

void GroupEfforts::add_moments(const body::Model& model, std::size_t row) {
  const std::string& begins = group_table().text(row, "begins");
  for (std::size_t t = 0; t < model.torques.size(); ++t) {
    const body::JointTorque& torque = model.torques[t];
    if (!torque.name.starts_with(begins) || torque.max_moment <= 0) continue;
    const body::Side side = model.joints[model.blocks[torque.block].joint].side;
    if (side == body::Side::middle) continue;
    parts_[effort_index(group_of_row(row), side)].moments.push_back({t, 1 / torque.max_moment});
  }
}

void GroupEfforts::of(const load::LoadFrame& frame, std::vector<double>& efforts) const {
  efforts.assign(parts_.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Parts& parts = parts_[i];
    if (parts.fascicles.empty() && parts.moments.empty()) continue;
    double sum = 0;
    for (const Share& share : parts.fascicles) {
      sum += share.weight * frame.activation[static_cast<Eigen::Index>(share.fascicle)];
    }
    double squares = 0;  // moments about several axes of one joint
    for (const Moment& moment : parts.moments) {
      const double part =
          frame.torque[static_cast<Eigen::Index>(moment.torque)] * moment.per_greatest;
      squares += part * part;
    }
    efforts[i] = std::clamp(sum + std::sqrt(squares), 0.0, 1.0);
  }
}

}  // namespace dorsal::ergonomics
