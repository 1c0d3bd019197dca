#include "ask_terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "dorsal/interview/reply.hpp"
#include "dorsal/reasoning/answers.hpp"
#include "dorsal/report/wrap.hpp"

namespace dorsal::app {
namespace {

using interview::Reply;
using interview::ReplyKind;
using interview::State;
using interview::StepKind;
using knowledge::AnswerType;
using knowledge::Finding;
using knowledge::Text;

constexpr std::size_t kWidth = 78;  // [columns]

const Text kWelcome{
    "dorsal asks about your upper back, dangers first. It informs, it does not diagnose, and no "
    "clinician has reviewed it. What you type stays on this machine and is not kept unless you ask "
    "for it with --save. If you feel very ill now, call your emergency number (112 in Europe) "
    "instead of reading on.",
    "dorsal le pregunta por la parte alta de su espalda; primero, por lo peligroso. Informa, no "
    "diagnostica, y ningún profesional sanitario lo ha revisado. Lo que escriba se queda en este "
    "equipo y no se guarda si no lo pide con --save. Si ahora se encuentra muy mal, llame a su "
    "número "
    "de emergencias (112 en Europa) en lugar de seguir leyendo."};
const Text kKeys{"?  why is this asked     -  skip     <  back     .  finish now",
                 "?  por qué se pregunta     -  omitir     <  atrás     .  terminar ya"};
const Text kYesNo{"y / n", "s / n"};
const Text kNumber{"a number from {} to {}", "un número de {} a {}"};
const Text kWhich{"the number of one", "el número de una opción"};
const Text kWhichOf{"the numbers of all that are true, or 0 for none",
                    "los números de todo lo que sea cierto, o 0 si no hay ninguno"};
const Text kUnclear{"That was not understood. Type {}.", "No se ha entendido. Escriba {}."};
const Text kNoBack{"This is the first question.", "Esta es la primera pregunta."};
const Text kBoth{
    "Two answers do not go together: the first of the next two questions was answered with yes, "
    "the "
    "second with no. Please answer both again.",
    "Hay dos respuestas que no encajan: a la primera de las dos preguntas siguientes se contestó "
    "que "
    "sí y a la segunda que no. Conteste de nuevo a las dos, por favor."};
const Text kWhyList{"What fits and what does not tells the causes of pain in the upper back apart.",
                    "Lo que encaja y lo que no ayuda a distinguir las causas del dolor en la parte "
                    "alta de la espalda."};
const Text kWhyScreen{
    "Each of these can be a sign of something that should not wait, or makes it more likely. If "
    "none "
    "is true for you, one answer is enough for all of them.",
    "Cada una de estas cosas puede ser señal de algo que no debe esperar, o lo hace más probable. "
    "Si "
    "ninguna le ocurre, basta una respuesta para todas."};

/// One conversation: what was asked, so that it can be taken back.
class Talk {
 public:
  Talk(const interview::Interviewer& asker, const std::string& language, std::istream& in,
       std::ostream& out, interview::Goal goal, State& state)
      : known_(*asker.model().knowledge),
        asker_(asker),
        spanish_(language == "es"),
        in_(in),
        out_(out),
        goal_(goal),
        state_(state) {}

  TalkEnd run() {
    say(kWelcome);
    out_ << '\n' << say_in(kKeys) << '\n';
    while (!over_) one_step();
    if (under_age_) return TalkEnd::under_age;
    return silent_ ? TalkEnd::silent : TalkEnd::done;
  }

 private:
  [[nodiscard]] const std::string& say_in(const Text& text) const {
    return spanish_ ? text.es : text.en;
  }

  void say(const Text& text) { say(say_in(text)); }
  void say(const std::string& text, const std::string& first = "", const std::string& rest = "") {
    for (const std::string& line : report::wrap(text, kWidth, first, rest)) out_ << line << '\n';
  }

  void one_step() {
    if (!again_.empty()) {
      const std::size_t finding = again_.front();
      again_.erase(again_.begin());
      return ask_finding(finding);
    }
    const interview::Step step = asker_.next(state_, goal_);
    if (step.kind == StepKind::screen || step.kind == StepKind::list) return ask_list(step);
    if (step.kind == StepKind::question) return ask_finding(step.index);
    over_ = true;
  }

  /// Reads until something is typed that can be used.
  template <class Read>
  Reply hear(const Read& read, const std::string& expected, const Text& why) {
    while (true) {
      out_ << "> " << std::flush;
      std::string typed;
      if (!std::getline(in_, typed)) return {ReplyKind::finish, 0, {}};
      silent_ = false;
      Reply reply = read(typed);
      if (reply.kind == ReplyKind::why)
        say(say_in(why), "  ", "  ");
      else if (reply.kind == ReplyKind::unclear)
        say(fmt::format(fmt::runtime(say_in(kUnclear)), expected), "  ", "  ");
      else
        return reply;
    }
  }

