#include "dorsal/base/whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace dorsal {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBuffer = 1 << 16;  // [bytes] written at once
constexpr int kNames = 100;               // temporary names tried

tl::unexpected<Error> failure(const fs::path& path, int error) {
  return fail(ErrorCode::write_failed,
              "the file cannot be written: " + std::generic_category().message(error),
              path.string(), "make room or name another folder with --out");
}

std::string temporary_name(const fs::path& path, int attempt) {
  return path.string() + ".part" + std::to_string(attempt);
}

}  // namespace

struct WholeFile::State {
  fs::path path;
  std::string temporary;
  std::string buffer;
  int fd = -1;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (fd < 0) return;
    ::close(fd);
    ::unlink(temporary.c_str());
  }

  int flush() {
    std::string_view rest = buffer;
    while (!rest.empty()) {
      const ssize_t written = ::write(fd, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return errno;
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer.clear();
    return 0;
  }
};

WholeFile::WholeFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
WholeFile::WholeFile(WholeFile&&) noexcept = default;
WholeFile& WholeFile::operator=(WholeFile&&) noexcept = default;
WholeFile::~WholeFile() = default;

Result<WholeFile> WholeFile::create(const fs::path& path, Readers readers) {
  std::error_code ignored;
  const fs::file_status there = fs::status(path, ignored);
  if (fs::exists(there) && !fs::is_regular_file(there)) {
    return fail(ErrorCode::write_failed, "something that is no ordinary file has this name",
                path.string(), "name another folder with --out");
  }
  const mode_t mode = readers == Readers::owner_alone ? 0600 : 0666;
  auto state = std::make_unique<State>();
  state->path = path;
  for (int attempt = 0; attempt < kNames && state->fd < 0; ++attempt) {
    state->temporary = temporary_name(path, attempt);
    state->fd = ::open(state->temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (state->fd < 0 && errno != EEXIST) break;
  }
  if (state->fd < 0) return failure(path, errno);
  return WholeFile(std::move(state));
}

Result<void> WholeFile::write(std::string_view bytes) {
  state_->buffer.append(bytes);
  if (state_->buffer.size() < kBuffer) return {};
  if (const int error = state_->flush(); error != 0) return failure(state_->path, error);
  return {};
}

Result<void> WholeFile::overwrite(std::size_t offset, std::string_view bytes) {
  if (const int error = state_->flush(); error != 0) return failure(state_->path, error);
  const ssize_t written =
      ::pwrite(state_->fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
  if (written != static_cast<ssize_t>(bytes.size())) {
    return failure(state_->path, written < 0 ? errno : EIO);
  }
  return {};
}

Result<void> WholeFile::commit() {
  if (const int error = state_->flush(); error != 0) return failure(state_->path, error);
  if (::fsync(state_->fd) != 0) return failure(state_->path, errno);
  if (::rename(state_->temporary.c_str(), state_->path.c_str()) != 0) {
    return failure(state_->path, errno);
  }
  ::close(state_->fd);
  state_->fd = -1;
  return {};
}

Result<void> write_whole_file(const fs::path& path, std::string_view bytes, Readers readers) {
  DORSAL_TRY(WholeFile file, WholeFile::create(path, readers));
  DORSAL_TRY_VOID(file.write(bytes));
  return file.commit();
}

}  // namespace dorsal
