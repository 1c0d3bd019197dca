#include "storage_header.hpp"

#include <fmt/format.h>

namespace dorsal::report {
namespace {

constexpr std::string_view kRowsKey = "nRows=";
constexpr std::size_t kRowsDigits = 10;

}  // namespace

std::string storage_header(std::string_view name, bool degrees,
                           const std::vector<std::string>& columns) {
  std::string out =
      fmt::format("{}\nversion=1\n{}{:<{}}\nnColumns={}\ninDegrees={}\n", name, kRowsKey, 0,
                  kRowsDigits, columns.size() + 1, degrees ? "yes" : "no");
  out += "endheader\ntime";
  for (const std::string& column : columns) out += '\t' + column;
  out += '\n';
  return out;
}

Result<void> commit_with_rows(WholeFile& file, std::string_view name, std::size_t rows) {
  const std::size_t offset =
      name.size() + std::string_view("\nversion=1\n").size() + kRowsKey.size();
  DORSAL_TRY_VOID(file.overwrite(offset, fmt::format("{:<{}}", rows, kRowsDigits)));
  return file.commit();
}

}  // namespace dorsal::report
