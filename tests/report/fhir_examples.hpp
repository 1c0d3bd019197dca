#pragma once

#include <nlohmann/json.hpp>

namespace dorsal::report_test {

/// What `dorsal ask --json` prints, as far as the contract of the command says it.
inline nlohmann::ordered_json example_ask() {
  return nlohmann::ordered_json::parse(R"({
    "schema": "1", "dorsal": "1", "model": "1", "knowledge": "1",
    "urgency": "same_day", "why": ["R7a"],
    "red_flags": [{"id": "R7a", "because": ["fever"], "urgency": "same_day", "source": "a guideline"}],
    "causes": [
      {"id": "muscle_overuse", "icd10cm": "S29.012A", "name": "Overused muscles", "probability": 0.41,
       "interval": [0.25, 0.5],
       "for": [{"finding": "heavy_lifting", "log_odds": 0.7, "source": "a study", "quality": "measured"}],
       "against": [{"finding": "fever", "log_odds": -0.9, "source": "expert estimate", "quality": "expert"}]},
      {"id": "renal_stone_pyelonephritis", "icd10cm": "N20.0;N10", "name": "Kidney", "probability": 0.0003,
       "interval": [0.0001, 0.002], "for": [], "against": []},
      {"id": "dish", "icd10cm": "", "name": "", "probability": null, "interval": null, "for": [], "against": []}],
    "unanswered_red_flags": ["legs_bladder"],
    "next": {"screen": "legs_bladder", "question": null},
    "advice": {"now": ["Keep moving."], "see": "See a doctor today.", "come_back_if": ["A leg is weak."]}})");
}

/// What `dorsal plan --json` prints.
inline nlohmann::ordered_json example_plan() {
  return nlohmann::ordered_json::parse(R"({
    "urgency": "self_care", "stage": "acute",
    "steps": [
      {"id": "row_band", "kind": "exercise", "when": "weeks", "text": "Pull a band.", "dose": "3 x 10",
       "effect": "little", "quality": "expert", "source": "expert estimate", "cautions": ["Stop if it hurts."]},
      {"id": "nsaid", "kind": "medicine", "when": "first_days", "text": "A tablet may help.", "dose": "",
       "effect": "", "quality": "guideline", "source": "a guideline", "cautions": [], "offered": true}],
    "avoid": ["Bed rest."], "expect": "Most are well in weeks.", "come_back_if": ["Fever."]})");
}

}  // namespace dorsal::report_test
