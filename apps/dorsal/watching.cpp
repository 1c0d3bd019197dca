#include "watching.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "answers.hpp"
#include "commands.hpp"
#include "desk.hpp"
#include "dorsal/desktop/control.hpp"
#include "dorsal/pipeline/look_source.hpp"
#include "dorsal/record/day_file.hpp"
#include "dorsal/report/watched.hpp"
#include "dorsal/report/wrap.hpp"
#include "input.hpp"
#include "local_time.hpp"
#include "output.hpp"
#include "pose_models.hpp"
#include "stop_signal.hpp"
#include "terminal.hpp"
#include "watch_lock.hpp"

namespace dorsal::app {
namespace {

using watch::Duration;
using watch::Look;
using watch::Sight;
using watch::Time;
using namespace std::chrono_literals;

constexpr Duration kKeepEvery = 60s;      // the day, so that a crash loses a minute
constexpr Duration kShortestWait = 20ms;  // also where looks are late
constexpr Duration kListen = 200ms;       // between two ears for signals and commands
constexpr std::size_t kMostMessages = 1000;

Time wall_clock() {
  return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

// Where time comes from: the wall, or the recording.
class WatchClock {
 public:
  explicit WatchClock(bool of_recording) : of_recording_(of_recording), now_(wall_clock()) {}
  [[nodiscard]] Time now() const { return of_recording_ ? now_ : wall_clock(); }
  void pass(Duration time) { now_ += time; }
  [[nodiscard]] bool of_recording() const { return of_recording_; }

 private:
  bool of_recording_;
  Time now_;
};

class Watching {
 public:
  Watching(const WatchRequest& request, const knowledge::Knowledge& all)
      : request_(request),
        clock_(request.recording.has_value()),
        session_(watch::published_limits(), all, request.language) {
    around_.utc_offset = local_offset();
    if (request.ruled_out) session_.rule_out(*request.ruled_out);
  }

  Result<void> prepare() {
    DORSAL_TRY_VOID(open_source());
    if (request_.on_desktop) desk_.emplace(request_.camera, request_.language);
    if (!request_.recording) DORSAL_TRY_VOID(be_the_only_one());
    DORSAL_TRY_VOID(recall());
    if (request_.calibrate && source_) session_.begin_calibration();
    return {};
  }

  Result<void> run() {
    while (!ended_ && !stop_wanted()) {
      DORSAL_TRY(const bool more, look());
      if (!more) break;
      keep_now_and_then();
      wait_for_next();
    }
    if (source_) source_->let_go();
    if (desk_) desk_->withdraw_waiting();
    return keep();
  }

  [[nodiscard]] report::Watched watched() const {
    report::Watched out;
    out.status = session_.watcher().status();
    out.calibration = session_.calibration();
    out.messages = messages_;
    out.looks = looks_;
    out.measured = measured_;
    out.trouble = trouble_;
    out.utc_offset = around_.utc_offset;
    if (desk_ && !request_.recording) out.gaps = desk_->gaps();
    return out;
  }

 private:
  Result<void> open_source() {
    pipeline::LookRequest look;
    look.pose_models = pose_models();
    look.variant = request_.variant;
    look.person = request_.person;
    if (request_.recording) {
      DORSAL_TRY(source_, pipeline::look_at_recording(*request_.recording, clock_.now(), look));
    } else if (request_.camera) {
      DORSAL_TRY(source_, pipeline::look_through_camera(*request_.camera, look));
    }
    return {};
  }

  // Two watchers would nudge twice and keep one day twice.
  Result<void> be_the_only_one() {
    if (request_.days) {
      DORSAL_TRY(lock_, WatchLock::take(*request_.days));
    }
    if (!desk_ || desk_->bus() == nullptr) return {};
    desktop::ControlHandlers handlers;
    handlers.status = [this] { return report::watch_status_json(watched()).dump(); };
    handlers.pause = [this](std::chrono::milliseconds time) {
      session_.watcher().pause(clock_.now(), time);
      tell({});
    };
    handlers.resume = [this] { choose("resume"); };
    handlers.calibrate = [this] { choose("calibrate"); };
    handlers.stop = [this] { ended_ = true; };
    DORSAL_TRY(control_, desktop::Control::claim(*desk_->bus(), std::move(handlers)));
    return {};
  }

  Result<void> recall() {
    if (!request_.days) return {};
    days_.emplace(*request_.days);
    DORSAL_TRY(const std::vector<watch::DayRecord> days, days_->days());
    if (!days.empty()) {
      session_.watcher().remember(days.back(), clock_.now(), around_.utc_offset);
    }
    return {};
  }

  // Looks once. @return false: the recording is over
  Result<bool> look() {
    const Time now = clock_.now();
    observe();
    const watch::Rhythm rhythm = session_.rhythm();
    DORSAL_TRY(const std::optional<Look> look, see(now, rhythm));
    if (!look) return false;
    ++looks_;
    tell_trouble();
    tell(session_.step(*look, around_));
    return true;
  }

  void observe() {
    if (desk_) {
      desk_->wait(0ms);
      desk_->observe();
      around_ = desk_->surroundings();
    }
    around_.utc_offset = local_offset();
    if (!desk_) return;
    for (const DeskChoice& choice : desk_->take_choices()) choose(choice.key);
  }

  Result<std::optional<Look>> see(Time now, const watch::Rhythm& rhythm) {
    Look look;
    look.at = now;
    const bool unused = !request_.recording && desk_ && desk_->unused();
    const auto paused_until = session_.watcher().status().paused_until;
    if (paused_until && now < *paused_until) {
      if (source_) source_->let_go();
      return look;
    }
    if (!source_ || around_.camera_taken || sleeps()) {
      if (source_) source_->let_go();
      look.sight = unused ? Sight::absent : Sight::no_camera;
      trouble_ = around_.camera_taken ? taken_by(desk_->camera_holder()) : "";
      return look;
    }
    DORSAL_TRY(const auto seen, source_->look(now, rhythm.skip_unchanged));
    trouble_ = source_->trouble();
    if (seen && !seen->unchanged && seen->sight != Sight::no_camera) ++measured_;
    return seen;
  }

  [[nodiscard]] bool sleeps() { return !request_.recording && desk_ && desk_->about_to_sleep(); }

  [[nodiscard]] std::string taken_by(const std::string& program) const {
    return fmt::format(
        fmt::runtime(request_.language == "es" ? "El programa \"{}\" tiene la cámara."
                                               : "The program \"{}\" has the camera."),
        program);
  }

  // What it means for the counting is said by a notice; this is why.
  void tell_trouble() {
    if (trouble_ == told_trouble_) return;
    told_trouble_ = trouble_;
    if (!trouble_.empty() && !request_.as_json) {
      print_line(trouble_);
      std::fflush(stdout);
    }
  }

  void choose(const std::string& key) {
    if (key == "stop") {
      ended_ = true;
    } else if (key == "resume") {
      session_.watcher().resume(clock_.now());
    } else {
      tell(session_.choose(key, clock_.now()));
    }
    show_state();
  }

  void tell(watch::SessionStep step) {
    for (const watch::Notice& notice : step.notices) {
      // The ones before it that waited have had their time.
      if (notice.waits && desk_) desk_->withdraw_waiting();
      const bool shown = desk_ && desk_->show(notice);
      if (!request_.as_json) print_notice(notice, shown);
    }
    messages_.insert(messages_.end(), step.messages.begin(), step.messages.end());
    if (messages_.size() > kMostMessages) {
      messages_.erase(messages_.begin(), messages_.end() - kMostMessages);
    }
    if (desk_ && !session_.nudge_on_show()) desk_->withdraw_waiting();
    if (step.backdrop_wanted && source_) source_->remember_backdrop();
    show_state();
  }

  void show_state() {
    if (desk_ && !request_.recording) desk_->show_in_tray(session_);
  }

  // What a desktop shows need only be noted here.
  void print_notice(const watch::Notice& notice, bool shown) const {
    const Time local = clock_.now() + around_.utc_offset;
    const std::chrono::hh_mm_ss time(local - std::chrono::floor<std::chrono::days>(local));
    const std::string at =
        fmt::format("{:02}:{:02}:{:02}  ", time.hours().count(), time.minutes().count(),
                    std::chrono::floor<std::chrono::seconds>(time.seconds()).count());
    const std::string text = shown ? notice.text.substr(0, notice.text.find('\n')) : notice.text;
    std::string whole = notice.title == "dorsal" ? text : notice.title + ". " + text;
    std::ranges::replace(whole, '\n', ' ');
    for (const std::string& line :
         report::wrap(whole, text_width(), at, std::string(at.size(), ' '))) {
      print_line(line);
    }
    std::fflush(stdout);
  }

  void keep_now_and_then() {
    if (clock_.now() - kept_ < kKeepEvery) return;
    kept_ = clock_.now();
    // The disk may be full now and not later; what cannot be kept at the end is told.
    (void)keep();
  }

  Result<void> keep() {
    if (!days_) return {};
    for (const watch::DayRecord& day : session_.watcher().take_finished_days()) {
      finished_.push_back(day);
    }
    while (!finished_.empty()) {
      DORSAL_TRY_VOID(days_->keep(finished_.front()));
      finished_.erase(finished_.begin());
    }
    if (looks_ == 0) return {};
    return days_->keep(session_.watcher().today());
  }

  void wait_for_next() {
    Duration next = session_.rhythm().next;
    if (request_.rate) {
      next =
          std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1 / *request_.rate));
    }
    next = std::max(next, kShortestWait);
    if (!clock_.of_recording()) return listen(clock_.now() + next);
    if (request_.at_pace) listen(wall_clock() + next);
    clock_.pass(next);
  }

