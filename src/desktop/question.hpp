#pragma once

#include <chrono>
#include <optional>
#include <utility>

namespace dorsal::desktop {

using Instant = std::chrono::nanoseconds;  // on the steady clock

/// How long a source that failed is left alone.
inline constexpr Instant kAfterFailure = std::chrono::minutes(1);

/// What became of asking.
template <class T>
struct Reply {
  std::optional<T> value;  // unset: it failed
  bool asked = true;       // false: it was not its turn, which is nobody's fault
};

/// A question whose answer is kept until it is worth asking again.
template <class T>
class Question {
 public:
  explicit Question(Instant every) : every_(every) {}

  /// The answer that holds now.
  /// @param ask  gives a Reply<T>; called only when due
  template <class Ask>
  const std::optional<T>& answer(Instant now, Ask&& ask) {
    if (next_ && now < *next_) return value_;
    Reply<T> reply = std::forward<Ask>(ask)();
    if (!reply.asked) return value_;
    value_ = std::move(reply.value);
    next_ = now + (value_ ? every_ : kAfterFailure);
    return value_;
  }
  /// From the next answer on.
  void set_every(Instant every) { every_ = every; }
  /// Something has changed; the answer holds until it is asked for again.
  void ask_again() { next_.reset(); }
  /// Whoever answered is gone.
  void forget() {
    next_.reset();
    value_.reset();
  }

 private:
  Instant every_;
  std::optional<Instant> next_;
  std::optional<T> value_;
};

}  // namespace dorsal::desktop
