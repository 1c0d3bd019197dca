#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include "commands.hpp"
#include "dorsal/base/version.hpp"
#include "dorsal/media/frame_source.hpp"
#include "output.hpp"

namespace {

int run(int argc, char** argv) {
  using namespace dorsal::app;
  CLI::App app{
      "dorsal looks after an upper back: it looks, weighs and tells. It informs, it does "
      "not diagnose."};
  app.set_version_flag("--version", std::string(dorsal::versions().dorsal));
  app.require_subcommand(0, 1);
  int code = kDone;
  add_analyze(app, code);
  add_load(app, code);
  add_ask(app, code);
  add_plan(app, code);
  add_knowledge(app, code);
  add_facts(app, code);
  add_ergo(app, code);
  add_watch(app, code);
  try {
    app.parse(argc, argv);
    if (app.get_subcommands().empty()) {
      std::fputs(app.help().c_str(), stderr);
      return kWrongUsage;
    }
  } catch (const CLI::ParseError& error) {
    code = app.exit(error) == 0 ? kDone : kWrongUsage;
  }
  return std::max(code, finish_output());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error like a full disk
    dorsal::media::quieten_libraries();
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("dorsal: there is not enough memory for this; give less at once.\n", stderr);
    return dorsal::app::kWrongInput;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dorsal: a fault of ours: %s\n", error.what());
  } catch (...) {
    std::fputs("dorsal: a fault of ours\n", stderr);
  }
  return dorsal::app::kOurFault;
}
