#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "days.hpp"
#include "dorsal/body/level.hpp"
#include "dorsal/body/model_file.hpp"
#include "dorsal/body/scaling.hpp"
#include "dorsal/load/solver.hpp"
#include "dorsal/load/uncertainty.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/schema/document.hpp"
#include "input.hpp"
#include "load_model.hpp"
#include "output.hpp"

namespace dorsal::app {
namespace {

struct LoadOptions {
  std::vector<std::string> postures;
  ModelLoadOptions other;  // a model of others, and what it does
  std::string export_to, days;
  bool json = false;
  int uncertainty = 0;  // draws
  int exponent = 2;

  [[nodiscard]] load::SolverOptions solver() const {
    return {exponent == 3 ? load::Exponent::three : load::Exponent::two};
  }
};

using Conditioning = std::optional<watch::Conditioning>;

struct Answer {
  Conditioning conditioning;  // that the body was given by its days
  body::Model model;
  load::HeldPosture held;
  load::LoadFrame frame;
  std::optional<load::LoadInterval> interval;
};

// Equal input gives equal bytes: the draws are the same in every run.
constexpr std::uint64_t kSeed = 20150801;

bool gives_conditioning(const nlohmann::json& value) {
  return value.contains("person") && value["person"].contains("conditioning");
}

Result<Answer> answer(std::string_view text, const std::string& place, const LoadOptions& options,
                      Conditioning conditioning) {
  DORSAL_TRY(const nlohmann::json value, schema::parse(text, place));
  DORSAL_TRY(report::LoadTask task, report::load_task_from_json(value, place));
  if (gives_conditioning(value)) conditioning.reset();
  if (conditioning) task.person.conditioning = conditioning->value;
  DORSAL_TRY(const body::ModelFile file, body::thoracolumbar_model());
  DORSAL_TRY(body::Model model, body::scale_model(file, task.person));
  DORSAL_TRY(load::HeldPosture held, load::posture_from_request(model, task.request));
  load::LoadFrame frame = load::Solver(model, options.solver()).solve(held.posture, held.burden);
  std::optional<load::LoadInterval> interval;
  if (options.uncertainty > 0 && frame.status == load::SolveStatus::solved) {
    interval =
        load::load_interval(model, held, frame, options.uncertainty, kSeed, options.solver());
  }
  return Answer{conditioning, std::move(model), std::move(held), std::move(frame), interval};
}

std::string band(const load::LoadInterval& interval, std::size_t level) {
  return fmt::format("  {:.0f} to {:.0f}", interval.compression[level][0],
                     interval.compression[level][1]);
}

void print_strength(const watch::Conditioning& c) {
  if (c.weeks < watch::kFewestWeeks) {
    print_line("The days are too few to tell the strength of the muscles; taken to be usual.");
    return;
  }
  print_line(fmt::format("Strength {:.3f} times the usual ({:.3f} to {:.3f}), by {} weeks of days.",
                         c.value, c.low, c.high, c.weeks));
}

// What belongs to no posture that is held is not shown as if it did; --json has it with its status.
void print_unsolved(const load::LoadFrame& frame) {
  const bool too_much = frame.status == load::SolveStatus::cannot_be_held;
  const double left = frame.residual.size() > 0 ? frame.residual.cwiseAbs().maxCoeff() : 0;
  print_line(too_much
                 ? fmt::format("This posture cannot be held by the muscles of this body: {:.1f} "
                               "N m of a joint's moment are left at best.",
                               left)
                 : "No solution was found for this posture.");
  print_line("So there are no loads to show.");
}

// Without the sign of what rounds to nothing.
std::string whole_newtons(double force) {
  return fmt::format("{:.0f}", std::abs(force) < 0.5 ? 0.0 : force);
}

void print_table(const Answer& answer) {
  const load::LoadFrame& frame = answer.frame;
  if (answer.conditioning) print_strength(*answer.conditioning);
  if (frame.status != load::SolveStatus::solved) return print_unsolved(frame);
  print_line(fmt::format("{:>8} {:>14} {:>18} {:>14}{}", "level", "compression N",
                         "shear forward N", "shear right N",
                         answer.interval ? "  compression, 9 of 10" : ""));
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    print_line(fmt::format("{:>8} {:>14} {:>18} {:>14}{}", body::level_names()[level],
                           whole_newtons(frame.compression[level]),
                           whole_newtons(frame.shear_ap[level]),
                           whole_newtons(frame.shear_ml[level]),
                           answer.interval ? band(*answer.interval, level) : ""));
  }
  if (answer.interval) {
    print_line(fmt::format("{} of {} drawn bodies hold this; seed {}", answer.interval->held,
                           answer.interval->draws, answer.interval->seed));
  }
}

// One posture of a batch, or the only one.
int load_one(std::string_view text, const std::string& place, const LoadOptions& options,
             const Conditioning& conditioning, bool several) {
  const auto result = answer(text, place, options, conditioning);
  if (!result) {
    if (several) print_line(report::error_json(result.error()).dump());
    return complain(result.error());
  }
  if (options.json || several) {
    auto document = report::load_json(result->model, result->frame, result->held.burden,
                                      result->interval ? &*result->interval : nullptr);
    if (result->conditioning) {
      document["conditioning"] = report::conditioning_json(*result->conditioning);
    }
    print_line(document.dump(several ? -1 : 2));
  } else {
    print_table(*result);
  }
  return kDone;
}

int load_lines(std::string_view text, const std::string& place, const LoadOptions& options,
               const Conditioning& conditioning) {
  if (is_blank(text)) {
    return load_one(text, place, options, conditioning, true);  // says that there is nothing in it
  }
  return for_each_line(text, place, [&](std::string_view line, const std::string& at) {
    return load_one(line, at, options, conditioning, true);
  });
}

int load(const LoadOptions& options) {
  const auto conditioning = conditioning_of_days(options.days);
  if (!conditioning) return complain(conditioning.error());
  int code = kDone;
  const bool several = options.postures.size() > 1;
  for (const std::string& path : options.postures) {
    const auto text = read_text(path);
    if (!text) {
      if (several) print_line(report::error_json(text.error()).dump());
      code = std::max(code, complain(text.error()));
    } else if (path.ends_with(".jsonl")) {
      code = std::max(code, load_lines(*text, place_of(path), options, *conditioning));
    } else {
      code = std::max(code, load_one(*text, place_of(path), options, *conditioning, several));
    }
  }
  return code;
}

}  // namespace

