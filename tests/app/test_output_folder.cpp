#include <gtest/gtest.h>

#include "example_rows.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

const std::string kHour = std::string(DORSAL_SOURCE_DIR) + "/examples/desk_hour.csv";

// Runs the program for a moment only, then sends it the signal.
int interrupt(const std::string& signal, const std::string& arguments) {
  const std::string command = "timeout --preserve-status -s " + signal + " 0.5 " + DORSAL_BINARY +
                              " " + arguments + " >/dev/null 2>&1";
  const int status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(OutputFolder, a_run_that_is_stopped_leaves_nothing) {
  const TestFolder folder;
  const std::string out = (folder.path() / "out").string();
  for (const auto& [signal, code] : {std::pair{"INT", 130}, std::pair{"TERM", 143}}) {
    EXPECT_EQ(interrupt(signal, "analyze " + kHour + " --uncertainty 2000 --out " + out), code);
    EXPECT_FALSE(fs::exists(out)) << signal;
  }
}

TEST(OutputFolder, a_run_that_is_killed_leaves_nothing_to_be_seen_and_the_next_one_cleans) {
  const TestFolder folder;
  const fs::path out = folder.path() / "out";
  interrupt("KILL", "analyze " + kHour + " --uncertainty 2000 --out " + out.string());
  for (const std::string& name : names_in(out)) EXPECT_EQ(name.front(), '.') << name;
  fs::create_directories(out / ".dorsal-part-old");
  std::ofstream(out / ".dorsal-part-old/loads.sto") << "half";
  const std::string input = example_rows(folder, 5);
  const Outcome run = run_dorsal("analyze " + input + " --uncertainty 0 --out " + out.string());
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(names_in(out), std::vector<std::string>{"short"});
}

TEST(OutputFolder, results_of_another_run_in_a_new_folder_survive_a_failure) {
  const TestFolder folder;
  const fs::path out = folder.path() / "out";
  // The run that is stopped makes the folder; meanwhile another one puts its results there.
  const std::string stopped = "timeout -s INT 0.5 " + std::string(DORSAL_BINARY) + " analyze " +
                              kHour + " --uncertainty 2000 --out " + out.string() +
                              " >/dev/null 2>&1 & sleep 0.3; mkdir -p " + (out / "other").string() +
                              "; wait";
  static_cast<void>(std::system(stopped.c_str()));
  EXPECT_EQ(names_in(out), std::vector<std::string>{"other"});
}

TEST(OutputFolder, what_was_there_stays_and_results_are_replaced) {
  const TestFolder folder;
  const fs::path out = folder.path() / "out/short";
  fs::create_directories(out);
  std::ofstream(out / "notes.txt") << "mine";
  std::ofstream(out / "report.json") << "old";
  const std::string input = example_rows(folder, 5);
  const Outcome run =
      run_dorsal("analyze " + input + " --uncertainty 0 --out " + (folder.path() / "out").string());
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(text_of(out / "notes.txt"), "mine");
  EXPECT_NE(text_of(out / "report.json"), "old");
  EXPECT_EQ(names_in(out).size(), 7U);
}

TEST(OutputFolder, a_disk_without_room_is_one_sentence_and_leaves_nothing) {
  const TestFolder folder;
  const std::string out = (folder.path() / "out").string();
  const std::string err = (folder.path() / "err").string();
  const std::string command = "ulimit -f 16; " + std::string(DORSAL_BINARY) + " analyze " +
                              example_rows(folder, 60) + " --uncertainty 0 --out " + out +
                              " >/dev/null 2>" + err;
  const int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1);
  EXPECT_NE(text_of(err).find("make room"), std::string::npos) << text_of(err);
  EXPECT_FALSE(fs::exists(out));
}

TEST(OutputFolder, a_folder_that_nothing_can_be_written_into_is_named) {
  const TestFolder folder;
  const Outcome run = run_dorsal("analyze " + example_rows(folder, 5) + " --out /proc/dorsal");
  EXPECT_EQ(run.code, 1);
  EXPECT_NE(run.err.find("/proc/dorsal"), std::string::npos) << run.err;
  EXPECT_NE(run.err.find("--out"), std::string::npos) << run.err;
}

}  // namespace
}  // namespace dorsal::app_test
