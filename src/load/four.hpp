#pragma once

#include <array>
#include <cstring>
#include <vector>

namespace dorsal::load {

/// Four numbers that the processor computes with at once.
using Four = double __attribute__((vector_size(32)));

inline Four load(const double* from) {
  Four four;
  std::memcpy(&four, from, sizeof(four));
  return four;
}

inline void store(double* to, const Four& four) { std::memcpy(to, &four, sizeof(four)); }

inline Four all(double value) { return Four{value, value, value, value}; }

/// The sums of a, b, c and d.
inline Four sums(const Four& a, const Four& b, const Four& c, const Four& d) {
  const Four ab =
      __builtin_shufflevector(a, b, 0, 4, 2, 6) + __builtin_shufflevector(a, b, 1, 5, 3, 7);
  const Four cd =
      __builtin_shufflevector(c, d, 0, 4, 2, 6) + __builtin_shufflevector(c, d, 1, 5, 3, 7);
  return __builtin_shufflevector(ab, cd, 0, 1, 4, 5) + __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
}

/// Numbers in steps of four, each four within one line of the cache; zero when made longer.
class Fours {
 public:
  void assign(std::size_t fours) { fours_.assign(fours, Quad{}); }
  [[nodiscard]] std::size_t size() const { return 4 * fours_.size(); }
  [[nodiscard]] double* data() { return fours_.empty() ? nullptr : fours_.front().number.data(); }
  [[nodiscard]] const double* data() const {
    return fours_.empty() ? nullptr : fours_.front().number.data();
  }
  [[nodiscard]] double& operator[](std::size_t i) { return fours_[i / 4].number[i % 4]; }
  [[nodiscard]] double operator[](std::size_t i) const { return fours_[i / 4].number[i % 4]; }

 private:
  struct alignas(32) Quad {
    std::array<double, 4> number = {};
  };
  std::vector<Quad> fours_;
};

[[nodiscard]] inline double dot(const Fours& a, const Fours& b) {
  Four sum = all(0);
  for (std::size_t i = 0; i < a.size(); i += 4) sum += load(a.data() + i) * load(b.data() + i);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// to += factor * what
inline void add_times(double factor, const Fours& what, Fours& to) {
  for (std::size_t i = 0; i < to.size(); i += 4) {
    store(to.data() + i, load(to.data() + i) + factor * load(what.data() + i));
  }
}

}  // namespace dorsal::load
