#pragma once

namespace dorsal {

/// Ends the process with a message on standard error. Reached only through a fault of dorsal's own.
[[noreturn]] void check_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace dorsal

/// States an invariant. On in every build; no user input may ever make it fail.
#define DORSAL_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::dorsal::check_failed(#condition, __FILE__, __LINE__))
