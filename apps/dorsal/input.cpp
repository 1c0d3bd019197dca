#include "input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "dorsal/schema/document.hpp"

namespace dorsal::app {

std::string place_of(const std::string& path) { return path == "-" ? "standard input" : path; }

namespace {

constexpr std::string_view kBlankOrMark = " \t\r\n\xef\xbb\xbf";

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

bool is_blank(std::string_view text) {
  return text.find_first_not_of(kBlankOrMark) == std::string_view::npos;
}

bool are_json_lines(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlankOrMark);
  if (begin == std::string_view::npos) return false;
  text.remove_prefix(begin);
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  if (is_blank(text.substr(end))) return false;
  const auto first = schema::parse(text.substr(0, end), "");
  return first && first->is_object();
}

int for_each_line(std::string_view text, const std::string& place,
                  const std::function<int(std::string_view, const std::string&)>& use) {
  int code = kDone;
  for (std::size_t row = 1; !text.empty(); ++row) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (is_blank(line)) continue;
    code = std::max(code, use(line, fmt::format("{}, row {}", place, row)));
  }
  return code;
}

int exit_code(const Error& error) {
  return error.code == ErrorCode::internal ? kOurFault : kWrongInput;
}

int complain(const Error& error) {
  fmt::print(stderr, "dorsal: {}\n", to_string(error));
  return exit_code(error);
}

}  // namespace dorsal::app
