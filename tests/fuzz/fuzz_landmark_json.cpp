#include "fuzz_landmarks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dorsal::pose;
  check_landmarks(parse_landmark_json(as_text(data, size), "fuzz"));
  return 0;
}
