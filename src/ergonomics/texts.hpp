#pragma once

#include <map>
#include <string>
#include <string_view>

namespace dorsal::ergonomics {

/// Labels, words and notes of the answers in one language.
class Texts {
 public:
  /// @param language  "en" or "es"; anything else is English
  explicit Texts(std::string_view language);
  [[nodiscard]] bool has(const std::string& key) const { return sentences_.contains(key); }
  /// The key must exist.
  [[nodiscard]] const std::string& operator()(const std::string& key) const;
  /// With the language's decimal sign, three significant digits or whole.
  [[nodiscard]] std::string number(double value) const;
  [[nodiscard]] const std::map<std::string, std::string>& all() const { return sentences_; }

 private:
  bool comma_;
  std::map<std::string, std::string> sentences_;
};

}  // namespace dorsal::ergonomics
