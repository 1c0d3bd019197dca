// dorsal against the field's own parts on the same model, motion and machine, one thread each, all
// started from the last frame: Simbody places the bodies and finds the moment arms, Ipopt shares
// the moments. Prints one table; processor time throughout.
#include <algorithm>
#include <cstdio>
#include <vector>

#include "motion.hpp"
#include "oracles/ipopt_sharing.hpp"
#include "oracles/simbody_body.hpp"

namespace dorsal::bench {
namespace {

/// Times of one motion. [s]
struct Times {
  double kinematics = 0;
  double sharing = 0;
  int frames = 0;
};

void row(const char* what, double seconds, int frames) {
  std::printf("%-44s %12.1f us\n", what, 1e6 * seconds / frames);
}

Times dorsal_times(const body::Model& model, load::Exponent exponent) {
  load::Solver solver(model, {exponent});
  load::LoadFrame load;
  Times times;
  const double start = processor_time();
  for (int i = 0; i < kFrames; ++i) solver.solve(frame(i), {}, load);
  times.sharing = processor_time() - start;  // all of it, reactions included
  times.frames = kFrames;
  return times;
}

/// Places and all moment arms by Simbody; the coordinates are found beforehand.
double simbody_time(const body::Model& model, double& difference) {
  auto tree = oracles::simbody_tree(model);
  const auto points = oracles::tree_points(model);
  std::vector<std::vector<double>> coordinates;
  for (int i = 0; i < kFrames; ++i) {
    const auto placed = body::place(model, frame(i));
    coordinates.push_back(tree.coordinates({placed.body[0].R, placed.body[0].p}, placed.turn));
  }
  Eigen::VectorXd moments;
  double time = 0;
  for (int i = 0; i < kFrames; ++i) {
    const auto ours = body::measure_muscles(model, body::place(model, frame(i)));
    const double start = processor_time();
    tree.place(coordinates[static_cast<std::size_t>(i)]);
    double apart = 0;
    for (const body::Fascicle& fascicle : model.fascicles) {
      tree.clear_forces();
      tree.pull(points.data() + fascicle.first_point, fascicle.points);
      tree.take_moments(moments);
      if (fascicle.arms > 0) {
        const auto block = static_cast<Eigen::Index>(model.arm_block[fascicle.first_arm]);
        apart = std::max(apart, (moments.segment<3>(3 * block) - ours.arm[fascicle.first_arm])
                                    .lpNorm<Eigen::Infinity>());
      }
    }
    time += processor_time() - start;
    difference = std::max(difference, apart);
  }
  return time;
}

struct IpoptTimes {
  double time = 0;
  int iterations = 0;
  int failed = 0;
  double difference = 0;  // greatest, of the objective, relative
};

IpoptTimes ipopt_times(const body::Model& model, load::Exponent exponent,
                       const oracles::IpoptWay& way, int frames) {
  load::Solver solver(model, {exponent});
  load::LoadFrame load;
  oracles::IpoptSolver ipopt(way);
  IpoptTimes times;
  double weights = 0;
  for (int i = 0; i < frames; ++i) {
    solver.solve(frame(i), {}, load);
    const double start = processor_time();
    const bool good = ipopt.solve(solver.problem());
    times.time += processor_time() - start;
    times.failed += good ? 0 : 1;
    weights = 0;
    for (const double weight : solver.problem().weight) weights += weight;
    const double power = exponent == load::Exponent::two ? 2 : 3;
    const double ours = load.objective * weights / power;
    if (good) {
      times.difference = std::max(times.difference, std::abs(ipopt.sharing().cost() / ours - 1));
    }
  }
  times.iterations = ipopt.iterations();
  return times;
}

oracles::IpoptWay best_way(const body::Model& model, load::Exponent exponent) {
  constexpr int kTrial = 50;
  oracles::IpoptWay best;
  double least = 1e300;
  for (const bool mehrotra : {true, false}) {
    for (const bool warm : {true, false}) {
      const oracles::IpoptWay way{1e-8, mehrotra, warm};
      const IpoptTimes times = ipopt_times(model, exponent, way, kTrial);
      std::printf("  Ipopt, %s, %s: %.0f us, %.1f iterations, %d of %d failed, apart %.1e\n",
                  mehrotra ? "Mehrotra" : "barrier", warm ? "warm" : "cold",
                  1e6 * times.time / kTrial, static_cast<double>(times.iterations) / kTrial,
                  times.failed, kTrial, times.difference);
      if (times.failed == 0 && times.time < least) {
        least = times.time;
        best = way;
      }
    }
  }
  return best;
}

void compare(const body::Model& model, load::Exponent exponent, double simbody) {
  std::printf("\nexponent %d\n", static_cast<int>(exponent));
  const oracles::IpoptWay way = best_way(model, exponent);
  const IpoptTimes ipopt = ipopt_times(model, exponent, way, kFrames);
  const Times ours = dorsal_times(model, exponent);
  std::printf("Ipopt: %s, %s, %d of %d frames failed, objective apart by %.1e at most\n",
              way.mehrotra ? "Mehrotra" : "barrier", way.warm ? "warm" : "cold", ipopt.failed,
              kFrames, ipopt.difference);
  row("Simbody: places and moment arms", simbody, kFrames);
  row("Ipopt: sharing", ipopt.time, kFrames);
  row("both", simbody + ipopt.time, kFrames);
  row("dorsal: everything, reactions included", ours.sharing, kFrames);
  std::printf("%-44s %12.0f times\n", "the field's time over dorsal's",
              (simbody + ipopt.time) / ours.sharing);
}

int run() {
  const body::Model model = model_or_exit();
  std::printf("%zu fascicles, %zu moment blocks, %d frames; processor time a frame\n",
              model.fascicles.size(), model.blocks.size(), kFrames);
  double difference = 0;
  const double simbody = simbody_time(model, difference);
  std::printf("moment arms apart by %.1e m at most\n", difference);
  for (const auto exponent : {load::Exponent::two, load::Exponent::three}) {
    compare(model, exponent, simbody);
  }
  return 0;
}

}  // namespace
}  // namespace dorsal::bench

int main() { return dorsal::bench::run(); }
