#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "dorsal/exposure/distribution.hpp"

namespace dorsal::exposure {
namespace {

struct Weighted {
  double value;
  Duration weight;
};

std::vector<Weighted> random_values(unsigned seed, std::size_t count) {
  std::mt19937 random(seed);
  std::normal_distribution<double> value(15.0, 12.0);
  std::uniform_int_distribution<int> weight(1, 500'000);
  std::vector<Weighted> out(count);
  for (Weighted& w : out) w = {value(random), Duration{weight(random)}};
  return out;
}

Distribution count_all(const std::vector<Weighted>& values, double bin_width) {
  Distribution out(bin_width);
  for (const Weighted& w : values) out.add(w.value, w.weight);
  return out;
}

double exact_quantile(std::vector<Weighted> values, double p) {
  std::ranges::sort(values, {}, &Weighted::value);
  double total = 0;
  for (const Weighted& w : values) total += static_cast<double>(w.weight.count());
  double below = 0;
  for (const Weighted& w : values) {
    below += static_cast<double>(w.weight.count());
    if (below >= p * total) return w.value;
  }
  return values.back().value;
}

TEST(Distribution, quantiles_lie_within_half_a_bin_of_an_exact_sort) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto values = random_values(seed, 2000);
    const Distribution counted = count_all(values, 0.1);
    for (const double p : {0.0, 0.01, 0.1, 0.5, 0.9, 0.99, 1.0}) {
      EXPECT_NEAR(counted.quantile(p), exact_quantile(values, p), 0.05 + 1e-12) << seed << " " << p;
    }
  }
}

TEST(Distribution, least_and_greatest_value_are_exact) {
  const auto values = random_values(7, 500);
  const Distribution counted = count_all(values, 5.0);
  EXPECT_EQ(counted.quantile(0.0), exact_quantile(values, 0.0));
  EXPECT_EQ(counted.quantile(1.0), exact_quantile(values, 1.0));
}

TEST(Distribution, time_decides_and_not_the_number_of_samples) {
  Distribution counted(1.0);
  for (int i = 0; i < 99; ++i) counted.add(10.0, Duration{10});
  counted.add(50.0, Duration{10'000});
  EXPECT_NEAR(counted.quantile(0.5), 50.0, 0.5);
}

TEST(Distribution, parts_merge_bit_for_bit_into_the_whole_in_any_order) {
  const auto values = random_values(3, 3000);
  const Distribution whole = count_all(values, 0.1);
  std::vector<Distribution> parts(7, Distribution(0.1));
  for (std::size_t i = 0; i < values.size(); ++i)
    parts[i % 7].add(values[i].value, values[i].weight);
  Distribution forward(0.1);
  Distribution backward(0.1);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    forward.merge(parts[i]);
    backward.merge(parts[parts.size() - 1 - i]);
  }
  EXPECT_EQ(forward, whole);
  EXPECT_EQ(backward, whole);
}

TEST(Distribution, without_values_there_is_no_quantile) {
  Distribution counted(1.0);
  counted.add(std::numeric_limits<double>::quiet_NaN(), Duration{1000});
  counted.add(std::numeric_limits<double>::infinity(), Duration{1000});
  counted.add(3.0, Duration{0});
  EXPECT_TRUE(counted.empty());
  EXPECT_TRUE(std::isnan(counted.quantile(0.5)));
}

TEST(Distribution, a_value_beyond_all_bins_is_kept_as_extreme_and_does_not_take_memory) {
  Distribution counted(1.0);
  counted.add(1e300, Duration{1});
  counted.add(-1e300, Duration{1});
  counted.add(5.0, Duration{10});
  EXPECT_EQ(counted.quantile(1.0), 1e300);
  EXPECT_NEAR(counted.quantile(0.5), 5.0, 0.5);
}

}  // namespace
}  // namespace dorsal::exposure
