#include "input.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "commands.hpp"

namespace dorsal::app {

std::string place_of(const std::string& path) { return path == "-" ? "standard input" : path; }

Result<std::string> read_text(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return fail(ErrorCode::no_such_file, "there is no such file", path, "check its name");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, ignored)) {
    return fail(ErrorCode::unreadable, "this cannot be read as a file", path,
                "give a file that you may read");
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

int exit_code(const Error& error) {
  return error.code == ErrorCode::internal ? kOurFault : kWrongInput;
}

int complain(const Error& error) {
  fmt::print(stderr, "dorsal: {}\n", to_string(error));
  return exit_code(error);
}

}  // namespace dorsal::app
