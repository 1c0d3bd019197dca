// Holds the model against every published row, and writes docs/validation.md with its pictures.
//
//   dorsal_validation ROOT      the repository
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "dorsal/report/files.hpp"
#include "validation.hpp"

namespace {

namespace fs = std::filesystem;
using dorsal::Result;

Result<void> write(const fs::path& root) {
  using dorsal::report::write_whole_file;
  DORSAL_TRY(auto validation, dorsal::validation::validate(root));
  const fs::path folder = root / "docs" / "pictures" / "validation";
  fs::create_directories(folder);
  for (const auto& [name, svg] : dorsal::validation::pictures(validation)) {
    DORSAL_TRY_VOID(write_whole_file(folder / (name + ".svg"), svg));
  }
  return write_whole_file(root / "docs" / "validation.md",
                          dorsal::validation::document(validation));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    fmt::print(stderr, "usage: dorsal_validation ROOT\n");
    return 2;
  }
  const auto written = write(arguments[1]);
  if (written) return 0;
  fmt::print(stderr, "{}\n", to_string(written.error()));
  return 1;
}
