#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

#include "dorsal/base/result.hpp"

namespace dorsal {

/// Who may read a file that is written.
enum class Readers {
  as_usual,     ///< whom the umask lets
  owner_alone,  ///< from its first byte on: what a person says of their health
};

/// A file that is there whole or not at all: written under a temporary name in the same folder and
/// renamed by commit(). One that is never committed is removed again.
class WholeFile {
 public:
  /// @error write_failed when the folder is missing or not writable
  static Result<WholeFile> create(const std::filesystem::path& path,
                                  Readers readers = Readers::as_usual);
  WholeFile(WholeFile&&) noexcept;
  WholeFile& operator=(WholeFile&&) noexcept;
  ~WholeFile();

  /// @error write_failed: disk full, device gone
  Result<void> write(std::string_view bytes);
  /// Overwrites bytes written earlier, from `offset` of the file's start.
  Result<void> overwrite(std::size_t offset, std::string_view bytes);
  /// Flushes to the disk and gives the file its name.
  /// @error write_failed
  Result<void> commit();

 private:
  struct State;
  explicit WholeFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The whole content at once.
/// @error write_failed
Result<void> write_whole_file(const std::filesystem::path& path, std::string_view bytes,
                              Readers readers = Readers::as_usual);

}  // namespace dorsal
