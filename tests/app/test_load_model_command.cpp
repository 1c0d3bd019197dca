#include <gtest/gtest.h>

#include <algorithm>

#include "dorsal/schema/document.hpp"
#include "opensim/small_models.hpp"
#include "run_dorsal.hpp"

namespace dorsal::app_test {
namespace {

using opensim::document;
using opensim::forearm;
using opensim::motion;

struct Files {
  TestFolder folder;
  std::string model = folder.file("arm.osim", document(forearm()));
  std::string move = folder.file("arm.mot", motion("time\tbend", "0\t0\n0.5\t0.3\n", "no", "2"));
};

TEST(LoadModelCommand, gives_every_frame_and_writes_storage_files) {
  const Files files;
  const fs::path out = files.folder.path() / "out";
  const Outcome run = run_dorsal("load --model " + files.model + " --motion " + files.move +
                                 " --out " + out.string() + " --json");
  ASSERT_EQ(run.code, 0) << run.err;
  const auto answer = run.json();
  const auto fit = schema::check(answer, schema::Document::model_load_result, "output");
  ASSERT_TRUE(fit) << to_string(fit.error());
  ASSERT_EQ(answer["frames"].size(), 2U);
  EXPECT_EQ(answer["frames"][0]["status"], "solved");
  EXPECT_TRUE(answer["frames"][0]["unbalanced"].empty());
  EXPECT_NEAR(answer["frames"][0]["muscles"][0]["activation"].get<double>(), 0.08, 1e-9);
  EXPECT_EQ(answer["frames"][1]["joints"][0]["joint"], "elbow");
  for (const char* name : {"activation.sto", "force.sto", "loads.sto"}) {
    const std::string text = text_of(out / name);
    EXPECT_NE(text.find("nRows=2"), std::string::npos) << name;
    EXPECT_NE(text.find("inDegrees=no"), std::string::npos) << name;
  }
  EXPECT_NE(text_of(out / "loads.sto").find("elbow_on_rod_in_ground_fx"), std::string::npos);
}

TEST(LoadModelCommand, names_where_a_posture_that_cannot_be_held_stays_unbalanced) {
  const Files files;
  opensim::Parts heavy = opensim::forearm();
  heavy.bodies = opensim::body("rod", "200", "0.2 0 0");
  const std::string model = files.folder.file("heavy.osim", document(heavy));
  const std::string command = "load --model " + model + " --motion " + files.move;
  const auto frame = run_dorsal(command + " --json").json()["frames"][0];
  EXPECT_EQ(frame["status"], "cannot_be_held");
  ASSERT_EQ(frame["unbalanced"].size(), 1U);
  EXPECT_EQ(frame["unbalanced"][0]["coordinate"], "bend");
  EXPECT_NEAR(frame["unbalanced"][0]["moment_Nm"].get<double>(), 1000 * 0.05 - 200 * 10 * 0.2, 0.1);
  const Outcome told = run_dorsal(command);
  EXPECT_EQ(told.code, 0);
  EXPECT_NE(told.out.find("bend -35"), std::string::npos) << told.out;
  EXPECT_NE(told.out.find("--actuators"), std::string::npos) << told.out;
  EXPECT_NE(told.out.find("--out"), std::string::npos) << "where the numbers are to be had";
}

TEST(LoadModelCommand, bad_files_get_one_sentence_and_exit_1) {
  const Files files;
  const std::string unsupported =
      files.folder.file("bad.osim", opensim::replaced(document(forearm()), "<ForceSet><objects>",
                                                      "<ForceSet><objects><Ligament name=\"l\"/>"));
  const std::string empty = files.folder.file("empty.mot", "");
  const std::string ragged = files.folder.file("ragged.mot", motion("time\tbend", "0\n"));
  const std::string degrees = files.folder.file("degrees.mot", motion("time\tbend", "0\t45\n"));
  const std::string out = (files.folder.path() / "out").string();
  struct Case {
    std::string model, move, word;
  };
  const Case cases[] = {{unsupported, files.move, "Ligament"},
                        {files.model, empty, "endheader"},
                        {files.model, ragged, "row 8"},
                        {files.model, degrees, "inDegrees"},
                        {files.model, "nowhere.mot", "no such file"},
                        {files.move, files.move, "no XML"}};
  for (const Case& bad : cases) {
    const Outcome run =
        run_dorsal("load --model " + bad.model + " --motion " + bad.move + " --out " + out);
    EXPECT_EQ(run.code, 1) << bad.word;
    EXPECT_TRUE(run.out.empty()) << run.out;
    EXPECT_NE(run.err.find(bad.word), std::string::npos) << run.err;
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
    EXPECT_FALSE(fs::exists(out)) << "half a result of " << bad.word;
  }
}

TEST(LoadModelCommand, wrong_usage_is_exit_2) {
  EXPECT_EQ(run_dorsal("load --model x.osim").code, 2);
  EXPECT_EQ(run_dorsal("load --motion x.mot").code, 2);
  EXPECT_EQ(run_dorsal("load --model x.osim --motion x.mot --posture -").code, 2);
}

TEST(LoadModelCommand, our_own_model_can_be_written_and_loaded_again) {
  const TestFolder folder;
  const std::string path = (folder.path() / "own.osim").string();
  ASSERT_EQ(run_dorsal("load --export-model " + path).code, 0);
  const std::string move = folder.file("own.mot", motion("time\tL5_S1_flexion", "0\t0\n"));
  const Outcome run = run_dorsal("load --model " + path + " --motion " + move + " --json");
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.json()["frames"][0]["status"], "solved");
}

}  // namespace
}  // namespace dorsal::app_test
