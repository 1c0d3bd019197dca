#include <array>

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
constexpr std::array<std::string_view, kAssumptions> kAssumptionWords = {
    "hands_free",        "hands_given",          "default_body",
    "given_body",        "population_upright",   "upright_from_recording",
    "upright_from_file", "level_camera",         "view_detected",
    "view_given",        "hidden_side_mirrored", "forearms_unsupported",
    "largest_person"};
constexpr std::array<std::string_view, 3> kCalibrations = {"none", "recording", "file"};

}  // namespace

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
  return out;
}

}  // namespace dorsal::report
