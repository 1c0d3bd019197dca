#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "spool.hpp"

namespace dorsal::pipeline {
namespace {

struct Row {
  double time;
  int index;
};

TEST(Spool, records_come_back_in_order_as_often_as_asked) {
  auto spool = Spool<Row>::create(std::filesystem::temp_directory_path());
  ASSERT_TRUE(spool);
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(spool->append({0.1 * i, i}));
  EXPECT_EQ(spool->size(), 1000U);
  for (int pass = 0; pass < 2; ++pass) {
    spool->rewind();
    Row row{};
    int count = 0;
    while (spool->read(row)) EXPECT_EQ(row.index, count++);
    EXPECT_EQ(count, 1000);
  }
}

TEST(Spool, a_disk_that_fills_up_at_the_last_records_is_told) {
  struct rlimit before {};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit small { 100, before.rlim_max };
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  auto spool = Spool<Row>::create(std::filesystem::temp_directory_path());
  ASSERT_TRUE(spool);
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(spool->append({0.1 * i, i}));  // 320 bytes, kept back
  const auto settled = spool->settle();
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(settled);
  EXPECT_EQ(settled.error().code, ErrorCode::write_failed);
}

TEST(Spool, no_file_can_be_seen_in_the_folder) {
  const auto folder = std::filesystem::temp_directory_path() / "dorsal-spool-test";
  std::filesystem::create_directory(folder);
  {
    auto spool = Spool<Row>::create(folder);
    ASSERT_TRUE(spool);
    ASSERT_TRUE(spool->append({1.0, 1}));
    EXPECT_TRUE(std::filesystem::is_empty(folder));
  }
  std::filesystem::remove(folder);
}

TEST(Spool, a_folder_that_is_not_there_is_one_clear_error) {
  const auto spool = Spool<Row>::create("/no/such/folder");
  ASSERT_FALSE(spool);
  EXPECT_EQ(spool.error().code, ErrorCode::write_failed);
}

}  // namespace
}  // namespace dorsal::pipeline
