#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "chart.hpp"
#include "compare.hpp"
#include "document_words.hpp"
#include "rows.hpp"
#include "weighing.hpp"

namespace dorsal::validation {
namespace {

const std::string kFolder = std::string(DORSAL_SOURCE_DIR) + "/tools/validate/";

std::vector<Row> published() {
  const auto rows = read_rows(content(kFolder + "rows.csv"));
  EXPECT_TRUE(rows.has_value()) << to_string(rows.error());
  return *rows;
}

// The published tables that the project holds itself against, row by row.
const std::set<std::string> kIds = {
    "IDP-L-01",  "IDP-L-02",    "IDP-L-03",    "IDP-L-04",  "IDP-L-05",  "IDP-L-06", "IDP-L-07",
    "IDP-L-08",  "IDP-L-09",    "IDP-L-10",    "LOAD-L-01", "LOAD-L-02", "IDP-L-11", "IDP-L-12",
    "LOAD-L-03", "LOAD-L-04",   "IDP-T-01",    "IDP-T-02",  "LOAD-T-01", "IDP-T-03", "VBR-01",
    "VBR-02",    "VBR-03",      "VBR-04",      "VBR-05",    "MOD-01",    "MOD-02",   "MOD-03",
    "MOD-04",    "MOD-05",      "MOD-06",      "MOD-07",    "MOD-08",    "MOD-09",   "MOD-10",
    "MOD-11",    "MOD-12",      "MOD-13",      "NECK-00",   "NECK-15",   "NECK-30",  "NECK-45",
    "NECK-60",   "NECK-EMG-01", "NECK-EMG-02", "EMG-01",    "EMG-02",    "STR-01",   "STR-02",
    "STR-03",    "STR-04",      "STR-05",      "STR-06",    "STR-07",    "FAT-01",   "EMG-03",
    "EMG-04",    "FAT-02",      "FAT-03",      "FAT-04"};

TEST(ValidationRows, every_published_row_is_there_once_with_its_source) {
  std::multiset<std::string> found;
  for (const Row& row : published()) {
    found.insert(row.id);
    EXPECT_FALSE(row.source.empty()) << row.id;
    EXPECT_FALSE(row.basis.empty()) << row.id;
  }
  EXPECT_EQ(found, std::multiset<std::string>(kIds.begin(), kIds.end()));
}

TEST(ValidationRows, a_row_outside_the_model_says_why) {
  for (const Row& row : published()) {
    EXPECT_FALSE(row.kind == Kind::outside && row.note.empty()) << row.id;
  }
}

TEST(ValidationRows, bodies_and_postures_of_rows_are_known) {
  const auto weighing = Weighing::open(kFolder + "scenes.json");
  ASSERT_TRUE(weighing.has_value()) << to_string(weighing.error());
  for (const char* build : kBuilds) EXPECT_TRUE(weighing->knows_body(build)) << build;
  for (const Row& row : published()) {
    EXPECT_TRUE(row.body.empty() || weighing->knows_body(row.body)) << row.id;
    std::string names = row.postures;
    std::ranges::replace_if(
        names, [](char c) { return c == '>' || c == '/' || c == ';'; }, ' ');
    for (const std::string& name : split(names, ' ')) {
      EXPECT_TRUE(weighing->knows_posture(name)) << row.id << ": " << name;
    }
  }
}

TEST(ValidationRows, commas_and_quotes_inside_quotes_belong_to_the_cell) {
  EXPECT_EQ(split_line(R"(a,"b, ""c""",)"), (std::vector<std::string>{"a", R"(b, "c")", ""}));
}

TEST(ValidationRows, a_short_line_and_a_number_that_is_none_are_refused) {
  EXPECT_FALSE(read_rows("header\na,b\n").has_value());
  const std::string good = "A,t,q,l,c,s,1,,,,N,b,r,source,,absolute,m,l,b,p,n,e\n";
  EXPECT_TRUE(read_rows("header\n" + good).has_value());
  std::string bad = good;
  bad.replace(bad.find(",1,"), 3, ",one,");
  EXPECT_FALSE(read_rows("header\n" + bad).has_value());
  bad = good;
  bad.replace(bad.find("absolute"), 8, "perhaps!");
  EXPECT_FALSE(read_rows("header\n" + bad).has_value());
}

TEST(ValidationVerdicts, a_fifth_of_the_value_or_the_published_range_is_allowed) {
  Row row;
  row.value = 100;
  EXPECT_EQ(judge(row, 119).verdict, Verdict::agrees);
  EXPECT_EQ(judge(row, 121).verdict, Verdict::high);
  EXPECT_EQ(judge(row, 79).verdict, Verdict::low);
  row.high = 150;
  EXPECT_EQ(judge(row, 149).verdict, Verdict::agrees);
  row.sd = 40;
  EXPECT_EQ(judge(row, 61).verdict, Verdict::agrees);
}

TEST(ValidationVerdicts, a_range_without_a_value_is_the_range) {
  Row row;
  row.low = 430;
  row.high = 600;
  EXPECT_EQ(judge(row, 431).verdict, Verdict::agrees);
  EXPECT_EQ(judge(row, 429).verdict, Verdict::low);
  EXPECT_EQ(judge(row, 660).error, "+10 %");
}

TEST(ValidationVerdicts, too_small_a_change_downward_is_low) {
  Row row;
  row.value = -33;
  EXPECT_EQ(judge(row, -5).verdict, Verdict::low);
  EXPECT_EQ(judge(row, 5).verdict, Verdict::low);
  EXPECT_EQ(judge(row, -50).verdict, Verdict::high);
  EXPECT_EQ(judge(row, -30).verdict, Verdict::agrees);
}

TEST(ValidationVerdicts, what_cannot_be_held_agrees_with_nothing) {
  Row row;
  row.value = 1;
  EXPECT_EQ(judge(row, std::nan("")).verdict, Verdict::fails);
}

TEST(ValidationVerdicts, an_ordering_holds_in_all_bodies_or_not_at_all) {
  std::array<bool, kBuilds.size()> held;
  held.fill(true);
  EXPECT_EQ(judge(held).verdict, Verdict::holds);
  held[3] = false;
  EXPECT_EQ(judge(held).verdict, Verdict::fails);
  EXPECT_EQ(judge(held).model, "in 5 of 6 bodies; not in: small woman");
}

TEST(ValidationFigures, correlation_and_crossing_of_straight_lines) {
  EXPECT_NEAR(correlation({1, 2, 3}, {2, 4, 6}), 1, 1e-12);
  EXPECT_NEAR(correlation({1, 2, 3}, {6, 4, 2}), -1, 1e-12);
  // By hand: sum of products 3, of squares 2 and 6.
  EXPECT_NEAR(correlation({1, 2, 3}, {1, 4, 4}), 3 / std::sqrt(12.0), 1e-12);
  EXPECT_NEAR(*crossing({{0, 10, 20}, {0, 1, 3}}, 2), 15, 1e-12);
  EXPECT_FALSE(crossing({{0, 10}, {0, 1}}, 2).has_value());
}

TEST(ValidationFigures, the_largest_push_is_held_and_a_little_more_is_not) {
  const auto weighing = Weighing::open(kFolder + "scenes.json");
  ASSERT_TRUE(weighing.has_value());
  const body::Model& model = weighing->model("man");
  const double most = largest_push(model, {}, Push::back).force;
  load::PostureRequest request;
  request.burden.forces = {{"T4", {0, 0, 0}, {most, 0, 0}}};
  EXPECT_EQ(weigh(model, request).frame.status, load::SolveStatus::solved);
  request.burden.forces.front().force.x() = most + 3;  // halved down to 2 N
  EXPECT_NE(weigh(model, request).frame.status, load::SolveStatus::solved);
}

TEST(ValidationFigures, the_neck_is_pressed_by_no_less_than_the_weight_of_the_head_along_it) {
  auto weighing = Weighing::open(kFolder + "scenes.json");
  ASSERT_TRUE(weighing.has_value());
  const Weighed& standing = weighing->weigh("man", "standing");
  const double weight = 0.0694 * 72 * 9.80665;  // de Leva 1996, men
  EXPECT_GT(standing.neck, 0.8 * weight);
}

TEST(ValidationCharts, a_picture_takes_nothing_from_outside_and_escapes_its_words) {
  const std::string svg = draw_curves("a < b & c", {"x", 0, 1, 1}, {"y", 0, 1, 1},
                                      {{"one", {0, 0.5, 1}, {0, std::nan(""), 1}}});
  EXPECT_NE(svg.find("a &lt; b &amp; c"), std::string::npos);
  EXPECT_EQ(svg.find("href"), std::string::npos);
  EXPECT_EQ(svg.find("nan"), std::string::npos);
}

}  // namespace
}  // namespace dorsal::validation
