#pragma once

#include <filesystem>
#include <vector>

#include "dorsal/watch/day_store.hpp"

namespace dorsal::record {

/// Days in one plain file, readable by its owner alone. Each change writes the whole file anew and
/// puts it in the old one's place; a file that cannot be read is never overwritten.
class DayFile : public watch::DayStore {
 public:
  /// @param path  need not exist; its folder must
  explicit DayFile(std::filesystem::path path) : path_(std::move(path)) {}

  /// @error unreadable, and those of watch::read_days
  [[nodiscard]] Result<std::vector<watch::DayRecord>> days() const override;
  Result<void> keep(const watch::DayRecord& day) override;
  Result<void> forget() override;

 private:
  std::filesystem::path path_;
};

}  // namespace dorsal::record
