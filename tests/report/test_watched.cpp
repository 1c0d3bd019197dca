// How a watcher stands: as a document and as a page.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "dorsal/report/watched.hpp"
#include "dorsal/schema/document.hpp"

namespace dorsal::report {
namespace {

using namespace std::chrono_literals;
using nlohmann::ordered_json;

constexpr watch::Time kTwenty{std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 20h};

Watched watched() {
  Watched w;
  w.status.sight = watch::Sight::present;
  auto& part = w.status.budget.parts[static_cast<std::size_t>(watch::Cause::neck_bent)];
  part = {0.5, 12min, kTwenty - 12min};
  w.status.today.watched = 95min;
  w.status.today.present = 90min;
  w.status.today.exposed[static_cast<std::size_t>(watch::Cause::neck_bent)] = 61min;
  w.status.today.nudges.offered = 3;
  w.status.today.nudges.skipped = 2;
  return w;
}

std::string page_of(const Watched& w, std::string_view language = "en", std::size_t width = 80,
                    std::chrono::minutes utc_offset = 0min) {
  const auto page = watch_page(watch_status_json(w), language, width, utc_offset);
  EXPECT_TRUE(page) << to_string(page.error());
  return page.value_or("");
}

bool says(const std::string& page, std::string_view words) {
  return page.find(words) != std::string::npos;
}

bool fits(const ordered_json& document, const char* definition) {
  const auto checked =
      schema::check_definition(nlohmann::json(document), definition, "the document");
  EXPECT_TRUE(checked) << to_string(checked.error());
  return static_cast<bool>(checked);
}

TEST(WatchedJson, fits_the_schema_whatever_the_watcher_sees) {
  for (const auto sight : {watch::Sight::present, watch::Sight::absent, watch::Sight::somebody_else,
                           watch::Sight::camera_moved, watch::Sight::no_camera}) {
    Watched w = watched();
    w.status.sight = sight;
    w.status.paused_until = kTwenty;
    w.status.held_by = watch::Obstacle::call;
    w.gaps = {{"It does not tell of calls.", "No informa de las llamadas."}};
    EXPECT_TRUE(fits(watch_status_json(w), "WatchStatus"));
    EXPECT_TRUE(fits(watch_result_json(w, "en"), "WatchResult"));
  }
  EXPECT_TRUE(fits(no_watcher_json(), "WatchStatus"));
}

TEST(WatchedJson, gives_each_message_its_words_in_the_language_asked) {
  Watched w = watched();
  watch::Message nudge;
  nudge.at = kTwenty;
  nudge.cause = watch::Cause::neck_bent;
  nudge.exposed = 12min;
  nudge.since = kTwenty - 12min;
  w.messages = {nudge};
  const auto english = watch_result_json(w, "en")["messages"][0];
  EXPECT_EQ(english["cause"], "neck_bent");
  EXPECT_EQ(english["exposed_s"], 720);
  EXPECT_EQ(english["since"], "2026-03-02T19:48:00Z");
  EXPECT_TRUE(english["offer"].is_null());
  EXPECT_TRUE(says(english["text"], "neck"));
  EXPECT_TRUE(says(watch_result_json(w, "es")["messages"][0]["text"], "cuello"));
}

TEST(WatchPage, draws_how_full_each_part_of_the_budget_is) {
  const std::string page = page_of(watched());
  EXPECT_TRUE(says(page, "bent neck               [##########..........]  50 %  1 h 01 min"))
      << page;
  EXPECT_TRUE(says(page, "raised arm              [....................]   0 %  0 min")) << page;
  EXPECT_TRUE(says(page, "Watched 1 h 35 min today: present 1 h 30 min")) << page;
  EXPECT_TRUE(says(page, "3 offered, 0 taken, 0 put off, 2 skipped")) << page;
}

TEST(WatchPage, tells_the_end_of_a_pause_in_local_time_over_midnight) {
  Watched w = watched();
  w.status.paused_until = kTwenty;
  EXPECT_TRUE(says(page_of(w, "en", 80, 120min), "Paused until 22:00."));
  EXPECT_TRUE(says(page_of(w, "en", 80, 330min), "Paused until 01:30."));
  EXPECT_TRUE(says(page_of(w, "es", 80, -60min), "En pausa hasta las 19:00."));
}

TEST(WatchPage, says_what_is_not_known) {
  Watched w = watched();
  EXPECT_TRUE(says(page_of(w), "Your upright posture is not known"));
  w.calibration = watch::CalibrationState::done;
  EXPECT_FALSE(says(page_of(w), "Your upright posture is not known"));
  w.status.sight = watch::Sight::no_camera;
  w.trouble = "camera 3 cannot be opened";
  w.gaps = {{"It does not tell of calls.", "No informa de las llamadas."}};
  w.status.today.by_time = 30min;
  EXPECT_TRUE(says(page_of(w), "Nothing is seen; time alone counts."));
  EXPECT_TRUE(says(page_of(w), "camera 3 cannot be opened"));
  EXPECT_TRUE(says(page_of(w), "It does not tell of calls."));
  EXPECT_TRUE(says(page_of(w, "es"), "No informa de las llamadas."));
  EXPECT_TRUE(says(page_of(w), "by time alone 30 min"));
}

TEST(WatchPage, says_why_a_nudge_is_kept_back) {
  Watched w = watched();
  w.status.nudge_waits = true;
  EXPECT_TRUE(says(page_of(w), "A nudge waits for a natural pause."));
  w.status.held_by = watch::Obstacle::screen_sharing;
  EXPECT_TRUE(says(page_of(w), "A nudge is kept back: you share your screen."));
  EXPECT_TRUE(says(page_of(w, "es"), "Hay un aviso guardado: comparte la pantalla."));
}

TEST(WatchPage, of_no_watcher_says_how_to_start_one) {
  const auto page = watch_page(no_watcher_json(), "en", 80, 0min);
  ASSERT_TRUE(page);
  EXPECT_TRUE(says(*page, "dorsal watch"));
}

TEST(WatchPage, of_what_another_version_says_is_refused_where_it_does_not_fit) {
  for (const char* part : {"budget", "today", "sight", "running"}) {
    ordered_json status = watch_status_json(watched());
    status.erase(part);
    EXPECT_FALSE(watch_page(status, "en", 80, 0min)) << part;
  }
  EXPECT_FALSE(watch_page(ordered_json::array(), "en", 80, 0min));
}

}  // namespace
}  // namespace dorsal::report
