#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "commands.hpp"
#include "dorsal/base/version.hpp"
#include "dorsal/media/frame_source.hpp"

namespace {

int run(int argc, char** argv) {
  using namespace dorsal::app;
  CLI::App app{
      "dorsal looks after an upper back: it looks, weighs and tells. It informs, it does "
      "not diagnose."};
  app.set_version_flag("--version", std::string(dorsal::versions().dorsal));
  app.require_subcommand(1);
  int code = kDone;
  add_analyze(app, code);
  add_load(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUsage;
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    dorsal::media::quieten_libraries();
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dorsal: a fault of ours: %s\n", error.what());
  } catch (...) {
    std::fputs("dorsal: a fault of ours\n", stderr);
  }
  return dorsal::app::kOurFault;
}