  void head() {
    ++count_;
    const auto progress = asker_.progress(state_, goal_);
    const std::size_t left = progress.screens - progress.screens_done;
    const std::string lists =
        left == 0
            ? ""
            : fmt::format(fmt::runtime(spanish_ ? " · listas de señales de alarma que faltan: {}"
                                                : " · lists of warning signs left: {}"),
                          left);
    out_ << fmt::format("\n{} {}{}\n", spanish_ ? "Pregunta" : "Question", count_, lists);
  }

  void show_options(const Finding& finding) {
    for (std::size_t i = 0; i < finding.option_text.size(); ++i) {
      say(say_in(finding.option_text[i]), fmt::format("{:>4}  ", i + 1), "      ");
    }
  }

  [[nodiscard]] std::string expected(const Finding& finding) const {
    if (is_numeric(finding)) {
      return fmt::format(fmt::runtime(say_in(kNumber)), finding.least, finding.most);
    }
    return say_in(finding.type == AnswerType::boolean ? kYesNo : kWhich);
  }

  void ask_finding(std::size_t index) {
    const Finding& finding = known_.findings[index];
    head();
    say(say_in(finding.question));
    if (finding.hint) say(say_in(*finding.hint), "  ", "  ");
    show_options(finding);
    out_ << "  (" << expected(finding) << ")\n";
    const Reply reply =
        hear([&](const std::string& typed) { return interview::reply_to_finding(finding, typed); },
             expected(finding), finding.why);
    if (!goes_on(reply)) return;
    remember();
    if (reply.kind == ReplyKind::skip) return interview::skip({index}, state_);
    state_.answers.of[index] = reply.answer;
    state_.skipped[index] = false;
    ask_contradictions_again();
  }

  void ask_list(const interview::Step& step) {
    const bool screen = step.kind == StepKind::screen;
    head();
    say(screen ? known_.screens[step.index].question
               : interview::list_question(known_.findings[step.index]));
    for (std::size_t i = 0; i < step.findings.size(); ++i) {
      say(say_in(known_.findings[step.findings[i]].question), fmt::format("{:>4}  ", i + 1),
          "      ");
    }
    out_ << "  (" << say_in(kWhichOf) << ")\n";
    const Reply reply = hear(
        [&](const std::string& typed) {
          return interview::reply_to_list(step.findings.size(), typed);
        },
        say_in(kWhichOf), screen ? kWhyScreen : kWhyList);
    if (!goes_on(reply)) return;
    remember();
    if (reply.kind == ReplyKind::skip)
      return screen ? interview::skip_screen(step.index, state_)
                    : interview::skip(step.findings, state_);
    std::vector<std::size_t> ticked;
    for (const std::size_t position : reply.chosen) ticked.push_back(step.findings[position]);
    interview::tick(known_, step.findings, ticked, state_);
    for (const std::size_t finding : ticked) {
      if (!state_.answers.of[finding]) again_.push_back(finding);  // a choice: which of it
    }
    ask_contradictions_again();
  }

  void ask_contradictions_again() {
    const auto found = reasoning::contradictions(known_, state_.answers);
    if (found.empty()) return;
    out_ << '\n';
    say(kBoth);
    for (const std::size_t finding : {found.front().finding, found.front().other}) {
      state_.answers.of[finding].reset();
      again_.push_back(finding);
    }
  }

  void remember() { before_.push_back(state_); }

  /// Whether the reply is to the question itself and not about how to go on.
  bool goes_on(const Reply& reply) {
    if (reply.kind == ReplyKind::answer || reply.kind == ReplyKind::skip) return true;
    if (reply.kind == ReplyKind::back) {
      take_back();
      return false;
    }
    under_age_ = reply.kind == ReplyKind::under_age;
    over_ = true;
    return false;
  }

  void take_back() {
    again_.clear();
    count_ = std::max(0, count_ - 2);
    if (before_.empty()) return say(kNoBack);
    state_ = before_.back();
    before_.pop_back();
  }

  const knowledge::Knowledge& known_;
  const interview::Interviewer& asker_;
  bool spanish_;
  std::istream& in_;
  std::ostream& out_;
  interview::Goal goal_;
  State& state_;
  std::vector<State> before_;
  std::vector<std::size_t> again_;  ///< findings to be asked before anything else
  int count_ = 0;
  bool over_ = false;
  bool under_age_ = false;
  bool silent_ = true;
};

}  // namespace

TalkEnd talk(const interview::Interviewer& asker, interview::Goal goal, const std::string& language,
             std::istream& in, std::ostream& out, interview::State& state) {
  return Talk(asker, language, in, out, goal, state).run();
}

}  // namespace dorsal::app