void add_load(CLI::App& app, int& code) {
  auto options = std::make_shared<LoadOptions>();
  CLI::App* command = app.add_subcommand(
      "load", "The load on every vertebra in one posture, or on the joints of an OpenSim model");
  CLI::Option* posture =
      command
          ->add_option("--posture", options->postures,
                       "postures (JSON, or JSON lines in a .jsonl file); - is standard input")
          ->default_val(std::vector<std::string>{"-"});
  CLI::Option* model =
      command->add_option("--model", options->other.model, "an OpenSim 4 model (.osim)");
  CLI::Option* motion = command->add_option("--motion", options->other.motion,
                                            "its coordinates over time (.mot, .sto)");
  command
      ->add_option("--days", options->days,
                   "days as the watcher keeps them: how strong weeks of them leave the muscles")
      ->excludes(model);
  command
      ->add_option("--uncertainty", options->uncertainty,
                   "draw so many bodies and postures for a band on every level (0: none)")
      ->check(CLI::Range(0, 10000))
      ->excludes(model);
  command
      ->add_option(
          "--exponent", options->exponent,
          "muscles share so that the sum of volume times activation to this power is least")
      ->check(CLI::IsMember({2, 3}))
      ->default_val(2)
      ->excludes(model);
  command
      ->add_option("--actuators", options->other.actuators,
                   "a ForceSet of actuators to add, for example reserves (.xml)")
      ->needs(model);
  command->add_option("--out", options->other.out, "folder for activation, force and loads (.sto)")
      ->needs(model);
  model->needs(motion)->excludes(posture);
  motion->needs(model);
  command
      ->add_option("--export-model", options->export_to,
                   "write dorsal's own body as an OpenSim model to this file")
      ->excludes(model);
  command->add_flag("--json", options->json, "print one JSON document");
  command->callback([options, posture, model, &code] {
    options->other.json = options->json;
    if (!options->export_to.empty()) {
      code = export_model(options->export_to,
                          posture->count() > 0 ? options->postures.front() : std::string());
    } else {
      code = model->count() > 0 ? load_model(options->other) : load(*options);
    }
  });
}

}  // namespace dorsal::app
