#include "days.hpp"

#include "dorsal/watch/day_text.hpp"
#include "input.hpp"

namespace dorsal::app {

Result<std::optional<watch::Conditioning>> conditioning_of_days(const std::string& path) {
  if (path.empty()) return std::nullopt;
  DORSAL_TRY(const std::string text, read_text(path));
  DORSAL_TRY(const auto days, watch::read_days(text, place_of(path)));
  if (days.empty()) {
    return fail(ErrorCode::missing, "there is no day in the file of days", place_of(path),
                "give the file that `dorsal watch` keeps, or leave --days out");
  }
  return watch::conditioning_from(days);
}

}  // namespace dorsal::app
