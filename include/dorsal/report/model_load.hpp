#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/opensim/model.hpp"
#include "dorsal/opensim/motion.hpp"
#include "dorsal/opensim/solver.hpp"
#include "dorsal/report/files.hpp"

namespace dorsal::report {

/// Coordinates whose forces do not balance, the greatest first; none where the frame is solved.
[[nodiscard]] std::vector<std::size_t> unbalanced_coordinates(const opensim::Frame& frame);

/// {versions, "model_name", "approximations", "ignored_columns", "frames": []}, the document of
/// `dorsal load --model`, without its frames.
[[nodiscard]] nlohmann::ordered_json model_load_json(const opensim::Model& model,
                                                     const opensim::Motion& motion);

/// One of its frames; numbers that are not known are null.
[[nodiscard]] nlohmann::ordered_json model_frame_json(const opensim::Model& model,
                                                      const opensim::Frame& frame);

/// activation.sto, force.sto and loads.sto in one folder: controls, forces of muscles and actuators
/// [N], [N m], and what each joint's parent does to its child, at the child's joint frame, in axes
/// of the ground [N], [N m]. Rows of frames that were not solved are left out.
class ModelLoadFiles {
 public:
  /// Makes the folder where it is not there.
  /// @error write_failed
  static Result<ModelLoadFiles> create(const std::filesystem::path& folder,
                                       const opensim::Model& model);
  Result<void> add(const opensim::Model& model, const opensim::Frame& frame);
  Result<void> commit();

 private:
  struct Table {
    WholeFile file;
    std::string_view name;
    std::size_t rows = 0;
  };
  ModelLoadFiles(Table activation, Table force, Table loads)
      : activation_(std::move(activation)), force_(std::move(force)), loads_(std::move(loads)) {}
  static Result<Table> open(const std::filesystem::path& path, std::string_view name,
                            const std::vector<std::string>& columns);

  Table activation_, force_, loads_;
};

}  // namespace dorsal::report
