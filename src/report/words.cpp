#include <array>
#include <optional>

#include "dorsal/exposure/viewing_distance.hpp"
#include "dorsal/report/assessment.hpp"

namespace dorsal::report {
namespace {

template <class Enum, std::size_t N>
std::string_view look_up(const std::array<std::string_view, N>& words, Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

constexpr std::array<std::string_view, 5> kKinds = {"video", "image", "image_folder", "landmarks",
                                                    "camera"};
constexpr std::array<std::string_view, 6> kViews = {"front", "left",    "right",
                                                    "rear",  "oblique", "spatial"};
constexpr std::array<std::string_view, exposure::kGaps> kGapWords = {
    "none",        "nobody",     "hips_hidden",        "shoulders_hidden",
    "head_hidden", "arm_hidden", "not_from_this_view", "fit_failed"};
constexpr std::array<std::string_view, exposure::kLoadGaps> kLoadGapWords = {
    "none", "nobody", "trunk_hidden", "moving_too_fast", "cannot_be_held", "not_converged"};
constexpr std::array<std::string_view, kAssumptions> kAssumptionWords = {"hands_free",
                                                                         "hands_given",
                                                                         "default_body",
                                                                         "given_body",
                                                                         "population_upright",
                                                                         "upright_from_recording",
                                                                         "upright_from_file",
                                                                         "level_camera",
                                                                         "view_detected",
                                                                         "view_given",
                                                                         "hidden_side_mirrored",
                                                                         "forearms_unsupported",
                                                                         "largest_person",
                                                                         "strength_from_days",
                                                                         "strength_days_too_few",
                                                                         "field_of_view_unknown",
                                                                         "field_of_view_given"};
constexpr std::array<std::string_view, 3> kCalibrations = {"none", "recording", "file"};

constexpr std::array<std::string_view, 6> kFindingGaps = {
    "none", "not_seen", "legs_hidden", "observed_too_short", "too_few_pictures", "mass_unknown"};

// Cycles a minute that a recording should be able to show.
constexpr double kQuickWork = 40;  // [1/min]

std::optional<std::string_view> screen_distance_gap(const Assessment& a) {
  const exposure::Track& eyes = a.posture.eye_distance();
  if (a.input.kind == InputKind::landmarks) return "no_picture";
  if (eyes.value.empty()) return "face_turned";
  if (eyes.quantiles().median > exposure::kFarthestScreen) return "camera_far";
  return std::nullopt;
}

void add_exposure_gaps(const Assessment& a, std::vector<NotMeasurable>& out) {
  const exposure::PostureExposure& posture = a.posture;
  const bool nobody = posture.with_person() == exposure::Duration::zero();
  const std::string legs(nobody ? word(posture::Gap::nobody)
                                : word(exposure::FindingGap::legs_hidden));
  if (posture.sitting().observed() == exposure::Duration::zero()) out.push_back({"sitting", legs});
  if (posture.lifts().observed() == exposure::Duration::zero()) out.push_back({"lifts", legs});
  if (posture.head_pitch().value.empty()) {
    const auto gap = posture.main_gap(posture::Measure::neck_flexion);
    out.push_back(
        {"head_pitch", std::string(word(gap == posture::Gap::none ? posture::Gap::nobody : gap))});
  }
  for (const exposure::Repetition& joint : posture.repetition()) {
    if (joint.observed() == exposure::Duration::zero() || joint.countable() >= kQuickWork) continue;
    out.push_back({"repetition", std::string(word(exposure::FindingGap::too_few_pictures))});
    break;
  }
  // A camera that looks at the person sees neither the screen nor where the eyes turn.
  out.push_back({"screen_height", "screen_not_seen"});
  if (const auto why = screen_distance_gap(a)) {
    out.push_back({"screen_distance", std::string(*why)});
  }
}

void add_findings(const Assessment& a, std::vector<NotMeasurable>& out) {
  for (const exposure::Finding& f : exposure::findings(a.posture, a.lifted)) {
    if (f.measured) continue;
    std::string why(word(f.why));
    if (f.why == exposure::FindingGap::not_seen) {
      why = word(f.gap == posture::Gap::none ? posture::Gap::nobody : f.gap);
    }
    out.push_back({f.id, why, f.observed, f.needed});
  }
}

}  // namespace

std::string_view word(exposure::FindingGap gap) { return look_up(kFindingGaps, gap); }
std::string_view word(InputKind kind) { return look_up(kKinds, kind); }
std::string_view word(posture::View view) { return look_up(kViews, view); }
std::string_view word(posture::Gap gap) { return look_up(kGapWords, gap); }
std::string_view word(exposure::LoadGap gap) { return look_up(kLoadGapWords, gap); }
std::string_view word(Assumption assumption) { return look_up(kAssumptionWords, assumption); }
std::string_view word(Calibration calibration) { return look_up(kCalibrations, calibration); }

std::vector<NotMeasurable> not_measurable(const Assessment& assessment) {
  std::vector<NotMeasurable> out;
  const auto reason = [](std::string_view w) {
    return std::string(w == "none" ? word(posture::Gap::nobody) : w);
  };
  for (std::size_t m = 0; m < posture::kMeasures; ++m) {
    const auto measure = static_cast<posture::Measure>(m);
    if (!assessment.posture.track(measure).value.empty()) continue;
    out.push_back({std::string(posture::measure_infos()[m].name),
                   reason(word(assessment.posture.main_gap(measure)))});
  }
  if (assessment.load.observed() == exposure::Duration::zero()) {
    out.push_back({"load", reason(word(assessment.load.main_gap()))});
  }
  add_exposure_gaps(assessment, out);
  add_findings(assessment, out);
  return out;
}

}  // namespace dorsal::report
