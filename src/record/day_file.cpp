#include "dorsal/record/day_file.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "dorsal/base/whole_file.hpp"
#include "dorsal/watch/day_text.hpp"

namespace dorsal::record {
namespace {

namespace fs = std::filesystem;
using watch::DayRecord;

constexpr std::uintmax_t kMostBytes = 32U << 20U;  // a day takes half a kilobyte

tl::unexpected<Error> unreadable(const fs::path& path, std::string why) {
  return fail(ErrorCode::unreadable, std::move(why), path.string(),
              "put it aside to begin anew; dorsal leaves it as it is");
}

Result<std::string> text_of(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return unreadable(path, "this is no ordinary file");
  if (fs::file_size(path, error) > kMostBytes) {
    return unreadable(path, "the file is too large to be dorsal's days");
  }
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) return unreadable(path, "the file cannot be read");
  return text;
}

Error with_hint(Error error, std::string hint) {
  error.hint = std::move(hint);
  return error;
}

}  // namespace

Result<std::vector<DayRecord>> DayFile::days() const {
  std::error_code error;
  const fs::file_status there = fs::status(path_, error);
  if (there.type() == fs::file_type::not_found) return std::vector<DayRecord>{};
  if (error) return unreadable(path_, "the file cannot be read: " + error.message());
  DORSAL_TRY(const std::string text, text_of(path_));
  return watch::read_days(text, path_.string());
}

Result<void> DayFile::keep(const DayRecord& day) {
  DORSAL_TRY(std::vector<DayRecord> all, days());
  const auto place = std::ranges::lower_bound(all, day.date, {}, &DayRecord::date);
  if (place != all.end() && place->date == day.date) {
    *place = day;
  } else {
    all.insert(place, day);
  }
  auto written = write_whole_file(path_, watch::write_days(all), Readers::owner_alone);
  if (!written) {
    return tl::unexpected(
        with_hint(written.error(), "make room; until then the day is kept in memory alone"));
  }
  return {};
}

Result<void> DayFile::forget() {
  std::error_code error;
  fs::remove(path_, error);
  if (!error) return {};
  return fail(ErrorCode::write_failed, "the file cannot be removed: " + error.message(),
              path_.string(), "remove it by hand");
}

}  // namespace dorsal::record
