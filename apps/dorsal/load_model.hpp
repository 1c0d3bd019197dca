#pragma once

#include <string>

namespace dorsal::app {

/// What `dorsal load --model` is asked.
struct ModelLoadOptions {
  std::string model, motion, actuators, out;
  bool json = false;
};

/// Static optimisation of another model over a motion. @return exit code
int load_model(const ModelLoadOptions& options);

/// Writes dorsal's own body as an OpenSim file. @return exit code
/// @param posture  file whose person the body is scaled to; empty: the default person
int export_model(const std::string& path, const std::string& posture);

}  // namespace dorsal::app
