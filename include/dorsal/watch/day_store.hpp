#pragma once

#include <chrono>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/watch/budget.hpp"
#include "dorsal/watch/nudger.hpp"

namespace dorsal::watch {

/// What is remembered of a day. No picture, no posture: sums.
struct DayRecord {
  std::chrono::year_month_day date{};  // local
  Time updated;                        // when the budget was so
  Budget budget;

  // Sums of the day.
  Duration watched{0};     // all that follows but the causes
  Duration present{0};     // the person could be judged
  Duration moving{0};      // of present
  Duration away{0};        // nobody there, or the computer asleep
  Duration not_judged{0};  // somebody else, camera moved, doubtful
  Duration by_time{0};     // without a camera
  CauseArray<Duration> exposed{};
  NudgeCounts nudges;
  friend bool operator==(const DayRecord&, const DayRecord&) = default;
};

/// The memory of days behind the watcher. A plain file today, a sealed record later.
class DayStore {
 public:
  DayStore() = default;
  DayStore(const DayStore&) = delete;
  DayStore& operator=(const DayStore&) = delete;
  virtual ~DayStore() = default;

  /// Every day that is kept, oldest first.
  [[nodiscard]] virtual Result<std::vector<DayRecord>> days() const = 0;
  /// Keeps a day in the place of what was kept of it.
  /// @error those of days(), and write_failed; what was kept stays
  virtual Result<void> keep(const DayRecord& day) = 0;
  /// Forgets everything.
  virtual Result<void> forget() = 0;
};

}  // namespace dorsal::watch
