#include "silence.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <mutex>

namespace dorsal::media {
namespace {

// Standard error belongs to the whole process, and so does who has silenced it: the first takes it
// away, the last gives it back.
struct Holders {
  std::mutex mutex;
  int count = 0;
  int saved = -1;
};
Holders& holders() {
  static Holders all;
  return all;
}

}  // namespace

Silence::Silence() {
  Holders& all = holders();
  const std::lock_guard lock(all.mutex);
  if (all.count++ > 0) return;
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return;
  std::fflush(stderr);
  all.saved = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (all.saved >= 0) dup2(nowhere, STDERR_FILENO);
  close(nowhere);
}

Silence::~Silence() {
  Holders& all = holders();
  const std::lock_guard lock(all.mutex);
  if (--all.count > 0 || all.saved < 0) return;
  std::fflush(stderr);
  dup2(all.saved, STDERR_FILENO);
  close(all.saved);
  all.saved = -1;
}

}  // namespace dorsal::media