  // Hears what the desktop says until then; a command or a choice ends the wait.
  void listen(Time until) {
    const auto paused = session_.watcher().status().paused_until;
    for (Time now = wall_clock(); now < until && !ended_ && !stop_wanted(); now = wall_clock()) {
      const Duration slice = std::min(kListen, until - now);
      if (!desk_) {
        std::this_thread::sleep_for(slice);
        continue;
      }
      desk_->wait(slice);
      for (const DeskChoice& choice : desk_->take_choices()) choose(choice.key);
      // A pause that was begun or ended changes when to look next.
      if (session_.watcher().status().paused_until != paused) return;
    }
  }

  const WatchRequest& request_;
  WatchClock clock_;
  watch::Session session_;
  std::unique_ptr<pipeline::LookSource> source_;
  std::optional<WatchLock> lock_;
  std::optional<Desk> desk_;
  std::unique_ptr<desktop::Control> control_;  // goes before the desk's bus
  std::optional<record::DayFile> days_;
  std::vector<watch::DayRecord> finished_;
  watch::Surroundings around_;
  std::vector<watch::Message> messages_;
  std::size_t looks_ = 0;
  std::size_t measured_ = 0;
  std::string trouble_;
  std::string told_trouble_;
  Time kept_;
  bool ended_ = false;
};

}  // namespace

int watch_over(const WatchRequest& request) {
  const auto judge = app::judge();
  if (!judge) return complain(judge.error());
  listen_for_stop();
  Watching watching(request, (*judge)->knowledge);
  if (const auto ready = watching.prepare(); !ready) return complain(ready.error());
  const auto done = watching.run();
  const auto result = report::watch_result_json(watching.watched(), request.language);
  if (request.as_json) {
    print_line(result.dump(2));
  } else if (request.recording) {
    const auto page = report::watch_page(report::watch_status_json(watching.watched()),
                                         request.language, text_width(), {});
    if (page) print_line(*page);
  }
  if (!done) return complain(done.error());
  return kDone;
}

}  // namespace dorsal::app
