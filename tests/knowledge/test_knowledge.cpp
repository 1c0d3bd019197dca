#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "dorsal/reasoning/inference.hpp"
#include "files.hpp"

namespace dorsal::knowledge_test {
namespace {

namespace fs = std::filesystem;
using namespace knowledge;

Knowledge all() {
  auto read = embedded();
  EXPECT_TRUE(read) << to_string(read.error());
  return std::move(*read);
}

TEST(Knowledge, what_comes_with_the_program_is_the_folder_and_without_a_mistake) {
  const auto folder = files_in(fs::path(DORSAL_SOURCE_DIR) / "knowledge");
  ASSERT_TRUE(folder);
  const auto inside = embedded_files();
  ASSERT_EQ(folder->size(), inside.size());
  for (std::size_t i = 0; i < inside.size(); ++i) EXPECT_EQ((*folder)[i].path, inside[i].path);
  const Reading reading = read(inside);
  for (const Error& error : reading.mistakes) ADD_FAILURE() << to_string(error);
}

TEST(Knowledge, every_kind_is_complete) {
  const Knowledge known = all();
  EXPECT_EQ(known.causes.size(), 35U);
  EXPECT_EQ(known.findings.size(), 149U);
  EXPECT_EQ(known.screens.size(), 12U);
  EXPECT_EQ(known.flags.size(), 21U);
  std::size_t branches = 0;
  for (const Flag& flag : known.flags) branches += flag.branches.size();
  EXPECT_EQ(branches, 88U);
  EXPECT_EQ(known.care.size(), 160U);
  EXPECT_EQ(known.facts.size(), 68U);
  EXPECT_EQ(known.exposures.size(), 42U);
}

TEST(Knowledge, an_exposure_that_no_study_measured_is_scored_by_an_expert_range_that_holds_one) {
  std::size_t by_experts = 0;
  for (const Exposure& exposure : all().exposures) {
    if (exposure.causes.empty()) continue;
    const bool expert = exposure.evidence.quality == Quality::expert;
    EXPECT_TRUE(expert || exposure.evidence.quality == Quality::measured) << exposure.id;
    ASSERT_TRUE(exposure.low && exposure.high) << exposure.id;
    EXPECT_LE(*exposure.low, *exposure.value) << exposure.id;
    EXPECT_GE(*exposure.high, *exposure.value) << exposure.id;
    if (!expert) continue;
    ++by_experts;
    EXPECT_LT(*exposure.low, 1) << exposure.id;
    EXPECT_GT(*exposure.high, 1) << exposure.id;
    EXPECT_NE(exposure.evidence.source.find("no study"), std::string::npos) << exposure.id;
  }
  EXPECT_EQ(by_experts, 7U);
}

TEST(Knowledge, screens_come_in_the_order_in_which_they_are_asked) {
  const Knowledge known = all();
  EXPECT_EQ(known.screens.front().id, "legs_bladder");
  EXPECT_EQ(known.screens.back().id, "medicine_safety");
  EXPECT_EQ(known.flags.front().id, "R1");
  EXPECT_EQ(known.flags.back().id, "R21");
}

TEST(Knowledge, every_cause_has_something_that_helps_or_whom_to_call) {
  const Knowledge known = all();
  for (const Cause& cause : known.causes) {
    const bool any_counts = cause.urgency <= Urgency::gp_soon;
    const bool helped = std::ranges::any_of(known.care, [&](const Care& care) {
      const auto& ids = care.causes;
      return std::ranges::find(ids, cause.id) != ids.end() ||
             (any_counts && std::ranges::find(ids, "any") != ids.end());
    });
    EXPECT_TRUE(helped) << cause.id;
  }
}

// A cause that is nothing but a file: itself, and a share of the prior that the remainder gives up.
TEST(Knowledge, adding_a_cause_is_adding_a_file) {
  const fs::path folder =
      fs::temp_directory_path() / ("dorsal-knowledge-" + std::to_string(getpid()));
  fs::copy(fs::path(DORSAL_SOURCE_DIR) / "knowledge", folder, fs::copy_options::recursive);
  Files files = *files_in(folder);
  ASSERT_TRUE(replace(files, "causes/other_unspecified.toml", "value = 0.0023", "value = 0.0013"));
  std::ofstream(folder / "causes/other_unspecified.toml")
      << file(files, "causes/other_unspecified.toml").text;
  std::ofstream(folder / "causes/slipping_rib.toml") << R"(id = "slipping_rib"
icd10cm = ["M94.8X8"]
origin = "added"
class = "physio"
name = {en = "Slipping rib", es = "Costilla deslizante"}
description = {en = "A loose rib.", es = "Una costilla suelta."}
who = {en = "Anybody.", es = "Cualquiera."}
course = {en = "Weeks.", es = "Semanas."}
[prior]
value = 0.001
low = 0.0005
high = 0.002
source = "expert"
quality = "expert"
[[likelihood]]
finding = "pop_or_snap"
value = true
p = 0.9
source = "expert"
quality = "expert"
)";
  const auto known = load(folder);
  fs::remove_all(folder);
  ASSERT_TRUE(known) << to_string(known.error());
  const auto cause = known->find_cause("slipping_rib");
  ASSERT_TRUE(cause);
  const auto model = reasoning::prepare(*known);
  ASSERT_TRUE(model);
  auto answers = reasoning::no_answers(*known);
  const double before = reasoning::infer(*model, answers).marginal[*cause];
  ASSERT_TRUE(reasoning::set_answer(*known, "pop_or_snap", "true", answers));
  EXPECT_GT(reasoning::infer(*model, answers).marginal[*cause], 8 * before);
}

TEST(Knowledge, a_folder_that_is_not_there_is_an_error) {
  const auto known = load("/no/such/folder");
  ASSERT_FALSE(known);
  EXPECT_EQ(known.error().code, ErrorCode::no_such_file);
}

}  // namespace
}  // namespace dorsal::knowledge_test
