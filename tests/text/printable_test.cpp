#include "text/printable.h"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

TEST(Printable, WhatIsSeenStaysAsItIs) {
  EXPECT_EQ(printable("Zürich, 東京, 👍 and \\ too"), "Zürich, 東京, 👍 and \\ too");
  EXPECT_EQ(printable_line(""), "");
}

TEST(Printable, ControlCharactersOfBothRangesAreSpelled) {
  EXPECT_EQ(printable("a\x1b[2J\x07"), "a\\u001b[2J\\u0007");
  EXPECT_EQ(printable("a\xC2\x9B"
                      "31m"),
            "a\\u009b31m");
  EXPECT_EQ(printable("a\x7F"), "a\\u007f");
}

TEST(Printable, LettersThatTurnOrHideTextAreSpelled) {
  EXPECT_EQ(printable("admin\xE2\x80\xAEtxt"), "admin\\u202etxt");
  EXPECT_EQ(printable("a\xE2\x80\x8B\xE2\x81\xA6\xEF\xBB\xBF"), "a\\u200b\\u2066\\ufeff");
  EXPECT_EQ(printable("a\xF3\xA0\x81\xA1"), "a\\U000e0061");
}

TEST(Printable, BytesThatAreNoUtf8AreSpelled) {
  EXPECT_EQ(printable("a\x9B"
                      "2J"),
            "a\\x9b2J");
  EXPECT_EQ(printable("\xC0\xAF\xE2\x80"), "\\xc0\\xaf\\xe2\\x80");
  EXPECT_EQ(printable("\xED\xA0\x80"), "\\xed\\xa0\\x80");
}

TEST(Printable, LineEndsStayUnlessThereIsOneLine) {
  EXPECT_EQ(printable("a\n\tb\r\n"), "a\n\tb\\r\n");
  EXPECT_EQ(printable_line("a\n\tb\r\n"), "a\\n\\tb\\r\\n");
  EXPECT_EQ(printable_line("a\xE2\x80\xA8"
                           "b"),
            "a\\u2028b");
}

}  // namespace
}  // namespace ebbtide
