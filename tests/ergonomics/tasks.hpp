#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "dorsal/ergonomics/answer.hpp"
#include "dorsal/schema/document.hpp"

namespace dorsal::ergonomics::test {

using Json = nlohmann::ordered_json;

/// The answer to a task written as JSON, which must be a good one.
inline Json answered(const char* method, const std::string& task) {
  const auto value = schema::parse(task, "task");
  const auto result = value ? answer(*method_from_name(method), *value, "task")
                            : Result<Json>(tl::unexpected(value.error()));
  EXPECT_TRUE(result) << (result ? "" : to_string(result.error()));
  return result ? *result : Json::object();
}

/// The sentence that a bad task gets.
inline std::string refused(const char* method, const std::string& task) {
  const auto value = schema::parse(task, "task");
  if (!value) return to_string(value.error());
  const auto result = answer(*method_from_name(method), *value, "task");
  EXPECT_FALSE(result) << task;
  return result ? "" : to_string(result.error());
}

}  // namespace dorsal::ergonomics::test
