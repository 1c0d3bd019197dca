#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "answers.hpp"
#include "commands.hpp"
#include "dorsal/base/whole_file.hpp"
#include "dorsal/care/advice.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "dorsal/report/answers_json.hpp"
#include "dorsal/report/ask_json.hpp"
#include "dorsal/report/ask_page.hpp"
#include "dorsal/report/fhir.hpp"
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

Json ask_bundle(const knowledge::Knowledge& knowledge, const reasoning::Answers& answers,
                const Json& result, const std::string& language) {
  report::fhir::Context context;
  context.lang = language;
  const Json response = report::fhir::questionnaire_response(knowledge, answers, context);
  return report::fhir::bundle({report::fhir::questionnaire(knowledge, language), response,
                               report::fhir::risk_assessment(result, response, context)});
}

// What is to be kept is written before anything is shown: a result shown is a result kept.
Result<void> keep(const Judge& judge, const interview::Request& request, const Json& result,
                  const std::string& language, const AskOptions& options) {
  if (!options.save.empty()) {
    const auto answers = report::answers_json(judge.knowledge, request, language);
    DORSAL_TRY_VOID(write_whole_file(options.save, answers.dump(2) + "\n", Readers::owner_alone));
  }
  if (!options.fhir.empty()) {
    const auto bundle = ask_bundle(judge.knowledge, request.state.answers, result, language);
    DORSAL_TRY_VOID(write_whole_file(options.fhir, bundle.dump(2) + "\n", Readers::owner_alone));
  }
  return {};
}

int finish(const Judge& judge, const interview::Request& request, const AskOptions& options,
           bool several) {
  const std::string language = language_of(request, options.from);
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

int ask(const AskOptions& options) {
  const auto judge = app::judge();
  if (!judge) return complain(judge.error());
  const auto use = [&](const interview::Request& request, bool several) {
    return finish(**judge, request, options, several);
  };
  if (!options.from.answers.empty()) return for_each_answers(**judge, options.from, use);
  return ask_person(**judge, options.from, interview::Goal::advice, options.as_json, use);
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
