#pragma once

#include <Eigen/Core>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/body/level.hpp"
#include "dorsal/body/person.hpp"
#include "dorsal/ergonomics/group_fatigue.hpp"
#include "dorsal/exposure/dose.hpp"
#include "dorsal/exposure/finding.hpp"
#include "dorsal/exposure/load_exposure.hpp"
#include "dorsal/exposure/posture_exposure.hpp"
#include "dorsal/load/load_frame.hpp"
#include "dorsal/pose/landmarks.hpp"
#include "dorsal/posture/posture_series.hpp"

namespace dorsal::report {

enum class InputKind { video, image, image_folder, landmarks, camera };

/// What was read.
struct Input {
  std::string name;  // file or folder name as the user knows it, without its path
  InputKind kind = InputKind::video;
  double duration = std::numeric_limits<double>::quiet_NaN();  // [s]; 0 for one picture
  double fps = std::numeric_limits<double>::quiet_NaN();       // [1/s]; NaN: uneven or one picture
  std::size_t frames_read = 0;
  std::size_t frames_with_person = 0;
};

/// What was taken for granted. Its sentence in each language stands in src/report/text.
enum class Assumption : std::size_t {
  hands_free,              ///< nothing in the hands
  hands_given,             ///< values: left, right [kg]
  default_body,            ///< values: height [m], mass [kg], age [years]
  given_body,              ///< values: height [m], mass [kg], age [years]
  population_upright,      ///< no upright posture of the person known: the population's prior
  upright_from_recording,  ///< calibrated to an upright stretch; values: its begin and end [s]
  upright_from_file,       ///< calibrated by --calibration
  level_camera,            ///< gravity points down the picture
  view_detected,           ///< the view was worked out from the landmarks
  view_given,              ///< by --view
  hidden_side_mirrored,   ///< the arm that the camera cannot see is taken to be held like the other
  forearms_unsupported,   ///< no desk, armrest or thigh carries the arms
  largest_person,         ///< several people: the largest was followed
  strength_from_days,     ///< by --days; values: conditioning, its low and high [-], weeks
  strength_days_too_few,  ///< --days has too few for that; values: weeks
  field_of_view_unknown,  ///< of the camera, where the distance of the eyes was measured
  field_of_view_given,    ///< by --field-of-view; values: [deg]
};
inline constexpr std::size_t kAssumptions = 17;

struct AssumptionNote {
  Assumption what;
  std::vector<double> values;  // as named above
};

/// Where the person's own upright posture came from.
enum class Calibration { none, recording, file };

/// One moment to be drawn. Points: frame World as seen by the person (x forward, y up, z right),
/// any origin, the same for all of a moment; NaN for a point that is not known.
struct Moment {
  double time = std::numeric_limits<double>::quiet_NaN();  // [s]
  posture::PostureFrame posture;
  load::LoadFrame load;  // drawn only when its status is solved
  // (level) [m] joint centres T1/T2 .. L5/S1
  body::LevelArray<Eigen::Vector3d> spine = points<body::kLevels>();
  // (landmark) [m]
  std::array<Eigen::Vector3d, pose::kLandmarks> landmarks = points<pose::kLandmarks>();
  std::string jpeg;  // the frame itself, only under --keep-frames

  template <std::size_t N>
  static std::array<Eigen::Vector3d, N> points() {
    std::array<Eigen::Vector3d, N> all;
    all.fill(Eigen::Vector3d::Constant(std::numeric_limits<double>::quiet_NaN()));
    return all;
  }
};

/// A stretch of the recording.
struct Stretch {
  double begin = 0;  // [s]
  double end = 0;    // [s]
};

/// Everything that a report says about one recording: what was read, what was found, what was taken
/// for granted. Reports are functions of this value alone.
struct Assessment {
  Input input;
  std::optional<posture::View> view;  // unset: nobody was seen
  body::Person person;
  Calibration calibration = Calibration::none;
  std::vector<AssumptionNote> assumptions;
  std::vector<Diagnostic> diagnostics;  // shown as they are, in English

  std::optional<Mass> lifted;  // in both hands together, as given

  exposure::PostureExposure posture;  // closed
  exposure::LoadExposure load;
  ergonomics::FatigueOutlook fatigue;  // of what was observed of the load
  // (level) [N] the same person standing upright, hands free; NaN where unknown
  body::LevelArray<double> standing_compression = unknown_levels();
  std::optional<Moment> median;  // the moment whose load is the recording's median
  std::optional<Moment> worst;   // the moment of the greatest load
  bool quasi_static = true;      // no stretch was too fast
  std::vector<Stretch> too_fast;

  static body::LevelArray<double> unknown_levels() {
    body::LevelArray<double> levels;
    levels.fill(std::numeric_limits<double>::quiet_NaN());
    return levels;
  }
};

/// A measure or finding that there is none of, and why.
struct NotMeasurable {
  std::string measure;  // name as in report.json, "load", or the id of a finding
  std::string why;      // word of a gap: "hips_hidden", "observed_too_short"
  // [s] of findings; NaN: does not matter
  double observed = std::numeric_limits<double>::quiet_NaN();
  double needed = std::numeric_limits<double>::quiet_NaN();
};
[[nodiscard]] std::vector<NotMeasurable> not_measurable(const Assessment& assessment);

/// Words for report.json.
[[nodiscard]] std::string_view word(InputKind kind);
[[nodiscard]] std::string_view word(posture::View view);
[[nodiscard]] std::string_view word(posture::Gap gap);
[[nodiscard]] std::string_view word(exposure::LoadGap gap);
[[nodiscard]] std::string_view word(Assumption assumption);
[[nodiscard]] std::string_view word(Calibration calibration);
[[nodiscard]] std::string_view word(exposure::FindingGap gap);

}  // namespace dorsal::report
