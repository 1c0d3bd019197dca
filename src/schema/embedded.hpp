#pragma once

#include <string_view>

namespace dorsal::schema {

std::string_view embedded_file(std::string_view name);

}  // namespace dorsal::schema
