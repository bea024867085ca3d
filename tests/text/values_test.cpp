#include <gtest/gtest.h>

#include <sstream>

#include "text/boxed.h"
#include "text/csv.h"
#include "text/iso_date.h"
#include "text/java_properties.h"
#include "text/md5.h"
#include "text/number.h"
#include "text/source.h"
#include "text/suggestion.h"
#include "text/text.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

TEST(Text, AbsentIsNotEmpty) {
  const Text absent, empty = "";
  EXPECT_FALSE(absent);
  EXPECT_TRUE(empty);
  EXPECT_FALSE(absent == empty);
  EXPECT_EQ(absent.or_empty(), "");
}

TEST(Text, CopiesAreApart) {
  Text a = "one";
  const Text b = a;
  a = "two";
  EXPECT_EQ(*b, "one");
}

TEST(Boxed, CopiesAreDeep) {
  Boxed<int> a;
  a.emplace() = 1;
  const Boxed<int> b = a;
  *a = 2;
  EXPECT_EQ(*b, 1);
}

TEST(Md5, OfPiecesIsThatOfTheWhole) {
  Md5 sum;
  sum.add("ab");
  sum.add("c");
  EXPECT_EQ(sum.finish(), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(md5(""), "d41d8cd98f00b204e9800998ecf8427e");
}

TEST(IsoDate, HasOneSpellingForEachMoment) {
  EXPECT_EQ(canonical_date("2020-01-02"), "2020-01-02");
  EXPECT_EQ(canonical_date("2020-01-02 03:04:05"), "2020-01-02T03:04:05");
  EXPECT_EQ(canonical_date("2020-01-02T03:04:05.120"), "2020-01-02T03:04:05.12");
  EXPECT_EQ(canonical_date("10:11:12"), "10:11:12");
}

TEST(IsoDate, RunsOverAsJavaDoes) { EXPECT_EQ(canonical_date("2021-02-30"), "2021-03-02"); }

TEST(IsoDate, YearsBeforeTheFirstCountInTheirOwnEra) {
  EXPECT_EQ(canonical_date("0000-00-00"), "0002-11-30");
  EXPECT_EQ(canonical_date("0000-00-00 00:00:01"), "0002-11-30T00:00:01");
  EXPECT_EQ(canonical_date("0000-01-01T00:00:00"), "0001-01-01T00:00:00");
}

TEST(IsoDate, FunctionsAreNoDates) {
  EXPECT_EQ(canonical_date("now()"), std::nullopt);
  EXPECT_EQ(canonical_date("CURRENT_TIMESTAMP"), std::nullopt);
}

TEST(IsoDate, JavaDatesComeBackAsDates) {
  setenv("TZ", "UTC", 1);
  tzset();
  EXPECT_EQ(java_date("2020-1-2"), "Thu Jan 02 00:00:00 UTC 2020");
  EXPECT_EQ(canonical_date("Thu Jan 02 00:00:00 UTC 2020"), "2020-01-02T00:00:00");
  EXPECT_EQ(java_date("2020-01-02 03:04:05.5"), "2020-01-02 03:04:05");
  EXPECT_EQ(java_date("2020-01-02T03:04:05+02:00"), "Thu Jan 02 01:04:05 UTC 2020");
  EXPECT_EQ(java_date("2020-release"), std::nullopt);
}

TEST(IsoDate, LocalMillis) {
  setenv("TZ", "UTC", 1);
  tzset();
  EXPECT_EQ(local_millis("1970-01-02"), 86'400'000);
  EXPECT_EQ(local_millis("1970-01-01T00:00:01.5"), 1'500);
}

TEST(Number, IsPrintedAsJavaPrintsIt) {
  EXPECT_EQ(java_double(1000), "1000.0");
  EXPECT_EQ(java_double(1e10), "1.0E10");
  EXPECT_EQ(java_double(0.00001), "1.0E-5");
  EXPECT_EQ(java_number("1,000"), "1000");
  EXPECT_EQ(java_number("1E5"), "100000");
  EXPECT_EQ(java_number("1,000E1"), "10000");
  EXPECT_EQ(java_number("1E-2"), "0.01");
  EXPECT_EQ(java_number("1E5x"), "100000");
  EXPECT_EQ(java_number("1234567.125E2"), "1.234567125E8");
  EXPECT_EQ(java_number("1E400"), "Infinity");
  EXPECT_EQ(java_number("1E-400"), "0");
  for (const char* const no_exponent : {"1e5", "1E+5", "1E", "1E-"})
    EXPECT_EQ(java_number(no_exponent), "1") << no_exponent;
  EXPECT_EQ(java_number("1.50"), "1.5");
  EXPECT_EQ(java_number("abc"), std::nullopt);
  EXPECT_EQ(java_number(",5"), "5");
  EXPECT_EQ(java_number(","), std::nullopt);
}

TEST(Csv, QuotedCellsHoldSeparatorsLineEndsAndQuotes) {
  std::istringstream input("a,b\n\"x,\"\"y\"\"\nz\",2\r\n");
  CsvReader csv(input, ',', '"');
  EXPECT_EQ(*csv.next(), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(*csv.next(), (std::vector<std::string>{"x,\"y\"\nz", "2"}));
  EXPECT_EQ(csv.line(), 2);
  EXPECT_EQ(csv.next(), std::nullopt);
}

TEST(Csv, RecordsEndWithAnyLineEnd) {
  std::istringstream input("a,b\r1,\"x\ry\"\r\n2,z\n\r3,");
  CsvReader csv(input, ',', '"');
  using Cells = std::vector<std::string>;
  EXPECT_EQ(*csv.next(), (Cells{"a", "b"}));
  EXPECT_EQ(*csv.next(), (Cells{"1", "x\ny"}));
  EXPECT_EQ(*csv.next(), (Cells{"2", "z"}));
  EXPECT_EQ(*csv.next(), (Cells{""}));
  EXPECT_EQ(*csv.next(), (Cells{"3", ""}));
  EXPECT_EQ(csv.line(), 6);
  EXPECT_FALSE(csv.next());
}

TEST(Csv, UnclosedQuoteIsAnError) {
  std::istringstream input("\"a,b\n");
  CsvReader csv(input, ',', '"');
  EXPECT_ANY_THROW(csv.next());
}

std::string value_of(std::string_view text, std::string_view key) {
  for (const JavaProperty& property : parse_java_properties(text, "f")) {
    if (property.key == key) return property.value;
  }
  return "?";
}

TEST(JavaProperties, HaveThreeSeparators) {
  EXPECT_EQ(value_of("a=1", "a"), "1");
  EXPECT_EQ(value_of("a : 1", "a"), "1");
  EXPECT_EQ(value_of("a 1", "a"), "1");
}

TEST(JavaProperties, GoOnBehindABackslash) { EXPECT_EQ(value_of("a=b\\\n   c", "a"), "bc"); }

TEST(JavaProperties, KnowEscapes) {
  EXPECT_EQ(value_of("a\\=b=\\u00e9\\t\\:", "a=b"), "\u00e9\t:");
  EXPECT_EQ(value_of("s=\\ud83d\\ude00", "s"), "\U0001F600");
  // Half of a letter, as Java writes it.
  EXPECT_EQ(value_of("s=a\\ud83db", "s"), "a?b");
  EXPECT_EQ(value_of("s=a\\ude00b", "s"), "a?b");
  EXPECT_EQ(value_of("s=\\ud83d\\u0041", "s"), "?A");
  EXPECT_EQ(value_of("s=\\ud83d\\ud83d\\ude00", "s"), "?\U0001F600");
}

TEST(JavaProperties, BytesAreLettersOfLatin1) {
  EXPECT_EQ(value_of("a=\xfc\\\xe4", "a"), "\u00fc\u00e4");
  EXPECT_EQ(value_of("\xe4=1", "\u00e4"), "1");
  EXPECT_EQ(value_of("a=\u00fc", "a"), "\u00c3\u00bc");
}

TEST(JavaProperties, AByteOrderMarkIsNoPartOfTheFirstKey) {
  const std::string text = std::string("\xEF\xBB\xBF") + "a=1";
  EXPECT_EQ(value_of(text, "a"), "1");
  EXPECT_FALSE(parse_java_properties(text, "f").front().looks_like_utf8);
}

TEST(JavaProperties, LookLikeUtf8WhereTheyHaveSuchLetters) {
  const auto looks = [](std::string_view line) {
    return parse_java_properties(line, "f").front().looks_like_utf8;
  };
  EXPECT_TRUE(looks("a=\u00fc"));
  EXPECT_FALSE(looks("a=\xfc"));
  EXPECT_FALSE(looks("a=\\u00fc"));
  EXPECT_FALSE(looks("a=b"));
}

TEST(JavaProperties, SkipComments) {
  EXPECT_EQ(parse_java_properties("# a=1\n! b=2\n\n c=3", "f").size(), 1U);
}

TEST(JavaProperties, BadEscapeNamesItsLine) {
  try {
    parse_java_properties("a=1\nb=\\u12", "my.properties");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.where().to_text(), "my.properties:2:1");
  }
}

TEST(Source, ColumnsCountLetters) {
  const Source source("f", "ab\n\u00e9\u00e9x\n");
  EXPECT_EQ(source.position(7).to_text(), "f:2:3");
  EXPECT_EQ(source.line(2), "\u00e9\u00e9x");
}

TEST(Suggestion, IsGivenForNearNamesOnly) {
  EXPECT_EQ(suggestion("createTabel", {"createTable", "dropTable"}),
            "; did you mean 'createTable'?");
  EXPECT_EQ(suggestion("xyz", {"createTable"}), "");
}

TEST(Unicode, ByteOrderMarksWin) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBFx", "ISO-8859-1"), "x");
  EXPECT_EQ(to_utf8(std::string("\xFF\xFEx\0", 4), ""), "x");
}

TEST(Unicode, BadBytesBecomeReplacements) { EXPECT_EQ(to_utf8("a\xFF", ""), "a\xEF\xBF\xBD"); }

TEST(Unicode, AsManyReplacementsAsJavaHas) {
  const std::string one = "\xEF\xBF\xBD";
  EXPECT_EQ(to_utf8("\xE2\x82"
                    "a",
                    ""),
            one + "a");                                     // cut short after two
  EXPECT_EQ(to_utf8("\xE0\x80\x80", ""), one + one + one);  // longer than it must be
  EXPECT_EQ(to_utf8("\xED\xA0\x80", ""), one);              // half of a pair
  EXPECT_EQ(to_utf8("\xF0\x9F\x92"
                    "a",
                    ""),
            one + "a");
  EXPECT_EQ(to_utf8("\xC3(", ""), one + "(");
  EXPECT_EQ(to_utf8("\xF5\x80", ""), one + one);
}

TEST(Unicode, TellsWhereBytesMeantNothing) {
  const DecodedText decoded = decode(
      "a\xFF"
      "b\xEF\xBF\xBD\xFF",
      "");
  EXPECT_EQ(decoded.damaged, (std::vector<std::size_t>{1, 8}));
  EXPECT_EQ(decode("caf\xE9", "ISO-8859-1").text, "caf\u00e9");
  EXPECT_TRUE(decode("caf\xE9", "ISO-8859-1").damaged.empty());
  EXPECT_EQ(decode("\xE9", "US-ASCII").damaged.size(), 1U);
}

TEST(Unicode, KnowsTheNamesOfJava) {
  EXPECT_EQ(to_utf8("\x80", "Cp1252"), "\u20ac");
  EXPECT_EQ(to_utf8("\xE9", "ISO8859_1"), "\u00e9");
}

TEST(Unicode, EncodesPieceByPiece) {
  Encoder encoder("UTF-16");
  EXPECT_EQ(encoder.encode("a"), std::string("\xFE\xFF\0a", 4));
  EXPECT_EQ(encoder.encode("b"), std::string("\0b", 2));
  EXPECT_EQ(from_utf8("\u20ac", "ISO-8859-1"), "?");
}

TEST(Unicode, UnknownEncodingIsAnError) { EXPECT_THROW(to_utf8("x", "no-such"), Error); }

TEST(Unicode, LengthCountsSurrogatesAsTwo) {
  EXPECT_EQ(utf16_length("a\U0001F600"), 3U);
  EXPECT_EQ(utf16_prefix("a\U0001F600b", 2), "a");
}

TEST(Unicode, OrderIsThatOfUtf16) {
  EXPECT_TRUE(less_by_utf16("\U0001F600", "\uFF00"));
  EXPECT_FALSE("\U0001F600" < std::string_view("\uFF00"));
}

TEST(Unicode, ComposesToNfc) { EXPECT_EQ(to_nfc("e\u0301"), "\u00e9"); }

}  // namespace
}  // namespace ebbtide
