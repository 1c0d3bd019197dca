#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "dorsal/base/check.hpp"
#include "dorsal/body/model_file.hpp"
#include "dorsal/body/scaling.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/schema/document.hpp"

namespace {

using namespace dorsal;

const body::Model& default_body() {
  static const body::Model kModel = [] {
    const auto file = body::thoracolumbar_model();
    DORSAL_CHECK(file.has_value());
    auto model = body::scale_model(*file, body::Person{});
    DORSAL_CHECK(model.has_value());
    return *model;
  }();
  return kModel;
}

void check_error(const Error& error) {
  DORSAL_CHECK(!error.sentence.empty() && !error.place.empty());
  DORSAL_CHECK(error.code != ErrorCode::internal);
  DORSAL_CHECK(to_string(error).find('\n') == std::string::npos);
  static_cast<void>(report::error_json(error).dump());  // throws where it is no UTF-8
}

}  // namespace

// What `dorsal load` reads: an error that reads as one, or a posture of finite angles.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = schema::parse(text, "fuzz");
  if (!value) return check_error(value.error()), 0;
  const auto task = report::load_task_from_json(*value, "fuzz");
  if (!task) return check_error(task.error()), 0;
  const auto held = load::posture_from_request(default_body(), task->request);
  if (!held) {
    DORSAL_CHECK(!held.error().sentence.empty() && held.error().code != ErrorCode::internal);
    return 0;
  }
  DORSAL_CHECK(held->posture.q.allFinite());
  return 0;
}
