#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "dorsal/base/whole_file.hpp"

namespace dorsal {
namespace {

namespace fs = std::filesystem;

class WholeFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "dorsal-files-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  static std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path folder_;
};

TEST_F(WholeFileTest, is_there_only_after_commit) {
  const fs::path path = folder_ / "a.txt";
  auto file = WholeFile::create(path);
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("one "));
  ASSERT_TRUE(file->write("two"));
  EXPECT_FALSE(fs::exists(path));
  ASSERT_TRUE(file->commit());
  EXPECT_EQ(text_of(path), "one two");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(WholeFileTest, leaves_nothing_behind_when_it_is_given_up) {
  {
    auto file = WholeFile::create(folder_ / "a.txt");
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("half"));
  }
  EXPECT_EQ(entries(), 0U);
}

TEST_F(WholeFileTest, keeps_the_old_file_until_the_new_one_is_whole) {
  const fs::path path = folder_ / "a.txt";
  ASSERT_TRUE(write_whole_file(path, "old"));
  {
    auto file = WholeFile::create(path);
    ASSERT_TRUE(file);
    ASSERT_TRUE(file->write("new, but never finished"));
  }
  EXPECT_EQ(text_of(path), "old");
}

TEST_F(WholeFileTest, a_missing_folder_is_one_clear_error) {
  const auto file = WholeFile::create(folder_ / "none" / "a.txt");
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::write_failed);
}

}  // namespace
}  // namespace dorsal
