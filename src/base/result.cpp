#include "dorsal/base/result.hpp"

#include "dorsal/base/printable.hpp"

namespace dorsal {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::no_such_file:
      return "no_such_file";
    case ErrorCode::unreadable:
      return "unreadable";
    case ErrorCode::malformed:
      return "malformed";
    case ErrorCode::missing:
      return "missing";
    case ErrorCode::wrong_unit:
      return "wrong_unit";
    case ErrorCode::out_of_range:
      return "out_of_range";
    case ErrorCode::not_finite:
      return "not_finite";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::taken:
      return "taken";
    case ErrorCode::wrong_hash:
      return "wrong_hash";
    case ErrorCode::write_failed:
      return "write_failed";
    case ErrorCode::wrong_usage:
      return "wrong_usage";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

std::string to_string(const Error& error) {
  std::string text;
  if (!error.place.empty()) text += error.place + ": ";
  text += error.sentence;
  if (!error.hint.empty()) text += "; " + error.hint;
  return printable(text + ".");
}

}  // namespace dorsal
