#include "dorsal/watch/limits.hpp"

#include <array>

namespace dorsal::watch {
namespace {

using knowledge::Quality;

constexpr std::array kLimitNames = {
    LimitName{"trunk_border", "deg", &Limits::trunk_border},
    LimitName{"trunk_steepest", "deg", &Limits::trunk_steepest},
    LimitName{"neck_border", "deg", &Limits::neck_border},
    LimitName{"neck_far", "deg", &Limits::neck_far},
    LimitName{"arm_border", "deg", &Limits::arm_border},
    LimitName{"arm_overhead", "deg", &Limits::arm_overhead},
    LimitName{"posture_change", "deg", &Limits::posture_change},
    LimitName{"trunk_exponent", "-", &Limits::trunk_exponent},
    LimitName{"neck_far_rate", "-", &Limits::neck_far_rate},
    LimitName{"arm_below_overhead_rate", "-", &Limits::arm_below_overhead_rate},
    LimitName{"trunk_capacity", "min", &Limits::trunk_capacity},
    LimitName{"neck_capacity", "min", &Limits::neck_capacity},
    LimitName{"arms_capacity", "min", &Limits::arms_capacity},
    LimitName{"still_capacity", "min", &Limits::still_capacity},
    LimitName{"desk_capacity", "min", &Limits::desk_capacity},
    LimitName{"moving_empties", "min", &Limits::moving_empties},
    LimitName{"absence_empties", "min", &Limits::absence_empties},
    LimitName{"upright_empties", "min", &Limits::upright_empties},
    LimitName{"arms_down_empties", "min", &Limits::arms_down_empties},
    LimitName{"nearly_empty", "-", &Limits::nearly_empty},
    LimitName{"glance", "s", &Limits::glance},
    LimitName{"bridge", "s", &Limits::bridge},
    LimitName{"change_held", "s", &Limits::change_held},
    LimitName{"longest_step", "s", &Limits::longest_step},
    LimitName{"longest_wait", "min", &Limits::longest_wait},
    LimitName{"short_absence", "s", &Limits::short_absence},
    LimitName{"spacing", "min", &Limits::spacing},
    LimitName{"later", "min", &Limits::later},
    LimitName{"answer_time", "min", &Limits::answer_time},
    LimitName{"break_time", "min", &Limits::break_time},
    LimitName{"rested_below", "-", &Limits::rested_below},
    LimitName{"skips_before_question", "-", &Limits::skips_before_question},
    LimitName{"calibration_time", "s", &Limits::calibration_time},
    LimitName{"calibration_spread", "deg", &Limits::calibration_spread},
    LimitName{"calibration_seen", "-", &Limits::calibration_seen},
    LimitName{"recognition_time", "s", &Limits::recognition_time},
    LimitName{"other_build", "-", &Limits::other_build},
    LimitName{"outline_shift", "-", &Limits::outline_shift},
    LimitName{"background_shift", "-", &Limits::background_shift},
    LimitName{"near_upright", "deg", &Limits::near_upright},
};

Figure derived(double value, const char* source) { return {value, {source, Quality::derived}}; }
Figure guideline(double value, const char* source) { return {value, {source, Quality::guideline}}; }
Figure quoted(double value, const char* source) {
  return {value, {source, Quality::guideline_unverified}};
}
Figure expert(double value, const char* why) { return {value, {why, Quality::expert}}; }

constexpr const char* kRula =
    "border of a zone of RULA, McAtamney & Corlett 1993, doi:10.1016/0003-6870(93)90080-S, alike "
    "in "
    "two independent secondary sources";
constexpr const char* kEn = "EN 1005-4 as a help page quotes it; the standard was not opened";
constexpr const char* kMcLean =
    "McLean 2001, doi:10.1016/s0003-6870(00)00071-5, abstract: of breaks every 20 and every 40 "
    "minutes those every 20 eased discomfort most; that the interval is time bent is our reading";

void postures(Limits& l) {
  l.trunk_border = guideline(20, kRula);
  l.trunk_steepest = guideline(60, kRula);
  l.neck_border = guideline(20, kRula);
  l.neck_far = quoted(40,
                      "EN 1005-4 on the line of sight as a help page quotes it: not "
                      "acceptable beyond when held; the standard was not opened");
  l.arm_border = quoted(60, kEn);
  l.arm_overhead = guideline(90, kRula);
  l.posture_change = expert(10, "no study; well beyond the noise of an inclination from a camera");
}

void filling(Limits& l) {
  l.trunk_exponent =
      derived(2.27,
              "endurance of trunk muscles against intensity, power law of 194 studies, Frey-Law & "
              "Avin 2010, doi:10.1080/00140130903389068, coefficients at second hand");
  l.neck_far_rate = expert(2, "no study; it is farther from upright");
  l.arm_below_overhead_rate =
      derived(0.77,
              "sin(60 deg)^1.83: gravity moment of the arm, exponent of the shoulder in Frey-Law & "
              "Avin 2010, doi:10.1080/00140130903389068");
  l.trunk_capacity = derived(20, kMcLean);
  l.neck_capacity = derived(20, kMcLean);
  l.arms_capacity =
      derived(2.5,
              "half of the endurance at 19 % of strength, 14.86 s * 0.19^-1.83 = 310 s, Frey-Law & "
              "Avin 2010, doi:10.1080/00140130903389068; 19 %: a level bare arm against a woman's "
              "shoulder strength as a program quotes it; the half is our guess");
  l.still_capacity = derived(
      40,
      "the longer of the intervals between breaks in McLean 2001, "
      "doi:10.1016/s0003-6870(00)00071-5, abstract; that a change of posture does for a break: "
      "Waongenngarm 2021, doi:10.5271/sjweh.3949, abstract");
  l.desk_capacity =
      derived(40,
              "the longer of the intervals between breaks in McLean 2001, "
              "doi:10.1016/s0003-6870(00)00071-5, abstract; nothing is known of the posture");
}

void emptying(Limits& l) {
  l.moving_empties = expert(2, "no study of how much movement undoes; a short active break");
  l.absence_empties = expert(5, "no study; rest away from the desk, slower than movement");
  l.upright_empties = expert(20, "no study; a minute upright for a minute bent");
  l.arms_down_empties = derived(
      2,
      "three time constants 1/(r R) = 1/(15 * 0.00168/s) = 40 s of a shoulder at rest in the "
      "three-compartment model, Frey-Law 2012, doi:10.1016/j.jbiomech.2012.04.018, Looft & "
      "Frey-Law 2020, coefficients at second hand");
  l.nearly_empty = expert(0.25, "no study; what is left of a break too short by seconds");
}

void counting(Limits& l) {
  l.glance = expert(5, "no study; users ask that a glance down not count");
  l.bridge = expert(2, "as the zones of a recording: noise near a border is no rest");
  l.change_held = expert(3, "no study; shorter ones are movements, not postures");
  l.longest_step = expert(90, "no study; a longer gap between looks is sleep of the computer");
}

void nudging(Limits& l) {
  l.longest_wait = expert(5, "no study; a pause comes by itself within minutes");
  l.short_absence = expert(10, "no study; somebody got up");
  l.spacing = derived(20,
                      "the shorter of the intervals between breaks in McLean 2001, "
                      "doi:10.1016/s0003-6870(00)00071-5, abstract; without loss of output");
  l.later = expert(10, "no study; what users of break programs ask for");
  l.answer_time = expert(2, "no study; a notification that nobody saw is no skip");
  l.break_time = expert(2, "no study; a short active break");
  l.rested_below = expert(0.5, "no study; half a budget is nothing to speak of any more");
  l.skips_before_question = expert(3, "no study; once is chance, twice is a hurry");
}

void recognising(Limits& l) {
  l.calibration_time = expert(10, "no study; long enough for a median at one look a second");
  l.calibration_spread = expert(4, "no study; more scatter than that is movement");
  l.calibration_seen = expert(0.8, "no study; a few lost looks do no harm to a median");
  l.recognition_time = expert(5, "no study; somebody who passes by takes less");
  l.other_build =
      expert(0.25, "no study; one person's head against trunk varies by 17 % as they turn");
  l.outline_shift = expert(0.5, "no study; in trunk lengths: more than a shift in the chair");
  l.background_shift = expert(0.03, "no study; of the picture's height: more than trembling");
  l.near_upright = expert(15, "no study; farther off the outline says nothing of the camera");
}

}  // namespace

Limits published_limits() {
  Limits limits;
  postures(limits);
  filling(limits);
  emptying(limits);
  counting(limits);
  nudging(limits);
  recognising(limits);
  return limits;
}

std::span<const LimitName> limit_names() { return kLimitNames; }

}  // namespace dorsal::watch
