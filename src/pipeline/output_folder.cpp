#include "output_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace dorsal::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kScratchBegins = ".dorsal-part-";

tl::unexpected<Error> failure(const char* what, const fs::path& path, std::error_code error) {
  return fail(ErrorCode::write_failed, what + (": " + error.message()), path.string(),
              "make room there, or name another folder with --out");
}

std::error_code last_error() { return {errno, std::generic_category()}; }

int open_folder(const fs::path& path) {
  return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/// Removes hidden folders whose run is over: nobody holds their lock.
void sweep(const fs::path& parent) {
  std::error_code ignored;
  std::vector<fs::path> found;
  for (fs::directory_iterator it(parent, ignored), end; !ignored && it != end;
       it.increment(ignored)) {
    if (it->path().filename().string().starts_with(kScratchBegins)) found.push_back(it->path());
  }
  for (const fs::path& path : found) {
    const int lock = open_folder(path);
    if (lock < 0) continue;
    if (::flock(lock, LOCK_EX | LOCK_NB) == 0) fs::remove_all(path, ignored);
    ::close(lock);
  }
}

/// Whether the folder is still there: another run may have swept it before it was locked.
bool is_linked(int folder) {
  struct stat status {};
  return ::fstat(folder, &status) == 0 && status.st_nlink > 0;
}

// Missing folders on the way to `path`, uppermost first.
std::vector<fs::path> missing_folders(fs::path path) {
  std::vector<fs::path> missing;
  std::error_code ignored;
  while (!path.empty() && !fs::exists(fs::symlink_status(path, ignored))) {
    missing.push_back(path);
    path = path.parent_path();
  }
  std::ranges::reverse(missing);
  return missing;
}

}  // namespace

Result<OutputFolder> OutputFolder::open(const std::optional<Output>& output) {
  std::error_code error;
  OutputFolder folder;
  if (!output) {
    folder.scratch_ = fs::temp_directory_path(error);
    if (!error) return folder;
    return fail(ErrorCode::write_failed, "there is no folder for temporary files", "TMPDIR",
                "set it to a folder that can be written to, or give --out");
  }
  folder.final_ = fs::absolute(output->folder, error).lexically_normal();
  if (fs::is_directory(folder.final_, error)) {
    DORSAL_TRY_VOID(folder.make_scratch(folder.final_));
    return folder;
  }
  if (fs::exists(fs::symlink_status(folder.final_, error))) {
    return fail(ErrorCode::write_failed, "this is no folder", output->folder.string(),
                "give another one with --out");
  }
  const fs::path parent = folder.final_.parent_path();
  DORSAL_TRY_VOID(folder.make_parents(parent));
  DORSAL_TRY_VOID(folder.make_scratch(parent));
  return folder;
}

Result<void> OutputFolder::make_parents(const fs::path& folder) {
  for (const fs::path& path : missing_folders(folder)) {
    if (::mkdir(path.c_str(), 0777) == 0) {
      made_.push_back(path);
    } else if (errno != EEXIST) {
      return failure("this folder cannot be made", path, last_error());
    }
  }
  std::error_code error;
  if (fs::is_directory(folder, error)) return {};
  return fail(ErrorCode::write_failed, "this is no folder", folder.string(),
              "give another one with --out");
}

Result<void> OutputFolder::make_scratch(const fs::path& parent) {
  sweep(parent);
  for (;;) {
    std::string name = (parent / kScratchBegins).string() + "XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {
      return failure("nothing can be written into this folder", parent, last_error());
    }
    scratch_ = name;
    lock_ = open_folder(scratch_);
    // Where the file system knows no locks, there is no sweeping either.
    if (lock_ < 0 || ::flock(lock_, LOCK_EX) != 0 || is_linked(lock_)) return {};
    ::close(std::exchange(lock_, -1));
  }
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : final_(std::exchange(other.final_, {})),
      scratch_(std::exchange(other.scratch_, {})),
      made_(std::exchange(other.made_, {})),
      lock_(std::exchange(other.lock_, -1)) {}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (!final_.empty() && !scratch_.empty()) fs::remove_all(scratch_, ignored);
  // Only while they are empty: another run may have put its results there.
  for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder) ::rmdir(folder->c_str());
  if (lock_ >= 0) ::close(lock_);
}

Result<void> OutputFolder::publish() {
  if (final_.empty()) return {};
  const mode_t mask = ::umask(0);  // mkdtemp keeps others out
  ::umask(mask);
  ::chmod(scratch_.c_str(), 0777 & ~mask);
  const bool is_new = scratch_.parent_path() == final_.parent_path();
  if (!is_new || ::rename(scratch_.c_str(), final_.c_str()) != 0) DORSAL_TRY_VOID(move_files());
  made_.clear();
  return {};
}

Result<void> OutputFolder::move_files() {
  std::error_code error;
  fs::create_directory(final_, error);  // is there as a rule
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(scratch_, error)) files.push_back(entry.path());
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    if (fs::is_directory(final_ / file.filename(), error)) {
      return fail(ErrorCode::write_failed, "a folder has this name",
                  (final_ / file.filename()).string(), "name another folder with --out");
    }
  }
  for (const fs::path& file : files) {
    fs::rename(file, final_ / file.filename(), error);
    if (error) return failure("the file cannot be written", final_ / file.filename(), error);
  }
  return {};
}

}  // namespace dorsal::pipeline
