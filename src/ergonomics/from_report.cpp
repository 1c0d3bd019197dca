#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dorsal/ergonomics/owas.hpp"
#include "dorsal/ergonomics/reba.hpp"
#include "dorsal/ergonomics/static_posture.hpp"
#include "dorsal/schema/document.hpp"
#include "spread.hpp"
#include "task_json.hpp"

namespace dorsal::ergonomics {
namespace {

constexpr double kNeutral = 5;          // [deg] counts as upright; expert guess
constexpr double kTwisted = 10;         // [deg] counts as twisted or bent aside; EN 1005-4's border
constexpr double kOwasBent = 20;        // [deg] usual in programs
constexpr double kShoulderHeight = 90;  // [deg]

/// What a score was made of, noted as it is made.
struct Account {
  const Task& report;
  const Task& task;
  std::string place;
  std::vector<std::string> measured;
  std::vector<std::string> by_hand;
  Json assumed = Json::object();
  std::vector<std::string> lacking;

  std::optional<Spread> spread(const std::string& measure) {
    auto found = Spread::from_report(report, measure);
    const bool known = std::find(measured.begin(), measured.end(), measure) != measured.end();
    if (found && !known) measured.push_back(measure);
    return found;
  }
  // A part by hand, or what is taken for granted of it.
  int given(const char* part, int otherwise) {
    if (task.contains(part)) {
      note_by_hand(part);
      return task.at(part).get<int>();
    }
    assumed[part] = otherwise;
    return otherwise;
  }
  // Probability of an adjustment; not measured counts as absent.
  double twisted(const std::string& measure, double border) {
    const auto found = spread(measure);
    if (!found) assumed[measure] = "none";
    return found ? found->size_beyond(border) : 0;
  }
  Scores hand_or(const char* part, const std::string& measure, auto from_spread) {
    if (task.contains(part)) {
      note_by_hand(part);
      return {{task.at(part).get<int>(), 1.0}};
    }
    const auto found = spread(measure);
    if (found) return from_spread(*found);
    lacking.push_back(fmt::format("{} (for \"{}\")", measure, part));
    return {{1, 1.0}};
  }
  void note_by_hand(const std::string& part) {
    if (std::find(by_hand.begin(), by_hand.end(), part) == by_hand.end()) by_hand.push_back(part);
  }
};

std::string why_of(const Task& report, const std::string& lacking) {
  for (const Task& entry : report.at("not_measurable")) {
    const auto measure = entry.at("measure").get<std::string>();
    if (lacking.starts_with(measure)) return ": " + entry.at("why").get<std::string>();
  }
  return "";
}

tl::unexpected<Error> not_held(const Account& account) {
  std::string list;
  for (const std::string& measure : account.lacking) {
    list += (list.empty() ? "" : ", ") + measure + why_of(account.report, measure);
  }
  return fail(ErrorCode::missing, "the report does not hold " + list, account.place,
              "give these part scores in a file with --input");
}

double either(double a, double b) { return 1 - (1 - a) * (1 - b); }

Scores arm_scores(const Spread& s) {
  constexpr std::array kBorders = {-20.0, 20.0, 45.0, 90.0};
  constexpr std::array kScores = {2, 1, 2, 3, 4};
  return s.banded(kBorders, kScores);
}

Scores elbow_scores(const Spread& s) {
  constexpr std::array kBorders = {60.0, 100.0};
  constexpr std::array kScores = {2, 1, 2};
  return s.banded(kBorders, kScores);
}

Scores trunk_scores(const Spread& s, bool reba) {
  constexpr std::array kBorders = {-60.0, -20.0, -kNeutral, kNeutral, 20.0, 60.0};
  constexpr std::array kRula = {4, 3, 2, 1, 2, 3, 4};
  constexpr std::array kReba = {3, 3, 2, 1, 2, 3, 4};
  return s.banded(kBorders, reba ? kReba : kRula);
}

Scores rula_neck_scores(const Spread& s) {
  constexpr std::array kBorders = {-kNeutral, 10.0, 20.0};
  constexpr std::array kScores = {4, 1, 2, 3};
  return s.banded(kBorders, kScores);
}

Scores reba_neck_scores(const Spread& s) {
  constexpr std::array kBorders = {-kNeutral, 20.0};
  constexpr std::array kScores = {2, 1, 2};
  return s.banded(kBorders, kScores);
}

// Every combination of four parts with its probability.
template <class Score>
Scores combined(const Scores& a, const Scores& b, const Scores& c, const Scores& d, Score score) {
  Scores result;
  for (const auto& [ka, pa] : a) {
    for (const auto& [kb, pb] : b) {
      for (const auto& [kc, pc] : c) {
        for (const auto& [kd, pd] : d) {
          const double p = pa * pb * pc * pd;
          if (p > 0) result[score(ka, kb, kc, kd)] += p;
        }
      }
    }
  }
  return result;
}

Scores rula_scores(Account& account, const std::string& side) {
  const Scores upper = account.hand_or("upper_arm", side + "_upper_arm_elevation_deg", arm_scores);
  const Scores lower = account.hand_or("lower_arm", side + "_elbow_flexion_deg", elbow_scores);
  const Scores neck = account.hand_or("neck", "neck_flexion_deg", rula_neck_scores);
  const Scores trunk = account.hand_or("trunk", "trunk_inclination_deg", [&](const Spread& s) {
    Scores scores = trunk_scores(s, false);
    scores = raised(scores, account.twisted("trunk_twist_deg", kTwisted), 6);
    return raised(scores, account.twisted("trunk_lateral_bend_deg", kTwisted), 6);
  });
  RulaArm arm;
  arm.wrist = account.given("wrist", 1);
  arm.wrist_twist = account.given("wrist_twist", 1);
  arm.muscle_force = account.given("muscle_force_arm", 0);
  RulaBody body;
  body.legs = account.given("legs", 1);
  body.muscle_force = account.given("muscle_force_trunk", 0);
  return combined(upper, lower, neck, trunk, [&](int u, int l, int n, int t) {
    RulaArm one = arm;
    one.upper_arm = u;
    one.lower_arm = l;
    RulaBody held = body;
    held.neck = n;
    held.trunk = t;
    return rula(one, held).grand;
  });
}

Scores reba_scores(Account& account, const std::string& side) {
  const Scores upper = account.hand_or("upper_arm", side + "_upper_arm_elevation_deg", arm_scores);
  const Scores lower = account.hand_or("lower_arm", side + "_elbow_flexion_deg", elbow_scores);
  const Scores neck = account.hand_or("neck", "neck_flexion_deg", reba_neck_scores);
  const Scores trunk = account.hand_or("trunk", "trunk_inclination_deg", [&](const Spread& s) {
    const double twist = account.twisted("trunk_twist_deg", kTwisted);
    const double bend = account.twisted("trunk_lateral_bend_deg", kTwisted);
    return raised(trunk_scores(s, true), either(twist, bend), 5);
  });
  RebaArm arm;
  arm.wrist = account.given("wrist", 1);
  arm.coupling = account.given("coupling", 0);
  RebaBody body;
  body.legs = account.given("legs", 1);
  body.load = account.given("load", 0);
  const int activity = account.given("activity", 0);
  return combined(upper, lower, neck, trunk, [&](int u, int l, int n, int t) {
    RebaArm one = arm;
    one.upper_arm = u;
    one.lower_arm = l;
    RebaBody held = body;
    held.neck = n;
    held.trunk = t;
    return reba(held, one, activity).reba;
  });
}

void add_account(Json& json, const Account& account) {
  json["measured"] = account.measured;
  json["assumed"] = account.assumed;
  if (!account.by_hand.empty()) json["by_hand_parts"] = account.by_hand;
}

Json distribution(const Scores& scores) {
  return {{"p", scores_json(scores)}, {"median", median_of(scores)}};
}

using Scorer = Scores (*)(Account&, const std::string&);

// Both sides where both can be told; the one with the greater median counts.
Result<Json> arm_method(Method method, const Task& report, const Task& task, std::string_view place,
                        Scorer scorer) {
  Provenance from;
  for (const char* note : {"report_spread", "report_independent", "report_arm_plane",
                           "report_neutral", "report_twist", "report_lower_bound"}) {
    from.add(Grade::c, note);
  }
  Json chosen;
  Json chosen_account;
  Json sides = Json::object();
  std::optional<tl::unexpected<Error>> fault;
  const std::vector<std::string> wanted =
      task.contains("side") ? std::vector<std::string>{task.at("side").get<std::string>()}
                            : std::vector<std::string>{"left", "right"};
  for (const std::string& side : wanted) {
    const Task own = task_of_side(task, side.c_str());
    Account account{report, own, std::string(place), {}, {}, Json::object(), {}};
    const Scores scores = scorer(account, side);
    if (!account.lacking.empty()) {
      if (!fault) fault = not_held(account);
      continue;
    }
    sides[side] = distribution(scores);
    if (!chosen.is_null() && sides[side]["median"] <= chosen["median"]) continue;
    chosen = sides[side];
    chosen["side"] = side;
    chosen_account = Json::object();
    add_account(chosen_account, account);
  }
  if (chosen.is_null()) return *fault;
  Json json = begin_answer(method, from);
  json.update(chosen);
  json.update(sides);
  json.update(chosen_account);
  end_answer(json, from);
  return json;
}

Scores owas_back(Account& account) {
  return account.hand_or("back", "trunk_inclination_deg", [&](const Spread& s) {
    const double bent = s.size_beyond(kOwasBent);
    const double turned = either(account.twisted("trunk_twist_deg", kOwasBent),
                                 account.twisted("trunk_lateral_bend_deg", kOwasBent));
    return Scores{{1, (1 - bent) * (1 - turned)},
                  {2, bent * (1 - turned)},
                  {3, (1 - bent) * turned},
                  {4, bent * turned}};
  });
}

Scores owas_arms(Account& account) {
  if (account.task.contains("arms")) {
    account.note_by_hand("arms");
    return {{account.task.at("arms").get<int>(), 1.0}};
  }
  const auto left = account.spread("left_upper_arm_elevation_deg");
  const auto right = account.spread("right_upper_arm_elevation_deg");
  if (!left && !right) {
    account.lacking.emplace_back("left_upper_arm_elevation_deg (for \"arms\")");
    return {{1, 1.0}};
  }
  if (!left) account.assumed["left_arm"] = "as the right";
  if (!right) account.assumed["right_arm"] = "as the left";
  const double l = (left ? left : right)->beyond(kShoulderHeight);
  const double r = (right ? right : left)->beyond(kShoulderHeight);
  return {{1, (1 - l) * (1 - r)}, {2, l * (1 - r) + r * (1 - l)}, {3, l * r}};
}

Result<Json> owas_from_report(const Task& report, const Task& task, std::string_view place) {
  Account account{report, task, std::string(place), {}, {}, Json::object(), {}};
  if (!task.contains("legs")) {
    return fail(ErrorCode::missing, "the report does not hold the legs, which OWAS needs",
                std::string(place), "give \"legs\" (1 to 7) in a file with --input");
  }
  const int legs = account.given("legs", 1);
  const int load = account.given("load", 1);
  const Scores back = owas_back(account);
  const Scores arms = owas_arms(account);
  if (!account.lacking.empty()) return not_held(account);
  Provenance from;
  for (const char* note :
       {"report_spread", "report_independent", "report_owas_borders", "report_owas_arms"}) {
    from.add(Grade::c, note);
  }
  const Scores none{{1, 1.0}};
  const Scores scores = combined(back, arms, none, none, [&](int b, int a, int, int) {
    const OwasScore score = owas({b, a, legs, load});
    from.add(score.from);
    return score.action_category;
  });
  Json json = begin_answer(Method::owas, from);
  json.update(distribution(scores));
  add_account(json, account);
  end_answer(json, from);
  return json;
}

// How often the report says that a border was passed; nothing where it was too short to tell.
std::optional<double> frequency_in(const Task& report, const std::string& dose) {
  const Task& exposure = report.at("exposure");
  if (!exposure.contains(dose) || !exposure[dose].at("value").is_number()) return std::nullopt;
  return exposure[dose]["value"].get<double>();
}

struct StaticMeasure {
  const char* measure;
  const char* limits;
  const char* dose;
  std::array<double, 2> borders;
};
constexpr std::array kStaticMeasures = {
    StaticMeasure{"left_upper_arm_elevation_deg",
                  "upper_arm_elevation",
                  "left_upper_arm_elevation_past_20_deg_frequency",
                  {20, 60}},
    StaticMeasure{"right_upper_arm_elevation_deg",
                  "upper_arm_elevation",
                  "right_upper_arm_elevation_past_20_deg_frequency",
                  {20, 60}},
    StaticMeasure{"trunk_lateral_bend_deg",
                  "trunk_sideways_or_twist",
                  "trunk_lateral_bend_past_10_deg_frequency",
                  {10, 180}},
    StaticMeasure{"trunk_twist_deg",
                  "trunk_sideways_or_twist",
                  "trunk_twist_past_10_deg_frequency",
                  {10, 180}},
};

// Verdict 0, 1 or 2 of one measure.
Scores static_scores(const Spread& spread, const StaticMeasure& m, bool often) {
  const double first = spread.size_beyond(m.borders[0]);
  const double second = spread.size_beyond(m.borders[1]);
  const auto verdict = [&](double angle) {
    return static_cast<int>(en1005_4(m.limits, angle, often));
  };
  Scores scores;
  scores[verdict(0)] += 1 - first;
  scores[verdict(m.borders[0] + 1)] += first - second;
  scores[verdict(m.borders[1] + 1)] += second;
  return scores;
}

Result<Json> static_from_report(const Task& report, std::string_view place) {
  const Task nothing = Task::object();
  Account account{report, nothing, std::string(place), {}, {}, Json::object(), {}};
  Provenance from;
  from.add(Grade::c, "report_spread");
  from.add(Grade::c, "report_independent");
  Scores worst{{0, 1.0}};
  for (const StaticMeasure& m : kStaticMeasures) {
    const auto spread = account.spread(m.measure);
    if (!spread) continue;
    const auto frequency = frequency_in(report, m.dose);
    if (!frequency) from.add(Grade::b, "static_frequency_unknown");
    const Scores one = static_scores(*spread, m, frequency.value_or(2) >= 2);
    const Scores none{{1, 1.0}};
    worst = combined(worst, one, none, none, [](int a, int b, int, int) { return std::max(a, b); });
  }
  if (account.measured.empty()) {
    account.lacking.emplace_back("an upper arm's elevation, a side bend or a twist");
    return tl::unexpected(Error{ErrorCode::missing,
                                "the report does not hold " + account.lacking[0],
                                std::string(place), "record from a view that shows them"});
  }
  from.add(Grade::b, "static_trunk_not_found");
  from.add(Grade::b, "iso11226_not_found");
  Json json = begin_answer(Method::static_posture, from);
  json["p"] = Json::object();
  for (const auto& [verdict, share] : worst) {
    json["p"][std::string(to_string(static_cast<Acceptability>(verdict)))] =
        std::round(share * 1000) / 1000;
  }
  json["median"] = to_string(static_cast<Acceptability>(median_of(worst)));
  add_account(json, account);
  end_answer(json, from);
  return json;
}

}  // namespace

Result<Json> answer_from_report(Method method, const Task& report, const Task& task,
                                std::string_view place) {
  DORSAL_TRY_VOID(schema::check(report, schema::Document::report, place));
  const auto check_task = [&](const char* definition) {
    return schema::check_definition(task, definition, "the task beside the report");
  };
  switch (method) {
    case Method::rula:
      DORSAL_TRY_VOID(check_task("ErgoRula"));
      return arm_method(method, report, task, place, rula_scores);
    case Method::reba:
      DORSAL_TRY_VOID(check_task("ErgoReba"));
      return arm_method(method, report, task, place, reba_scores);
    case Method::owas:
      DORSAL_TRY_VOID(check_task("ErgoOwas"));
      return owas_from_report(report, task, place);
    case Method::static_posture:
      return static_from_report(report, place);
    default:
      return fail(ErrorCode::missing,
                  fmt::format("a report does not hold what {} needs: loads, efforts, distances or "
                              "the workplace",
                              name_of(method)),
                  std::string(place), "describe the task with --input instead of --from");
  }
}

}  // namespace dorsal::ergonomics
