#include "dorsal/base/version.hpp"

namespace dorsal {

Versions versions() { return {"1", DORSAL_VERSION, "1", "1"}; }

}  // namespace dorsal
