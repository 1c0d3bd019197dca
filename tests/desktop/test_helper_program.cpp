#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>

#include "desktop/observed_desk.hpp"
#include "helper_program.hpp"

namespace dorsal::desktop {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Steps until there is something to take.
std::optional<Result<std::string>> output_of(HelperProgram& program, Instant now) {
  for (int i = 0; i < 2000; ++i) {
    if (auto output = program.step(now)) return output;
    std::this_thread::sleep_for(milliseconds(5));
  }
  return std::nullopt;
}

TEST(HelperPrograms, give_what_they_print_and_are_run_again_after_their_time) {
  OwnFolder folder;
  HelperProgram program(
      {folder.write_program("count", "echo more >> " + (folder.path() / "runs").string() +
                                         "; cat " + (folder.path() / "runs").string())},
      seconds(10));
  auto first = output_of(program, seconds(0));
  ASSERT_TRUE(first && *first);
  EXPECT_EQ(first->value(), "more\n");
  EXPECT_FALSE(program.step(seconds(9)));
  auto second = output_of(program, seconds(10));
  ASSERT_TRUE(second && *second);
  EXPECT_EQ(second->value(), "more\nmore\n");
}

TEST(HelperPrograms, that_print_much_are_not_held_up) {
  OwnFolder folder;
  HelperProgram program({folder.write_program("much", "head -c 3000000 /dev/zero")}, seconds(10));
  const auto output = output_of(program, seconds(0));
  ASSERT_TRUE(output && *output);
  EXPECT_EQ(output->value().size(), 3'000'000U);
}

TEST(HelperPrograms, that_fail_or_are_not_there_say_so_and_rest_for_a_minute) {
  OwnFolder folder;
  HelperProgram failing({folder.write_program("fail", "echo half; exit 3")}, seconds(10));
  const auto failed = output_of(failing, seconds(0));
  ASSERT_TRUE(failed && !*failed);
  EXPECT_FALSE(failing.step(seconds(59)));
  HelperProgram absent({(folder.path() / "absent").string()}, seconds(10));
  const auto missing = output_of(absent, seconds(0));
  ASSERT_TRUE(missing && !*missing);
  EXPECT_EQ(missing->error().code, ErrorCode::missing);
  EXPECT_FALSE(absent.step(seconds(59)));
}

TEST(HelperPrograms, that_do_not_end_are_ended) {
  OwnFolder folder;
  HelperProgram program({folder.write_program("sleep", "exec sleep 1000")}, seconds(10));
  EXPECT_FALSE(program.step(seconds(0)));
  EXPECT_FALSE(program.step(seconds(4)));
  const auto output = program.step(seconds(6));
  ASSERT_TRUE(output && !*output);
  EXPECT_FALSE(program.step(seconds(60)));
}

TEST(HelperPrograms, that_print_without_end_are_ended) {
  OwnFolder folder;
  HelperProgram program({folder.write_program("yes", "exec cat /dev/zero")}, seconds(10));
  const auto output = output_of(program, seconds(0));
  ASSERT_TRUE(output && !*output);
}

TEST(HelperPrograms, are_handed_no_open_file_of_this_process) {
  OwnFolder folder;
  const int open = ::open("/dev/null", O_RDONLY);  // as a camera's library would open it
  HelperProgram program({folder.write_program("ls", "ls /proc/self/fd | wc -w")}, seconds(10));
  const auto output = output_of(program, seconds(0));
  ::close(open);
  ASSERT_TRUE(output && *output);
  EXPECT_LE(std::stoi(output->value()), 4) << "its own three, and the folder it lists";
}

}  // namespace
}  // namespace dorsal::desktop
