#include "dorsal/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace dorsal {

void check_failed(const char* condition, const char* file, int line) noexcept {
  std::fprintf(stderr, "dorsal: fault of ours: %s does not hold (%s:%d)\n", condition, file, line);
  std::_Exit(70);
}

}  // namespace dorsal
