#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dorsal/base/printable.hpp"
#include "readers.hpp"
#include "value_range.hpp"

namespace dorsal::knowledge {
namespace {

class Linker {
 public:
  Linker(Knowledge& knowledge, Mistakes& mistakes) : all_(knowledge), mistakes_(mistakes) {}

  void run() {
    index();
    for (const Finding& finding : all_.findings) link_finding(finding);
    for (const Screen& screen : all_.screens) link_screen(screen);
    for (const Cause& cause : all_.causes) {
      for (const Likelihood& row : cause.likelihoods) link_row(row);
    }
    for (const Care& care : all_.care) link_care(care);
    for (const Exposure& exposure : all_.exposures) link_exposure(exposure);
    for (Flag& flag : all_.flags) link_flag(flag);
  }

 private:
  void index() {
    for (std::size_t i = 0; i < all_.findings.size(); ++i) {
      all_.finding_index.emplace(all_.findings[i].id, i);
    }
    for (std::size_t i = 0; i < all_.causes.size(); ++i) {
      all_.cause_index.emplace(all_.causes[i].id, i);
    }
  }

  const Finding* finding(const std::string& id, const Place& place) {
    const auto found = all_.find_finding(id);
    if (found) return &all_.findings[*found];
    mistakes_.add(place, fmt::format("there is no finding \"{}\"", printable(id, 60)));
    return nullptr;
  }

  void cause(const std::string& id, const Place& place) {
    if (all_.find_cause(id)) return;
    mistakes_.add(place, fmt::format("there is no cause \"{}\"", printable(id, 60)));
  }

  void boolean(const std::string& id, const Place& place) {
    const Finding* found = finding(id, place);
    if (found != nullptr && found->type != AnswerType::boolean) {
      mistakes_.add(place, fmt::format("\"{}\" must be a boolean finding to stand here", id));
    }
  }

  void link_finding(const Finding& from) {
    for (const std::string& id : from.implies) boolean(id, from.place);
    if (!from.implies.empty() && from.type != AnswerType::boolean) {
      mistakes_.add(from.place, "\"implies\" belongs to boolean findings");
    }
    if (!from.asked_if.empty()) boolean(from.asked_if, from.place);
    for (const Likelihood& row : from.ordinary) link_row(row);
    if (from.screen.empty()) return;
    const auto screen = std::ranges::find(all_.screens, from.screen, &Screen::id);
    if (screen == all_.screens.end()) {
      mistakes_.add(from.place,
                    fmt::format("there is no screen \"{}\"", printable(from.screen, 60)));
    } else if (std::ranges::find(screen->findings, from.id) == screen->findings.end()) {
      mistakes_.add(from.place, fmt::format("the screen \"{}\" does not list this finding",
                                            printable(from.screen, 60)));
    }
  }

  void link_screen(const Screen& screen) {
    for (const std::string& id : screen.findings) {
      const Finding* found = finding(id, screen.place);
      if (found == nullptr) continue;
      if (!covered_.insert(id).second) {
        mistakes_.add(screen.place, fmt::format("\"{}\" stands in two screens", id));
      } else if (found->screen != screen.id) {
        mistakes_.add(screen.place,
                      fmt::format("the finding \"{}\" does not name this screen", id));
      } else if (!found->absent) {
        mistakes_.add(
            screen.place,
            fmt::format("\"none of these\" would answer \"{}\", which has no such option", id));
      }
    }
  }

  void link_row(const Likelihood& row) {
    if (row.finding.starts_with("combo:")) return;
    const Finding* found = finding(row.finding, row.place);
    if (found == nullptr) return;
    if (!is_numeric(*found) && !option_index(*found, row.value)) {
      mistakes_.add(row.place, fmt::format("\"{}\" has no answer \"{}\"", row.finding,
                                           printable(row.value, 60)));
    } else if (is_numeric(*found) && !value_range(*found, row.value)) {
      mistakes_.add(
          row.place,
          fmt::format("\"{}\" is no range of \"{}\"", printable(row.value, 60), row.finding),
          "write >=50 or 40..64, within the finding's range");
    }
  }

  void link_care(const Care& care) {
    for (const std::string& id : care.causes) {
      if (id != "any") cause(id, care.place);
    }
    for (const std::string& id : care.plan.not_for) cause(id, care.place);
    for (const std::string& id : care.plan.careful_with) boolean(id, care.place);
    for (const std::string& id : care.contraindicated_by) {
      const Finding* found = finding(id, care.place);
      if (found == nullptr || found->type == AnswerType::boolean) continue;
      if (found->type != AnswerType::choice || found->alarming.empty()) {
        mistakes_.add(care.place, fmt::format("\"{}\" has no answer that could forbid this", id));
      }
    }
  }

  void link_exposure(const Exposure& exposure) {
    const Place& place = exposure.place;
    if (!exposure.finding.empty()) finding(exposure.finding, place);
    for (const std::string& id : exposure.causes) cause(id, place);
    const bool known_sex =
        exposure.sex == "men" || exposure.sex == "women" || exposure.sex == "both";
    if (!known_sex) mistakes_.add(place, "\"sex\" must be men, women or both");
    if (exposure.causes.empty()) return;
    if (exposure.measure != "odds_ratio" || exposure.value.value_or(0) <= 0) {
      mistakes_.add(place, "only an odds ratio above 0 can be scored with \"causes\"");
    }
    if (exposure.finding.empty()) {
      mistakes_.add(place, "an exposure that is scored needs a finding");
    } else {
      boolean(exposure.finding, place);
    }
  }

  void link_flag(Flag& flag) {
    std::set<std::string> ids;
    for (Branch& branch : flag.branches) {
      if (!ids.insert(branch.id).second) mistakes_.add(branch.place, "this branch's id is taken");
      cause(branch.suspect, branch.place);
      auto parsed = parse_expression(branch.written, all_.findings);
      if (parsed)
        branch.expression = std::move(*parsed);
      else
        mistakes_.add(branch.place, parsed.error().sentence);
    }
  }

  Knowledge& all_;
  Mistakes& mistakes_;
  std::set<std::string> covered_;  // by screens
};

}  // namespace

void link(Knowledge& knowledge, Mistakes& mistakes) { Linker(knowledge, mistakes).run(); }

}  // namespace dorsal::knowledge
