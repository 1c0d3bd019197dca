#include <fmt/format.h>

#include <array>

#include "dorsal/watch/message.hpp"

namespace dorsal::watch {
namespace {

/// A sentence in both languages; {0} and the like are filled in.
struct Sentence {
  std::string_view en;
  std::string_view es;
  [[nodiscard]] std::string_view in(bool spanish) const { return spanish ? es : en; }
};

// {0}: "34 minutes", {1}: "10:40" with its article in Spanish, {2}: degrees.
constexpr CauseArray<Sentence> kOfCause = {{
    {"{0} bent past {2:.0f} degrees since {1}.",
     "{0} con el tronco inclinado más de {2:.0f} grados desde {1}."},
    {"{0} with the neck bent past {2:.0f} degrees since {1}.",
     "{0} con el cuello inclinado más de {2:.0f} grados desde {1}."},
    {"{0} with an arm raised past {2:.0f} degrees since {1}.",
     "{0} con un brazo levantado más de {2:.0f} grados desde {1}."},
    {"{0} without a change of posture since {1}.", "{0} sin cambiar de postura desde {1}."},
    {"{0} at the desk since {1}. Without a camera to judge by, dorsal counts time alone.",
     "{0} en el escritorio desde {1}. Sin una cámara con la que juzgar, dorsal cuenta solo el "
     "tiempo."},
}};

constexpr std::array<Sentence, 5> kHeld = {{
    {"Kept until your call was over.", "Guardado hasta que terminó su llamada."},
    {"Kept until you stopped sharing the screen.",
     "Guardado hasta que dejó de compartir la pantalla."},
    {"Kept until you left full screen.", "Guardado hasta que salió de la pantalla completa."},
    {"Kept while you did not want to be disturbed.",
     "Guardado mientras no quería que lo molestaran."},
    {"Kept while another program used the camera.",
     "Guardado mientras otro programa usaba la cámara."},
}};

constexpr std::array<Sentence, 5> kWaitsFor = {{
    {"It waits until your call is over.", "Espera a que termine su llamada."},
    {"It waits until you stop sharing the screen.", "Espera a que deje de compartir la pantalla."},
    {"It waits until you leave full screen.", "Espera a que salga de la pantalla completa."},
    {"It waits until you may be disturbed.", "Espera a que se le pueda molestar."},
    {"It waits until the camera is free.", "Espera a que la cámara quede libre."},
}};

constexpr Sentence kOffer = {"A good moment for a change?", "¿Un buen momento para un cambio?"};
constexpr Sentence kNoOffer = {"A change of posture is enough.", "Con un cambio de postura basta."};
constexpr Sentence kRested = {"You have rested by yourself; nothing more is needed.",
                              "Ya ha descansado por su cuenta; no hace falta nada más."};
constexpr Sentence kQuestion = {
    "The plan does not seem to fit. Is this the wrong time or the wrong exercise?",
    "El plan no parece adecuado. ¿Es mal momento o no es el ejercicio adecuado?"};
constexpr Sentence kMoved = {
    "The camera shows another picture than when you calibrated: it has moved, or your seat has. "
    "Nothing is judged until you sit upright for ten seconds again; until then time alone counts.",
    "La cámara muestra una imagen distinta de la de la calibración: se ha movido ella o su "
    "asiento. No se juzga nada hasta que vuelva a sentarse erguido diez segundos; entretanto solo "
    "cuenta el tiempo."};
constexpr Sentence kOther = {"Somebody else is in the picture; nothing is counted.",
                             "Hay otra persona en la imagen; no se cuenta nada."};
constexpr Sentence kNoCamera = {
    "There is no camera to look through; dorsal goes by time alone.",
    "No hay ninguna cámara por la que mirar; dorsal se guía solo por el tiempo."};
constexpr Sentence kJudgingAgain = {"dorsal can judge your posture again.",
                                    "dorsal vuelve a poder juzgar su postura."};
constexpr Sentence kPauseOver = {"The pause is over; dorsal watches again.",
                                 "La pausa ha terminado; dorsal vuelve a mirar."};

std::string minutes_of(Duration time, bool spanish) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
  if (minutes < 1) return spanish ? "Menos de un minuto" : "Less than a minute";
  if (minutes == 1) return spanish ? "1 minuto" : "1 minute";
  return fmt::format("{} {}", minutes, spanish ? "minutos" : "minutes");
}

std::string time_of_day(Time at, std::chrono::minutes offset, bool spanish) {
  const Time local = at + offset;
  const std::chrono::hh_mm_ss time(local - std::chrono::floor<std::chrono::days>(local));
  const auto hours = time.hours().count();
  std::string clock = fmt::format("{:02}:{:02}", hours, time.minutes().count());
  if (!spanish) return clock;
  return (hours == 1 ? "la " : "las ") + clock;
}

double border_of(Cause cause) {
  const Limits limits = published_limits();
  if (cause == Cause::trunk_bent) return limits.trunk_border.value;
  return cause == Cause::neck_bent ? limits.neck_border.value : limits.arm_border.value;
}

std::string cause_of(const Message& m, std::chrono::minutes offset, bool spanish) {
  if (!m.cause) return {};
  const auto sentence = kOfCause[static_cast<std::size_t>(*m.cause)].in(spanish);
  return fmt::format(fmt::runtime(sentence), minutes_of(m.exposed, spanish),
                     time_of_day(m.since.value_or(m.at), offset, spanish), border_of(*m.cause)) +
         ' ';
}

std::string obstacle_in(const std::array<Sentence, 5>& sentences, const Message& m, bool spanish) {
  if (!m.held_by) return {};
  return std::string(sentences[static_cast<std::size_t>(*m.held_by)].in(spanish)) + ' ';
}

}  // namespace

std::string in_words(const Message& m, std::string_view language, std::chrono::minutes offset) {
  const bool es = language == "es";
  switch (m.kind) {
    case Kind::nudge:
      return cause_of(m, offset, es) + obstacle_in(kHeld, m, es) +
             std::string((m.offer ? kOffer : kNoOffer).in(es));
    case Kind::parked: {
      std::string text = cause_of(m, offset, es) + obstacle_in(kWaitsFor, m, es);
      if (!text.empty()) text.pop_back();
      return text;
    }
    case Kind::rested:
      return std::string(kRested.in(es));
    case Kind::question:
      return std::string(kQuestion.in(es));
    case Kind::camera_moved:
      return std::string(kMoved.in(es));
    case Kind::somebody_else:
      return std::string(kOther.in(es));
    case Kind::no_camera:
      return std::string(kNoCamera.in(es));
    case Kind::judging_again:
      return std::string(kJudgingAgain.in(es));
    case Kind::pause_over:
      break;
  }
  return std::string(kPauseOver.in(es));
}

}  // namespace dorsal::watch
