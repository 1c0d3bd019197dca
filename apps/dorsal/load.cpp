#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "dorsal/body/level.hpp"
#include "dorsal/body/model_file.hpp"
#include "dorsal/body/scaling.hpp"
#include "dorsal/load/solver.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/schema/document.hpp"
#include "input.hpp"

namespace dorsal::app {
namespace {

struct LoadOptions {
  std::vector<std::string> postures;
  int exponent = 2;
  bool json = false;

  [[nodiscard]] load::SolverOptions solver() const {
    return {exponent == 3 ? load::Exponent::three : load::Exponent::two};
  }
};

struct Answer {
  body::Model model;
  load::LoadFrame frame;
};

Result<Answer> answer(std::string_view text, const std::string& place,
                      const load::SolverOptions& options) {
  DORSAL_TRY(const nlohmann::json value, schema::parse(text, place));
  DORSAL_TRY(const report::LoadTask task, report::load_task_from_json(value, place));
  DORSAL_TRY(const body::ModelFile file, body::thoracolumbar_model());
  DORSAL_TRY(body::Model model, body::scale_model(file, task.person));
  DORSAL_TRY(const load::HeldPosture held, load::posture_from_request(model, task.request));
  load::LoadFrame frame = load::Solver(model, options).solve(held.posture, held.burden);
  return Answer{std::move(model), std::move(frame)};
}

void print_table(const load::LoadFrame& frame) {
  if (frame.status != load::SolveStatus::solved) {
    fmt::print("This posture cannot be held by the muscles of this body.\n");
  }
  fmt::print("{:>8} {:>14} {:>18} {:>14}\n", "level", "compression N", "shear forward N",
             "shear right N");
  for (std::size_t level = 0; level < body::kLevels; ++level) {
    fmt::print("{:>8} {:>14.0f} {:>18.0f} {:>14.0f}\n", body::level_names()[level],
               frame.compression[level], frame.shear_ap[level], frame.shear_ml[level]);
  }
}

// One posture of a batch, or the only one.
int load_one(std::string_view text, const std::string& place, const LoadOptions& options,
             bool several) {
  const auto result = answer(text, place, options.solver());
  if (!result) {
    if (several) fmt::print("{}\n", report::error_json(result.error()).dump());
    return complain(result.error());
  }
  if (options.json || several) {
    fmt::print("{}\n", report::load_json(result->model, result->frame).dump(several ? -1 : 2));
  } else {
    print_table(result->frame);
  }
  return kDone;
}

int load_lines(std::string_view text, const std::string& place, const LoadOptions& options) {
  int code = kDone;
  for (std::size_t row = 1; !text.empty(); ++row) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    code = std::max(code, load_one(line, fmt::format("{}, row {}", place, row), options, true));
  }
  return code;
}

int load(const LoadOptions& options) {
  int code = kDone;
  const bool several = options.postures.size() > 1;
  for (const std::string& path : options.postures) {
    const auto text = read_text(path);
    if (!text) {
      if (several) fmt::print("{}\n", report::error_json(text.error()).dump());
      code = std::max(code, complain(text.error()));
    } else if (path.ends_with(".jsonl")) {
      code = std::max(code, load_lines(*text, place_of(path), options));
    } else {
      code = std::max(code, load_one(*text, place_of(path), options, several));
    }
  }
  return code;
}

}  // namespace

void add_load(CLI::App& app, int& code) {
  auto options = std::make_shared<LoadOptions>();
  CLI::App* command = app.add_subcommand("load", "The load on every vertebra in one posture");
  command
      ->add_option("--posture", options->postures,
                   "postures (JSON, or JSON lines in a .jsonl file); - is standard input")
      ->default_val(std::vector<std::string>{"-"});
  command
      ->add_option(
          "--exponent", options->exponent,
          "muscles share so that the sum of volume times activation to this power is least")
      ->check(CLI::IsMember({2, 3}))
      ->default_val(2);
  command->add_flag("--json", options->json, "print one JSON document");
  command->callback([options, &code] { code = load(*options); });
}

}  // namespace dorsal::app
