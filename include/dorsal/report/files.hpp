#pragma once

#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/base/whole_file.hpp"
#include "dorsal/body/model.hpp"
#include "dorsal/body/posture.hpp"
#include "dorsal/load/load_frame.hpp"
#include "dorsal/report/assessment.hpp"

namespace dorsal::report {

using dorsal::WholeFile;
using dorsal::write_whole_file;

/// posture.mot: the coordinates of each frame that has a posture, as OpenSim reads them: angles in
/// degrees, lengths in metres, time in seconds.
class MotionFile {
 public:
  static Result<MotionFile> create(const std::filesystem::path& path);
  Result<void> add(double time, const body::Posture& posture);
  Result<void> commit();

 private:
  explicit MotionFile(WholeFile file) : file_(std::move(file)) {}
  WholeFile file_;
  std::size_t rows_ = 0;
};

/// loads.sto: compression, shear [N], net moment [N m], the passive tissue's part of it, what
/// passes by the ribs [N], and each muscle group's part of the compression [N], of each level in
/// each frame whose load was solved. Columns: T1_T2_compression_N, T1_T2_shear_ap_N,
/// T1_T2_shear_ml_N, T1_T2_moment_x_Nm, ...; then T1_T2_trapezius_N, ... for the groups that cross
/// a level.
class LoadFile {
 public:
  /// @param model  tells the muscle groups; frames are of this model
  static Result<LoadFile> create(const std::filesystem::path& path, const body::Model& model);
  /// Frames that are not solved are left out.
  Result<void> add(double time, const load::LoadFrame& frame);
  Result<void> commit();

 private:
  /// A muscle group that crosses a level.
  struct GroupAtLevel {
    std::size_t level;
    std::size_t group;
  };
  LoadFile(WholeFile file, std::vector<GroupAtLevel> groups)
      : file_(std::move(file)), groups_(std::move(groups)) {}
  static std::vector<GroupAtLevel> groups_at_levels(const body::Model& model);

  WholeFile file_;
  std::vector<GroupAtLevel> groups_;
  std::size_t rows_ = 0;
};

/// exposure.csv: one row per zone of each scheme, and per zone border; units in the column names.
[[nodiscard]] std::string exposure_csv(const Assessment& assessment);

/// report.json, one document with a line break at its end; equal assessments give equal bytes.
[[nodiscard]] std::string report_json(const Assessment& assessment);

}  // namespace dorsal::report
