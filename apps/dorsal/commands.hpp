#pragma once

#include <CLI/CLI.hpp>

namespace dorsal::app {

/// Exit codes of the interface.
enum ExitCode : int { kDone = 0, kWrongInput = 1, kWrongUsage = 2, kOurFault = 70 };

/// Each adds its sub-command, and writes the exit code to `code` when it has run.
void add_analyze(CLI::App& app, int& code);
void add_load(CLI::App& app, int& code);
void add_ask(CLI::App& app, int& code);
void add_plan(CLI::App& app, int& code);
void add_knowledge(CLI::App& app, int& code);
void add_facts(CLI::App& app, int& code);
void add_ergo(CLI::App& app, int& code);
void add_watch(CLI::App& app, int& code);

}  // namespace dorsal::app
