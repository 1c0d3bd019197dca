#include "load_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "dorsal/body/scaling.hpp"
#include "dorsal/opensim/bare_roots.hpp"
#include "dorsal/opensim/export.hpp"
#include "dorsal/opensim/model_file.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/report/model_load.hpp"
#include "dorsal/schema/document.hpp"
#include "input.hpp"
#include "output.hpp"

namespace dorsal::app {
namespace {

constexpr std::size_t kNamed = 5;  // coordinates

struct Task {
  opensim::Model model;
  opensim::Motion motion;
};

Result<Task> read_task(const ModelLoadOptions& options) {
  Task task;
  DORSAL_TRY(const std::string model, read_text(options.model));
  DORSAL_TRY(task.model, opensim::read_model(model, place_of(options.model)));
  if (!options.actuators.empty()) {
    DORSAL_TRY(const std::string actuators, read_text(options.actuators));
    DORSAL_TRY_VOID(opensim::add_actuators(actuators, place_of(options.actuators), task.model));
  }
  opensim::hold_bare_roots(task.model);
  DORSAL_TRY(const std::string motion, read_text(options.motion));
  DORSAL_TRY(task.motion, opensim::read_motion(motion, place_of(options.motion), task.model));
  return task;
}

// Names in a file of others need not be UTF-8.
std::string dump(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

/// Prints one document piece by piece, so that a long motion is never held as JSON.
class Printer {
 public:
  Printer(const Task& task, bool json) : task_(task), json_(json) {
    if (!json_) return;
    const std::string head = dump(report::model_load_json(task.model, task.motion));
    print_line(head.substr(0, head.size() - 2));  // without the end of "frames": []}
  }
  void add(const opensim::Frame& frame) {
    if (json_) {
      print_line((count_ == 0 ? "" : ",") + dump(report::model_frame_json(task_.model, frame)));
    }
    ++count_;
    if (frame.status == load::SolveStatus::solved) {
      ++solved_;
      greatest_ = std::max(greatest_, frame.objective);
    } else if (!json_ && frame.residual > worst_.residual) {
      worst_ = frame;
    }
  }
  void end() const {
    if (json_) {
      print_line("]}");
      return;
    }
    std::string line = fmt::format("{} of {} frames held", solved_, count_);
    if (solved_ > 0) line += fmt::format(", greatest objective {:.4f}", greatest_);
    print_line(line);
    if (const std::string left = left_over(); !left.empty()) {
      const bool alone = task_.model.actuators.empty();
      print_line("  Left unbalanced, at worst: " + left + ". " +
                 (alone ? "Muscles alone cannot hold this posture; reserves: --actuators FILE."
                        : "Muscles and actuators together cannot hold this posture."));
    }
    for (const std::string& note : task_.model.approximations) print_line("  " + note);
  }

 private:
  /// The coordinates that stay unbalanced most in the worst frame.
  [[nodiscard]] std::string left_over() const {
    std::vector<std::string> parts;
    for (const std::size_t c : report::unbalanced_coordinates(worst_)) {
      const opensim::Coordinate& coordinate = task_.model.coordinates[c];
      const bool moved = coordinate.motion == opensim::MotionType::translational;
      parts.push_back(fmt::format("{} {:.3g} {}", coordinate.name,
                                  worst_.unbalanced[static_cast<Eigen::Index>(c)],
                                  moved ? "N" : "N m"));
      if (parts.size() == kNamed) break;
    }
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  const Task& task_;
  bool json_;
  std::size_t count_ = 0;
  std::size_t solved_ = 0;
  double greatest_ = 0;
  opensim::Frame worst_;  // of those that are not held
};

Result<void> run(const ModelLoadOptions& options) {
  DORSAL_TRY(const Task task, read_task(options));
  std::optional<report::ModelLoadFiles> files;
  if (!options.out.empty()) {
    DORSAL_TRY(files, report::ModelLoadFiles::create(options.out, task.model));
  }
  opensim::Solver solver(task.model);
  opensim::Frame frame;
  Printer printer(task, options.json);
  for (std::size_t i = 0; i < task.motion.time.size(); ++i) {
    solver.solve(task.motion.q[i], task.motion.time[i], frame);
    printer.add(frame);
    if (files) DORSAL_TRY_VOID(files->add(task.model, frame));
  }
  if (files) DORSAL_TRY_VOID(files->commit());
  printer.end();
  if (!files && !options.json) print_line("The numbers: --json, or --out FOLDER for .sto files.");
  return {};
}

Result<void> write_export(const std::string& path, const std::string& posture) {
  report::LoadTask task;
  if (!posture.empty()) {
    DORSAL_TRY(const std::string text, read_text(posture));
    DORSAL_TRY(const nlohmann::json value, schema::parse(text, place_of(posture)));
    DORSAL_TRY(task, report::load_task_from_json(value, place_of(posture)));
  }
  DORSAL_TRY(const body::Model model, body::model_of(task.person));
  return report::write_whole_file(path, opensim::export_model(model));
}

int code_of(const Result<void>& result) { return result ? kDone : complain(result.error()); }

}  // namespace

int load_model(const ModelLoadOptions& options) { return code_of(run(options)); }

int export_model(const std::string& path, const std::string& posture) {
  return code_of(write_export(path, posture));
}

}  // namespace dorsal::app
