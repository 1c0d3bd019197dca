#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "answers.hpp"
#include "ask_terminal.hpp"
#include "commands.hpp"
#include "dorsal/care/advice.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "dorsal/report/ask_json.hpp"
#include "dorsal/report/ask_page.hpp"

#include "dorsal/report/fhir.hpp"
#include "dorsal/report/answers_json.hpp"
#include "dorsal/report/files.hpp"
#include "dorsal/report/load_json.hpp"
#include "input.hpp"
#include "output.hpp"

namespace dorsal::app {
namespace {

using Json = nlohmann::ordered_json;

struct AskOptions {
  AnswerOptions from;
  std::string save;
  std::string fhir;
  bool as_json = false;
};

Json result_of(const Judge& judge, const interview::Request& request, const std::string& language) {
  const reasoning::Answers& answers = request.state.answers;
  const auto advice = care::advise(judge.model, answers, reasoning::assess(judge.model, answers),
                                   reasoning::infer(judge.model, answers));
  return report::ask_json(*judge.interviewer, request, advice, {.lang = language});
}

// What is to be kept is written before anything is shown: a result shown is a result kept.
Result<void> keep(const Judge& judge, const interview::Request& request,
                  [[maybe_unused]] const Json& result, const std::string& language,
                  const AskOptions& options) {
  if (!options.save.empty()) {
    const auto answers = report::answers_json(judge.knowledge, request, language);
    DORSAL_TRY_VOID(report::write_whole_file(options.save, answers.dump(2) + "\n"));
  }
  if (!options.fhir.empty()) {
    const auto bundle =
        report::ask_bundle(judge.knowledge, request.state.answers, result, language);
    DORSAL_TRY_VOID(report::write_whole_file(options.fhir, bundle.dump(2) + "\n"));
  }
  return {};
}

int finish(const Judge& judge, const interview::Request& request, const std::string& language,
           const AskOptions& options, bool several) {
  const Json result = result_of(judge, request, language);
  const auto kept = keep(judge, request, result, language, options);
  if (!kept) return complain(kept.error());
  if (options.as_json || several) {
    print_line(result.dump(several ? -1 : 2));
  } else {
    for (const auto& line : report::ask_page(judge.knowledge, result, language)) print_line(line);
  }
  return kDone;
}

int ask_one(const Judge& judge, std::string_view text, const std::string& place,
            const AskOptions& options, bool several) {
  const auto request = read_answers(judge.knowledge, text, place, options.from);
  if (!request) {
    if (several) print_line(report::error_json(request.error()).dump());
    return complain(request.error());
  }
  return finish(judge, *request, language_of(*request, options.from), options, several);
}

int ask_files(const Judge& judge, const AskOptions& options) {
  int code = kDone;
  const bool several = options.from.answers.size() > 1;
  for (const std::string& path : options.from.answers) {
    const auto text = read_text(path);
    if (!text) {
      if (several) print_line(report::error_json(text.error()).dump());
      code = std::max(code, complain(text.error()));
    } else if (!is_blank(*text) && (path.ends_with(".jsonl") || are_json_lines(*text))) {
      code = std::max(code, for_each_line(*text, place_of(path),
                                          [&](std::string_view line, const std::string& at) {
                                            return ask_one(judge, line, at, options, true);
                                          }));
    } else {
      code = std::max(code, ask_one(judge, *text, place_of(path), options, several));
    }
  }
  return code;
}

// The talk goes where the person looks: to standard output, but to standard error where the result
// is sent somewhere.
std::ostream& talk_stream(const AskOptions& options) {
  const bool kept_apart = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) == 0;
  return options.as_json || kept_apart ? std::cerr : std::cout;
}

int ask_person(const Judge& judge, const AskOptions& options) {
  auto start = read_answers(judge.knowledge, "{}", "the start", options.from);
  if (!start) return complain(start.error());
  const std::string language = language_of(*start, options.from);
  std::ostream& out = talk_stream(options);
  const TalkEnd end =
      talk(*judge.interviewer, interview::Goal::advice, language, std::cin, out, start->state);
  if (end == TalkEnd::under_age) {
    return complain({ErrorCode::out_of_range,
                     language == "es" ? "dorsal está hecho para adultos de 18 años o más"
                                      : "dorsal is made for adults of 18 or over",
                     "",
                     language == "es" ? "hable con un médico o con un adulto de confianza"
                                      : "see a doctor, or talk to an adult you trust"});
  }
  if (end == TalkEnd::silent) {
    return complain({ErrorCode::missing, "the input ended before the first answer",
                     "standard input",
                     "answer the questions in a terminal, or give a file with --answers"});
  }
  out << '\n' << std::flush;
  return finish(judge, *start, language, options, false);
}

int ask(const AskOptions& options) {
  const auto judge = app::judge();
  if (!judge) return complain(judge.error());
  return options.from.answers.empty() ? ask_person(**judge, options) : ask_files(**judge, options);
}

}  // namespace

void add_ask(CLI::App& app, int& code) {
  auto options = std::make_shared<AskOptions>();
  CLI::App* command = app.add_subcommand(
      "ask", "Asks about symptoms, dangers first: how soon to be seen, what it may be, and why");
  add_answer_options(*command, options->from);
  command->add_option("--save", options->save,
                      "keep the answers in this file, for --answers of ask and plan");
  command->add_option("--fhir", options->fhir,
                      "keep questions, answers and result in this file as a FHIR R4 bundle");
  command->add_flag("--json", options->as_json, "print one JSON document");
  command->callback([options, &code] { code = ask(*options); });
}

}  // namespace dorsal::app
