#include "dorsal/care/plan.hpp"

#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "answers.hpp"
#include "commands.hpp"
#include "dorsal/base/whole_file.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"
#include "dorsal/report/fhir.hpp"
#include "dorsal/report/plan_json.hpp"
#include "dorsal/report/plan_page.hpp"
#include "input.hpp"
#include "output.hpp"
#include "terminal.hpp"

namespace dorsal::app {
namespace {

struct PlanOptions {
  AnswerOptions from;
  std::string fhir;
  bool as_json = false;
};

int show_plan(const Judge& judge, const interview::Request& request, const PlanOptions& options,
              bool several) {
  const std::string language = language_of(request, options.from);
  const reasoning::Answers& answers = request.state.answers;
  const auto plan = care::make_plan(judge.model, answers, reasoning::assess(judge.model, answers),
                                    reasoning::infer(judge.model, answers));
  const auto document = report::plan_json(judge.knowledge, answers, plan, language);
  if (!options.fhir.empty()) {
    report::fhir::Context context;
    context.lang = language;
    const auto care_plan = report::fhir::care_plan(document, context);
    const auto kept =
        write_whole_file(options.fhir, care_plan.dump(2) + "\n", Readers::owner_alone);
    if (!kept) return complain(kept.error());
  }
  if (options.as_json || several) {
    print_line(document.dump(several ? -1 : 2));
    return kDone;
  }
  std::string page = report::plan_page(judge.knowledge, answers, plan, language, text_width());
  while (page.ends_with('\n')) page.pop_back();
  print_line(page);
  return kDone;
}

int plan(PlanOptions options) {
  // At the terminal somebody can be asked; what comes through a pipe is a document.
  if (options.from.answers.empty() && isatty(STDIN_FILENO) == 0) options.from.answers = {"-"};
  const auto judge = app::judge();
  if (!judge) return complain(judge.error());
  const auto use = [&](const interview::Request& request, bool several) {
    return show_plan(**judge, request, options, several);
  };
  if (!options.from.answers.empty()) return for_each_answers(**judge, options.from, use);
  return ask_person(**judge, options.from, interview::Goal::plan, options.as_json, use);
}

}  // namespace

void add_plan(CLI::App& app, int& code) {
  auto options = std::make_shared<PlanOptions>();
  CLI::App* command =
      app.add_subcommand("plan", "What to do about an upper back, from answers as of dorsal ask");
  add_answer_options(*command, options->from);
  command->add_option("--fhir", options->fhir, "keep the plan in this file as a FHIR R4 CarePlan");
  command->add_flag("--json", options->as_json, "print one JSON document");
  command->callback([options, &code] { code = plan(*options); });
}

}  // namespace dorsal::app
