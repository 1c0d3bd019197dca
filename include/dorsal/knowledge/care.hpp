#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dorsal/knowledge/provenance.hpp"

namespace dorsal::knowledge {

/// Something that helps, or does not: what to do, in what dose, and what the evidence shows.
struct Care {
  std::string id;
  std::string
      kind;  ///< self_care exercise prevention manual medicine medical prognosis call attend
  bool seed = false;
  std::vector<std::string> causes;              ///< ids, or "any"
  std::vector<std::string> contraindicated_by;  ///< findings
  std::string n;
  std::string population;
  Text text;
  std::optional<Text> dose;
  std::optional<Text> effect;
  std::optional<Text> note;
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
