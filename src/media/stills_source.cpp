#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <utility>

#include "silence.hpp"
#include "sources.hpp"

namespace dorsal::media {
namespace {

/// @return an empty picture where the file is none
cv::Mat decode(const std::filesystem::path& file) {
  const Silence silence;
  try {
    return cv::imread(file.string(), cv::IMREAD_COLOR);  // turns it by its EXIF tag
  } catch (const std::exception&) {
    return {};
  }
}

class StillsSource final : public FrameSource {
 public:
  StillsSource(SourceInfo info, std::vector<std::filesystem::path> files)
      : info_(std::move(info)), files_(std::move(files)) {}

  /// Decodes up to the first picture, so that the size is known.
  bool start() {
    first_ = next_picture();
    info_.width = first_.cols;
    info_.height = first_.rows;
    return !first_.empty();
  }

  [[nodiscard]] const SourceInfo& info() const override { return info_; }

  [[nodiscard]] Result<bool> read(Frame& frame) override {
    frame.bgr = first_.empty() ? next_picture() : std::exchange(first_, cv::Mat());
    if (frame.bgr.empty()) return false;
    frame.index = count_++;
    frame.time = static_cast<double>(frame.index);
    return true;
  }

  [[nodiscard]] std::vector<Diagnostic> diagnostics() const override { return diagnostics_; }

 private:
  cv::Mat next_picture() {
    while (next_ < files_.size()) {
      const auto& file = files_[next_++];
      cv::Mat picture = decode(file);
      if (!picture.empty()) return picture;
      diagnostics_.push_back(
          {"this is not an image that can be read; it is left out", file.string()});
    }
    return {};
  }

  SourceInfo info_;
  std::vector<std::filesystem::path> files_;
  std::size_t next_ = 0;
  std::size_t count_ = 0;
  cv::Mat first_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace

Result<std::unique_ptr<FrameSource>> open_stills(std::string name,
                                                 std::vector<std::filesystem::path> files) {
  SourceInfo info;
  info.name = name;
  info.kind = SourceKind::stills;
  info.frames = files.size();
  auto source = std::make_unique<StillsSource>(std::move(info), std::move(files));
  if (!source->start()) {
    return fail(ErrorCode::unreadable, "no image can be read here", std::move(name),
                "it may be damaged, or be something else than its name says");
  }
  return source;
}

}  // namespace dorsal::media
