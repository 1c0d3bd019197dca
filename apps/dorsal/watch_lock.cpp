#include "watch_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dorsal::app {

Result<WatchLock> WatchLock::take(const std::filesystem::path& days) {
  const std::filesystem::path path = days.string() + ".lock";
  constexpr mode_t kOwnerAlone = 0600;
  const int file = open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, kOwnerAlone);
  if (file < 0) {
    return fail(ErrorCode::write_failed, std::string("cannot be written: ") + std::strerror(errno),
                path.string(), "name another file with --days");
  }
  WatchLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
  return fail(ErrorCode::taken, "a watcher already runs on these days", days.string(),
              "stop it with: dorsal watch stop");
}

WatchLock::~WatchLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace dorsal::app
