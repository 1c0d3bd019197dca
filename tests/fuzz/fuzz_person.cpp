#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "dorsal/base/check.hpp"
#include "dorsal/body/model_file.hpp"
#include "dorsal/body/scaling.hpp"
#include "dorsal/report/load_json.hpp"
#include "dorsal/schema/document.hpp"

// What `--person` reads: an error that reads as one, or somebody whom the body model fits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dorsal;
  static const auto kFile = body::thoracolumbar_model();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = schema::parse(text, "fuzz");
  if (!value) return 0;
  const auto person = report::person_from_json(*value, "fuzz");
  if (!person) {
    DORSAL_CHECK(!person.error().sentence.empty() && !person.error().place.empty());
    DORSAL_CHECK(person.error().code != ErrorCode::internal);
    return 0;
  }
  const auto model = body::scale_model(*kFile, *person);
  DORSAL_CHECK(model || model.error().code != ErrorCode::internal);
  return 0;
}
