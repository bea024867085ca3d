#include "text/ascii.h"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

TEST(Ascii, TrimTakesBlanksOffBothEnds) { EXPECT_EQ(trim(" \t a b\r\n"), "a b"); }

TEST(Ascii, TrimOfBlanksIsEmpty) { EXPECT_EQ(trim(" \n "), ""); }

TEST(Ascii, SplitKeepsEmptyParts) {
  EXPECT_EQ(split("a,,b,", ',').size(), 4U);
  EXPECT_EQ(split("", ',').size(), 1U);
}

TEST(Ascii, SplitListTrimsAndDropsEmptyParts) {
  EXPECT_EQ(split_list(" a , ,b,"), (std::vector<std::string>{"a", "b"}));
}

TEST(Ascii, ReplaceAllReplacesEachOnce) { EXPECT_EQ(replace_all("aaa", "a", "aa"), "aaaaaa"); }

TEST(Ascii, ComparesWithoutCaseInAsciiOnly) {
  EXPECT_TRUE(equals_ignoring_case("TagDatabase", "tagDATABASE"));
  EXPECT_FALSE(equals_ignoring_case("Ä", "ä"));
}

TEST(Ascii, FindsWithoutCase) {
  EXPECT_EQ(find_ignoring_case("select FROM x", "from"), 7U);
  EXPECT_EQ(find_ignoring_case("abc", "abcd"), std::string_view::npos);
}

TEST(Ascii, CountsInWords) {
  EXPECT_EQ(count_of(1, "changeset"), "1 changeset");
  EXPECT_EQ(count_of(2, "changeset"), "2 changesets");
}

}  // namespace
}  // namespace ebbtide
