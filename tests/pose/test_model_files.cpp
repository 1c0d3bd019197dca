#include <gtest/gtest.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include "model_files.hpp"

namespace dorsal::pose {
namespace {

TEST(ModelFiles, the_hash_is_that_of_the_standard) {
  const char* text = "abc";  // FIPS 180-4, example of SHA-256
  const std::span bytes(reinterpret_cast<const std::byte*>(text), std::strlen(text));
  EXPECT_EQ(sha256_hex(bytes), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ModelFiles, a_file_that_is_not_there_says_how_to_get_it) {
  const auto bytes = load_model_file("/nowhere", detector_file());
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::no_such_file);
  EXPECT_NE(bytes.error().hint.find("./run"), std::string::npos);
}

TEST(ModelFiles, a_file_with_another_hash_is_refused) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("dorsal_models_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / std::string(detector_file().name)) << "TFL3";
  const auto bytes = load_model_file(folder, detector_file());
  const auto tracker = Tracker::create(folder);
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, ErrorCode::wrong_hash);
  EXPECT_NE(bytes.error().place.find("pose_detection.tflite"), std::string::npos);
  EXPECT_NE(bytes.error().hint.find("./run"), std::string::npos);
  ASSERT_FALSE(tracker);
  EXPECT_EQ(tracker.error().code, ErrorCode::wrong_hash);
}

}  // namespace
}  // namespace dorsal::pose
