#pragma once

#include "dorsal/opensim/function.hpp"
#include "xml.hpp"

namespace dorsal::opensim {

/// The element that describes the function of `owner`: in <tag>, or directly in it.
Node function_element(Node owner, const char* tag);

/// The function of `owner`.
/// @error missing; unsupported  another kind of function; malformed
Result<Function> read_function(const Xml& xml, Node owner, const char* tag);

}  // namespace dorsal::opensim
