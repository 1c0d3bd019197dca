#include "answers.hpp"

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "dorsal/knowledge/load.hpp"

#include "dorsal/report/fhir.hpp"
#include "dorsal/schema/document.hpp"
#include "input.hpp"

namespace dorsal::app {

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
  if (value.is_object() && value.contains("resourceType")) {
    DORSAL_TRY(request.state.answers, report::answers_from_response(knowledge, text, place));
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

std::string language_of(const interview::Request& request, const AnswerOptions& options) {
  if (!options.language.empty()) return options.language;
  return request.lang.value_or("en");
}

}  // namespace dorsal::app
