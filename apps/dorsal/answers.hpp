#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/interview/interview.hpp"
#include "dorsal/interview/request.hpp"
#include "dorsal/knowledge/knowledge.hpp"
#include "dorsal/reasoning/model.hpp"

namespace dorsal::app {

/// All that answers are judged by. Its parts point at each other: it stays where it is made.
struct Judge {
  knowledge::Knowledge knowledge;
  reasoning::Model model;
  std::optional<interview::Interviewer> interviewer;
};

/// The knowledge that came with the program, prepared.
/// @error internal: it does not read, a fault of ours
Result<std::unique_ptr<const Judge>> judge();

/// Where answers come from, for `ask` and `plan` alike.
struct AnswerOptions {
  std::vector<std::string> answers;  ///< files; empty: the terminal
  std::string exposure;              ///< a report.json, or empty
  std::string language;              ///< empty: that of the answers, else English
};

void add_answer_options(CLI::App& command, AnswerOptions& options);

/// Reads answers, a document of `ask` or a QuestionnaireResponse of FHIR R4, and what was measured.
/// @error those of interview::read_request, report::answers_from_response and read_text
Result<interview::Request> read_answers(const knowledge::Knowledge& knowledge,
                                        std::string_view text, const std::string& place,
                                        const AnswerOptions& options);

/// What is done with answers once they are read: the exit code it ends with.
/// @param several  whether these are one document among others, so that the result is one line
using UseAnswers = std::function<int(const interview::Request& request, bool several)>;

/// Reads every file of answers and uses each in order; JSON lines give one after the other. One
/// that is wrong is told, and where there are several leaves its error as a line of JSON in its
/// place.
/// @return the highest exit code
int for_each_answers(const Judge& judge, const AnswerOptions& options, const UseAnswers& use);

/// Holds the interview in the terminal and uses what comes of it.
/// @param apart  the talk goes to standard error, because the result does not go to the terminal
int ask_person(const Judge& judge, const AnswerOptions& options, interview::Goal goal, bool apart,
               const UseAnswers& use);

/// "en" or "es": the option's, else that of the document, else English.
[[nodiscard]] std::string language_of(const interview::Request& request,
                                      const AnswerOptions& options);

}  // namespace dorsal::app
