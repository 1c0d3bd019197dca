#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "dorsal/base/check.hpp"
#include "dorsal/ergonomics/answer.hpp"
#include "dorsal/schema/document.hpp"

namespace {

using namespace dorsal;

void check_error(const Error& error) {
  DORSAL_CHECK(!error.sentence.empty() && !error.place.empty());
  DORSAL_CHECK(error.code != ErrorCode::internal);
  DORSAL_CHECK(to_string(error).find('\n') == std::string::npos);
}

void check_answer(const nlohmann::ordered_json& answer) {
  DORSAL_CHECK(
      schema::check_definition(nlohmann::json(answer), "ErgoResult", "answer").has_value());
  DORSAL_CHECK(ergonomics::in_words(answer, "en").size() ==
               ergonomics::in_words(answer, "es").size());
}

// A stretch of a day takes a second to integrate, which says nothing more than a minute of it.
void shorten(nlohmann::json& task) {
  if (!task.is_object() || !task.contains("series") || !task["series"].is_array()) return;
  for (auto& stretch : task["series"]) {
    if (!stretch.is_object() || !stretch.contains("seconds")) continue;
    auto& seconds = stretch["seconds"];
    if (seconds.is_number() && seconds.get<double>() > 1 && seconds.get<double>() <= 86400) {
      seconds = 1;
    }
  }
}

}  // namespace

// What `dorsal ergo` reads: the first byte chooses the method, and whether the text is a report.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr std::size_t kMethods = ergonomics::kMethodNames.size();
  // '@', 'A', 'B' ...: a seed is a task with the letter of its method before it.
  const auto choice = static_cast<std::size_t>(data[0] % 32);
  const auto method = static_cast<ergonomics::Method>(choice % kMethods);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  auto task = schema::parse(text, "fuzz");
  if (!task) return check_error(task.error()), 0;
  shorten(*task);
  const auto answer = choice < kMethods ? ergonomics::answer(method, *task, "fuzz")
                                        : ergonomics::answer_from_report(
                                              method, *task, nlohmann::json::object(), "fuzz");
  if (!answer) return check_error(answer.error()), 0;
  check_answer(*answer);
  return 0;
}
