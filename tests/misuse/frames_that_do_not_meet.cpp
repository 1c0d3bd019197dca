#include "dorsal/base/frames.hpp"

using namespace dorsal;

#ifdef MISUSE
Pose<World, Head> compose(const Pose<World, Pelvis>& X_WP, const Pose<Thorax, Head>& X_TH) {
  return X_WP * X_TH;
}
#else
Pose<World, Head> compose(const Pose<World, Thorax>& X_WT, const Pose<Thorax, Head>& X_TH) {
  return X_WT * X_TH;
}
#endif
