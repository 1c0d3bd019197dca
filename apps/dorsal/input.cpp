#include "input.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "commands.hpp"

namespace dorsal::app {

std::string place_of(const std::string& path) { return path == "-" ? "standard input" : path; }

namespace {

// Far more than any document that dorsal reads at once; keeps /dev/zero out of memory.
constexpr std::size_t kMost = std::size_t{256} << 20U;  // [bytes]

Result<std::string> read_stream(std::istream& stream, const std::string& place) {
  std::string text;
  std::array<char, 1U << 16U> part{};
  while (stream.read(part.data(), part.size()) || stream.gcount() > 0) {
    text.append(part.data(), static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kMost) {
      return fail(ErrorCode::unsupported, "there is more than 256 MiB of it", place,
                  "give it in parts");
    }
  }
  if (stream.bad()) {
    return fail(ErrorCode::unreadable, "it cannot be read to its end", place,
                "check the disk that it lies on");
  }
  return text;
}

}  // namespace

Result<std::string> read_text(const std::string& path) {
  if (path == "-") return read_stream(std::cin, place_of(path));
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return fail(ErrorCode::no_such_file, "there is no such file", path, "check its name");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path, ignored)) {
    return fail(ErrorCode::unreadable, "this cannot be read as a file", path,
                "give a file that you may read");
  }
  return read_stream(file, path);
}

int exit_code(const Error& error) {
  return error.code == ErrorCode::internal ? kOurFault : kWrongInput;
}

int complain(const Error& error) {
  fmt::print(stderr, "dorsal: {}\n", to_string(error));
  return exit_code(error);
}

}  // namespace dorsal::app
