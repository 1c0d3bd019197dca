#pragma once

#include <string>

namespace dorsal::load {

/// The tables of docs/methods/load_tables.md, computed: muscles by level, loads of usual postures,
/// and what each derived part of the model changes. In Markdown.
std::string body_tables();

}  // namespace dorsal::load
