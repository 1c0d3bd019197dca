#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "commands.hpp"
#include "dorsal/knowledge/load.hpp"
#include "input.hpp"
#include "output.hpp"
#include "with_versions.hpp"

namespace dorsal::app {
namespace {

struct FactOptions {
  std::string language = "en";
  bool as_json = false;
};

nlohmann::json fact_json(const knowledge::Fact& fact, const std::string& language) {
  const nlohmann::json better =
      fact.better_source.empty() ? nlohmann::json(nullptr) : nlohmann::json(fact.better_source);
  return {{"number", fact.number},
          {"text", in(fact.text, language)},
          {"source", fact.evidence.source},
          {"quality", to_string(fact.evidence.quality)},
          {"better_source", better}};
}

/// What stands below a fact: who says so.
std::string said_by(const knowledge::Fact& fact, const std::string& language) {
  const bool spanish = language == "es";
  if (!fact.better_source.empty()) {
    return fmt::format("{}: {}", spanish ? "Fuente consultada" : "Source looked up",
                       fact.better_source);
  }
  if (fact.evidence.quality == knowledge::Quality::seed) {
    return spanish ? "Lo dice solo un artículo general de salud."
                   : "Only a general health article says so.";
  }
  return fmt::format("{}: {}", spanish ? "Fuente" : "Source", fact.evidence.source);
}

int show_facts(const FactOptions& options) {
  const auto all = knowledge::embedded();
  if (!all) return complain(all.error());
  if (options.as_json) {
    nlohmann::json facts = nlohmann::json::array();
    for (const auto& fact : all->facts) facts.push_back(fact_json(fact, options.language));
    print_line(with_versions({{"facts", facts}}).dump(2));
    return kDone;
  }
  for (const auto& fact : all->facts) {
    print_line(fmt::format("{:>2}. {}", fact.number, in(fact.text, options.language)));
    print_line(fmt::format("    {}", said_by(fact, options.language)));
  }
  return kDone;
}

}  // namespace

void add_facts(CLI::App& app, int& code) {
  auto options = std::make_shared<FactOptions>();
  CLI::App* command =
      app.add_subcommand("facts", "What is said about upper back pain, and who says so");
  command->add_option("--lang", options->language, "language of the facts")
      ->check(CLI::IsMember({"en", "es"}));
  command->add_flag("--json", options->as_json, "print one JSON document");
  command->callback([options, &code] { code = show_facts(*options); });
}

}  // namespace dorsal::app
