#include "dorsal/report/plan_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "dorsal/base/version.hpp"
#include "dorsal/care/words.hpp"
#include "wrapped.hpp"

namespace dorsal::report {
namespace {

using knowledge::Text;

const Text kTitle{"Your plan", "Su plan"};
const Text kServes{"Likeliest by your answers: ", "Lo más probable según sus respuestas: "};
const Text kLookFor{"Have the doctor check for: ", "Pida al médico que compruebe si hay: "};
const Text kAnswerFirst{"Answer first", "Responda primero"};
const Text kInterview{"The interview (dorsal ask) puts these questions one by one.",
                      "La entrevista (dorsal ask) hace estas preguntas una por una."};
const Text kUrgentQuestions{"Whether somebody should see you sooner:",
                            "Para saber si alguien debe verlo antes:"};
const Text kSafetyQuestions{"Whether everything here is safe for you:",
                            "Para saber si todo esto es seguro para usted:"};
const Text kOtherQuestions{"To fit the plan to you:", "Para ajustar el plan a usted:"};
const Text kNow{"Now", "Ahora"};
const Text kAlso{"Also possible", "También es posible"};
const Text kDose{"How much: ", "Cuánto: "};
const Text kKnown{"What is known: ", "Qué se sabe: "};
const Text kMind{"Mind: ", "Tenga en cuenta: "};
const Text kAvoid{"What to avoid", "Qué evitar"};
const Text kExpect{"What to expect", "Qué cabe esperar"};
const Text kReturn{"Come back or call", "Vuelva a consultar o llame"};
const Text kLeftOut{"Not for you, or not yet", "No es para usted, o todavía no"};

constexpr std::size_t kFewQuestions = 3;

// The first sentence stands for a row where there is no room for the whole.
std::string first_sentence(const std::string& text) {
  const std::size_t end = text.find(". ");
  return end == std::string::npos ? text : text.substr(0, end + 1);
}

class PlanPage {
 public:
  PlanPage(const knowledge::Knowledge& known, const reasoning::Answers& answers,
           const care::Plan& plan, std::string_view language, std::size_t width)
      : known_(known),
        answers_(answers),
        plan_(plan),
        language_(language),
        lines_(std::max<std::size_t>(width, 20)) {}

  std::string write() {
    head();
    questions();
    steps(false);
    list(kAvoid, plan_.avoid);
    heading(in(kExpect));
    std::string_view left = in(plan_.expect);
    while (!left.empty()) {
      const std::size_t end = std::min(left.find('\n'), left.size());
      lines_.paragraph(left.substr(0, end));
      left.remove_prefix(std::min(end + 1, left.size()));
    }
    list(kReturn, plan_.come_back);
    steps(true);
    left_out();
    lines_.blank();
    lines_.paragraph(in(care::disclaimer()));
    lines_.paragraph(fmt::format("dorsal {}", versions().dorsal));
    return lines_.take();
  }

 private:
  [[nodiscard]] const std::string& in(const Text& text) const {
    return knowledge::in(text, language_);
  }

  [[nodiscard]] bool is_emergency() const {
    return plan_.urgency == knowledge::Urgency::emergency_now;
  }

  void heading(const std::string& text) {
    lines_.blank();
    lines_.underlined(text);
  }

  [[nodiscard]] std::string names(const std::vector<std::size_t>& causes) const {
    std::string out;
    for (const std::size_t cause : causes) {
      out += (out.empty() ? "" : "; ") + in(known_.causes[cause].name);
    }
    return out;
  }

  void head() {
    lines_.underlined(in(kTitle));
    lines_.paragraph(in(plan_.see));
    if (is_emergency()) return;
    lines_.blank();
    if (plan_.urgency < knowledge::Urgency::same_day) {
      lines_.paragraph(in(kServes) + names(plan_.causes) + " (" + in(care::words(plan_.stage)) +
                       ").");
    }
    if (!plan_.suspects.empty()) lines_.paragraph(in(kLookFor) + names(plan_.suspects) + ".");
  }

