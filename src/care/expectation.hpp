#pragma once

#include "dorsal/care/plan.hpp"

namespace dorsal::care {

/// The expected course: of each cause served, and what was measured of people in such pain.
[[nodiscard]] knowledge::Text expected_course(const knowledge::Knowledge& knowledge,
                                              const Plan& plan);

/// Whom to see and how soon.
/// @param danger_leads    one of the likeliest causes is dangerous
/// @param questions_open  a rule of same_day or emergency_now is open
[[nodiscard]] knowledge::Text whom_to_see(const knowledge::Knowledge& knowledge, const Plan& plan,
                                          bool danger_leads, bool questions_open);

}  // namespace dorsal::care
