#include "text/wildcard.h"

#include <gtest/gtest.h>

#include <string>

namespace ebbtide {
namespace {

TEST(Wildcards, StandForAnyLettersAndForOne) {
  EXPECT_TRUE(fits_wildcards("v1.2", "v*"));
  EXPECT_TRUE(fits_wildcards("v1.2", "v?.?"));
  EXPECT_TRUE(fits_wildcards("", "**"));
  EXPECT_FALSE(fits_wildcards("v1.2", "v?"));
  EXPECT_FALSE(fits_wildcards("v1.2", "V*"));
  EXPECT_FALSE(fits_wildcards("v1.2", ""));
  EXPECT_FALSE(fits_wildcards(std::string("a\0", 2), "a"));
}

TEST(Wildcards, MeanWhatTheRulesSay) {
  EXPECT_TRUE(fits_wildcards("v1.2", "V*", {.in_any_case = true}));
  EXPECT_TRUE(fits_wildcards("url?x=1", "url?x*", {.has_question_mark = false}));
  EXPECT_FALSE(fits_wildcards("url&x=1", "url?x*", {.has_question_mark = false}));
}

TEST(Wildcards, ManyStarsTakeNoLonger) {
  std::string pattern;
  for (int i = 0; i < 40; ++i) pattern += "*a";
  EXPECT_FALSE(fits_wildcards(std::string(2000, 'a'), pattern + "b"));
}

}  // namespace
}  // namespace ebbtide
