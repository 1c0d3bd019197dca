#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "desktop/private_bus.hpp"
#include "dorsal/desktop/observer.hpp"

namespace dorsal::desktop {

/// A folder of the test's own.
class OwnFolder {
 public:
  OwnFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "dorsal-desk-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;
  ~OwnFolder() { std::filesystem::remove_all(path_); }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Writes a file, and the folders above it.
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file;
  }
  std::filesystem::path write_program(const std::string& name, const std::string& script) const {
    const std::filesystem::path file = write(name, "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
  }

 private:
  std::filesystem::path path_;
};

/// An observer on a private bus that is both the session's and the system's, with clocks that stand
/// still until told.
class ObservedDesk : public OnPrivateBus {
 protected:
  void SetUp() override {
    OnPrivateBus::SetUp();
    if (!private_bus) return;
    session.emplace(*Bus::session());
    system.emplace(*Bus::system());
    sources.proc = folder.path() / "proc";
    sources.runtime_dir = folder.path();
    sources.camera = folder.path() / "video0";
    sources.graph_program = folder.path() / "absent";
    sources.settings_program = folder.path() / "absent";
    sources.clocks.steady = [this] { return steady; };
    sources.clocks.boot = [this] { return steady + asleep; };
  }

  Observer& observer() {
    if (!observer_) observer_ = Observer::create(&*session, &*system, sources);
    return *observer_;
  }
  Observation observe() { return observer().observe(); }
  void pass(std::chrono::nanoseconds time) { steady += time; }

  /// Observes, handling what comes, until something is so. @return false: it was not in ten seconds
  template <class Condition>
  bool comes_to(Condition is_so) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (std::chrono::steady_clock::now() < end) {
      if (is_so(observe())) return true;
      session->wait(std::chrono::milliseconds(10));
    }
    return false;
  }
  /// How long one observation takes.
  std::chrono::milliseconds time_of_observing() {
    const auto before = std::chrono::steady_clock::now();
    static_cast<void>(observe());
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 before);
  }

  OwnFolder folder;
  std::optional<Bus> session;
  std::optional<Bus> system;
  ObserverSources sources;
  std::chrono::nanoseconds steady = std::chrono::hours(10);
  std::chrono::nanoseconds asleep{0};

 private:
  std::unique_ptr<Observer> observer_;
};

}  // namespace dorsal::desktop
