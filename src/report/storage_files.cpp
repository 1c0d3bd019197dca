#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

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

std::vector<std::string> load_columns() {
  std::vector<std::string> columns;
  columns.reserve(body::kLevels * 10);
  for (const std::string_view level_name : body::level_names()) {
    std::string level(level_name);
    std::ranges::replace(level, '/', '_');
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

Result<LoadFile> LoadFile::create(const std::filesystem::path& path) {
  DORSAL_TRY(WholeFile file, WholeFile::create(path));
  DORSAL_TRY_VOID(file.write(storage_header(kLoadName, false, load_columns())));
  return LoadFile(std::move(file));
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
  row += '\n';
  ++rows_;
  return file_.write(row);
}

Result<void> LoadFile::commit() { return commit_with_rows(file_, kLoadName, rows_); }

}  // namespace dorsal::report
