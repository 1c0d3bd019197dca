#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

// For every test that needs a desktop: link sdbus-c++ for the fakes beside this, nothing for this
// file.
namespace dorsal::desktop {

/// A variable of the environment that is set, or unset, for a while.
class Variable {
 public:
  Variable(std::string name, const std::optional<std::string>& value) : name_(std::move(name)) {
    if (const char* before = std::getenv(name_.c_str())) before_ = before;
    put(value);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { put(before_); }

 private:
  void put(const std::optional<std::string>& value) const {
    if (value) {
      ::setenv(name_.c_str(), value->c_str(), 1);
    } else {
      ::unsetenv(name_.c_str());
    }
  }

  std::string name_;
  std::optional<std::string> before_;
};

/// A bus with nobody on it, in the place of the session's and of the machine's: the real ones
/// cannot be reached while it is there, nor can anything be started by a message.
class PrivateBus {
 public:
  /// @return none where dbus-daemon is not installed
  static std::unique_ptr<PrivateBus> start() {
    auto bus = std::unique_ptr<PrivateBus>(new PrivateBus);
    if (bus->address_.empty()) return nullptr;
    bus->session_.emplace("DBUS_SESSION_BUS_ADDRESS", bus->address_);
    bus->system_.emplace("DBUS_SYSTEM_BUS_ADDRESS", bus->address_);
    return bus;
  }
  PrivateBus(const PrivateBus&) = delete;
  PrivateBus& operator=(const PrivateBus&) = delete;
  ~PrivateBus() {
    stop();
    std::filesystem::remove_all(folder_);
  }

  [[nodiscard]] const std::string& address() const { return address_; }

  /// Ends the bus, as when the session ends; the address stays where it was, leading nowhere.
  void stop() {
    if (daemon_ <= 0) return;
    ::kill(daemon_, SIGKILL);
    ::waitpid(daemon_, nullptr, 0);
    daemon_ = -1;
  }

 private:
  PrivateBus() {
    std::string name = (std::filesystem::temp_directory_path() / "dorsal-bus-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    write_configuration();
    run();
  }

  // No folders of services: a message to a name that nobody has starts no program of this machine.
  void write_configuration() const {
    std::ofstream(folder_ / "bus.conf")
        << "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
           "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">"
        << "<busconfig><type>session</type><listen>unix:path=" << (folder_ / "socket").string()
        << "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
        << "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>";
  }

  void run() {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return;
    const std::string option = "--config-file=" + (folder_ / "bus.conf").string();
    daemon_ = ::fork();
    if (daemon_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that crashes leaves nothing behind
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(::open("/dev/null", O_WRONLY),
             STDERR_FILENO);  // it speaks of limits that no test needs
      ::close(ends[0]);
      ::close(ends[1]);
      ::execlp("dbus-daemon", "dbus-daemon", option.c_str(), "--print-address", "--nofork",
               "--nopidfile", "--nosyslog", nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    address_ = first_line(ends[0]);  // written once it listens; nothing where it could not be run
    ::close(ends[0]);
  }

  static std::string first_line(int file) {
    std::string line;
    for (char letter = 0; ::read(file, &letter, 1) == 1 && letter != '\n';) line += letter;
    return line;
  }

  std::filesystem::path folder_;
  pid_t daemon_ = -1;
  std::string address_;
  std::optional<Variable> session_;
  std::optional<Variable> system_;
};

/// A test with a bus of its own; skipped where there can be none.
class OnPrivateBus : public ::testing::Test {
 protected:
  void SetUp() override {
    private_bus = PrivateBus::start();
    if (!private_bus) GTEST_SKIP() << "dbus-daemon is not installed";
  }

  std::unique_ptr<PrivateBus> private_bus;
};

}  // namespace dorsal::desktop
