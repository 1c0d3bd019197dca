#include "local_time.hpp"

#include <time.h>

namespace dorsal::app {

std::chrono::minutes local_offset() {
  const time_t now = time(nullptr);
  struct tm local {};
  localtime_r(&now, &local);
  return std::chrono::minutes(local.tm_gmtoff / 60);
}

}  // namespace dorsal::app
