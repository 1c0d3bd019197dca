#include "dorsal/exposure/load_exposure.hpp"

#include "dorsal/base/check.hpp"

namespace dorsal::exposure {
namespace {

constexpr double kForceBin = 1.0;  // [N]

}  // namespace

LoadExposure::LoadExposure() {
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    compression_.emplace_back(kForceBin);
    shear_ap_.emplace_back(kForceBin);
    shear_ml_.emplace_back(kForceBin);
  }
}

void LoadExposure::add(Duration at, Duration duration, const load::LoadFrame& frame,
                       const LoadBand* band) {
  DORSAL_CHECK(frame.status == load::SolveStatus::solved);
  if (duration <= Duration::zero()) return;
  gaps_[static_cast<std::size_t>(LoadGap::none)] += duration;
  has_bands_ = has_bands_ || band != nullptr;
  for (std::size_t l = 0; l < body::kLevels; ++l) {
    Reading reading;
    reading.value = frame.compression[l];
    if (band != nullptr) {
      reading.low = band->compression_low[l];
      reading.high = band->compression_high[l];
    }
    compression_[l].add(at, duration, reading);
    shear_ap_[l].add(frame.shear_ap[l], duration);
    shear_ml_[l].add(frame.shear_ml[l], duration);
  }
}

void LoadExposure::add_gap(Duration at, Duration duration, LoadGap why) {
  DORSAL_CHECK(why != LoadGap::none);
  if (duration <= Duration::zero()) return;
  gaps_[static_cast<std::size_t>(why)] += duration;
  for (Track& track : compression_) track.add(at, duration, {});
}

void LoadExposure::merge(const LoadExposure& other) {
  for (std::size_t l = 0; l < body::kLevels; ++l) {
    compression_[l].merge(other.compression_[l]);
    shear_ap_[l].merge(other.shear_ap_[l]);
    shear_ml_[l].merge(other.shear_ml_[l]);
  }
  for (std::size_t g = 0; g < kLoadGaps; ++g) gaps_[g] += other.gaps_[g];
  has_bands_ = has_bands_ || other.has_bands_;
}

LoadGap LoadExposure::main_gap() const {
  std::size_t main = 0;
  Duration most{0};
  for (std::size_t g = 1; g < kLoadGaps; ++g) {
    if (gaps_[g] > most) {
      most = gaps_[g];
      main = g;
    }
  }
  return static_cast<LoadGap>(main);
}

}  // namespace dorsal::exposure
