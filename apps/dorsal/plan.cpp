#include "dorsal/care/plan.hpp"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "commands.hpp"
#include "dorsal/interview/request.hpp"
#include "dorsal/knowledge/load.hpp"
#include "dorsal/report/plan_json.hpp"
#include "dorsal/report/plan_page.hpp"
#include "input.hpp"
#include "output.hpp"
#include "terminal.hpp"

namespace dorsal::app {
namespace {

struct PlanOptions {
  std::string answers = "-";
  std::string exposure;  // empty: none
  std::string language;  // empty: that of the answers, else English
  bool as_json = false;
};

Result<interview::Request> read_request(const knowledge::Knowledge& known,
                                        const PlanOptions& options) {
  DORSAL_TRY(const std::string text, read_text(options.answers));
  DORSAL_TRY(auto request, interview::read_request(known, text, place_of(options.answers)));
  if (!options.exposure.empty()) {
    DORSAL_TRY(const std::string report, read_text(options.exposure));
    DORSAL_TRY_VOID(add_exposure(known, report, place_of(options.exposure), request));
  }
  return request;
}

int show_plan(const PlanOptions& options) {
  const auto known = knowledge::embedded();
  if (!known) return complain(known.error());
  const auto model = reasoning::prepare(*known);
  if (!model) return complain(model.error());
  const auto request = read_request(*known, options);
  if (!request) return complain(request.error());
  const reasoning::Answers& answers = request->state.answers;
  const auto plan =
      care::make_plan(*model, answers, assess(*model, answers), infer(*model, answers));
  const std::string language =
      options.language.empty() ? request->lang.value_or("en") : options.language;
  if (options.as_json) {
    print_line(report::plan_json(*known, answers, plan, language).dump(2));
    return kDone;
  }
  std::string page = report::plan_page(*known, answers, plan, language, text_width());
  while (page.ends_with('\n')) page.pop_back();
  print_line(page);
  return kDone;
}

}  // namespace

void add_plan(CLI::App& app, int& code) {
  auto options = std::make_shared<PlanOptions>();
  CLI::App* command =
      app.add_subcommand("plan", "What to do about an upper back, from answers as of dorsal ask");
  command->add_option("--answers", options->answers, "file of answers, - for standard input");
  command->add_option("--exposure", options->exposure,
                      "report.json of dorsal analyze, as measured answers");
  command->add_option("--lang", options->language, "language of the plan")
      ->check(CLI::IsMember({"en", "es"}));
  command->add_flag("--json", options->as_json, "print one JSON document");
  command->callback([options, &code] { code = show_plan(*options); });
}

}  // namespace dorsal::app
