#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "dorsal/base/check.hpp"
#include "dorsal/base/units.hpp"
#include "dorsal/report/files.hpp"
#include "storage_header.hpp"

namespace dorsal::report {
namespace {

constexpr std::string_view kMotionName = "posture";
constexpr std::string_view kLoadName = "loads";

bool is_length(std::size_t coordinate) {
  return coordinate <= static_cast<std::size_t>(body::Coordinate::pelvis_z);
}

/// "T1_T2"
std::string level_word(std::size_t level) {
  std::string word(body::level_names()[level]);
  std::ranges::replace(word, '/', '_');
  return word;
}

std::vector<std::string> load_columns() {
  std::vector<std::string> columns;
  columns.reserve(body::kLevels * 10);
  for (std::size_t l = 0; l < body::kLevels; ++l) {
    const std::string level = level_word(l);
    for (const char* quantity :
         {"compression_N", "shear_ap_N", "shear_ml_N", "moment_x_Nm", "moment_y_Nm", "moment_z_Nm",
          "passive_moment_x_Nm", "passive_moment_y_Nm", "passive_moment_z_Nm", "ribcage_N"}) {
      columns.push_back(fmt::format("{}_{}", level, quantity));
    }
  }
  return columns;
}

}  // namespace

Result<MotionFile> MotionFile::create(const std::filesystem::path& path) {
  DORSAL_TRY(WholeFile file, WholeFile::create(path));
  const auto& names = body::coordinate_names();
  DORSAL_TRY_VOID(file.write(storage_header(kMotionName, true, {names.begin(), names.end()})));
  return MotionFile(std::move(file));
}

Result<void> MotionFile::add(double time, const body::Posture& posture) {
  DORSAL_CHECK(posture.q.allFinite());
  std::string row = fmt::format("{:.6f}", time);
  for (std::size_t c = 0; c < body::kCoordinates; ++c) {
    const double value = posture.q[static_cast<Eigen::Index>(c)];
    row += fmt::format("\t{:.6f}", is_length(c) ? value : value / kRadiansPerDegree);
  }
  row += '\n';
  ++rows_;
  return file_.write(row);
}

Result<void> MotionFile::commit() { return commit_with_rows(file_, kMotionName, rows_); }

std::vector<LoadFile::GroupAtLevel> LoadFile::groups_at_levels(const body::Model& model) {
  std::set<std::pair<std::size_t, std::size_t>> found;
  for (const body::Fascicle& fascicle : model.fascicles) {
    for (std::size_t c = fascicle.first_crossing; c < fascicle.first_crossing + fascicle.crossings;
         ++c) {
      const std::size_t level = model.joints[model.crossings[c].joint].level;
      if (level != body::kNone) found.emplace(level, fascicle.group);
    }
  }
  std::vector<GroupAtLevel> groups;
  groups.reserve(found.size());
  for (const auto& [level, group] : found) groups.push_back({level, group});
  return groups;
}

Result<LoadFile> LoadFile::create(const std::filesystem::path& path, const body::Model& model) {
  DORSAL_TRY(WholeFile file, WholeFile::create(path));
  std::vector<GroupAtLevel> groups = groups_at_levels(model);
  std::vector<std::string> columns = load_columns();
  for (const auto& [level, group] : groups) {
    columns.push_back(fmt::format("{}_{}_N", level_word(level), model.groups[group]));
  }
  DORSAL_TRY_VOID(file.write(storage_header(kLoadName, false, columns)));
  return LoadFile(std::move(file), std::move(groups));
}

Result<void> LoadFile::add(double time, const load::LoadFrame& frame) {
  if (frame.status != load::SolveStatus::solved) return {};
  std::string row = fmt::format("{:.6f}", time);
  for (std::size_t l = 0; l < body::kLevels; ++l) {
    const Eigen::Vector3d& moment = frame.moment[l];
    const Eigen::Vector3d& passive = frame.passive_moment[l];
    row += fmt::format("\t{:.3f}\t{:.3f}\t{:.3f}\t{:.4f}\t{:.4f}\t{:.4f}", frame.compression[l],
                       frame.shear_ap[l], frame.shear_ml[l], moment.x(), moment.y(), moment.z());
    row += fmt::format("\t{:.4f}\t{:.4f}\t{:.4f}\t{:.3f}", passive.x(), passive.y(), passive.z(),
                       frame.ribcage[l]);
  }
  for (const auto& [level, group] : groups_) {
    fmt::format_to(std::back_inserter(row), "\t{:.3f}",
                   frame.group_compression(static_cast<Eigen::Index>(level),
                                           static_cast<Eigen::Index>(group)));
  }
  row += '\n';
  ++rows_;
  return file_.write(row);
}

Result<void> LoadFile::commit() { return commit_with_rows(file_, kLoadName, rows_); }

}  // namespace dorsal::report
