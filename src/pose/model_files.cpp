#include "model_files.hpp"

#include <sodium.h>

#include <array>
#include <fstream>
#include <system_error>

namespace dorsal::pose {
namespace {

constexpr std::array<std::string_view, 2> kHints = {
    "run ./run once to fetch it", "delete it and run ./run again to fetch it anew"};

}  // namespace

const ModelFile& detector_file() {
  static constexpr ModelFile kFile = {
      "pose_detection.tflite", "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85"};
  return kFile;
}

const ModelFile& landmark_file(Variant variant) {
  static constexpr std::array<ModelFile, 3> kFiles = {{
      {"pose_landmark_lite.tflite",
       "f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61"},
      {"pose_landmark_full.tflite",
       "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f"},
      {"pose_landmark_heavy.tflite",
       "59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe"},
  }};
  return kFiles.at(static_cast<std::size_t>(variant));
}

std::string sha256_hex(std::span<const std::byte> bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  return text.data();
}

Result<std::vector<std::byte>> load_model_file(const std::filesystem::path& folder,
                                               const ModelFile& file) {
  const std::filesystem::path path = folder / file.name;
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) {
    return fail(ErrorCode::no_such_file, "the pose network is not there", path.string(),
                std::string(kHints[0]));
  }
  constexpr std::uintmax_t kMost = 100'000'000;  // [B] far above the largest, 28 MB
  std::vector<std::byte> bytes(static_cast<std::size_t>(std::min(size, kMost)));
  std::ifstream stream(path, std::ios::binary);
  if (!stream.read(reinterpret_cast<char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()))) {
    return fail(ErrorCode::unreadable, "the pose network cannot be read", path.string(),
                "check that you may read it, or " + std::string(kHints[1]));
  }
  if (sha256_hex(bytes) != file.sha256) {
    return fail(ErrorCode::wrong_hash, "this is not the pose network that dorsal was made with",
                path.string(), std::string(kHints[1]));
  }
  return bytes;
}

}  // namespace dorsal::pose
