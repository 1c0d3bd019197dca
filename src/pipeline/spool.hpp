#pragma once

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "dorsal/base/result.hpp"

namespace dorsal::pipeline {

/// A nameless temporary file of equal records: written once, read as often as needed, gone when
/// the process ends. It keeps a recording of any length out of memory.
class SpoolFile {
 public:
  /// @error write_failed
  static Result<SpoolFile> create(const std::filesystem::path& folder, std::size_t record_bytes);

  /// @error write_failed: disk full
  Result<void> append(const void* record);
  /// Hands the last records to the disk: to be called before they are read.
  /// @error write_failed: disk full
  Result<void> settle();
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Goes back to the first record.
  void rewind();
  /// @return false at the end
  bool read(void* record);

 private:
  struct Close {
    void operator()(std::FILE* file) const;
  };
  SpoolFile(std::FILE* file, std::size_t record_bytes, std::string folder)
      : file_(file), record_bytes_(record_bytes), folder_(std::move(folder)) {}
  std::unique_ptr<std::FILE, Close> file_;
  std::size_t record_bytes_;
  std::string folder_;  // for the sentence about a full disk
  std::size_t size_ = 0;
};

template <class Record>
class Spool {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  static Result<Spool> create(const std::filesystem::path& folder) {
    DORSAL_TRY(SpoolFile file, SpoolFile::create(folder, sizeof(Record)));
    return Spool(std::move(file));
  }
  Result<void> append(const Record& record) { return file_.append(&record); }
  Result<void> settle() { return file_.settle(); }
  [[nodiscard]] std::size_t size() const { return file_.size(); }
  void rewind() { file_.rewind(); }
  bool read(Record& record) { return file_.read(&record); }

 private:
  explicit Spool(SpoolFile file) : file_(std::move(file)) {}
  SpoolFile file_;
};

}  // namespace dorsal::pipeline
