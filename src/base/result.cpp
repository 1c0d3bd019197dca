#include "dorsal/base/result.hpp"

namespace dorsal {

std::string to_string(const Error& error) {
  std::string text;
  if (!error.place.empty()) text += error.place + ": ";
  text += error.sentence;
  if (!error.hint.empty()) text += "; " + error.hint;
  return text + ".";
}

}  // namespace dorsal
