#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "dorsal/report/watched.hpp"
#include "dorsal/schema/document.hpp"
#include "wrapped.hpp"

namespace dorsal::report {
namespace {

using nlohmann::ordered_json;

struct Wording {
  std::string_view en;
  std::string_view es;
};
struct NamedWording {
  std::string_view name;
  Wording words;
};

constexpr Wording kHeading{"Your day so far", "Su día hasta ahora"};
constexpr Wording kNoneRuns{"No watcher is running; start one with: dorsal watch",
                            "No hay ningún vigilante en marcha; inicie uno con: dorsal watch"};
constexpr Wording kPaused{"Paused until {}.", "En pausa hasta las {}."};
constexpr Wording kWaits{"A nudge waits for a natural pause.",
                         "Un aviso espera una pausa natural."};
constexpr Wording kParked{"A nudge is kept back: {}.", "Hay un aviso guardado: {}."};
constexpr Wording kUsed{"Budget used", "Presupuesto usado"};
constexpr Wording kToday{"Watched {} today: present {}, moving {} of it, away {}.",
                         "Hoy se han mirado {}: presente {}, de ellos en movimiento {}; fuera {}."};
constexpr Wording kUnjudged{"Not judged {}, by time alone {}.",
                            "Sin juzgar {}; solo por tiempo {}."};
constexpr Wording kNudges{
    "Nudges: {} offered, {} taken, {} put off, {} skipped, {} not answered; {} times you had "
    "rested before.",
    "Avisos: {} ofrecidos, {} aceptados, {} aplazados, {} omitidos, {} sin respuesta; {} veces "
    "ya había descansado."};
constexpr Wording kUncalibrated{
    "Your upright posture is not known: angles are taken as the camera sees them. To teach it: "
    "dorsal watch calibrate",
    "No se conoce su postura erguida: los ángulos se toman como los ve la cámara. Para enseñarla: "
    "dorsal watch calibrate"};
constexpr Wording kNotTold{"What this desktop does not tell:", "Lo que este escritorio no dice:"};

constexpr std::array kSights = {
    NamedWording{"present", {"You are there.", "Usted está ahí."}},
    NamedWording{
        "absent",
        {"Nobody is there; that counts as rest.", "No hay nadie; eso cuenta como descanso."}},
    NamedWording{"somebody_else",
                 {"Somebody else is in the picture; nothing is counted.",
                  "Hay otra persona en la imagen; no se cuenta nada."}},
    NamedWording{"camera_moved",
                 {"The camera or the seat has moved; time alone counts. Put right with: dorsal "
                  "watch calibrate",
                  "La cámara o el asiento se ha movido; solo cuenta el tiempo. Se corrige con: "
                  "dorsal watch calibrate"}},
    NamedWording{"no_camera",
                 {"Nothing is seen; time alone counts.", "No se ve nada; solo cuenta el tiempo."}}};

constexpr std::array kCauseWords = {
    NamedWording{"trunk_bent", {"bent trunk", "tronco inclinado"}},
    NamedWording{"neck_bent", {"bent neck", "cuello inclinado"}},
    NamedWording{"arms_raised", {"raised arm", "brazo levantado"}},
    NamedWording{"still", {"no change of posture", "sin cambiar de postura"}},
    NamedWording{"at_desk", {"time at the desk", "tiempo en el escritorio"}}};

constexpr std::array kObstacles = {
    NamedWording{"call", {"you are in a call", "está en una llamada"}},
    NamedWording{"screen_sharing", {"you share your screen", "comparte la pantalla"}},
    NamedWording{"full_screen", {"a program fills the screen", "un programa ocupa la pantalla"}},
    NamedWording{"do_not_disturb", {"you asked not to be disturbed", "pidió que no lo molesten"}},
    NamedWording{"camera_taken",
                 {"another program has the camera", "otro programa tiene la cámara"}}};

std::string_view said(const Wording& words, bool spanish) { return spanish ? words.es : words.en; }

template <std::size_t N>
std::string_view named(const std::array<NamedWording, N>& list, std::string_view name,
                       bool spanish) {
  const auto* found = std::ranges::find(list, name, &NamedWording::name);
  return found == list.end() ? name : said(found->words, spanish);
}

std::string span_words(double seconds) {
  const auto minutes = static_cast<long>(std::lround(seconds / 60));
  if (minutes < 60) return fmt::format("{} min", minutes);
  return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

// "2026-11-29T10:40:00Z" as a local time of the day; the text as it is where it is no time.
std::string clock_of(const std::string& iso, std::chrono::minutes utc_offset) {
  constexpr std::size_t kHours = 11;
  constexpr std::size_t kLength = 20;
  if (iso.size() != kLength) return iso;
  const auto digits = [&](std::size_t at) { return (iso[at] - '0') * 10 + (iso[at + 1] - '0'); };
  constexpr int kDay = 24 * 60;
  const int minutes =
      digits(kHours) * 60 + digits(kHours + 3) + static_cast<int>(utc_offset.count());
  const int local = ((minutes % kDay) + kDay) % kDay;
  return fmt::format("{:02}:{:02}", local / 60, local % 60);
}

class WatchPage {
 public:
  WatchPage(const ordered_json& status, bool spanish, std::size_t width,
            std::chrono::minutes utc_offset)
      : status_(status), spanish_(spanish), lines_(width), utc_offset_(utc_offset) {}

  std::string write() {
    lines_.underlined(said(kHeading, spanish_));
    now();
    lines_.blank();
    budget();
    lines_.blank();
    today();
    if (!status_["not_told_by_this_desktop"].empty()) {
      lines_.blank();
      lines_.paragraph(said(kNotTold, spanish_));
      for (const auto& gap : status_["not_told_by_this_desktop"]) {
        lines_.item("-", gap[spanish_ ? "es" : "en"].get<std::string>());
      }
    }
    return lines_.take();
  }

 private:
  template <class... Values>
  void say(const Wording& words, const Values&... values) {
    lines_.paragraph(fmt::format(fmt::runtime(said(words, spanish_)), values...));
  }

  void now() {
    if (status_["paused_until"].is_string()) {
      say(kPaused, clock_of(status_["paused_until"], utc_offset_));
    } else {
      lines_.paragraph(named(kSights, status_["sight"].get<std::string>(), spanish_));
    }
    if (const std::string trouble = status_["trouble"]; !trouble.empty()) lines_.paragraph(trouble);
    if (status_["calibration"] == "none" && status_["sight"] == "present") say(kUncalibrated);
    const auto& held_by = status_["nudge"]["held_by"];
    if (held_by.is_string()) {
      say(kParked, named(kObstacles, held_by.get<std::string>(), spanish_));
    } else if (status_["nudge"]["waits"] == true) {
      say(kWaits);
    }
  }

  void budget() {
    lines_.paragraph(said(kUsed, spanish_));
    for (const auto& [cause, part] : status_["budget"]["parts"].items()) {
      const double level = part["level"];
      constexpr std::size_t kCells = 20;
      const auto filled = static_cast<std::size_t>(
          std::lround(std::clamp(level, 0.0, 1.0) * static_cast<double>(kCells)));
      const std::string_view words = named(kCauseWords, cause, spanish_);
      const std::string pad(columns(words) < 24 ? 24 - columns(words) : 1, ' ');
      lines_.line(fmt::format("  {}{}[{}{}] {:3.0f} %  {}", words, pad, std::string(filled, '#'),
                              std::string(kCells - filled, '.'), 100 * level,
                              span_words(status_["today"]["exposed_s"].value(cause, 0.0))));
    }
  }

  void today() {
    const ordered_json& day = status_["today"];
    say(kToday, span_words(day["watched_s"]), span_words(day["present_s"]),
        span_words(day["moving_s"]), span_words(day["away_s"]));
    if (day["not_judged_s"] > 0 || day["by_time_s"] > 0) {
      say(kUnjudged, span_words(day["not_judged_s"]), span_words(day["by_time_s"]));
    }
    const ordered_json& n = day["nudges"];
    say(kNudges, n["offered"].get<int>(), n["taken"].get<int>(), n["later"].get<int>(),
        n["skipped"].get<int>(), n["unanswered"].get<int>(), n["rested"].get<int>());
  }

  const ordered_json& status_;
  bool spanish_;
  Wrapped lines_;
  std::chrono::minutes utc_offset_;
};

}  // namespace

Result<std::string> watch_page(const ordered_json& status, std::string_view language,
                               std::size_t width, std::chrono::minutes utc_offset) {
  DORSAL_TRY_VOID(schema::check_definition(nlohmann::json(status), "WatchStatus", "status"));
  const bool spanish = language == "es";
  if (status["running"] != true) return std::string(said(kNoneRuns, spanish)) + '\n';
  return WatchPage(status, spanish, width, utc_offset).write();
}

}  // namespace dorsal::report
