#include "dorsal/ergonomics/group_fatigue.hpp"

#include <algorithm>
#include <cmath>

#include "slow_fatigue.hpp"
#include "table.hpp"

namespace dorsal::ergonomics {
namespace {

// 95 % prediction interval of endurance about its mean curve; 29 to 47 % of it by intensity, the
// greatest taken. Frey-Law 2012, doi:10.1016/j.jbiomech.2012.04.018, table 1 (secondary, grade B).
constexpr double kPrediction = 0.47;  // [-]
// Rest multiplier of most joints, taken over to others by later authors. Looft 2018,
// doi:10.1016/j.jbiomech.2018.06.005 (secondary, grade B).
constexpr double kUsualRest = 15;    // [-]
constexpr std::size_t kPoints = 33;  // of a drawn course: every quarter of an hour

struct PublishedSpread {
  double least_ratio = 1, greatest_ratio = 0;  // R over F [-]
  double greatest_rest = 1;                    // r [-]
};

PublishedSpread published_spread() {
  const Table table("fatigue_3cc.csv");
  PublishedSpread out;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double ratio = table.number(row, "r_per_s") / table.number(row, "f_per_s");
    out.least_ratio = std::min(out.least_ratio, ratio);
    out.greatest_ratio = std::max(out.greatest_ratio, ratio);
    out.greatest_rest = std::max(out.greatest_rest, table.number(row, "rest_multiplier"));
  }
  return out;
}

FatigueRates scaled(const FatigueRates& rates, double endurance, double ratio, double rest) {
  const double fatigue = rates.fatigue / endurance;
  return {fatigue, fatigue * ratio, rest, rates.from};
}

/// One group under one bound of its efforts, with one set of rates.
struct Course {
  std::optional<double> tired;  // [s]
  double fatigued = 0;          // then, or at the end of the outlook
  double at_end = 1;            // able at the end of the recording
  std::vector<double> able;     // (time)
};

/// Walks a recording again and again and looks at the muscle at the given times.
class Walk {
 public:
  Walk(const EffortSeries& series, std::size_t group, Bound bound, const FatigueRates& rates)
      : series_(series), group_(group), bound_(bound), muscle_(rates) {}

  Course along(const std::vector<double>& times) {
    std::size_t next = 0;
    while (next < times.size()) {
      for (std::size_t bin = 0; bin < series_.bins() && next < times.size(); ++bin) {
        const double length = series_.seconds(bin);
        const double before = muscle_.able();
        bear(bin);
        // Within a bin strength is taken to change in a straight line.
        for (; next < times.size() && times[next] < time_ + length; ++next) {
          const double share = (times[next] - time_) / length;
          course_.able.push_back(before + share * (muscle_.able() - before));
        }
        time_ += length;
      }
      if (!walked_) course_.at_end = muscle_.able();
      walked_ = true;
    }
    if (!course_.tired) course_.fatigued = muscle_.fatigued();
    return std::move(course_);
  }

 private:
  void bear(std::size_t bin) {
    const Effort& effort = series_.effort(bin, group_, bound_);
    if (effort.seconds > 0) {
      const auto too_much = muscle_.bear(effort.mean(), effort.seconds);
      if (too_much && !course_.tired) {
        course_.tired = time_ + *too_much;
        course_.fatigued = 1 - effort.mean();
      }
    }
    const double rest = series_.seconds(bin) - effort.seconds;
    if (rest > 0) muscle_.bear(0, rest);
  }

