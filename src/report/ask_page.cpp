#include "dorsal/report/ask_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "ask_values.hpp"
#include "dorsal/report/wrap.hpp"
#include "json_values.hpp"

namespace dorsal::report {
namespace {

using knowledge::Knowledge;
using knowledge::Text;

constexpr std::size_t kPageWidth = 78;  // [columns]
constexpr std::size_t kCausesShown = 5;
constexpr std::size_t kReasonsShown = 4;
constexpr double kLeastTold = 1.25;  // times; weaker reasons are in the JSON document

struct Word {
  std::string_view id;
  Text text;
};

template <std::size_t N>
std::string word_for(const std::array<Word, N>& words, const std::string& id,
                     const std::string& language) {
  const auto found = std::ranges::find(words, id, &Word::id);
  return found == words.end() ? id : knowledge::in(found->text, language);
}

std::string how_soon(const std::string& urgency, const std::string& language) {
  static const std::array<Word, 5> kWords{{
      {"emergency_now",
       {"Emergency: call your emergency number now (112 in Europe).",
        "Emergencia: llame ahora a su número de emergencias (112 en Europa)."}},
      {"same_day", {"See a doctor today.", "Acuda hoy a un médico."}},
      {"gp_soon",
       {"See a doctor within the next days.", "Acuda a un médico en los próximos días."}},
      {"physio",
       {"No sign of danger in the answers given. A physiotherapist can help.",
        "Ninguna señal de peligro en las respuestas dadas. Un fisioterapeuta puede ayudar."}},
      {"self_care",
       {"No sign of danger in the answers given. You can begin by looking after it yourself.",
        "Ninguna señal de peligro en las respuestas dadas. Puede empezar por cuidarse en casa."}},
  }};
  return word_for(kWords, urgency, language);
}

std::string how_known(const std::string& quality, const std::string& language) {
  static const std::array<Word, 7> kWords{{
      {"measured", {"measured", "medido"}},
      {"derived", {"worked out from measurements", "calculado a partir de mediciones"}},
      {"expert", {"our estimate", "estimación nuestra"}},
      {"guideline", {"a guideline", "guía clínica"}},
      {"guideline_unverified", {"a guideline, from memory", "guía clínica, citada de memoria"}},
      {"seed", {"a general health article", "artículo general de salud"}},
      {"not_found", {"no figure found", "sin cifra hallada"}},
  }};
  return word_for(kWords, quality, language);
}

/// Collects the lines of the page.
class AskPage {
 public:
  AskPage(const Knowledge& knowledge, const std::string& language)
      : knowledge_(knowledge), language_(language) {}

  void head(const Text& text) {
    if (!lines_.empty()) lines_.emplace_back();
    lines_.push_back(knowledge::in(text, language_));
  }
  void line(const std::string& text) { add(text, "  ", "  "); }
  void item(const std::string& text) { add(text, "  · ", "    "); }
  void detail(const std::string& text) { add(text, "    ", "      "); }

  [[nodiscard]] const std::string& in(const Text& text) const {
    return knowledge::in(text, language_);
  }

  /// A question and what was answered to it.
  [[nodiscard]] std::string answered(const std::string& id, const Json& answer) const {
    const auto index = knowledge_.find_finding(id);
    if (!index) return id;
    const knowledge::Finding& finding = knowledge_.findings[*index];
    return fmt::format("{} – {}", in(finding.question), answer_word(finding, answer));
  }

  [[nodiscard]] std::string question(const std::string& id) const {
    for (const knowledge::Screen& screen : knowledge_.screens) {
      if (screen.id == id) return question_of(screen);
    }
    const auto index = knowledge_.find_finding(id);
    return index ? in(knowledge_.findings[*index].question) : id;
  }

  [[nodiscard]] std::string cause(const std::string& id) const {
    const auto index = knowledge_.find_cause(id);
    return index ? in(knowledge_.causes[*index].name) : id;
  }

  [[nodiscard]] std::string known(const Json& quality) const {
    return how_known(quality.get<std::string>(), language_);
  }

  [[nodiscard]] std::vector<std::string> take() { return std::move(lines_); }

 private:
  // Of a screen with one warning sign among other things that one, else what the screen asks.
  [[nodiscard]] std::string question_of(const knowledge::Screen& screen) const {
    const knowledge::Finding* only = nullptr;
    for (const std::string& id : screen.findings) {
      const knowledge::Finding& finding = knowledge_.findings[*knowledge_.find_finding(id)];
      if (finding.alarming.empty()) continue;
      if (only != nullptr) return in(screen.question);
      only = &finding;
    }
    return in(only == nullptr ? screen.question : only->question);
  }

  void add(const std::string& text, const char* first, const char* rest) {
    for (auto& line : wrap(text, kPageWidth, first, rest)) lines_.push_back(std::move(line));
  }

  [[nodiscard]] std::string answer_word(const knowledge::Finding& finding,
                                        const Json& answer) const {
    if (answer.is_boolean()) {
      return answer.get<bool>() ? in({"yes", "sí"}) : in({"no", "no"});
    }
    if (!answer.is_string()) return fmt::format("{:g}", answer.get<double>());
    const auto option = option_index(finding, answer.get<std::string>());
    return option && *option < finding.option_text.size() ? in(finding.option_text[*option])
                                                          : answer.get<std::string>();
  }

