#pragma once

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>
#include <string>
#include <vector>

namespace dorsal::media {

/// A folder of its own that goes away with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("dorsal_media_" + std::to_string(getpid()) + "_" + std::to_string(count++));
    std::filesystem::create_directories(path_);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A picture in one shade, which tells the frame: shade_of() reads it back after lossy coding.
inline cv::Mat made_picture(int width, int height, int shade) {
  return {height, width, CV_8UC3, cv::Scalar::all(shade)};
}
inline int shade_of(const cv::Mat& picture) {
  return static_cast<int>(std::lround(cv::mean(picture)[0]));
}

/// Frame i has shade 10 + 5 i.
inline void write_video(const std::filesystem::path& path, int width, int height, int frames,
                        double fps = 10) {
  cv::VideoWriter writer(path.string(), cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), fps,
                         cv::Size(width, height));
  for (int i = 0; i < frames; ++i) writer.write(made_picture(width, height, 10 + 5 * (i % 40)));
}

inline void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// Keeps the first bytes of a file.
inline void cut(const std::filesystem::path& path, double share) {
  const auto size = static_cast<double>(std::filesystem::file_size(path));
  std::filesystem::resize_file(path, static_cast<std::uintmax_t>(size * share));
}

/// Half a second of silence: a WAV file.
inline std::string made_sound() {
  const auto number = [](std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i)
      text += static_cast<char>(value >> (8U * static_cast<unsigned>(i)));
    return text;
  };
  const std::string samples(8000, '\0');
  return "RIFF" + number(36 + 8000, 4) + "WAVEfmt " + number(16, 4) + number(1, 2) + number(1, 2) +
         number(8000, 4) + number(16000, 4) + number(2, 2) + number(16, 2) + "data" +
         number(8000, 4) + samples;
}

/// A Matroska video of JPEG pictures at any times. cv::VideoWriter writes even ones only.
inline void write_uneven_video(const std::filesystem::path& path,
                               const std::vector<int>& times_ms) {
  const auto element = [](const std::string& id, const std::string& content) {
    std::string size(8, '\0');  // 0x01 and seven bytes
    size[0] = 1;
    for (unsigned i = 0; i < 7; ++i) {
      size[7 - i] = static_cast<char>(static_cast<std::uint64_t>(content.size()) >> (8 * i));
    }
    return id + size + content;
  };
  const std::string one(1, '\1');
  const std::string header = element("\x1A\x45\xDF\xA3", element("\x42\x82", "matroska"));
  const std::string info =
      element("\x15\x49\xA9\x66", element("\x2A\xD7\xB1", std::string("\x0F\x42\x40", 3)));
  const std::string size = element(
      "\xE0", element("\xB0", std::string(1, '\x40')) + element("\xBA", std::string(1, '\x40')));
  const std::string track = element("\xD7", one) + element("\x73\xC5", one) + element("\x83", one) +
                            element("\x86", "V_MJPEG") + size;
  std::string cluster = element("\xE7", std::string(1, '\0'));
  for (std::size_t i = 0; i < times_ms.size(); ++i) {
    std::vector<unsigned char> jpeg;
    cv::imencode(".jpg", made_picture(64, 64, 10 + 5 * static_cast<int>(i)), jpeg);
    std::string block("\x81", 1);
    block += static_cast<char>(times_ms[i] >> 8);
    block += static_cast<char>(times_ms[i]);
    block += '\x80';
    block.append(jpeg.begin(), jpeg.end());
    cluster += element("\xA3", block);
  }
  write_text(path, header + element("\x18\x53\x80\x67",
                                    info + element("\x16\x54\xAE\x6B", element("\xAE", track)) +
                                        element("\x1F\x43\xB6\x75", cluster)));
}

}  // namespace dorsal::media
