#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dorsal::schema {

/// Notices a field that stands twice in one object: JSON allows it, and a reader would silently
/// keep the last.
class FieldNames {
 public:
  /// To be called for every event of nlohmann's parser.
  void see(nlohmann::json::parse_event_t event, const nlohmann::json& parsed) {
    using Event = nlohmann::json::parse_event_t;
    if (event == Event::object_start) open_.emplace_back();
    if (event == Event::object_end) open_.pop_back();
    if (event != Event::key || twice_) return;
    const auto& name = parsed.get_ref<const std::string&>();
    if (!open_.back().insert(name).second) twice_ = name;
  }
  /// The first such field.
  [[nodiscard]] const std::optional<std::string>& twice() const { return twice_; }

 private:
  std::vector<std::set<std::string>> open_;  // the names in each object that is not closed yet
  std::optional<std::string> twice_;
};

}  // namespace dorsal::schema
