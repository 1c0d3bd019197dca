#pragma once

#include <chrono>
#include <memory>

#include "dorsal/base/result.hpp"

namespace sdbus {
class IConnection;
}  // namespace sdbus

namespace dorsal::desktop {

/// A connection to a message bus of this machine. Nothing is handled behind the caller's back:
/// signals, calls from others and answers arrive inside wait(), on the thread that calls it.
/// Whatever was made with a bus must be gone before the bus is; the bus itself may be moved.
class Bus {
 public:
  /// The bus of the person's session.
  /// @error missing: there is none, or it does not answer
  static Result<Bus> session();
  /// The bus of the machine (logind, power).
  /// @error missing: there is none, or it does not answer
  static Result<Bus> system();
  Bus(Bus&&) noexcept;
  Bus& operator=(Bus&&) noexcept;
  ~Bus();

  /// Handles what has come. Comes back early, without a word, when the program receives a signal.
  /// @param longest  how long to wait for the first message; nothing is waited for once one is
  /// there
  /// @return false: the connection is gone for good
  bool wait(std::chrono::milliseconds longest);

  /// For the classes of this stage. Stays where it is when the bus is moved.
  [[nodiscard]] sdbus::IConnection& connection() const;

 private:
  explicit Bus(std::unique_ptr<sdbus::IConnection> connection);
  std::unique_ptr<sdbus::IConnection> connection_;
};

}  // namespace dorsal::desktop
