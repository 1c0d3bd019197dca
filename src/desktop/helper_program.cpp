#include "helper_program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace dorsal::desktop {
namespace {

constexpr Instant kLongestRun = std::chrono::seconds(5);
constexpr off_t kMostOutput = 16 << 20;  // [bytes] fifty times what a busy desktop's graph takes

// Standard output into the file; nothing else of this process is handed on, the camera least.
pid_t spawn_quietly(const std::vector<std::string>& command, int output) {
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  pid_t child = -1;
  const int error =
      ::posix_spawn(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? child : -1;
}

off_t size_of(int file) {
  struct stat about {};
  return ::fstat(file, &about) == 0 ? about.st_size : kMostOutput + 1;
}

std::optional<std::string> whole_output(int file) {
  const off_t expected = size_of(file);
  if (expected > kMostOutput) return std::nullopt;
  std::string text(static_cast<std::size_t>(expected), '\0');
  if (::pread(file, text.data(), text.size(), 0) != expected) return std::nullopt;
  return text;
}

}  // namespace

HelperProgram::~HelperProgram() { stop(); }

void HelperProgram::stop() {
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
  child_ = -1;
  if (output_ >= 0) ::close(output_);
  output_ = -1;
}

bool HelperProgram::start(Instant now) {
  started_ = now;
  output_ = ::memfd_create("dorsal-helper", MFD_CLOEXEC);
  if (output_ >= 0) child_ = spawn_quietly(command_, output_);
  if (child_ > 0) return true;
  stop();
  return false;
}

Result<std::string> HelperProgram::finish(int status) {
  child_ = -1;
  std::optional<std::string> text = whole_output(output_);
  stop();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !text) {
    return fail(ErrorCode::unreadable, "the program failed", command_.front());
  }
  return *std::move(text);
}

std::optional<Result<std::string>> HelperProgram::step(Instant now) {
  if (child_ < 0) {
    if (next_ && now < *next_) return std::nullopt;
    if (start(now)) return std::nullopt;
    next_ = now + kAfterFailure;
    return fail(ErrorCode::missing, "the program cannot be run", command_.front());
  }
  int status = 0;
  const pid_t ended = ::waitpid(child_, &status, WNOHANG);
  if (ended == 0 && now - started_ < kLongestRun && size_of(output_) <= kMostOutput) {
    return std::nullopt;
  }
  if (ended == 0) {
    stop();
    next_ = now + kAfterFailure;
    return fail(ErrorCode::unreadable, "the program does not come to an end", command_.front());
  }
  Result<std::string> text = finish(ended == child_ ? status : -1);
  next_ = text ? started_ + every_ : now + kAfterFailure;
  return text;
}

}  // namespace dorsal::desktop
