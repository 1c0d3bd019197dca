#include <array>

#include "dorsal/base/units.hpp"
#include "dorsal/exposure/zones.hpp"

namespace dorsal::exposure {
namespace {

constexpr double kEnFrequency = 2.0;  // [1/min] EN 1005-4: from which a posture counts as frequent

constexpr ZoneBorder scored(double degrees) {
  return {degrees * kRadiansPerDegree, Verdict::none, Verdict::none, {}};
}

// RULA scores 0..20, 20..60 and above; EN 1005-4's own forward zones were not to be had.
constexpr std::array kTrunk = {scored(0), scored(20), scored(60)};
constexpr std::array kNeck = {scored(0), scored(10), scored(20)};
constexpr std::array kSideways = {
    ZoneBorder{10 * kRadiansPerDegree, Verdict::conditional, Verdict::not_acceptable, kEnFrequency},
};
constexpr std::array kUpperArm = {
    ZoneBorder{20 * kRadiansPerDegree, Verdict::acceptable, Verdict::conditional, kEnFrequency},
    ZoneBorder{60 * kRadiansPerDegree, Verdict::not_acceptable, Verdict::not_acceptable, {}},
    ZoneBorder{90 * kRadiansPerDegree, Verdict::not_acceptable, Verdict::not_acceptable, {}},
};

constexpr std::string_view kRula =
    "RULA, McAtamney & Corlett 1993, doi:10.1016/0003-6870(93)90080-S";
constexpr std::string_view kEn = "EN 1005-4";
constexpr std::string_view kEnAndRula =
    "EN 1005-4 (20°, 60°); RULA (90°), McAtamney & Corlett 1993, "
    "doi:10.1016/0003-6870(93)90080-S";

using posture::Measure;
constexpr std::array kSchemes = {
    ZoneScheme{"trunk_inclination", Measure::trunk_inclination, false, Verdict::none, kTrunk, kRula,
               'A'},
    ZoneScheme{"neck_flexion", Measure::neck_flexion, false, Verdict::none, kNeck, kRula, 'A'},
    ZoneScheme{"left_upper_arm_elevation", Measure::left_upper_arm_elevation, false,
               Verdict::acceptable, kUpperArm, kEnAndRula, 'B'},
    ZoneScheme{"right_upper_arm_elevation", Measure::right_upper_arm_elevation, false,
               Verdict::acceptable, kUpperArm, kEnAndRula, 'B'},
    ZoneScheme{"trunk_lateral_bend", Measure::trunk_lateral_bend, true, Verdict::acceptable,
               kSideways, kEn, 'B'},
    ZoneScheme{"trunk_twist", Measure::trunk_twist, true, Verdict::acceptable, kSideways, kEn, 'B'},
};

constexpr ZoneScheme kEitherArm = {"either_upper_arm_elevation",
                                   Measure::left_upper_arm_elevation,
                                   false,
                                   Verdict::acceptable,
                                   kUpperArm,
                                   kEnAndRula,
                                   'B'};

}  // namespace

const ZoneScheme& either_arm_scheme() { return kEitherArm; }

std::span<const ZoneScheme> zone_schemes() { return kSchemes; }

}  // namespace dorsal::exposure
