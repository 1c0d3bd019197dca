#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "dorsal/desktop/autostart.hpp"

namespace dorsal::desktop {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

class AutostartTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "dorsal-autostart-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    config = folder / "config";
  }
  void TearDown() override { fs::remove_all(folder); }

  // A program that writes its arguments into a file, one a line.
  fs::path program_called(const std::string& name) {
    const fs::path program = folder / name;
    std::ofstream(program) << "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"" << told().string() << "\"\n";
    fs::permissions(program, fs::perms::owner_all);
    return program;
  }
  [[nodiscard]] fs::path told() const { return folder / "told"; }
  // @return exit code; what it says goes into a file
  [[nodiscard]] int run(const std::string& command) const {
    return std::system((command + " >'" + said().string() + "' 2>&1 </dev/null").c_str());
  }
  [[nodiscard]] fs::path said() const { return folder / "said"; }

  fs::path folder;
  fs::path config;
};

const std::vector<std::string> kArguments = {"watch", "--note", "100 % \"done\" $HOME \\ `ls`"};

TEST_F(AutostartTest, a_desktop_entry_is_written_and_taken_away) {
  const auto file = switch_on(Autostart::desktop_entry, config, "/usr/bin/dorsal", {"watch"});
  ASSERT_TRUE(file) << to_string(file.error());
  EXPECT_EQ(*file, config / "autostart/org.dorsal.Watch.desktop");
  EXPECT_NE(content_of(*file).find("\nExec=/usr/bin/dorsal watch\n"), std::string::npos);
  const auto was_on = switch_off(config);
  ASSERT_TRUE(was_on);
  EXPECT_TRUE(*was_on);
  EXPECT_FALSE(fs::exists(*file));
  EXPECT_EQ(switch_off(config).value(), false);
}

TEST_F(AutostartTest, a_unit_is_written_enabled_and_taken_away) {
  const auto file = switch_on(Autostart::systemd_unit, config, "/usr/bin/dorsal", {"watch"});
  ASSERT_TRUE(file) << to_string(file.error());
  EXPECT_EQ(*file, config / "systemd/user/dorsal-watch.service");
  const fs::path wants = config / "systemd/user/graphical-session.target.wants";
  EXPECT_TRUE(fs::equivalent(wants / "dorsal-watch.service", *file));
  EXPECT_TRUE(switch_on(Autostart::systemd_unit, config, "/usr/bin/dorsal", {"watch"}));
  EXPECT_TRUE(switch_off(config).value());
  EXPECT_FALSE(fs::exists(*file));
  EXPECT_FALSE(fs::exists(fs::symlink_status(wants / "dorsal-watch.service")));
}

TEST_F(AutostartTest, the_watcher_is_started_in_one_way_at_a_time) {
  const auto unit = switch_on(Autostart::systemd_unit, config, "/usr/bin/dorsal", {"watch"});
  const auto entry = switch_on(Autostart::desktop_entry, config, "/usr/bin/dorsal", {"watch"});
  EXPECT_FALSE(fs::exists(*unit));
  EXPECT_TRUE(switch_on(Autostart::systemd_unit, config, "/usr/bin/dorsal", {"watch"}));
  EXPECT_FALSE(fs::exists(*entry));
}

TEST_F(AutostartTest, commands_that_cannot_be_carried_are_refused_in_one_sentence) {
  const auto refused = [&](Autostart kind, const fs::path& program,
                           const std::vector<std::string>& arguments) {
    const auto file = switch_on(kind, config, program, arguments);
    EXPECT_FALSE(file);
    if (file) return std::string();
    EXPECT_EQ(file.error().code, ErrorCode::out_of_range);
    EXPECT_EQ(to_string(file.error()).find('\n'), std::string::npos);
    return to_string(file.error());
  };
  for (const Autostart kind : {Autostart::desktop_entry, Autostart::systemd_unit}) {
    EXPECT_NE(refused(kind, "dorsal", {}).find("full path"), std::string::npos);
    EXPECT_NE(refused(kind, "/opt/two\nlines", {}).find("unprintable"), std::string::npos);
    EXPECT_NE(refused(kind, "/opt/\xff", {}).find("unprintable"), std::string::npos);
    EXPECT_NE(refused(kind, "/opt/dorsal", {"a\x1b[2J"}).find("an argument"), std::string::npos);
  }
  EXPECT_NE(refused(Autostart::desktop_entry, "/opt/a=b", {}).find("'='"), std::string::npos);
  EXPECT_TRUE(switch_on(Autostart::systemd_unit, config, "/opt/a=b", {}));
  EXPECT_NE(refused(Autostart::systemd_unit, "/opt/a\"b", {}).find("quote"), std::string::npos);
  EXPECT_TRUE(switch_on(Autostart::desktop_entry, config, "/opt/a\"b", {}));
}

