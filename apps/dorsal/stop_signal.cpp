#include "stop_signal.hpp"

#include <csignal>
#include <cstdlib>
#include <initializer_list>

namespace dorsal::app {
namespace {

// A signal handler can reach nothing else.
volatile std::sig_atomic_t g_signal = 0;
volatile std::sig_atomic_t g_count = 0;

extern "C" void note_signal(int number) {
  g_signal = number;
  g_count = g_count + 1;
  if (g_count == 2) std::signal(number, SIG_DFL);
}

}  // namespace

void listen_for_stop() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    // Who runs under nohup or in the background of a script stays deaf to it.
    if (sigaction(number, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
      sigaction(number, &action, nullptr);
    }
  }
}

bool stop_wanted() { return g_signal != 0; }

void end_by_signal() {
  const int number = g_signal;
  std::signal(number, SIG_DFL);
  std::raise(number);
  std::_Exit(128 + number);
}

}  // namespace dorsal::app
