#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dorsal/base/check.hpp"
#include "dorsal/watch/day_text.hpp"
#include "dorsal/watch/watcher.hpp"

// The memory of days: an error that reads as one, or days that come back as they were and from
// which the watcher can go on.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dorsal;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto days = watch::read_days(text, "fuzz");
  if (!days) {
    DORSAL_CHECK(!days.error().sentence.empty() && !days.error().place.empty());
    DORSAL_CHECK(days.error().code != ErrorCode::internal);
    DORSAL_CHECK(to_string(days.error()).find('\n') == std::string::npos);
    return 0;
  }
  const auto again = watch::read_days(watch::write_days(*days), "again");
  DORSAL_CHECK(again && *again == *days);
  for (const watch::DayRecord& day : *days) {
    watch::Watcher watcher;
    watcher.remember(day, day.updated + std::chrono::hours(1), std::chrono::minutes(0));
    DORSAL_CHECK(watcher.budget().level() >= 0 && watcher.budget().level() <= watch::kMostLevel);
  }
  return 0;
}
