#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/knowledge/likelihood.hpp"
#include "dorsal/knowledge/provenance.hpp"

namespace dorsal::knowledge {

enum class AnswerType { boolean, choice, integer, number };

/// An answer that can raise urgency: an option, or a number from somewhere up.
struct Alarm {
  std::optional<std::size_t> option;
  std::optional<double> at_least;
};

/// Something that a person can answer about themselves and their pain.
struct Finding {
  std::string id;
  std::string group;
  AnswerType type = AnswerType::boolean;
  std::vector<std::string> options;   ///< of a choice; {"false", "true"} of a boolean
  double least = 0;                   ///< of a number
  double most = 0;                    ///< of a number
  std::optional<std::size_t> absent;  ///< the option that says there is nothing; booleans: false
  std::vector<Alarm> alarming;
  std::string screen;                ///< the grouped question that asks for it, or empty
  std::vector<std::string> implies;  ///< findings that are true where this one is
  std::string asked_if;              ///< asked only where that finding is true, or empty
  std::string counts_with;           ///< findings that repeat each other share this name, or empty
  Text question;
  Text why;  ///< why it is asked
  std::optional<Text> hint;
  std::vector<Text> option_text;     ///< (option) of a choice
  std::vector<Likelihood> ordinary;  ///< rates in ordinary mechanical upper back pain
  Place place;
};

[[nodiscard]] bool is_numeric(const Finding& finding);
[[nodiscard]] std::optional<std::size_t> option_index(const Finding& finding,
                                                      std::string_view option);

/// Whether an answer (option index, or a number) is one of the finding's alarming answers.
[[nodiscard]] bool is_alarming(const Finding& finding, double answer);

/// One grouped question: "any of these?"
struct Screen {
  std::string id;
  double order = 0;  ///< screens are asked in this order
  std::vector<std::string> findings;
  Text question;
  Place place;
};

}  // namespace dorsal::knowledge
