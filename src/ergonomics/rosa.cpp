#include "dorsal/ergonomics/rosa.hpp"

#include <algorithm>

#include "table.hpp"

namespace dorsal::ergonomics {
namespace {

struct RosaTables {
  ScoreTable a{"rosa_a.csv", 2};
  ScoreTable b{"rosa_b.csv", 2};
  ScoreTable c{"rosa_c.csv", 2};
};

const RosaTables& rosa_tables() {
  static const RosaTables kTables;
  return kTables;
}

int in_table(const RosaItem& item, const ScoreTable& table, std::size_t key) {
  return std::clamp(item.score + item.duration, 0, table.greatest(key));
}

}  // namespace

RosaScore rosa(const RosaWorkplace& w) {
  const RosaTables& t = rosa_tables();
  RosaScore s;
  const auto& a = t.a.at({w.seat_height + w.seat_depth, w.armrest + w.backrest});
  const auto& b = t.b.at({in_table(w.telephone, t.b, 0), in_table(w.screen, t.b, 1)});
  const auto& c = t.c.at({in_table(w.mouse, t.c, 0), in_table(w.keyboard, t.c, 1)});
  for (const auto* cell : {&a, &b, &c}) s.from.add(cell->grade, cell->note);
  s.score_a = std::clamp(a.score + w.chair_duration, 1, 10);
  s.score_b = b.score;
  s.score_c = c.score;
  s.peripherals = std::max(b.score, c.score);  // both charts that follow hold the greater of two
  s.rosa = std::max(s.score_a, s.peripherals);
  return s;
}

}  // namespace dorsal::ergonomics
