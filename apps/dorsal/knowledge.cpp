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

using nlohmann::json;

struct KnowledgeOptions {
  std::string folder;  // empty: what came with the program
  bool as_json = false;
};

Result<knowledge::Reading> read_all(const KnowledgeOptions& options) {
  if (options.folder.empty()) return knowledge::read(knowledge::embedded_files());
  DORSAL_TRY(const auto files, knowledge::files_in(options.folder));
  return knowledge::read(files);
}

json counts(const knowledge::Knowledge& all) {
  return {{"causes", all.causes.size()},      {"findings", all.findings.size()},
          {"screens", all.screens.size()},    {"flags", all.flags.size()},
          {"care", all.care.size()},          {"facts", all.facts.size()},
          {"exposures", all.exposures.size()}};
}

json mistakes_json(const std::vector<Error>& mistakes) {
  json out = json::array();
  for (const Error& error : mistakes) {
    out.push_back({{"place", error.place}, {"sentence", error.sentence}, {"hint", error.hint}});
  }
  return out;
}

int check(const KnowledgeOptions& options) {
  const auto reading = read_all(options);
  if (!reading) return complain(reading.error());
  const bool fine = reading->mistakes.empty();
  if (options.as_json) {
    print_line(with_versions({{"valid", fine},
                              {"mistakes", mistakes_json(reading->mistakes)},
                              {"count", counts(reading->knowledge)}})
                   .dump(2));
  } else if (fine) {
    const json found = counts(reading->knowledge);
    for (const auto& [kind, count] : found.items()) {
      print_line(fmt::format("{:>5} {}", count.get<std::size_t>(), kind));
    }
    print_line("No mistake found.");
  }
  for (const Error& error : reading->mistakes) complain(error);
  return fine ? kDone : kWrongInput;
}

json causes_json(const knowledge::Knowledge& all) {
  json out = json::array();
  for (const knowledge::Cause& cause : all.causes) {
    out.push_back({{"id", cause.id},
                   {"icd10cm", fmt::format("{}", fmt::join(cause.icd10cm, ";"))},
                   {"name", {{"en", cause.name.en}, {"es", cause.name.es}}},
                   {"class", to_string(cause.urgency)},
                   {"prior", cause.prior.value},
                   {"prior_interval", {cause.prior.low, cause.prior.high}},
                   {"source", cause.prior.evidence.source},
                   {"quality", to_string(cause.prior.evidence.quality)},
                   {"likelihoods", cause.likelihoods.size()}});
  }
  return out;
}

template <class Item>
json ids(const std::vector<Item>& items) {
  json out = json::array();
  for (const Item& item : items) out.push_back(item.id);
  return out;
}

json list_json(const knowledge::Knowledge& all) {
  return with_versions({{"causes", causes_json(all)},
                        {"findings", ids(all.findings)},
                        {"screens", ids(all.screens)},
                        {"flags", ids(all.flags)},
                        {"care", ids(all.care)},
                        {"exposures", ids(all.exposures)},
                        {"facts", all.facts.size()}});
}

int list(const KnowledgeOptions& options) {
  const auto reading = read_all(options);
  if (!reading) return complain(reading.error());
  if (!reading->mistakes.empty()) return complain(reading->mistakes.front());
  const knowledge::Knowledge& all = reading->knowledge;
  if (options.as_json) {
    print_line(list_json(all).dump(2));
    return kDone;
  }
  for (const knowledge::Cause& cause : all.causes) {
    print_line(fmt::format("{:<32} {:<14} {:>8.4f}  {}", cause.id, to_string(cause.urgency),
                           cause.prior.value, cause.name.en));
  }
  return kDone;
}

void add_one(CLI::App& parent, const std::string& name, const std::string& what,
             int (*run)(const KnowledgeOptions&), int& code) {
  auto options = std::make_shared<KnowledgeOptions>();
  CLI::App* command = parent.add_subcommand(name, what);
  command->add_option("--folder", options->folder,
                      "a folder of knowledge instead of what came with dorsal");
  command->add_flag("--json", options->as_json, "print one JSON document");
  command->callback([options, run, &code] { code = run(*options); });
}

}  // namespace

void add_knowledge(CLI::App& app, int& code) {
  CLI::App* command =
      app.add_subcommand("knowledge", "What dorsal knows of causes, findings, red flags and care");
  command->require_subcommand(1);
  add_one(*command, "check", "Checks the whole and names every mistake by file and line", check,
          code);
  add_one(*command, "list", "Lists the causes with their shares; as JSON, everything by its id",
          list, code);
}

}  // namespace dorsal::app
