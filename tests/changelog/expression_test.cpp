#include "changelog/expression.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide {
namespace {

/// Which of the expressions c1 … c9 run in these contexts, as Liquibase 4.28 ran them.
std::string running(const std::vector<std::string>& contexts) {
  const std::vector<std::string> expressions{
      "a", "a,b", "a and b", "!a", "@a", "not a and (b or c)", "", "A OR B", "!@a"};
  std::string names;
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    if (context_matches(expressions[i], contexts))
      names += (names.empty() ? "c" : " c") + std::to_string(i + 1);
  }
  return names;
}

TEST(Contexts, WithoutAnyAllRunButMarkedOnes) { EXPECT_EQ(running({}), "c1 c2 c3 c4 c6 c7 c8 c9"); }
TEST(Contexts, A) { EXPECT_EQ(running({"a"}), "c1 c2 c5 c7 c8"); }
TEST(Contexts, B) { EXPECT_EQ(running({"b"}), "c2 c4 c6 c7 c8 c9"); }
TEST(Contexts, AAndB) { EXPECT_EQ(running({"a", "b"}), "c1 c2 c3 c5 c7 c8"); }
TEST(Contexts, C) { EXPECT_EQ(running({"c"}), "c4 c6 c7 c9"); }
TEST(Contexts, AnExpressionIsOneName) { EXPECT_EQ(running({"a and b"}), "c4 c7 c9"); }
TEST(Contexts, AMarkedName) { EXPECT_EQ(running({"@a"}), "c4 c7 c9"); }

/// Which of the label lists run under this filter.
std::string taken(std::string_view filter) {
  const std::vector<std::string> lists{"", "x", "x,y", "z"};
  std::string names;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (labels_match(filter, lists[i])) names += "l" + std::to_string(i);
  }
  return names;
}

TEST(Labels, AFilterIsAnExpression) {
  EXPECT_EQ(taken("x"), "l0l1l2");
  EXPECT_EQ(taken("x and y"), "l0l2");
  EXPECT_EQ(taken("!x"), "l0l3");
  EXPECT_EQ(taken("x or z"), "l0l1l2l3");
  EXPECT_EQ(taken("y,z"), "l0l2l3");
  EXPECT_EQ(taken("@x"), "l1l2");
  EXPECT_EQ(taken("not y"), "l0l1l3");
}

TEST(Contexts, CommasInParenthesesMeanOr) {
  const std::string expression = "(local, cloud) and (test, pre-prod), always";
  EXPECT_TRUE(context_matches(expression, {"cloud", "pre-prod"}));
  EXPECT_TRUE(context_matches(expression, {"always"}));
  EXPECT_FALSE(context_matches(expression, {"local", "cloud"}));
  EXPECT_FALSE(context_matches("!(a, b)", {"b"}));
  EXPECT_NO_THROW(check_expression(expression));
  EXPECT_THROW(check_expression("(local, cloud and test"), Error);
}

TEST(Labels, CommasInParenthesesMeanOr) {
  EXPECT_TRUE(labels_match("(x, z) and y", "x,y"));
  EXPECT_FALSE(labels_match("(x, z) and y", "y"));
}

TEST(Dbms, AListNamesOrExcludes) {
  EXPECT_TRUE(dbms_matches("postgresql, h2", "postgresql"));
  EXPECT_FALSE(dbms_matches("mysql", "mariadb"));
  EXPECT_FALSE(dbms_matches("!postgresql", "postgresql"));
  EXPECT_TRUE(dbms_matches("!h2", "postgresql"));
  EXPECT_TRUE(dbms_matches("all", "sqlite"));
  EXPECT_FALSE(dbms_matches("none", "sqlite"));
  EXPECT_FALSE(dbms_matches("", "sqlite", false));
}

TEST(Expression, DoubtsNameWhatIsOdd) {
  const std::vector<std::pair<std::string, std::string>> odd{
      {"a and", "a name is missing behind 'and' in the expression 'a and'"},
      {"a or not", "a name is missing behind 'not' in the expression 'a or not'"},
      {"and a", "a name is missing before 'and' in the expression 'and a'"},
      {"a and or b", "a name is missing before 'or' in the expression 'a and or b'"},
      {"(a or)", "a name is missing before ')' in the expression '(a or)'"},
      {"a b", "neither 'and', 'or' nor a comma stands before 'b' in the expression 'a b'"},
      {"a !b", "neither 'and', 'or' nor a comma stands before '!' in the expression 'a !b'"},
      {"a (b)", "neither 'and', 'or' nor a comma stands before '(' in the expression 'a (b)'"},
      {"a || b",
       "'||' is taken as a part of a name in the expression 'a || b'; write 'and' or 'or'"},
      {"a&b", "'a&b' is taken as a part of a name in the expression 'a&b'; write 'and' or 'or'"}};
  for (const auto& [expression, doubt] : odd) EXPECT_EQ(doubt_of_expression(expression), doubt);
}

TEST(Expression, WhatIsUsualIsNotDoubted) {
  for (const char* const expression :
       {"", " ", "a", "A and B", "a or b", "a, b", "a,b,", ",a", "!a", "not a", "! a and @b",
        "a and not b", "(a or b) and !(c, d)", "((a))", "android or order", "v1.0-rc_2",
        "a and (b)", "not (a or b)", "@a and !@b"})
    EXPECT_EQ(doubt_of_expression(expression), "") << expression;
}

TEST(Expression, ParenthesesNestDeeply) {
  const std::string open(20'000, '('), close(20'000, ')');
  EXPECT_TRUE(expression_matches(open + "a" + close, {"a"}));
  EXPECT_FALSE(expression_matches(open + "a" + close, {"b"}));
}

TEST(Expression, ParenthesesMustBeClosed) {
  for (const char* const text : {"(a", "a)", ")(", "(a))", "((a)"})
    EXPECT_THROW(expression_matches(text, {"a"}), Error) << text;
}

}  // namespace
}  // namespace ebbtide
