#pragma once

#include <optional>
#include <string_view>

namespace dorsal::knowledge {

/// How soon somebody should be seen, from least to most urgent; compares with <.
enum class Urgency { self_care, physio, gp_soon, same_day, emergency_now };

[[nodiscard]] std::string_view to_string(Urgency urgency);
[[nodiscard]] std::optional<Urgency> urgency_from(std::string_view word);

}  // namespace dorsal::knowledge
