#include "dorsal/pose/landmark_files.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <system_error>

namespace dorsal::pose {
namespace {

namespace fs = std::filesystem;

// Days of landmarks; more than that is no landmark file, and would not fit into memory.
constexpr std::uintmax_t kLargestFile = std::uintmax_t{2} << 30;  // [bytes]

Result<std::string> read_whole(const fs::path& path) {
  std::error_code status;
  if (!fs::exists(path, status)) {
    return fail(ErrorCode::no_such_file, "there is no such file", path.string(),
                "check the name and the folder");
  }
  if (!fs::is_regular_file(path, status)) {
    return fail(ErrorCode::unreadable, "this is not a file", path.string(),
                "give a .json, .trc or .csv file");
  }
  if (fs::file_size(path, status) > kLargestFile) {
    return fail(ErrorCode::unsupported, "the file is larger than 2 GiB", path.string(),
                "split it into shorter recordings");
  }
  std::ifstream stream(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(stream), {});
  if (!stream) {
    return fail(ErrorCode::unreadable, "the file cannot be read", path.string(),
                "check that you may read it");
  }
  return text;
}

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

}  // namespace

Result<LandmarkFile> read_landmarks(const fs::path& path) {
  const std::string extension = lower_extension(path);
  if (extension != ".json" && extension != ".trc" && extension != ".csv") {
    return fail(ErrorCode::unsupported, "landmarks are not read from files of this kind",
                path.string(), "give a .json, .trc or .csv file");
  }
  DORSAL_TRY(const std::string text, read_whole(path));
  if (extension == ".json") return parse_landmark_json(text, path.string());
  if (extension == ".trc") return parse_trc(text, path.string());
  return parse_landmark_csv(text, path.string());
}

}  // namespace dorsal::pose
