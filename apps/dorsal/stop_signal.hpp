#pragma once

namespace dorsal::app {

/// From now on SIGINT, SIGTERM and SIGHUP only ask to stop, so that work in progress can be put
/// away. The third one ends the program at once; the second may be an echo, since timeout(1) and
/// wrappers signal the program and its group.
void listen_for_stop();

/// Whether one has come.
[[nodiscard]] bool stop_wanted();

/// Ends the program by the signal that came, so that whoever started it sees why.
[[noreturn]] void end_by_signal();

}  // namespace dorsal::app