  const EffortSeries& series_;
  std::size_t group_;
  Bound bound_;
  SlowFatigue muscle_;
  double time_ = 0;
  bool walked_ = false;
  Course course_;
};

double rest_to_recover(double fatigued, const FatigueRates& rates) {
  if (1 - fatigued >= kRecovered) return 0;
  return std::log(fatigued / (1 - kRecovered)) / (rates.recovery * rates.rest_multiplier);
}

/// @param courses  typical, soonest, latest
TimeLeft recovery(const std::array<Course, 3>& courses, const RatesRange& rates) {
  const FatigueRates& typical = rates.typical;
  FatigueRates slow = typical;
  slow.recovery /= 1 + kPrediction;
  slow.rest_multiplier = rates.soonest.rest_multiplier;
  FatigueRates fast = typical;
  fast.recovery /= 1 - kPrediction;
  fast.rest_multiplier = rates.latest.rest_multiplier;
  TimeLeft out;
  out.value = rest_to_recover(courses[0].fatigued, typical);
  out.low = out.high = out.value;
  for (const Course& course : courses) {
    out.low = std::min(*out.low, rest_to_recover(course.fatigued, fast));
    out.high = std::max(*out.high, rest_to_recover(course.fatigued, slow));
  }
  return out;
}

double mean_effort(const EffortSeries& series, std::size_t index, Bound bound) {
  double dose = 0;
  for (std::size_t bin = 0; bin < series.bins(); ++bin) {
    dose += series.effort(bin, index, bound).dose;
  }
  return dose / series.observed();
}

double resting_share(const EffortSeries& series, std::size_t index) {
  double loaded = 0;
  for (std::size_t bin = 0; bin < series.bins(); ++bin) {
    loaded += series.effort(bin, index, Bound::value).seconds;
  }
  return std::clamp(1 - loaded / series.observed(), 0.0, 1.0);
}

GroupFatigue group_fatigue(const EffortSeries& series, std::size_t group, body::Side side,
                           const std::vector<double>& times) {
  const std::size_t index = effort_index(group, side);
  const RatesRange rates = rates_range(muscle_groups()[group]);
  const std::array<Course, 3> courses = {
      Walk(series, index, Bound::value, rates.typical).along(times),
      Walk(series, index, Bound::high, rates.soonest).along(times),
      Walk(series, index, Bound::low, rates.latest).along(times)};
  const auto& [typical, soonest, latest] = courses;
  GroupFatigue out;
  out.group = group;
  out.side = side;
  out.effort = {mean_effort(series, index, Bound::value), mean_effort(series, index, Bound::low),
                mean_effort(series, index, Bound::high)};
  out.resting = resting_share(series, index);
  out.tired = {typical.tired, soonest.tired, latest.tired};
  out.recovered = recovery(courses, rates);
  out.at_end = {typical.at_end, soonest.at_end, latest.at_end};
  for (std::size_t i = 0; i < times.size(); ++i) {
    out.able.push_back({typical.able[i], soonest.able[i], latest.able[i]});
  }
  return out;
}

}  // namespace

RatesRange rates_range(const MuscleGroup& group) {
  static const PublishedSpread kSpread = published_spread();
  RatesRange out;
  out.typical = fatigue_rates(group.joint);
  const double rest = out.typical.rest_multiplier;
  const bool published = group.grade <= Grade::b && rest > 1;
  out.soonest = scaled(out.typical, 1 - kPrediction, kSpread.least_ratio, published ? rest : 1);
  out.latest = scaled(out.typical, 1 + kPrediction, kSpread.greatest_ratio,
                      rest > 1 ? kSpread.greatest_rest : kUsualRest);
  return out;
}

FatigueOutlook fatigue_outlook(const EffortSeries& series) {
  FatigueOutlook out;
  out.observed = series.observed();
  if (series.bins() == 0) return out;
  out.horizon = std::max(kOutlook, series.observed());
  out.repeated = series.observed() < kOutlook;
  out.banded = series.banded();
  for (std::size_t i = 0; i < kPoints; ++i) {
    out.times.push_back(out.horizon * static_cast<double>(i) / (kPoints - 1));
  }
  for (std::size_t group = 0; 2 * group < series.groups(); ++group) {
    for (const body::Side side : {body::Side::left, body::Side::right}) {
      out.groups.push_back(group_fatigue(series, group, side, out.times));
    }
  }
  return out;
}

std::vector<const GroupFatigue*> by_need(const FatigueOutlook& outlook) {
  std::vector<const GroupFatigue*> out;
  for (const GroupFatigue& group : outlook.groups) out.push_back(&group);
  const auto need = [](const GroupFatigue* group) {
    const double left = group->able.empty() ? 1 : group->able.back().value;
    return group->tired.value.value_or(2 * kOutlook) + left;
  };
  std::ranges::stable_sort(out, {}, need);
  return out;
}

std::string_view fatigue_source() {
  return "3CC-r: Xia & Frey-Law 2008, doi:10.1016/j.jbiomech.2008.07.013; rates Frey-Law 2012, "
         "doi:10.1016/j.jbiomech.2012.04.018; rest Looft 2018, doi:10.1016/j.jbiomech.2018.06.005, "
         "and Rakshit 2021, doi:10.1016/j.jbiomech.2021.110695";
}

}  // namespace dorsal::ergonomics
