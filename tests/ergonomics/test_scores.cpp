#include <gtest/gtest.h>

#include "dorsal/ergonomics/owas.hpp"
#include "dorsal/ergonomics/reba.hpp"
#include "dorsal/ergonomics/rosa.hpp"
#include "dorsal/ergonomics/rula.hpp"
#include "tasks.hpp"

namespace dorsal::ergonomics::test {
namespace {

// Every table is walked whole, so a missing cell ends the test.
TEST(Rula, never_falls_when_a_part_of_neck_trunk_or_force_rises) {
  for (int upper = 1; upper <= 6; ++upper) {
    for (int lower = 1; lower <= 3; ++lower) {
      for (int wrist = 1; wrist <= 4; ++wrist) {
        for (int twist = 1; twist <= 2; ++twist) {
          const RulaArm arm{upper, lower, wrist, twist, 0};
          const int grand = rula(arm, {1, 1, 1, 0}).grand;
          EXPECT_GE(grand, 1);
          EXPECT_LE(grand, 7);
          for (int force = 1; force <= 4; ++force) {
            const RulaArm forced{upper, lower, wrist, twist, force};
            EXPECT_GE(rula(forced, {1, 1, 1, 0}).grand,
                      rula({upper, lower, wrist, twist, force - 1}, {1, 1, 1, 0}).grand);
          }
          if (upper > 1) {
            EXPECT_GE(rula(arm, {}).score_a, rula({upper - 1, lower, wrist, twist, 0}, {}).score_a);
          }
        }
      }
    }
  }
}

TEST(Rula, has_the_corners_of_its_tables) {
  EXPECT_EQ(rula({1, 1, 1, 1, 0}, {1, 1, 1, 0}).grand, 1);
  const RulaScore worst = rula({6, 3, 4, 2, 4}, {6, 6, 2, 4});
  EXPECT_EQ(worst.score_a, 9);
  EXPECT_EQ(worst.score_b, 9);
  EXPECT_EQ(worst.score_c, 13);  // above 8 the last row of table C counts
  EXPECT_EQ(worst.grand, 7);
  EXPECT_EQ(rula({1, 1, 1, 2, 0}, {}).score_a, 2);
  EXPECT_EQ(rula({}, {6, 1, 1, 0}).score_b, 8);
  EXPECT_EQ(rula({}, {6, 6, 2, 0}).score_b, 9);
}

TEST(Rula, gives_a_border_to_the_lower_score) {
  EXPECT_EQ(rula_upper_arm(degrees(20), {}), 1);
  EXPECT_EQ(rula_upper_arm(degrees(20.1), {}), 2);
  EXPECT_EQ(rula_upper_arm(degrees(-20), {}), 1);
  EXPECT_EQ(rula_upper_arm(degrees(-21), {}), 2);
  EXPECT_EQ(rula_upper_arm(degrees(45), {}), 2);
  EXPECT_EQ(rula_upper_arm(degrees(90), {}), 3);
  EXPECT_EQ(rula_upper_arm(degrees(91), {}), 4);
  EXPECT_EQ(rula_lower_arm(degrees(60), {}), 1);
  EXPECT_EQ(rula_lower_arm(degrees(100), {}), 1);
  EXPECT_EQ(rula_lower_arm(degrees(59), {}), 2);
  EXPECT_EQ(rula_wrist(degrees(0), {}), 1);
  EXPECT_EQ(rula_wrist(degrees(-15), {}), 2);
  EXPECT_EQ(rula_wrist(degrees(16), {}), 3);
  EXPECT_EQ(rula_neck(degrees(10), false, false), 1);
  EXPECT_EQ(rula_neck(degrees(20), false, false), 2);
  EXPECT_EQ(rula_neck(degrees(-1), true, true), 6);
  EXPECT_EQ(rula_trunk(degrees(0), false, false, false), 1);
  EXPECT_EQ(rula_trunk(degrees(20), false, false, false), 2);
  EXPECT_EQ(rula_trunk(degrees(60), false, false, false), 3);
  EXPECT_EQ(rula_trunk(degrees(15), false, false, true), 1);
}

TEST(Rula, keeps_part_scores_in_their_ranges_whatever_is_added) {
  const ArmConditions all{true, true, false, true, true};
  EXPECT_EQ(rula_upper_arm(degrees(120), all), 6);
  EXPECT_EQ(rula_lower_arm(degrees(10), all), 3);
  EXPECT_EQ(rula_wrist(degrees(40), all), 4);
  EXPECT_EQ(rula_upper_arm(degrees(0), {false, false, true, false, false}), 1);
}

TEST(Rula, takes_angles_and_tells_the_parts_that_they_make) {
  const Json a = answered("rula", R"({"upper_arm_flexion_deg":50,"elbow_flexion_deg":110,
    "wrist_flexion_deg":20,"wrist_twist":1,"neck_flexion_deg":25,"trunk_flexion_deg":30,
    "legs_supported":true,"side":"left"})");
  EXPECT_EQ(a["parts"]["upper_arm"], 3);
  EXPECT_EQ(a["parts"]["lower_arm"], 2);
  EXPECT_EQ(a["parts"]["wrist"], 3);
  EXPECT_EQ(a["parts"]["neck"], 3);
  EXPECT_EQ(a["parts"]["trunk"], 3);
  EXPECT_EQ(a["parts"]["legs"], 1);
  EXPECT_EQ(a["side"], "left");
}

TEST(Rula, compares_a_part_corrected_by_hand_with_what_the_angle_gave) {
  const Json a = answered("rula", R"({"upper_arm":1,"lower_arm":1,"wrist":1,"wrist_twist":1,
    "neck":1,"neck_flexion_deg":-5,"trunk":1,"legs":1})");
  EXPECT_EQ(a["by_hand"], Json::parse(R"(["neck"])"));
  EXPECT_EQ(a["grand"], 1);
  EXPECT_EQ(a["before"]["score_b"], 5);
  EXPECT_GT(a["before"]["grand"], a["grand"]);
}

