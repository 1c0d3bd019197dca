#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "dorsal/base/check.hpp"
#include "dorsal/knowledge/load.hpp"
#include "dorsal/reasoning/inference.hpp"
#include "dorsal/reasoning/urgency.hpp"

// One file of knowledge among the others: mistakes that read as such, or knowledge that can be
// reasoned with. The first byte says which file the rest takes the place of.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dorsal;
  constexpr std::array<const char*, 9> kPaths{
      "causes/biliary.toml", "findings/trauma_severity.toml",
      "findings/age.toml",   "screens/belly.toml",
      "flags/R9.toml",       "care/nsaid.toml",
      "facts/fact_07.toml",  "limits/reasoning.toml",
      "findings/fever.toml"};
  if (size == 0) return 0;
  const char* path = kPaths[data[0] % kPaths.size()];
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  // Alone first: that is quick, and most inputs do not read as a file of their kind.
  const auto alone = knowledge::read({{path, text}}).mistakes;
  DORSAL_CHECK(!alone.empty() && !alone.front().sentence.empty());
  if (alone.front().place.starts_with(path)) return 0;
  static const auto kFiles = knowledge::embedded_files();
  auto files = kFiles;
  std::ranges::find(files, path, &knowledge::SourceFile::path)->text = text;
  const knowledge::Reading reading = knowledge::read(files);
  for (const Error& error : reading.mistakes) {
    DORSAL_CHECK(!error.sentence.empty() && !error.place.empty());
    DORSAL_CHECK(error.code != ErrorCode::internal);
  }
  if (!reading.mistakes.empty()) return 0;
  const auto model = reasoning::prepare(reading.knowledge);
  DORSAL_CHECK(model);
  auto answers = reasoning::no_answers(reading.knowledge);
  for (std::size_t i = 0; i < answers.of.size(); ++i) {
    const auto& asked = reading.knowledge.findings[i];
    answers.of[i] = is_numeric(asked) ? asked.most : static_cast<double>(asked.options.size() - 1);
  }
  DORSAL_CHECK(std::isfinite(reasoning::infer(*model, answers).none));
  (void)reasoning::assess(*model, answers);
  return 0;
}
