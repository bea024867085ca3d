#include "sql/literal_rows.h"

#include <gtest/gtest.h>

namespace ebbtide::sql {
namespace {

std::string head_of(std::string_view text) {
  return std::string(head_of_literal_rows(Cursor(text, {})).value_or("none"));
}

TEST(LiteralRows, HaveAHeadThatManyShare) {
  EXPECT_EQ(head_of("INSERT INTO t (a, b) VALUES (1, 'it''s'), (-2.5, NULL), (TRUE, false)"),
            "INSERT INTO t (a, b) VALUES");
  EXPECT_EQ(head_of("insert into t values (1)"), "insert into t values");
  EXPECT_EQ(head_of("insert into t overriding user value values (1);"),
            "insert into t overriding user value values");
}

TEST(LiteralRows, AreNothingThatAServerMightRefuse) {
  for (const std::string_view text :
       {"insert into t values (now())", "insert into t values (1) on conflict do nothing",
        "insert into t values (1,)", "insert into t values ()", "insert into t values (1) (2)",
        "insert into t values ('a' 'b')", "insert into t values (1x)",
        "insert into t values (1 . 5)", "insert into t values (- 'a')", "insert into t select 1",
        "insert into t values (1", "insert into t values ('a", "insert into t values (--1\n)",
        "insert into t values (e'\\n')", "insert into t", "replace into t values (1)",
        "insert into t values (a)", ""})
    EXPECT_EQ(head_of(text), "none") << text;
}

TEST(RowsThatAreAdded, HangOnNothingElse) {
  EXPECT_TRUE(only_adds_rows(Cursor("INSERT INTO t VALUES (now(), 'select;')", {})));
  for (const std::string_view text :
       {"insert into t select a from u", "insert into t values (1); drop table t",
        "insert into t values ((SELECT 1))", "update t set a = 1", "with x as (values (1)) insert",
        "insert into t table u", "explain insert into t values (1)"})
    EXPECT_FALSE(only_adds_rows(Cursor(text, {}))) << text;
}

}  // namespace
}  // namespace ebbtide::sql