TEST_F(AutostartTest, a_folder_that_cannot_be_made_is_told) {
  std::ofstream(config) << "a file in the way";
  const auto file = switch_on(Autostart::desktop_entry, config, "/usr/bin/dorsal", {"watch"});
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, ErrorCode::write_failed);
}

TEST_F(AutostartTest, the_unit_lets_the_camera_be_opened_and_follows_the_session) {
  const std::string unit = systemd_unit("/usr/bin/dorsal", {"watch"});
  for (const char* line : {"PartOf=graphical-session.target\n", "After=graphical-session.target\n",
                           "Restart=on-failure\n", "WantedBy=graphical-session.target\n",
                           "NoNewPrivileges=yes\n", "RestrictAddressFamilies=AF_UNIX\n"}) {
    EXPECT_NE(unit.find(line), std::string::npos) << line;
  }
  for (const char* line : {"PrivateDevices", "DevicePolicy", "DeviceAllow"}) {
    EXPECT_EQ(unit.find(line), std::string::npos) << line;
  }
}

TEST_F(AutostartTest, a_desktop_entry_passes_the_checker) {
  if (!is_installed("desktop-file-validate")) GTEST_SKIP() << "desktop-file-utils is not installed";
  const auto file =
      switch_on(Autostart::desktop_entry, config, program_called("my 50% dorsal$ö"), kArguments);
  ASSERT_TRUE(file) << to_string(file.error());
  EXPECT_EQ(run("desktop-file-validate '" + file->string() + "'"), 0) << content_of(said());
  EXPECT_EQ(content_of(said()), "");
}

TEST_F(AutostartTest, a_desktop_starts_the_very_command) {
  if (!is_installed("gio")) GTEST_SKIP() << "gio is not installed";
  const auto file =
      switch_on(Autostart::desktop_entry, config, program_called("my 50% dorsal$ö"), kArguments);
  ASSERT_TRUE(file) << to_string(file.error());
  EXPECT_EQ(run("gio launch '" + file->string() + "'"), 0) << content_of(said());
  for (int wait = 0; wait < 100 && content_of(told()).empty(); ++wait) {
    EXPECT_EQ(run("sleep 0.05"), 0);
  }
  EXPECT_EQ(content_of(told()), kArguments[0] + '\n' + kArguments[1] + '\n' + kArguments[2] + '\n');
}

TEST_F(AutostartTest, a_unit_passes_the_checker_of_systemd) {
  if (!is_installed("systemd-analyze")) GTEST_SKIP() << "systemd is not installed";
  const std::string environment = "XDG_RUNTIME_DIR='" + folder.string() + "' ";
  const std::string check =
      environment + "systemd-analyze verify --user --man=no --recursive-errors=no ";
  std::ofstream(folder / "plain.service") << "[Service]\nExecStart=/bin/true\n";
  if (run(check + "'" + (folder / "plain.service").string() + "'") != 0) {
    GTEST_SKIP() << "systemd-analyze cannot check here: " << content_of(said());
  }
  const auto file =
      switch_on(Autostart::systemd_unit, config, program_called("my 50% (dorsal)$ö"), kArguments);
  ASSERT_TRUE(file) << to_string(file.error());
  EXPECT_EQ(run(check + "'" + file->string() + "'"), 0) << content_of(said());
  EXPECT_EQ(content_of(said()), "");
}

TEST_F(AutostartTest, words_are_quoted_by_the_rules_of_each_format) {
  const fs::path program = "/opt/my 50% `dorsal`";
  EXPECT_NE(systemd_unit(program, {"a b", "$x", "\\"})
                .find("\nExecStart=:\"/opt/my 50%% `dorsal`\" \"a b\" \"$x\" \"\\\\\"\n"),
            std::string::npos);
  EXPECT_NE(
      desktop_entry(program, {"a b", "$x", "\\"})
          .find("\nExec=env \"/opt/my 50%% \\\\`dorsal\\\\`\" \"a b\" \"\\\\$x\" \"\\\\\\\\\"\n"),
      std::string::npos);
}

}  // namespace
}  // namespace dorsal::desktop
