#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "dorsal/base/result.hpp"
#include "tflite.hpp"

namespace dorsal::pose {

/// A neural network ready to run, on the thread that calls it. Hides XNNPACK.
class Network {
 public:
  /// @param tflite  the bytes of a .tflite file; not needed afterwards
  /// @param wanted  names of the outputs that are read; what serves only the others is not
  /// computed.
  ///                Empty: all, in the order of the file
  /// @error malformed, unsupported: as read_tflite; missing: no output of that name
  [[nodiscard]] static Result<Network> create(std::span<const std::byte> tflite,
                                              const std::vector<std::string>& wanted = {},
                                              const GraphLimits& limits = {});
  Network(Network&&) noexcept;
  Network& operator=(Network&&) noexcept;
  ~Network();

  /// Where the input is written before run(): (row, column, channel).
  [[nodiscard]] std::span<float> input();
  [[nodiscard]] const std::vector<std::size_t>& input_shape() const;

  /// Computes the outputs from the input.
  void run();

  /// Outputs of the last run, in the order of `wanted`.
  [[nodiscard]] std::size_t outputs() const;
  [[nodiscard]] std::span<const float> output(std::size_t i) const;
  [[nodiscard]] const std::vector<std::size_t>& output_shape(std::size_t i) const;
  [[nodiscard]] const std::string& output_name(std::size_t i) const;

 private:
  struct State;
  explicit Network(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dorsal::pose
