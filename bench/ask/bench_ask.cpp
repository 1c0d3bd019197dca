#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

#include "decisions.hpp"
#include "dorsal/knowledge/load.hpp"
#include "reliability.hpp"

// Holds whole interviews with simulated patients: questions, decisions, calibration, time.
//   dorsal_bench_ask [PEOPLE [RELIABILITY.svg [CAUSE_BOUND [RULE_BOUND]]]]
namespace {

using namespace dorsal;

double user_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;  // of this process, not of the wall
}

int fail_with(const Error& error) {
  fmt::print(stderr, "{}\n", to_string(error));
  return 1;
}

void print_time_of_next(const interview::Interviewer& interviewer, bench::Patients& patients) {
  const knowledge::Knowledge& known = *interviewer.model().knowledge;
  std::vector<double> times;
  for (int i = 0; i < 30; ++i) {
    const auto truth = bench::consistent(known, patients.any().answers);
    auto state = interview::begin(known);
    for (;;) {
      const double from = user_seconds();
      const auto step = interviewer.next(state);
      times.push_back(user_seconds() - from);
      if (step.findings.empty()) break;
      for (const std::size_t f : step.findings) {
        if (truth.of[f])
          state.answers.of[f] = truth.of[f];
        else
          state.skipped[f] = true;
      }
    }
  }
  std::ranges::sort(times);
  fmt::print("next question: median {:.3f} ms, most {:.3f} ms\n", 1e3 * times[times.size() / 2],
             1e3 * times.back());
}

}  // namespace

int main(int argc, char** argv) {
  const int people = argc > 1 ? std::atoi(argv[1]) : 2000;
  const double from = user_seconds();
  const auto known = knowledge::embedded();
  if (!known) return fail_with(known.error());
  const double read = user_seconds();
  const auto model = reasoning::prepare(*known);
  if (!model) return fail_with(model.error());
  interview::Bounds bounds;
  if (argc > 3) bounds.cause = std::atof(argv[3]);
  if (argc > 4) bounds.rule = std::atof(argv[4]);
  const interview::Interviewer interviewer(*model, bounds);
  static_cast<void>(interviewer.next(interview::begin(*known)));
  fmt::print("start to first question {:.1f} ms, of which reading the knowledge {:.1f} ms\n",
             1e3 * (user_seconds() - from), 1e3 * (read - from));
  bench::Patients patients(*model);
  std::vector<bench::Interviewed> all;
  for (int i = 0; i < people; ++i) all.push_back(bench::interview_one(interviewer, patients.any()));
  bench::print_decisions(all);
  print_time_of_next(interviewer, patients);
  return bench::report_reliability(all, argc > 2 ? argv[2] : "");
}
