#include <gtest/gtest.h>

#include "dorsal/base/printable.hpp"
#include "dorsal/base/result.hpp"

namespace dorsal {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return fail(ErrorCode::out_of_range, "3 is odd", "$.n", "give an even one");
  return number / 2;
}

Result<int> quarter(int number) {
  DORSAL_TRY(const int first, half(number));
  DORSAL_TRY(const int second, half(first));
  return second;
}

Result<void> check_even(int number) {
  DORSAL_TRY_VOID(half(number));
  return {};
}

TEST(Result, try_takes_the_value_of_a_success) {
  EXPECT_EQ(quarter(8).value(), 2);
  EXPECT_TRUE(check_even(2));
}

TEST(Result, try_passes_on_the_first_error) {
  const auto result = quarter(6);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::out_of_range);
  EXPECT_FALSE(check_even(3));
}

TEST(Result, an_error_reads_as_place_then_sentence_then_hint) {
  EXPECT_EQ(to_string(half(3).error()), "$.n: 3 is odd; give an even one.");
  EXPECT_EQ(to_string(Error{ErrorCode::internal, "it broke", "", ""}), "it broke.");
}

TEST(Error, is_one_line_whatever_a_file_is_called) {
  const Error error{ErrorCode::unreadable, "it is odd", "a\nb\x1b[31m\xff.csv", ""};
  EXPECT_EQ(to_string(error), "a?b?[31m?.csv: it is odd.");
}

TEST(Printable, keeps_every_script_and_drops_what_is_no_text) {
  EXPECT_EQ(printable("ñandú 背中 \xf0\x9f\xa6\x92"), "ñandú 背中 \xf0\x9f\xa6\x92");
  EXPECT_EQ(printable("\xc0\xaf\xed\xa0\x80\xf5\xc2\x9b\xe2\x82"), "??????????");
  EXPECT_EQ(printable("ññññ", 5), "ñññ...");
}

}  // namespace
}  // namespace dorsal