TEST(Rula, counts_the_worse_of_two_sides) {
  const Json a = answered("rula", R"({"neck":2,"trunk":2,"legs":1,"wrist_twist":1,
    "left":{"upper_arm":1,"lower_arm":1,"wrist":1},"right":{"upper_arm":5,"lower_arm":3,"wrist":3}})");
  EXPECT_EQ(a["side"], "right");
  EXPECT_EQ(a["grand"], a["right"]["grand"]);
  EXPECT_LT(a["left"]["grand"], a["right"]["grand"]);
}

TEST(Reba, walks_every_cell_and_never_falls_when_load_rises) {
  for (int neck = 1; neck <= 3; ++neck) {
    for (int trunk = 1; trunk <= 5; ++trunk) {
      for (int legs = 1; legs <= 4; ++legs) {
        int last = 0;
        for (int load = 0; load <= 3; ++load) {
          const int score = reba({neck, trunk, legs, load}, {1, 1, 1, 0}, 0).reba;
          EXPECT_GE(score, last);
          last = score;
        }
      }
    }
  }
  for (int upper = 1; upper <= 6; ++upper) {
    for (int lower = 1; lower <= 2; ++lower) {
      for (int wrist = 1; wrist <= 3; ++wrist) {
        EXPECT_GE(reba_b({upper, lower, wrist, 0}).score,
                  upper > 1 ? reba_b({upper - 1, lower, wrist, 0}).score : 1);
      }
    }
  }
}

TEST(Reba, has_the_corners_of_its_tables) {
  EXPECT_EQ(reba({1, 1, 1, 0}, {1, 1, 1, 0}, 0).reba, 1);
  const RebaScore worst = reba({3, 5, 4, 3}, {6, 2, 3, 3}, 3);
  EXPECT_EQ(worst.score_a, 12);
  EXPECT_EQ(worst.score_b, 12);
  EXPECT_EQ(worst.score_c, 12);
  EXPECT_EQ(worst.reba, 15);
  EXPECT_EQ(worst.risk, "very_high");
}

TEST(Reba, names_its_levels_at_their_limits) {
  EXPECT_EQ(reba_risk(1), "negligible");
  EXPECT_EQ(reba_risk(2), "low");
  EXPECT_EQ(reba_risk(3), "low");
  EXPECT_EQ(reba_risk(4), "medium");
  EXPECT_EQ(reba_risk(7), "medium");
  EXPECT_EQ(reba_risk(8), "high");
  EXPECT_EQ(reba_risk(10), "high");
  EXPECT_EQ(reba_risk(11), "very_high");
}

