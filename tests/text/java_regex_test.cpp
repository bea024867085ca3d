#include "text/java_regex.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr const char* text = "CREATE TABLE t_1 (a INT,\nb-\u00f6.)";

std::string refusal(const std::string& pattern, const std::string& replacement) {
  try {
    JavaRegex(pattern).check_replacement(replacement);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

struct Replacement {
  const char *pattern, *with, *result;
};

/// What String.replaceAll of Java 17 makes of the text; line ends as `\\n`.
constexpr Replacement recorded[] = {
    {"(?i)create table", "X", "X t_1 (a INT,\\nb-ö.)"},
    {"(?s)CREATE.*INT", "Y", "Y,\\nb-ö.)"},
    {"(?<=TABLE )(\\w+\\.)?t_1", "z", "CREATE TABLE z (a INT,\\nb-ö.)"},
    {"\\Qt_1\\E", "q", "CREATE TABLE q (a INT,\\nb-ö.)"},
    {"(?<n>t)_1", "${n}2", "CREATE TABLE t2 (a INT,\\nb-ö.)"},
    {"t_1++", "p", "CREATE TABLE p (a INT,\\nb-ö.)"},
    {"\\bt_1\\b", "b", "CREATE TABLE b (a INT,\\nb-ö.)"},
    {"[a-z&&[t]]_", "c", "CREATE TABLE c1 (a INT,\\nb-ö.)"},
    {"[^a-c&&[^x]]", "_", "__________________a______b____"},
    {"[a-z&&[^aeiou]]", "-", "CREATE TABLE -_1 (a INT,\\n--ö.)"},
    {"[A-C[T-V]]", "u", "uREuuE uuuLE t_1 (a INu,\\nb-ö.)"},
    {"(?m)^b", "l", "CREATE TABLE t_1 (a INT,\\nl-ö.)"},
    {"\\p{Alpha}_", "w", "CREATE TABLE w1 (a INT,\\nb-ö.)"},
    {"t_1(?!\\w)", "n", "CREATE TABLE n (a INT,\\nb-ö.)"},
    {"(a) (INT\\w*)", "$1_$2 $2", "CREATE TABLE t_1 (a_INT INT,\\nb-ö.)"},
    {"\\((.*)\\)", "($1, b\\$c)", "CREATE TABLE t_1 (a INT,\\nb-ö.)"},
    {"x*", "+", "+C+R+E+A+T+E+ +T+A+B+L+E+ +t+_+1+ +(+a+ +I+N+T+,+\\n+b+-+ö+.+)+"},
    {"(a)(z)?", "[$2$1$11]", "CREATE TABLE t_1 ([aa1] INT,\\nb-ö.)"},
    {"[[:alpha:]]", "_", "CREATE TABLE t_1 (_ INT,\\nb-ö.)"},
    {"[\\w&&[^\\d_]]", "o", "oooooo ooooo o_1 (o ooo,\\no-ö.)"},
    {"$", "!", "CREATE TABLE t_1 (a INT,\\nb-ö.)!"},
    {"[\\w-.]", "h", "hhhhhh hhhhh hhh (h hhh,\\nhhöh)"},
    {"[a-f&&b-z&&[^d]]", "i", "CREATE TABLE t_1 (a INT,\\ni-ö.)"},
    {"\\u0041", "A1", "CREA1TE TA1BLE t_1 (a INT,\\nb-ö.)"},
    {"\\0103", "C1", "C1REATE TABLE t_1 (a INT,\\nb-ö.)"},
    {"\\x42", "B1", "CREATE TAB1LE t_1 (a INT,\\nb-ö.)"},
    {"(T)(A)\\2?", "$2", "CREATE ABLE t_1 (a INT,\\nb-ö.)"},
    {"[^\\p{Alnum}\\s]", "s", "CREATE TABLE ts1 sa INTs\\nbssss"},
    {"\\P{Upper}", ".", "CREATE.TABLE........INT......."},
    {"(?<!T)A", "v", "CREvTE TABLE t_1 (a INT,\\nb-ö.)"},
    {"(?x) T A # no\n B", "X", "CREATE XLE t_1 (a INT,\\nb-ö.)"},
    {"\\h+", "_", "CREATE_TABLE_t_1_(a_INT,\\nb-ö.)"},
    {"[]T]", "k", "CREAkE kABLE t_1 (a INk,\\nb-ö.)"},
    {"[&&A]", "m", "CREmTE TmBLE t_1 (a INT,\\nb-ö.)"},
    {"[T&&]", "m", "CREAmE mABLE t_1 (a INm,\\nb-ö.)"},
    {"(?U)\\w", "W", "WWWWWW WWWWW WWW (W WWW,\\nW-W.)"},
    {"a{1,2}", "r", "CREATE TABLE t_1 (r INT,\\nb-ö.)"},
    {"[^[A-Z]]", "~", "CREATE~TABLE~~~~~~~~INT~~~~~~~"},
    {"(?i)[A-Z&&[^T]]", "~", "~~~~T~ T~~~~ t_1 (~ ~~T,\\n~-ö.)"},
    {"(?u)ö", "oe", "CREATE TABLE t_1 (a INT,\\nb-oe.)"},
    {".", "d", "dddddddddddddddddddddddd\\nddddd"},
    {"}", "x", "CREATE TABLE t_1 (a INT,\\nb-ö.)"},
    {"]", "x", "CREATE TABLE t_1 (a INT,\\nb-ö.)"},
};

TEST(JavaRegex, ReplacesAsJavaDoes) {
  for (const Replacement& one : recorded) {
    EXPECT_EQ(replace_all(JavaRegex(one.pattern).replace_all(text, one.with), "\n", "\\n"),
              one.result)
        << one.pattern << " by " << one.with;
  }
}

/// What Java 17 refuses, the pattern or what is put in its place.
constexpr std::pair<const char*, const char*> refused[] = {
    {"{a}", ""},      {"\\y", ""},   {"(?#x)", ""}, {"a", "$"},    {"a", "\\"},  {"a", "$2"},
    {"a", "${n}"},    {"x{,3}", ""}, {"(", ""},     {")", ""},     {"[a", ""},   {"*a", ""},
    {"\\k<n>", ""},   {"[b-a]", ""}, {"(?z)", ""},  {"\\", ""},    {"a**", ""},  {"[a-\\d]", ""},
    {"(?P<n>a)", ""}, {"(*a)", ""},  {"\\x4", ""},  {"\\u12", ""}, {"\\08", ""},
};

TEST(JavaRegex, RefusesWhatJavaRefuses) {
  for (const auto& [pattern, with] : refused) EXPECT_NE(refusal(pattern, with), "") << pattern;
}

TEST(JavaRegex, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(refusal("a{b", ""), "a '{' needs a number; write '\\{' for the letter (at letter 2)");
  EXPECT_EQ(refusal("a(b(c)", ""), "a '(' is never closed (at letter 2)");
  EXPECT_EQ(refusal("ab)", ""), "a ')' has no '(' (at letter 3)");
  EXPECT_EQ(refusal("a[bc", ""), "a '[' is never closed (at letter 2)");
  EXPECT_EQ(refusal("a\\yb", ""), "Java knows no '\\y' (at letter 2)");
  EXPECT_EQ(refusal("[a\\y]", ""), "Java knows no '\\y' (at letter 3)");
  EXPECT_EQ(refusal("a\\", ""), "a '\\' stands last (at letter 2)");
  EXPECT_EQ(refusal("a", "$"),
            "'$' must be followed by the number of a group; write '\\$' for the letter");
}

TEST(JavaRegex, RefusesWhatCannotBeHonoured) {
  for (const char* const pattern : {"\\p{InGreek}", "\\p{javaLowerCase}", "(?<=a{1,3})b", "\\b{g}"})
    EXPECT_NE(refusal(pattern, ""), "") << pattern;
}

TEST(JavaRegex, LongTextsNeitherCrashNorFail) {
  const std::string letters(300'000, 'a');
  EXPECT_EQ(JavaRegex("(a|b)*c").replace_all(letters, "x"), letters);
  EXPECT_EQ(JavaRegex("(.|\\n)*").replace_all(letters, "x"), "xx");
}

TEST(JavaRegex, MatchesTheWholeText) {
  const JavaRegex pattern("(?i)^\\s*go\\s*$");
  EXPECT_TRUE(pattern.matches("\nGO"));
  EXPECT_FALSE(pattern.matches("go on"));
}

}  // namespace
}  // namespace ebbtide
