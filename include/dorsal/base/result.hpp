#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace dorsal {

/// What kind of thing went wrong; the exit code of the program follows from it.
enum class ErrorCode {
  no_such_file,
  unreadable,  ///< exists, but cannot be opened or decoded
  malformed,   ///< does not follow its format
  missing,     ///< a needed part is absent
  wrong_unit,
  out_of_range,
  not_finite,
  unsupported,
  taken,  ///< in use by another one, and only one can have it
  wrong_hash,
  write_failed,
  wrong_usage,  ///< command line
  internal,     ///< a fault of dorsal's own
};

/// One clear sentence: what happened, where, and how to mend it.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string sentence;  ///< what happened, no full stop at the end
  std::string place;     ///< file, row, field, frame; may be empty
  std::string hint;      ///< what to do about it; may be empty
};

/// The code's name, as results carry it: "out_of_range".
[[nodiscard]] std::string_view to_string(ErrorCode code);

/// "place: sentence; hint."
[[nodiscard]] std::string to_string(const Error& error);

/// Something that a reader of the result should know, though the result is usable.
struct Diagnostic {
  std::string sentence;
  std::string place;
};

/// A value or the reason why there is none.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string sentence,
                                                std::string place = {}, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(sentence), std::move(place), std::move(hint)});
}

}  // namespace dorsal

#define DORSAL_CONCAT_(a, b) a##b
#define DORSAL_CONCAT(a, b) DORSAL_CONCAT_(a, b)
#define DORSAL_TRY_(result, declaration, expression)             \
  auto result = (expression);                                    \
  if (!result) return tl::unexpected(std::move(result).error()); \
  declaration = std::move(*result)

/// `DORSAL_TRY(auto pose, read_trc(path));` takes the value or passes the error on.
#define DORSAL_TRY(declaration, expression) \
  DORSAL_TRY_(DORSAL_CONCAT(dorsal_try_, __LINE__), declaration, expression)

/// The same for a Result<void>.
#define DORSAL_TRY_VOID(expression)                          \
  if (auto dorsal_try_void = (expression); !dorsal_try_void) \
  return tl::unexpected(std::move(dorsal_try_void).error())
