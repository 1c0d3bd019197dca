#include "dorsal/base/result.hpp"

dorsal::Result<int> read_number();

void use() {
#ifdef MISUSE
  read_number();
#else
  static_cast<void>(read_number());
#endif
}
