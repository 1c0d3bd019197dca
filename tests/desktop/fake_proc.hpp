#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "desktop/observed_desk.hpp"

namespace dorsal::desktop {

/// A pretended /proc in which processes have files open.
class FakeProc {
 public:
  FakeProc() { std::filesystem::create_directories(proc()); }
  [[nodiscard]] std::filesystem::path proc() const { return folder.path() / "proc"; }
  [[nodiscard]] std::filesystem::path camera() const { return folder.path() / "video0"; }

  void runs(int process, const std::string& program,
            const std::vector<std::filesystem::path>& open) const {
    const std::string place = "proc/" + std::to_string(process);
    folder.write(place + "/comm", program + "\n");
    std::filesystem::create_directories(folder.path() / place / "fd");
    int number = 0;
    for (const std::filesystem::path& file : open) {
      std::filesystem::create_symlink(file,
                                      folder.path() / place / "fd" / std::to_string(number++));
    }
  }

  OwnFolder folder;
};

}  // namespace dorsal::desktop
