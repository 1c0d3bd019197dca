#include "dorsal/watch/offers.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace dorsal::watch {
namespace {

using namespace std::string_view_literals;

constexpr std::array kTrunk = {"prev1_stretch_from_rest"sv, "desk_breaks"sv, "stand_desk"sv,
                               "posture_sitting"sv};
constexpr std::array kNeck = {"posture_sitting"sv, "prev2_desk_stretch"sv, "office_program"sv};
constexpr std::array kForArms = {"avoid_motion"sv, "prev2_desk_stretch"sv};
constexpr std::array kForStill = {"desk_breaks"sv, "prev1_stretch_from_rest"sv,
                                  "no_standing_only"sv};
constexpr std::array kForDesk = {"desk_breaks"sv, "prev1_stretch_from_rest"sv,
                                 "prev2_desk_stretch"sv};

}  // namespace

std::span<const std::string_view> offers_for(Cause cause) {
  switch (cause) {
    case Cause::trunk_bent:
      return kTrunk;
    case Cause::neck_bent:
      return kNeck;
    case Cause::arms_raised:
      return kForArms;
    case Cause::still:
      return kForStill;
    case Cause::at_desk:
      break;
  }
  return kForDesk;
}

std::optional<std::string> choose_offer(Cause cause, std::span<const std::string> ruled_out,
                                        std::size_t turn) {
  std::vector<std::string_view> left;
  for (const std::string_view id : offers_for(cause)) {
    if (std::ranges::find(ruled_out, id) == ruled_out.end()) left.push_back(id);
  }
  if (left.empty()) return std::nullopt;
  return std::string(left[turn % left.size()]);
}

}  // namespace dorsal::watch
