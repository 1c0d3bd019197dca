#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "dorsal/base/check.hpp"
#include "dorsal/knowledge/load.hpp"
#include "dorsal/report/fhir.hpp"

// What `--answers` reads of another system: an error that reads as one, or answers that are
// written and read again as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dorsal;
  static const auto kKnown = knowledge::embedded();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto answers = report::fhir::answers_from_response(*kKnown, text, "fuzz");
  if (!answers) {
    DORSAL_CHECK(!answers.error().sentence.empty() && !answers.error().place.empty());
    DORSAL_CHECK(answers.error().code != ErrorCode::internal);
    return 0;
  }
  const auto again = report::fhir::answers_from_response(
      *kKnown, report::fhir::questionnaire_response(*kKnown, *answers).dump());
  DORSAL_CHECK(again && again->of == answers->of);
  return 0;
}
