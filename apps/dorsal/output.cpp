#include "output.hpp"

#include <cstdio>

#include "commands.hpp"
#include "input.hpp"

namespace dorsal::app {

void print_line(std::string_view text) {
  // What fails here is remembered in the stream, and told once at the end.
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stdout));
  static_cast<void>(std::fputc('\n', stdout));
}

int finish_output() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return kDone;
  return complain({ErrorCode::write_failed, "the result could not be written in full",
                   "standard output", "make room on the disk, or send it somewhere else"});
}

}  // namespace dorsal::app
