#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

namespace dorsal::app_test {

namespace fs = std::filesystem;

/// What one run of the program gave.
struct Outcome {
  int code = -1;
  std::string out;
  std::string err;

  [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out, nullptr, false); }
};

/// A folder of a test's own, empty at first and removed at the end.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (fs::temp_directory_path() / "dorsal-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }
  /// Writes a file into it and gives its path.
  [[nodiscard]] std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }

 private:
  fs::path path_;
};

inline std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Runs what is written as in a shell; the last command of it gets the input.
inline Outcome run_in_shell(const std::string& commands, const std::string& input = "") {
  const TestFolder folder;
  const std::string in = folder.file("in", input);
  const std::string command = commands + " <" + in + " >" + (folder.path() / "out").string() +
                              " 2>" + (folder.path() / "err").string();
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(folder.path() / "out"),
          text_of(folder.path() / "err")};
}

/// Runs the program with arguments written as in a shell.
inline Outcome run_dorsal(const std::string& arguments, const std::string& input = "") {
  return run_in_shell(std::string(DORSAL_BINARY) + " " + arguments, input);
}

}  // namespace dorsal::app_test
