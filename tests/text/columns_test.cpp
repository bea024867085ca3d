#include "text/columns.h"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

TEST(Columns, AreCountedAsTheyAreSeen) {
  EXPECT_EQ(columns_of(""), 0U);
  EXPECT_EQ(columns_of("abc"), 3U);
  EXPECT_EQ(columns_of("für"), 3U);
  EXPECT_EQ(columns_of("fu\xCC\x88r"), 3U) << "a mark over the letter before it";
  EXPECT_EQ(columns_of("書籍"), 4U);
  EXPECT_EQ(columns_of("\x1b[31mred\x1b[0m"), 3U);
  EXPECT_EQ(columns_of("\x1b[31"), 0U) << "a command without its end";
  EXPECT_EQ(columns_of("\xff"), 1U);
}

TEST(Columns, ATextIsCutBetweenLetters) {
  EXPECT_EQ(cut_to_columns("abcdef", 6), "abcdef");
  EXPECT_EQ(cut_to_columns("abcdef", 5), "abcd…");
  EXPECT_EQ(cut_to_columns("書籍書籍", 6), "書籍…");
  EXPECT_EQ(cut_to_columns("abc", 0), "");
  EXPECT_EQ(cut_in_middle("db/changelog.xml::1::ann", 24), "db/changelog.xml::1::ann");
  EXPECT_EQ(cut_in_middle("db/changelog.xml::1::ann", 13), "db/c…::1::ann");
  EXPECT_EQ(cut_in_middle("書籍書籍書籍", 8), "書…書籍") << "never more than there is room for";
}

TEST(Columns, ALineIsBrokenBetweenWords) {
  EXPECT_EQ(folded("one two three", 20, 2), "one two three");
  EXPECT_EQ(folded("one two three", 8, 2), "one two\n  three");
  EXPECT_EQ(folded("one two three", 7, 2), "one two\n  three");
  EXPECT_EQ(folded("abcdefghij", 4, 0), "abcd\nefgh\nij");
  EXPECT_EQ(folded("  one two", 6, 4), "  one\n   two") << "an indent takes no more than half";
  EXPECT_EQ(folded("one two three", 0, 2), "one two three") << "0 is no limit";
  EXPECT_EQ(folded("書籍書籍", 5, 0), "書籍\n書籍");
  EXPECT_EQ(folded("書", 1, 0), "書") << "a letter is never broken";
  EXPECT_EQ(folded("one      ", 5, 0), "one") << "nothing is left behind the blanks";
}

}  // namespace
}  // namespace ebbtide
