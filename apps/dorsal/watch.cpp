#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <system_error>

#include "answers.hpp"
#include "commands.hpp"
#include "dorsal/care/plan.hpp"
#include "dorsal/desktop/autostart.hpp"
#include "dorsal/desktop/control.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/report/watched.hpp"
#include "dorsal/schema/document.hpp"
#include "dorsal/watch/offers.hpp"
#include "duration.hpp"
#include "input.hpp"
#include "local_time.hpp"
#include "output.hpp"
#include "terminal.hpp"
#include "watching.hpp"

namespace dorsal::app {
namespace {

namespace fs = std::filesystem;

struct WatchOptions {
  std::string input, person, answers, days, language = "en", variant = "full";
  int camera = 0;
  double rate = 0;
  bool no_camera = false, at_pace = false, no_calibration = false, no_desktop = false, json = false;
};

// $NAME, or a folder below the person's own.
Result<fs::path> base_folder(const char* name, const char* below_home) {
  if (const char* value = std::getenv(name); value != nullptr && *value == '/') return value;
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return fs::path(home) / below_home;
  return fail(ErrorCode::missing, "there is no home folder", "HOME",
              fmt::format("set HOME or {}", name));
}

Result<fs::path> usual_days() {
  DORSAL_TRY(const fs::path data, base_folder("XDG_DATA_HOME", ".local/share"));
  const fs::path folder = data / "dorsal";
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    return fail(ErrorCode::write_failed, "cannot be made: " + error.message(), folder.string(),
                "name a file with --days");
  }
  return folder / "days.csv";
}

// Offers that the plan for these answers does not have: forbidden, or not to be had before
// questions are answered.
Result<std::vector<std::string>> ruled_out_by(const std::string& file) {
  DORSAL_TRY(const auto judge, app::judge());
  DORSAL_TRY(const std::string text, read_text(file));
  DORSAL_TRY(const interview::Request request,
             read_answers(judge->knowledge, text, place_of(file), {}));
  const reasoning::Answers& answers = request.state.answers;
  const auto assessment = reasoning::assess(judge->model, answers);
  const auto plan =
      care::make_plan(judge->model, answers, assessment, reasoning::infer(judge->model, answers));
  std::vector<std::string> out;
  if (plan.urgency >= knowledge::Urgency::same_day) {
    for (const knowledge::Care& care : judge->knowledge.care) out.push_back(care.id);
    return out;
  }
  for (const care::LeftOut& left : plan.left_out) out.push_back(left.care->id);
  return out;
}

Result<body::Person> person_of(const std::string& file) {
  DORSAL_TRY(const std::string text, read_text(file));
  DORSAL_TRY(const nlohmann::json value, schema::parse(text, place_of(file)));
  return report::person_from_json(value, place_of(file));
}

Result<WatchRequest> watch_request(const WatchOptions& options) {
  WatchRequest request;
  if (!options.input.empty()) request.recording = options.input;
  if (options.input.empty() && !options.no_camera) request.camera = options.camera;
  if (options.rate > 0) request.rate = options.rate;
  request.at_pace = options.at_pace;
  request.calibrate = !options.no_calibration;
  request.as_json = options.json;
  request.on_desktop = !options.no_desktop;
  request.language = options.language;
  if (options.variant == "lite") request.variant = pose::Variant::lite;
  if (options.variant == "heavy") request.variant = pose::Variant::heavy;
  if (!options.person.empty()) {
    DORSAL_TRY(request.person, person_of(options.person));
  }
  if (!options.answers.empty()) {
    DORSAL_TRY(request.ruled_out, ruled_out_by(options.answers));
  }
  if (!options.days.empty()) {
    request.days = options.days;
  } else if (!request.recording) {
    DORSAL_TRY(request.days, usual_days());
  }
  return request;
}

int watch(const WatchOptions& options) {
  const auto request = watch_request(options);
  return request ? watch_over(*request) : complain(request.error());
}

// Asks the watcher that runs.
template <class Ask>
int ask_watcher(Ask ask) {
  auto bus = desktop::Bus::session();
  if (!bus) return complain(bus.error());
  auto watcher = desktop::RemoteWatcher::find(*bus);
  if (!watcher) return complain(watcher.error());
  if (const auto done = ask(*watcher); !done) return complain(done.error());
  return kDone;
}

int print_status(const nlohmann::ordered_json& status, const WatchOptions& options) {
  if (options.json) {
    print_line(status.dump(2));
    return kDone;
  }
  const auto page = report::watch_page(status, options.language, text_width(), local_offset());
  if (!page) return complain(page.error());
  print_line(page->substr(0, page->size() - 1));
  return kDone;
}

Result<nlohmann::ordered_json> status_of(desktop::RemoteWatcher& watcher) {
  DORSAL_TRY(const std::string text, watcher.status());
  DORSAL_TRY(const nlohmann::json checked, schema::parse(text, "the running watcher"));
  return nlohmann::ordered_json::parse(text);
}

int show_status(const WatchOptions& options) {
  auto bus = desktop::Bus::session();
  if (!bus) return complain(bus.error());
  auto watcher = desktop::RemoteWatcher::find(*bus);
  if (!watcher && watcher.error().code == ErrorCode::missing) {
    return print_status(report::no_watcher_json(), options);
  }
  if (!watcher) return complain(watcher.error());
  const auto status = status_of(*watcher);
  return status ? print_status(*status, options) : complain(status.error());
}

void add_status(CLI::App& watch_command, int& code) {
  auto options = std::make_shared<WatchOptions>();
  CLI::App* command = watch_command.add_subcommand("status", "How the running watcher stands");
  command->add_option("--lang", options->language, "language")
      ->check(CLI::IsMember({"en", "es"}))
      ->capture_default_str();
  command->add_flag("--json", options->json, "print one JSON document");
  command->callback([options, &code] { code = show_status(*options); });
}

void add_pause(CLI::App& watch_command, int& code) {
  auto length = std::make_shared<std::string>();
  CLI::App* command =
      watch_command.add_subcommand("pause", "Stops looking for a time and goes on by itself");
  command->add_option("duration", *length, "for how long: 30m, 90s, 1h30m")->required();
  command->callback([length, &code] {
    const auto time = duration_from(*length, "pause");
    code = time ? ask_watcher([&](desktop::RemoteWatcher& w) { return w.pause(*time); })
                : complain(time.error());
  });
}

void add_simple(CLI::App& watch_command, const char* name, const char* what,
                Result<void> (desktop::RemoteWatcher::*ask)(), int& code) {
  CLI::App* command = watch_command.add_subcommand(name, what);
  command->callback([ask, &code] {
    code = ask_watcher([ask](desktop::RemoteWatcher& w) { return (w.*ask)(); });
  });
}

Result<std::string> set_autostart(const std::string& how) {
  DORSAL_TRY(const fs::path config, base_folder("XDG_CONFIG_HOME", ".config"));
  if (how == "off") {
    DORSAL_TRY(const bool was_on, desktop::switch_off(config));
    return std::string(was_on ? "dorsal will not be started with the session any more."
                              : "dorsal was not started with the session.");
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return fail(ErrorCode::unreadable, "cannot tell where dorsal is", "/proc/self/exe");
  const bool by_unit = how == "systemd";
  DORSAL_TRY(const fs::path file, desktop::switch_on(by_unit ? desktop::Autostart::systemd_unit
                                                             : desktop::Autostart::desktop_entry,
                                                     config, program, {"watch"}));
  std::string told = "dorsal watch will be started with the session: " + file.string();
  if (by_unit)
    told += "\nSwitch the unit on with: systemctl --user enable --now " + file.filename().string();
  return told;
}

void add_autostart(CLI::App& watch_command, int& code) {
  auto how = std::make_shared<std::string>();
  CLI::App* command =
      watch_command.add_subcommand("autostart", "Has the watcher started with the session");
  command->add_option("how", *how, "on, systemd (as a user unit) or off")
      ->required()
      ->check(CLI::IsMember({"on", "systemd", "off"}));
  command->callback([how, &code] {
    const auto told = set_autostart(*how);
    if (told) print_line(*told);
    code = told ? kDone : complain(told.error());
  });
}

void add_watch_options(CLI::App& command, const std::shared_ptr<WatchOptions>& options) {
  auto* input =
      command.add_option("--input", options->input, "a video or landmark file instead of a camera");
  auto* camera = command.add_option("--camera", options->camera, "number of the camera")
                     ->check(CLI::Range(0, 63))
                     ->capture_default_str()
                     ->excludes(input);
  command.add_flag("--no-camera", options->no_camera, "go by time alone")
      ->excludes(input)
      ->excludes(camera);
  command
      .add_option("--fps", options->rate,
                  "looks per second; without it one or two, fewer where nobody is")
      ->check(CLI::Range(0.05, 60.0));
  command.add_flag("--at-pace", options->at_pace, "run a recording as slowly as it was made")
      ->needs(input);
  command.add_flag("--no-calibration", options->no_calibration,
                   "take angles as the camera sees them");
  command.add_flag("--no-desktop", options->no_desktop,
                   "no notices and no tray: tell everything here");
  command.add_option("--person", options->person, "file with sex, age, height and mass (JSON)");
  command.add_option("--answers", options->answers,
                     "answers as of dorsal ask: what they rule out is not offered");
  command.add_option("--days", options->days,
                     "file that remembers the days; of a recording nothing is kept without it");
  command.add_option("--net", options->variant, "size of the landmark net")
      ->check(CLI::IsMember({"lite", "full", "heavy"}))
      ->capture_default_str();
  command.add_option("--lang", options->language, "language of what is said")
      ->check(CLI::IsMember({"en", "es"}))
      ->capture_default_str();
  command.add_flag("--json", options->json, "print one JSON document at the end");
}

}  // namespace

void add_watch(CLI::App& app, int& code) {
  auto options = std::make_shared<WatchOptions>();
  CLI::App* command = app.add_subcommand(
      "watch", "Watches over a day and nudges when the upper back has had its dose");
  add_watch_options(*command, options);
  command->require_subcommand(0, 1);
  add_status(*command, code);
  add_pause(*command, code);
  add_simple(*command, "resume", "Ends a pause early", &desktop::RemoteWatcher::resume, code);
  add_simple(*command, "calibrate", "Learns the upright posture anew",
             &desktop::RemoteWatcher::calibrate, code);
  add_simple(*command, "stop", "Ends the running watcher", &desktop::RemoteWatcher::stop, code);
  add_autostart(*command, code);
  command->callback([options, command, &code] {
    if (command->get_subcommands().empty()) code = watch(*options);
  });
}

}  // namespace dorsal::app
