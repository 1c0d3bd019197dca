#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/knowledge/knowledge.hpp"

namespace dorsal::knowledge {

/// A file of knowledge: its path below the folder ("causes/biliary.toml") and its text.
struct SourceFile {
  std::string path;
  std::string text;
};

/// What came of reading: the knowledge, usable only where there are no mistakes, and every mistake
/// found, each with file and line. References are checked once every file reads, the whole once
/// every reference holds.
struct Reading {
  Knowledge knowledge;
  std::vector<Error> mistakes;
};

/// Reads and checks the whole.
[[nodiscard]] Reading read(const std::vector<SourceFile>& files);

/// The files of a folder, in the order of their paths.
/// @error no_such_file, unreadable
Result<std::vector<SourceFile>> files_in(const std::filesystem::path& folder);

/// The files that the build put into the program.
[[nodiscard]] std::vector<SourceFile> embedded_files();

/// Knowledge of a folder.
/// @error those of files_in, and the first mistake
Result<Knowledge> load(const std::filesystem::path& folder);

/// Knowledge that came with the program.
Result<Knowledge> embedded();

}  // namespace dorsal::knowledge
