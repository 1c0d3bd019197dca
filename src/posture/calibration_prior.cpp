#include "dorsal/base/units.hpp"
#include "dorsal/posture/calibration.hpp"

namespace dorsal::posture {
namespace {

// Standard deviations of body::Shape between people, the net's bias included.
// Spine length: 5 % against stature between people (ANSUR 1988) and 5 % for the net, whose hips and
// shoulders lie some 20 mm off the joints; the latter expert. Shoulder: shoulder-C7 angle of 160
// adults (Raine 1997, doi:10.1016/s0003-9993(97)90335-x) scatters by some 15 mm, the net's bias by
// as much; derived. Head: craniovertebral angle 7.0 degrees (doi:10.3390/app13063910) over 0.13 m;
// derived. Gaze: no source for the net's face; expert.
const body::ShapeVector<double> kDeviation(0.07, 0.020, 0.018, 8.0 * kRadiansPerDegree);

}  // namespace

Calibration population_calibration(const body::SegmentScale& scale) {
  Calibration calibration;
  calibration.scale = scale;
  calibration.covariance = kDeviation.cwiseAbs2().asDiagonal();
  return calibration;
}

}  // namespace dorsal::posture
