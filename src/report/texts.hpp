#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dorsal/report/assessment.hpp"
#include "dorsal/report/html.hpp"

namespace dorsal::report {

/// The report's sentences and its way of writing numbers in one language. Plain text: whoever puts
/// it into a page escapes it.
class Texts {
 public:
  using Values = std::initializer_list<std::pair<std::string_view, std::string>>;

  explicit Texts(Language language);

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] bool has(std::string_view key) const { return sentences_.contains(key); }
  /// The sentence of a key, "key.heading", with {placeholders} filled in.
  [[nodiscard]] std::string operator()(std::string_view key, Values values = {}) const;
  /// The sentences of a key that holds a list.
  [[nodiscard]] std::vector<std::string> list(std::string_view key) const;
  /// Every key with its sentence, in order: for the test that languages agree.
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const {
    return sentences_;
  }

  /// With the language's decimal sign and a real minus; an en dash for what is not known.
  [[nodiscard]] std::string number(double value, int decimals = 0) const;
  /// As a person says it: "45 s", "34 min", "7 h 52 min".
  [[nodiscard]] std::string duration(double seconds) const;
  /// "34 of 52 min", "40 s of 52 min".
  [[nodiscard]] std::string part_of(double part, double whole) const;

 private:
  Language language_;
  std::map<std::string, std::string, std::less<>> sentences_;
};

/// A place on the recording's clock: 31:20, 1:02:05; under a minute with tenths, 0:07.4.
[[nodiscard]] std::string clock_time(double seconds);

/// The sentence of an assumption. `long_form`: with the numbers of the default body.
[[nodiscard]] std::string assumption_sentence(const Texts& texts, const AssumptionNote& note,
                                              bool long_form = false);

}  // namespace dorsal::report
