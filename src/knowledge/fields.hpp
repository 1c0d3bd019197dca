#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dorsal/base/result.hpp"
#include "dorsal/knowledge/provenance.hpp"
#include "dorsal/knowledge/urgency.hpp"
#include "toml.hpp"

namespace dorsal::knowledge {

/// Every mistake found, with its place.
class Mistakes {
 public:
  void add(const Place& place, std::string sentence, std::string hint = {},
           ErrorCode code = ErrorCode::malformed);
  [[nodiscard]] bool none() const { return list_.empty(); }
  [[nodiscard]] std::vector<Error> take() { return std::move(list_); }

 private:
  std::vector<Error> list_;
};

/// One table of a file. Hands its fields out, notes whatever is wrong with them, and in finish()
/// whatever nobody asked for. A field that is wrong comes back empty.
class Fields {
 public:
  Fields(const toml::table& table, std::string file, std::string path, Mistakes& mistakes);

  [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
  [[nodiscard]] Place here(std::string_view key = {}) const;
  void complain(std::string_view key, const std::string& sentence, std::string hint = {});

  std::string word(std::string_view key);                // must be there and not empty
  std::string optional_word(std::string_view key);       // empty where it is absent
  std::string value_word(std::string_view key);          // a string, or a boolean as its name
  std::vector<std::string> words(std::string_view key);  // empty where absent; booleans as names
  std::vector<double> numbers(std::string_view key);
  double number(std::string_view key);
  std::optional<double> optional_number(std::string_view key);
  std::optional<double> share(std::string_view key);  // a number in 0..1
  std::optional<int> count(std::string_view key);     // a whole number from 0
  bool truth(std::string_view key);                   // false where absent
  Text text(std::string_view key);                    // {en, es}, neither empty
  std::optional<Text> optional_text(std::string_view key);
  Evidence evidence();  // source and quality
  Urgency urgency(std::string_view key);
  std::optional<Fields> table(std::string_view key);
  std::vector<Fields> tables(std::string_view key);
  void finish();

 private:
  const toml::node* get(std::string_view key);
  const toml::node* need(std::string_view key);
  [[nodiscard]] std::string name_of(std::string_view key) const;

  const toml::table* table_;
  std::string file_;
  std::string path_;  // of the table in the file, "" or "prior."
  Mistakes* mistakes_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace dorsal::knowledge
