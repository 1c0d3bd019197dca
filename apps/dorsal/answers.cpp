#include "answers.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "ask_terminal.hpp"
#include "commands.hpp"
#include "dorsal/knowledge/load.hpp"
#include "dorsal/report/fhir.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/schema/document.hpp"
#include "input.hpp"
#include "output.hpp"

namespace dorsal::app {
namespace {

Error too_young(const std::string& language) {
  if (language == "es") {
    return {ErrorCode::out_of_range, "dorsal está hecho para adultos de 18 años o más", "",
            "acuda a un médico o hable con un adulto de confianza"};
  }
  return {ErrorCode::out_of_range, "dorsal is made for adults of 18 or over", "",
          "see a doctor, or talk to an adult you trust"};
}

}  // namespace

Result<std::unique_ptr<const Judge>> judge() {
  auto out = std::make_unique<Judge>();
  DORSAL_TRY(out->knowledge, knowledge::embedded());
  DORSAL_TRY(out->model, reasoning::prepare(out->knowledge));
  out->interviewer.emplace(out->model);
  return std::unique_ptr<const Judge>(std::move(out));
}

void add_answer_options(CLI::App& command, AnswerOptions& options) {
  command.add_option("--answers", options.answers,
                     "answers (JSON, JSON lines, or a FHIR QuestionnaireResponse); - is standard "
                     "input");
  command.add_option("--exposure", options.exposure,
                     "a report.json of analyze: what it measured stands in for answers not given");
  command.add_option("--lang", options.language, "language of questions and answers")
      ->check(CLI::IsMember({"en", "es"}));
}

Result<interview::Request> read_answers(const knowledge::Knowledge& knowledge,
                                        std::string_view text, const std::string& place,
                                        const AnswerOptions& options) {
  DORSAL_TRY(const nlohmann::json value, schema::parse(text, place));
  interview::Request request = interview::no_request(knowledge);
  if (report::fhir::is_resource(value)) {
    DORSAL_TRY(request.state.answers, report::fhir::answers_from_response(knowledge, text, place));
  } else {
    DORSAL_TRY(request, interview::request_from_json(knowledge, value, place));
  }
  if (!options.exposure.empty()) {
    DORSAL_TRY(const std::string report, read_text(options.exposure));
    DORSAL_TRY_VOID(
        interview::add_exposure(knowledge, report, place_of(options.exposure), request));
  }
  return request;
}

int for_each_answers(const Judge& judge, const AnswerOptions& options, const UseAnswers& use) {
  const bool many = options.answers.size() > 1;
  const auto fails = [](const Error& error, bool several) {
    if (several) print_line(report::error_json(error).dump());
    return complain(error);
  };
  const auto one = [&](std::string_view text, const std::string& place, bool several) {
    const auto request = read_answers(judge.knowledge, text, place, options);
    return request ? use(*request, several) : fails(request.error(), several);
  };
  int code = kDone;
  for (const std::string& path : options.answers) {
    const auto text = read_text(path);
    if (!text) {
      code = std::max(code, fails(text.error(), many));
    } else if (!is_blank(*text) && (path.ends_with(".jsonl") || are_json_lines(*text))) {
      code = std::max(code, for_each_line(*text, place_of(path),
                                          [&](std::string_view line, const std::string& place) {
                                            return one(line, place, true);
                                          }));
    } else {
      code = std::max(code, one(*text, place_of(path), many));
    }
  }
  return code;
}

int ask_person(const Judge& judge, const AnswerOptions& options, interview::Goal goal, bool apart,
               const UseAnswers& use) {
  auto request = read_answers(judge.knowledge, "{}", "the start", options);
  if (!request) return complain(request.error());
  const std::string language = language_of(*request, options);
  const bool elsewhere = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) == 0;
  std::ostream& out = apart || elsewhere ? std::cerr : std::cout;
  switch (talk(*judge.interviewer, goal, language, std::cin, out, request->state)) {
    case TalkEnd::under_age:
      return complain(too_young(language));
    case TalkEnd::silent:
      return complain({ErrorCode::missing, "the input ended before the first answer",
                       "standard input",
                       "answer the questions in a terminal, or give a file with --answers"});
    case TalkEnd::done:
      break;
  }
  out << '\n' << std::flush;
  return use(*request, false);
}

std::string language_of(const interview::Request& request, const AnswerOptions& options) {
  if (!options.language.empty()) return options.language;
  return request.lang.value_or("en");
}

}  // namespace dorsal::app
