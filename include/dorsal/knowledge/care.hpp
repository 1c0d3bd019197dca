#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/knowledge/provenance.hpp"
#include "dorsal/knowledge/urgency.hpp"

namespace dorsal::knowledge {

/// When in a plan something is done, in the order in which a person reads it. `see` is whom to see,
/// `later` what comes in where the rest has not helped.
enum class When { today, first_days, weeks, every_day, see, later };

/// How old the complaint is: below 6 weeks, below 3 months, older.
enum class Stage { acute, subacute, chronic };

[[nodiscard]] std::string_view to_string(When when);
[[nodiscard]] std::optional<When> when_from(std::string_view word);
[[nodiscard]] std::string_view to_string(Stage stage);
[[nodiscard]] std::optional<Stage> stage_from(std::string_view word);

/// How a plan uses a row; our own judgement throughout.
struct InPlan {
  When when = When::today;
  std::string topic;  ///< of rows that share one, a plan asks for the first and offers others
  int rank = 3;       ///< 1 comes first; from 5 on a row is offered, never asked for
  std::vector<Stage> stages;              ///< empty: all
  std::optional<int> age_from;            // [years]
  std::optional<int> age_to;              // [years], included
  std::vector<std::string> careful_with;  ///< findings that call for advice first
  std::optional<int> careful_from_age;    // [years]
  std::vector<std::string> not_for;       ///< causes whose mere likelihood forbids it
  std::vector<Urgency> urgency;           ///< the plans that it belongs to; empty: by its causes
};

/// Something that helps, or does not: what to do, in what dose, and what the evidence shows. Of
/// kind `avoid` it says what to leave out, of kind `come_back` what must not wait.
struct Care {
  std::string id;
  std::string kind;  ///< self_care exercise prevention manual medicine medical prognosis call
                     ///< attend avoid come_back
  bool seed = false;
  std::vector<std::string> causes;  ///< ids, or "any"; empty: of every cause, see plan.urgency
  std::vector<std::string> contraindicated_by;  ///< findings
  std::string n;
  std::string population;
  Text text;
  std::optional<Text> dose;
  std::optional<Text> effect;
  std::optional<Text> note;
  InPlan plan;
  Evidence evidence;
  Place place;
};

/// A fact that can be given back on request.
struct Fact {
  int number = 0;
  Text text;
  std::string better_source;
  Evidence evidence;
  Place place;
};

/// What something in a person's day does to upper back pain, by sex.
struct Exposure {
  std::string id;
  std::string finding;  ///< or empty
  std::string sex;      ///< men, women or both
  std::string outcome;
  std::string measure;              ///< odds_ratio, percent, percent_range, direction or none
  std::vector<std::string> causes;  ///< whose priors the odds ratio raises; empty: not scored
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  std::string direction;
  std::optional<int> n;
  std::string reference;
  std::string note;
  Text text;
  Evidence evidence;
  Place place;
};

}  // namespace dorsal::knowledge
