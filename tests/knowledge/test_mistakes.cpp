#include <gtest/gtest.h>

#include "files.hpp"

namespace dorsal::knowledge_test {
namespace {

using namespace knowledge;

struct Case {
  const char* path;
  const char* from;
  const char* to;
  const char* place;     // must begin so
  const char* sentence;  // must hold this
};

constexpr Case kCases[] = {
    {"causes/biliary.toml", "id = \"biliary\"", "id = \"bile\"", "causes/biliary.toml, line 1",
     "the file is named \"biliary\""},
    {"causes/biliary.toml", "value = 0.008", "value = 0.108", "causes/biliary.toml, line",
     "must lie between low and high"},
    {"causes/biliary.toml", "value = 0.008", "value = 0.009", "causes", "not to 1"},
    {"causes/biliary.toml", "p = 0.8", "p = 1.8", "causes/biliary.toml, line", "between 0 and 1"},
    {"causes/biliary.toml", "p = 0.8", "p = \"0.8\"", "causes/biliary.toml, line",
     "must be a number"},
    {"causes/biliary.toml", "p = 0.8", "pp = 0.8", "causes/biliary.toml, line",
     "\"likelihood.pp\" is not"},
    {"causes/biliary.toml", "class = \"same_day\"", "class = \"soon\"", "causes/biliary.toml, line",
     "is \"soon\""},
    {"causes/biliary.toml", "quality = \"expert\"", "quality = \"guess\"",
     "causes/biliary.toml, line", "is \"guess\""},
    {"causes/biliary.toml", "finding = \"ruq_pain\"", "finding = \"ruq\"",
     "causes/biliary.toml, line", "no finding \"ruq\""},
    {"causes/biliary.toml", "value = true", "value = \"perhaps\"", "causes/biliary.toml, line",
     "no answer \"perhaps\""},
    {"causes/biliary.toml", "icd10cm =", "icd10cm = =", "causes/biliary.toml, line 2", "not TOML"},
    {"causes/biliary.toml", "icd10cm =", "icd10cm\u3000=", "causes/biliary.toml, line 2",
     "outside quotes"},
    {"flags/R9.toml", "[[branch]]",
     "[[\x06"
     "branch]]",
     "flags/R9.toml, line", "has no name"},
    {"flags/R9.toml", "[title]", " [ =title]", "flags/R9.toml, line", "has no name"},
    {"flags/R9.toml", "es = \"", "es =0\"", "flags/R9.toml, line", "within a word"},
    {"flags/R9.toml", "es = \"", "es = [}\"", "flags/R9.toml, line", "has no {"},
    {"causes/muscle_overuse.toml", "value = \"lifting\"\np = 0.15", "value = \"lifting\"\np = 0.75",
     "causes/muscle_overuse.toml, line", "cannot hold together"},
    {"causes/lung_cancer.toml", "value = \">=50\"", "value = \">=51\"",
     "causes/lung_cancer.toml, line", "has no bound of >=51"},
    {"causes/lung_cancer.toml", "value = \">=50\"", "value = \">=500\"",
     "causes/lung_cancer.toml, line", "is no range"},
    {"findings/smoking.toml", "p = 0.18", "p = 0.28", "findings/smoking.toml", "must add to 1"},
    {"findings/fever.toml", "screen = \"infection_risk\"", "screen = \"belly\"",
     "findings/fever.toml", "does not list this finding"},
    {"findings/fever.toml", "screen = \"infection_risk\"",
     "implies = [\"rigors\"]\nscreen = \"infection_risk\"", "findings/fever.toml",
     "implies itself"},
    {"findings/q_ache.toml", "type = \"boolean\"", "type = \"boolean\"\nalarming = [true]",
     "findings/q_ache.toml", "no rule hears"},
    {"findings/fever.toml", "alarming = [true]", "alarming = [false]", "findings/fever.toml, line",
     "cannot be an alarming answer"},
    {"findings/fever.toml", "alarming = [true]", "", "flags/", "does not call alarming"},
    {"screens/belly.toml", "\"black_stool\"", "\"black_stool\", \"fever\"", "screens/", "fever"},
    {"flags/R21.toml", "duration_class=gt_3m", "duration_class=gt_9m", "flags/R21.toml, line",
     "no answer \"gt_9m\""},
    {"flags/R21.toml", "duration_class=gt_3m", "duration_class=gt_3m AND duration_class=lt_24h",
     "flags/R21.toml, line", "can never be true"},
    {"flags/R21.toml", "duration_class=gt_3m", "age>=200", "flags/R21.toml, line", "outside"},
    {"flags/R21.toml", "duration_class=gt_3m", "fever=false", "flags/R21.toml, line", "harmless"},
    {"flags/R21.toml", "duration_class=gt_3m", "NOT fever=true", "flags/R21.toml, line",
     "no finding \"NOT\""},
    {"flags/R21.toml", "duration_class=gt_3m", "n_of(3; fever=true, cough=true)",
     "flags/R21.toml, line", "can never be true"},
    {"flags/R21.toml", "duration_class=gt_3m", "duration_class=gt_3m UNLESS fever=true",
     "flags/R21.toml, line", "is not harmless"},
    {"flags/R4.toml", "q_tearing=true", "q_tearing=true UNLESS better_rest=true",
     "flags/R4.toml, line", "an emergency cannot be taken back"},
    {"flags/R1.toml", "mended = \"", "mending = \"", "flags/R1.toml, line", "must say why"},
    {"flags/R21.toml", "suspect = \"other_unspecified\"", "suspect = \"other\"",
     "flags/R21.toml, line", "no cause \"other\""},
    {"care/nsaid.toml", "\"ulcer_history\"", "\"ulcer\"", "care/nsaid.toml",
     "no finding \"ulcer\""},
    {"care/nsaid.toml", "rank = 3", "rank = 0", "care/nsaid.toml, line", "must be 1 or more"},
    {"care/nsaid.toml", "[plan]", "[plan]\nwhen = \"soon\"", "care/nsaid.toml, line",
     "none of those known"},
    {"care/massage.toml", "not_for = [\"osteoporotic_vertebral_fracture\"",
     "not_for = [\"fracture\"", "care/massage.toml", "no cause \"fracture\""},
    {"care/nsaid.toml", "careful_with = [\"hypertension\"", "careful_with = [\"age\"",
     "care/nsaid.toml", "must be a boolean finding"},
    {"care/rest_relative.toml", "stages = [\"acute\"]", "stages = [\"early\"]",
     "care/rest_relative.toml, line", "acute, subacute and chronic"},
    {"care/today_doctor.toml", "urgency = [\"same_day\"]", "urgency = [\"today\"]",
     "care/today_doctor.toml, line", "list of urgencies"},
    {"care/today_doctor.toml", "urgency = [\"same_day\"]", "", "care/today_doctor.toml, line",
     "must name one cause at least"},
    {"facts/fact_07.toml", "number = 7", "number = 8", "facts/fact_07.toml", "file's name"},
    {"limits/reasoning.toml", "probability = 0.2", "probability = 0", "limits/reasoning.toml, line",
     "above 0"},
};

TEST(Mistakes, each_is_named_with_file_and_line_in_one_sentence) {
  for (const Case& c : kCases) {
    Files files = embedded_files();
    ASSERT_TRUE(replace(files, c.path, c.from, c.to)) << c.path << ": " << c.from;
    const auto mistakes = read(files).mistakes;
    ASSERT_FALSE(mistakes.empty()) << c.path << ": " << c.to;
    EXPECT_TRUE(mistakes.front().place.starts_with(c.place)) << to_string(mistakes.front());
    EXPECT_NE(mistakes.front().sentence.find(c.sentence), std::string::npos)
        << to_string(mistakes.front());
  }
}

TEST(Mistakes, a_missing_translation_is_one) {
  Files files = embedded_files();
  std::string& text = file(files, "findings/fever.toml").text;
  const std::size_t at = text.find("\nes = ");
  text.erase(at, text.find('\n', at + 1) - at);
  const auto mistakes = read(files).mistakes;
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].sentence, "\"question\" has no translation \"es\"");
  EXPECT_TRUE(mistakes[0].place.starts_with("findings/fever.toml, line"));
}

TEST(Mistakes, all_of_one_kind_are_found_at_once) {
  Files files = embedded_files();
  ASSERT_TRUE(replace(files, "causes/biliary.toml", "p = 0.8", "p = 8"));
  ASSERT_TRUE(replace(files, "causes/dish.toml", "origin = \"added\"", ""));
  EXPECT_EQ(read(files).mistakes.size(), 2U);
}

TEST(Mistakes, files_that_do_not_belong_are_named) {
  for (const char* path : {"causes/a b.toml", "thoughts/x.toml", "README.toml"}) {
    Files files = embedded_files();
    files.push_back({path, ""});
    const auto mistakes = read(files).mistakes;
    ASSERT_FALSE(mistakes.empty()) << path;
    EXPECT_EQ(mistakes[0].place, path);
  }
}

TEST(Mistakes, nothing_at_all_is_one) { EXPECT_FALSE(read({}).mistakes.empty()); }

}  // namespace
}  // namespace dorsal::knowledge_test