  // Questions that belong to a screen are asked by it, once.
  void ask(const Text& why, care::Purpose purpose) {
    std::vector<std::string> asked;
    for (const care::Question& question : plan_.ask_first) {
      if (question.purpose != purpose) continue;
      const knowledge::Finding& finding = known_.findings[question.finding];
      const auto screen = std::ranges::find(known_.screens, finding.screen, &knowledge::Screen::id);
      const std::string& text =
          screen == known_.screens.end() ? in(finding.question) : in(screen->question);
      if (std::ranges::find(asked, text) == asked.end()) asked.push_back(text);
    }
    if (asked.empty()) return;
    lines_.paragraph(in(why));
    for (const std::string& text : asked) lines_.item("-", text);
  }

  void questions() {
    if (plan_.ask_first.empty()) return;
    heading(in(kAnswerFirst));
    if (plan_.ask_first.size() > kFewQuestions) lines_.paragraph(in(kInterview));
    ask(kUrgentQuestions, care::Purpose::urgency);
    ask(kSafetyQuestions, care::Purpose::safety);
    ask(kOtherQuestions, care::Purpose::stage);
  }

  // What was found and how well it is known, by whom where that is a publication. A sentence that
  // many rows share is said once; that of a judgement says itself how well it is known.
  std::string evidence(const knowledge::Care& row) {
    const knowledge::Quality quality = row.evidence.quality;
    const bool fresh = row.effect && said_.insert(in(*row.effect)).second;
    if (fresh && quality == knowledge::Quality::expert) return in(*row.effect);
    std::string out = in(care::how_known(row));
    const bool published = quality != knowledge::Quality::expert &&
                           quality != knowledge::Quality::seed &&
                           quality != knowledge::Quality::not_found;
    if (published) out += fmt::format(" ({})", row.evidence.source);
    out += ".";
    if (fresh) out += " " + in(*row.effect);
    return out;
  }

  void step(const care::Step& step) {
    const knowledge::Care& row = *step.care;
    lines_.item(fmt::format("{}.", ++count_), in(row.text));
    if (is_emergency()) return;  // nothing but what to do
    if (row.dose) lines_.under(in(kDose) + in(*row.dose));
    lines_.under(in(kKnown) + evidence(row));
    for (const Text& caution : step.cautions) lines_.under(in(kMind) + in(caution));
  }

  void steps(bool offered) {
    std::optional<knowledge::When> when;
    for (const care::Step& each : plan_.steps) {
      if (each.offered != offered) continue;
      if (!when && offered) heading(in(kAlso));
      const knowledge::When at = each.care->plan.when;
      if (when != at && !offered) {
        heading(in(is_emergency() ? kNow : care::heading(at, plan_.stage)));
      }
      when = at;
      step(each);
    }
  }

  void list(const Text& title, const std::vector<const knowledge::Care*>& rows) {
    if (rows.empty()) return;
    heading(in(title));
    for (const knowledge::Care* row : rows) lines_.item("-", in(row->text));
  }

  // Rows that are left out for the same reason stand together.
  void left_out() {
    if (plan_.left_out.empty()) return;
    heading(in(kLeftOut));
    std::vector<std::pair<std::string, std::vector<std::string>>> groups;
    for (const care::LeftOut& left : plan_.left_out) {
      const std::string why = in(care::why(known_, answers_, left));
      auto group = std::ranges::find(groups, why, [](const auto& one) { return one.first; });
      if (group == groups.end()) group = groups.insert(groups.end(), {why, {}});
      group->second.push_back(first_sentence(in(left.care->text)));
    }
    for (const auto& [why, texts] : groups) {
      lines_.paragraph(why);
      for (const std::string& text : texts) lines_.item("-", text);
    }
  }

  const knowledge::Knowledge& known_;
  const reasoning::Answers& answers_;
  const care::Plan& plan_;
  std::string_view language_;
  Wrapped lines_;
  std::set<std::string> said_;  // effects
  int count_ = 0;
};

}  // namespace

std::string plan_page(const knowledge::Knowledge& knowledge, const reasoning::Answers& answers,
                      const care::Plan& plan, std::string_view language, std::size_t width) {
  return PlanPage(knowledge, answers, plan, language, width).write();
}

}  // namespace dorsal::report
