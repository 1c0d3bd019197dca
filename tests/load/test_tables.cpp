#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "document_words.hpp"
#include "load/body_tables.hpp"

namespace dorsal::load {
namespace {

TEST(Tables, of_the_documents_are_those_of_the_model) {
  const std::string path = std::string(DORSAL_SOURCE_DIR) + "/docs/methods/load_tables.md";
  const std::string made = body_tables();
  if (std::getenv("DORSAL_WRITE_TABLES") != nullptr) std::ofstream(path) << made;
  const auto now = words(made);
  const auto then = words(content(path));
  ASSERT_EQ(now.size(), then.size()) << "write the tables anew";
  for (std::size_t i = 0; i < now.size(); ++i) {
    ASSERT_TRUE(same_word(now[i], then[i]))
        << now[i] << " instead of " << then[i] << ", word " << i;
  }
}

}  // namespace
}  // namespace dorsal::load
