#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/pipeline/assess.hpp"

namespace dorsal::pipeline {

/// The folder of one recording. Everything is written into a hidden folder beside it, or in it
/// where it is there already, and moved to its place at the end; before that, nothing but the
/// hidden folder is to be seen. What a killed run left is removed by the next one into the same
/// place.
class OutputFolder {
 public:
  /// @param output  unset: a folder for temporary files of this machine, in which nothing stays
  /// @error write_failed
  static Result<OutputFolder> open(const std::optional<Output>& output);
  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  ~OutputFolder();

  /// Where to write until publish().
  [[nodiscard]] const std::filesystem::path& scratch() const { return scratch_; }
  /// Moves what was written to its place: at once where the folder is new, else file by file.
  /// @error write_failed
  Result<void> publish();

 private:
  OutputFolder() = default;
  Result<void> make_parents(const std::filesystem::path& folder);
  Result<void> make_scratch(const std::filesystem::path& parent);
  Result<void> move_files();

  std::filesystem::path final_;  // empty: nothing is to stay
  std::filesystem::path scratch_;
  std::vector<std::filesystem::path> made_;  // parents, uppermost first
  int lock_ = -1;                            // held on the hidden folder while it is in use
};

}  // namespace dorsal::pipeline
