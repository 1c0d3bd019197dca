#include <algorithm>
#include <cmath>

#include "dorsal/watch/budget.hpp"

namespace dorsal::watch {
namespace {

bool differs(const Outline& a, const Outline& b, double widths) {
  const double width = std::max(a.shoulder_width, b.shoulder_width);
  return std::hypot(a.shoulders_x - b.shoulders_x, a.shoulders_y - b.shoulders_y) > widths * width;
}

}  // namespace

bool PostureChange::add(const Look& look, const Limits& limits) {
  const Place place{look.measures.trunk_inclination, look.outline};
  if (!place.trunk && !place.outline) return false;
  if (!anchor_ || (anchor_->trunk.has_value() != place.trunk.has_value() &&
                   anchor_->outline.has_value() != place.outline.has_value())) {
    anchor_ = place;  // nothing to compare
    away_since_.reset();
    return false;
  }
  bool away = false;
  if (anchor_->trunk && place.trunk) {
    away = std::abs(in_degrees(*place.trunk - *anchor_->trunk)) > limits.posture_change.value;
  } else if (anchor_->outline && place.outline) {
    away = differs(*anchor_->outline, *place.outline, limits.outline_shift.value);
  }
  if (!away) {
    away_since_.reset();
    return false;
  }
  if (!away_since_) away_since_ = look.at;
  if (look.at - *away_since_ < in_seconds(limits.change_held)) return false;
  anchor_ = place;
  away_since_.reset();
  return true;
}

}  // namespace dorsal::watch
