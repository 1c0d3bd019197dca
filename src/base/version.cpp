#include "dorsal/base/version.hpp"

namespace dorsal {

// Raised whenever a result can change by it: the model's is the version in models/thoracolumbar.
Versions versions() { return {"1", DORSAL_VERSION, "2.1.0", "3"}; }

}  // namespace dorsal
