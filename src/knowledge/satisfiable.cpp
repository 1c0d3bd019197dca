#include <map>
#include <vector>

#include "dorsal/knowledge/flag.hpp"

namespace dorsal::knowledge {
namespace {

// Depth-first search for answers that make every goal true. Without NOT only one thing can stand in
// the way: two options of one choice. Booleans and bounds never contradict each other.
class Search {
 public:
  bool holds(std::vector<const Expression*> goals) {
    if (++steps_ > kMost) return true;  // too large to tell: not called impossible
    if (goals.empty()) return true;
    const Expression& goal = *goals.back();
    goals.pop_back();
    switch (goal.kind) {
      case Expression::Kind::option:
        return with_option(goal, goals);
      case Expression::Kind::at_least:
        return holds(std::move(goals));
      case Expression::Kind::count:
        break;
    }
    return choose(goal, 0, goal.count, goals);
  }

 private:
  bool with_option(const Expression& atom, const std::vector<const Expression*>& goals) {
    const auto [entry, added] = chosen_.emplace(atom.finding, atom.option);
    if (!added) return entry->second == atom.option && holds(goals);
    const bool held = holds(goals);
    chosen_.erase(atom.finding);
    return held;
  }

  // `need` of the parts from `from` on become goals, in every way there is.
  bool choose(const Expression& node, std::size_t from, std::size_t need,
              std::vector<const Expression*>& goals) {
    if (need == 0) return holds(goals);
    if (node.of.size() - from < need || ++steps_ > kMost) return steps_ > kMost;
    goals.push_back(&node.of[from]);
    const bool with = choose(node, from + 1, need - 1, goals);
    goals.pop_back();
    return with || choose(node, from + 1, need, goals);
  }

  static constexpr std::size_t kMost = 20000;
  std::size_t steps_ = 0;
  std::map<std::size_t, std::size_t> chosen_;
};

}  // namespace

bool can_be_true(const Expression& expression) { return Search().holds({&expression}); }

}  // namespace dorsal::knowledge
