#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "dorsal/record/day_file.hpp"

namespace dorsal::record {
namespace {

namespace fs = std::filesystem;
using watch::DayRecord;

class DayFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "dorsal-days-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    path_ = folder_ / "days.csv";
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string text() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static DayRecord day(unsigned number, int minutes) {
    DayRecord record;
    record.date = std::chrono::year(2026) / 3 / std::chrono::day(number);
    record.updated = std::chrono::sys_days(record.date) + std::chrono::hours(17);
    record.watched = std::chrono::minutes(minutes);
    return record;
  }

  fs::path folder_;
  fs::path path_;
};

TEST_F(DayFileTest, is_empty_before_the_first_day) {
  const auto days = DayFile(path_).days();
  ASSERT_TRUE(days);
  EXPECT_TRUE(days->empty());
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(DayFileTest, keeps_days_in_order_and_each_once) {
  DayFile file(path_);
  ASSERT_TRUE(file.keep(day(3, 10)));
  ASSERT_TRUE(file.keep(day(2, 20)));
  ASSERT_TRUE(file.keep(day(3, 30)));
  const auto days = DayFile(path_).days();
  ASSERT_TRUE(days);
  EXPECT_EQ(*days, (std::vector{day(2, 20), day(3, 30)}));
}

TEST_F(DayFileTest, is_readable_by_its_owner_alone) {
  DayFile file(path_);
  ASSERT_TRUE(file.keep(day(2, 20)));
  EXPECT_EQ(fs::status(path_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(DayFileTest, leaves_a_broken_file_as_it_is_and_says_so_in_one_sentence) {
  std::ofstream(path_) << "dorsal_days,1\nsomething else\n";
  const std::string before = text();
  DayFile file(path_);
  const auto kept = file.keep(day(2, 20));
  ASSERT_FALSE(kept);
  EXPECT_NE(to_string(kept.error()).find(path_.string() + ", line 2"), std::string::npos);
  EXPECT_EQ(to_string(kept.error()).find('\n'), std::string::npos);
  EXPECT_EQ(text(), before);
}

TEST_F(DayFileTest, says_what_stands_in_its_way) {
  EXPECT_EQ(DayFile(folder_).days().error().code, ErrorCode::unreadable);
  const auto no_folder = DayFile(folder_ / "none" / "days.csv").keep(day(2, 20));
  ASSERT_FALSE(no_folder);
  EXPECT_EQ(no_folder.error().code, ErrorCode::write_failed);
  EXPECT_EQ(to_string(no_folder.error()).find("--out"), std::string::npos);
}

TEST_F(DayFileTest, forgets_everything_and_does_not_mind_doing_so_twice) {
  DayFile file(path_);
  ASSERT_TRUE(file.keep(day(2, 20)));
  ASSERT_TRUE(file.forget());
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_TRUE(file.forget());
}

}  // namespace
}  // namespace dorsal::record
