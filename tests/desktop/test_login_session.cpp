#include "desktop/fake_service.hpp"
#include "desktop/observed_desk.hpp"

namespace dorsal::desktop {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const char* const kLogind = "org.freedesktop.login1";
const char* const kLogindPath = "/org/freedesktop/login1";
const char* const kLogindManager = "org.freedesktop.login1.Manager";
const char* const kLogindSession = "org.freedesktop.login1.Session";
const char* const kOwnSession = "/org/freedesktop/login1/session/_32";
const char* const kOtherSession = "/org/freedesktop/login1/session/_33";

/// logind with one session, as far as it is asked.
struct FakeLogind {
  explicit FakeLogind(const PrivateBus& bus, bool in_session = true) : service(bus) {
    service.answers(kLogindPath, kLogindManager, "GetSession", [in_session](const std::string&) {
      if (!in_session) throw sdbus::Error("org.freedesktop.login1.NoSessionForPID", "none");
      return sdbus::ObjectPath(kOwnSession);
    });
    service.has(kOwnSession, kLogindSession, "LockedHint", [this] { return locked.load(); });
    service.has(kOwnSession, kLogindSession, "IdleHint", [this] { return idle.load(); });
    service.has(kOwnSession, kLogindSession, "IdleSinceHintMonotonic",
                [this] { return idle_since_us.load(); });
    service.has("/org/freedesktop/login1/user/self", "org.freedesktop.login1.User", "Display", [] {
      return sdbus::Struct<std::string, sdbus::ObjectPath>("2", sdbus::ObjectPath(kOwnSession));
    });
    service.comes({kLogind});
  }
  void tell(const char* path, const char* interface, const char* name) {
    service.tells(path, interface, name);
  }
  void sleep(bool begins) { service.tells(kLogindPath, kLogindManager, "PrepareForSleep", begins); }

