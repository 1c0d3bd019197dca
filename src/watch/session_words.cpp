#include "session_words.hpp"

#include <string>
#include <string_view>

namespace dorsal::watch::words {
namespace {

struct Phrase {
  std::string_view en;
  std::string_view es;
  [[nodiscard]] std::string in(bool spanish) const { return std::string(spanish ? es : en); }
};

constexpr Phrase kNudgeTitle{"Your upper back could do with a change",
                             "A su espalda le vendría bien un cambio"};
constexpr Phrase kQuestionTitle{"Does the plan fit?", "¿Le va bien el plan?"};
constexpr Phrase kJudgeTitle{"Your posture is not judged", "No se juzga su postura"};
constexpr Phrase kPlainTitle{"dorsal", "dorsal"};
constexpr Phrase kUprightTitle{"Sit upright and comfortably", "Siéntese erguido y cómodo"};

constexpr Phrase kTaken{"Do it now", "Hacerlo ahora"};
constexpr Phrase kLater{"In 10 minutes", "En 10 minutos"};
constexpr Phrase kSkip{"Skip", "Omitir"};
constexpr Phrase kWrongTime{"Wrong time", "Mal momento"};
constexpr Phrase kWrongExercise{"Wrong exercise", "Otro ejercicio"};
constexpr Phrase kNeither{"Neither", "Ninguno"};
constexpr Phrase kCalibrate{"I sit upright now", "Ahora estoy erguido"};

constexpr Phrase kUpright{
    "For ten seconds, so that dorsal learns what your own upright posture looks like from here.",
    "Durante diez segundos, para que dorsal aprenda cómo se ve desde aquí su propia postura "
    "erguida."};
constexpr Phrase kDone{"dorsal knows your upright posture now and counts what goes beyond it.",
                       "dorsal ya conoce su postura erguida y cuenta lo que se aparta de ella."};
constexpr Phrase kTooShort{
    "Too little of you was seen to learn your upright posture. Let the "
    "camera see head, shoulders and, if it can, hips.",
    "Se le vio demasiado poco para aprender su postura erguida. Deje que la "
    "cámara vea la cabeza, los hombros y, si puede, las caderas."};
constexpr Phrase kUnsteady{
    "You moved, or somebody else was in the picture, so your upright posture could not be learnt.",
    "Se movió, o había otra persona en la imagen, y no se pudo aprender su postura erguida."};
constexpr Phrase kAgain{"Please stay upright; it is tried again.",
                        "Siga erguido, por favor; se vuelve a intentar."};
constexpr Phrase kWithout{"dorsal goes on without it: angles are taken as the camera sees them.",
                          "dorsal sigue sin ella: los ángulos se toman como los ve la cámara."};

constexpr Phrase kLeaveOut{
    "Leave it out with chest pain, shortness of breath, fever, weak or numb arms or legs, unsteady "
    "walking, changed bladder or bowels, after an injury or an operation, and run: dorsal ask",
    "No lo haga si tiene dolor en el pecho, falta de aire, fiebre, brazos o piernas débiles o "
    "dormidos, marcha insegura o cambios en la vejiga o el intestino, ni tras una lesión u "
    "operación; en ese caso use: dorsal ask"};

Choice choice(std::string_view key, const Phrase& label, bool spanish) {
  return {std::string(key), label.in(spanish)};
}

}  // namespace

Notice frame_of(Kind kind, bool spanish) {
  switch (kind) {
    case Kind::nudge:
      return {kNudgeTitle.in(spanish),
              {},
              {choice("taken", kTaken, spanish), choice("later", kLater, spanish),
               choice("skip", kSkip, spanish)},
              true};
    case Kind::question:
      return {
          kQuestionTitle.in(spanish),
          {},
          {choice("wrong_time", kWrongTime, spanish),
           choice("wrong_exercise", kWrongExercise, spanish), choice("neither", kNeither, spanish)},
          false};
    case Kind::camera_moved:
      return {kJudgeTitle.in(spanish), {}, {choice("calibrate", kCalibrate, spanish)}, false};
    case Kind::somebody_else:
    case Kind::no_camera:
      return {kJudgeTitle.in(spanish), {}, {}, false};
    case Kind::parked:
    case Kind::rested:
    case Kind::judging_again:
    case Kind::pause_over:
      break;
  }
  return {kPlainTitle.in(spanish), {}, {}, false};
}

Notice sit_upright(bool spanish) {
  return {kUprightTitle.in(spanish), kUpright.in(spanish), {}, false};
}

Notice calibrated(bool spanish) { return {kPlainTitle.in(spanish), kDone.in(spanish), {}, false}; }

Notice not_calibrated(const Error& why, bool again, bool spanish) {
  const Phrase& reason = why.code == ErrorCode::missing ? kTooShort : kUnsteady;
  Notice notice{again ? kUprightTitle.in(spanish) : kPlainTitle.in(spanish),
                reason.in(spanish) + ' ' + (again ? kAgain : kWithout).in(spanish),
                {},
                false};
  if (!again) notice.choices.push_back(choice("calibrate", kCalibrate, spanish));
  return notice;
}

std::string leave_out_with(bool spanish) { return kLeaveOut.in(spanish); }

}  // namespace dorsal::watch::words
