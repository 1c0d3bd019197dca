#include "expectation.hpp"

#include <algorithm>

#include "rows.hpp"

namespace dorsal::care {
namespace {

using knowledge::Knowledge;
using knowledge::Stage;
using knowledge::Text;
using knowledge::Urgency;

const Text kExpectEmergency{
    "Only in hospital can they find out what it is. It may turn out to be harmless; that is no "
    "reason to wait.",
    "Solo en el hospital se puede averiguar qué es. Puede que no sea nada grave, pero eso no es "
    "motivo para esperar."};
const Text kExpectToday{
    "The doctor will ask, examine you and decide which tests you need. What comes next depends on "
    "what they find; it is often nothing dangerous.",
    "El médico le hará preguntas, lo examinará y decidirá qué pruebas necesita. Lo que siga "
    "depende "
    "de lo que encuentre; muchas veces no es nada peligroso."};

const Text kSeeEmergency{"Call your emergency number (112 in Europe) now. Do not drive yourself.",
                         "Llame ahora a su número de emergencias (112 en Europa). No conduzca."};
const Text kSeeToday{
    "Have a doctor look at you today: your practice, an out-of-hours service or an emergency "
    "department.",
    "Haga que un médico lo vea hoy: en su centro de salud, en un servicio de guardia o en "
    "urgencias."};
const Text kSeeSoon{"Make an appointment with a doctor in the next days; it need not be today.",
                    "Pida cita con un médico para los próximos días; no hace falta que sea hoy."};
const Text kSeePhysio{"Make an appointment with a physiotherapist or a doctor in the coming weeks.",
                      "Pida cita con un fisioterapeuta o un médico para las próximas semanas."};
const Text kSeeDanger{
    "Talk to a doctor in the next days: one of the likely causes needs a doctor's look.",
    "Hable con un médico en los próximos días: una de las causas probables necesita que la valore "
    "un médico."};
const Text kSelfDoctor{
    "Nothing in your answers is urgent. See a doctor in the coming weeks, who can find out what is "
    "behind it.",
    "Nada en sus respuestas es urgente. Acuda en las próximas semanas a un médico, que puede "
    "averiguar qué hay detrás."};
const Text kSelfPhysio{
    "Nothing in your answers is urgent. You can begin by yourself; a physiotherapist can help, "
    "above all if it is no better after 4 weeks.",
    "Nada en sus respuestas es urgente. Puede empezar por su cuenta; un fisioterapeuta puede "
    "ayudar, sobre todo si no mejora en 4 semanas."};
const Text kSelf{
    "Nothing in your answers is urgent. You can begin by yourself; see a doctor or a "
    "physiotherapist if it is no better after 4 to 6 weeks.",
    "Nada en sus respuestas es urgente. Puede empezar por su cuenta; acuda a un médico o a un "
    "fisioterapeuta si no mejora en 4 a 6 semanas."};
const Text kOpen{
    "Answer the open questions about warning signs first: they can show that somebody should see "
    "you sooner. As far as your answers go: ",
    "Responda primero las preguntas pendientes sobre señales de alarma: pueden mostrar que alguien "
    "debe verlo antes. Hasta donde llegan sus respuestas: "};
const Text kSofarNothing{"nothing in them is urgent.", "nada en ellas es urgente."};

void add_line(Text& to, const Text& line) {
  to.en += (to.en.empty() ? "" : "\n") + line.en;
  to.es += (to.es.empty() ? "" : "\n") + line.es;
}

// Lower case where a sentence goes on; both languages begin these with a plain letter.
Text going_on(Text text) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  if (!text.en.empty()) text.en.front() = lower(text.en.front());
  if (!text.es.empty()) text.es.front() = lower(text.es.front());
  return text;
}

Text see_by_urgency(const Knowledge& known, const Plan& plan, bool danger_leads) {
  if (plan.urgency == Urgency::gp_soon) return kSeeSoon;
  if (danger_leads) return kSeeDanger;
  if (plan.urgency == Urgency::physio) return kSeePhysio;
  if (plan.causes.empty()) return kSelf;
  const Urgency first = known.causes[plan.causes.front()].urgency;
  if (first == Urgency::gp_soon) return kSelfDoctor;
  return first == Urgency::physio ? kSelfPhysio : kSelf;
}

}  // namespace

Text whom_to_see(const Knowledge& knowledge, const Plan& plan, bool danger_leads,
                 bool questions_open) {
  if (plan.urgency == Urgency::emergency_now) return kSeeEmergency;
  if (plan.urgency == Urgency::same_day) return kSeeToday;
  Text see = see_by_urgency(knowledge, plan, danger_leads);
  if (!questions_open) return see;
  const bool calm = plan.urgency == Urgency::self_care && !danger_leads;
  const Text more = calm ? kSofarNothing : going_on(see);
  return {kOpen.en + more.en, kOpen.es + more.es};
}

Text expected_course(const Knowledge& knowledge, const Plan& plan) {
  if (plan.urgency == Urgency::emergency_now) return kExpectEmergency;
  if (plan.urgency == Urgency::same_day) return kExpectToday;
  Text out;
  for (const std::size_t index : plan.causes) {
    const knowledge::Cause& cause = knowledge.causes[index];
    const bool several = plan.causes.size() > 1;
    const Text name = several ? Text{cause.name.en + ": ", cause.name.es + ": "} : Text{};
    add_line(out, {name.en + cause.course.en, name.es + cause.course.es});
  }
  for (const knowledge::Care& care : knowledge.care) {
    if (care.kind != "prognosis" || !serves(knowledge, care, plan.causes)) continue;
    const bool lasting = plan.stage == Stage::chronic && care.effect;
    add_line(out, lasting ? Text{care.text.en + " " + care.effect->en,
                                 care.text.es + " " + care.effect->es}
                          : care.text);
  }
  return out;
}

}  // namespace dorsal::care