  std::atomic<bool> locked = false;
  std::atomic<bool> idle = false;
  std::atomic<std::uint64_t> idle_since_us = 0;
  FakeService service;
};

class LoginSessions : public ObservedDesk {
 protected:
  bool sleep_announced(bool expected) {
    const auto end = std::chrono::steady_clock::now() + seconds(10);
    while (std::chrono::steady_clock::now() < end) {
      if (observer().about_to_sleep() == expected) return true;
      system->wait(milliseconds(5));
    }
    return false;
  }
};

TEST_F(LoginSessions, tell_whether_they_are_locked) {
  FakeLogind logind(*private_bus);
  EXPECT_EQ(observe().locked, false);
  logind.locked = true;
  pass(seconds(6));
  EXPECT_EQ(observe().locked, true);
}

TEST_F(LoginSessions, are_found_by_the_users_display_where_this_program_is_in_none) {
  FakeLogind logind(*private_bus, false);
  logind.locked = true;
  EXPECT_EQ(observe().locked, true);
}

TEST_F(LoginSessions, a_change_of_properties_makes_us_ask_at_once) {
  FakeLogind logind(*private_bus);
  ASSERT_EQ(observe().locked, false);
  logind.locked = true;
  EXPECT_EQ(observe().locked, false);
  logind.service.tells(kOwnSession, "org.freedesktop.DBus.Properties", "PropertiesChanged");
  EXPECT_TRUE(comes_to([](const Observation& seen) { return seen.locked == true; }));
}

TEST_F(LoginSessions, a_wish_to_lock_counts_until_the_lock_had_time_to_come) {
  FakeLogind logind(*private_bus);
  ASSERT_EQ(observe().locked, false);
  logind.tell(kOwnSession, kLogindSession, "Lock");
  EXPECT_TRUE(comes_to([](const Observation& seen) { return seen.locked == true; }));
  pass(seconds(6));
  EXPECT_EQ(observe().locked, false) << "nobody locked it";
}

TEST_F(LoginSessions, unlocking_takes_the_wish_to_lock_back) {
  FakeLogind logind(*private_bus);
  ASSERT_EQ(observe().locked, false);
  logind.tell(kOwnSession, kLogindSession, "Lock");
  ASSERT_TRUE(comes_to([](const Observation& seen) { return seen.locked == true; }));
  logind.tell(kOwnSession, kLogindSession, "Unlock");
  EXPECT_TRUE(comes_to([](const Observation& seen) { return seen.locked == false; }));
}

TEST_F(LoginSessions, the_lock_of_another_persons_session_is_not_ours) {
  FakeLogind logind(*private_bus);
  ASSERT_EQ(observe().locked, false);
  const int calls = logind.service.calls;
  logind.tell(kOtherSession, kLogindSession, "Lock");
  EXPECT_TRUE(comes_to([&](const Observation&) { return logind.service.calls > calls; }));
  EXPECT_EQ(observe().locked, false);
}

TEST_F(LoginSessions, tell_since_when_they_are_idle_and_nothing_while_they_are_not) {
  FakeLogind logind(*private_bus);
  EXPECT_FALSE(observe().idle) << "some desktops never say that they are idle";
  logind.idle = true;
  logind.idle_since_us =
      static_cast<std::uint64_t>(steady / std::chrono::microseconds(1)) - 420'000'000;
  pass(seconds(6));
  EXPECT_EQ(observe().idle, minutes(7) + seconds(6));
  pass(seconds(1));
  EXPECT_EQ(observe().idle, minutes(7) + seconds(7));
}

TEST_F(LoginSessions, an_idle_time_from_the_future_or_from_ages_ago_is_none) {
  FakeLogind logind(*private_bus);
  logind.idle = true;
  logind.idle_since_us = 36'000'000'000 + 3'600'000'000;
  EXPECT_FALSE(observe().idle);
  logind.idle_since_us = ~std::uint64_t{0};
  pass(seconds(61));
  EXPECT_FALSE(observe().idle);
}

TEST_F(LoginSessions, sleep_is_announced_and_told_once_when_it_is_over) {
  FakeLogind logind(*private_bus);
  EXPECT_FALSE(observe().slept);
  EXPECT_FALSE(observer().about_to_sleep());
  logind.sleep(true);
  EXPECT_TRUE(sleep_announced(true));
  EXPECT_FALSE(observe().slept);
  logind.sleep(false);
  EXPECT_TRUE(sleep_announced(false));
  EXPECT_TRUE(observe().slept);
  EXPECT_FALSE(observe().slept);
}

TEST_F(LoginSessions, an_end_of_sleep_without_a_beginning_is_no_sleep) {
  FakeLogind logind(*private_bus);
  static_cast<void>(observe());
  logind.sleep(false);
  logind.sleep(true);
  ASSERT_TRUE(sleep_announced(true));
  EXPECT_FALSE(observe().slept);
}

TEST_F(LoginSessions, a_sleep_shows_on_the_clocks_too_and_counts_once) {
  FakeLogind logind(*private_bus);
  EXPECT_FALSE(observe().slept);
  logind.sleep(true);
  ASSERT_TRUE(sleep_announced(true));
  asleep = hours(8);
  EXPECT_TRUE(observe().slept);
  EXPECT_FALSE(observer().about_to_sleep());
  logind.sleep(false);
  for (int i = 0; i < 20; ++i) {
    system->wait(milliseconds(5));
    EXPECT_FALSE(observe().slept);
  }
}

TEST_F(LoginSessions, a_logind_that_dies_leaves_no_sleep_announced) {
  {
    FakeLogind logind(*private_bus);
    ASSERT_EQ(observe().locked, false);
    logind.sleep(true);
    ASSERT_TRUE(sleep_announced(true));
  }
  EXPECT_TRUE(sleep_announced(false));
  EXPECT_TRUE(comes_to([](const Observation& seen) { return !seen.locked; }));
}

}  // namespace
}  // namespace dorsal::desktop
