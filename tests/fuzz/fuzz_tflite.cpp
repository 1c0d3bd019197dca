#include <cstddef>
#include <cstdint>
#include <span>

#include "network.hpp"

// Reads the bytes as a .tflite file; what passes the checks is built and run, so that a graph that
// XNNPACK would end the process at, or read beyond its buffers with, is found as well.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dorsal::pose;
  GraphLimits limits;
  limits.tensors = 64;
  limits.tensor_elements = 1U << 14U;
  limits.constant_elements = 1U << 16U;
  limits.multiplications = 1U << 20U;
  auto network = Network::create(std::as_bytes(std::span(data, size)), {}, limits);
  if (network) network->run();
  return 0;
}
