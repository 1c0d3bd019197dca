#include "known_person.hpp"

#include <utility>

#include "dorsal/body/model_file.hpp"
#include "dorsal/body/scaling.hpp"

namespace dorsal::pipeline {
namespace {

using report::Assumption;

// Shows every frame of a recording to the survey.
Result<posture::Survey> survey_of(const body::Person& person, Recording& recording,
                                  const Progress& progress) {
  posture::Survey survey(person);
  PoseRecord record{};
  recording.frames.rewind();
  while (recording.frames.read(record)) {
    DORSAL_TRY_VOID(go_on(progress));
    survey.add(from_record(record));
  }
  return survey;
}

Result<std::optional<posture::Calibration>> dedicated_calibration(
    const Request& request, const body::Person& person, const std::filesystem::path& scratch,
    Progress& progress) {
  if (!request.calibration) return std::nullopt;
  DORSAL_TRY(Recording upright, record(request, *request.calibration, scratch, progress));
  DORSAL_TRY(posture::Survey survey, survey_of(person, upright, progress));
  const auto calibration = survey.calibrate();
  if (!calibration) {
    return fail(ErrorCode::missing, "no one is seen upright in it, with hips, shoulders and an ear",
                request.calibration->string(),
                "record some seconds of comfortable upright sitting or standing, seen as in the "
                "recording to be analysed");
  }
  return calibration;
}

void note_body(const Request& request, const body::Person& person,
               std::vector<report::AssumptionNote>& notes) {
  notes.push_back({request.person ? Assumption::given_body : Assumption::default_body,
                   {in_metres(person.height), in_kilograms(person.mass), person.age}});
}

void note_strength(const watch::Conditioning& c, std::vector<report::AssumptionNote>& notes) {
  const double weeks = c.weeks;
  if (c.weeks < watch::kFewestWeeks) {
    notes.push_back({Assumption::strength_days_too_few, {weeks}});
  } else {
    notes.push_back({Assumption::strength_from_days, {c.value, c.low, c.high, weeks}});
  }
}

void note_calibration(const posture::Calibration& calibration,
                      std::vector<report::AssumptionNote>& notes) {
  switch (calibration.source) {
    case posture::CalibrationSource::population:
      notes.push_back({Assumption::population_upright, {}});
      break;
    case posture::CalibrationSource::recording:
      notes.push_back({Assumption::upright_from_recording, {calibration.from, calibration.to}});
      break;
    case posture::CalibrationSource::dedicated:
      notes.push_back({Assumption::upright_from_file, {}});
      break;
  }
}

report::Calibration calibration_word(posture::CalibrationSource source) {
  switch (source) {
    case posture::CalibrationSource::population:
      return report::Calibration::none;
    case posture::CalibrationSource::recording:
      return report::Calibration::recording;
    case posture::CalibrationSource::dedicated:
      return report::Calibration::file;
  }
  return report::Calibration::none;
}

}  // namespace

Result<KnownPerson> know_person(const Request& request, Recording& recording,
                                const std::filesystem::path& scratch, Progress& progress) {
  body::Person person = request.person.value_or(body::Person{});
  if (request.conditioning) person.conditioning = request.conditioning->value;
  DORSAL_TRY(const body::ModelFile file, body::thoracolumbar_model());
  DORSAL_TRY(body::Model model, body::scale_model(file, person));
  DORSAL_TRY(const auto dedicated, dedicated_calibration(request, person, scratch, progress));
  DORSAL_TRY(posture::Survey survey, survey_of(person, recording, progress));
  posture::Surveyed surveyed = survey.finish(request.view, dedicated);
  return KnownPerson{person, std::move(model), std::move(surveyed)};
}

void describe(const Request& request, const Recording& recording, const KnownPerson& known,
              report::Assessment& assessment) {
  assessment.person = known.person;
  assessment.input = recording.input;
  assessment.diagnostics = recording.diagnostics;
  auto& notes = assessment.assumptions;
  note_body(request, known.person, notes);
  if (request.conditioning) note_strength(*request.conditioning, notes);
  if (request.hands) {
    assessment.lifted = kilograms(request.hands->left_hand + request.hands->right_hand);
    notes.push_back(
        {Assumption::hands_given, {request.hands->left_hand, request.hands->right_hand}});
  } else {
    notes.push_back({Assumption::hands_free, {}});
  }
  notes.push_back({Assumption::forearms_unsupported, {}});
  if (recording.input.frames_with_person == 0) return;
  assessment.view = known.surveyed.view;
  assessment.calibration = calibration_word(known.surveyed.calibration.source);
  note_calibration(known.surveyed.calibration, notes);
  if (known.surveyed.view != posture::View::spatial) {
    notes.push_back({Assumption::level_camera, {}});
    notes.push_back({request.view ? Assumption::view_given : Assumption::view_detected, {}});
  }
  if (assessment.posture.eye_distance().value.empty()) return;
  if (request.field_of_view) {
    notes.push_back({Assumption::field_of_view_given, {in_degrees(*request.field_of_view)}});
  } else {
    notes.push_back({Assumption::field_of_view_unknown, {}});
  }
}

}  // namespace dorsal::pipeline
