#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dorsal/base/check.hpp"
#include "dorsal/interview/interview.hpp"
#include "dorsal/interview/request.hpp"
#include "dorsal/knowledge/load.hpp"
#include "dorsal/reasoning/inference.hpp"

namespace {

using namespace dorsal;

const knowledge::Knowledge& known() {
  static const knowledge::Knowledge kKnown = *knowledge::embedded();
  return kKnown;
}

const interview::Interviewer& interviewer() {
  static const reasoning::Model kModel = *reasoning::prepare(known());
  static const interview::Interviewer kInterviewer(kModel);
  return kInterviewer;
}

void check_error(const Error& error) {
  DORSAL_CHECK(!error.sentence.empty() && !error.place.empty() && !error.hint.empty());
  DORSAL_CHECK(error.code != ErrorCode::internal);
  DORSAL_CHECK(to_string(error).find('\n') == std::string::npos);
}

}  // namespace

// What `dorsal ask` reads: an error that reads as one, or answers that can be reasoned with and an
// interview that goes on from them. The same bytes are then read as a report as well.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto request = interview::read_request(known(), text, "fuzz");
  if (!request) check_error(request.error());
  auto measured = interview::no_request(known());
  const auto added = interview::add_exposure(known(), text, "fuzz", measured);
  if (!added) check_error(added.error());
  const interview::State& state = request ? request->state : measured.state;
  DORSAL_CHECK(std::isfinite(reasoning::infer(interviewer().model(), state.answers).none));
  const auto step = interviewer().next(state);
  for (const std::size_t f : step.findings) DORSAL_CHECK(!state.answers.of[f]);
  return 0;
}
