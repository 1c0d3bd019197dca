#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <system_error>

#include "dorsal/media/frame_source.hpp"
#include "sources.hpp"

namespace dorsal::media {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 15> kVideoEndings = {
    ".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mpg",  ".mpeg",
    ".wmv", ".3gp", ".ts",  ".mts", ".ogv", ".flv",  ".mjpeg"};
constexpr std::array<std::string_view, 7> kImageEndings = {".jpg", ".jpeg", ".png", ".bmp",
                                                           ".tif", ".tiff", ".webp"};
constexpr const char* kEndingsHint =
    "give a video (mp4, mov, avi, mkv, webm, ...), an image (jpg, png, ...), a folder of images, "
    "or "
    "landmarks (trc, csv, json)";

template <class Endings>
bool ends_in(const Endings& endings, const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

Result<std::unique_ptr<FrameSource>> open_folder(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->is_regular_file(ignored) && ends_in(kImageEndings, it->path())) {
      files.push_back(it->path());
    }
  }
  if (error) {
    return fail(ErrorCode::unreadable, "the folder cannot be read", folder.string(),
                "check that you may read it");
  }
  if (files.empty()) {
    return fail(ErrorCode::missing, "there are no images in this folder", folder.string(),
                kEndingsHint);
  }
  std::sort(files.begin(), files.end());
  return open_stills(folder.string(), std::move(files));
}

}  // namespace

Result<std::unique_ptr<FrameSource>> open_source(const fs::path& path) {
  quieten_libraries();
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return fail(ErrorCode::no_such_file, "there is no such file", path.string(),
                "check the name and the folder");
  }
  if (fs::is_directory(status)) return open_folder(path);
  const bool image = ends_in(kImageEndings, path);
  if (!image && !ends_in(kVideoEndings, path)) {
    return fail(ErrorCode::unsupported, "dorsal does not know files with this ending",
                path.string(), kEndingsHint);
  }
  if (!fs::is_regular_file(status)) {
    return fail(ErrorCode::unsupported, "this is a device or a pipe, not a file", path.string(),
                "save the recording to a file first");
  }
  if (fs::file_size(path, error) == 0 && !error) {
    return fail(ErrorCode::unreadable, "the file is empty", path.string(),
                "record or copy it again");
  }
  return image ? open_stills(path.string(), {path}) : open_video(path);
}

}  // namespace dorsal::media
