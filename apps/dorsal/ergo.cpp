#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "dorsal/ergonomics/answer.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/schema/document.hpp"
#include "input.hpp"
#include "output.hpp"

namespace dorsal::app {
namespace {

using Json = nlohmann::ordered_json;

struct ErgoOptions {
  std::string method, input = "-", from, language = "en";
  bool input_given = false;
  bool json = false;
};

enum class Form { words, document, line };

void show(const Json& answer, Form form, const std::string& language) {
  if (form != Form::words) return print_line(answer.dump(form == Form::line ? -1 : 2));
  for (const std::string& line : ergonomics::in_words(answer, language)) print_line(line);
}

// A list of tasks: the answers in the same order, a bad one as its error.
int ergo_list(ergonomics::Method method, const nlohmann::json& tasks, const std::string& place,
              const ErgoOptions& options) {
  if (tasks.empty()) {
    return complain(
        {ErrorCode::malformed, "the list of tasks is empty", place, "give at least one task"});
  }
  int code = kDone;
  Json answers = Json::array();
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const auto one = ergonomics::answer(method, tasks[i], fmt::format("{}, item {}", place, i + 1));
    if (!one) {
      code = std::max(code, complain(one.error()));
      answers.push_back(report::error_json(one.error()));
    } else if (options.json) {
      answers.push_back(*one);
    } else {
      show(*one, Form::words, options.language);
    }
  }
  if (options.json) show(answers, Form::document, options.language);
  return code;
}

int ergo_line(ergonomics::Method method, std::string_view line, const std::string& place,
              const ErgoOptions& options) {
  const auto task = schema::parse(line, place);
  const auto one =
      task ? ergonomics::answer(method, *task, place) : Result<Json>(tl::unexpected(task.error()));
  if (one) {
    show(*one, Form::line, options.language);
    return kDone;
  }
  show(report::error_json(one.error()), Form::line, options.language);
  return complain(one.error());
}

int ergo_text(ergonomics::Method method, std::string_view text, const ErgoOptions& options) {
  const std::string place = place_of(options.input);
  if (!is_blank(text) && (options.input.ends_with(".jsonl") || are_json_lines(text))) {
    return for_each_line(text, place, [&](std::string_view line, const std::string& at) {
      return ergo_line(method, line, at, options);
    });
  }
  const auto task = schema::parse(text, place);
  if (!task) return complain(task.error());
  if (task->is_array()) return ergo_list(method, *task, place, options);
  const auto one = ergonomics::answer(method, *task, place);
  if (!one) return complain(one.error());
  show(*one, options.json ? Form::document : Form::words, options.language);
  return kDone;
}

Result<nlohmann::json> read_document(const std::string& path) {
  DORSAL_TRY(const std::string text, read_text(path));
  return schema::parse(text, place_of(path));
}

Result<Json> from_report(ergonomics::Method method, const ErgoOptions& options) {
  DORSAL_TRY(const nlohmann::json report, read_document(options.from));
  nlohmann::json task = nlohmann::json::object();
  if (options.input_given) {
    DORSAL_TRY(task, read_document(options.input));
  }
  return ergonomics::answer_from_report(method, report, task, place_of(options.from));
}

int ergo(const ErgoOptions& options) {
  const auto method = ergonomics::method_from_name(options.method);
  if (!method) return kWrongUsage;  // the command line has checked it
  if (!options.from.empty()) {
    const auto one = from_report(*method, options);
    if (!one) return complain(one.error());
    show(*one, options.json ? Form::document : Form::words, options.language);
    return kDone;
  }
  const auto text = read_text(options.input);
  if (!text) return complain(text.error());
  return ergo_text(*method, *text, options);
}

}  // namespace

void add_ergo(CLI::App& app, int& code) {
  auto options = std::make_shared<ErgoOptions>();
  CLI::App* command = app.add_subcommand(
      "ergo", "Scores of ergonomics (RULA, REBA, NIOSH lifting and others) from task data");
  const std::vector<std::string> names(ergonomics::kMethodNames.begin(),
                                       ergonomics::kMethodNames.end());
  command
      ->add_option("method", options->method, "the method; docs/methods/ergonomics.md tells each")
      ->required()
      ->check(CLI::IsMember(names));
  CLI::Option* input = command->add_option(
      "--input", options->input,
      "the task: one JSON object, a list, or JSON lines; - (the default) is standard input");
  command->add_option("--from", options->from,
                      "a report.json of analyze: the distribution of the score over the recording; "
                      "--input then adds part scores by hand");
  command->add_option("--lang", options->language, "language of the answer without --json")
      ->check(CLI::IsMember({"en", "es"}));
  command->add_flag("--json", options->json, "print JSON");
  command->callback([options, input, &code] {
    options->input_given = input->count() > 0;
    code = ergo(*options);
  });
}

}  // namespace dorsal::app
