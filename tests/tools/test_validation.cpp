// docs/validation.md is what the model says now, about every published row; and what it reached
// cannot be lost silently. Marks that are not met are told in the document and not asserted here.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "document_words.hpp"
#include "validation.hpp"

namespace dorsal::validation {
namespace {

const std::string kRoot = DORSAL_SOURCE_DIR;

// One process has one: the model is weighed some thousand times for it.
Validation& validation() {
  static auto made = validate(kRoot);
  EXPECT_TRUE(made.has_value()) << to_string(made.error());
  return *made;
}

TEST(Validation, the_document_is_what_the_model_says_now) {
  const auto now = words(document(validation()));
  const auto then = words(content(kRoot + "/docs/validation.md"));
  ASSERT_EQ(now.size(), then.size()) << "run tools/validate.sh";
  for (std::size_t i = 0; i < now.size(); ++i) {
    ASSERT_TRUE(same_word(now[i], then[i]))
        << now[i] << " instead of " << then[i] << ", word " << i << "; run tools/validate.sh";
  }
  for (const auto& [name, svg] : pictures(validation())) {
    EXPECT_TRUE(std::filesystem::exists(kRoot + "/docs/pictures/validation/" + name + ".svg"))
        << name;
    EXPECT_NE(content(kRoot + "/docs/validation.md").find("validation/" + name + ".svg"),
              std::string::npos)
        << name;
  }
}

TEST(Validation, what_was_reached_is_kept) {
  const Findings& findings = validation().findings;
  EXPECT_GE(validation().score.r, 0.95);
  for (const char* id :
       {"IDP-T-01", "IDP-T-02", "VBR-03", "MOD-07", "MOD-08", "NECK-EMG-02", "EMG-01"}) {
    const Finding& finding = findings.at(id);
    EXPECT_EQ(finding.verdict, Verdict::holds) << id << ": " << finding.model;
  }
  for (const char* id : {"IDP-L-01", "IDP-L-08", "LOAD-L-02", "IDP-L-11", "IDP-L-12", "LOAD-L-03",
                         "LOAD-T-01", "MOD-04", "STR-03", "STR-05", "NECK-60"}) {
    const Finding& finding = findings.at(id);
    EXPECT_EQ(finding.verdict, Verdict::agrees) << id << ": " << finding.model;
  }
}

}  // namespace
}  // namespace dorsal::validation
