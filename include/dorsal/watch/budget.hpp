#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "dorsal/watch/limits.hpp"
#include "dorsal/watch/look.hpp"

namespace dorsal::watch {

/// What fills the budget.
enum class Cause : std::size_t {
  trunk_bent,   ///< past the border, beyond the person's own upright
  neck_bent,    ///< the same of the neck
  arms_raised,  ///< the higher one
  still,        ///< without a change of posture
  at_desk,      ///< time alone, where no camera can judge
};
inline constexpr std::size_t kCauses = 5;
template <class T>
using CauseArray = std::array<T, kCauses>;

/// "trunk_bent"
[[nodiscard]] std::string_view to_string(Cause cause);
[[nodiscard]] std::optional<Cause> cause_from(std::string_view word);

/// What one cause has used of the budget.
struct Part {
  double level = 0;           // [-] 0 rested, 1 used up; goes on to kMostLevel
  Duration exposed{0};        // measured since it was last nearly empty
  std::optional<Time> since;  // when that began
  friend bool operator==(const Part&, const Part&) = default;
};
inline constexpr double kMostLevel = 2.0;  // [-] so that a long day can be rested off within one

/// The upper back's budget: as much of it is used as of its fullest part, since the parts tire
/// different tissue.
struct Budget {
  CauseArray<Part> parts;

  [[nodiscard]] const Part& operator[](Cause cause) const {
    return parts[static_cast<std::size_t>(cause)];
  }
  [[nodiscard]] Cause fullest() const;
  [[nodiscard]] double level() const { return (*this)[fullest()].level; }
  friend bool operator==(const Budget&, const Budget&) = default;
};

/// How fast each part fills, relative to its capacity; 0: the posture does not count; unset: not
/// seen, so the part neither fills nor empties.
using Rates = CauseArray<std::optional<double>>;

/// Of the posture, without `still` and `at_desk`, which are 0.
/// @param beyond  trunk and neck beyond upright
[[nodiscard]] Rates posture_rates(const Measures& beyond, const Limits& limits);

/// What the person does while time passes.
enum class Doing {
  holding,    ///< sits or stands, more or less
  moving,     ///< walks, stretches, does the exercise that was offered
  away,       ///< rests, as far as this desk knows
  not_known,  ///< nothing is counted
};

/// Fills the budget from look to look, and empties it.
class Meter {
 public:
  explicit Meter(const Limits& limits) : limits_(limits) {}
  /// The budget of an earlier run.
  void restore(const Budget& budget) { budget_ = budget; }

  /// Lets time pass.
  /// @param from   when it began
  /// @param rates  while it passed; only `holding` and `moving` fill
  void pass(Time from, Duration time, const Rates& rates, Doing doing);
  /// The posture was changed.
  void change_posture();

  [[nodiscard]] const Budget& budget() const { return budget_; }
  /// What was counted since the last call, glances left out.
  [[nodiscard]] CauseArray<Duration> take_counted();

 private:
  struct Hold {
    bool counts = false;  // longer than a glance
    Duration inside{0};
    Duration outside{0};
    double pending = 0;  // [min at rate 1] not counted yet
    Time since;
  };
  void fill(std::size_t cause, Time from, Duration time, double rate);
  void leave(std::size_t cause, Duration time, Doing doing);
  void empty(std::size_t cause, Duration time, Doing doing);
  void add(std::size_t cause, double minutes, Duration time, Time since);
  [[nodiscard]] double empties_in(std::size_t cause, Doing doing) const;  // [min], 0: it does not
  [[nodiscard]] double capacity(std::size_t cause) const;                 // [min]

  Limits limits_;
  Budget budget_;
  CauseArray<Hold> holds_;
  CauseArray<Duration> counted_{};
};

/// Notices that a posture was changed for good, and not for a moment.
class PostureChange {
 public:
  /// @return whether the posture that began a while ago is a new one
  bool add(const Look& look, const Limits& limits);
  void reset() { anchor_.reset(); }

 private:
  struct Place {
    std::optional<Angle> trunk;
    std::optional<Outline> outline;
  };
  std::optional<Place> anchor_;
  std::optional<Time> away_since_;
};

}  // namespace dorsal::watch
