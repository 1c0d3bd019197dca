#include "dorsal/base/units.hpp"

using namespace dorsal::literals;

#ifdef MISUSE
dorsal::Angle thirty = 30.0;
#else
dorsal::Angle thirty = 30.0_deg;
#endif