TEST(Reba, counts_twist_and_side_bend_once_and_bent_knees_only_in_standing) {
  EXPECT_EQ(reba_trunk(degrees(-21), true), 4);
  EXPECT_EQ(reba_trunk(degrees(61), true), 5);
  EXPECT_EQ(reba_neck(degrees(-1), true), 3);
  EXPECT_EQ(reba_legs(false, false, degrees(30)), 1);
  EXPECT_EQ(reba_legs(false, false, degrees(60)), 2);
  EXPECT_EQ(reba_legs(true, false, degrees(61)), 4);
  EXPECT_EQ(reba_legs(false, true, degrees(90)), 1);
  const Json both = answered("reba", R"({"neck":1,"legs":1,"trunk_flexion_deg":10,
    "trunk_twisted":true,"trunk_side_bent":true})");
  EXPECT_EQ(both["parts"]["trunk"], 3);
}

TEST(Owas, walks_every_cell_and_carries_a_disputed_one_into_the_answer) {
  int disputed = 0;
  for (int back = 1; back <= 4; ++back) {
    for (int arms = 1; arms <= 3; ++arms) {
      for (int legs = 1; legs <= 7; ++legs) {
        for (int load = 1; load <= 3; ++load) {
          const OwasScore score = owas({back, arms, legs, load});
          EXPECT_GE(score.action_category, 1);
          EXPECT_LE(score.action_category, 4);
          if (score.from.grade != Grade::a) ++disputed;
        }
      }
    }
  }
  EXPECT_EQ(disputed, 18);
  const Json sure = answered("owas", R"({"back":1,"arms":1,"legs":1,"load":1})");
  EXPECT_EQ(sure["grade"], "A");
  EXPECT_FALSE(sure.contains("notes"));
  const Json unsure = answered("owas", R"({"back":2,"arms":2,"legs":5,"load":1})");
  EXPECT_EQ(unsure["grade"], "B");
  EXPECT_EQ(unsure["notes"][0]["id"], "owas_sources_differ");
}

TEST(Rosa, goes_from_one_to_ten_and_takes_the_greater_of_chair_and_peripherals) {
  const std::string good = R"({"chair":{"seat_height":1,"seat_depth":1,"armrest":1,"backrest":1},
    "screen":{"score":1},"telephone":{"score":1},"mouse":{"score":1},"keyboard":{"score":1}})";
  EXPECT_EQ(answered("rosa", good)["rosa"], 1);
  RosaWorkplace w;
  w.seat_height = 5;
  w.seat_depth = 3;
  w.armrest = 5;
  w.backrest = 4;
  w.chair_duration = 1;
  EXPECT_EQ(rosa(w).rosa, 10);
  w = {};
  w.mouse = {7, 1};
  w.keyboard = {7, 1};
  const RosaScore mouse = rosa(w);
  EXPECT_EQ(mouse.score_c, 9);
  EXPECT_EQ(mouse.rosa, 9);
}

TEST(Rosa, never_falls_when_the_chair_or_a_device_gets_worse) {
  for (int height = 1; height <= 5; ++height) {
    for (int depth = 1; depth <= 3; ++depth) {
      for (int arm = 1; arm <= 5; ++arm) {
        for (int back = 2; back <= 4; ++back) {
          RosaWorkplace w{height, depth, arm, back, 0, {}, {}, {}, {}};
          RosaWorkplace better = w;
          --better.backrest;
          EXPECT_GE(rosa(w).score_a, rosa(better).score_a);
        }
      }
    }
  }
  for (int mouse = 0; mouse <= 7; ++mouse) {
    for (int key = 1; key <= 7; ++key) {
      RosaWorkplace w;
      w.mouse = {mouse, 0};
      w.keyboard = {key, 0};
      RosaWorkplace better = w;
      --better.keyboard.score;
      EXPECT_GE(rosa(w).score_c, rosa(better).score_c);
    }
  }
}

TEST(Rosa, says_where_its_sources_differ) {
  const Json a = answered("rosa", R"({"chair":{"seat_height":1,"seat_depth":1,"armrest":1,
    "backrest":1},"screen":{"score":1},"telephone":{"score":1},"mouse":{"score":1},
    "keyboard":{"score":1}})");
  EXPECT_EQ(a["grade"], "C");
  EXPECT_EQ(a["notes"][0]["id"], "rosa_sources_differ");
}

}  // namespace
}  // namespace dorsal::ergonomics::test