  const Knowledge& knowledge_;
  const std::string& language_;
  std::vector<std::string> lines_;
};

bool is_emergency(const Json& result) { return result["urgency"] == "emergency_now"; }

void add_urgency(AskPage& page, const Json& result, const std::string& language) {
  page.head({"HOW SOON", "CUÁNDO"});
  page.line(how_soon(result["urgency"], language));
  const bool calm = result["urgency"] == "self_care" || result["urgency"] == "physio";
  if (calm && !result["unanswered_red_flags"].empty()) {
    page.line(
        page.in({"This is no all-clear: questions about dangers below were not answered.",
                 "Esto no descarta un peligro: quedan sin responder preguntas importantes, que "
                 "están más abajo."}));
  }
  for (const Json& flag : result["red_flags"]) {
    if (flag["urgency"] != result["urgency"]) continue;
    page.item(fmt::format("{}: {} [{}; {}: {}]", flag["title"].get<std::string>(),
                          flag["reason"].get<std::string>(), flag["id"].get<std::string>(),
                          page.known(flag["quality"]), flag["source"].get<std::string>()));
  }
}

void add_items(AskPage& page, const Text& head, const Json& texts) {
  if (texts.empty()) return;
  page.head(head);
  for (const Json& text : texts) page.item(text.get<std::string>());
}

void add_advice(AskPage& page, const Json& advice) {
  add_items(page, {"WHAT TO DO NOW", "QUÉ HACER AHORA"}, advice["now"]);
  if (const auto see = advice["see"].get<std::string>(); !see.empty()) {
    page.head({"WHOM TO SEE", "A QUIÉN ACUDIR"});
    page.line(see);
  }
  add_items(
      page,
      {"COME BACK, OR GET HELP AT ONCE, IF", "VUELVA A CONSULTAR, O PIDA AYUDA EN SEGUIDA, SI"},
      advice["come_back_if"]);
}

// "likely between 25 and 50 %": two figures are more than the estimates can carry.
std::string likely(const AskPage& page, const Json& cause) {
  const auto percent = [](const Json& p) { return std::lround(100 * p.get<double>()); };
  return fmt::format(
      fmt::runtime(page.in({"likely between {} and {} %, best guess {} %",
                            "probable entre el {} y el {} %, mejor estimación {} %"})),
      percent(cause["interval"][0]), percent(cause["interval"][1]), percent(cause["probability"]));
}

std::string bar(double probability) {
  constexpr int kLength = 20;
  const int full = static_cast<int>(std::lround(probability * kLength));
  std::string out;
  for (int i = 0; i < kLength; ++i) out += i < full ? "█" : "░";
  return out;
}

void add_reason_lines(AskPage& page, const Text& label, const Json& reasons) {
  std::size_t shown = 0;
  for (const Json& reason : reasons) {
    // How many times as often people with this cause answer so as people with ordinary pain do.
    const double times = std::exp(std::abs(reason["log_odds"].get<double>()));
    if (!reason["counted"].get<bool>() || times < kLeastTold || shown == kReasonsShown) continue;
    ++shown;
    page.detail(fmt::format("{} {} (×{:.1f}; {})", page.in(label),
                            page.answered(reason["finding"], reason["answer"]), times,
                            page.known(reason["quality"])));
  }
}

void add_causes(AskPage& page, const Json& result) {
  page.head({"WHAT IT MAY BE", "QUÉ PUEDE SER"});
  page.line(
      page.in({"Among the causes that dorsal knows. × tells how many times an answer raises (+) "
               "or lowers (−) the odds against ordinary back pain.",
               "Entre las causas que dorsal conoce. × indica cuántas veces una respuesta hace "
               "subir (+) o bajar (−) la posibilidad frente al dolor de espalda corriente."}));
  std::size_t shown = 0;
  for (const Json& cause : result["causes"]) {
    if (shown++ == kCausesShown) break;
    page.item(fmt::format("{}  {}", bar(cause["probability"]), cause["name"].get<std::string>()));
    page.detail(likely(page, cause));
    add_reason_lines(page, {"+", "+"}, cause["for"]);
    add_reason_lines(page, {"−", "−"}, cause["against"]);
  }
}

void add_open(AskPage& page, const Json& result) {
  const Json& open = result["unanswered_red_flags"];
  if (!open.empty()) {
    page.head(
        {"NOT ANSWERED, AND IT COULD BE IMPORTANT", "SIN RESPONDER, Y PODRÍA SER IMPORTANTE"});
    for (const Json& id : open) page.item(page.question(id));
  }
  if (result["influence"].empty()) return;
  page.head({"WHAT WOULD CHANGE THIS MOST", "QUÉ CAMBIARÍA MÁS ESTO"});
  for (const Json& one : result["influence"]) {
    const double change = 100 * one["change"].get<double>();
    page.item(fmt::format("{}: {} {}{:.0f} %", page.answered(one["finding"], one["answer"]),
                          page.cause(one["cause"]), change < 0 ? "−" : "+", std::abs(change)));
  }
}

void add_ground(AskPage& page, const Json& result) {
  page.head({"WHAT THIS RESTS ON", "EN QUÉ SE APOYA"});
  page.line(result["disclaimer"]);
  for (const Json& text : result["assumptions"]) page.item(text);
  page.line(fmt::format("dorsal {} · {} {}", result["dorsal"].get<std::string>(),
                        page.in({"knowledge", "conocimiento"}),
                        result["knowledge"].get<std::string>()));
}

}  // namespace

std::vector<std::string> ask_page(const Knowledge& knowledge, const Json& result,
                                  const std::string& language) {
  AskPage page(knowledge, language);
  add_urgency(page, result, language);
  add_advice(page, result["advice"]);
  if (!is_emergency(result)) {
    add_causes(page, result);
    add_open(page, result);
  }
  add_ground(page, result);
  return page.take();
}

}  // namespace dorsal::report
