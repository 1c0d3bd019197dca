#include <gtest/gtest.h>

#include "dorsal/schema/document.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

TEST(KnowledgeCommand, finds_no_mistake_in_what_comes_with_dorsal) {
  const Outcome run = run_dorsal("knowledge check --json");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.json()["valid"], true);
  EXPECT_EQ(run.json()["count"]["causes"], 35);
  const auto fit = schema::check(run.json(), schema::Document::knowledge_check, "output");
  EXPECT_TRUE(fit) << to_string(fit.error());
}

TEST(KnowledgeCommand, lists_everything_as_the_schema_says) {
  const Outcome run = run_dorsal("knowledge list --json");
  EXPECT_EQ(run.code, 0) << run.err;
  const auto fit = schema::check(run.json(), schema::Document::knowledge_list, "output");
  EXPECT_TRUE(fit) << to_string(fit.error());
  EXPECT_EQ(run.json()["findings"].size(), 149U);
}

TEST(KnowledgeCommand, needs_no_folder_beside_the_program) {
  const TestFolder folder;
  fs::create_directory(folder.path() / "elsewhere");
  fs::copy_file(DORSAL_BINARY, folder.path() / "elsewhere/dorsal");
  const std::string command = "cd / && " + (folder.path() / "elsewhere/dorsal").string() +
                              " knowledge check >/dev/null 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

TEST(KnowledgeCommand, lists_a_cause_that_was_added_as_a_file_and_names_a_broken_one) {
  const TestFolder folder;
  const fs::path copy = folder.path() / "knowledge";
  fs::copy(fs::path(DORSAL_SOURCE_DIR) / "knowledge", copy, fs::copy_options::recursive);
  std::string text = text_of(copy / "causes/dish.toml");
  text.replace(text.find("id = \"dish\""), 11, "id = \"dash\"");
  const std::string option = " --folder " + copy.string();
  std::ofstream(copy / "causes/dash.toml") << text;
  const Outcome broken = run_dorsal("knowledge check" + option);
  EXPECT_EQ(broken.code, 1);  // the shares now add to more than 1
  EXPECT_NE(broken.err.find("the priors of all causes add to 1.008"), std::string::npos)
      << broken.err;
  for (const char* name : {"dish", "dash"}) {
    std::string half = text_of(copy / (std::string("causes/") + name + ".toml"));
    const std::size_t at = half.find("value = 0.008");
    half.replace(at, 13, "value = 0.004");
    std::ofstream(copy / (std::string("causes/") + name + ".toml")) << half;
  }
  const Outcome listed = run_dorsal("knowledge list" + option);
  EXPECT_EQ(listed.code, 0) << listed.err;
  EXPECT_NE(listed.out.find("\ndash "), std::string::npos);
  std::ofstream(copy / "causes/dash.toml") << "id = \"dash\"\nprior = 3\n";
  const Outcome wrong = run_dorsal("knowledge list --json" + option);
  EXPECT_EQ(wrong.code, 1);
  EXPECT_TRUE(wrong.out.empty());
  EXPECT_NE(wrong.err.find("causes/dash.toml, line 1"), std::string::npos) << wrong.err;
}

TEST(KnowledgeCommand, without_what_to_do_is_wrong_usage) {
  EXPECT_EQ(run_dorsal("knowledge").code, 2);
  EXPECT_EQ(run_dorsal("knowledge check --folder /no/such/folder").code, 1);
}

}  // namespace
}  // namespace dorsal::app_test
