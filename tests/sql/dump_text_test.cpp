#include "sql/dump_text.h"

#include <gtest/gtest.h>

#include "tests/support/syntax.h"

namespace ebbtide::sql {
namespace {

TEST(DumpText, LinesForTheClientGo) {
  const Syntax syntax = syntax_of("postgresql");
  const auto without = [&](std::string sql) { return without_client_commands(sql, syntax); };
  EXPECT_EQ(without("-- a dump\n\\restrict k3y\n\nSET a = 1"), "\nSET a = 1");
  EXPECT_EQ(without("\\unrestrict k3y"), "");
  EXPECT_EQ(without("\\a\n\\b\nselect 1"), "select 1");
  EXPECT_EQ(without("select '\n\\a\n'"), "select '\n\\a\n'");
}

TEST(DumpText, ASelectMaySetSomething) {
  const Syntax syntax = syntax_of("postgresql");
  EXPECT_TRUE(only_sets("SELECT pg_catalog.set_config('search_path', '', false)", syntax));
  EXPECT_FALSE(only_sets("SELECT pg_catalog.setval('s', 1, false)", syntax));
  EXPECT_FALSE(only_sets("update t set a = 1", syntax));
  EXPECT_TRUE(only_moves_sequence("SELECT pg_catalog.setval('s', 1, false)", syntax));
  EXPECT_TRUE(only_moves_sequence("DO SETVAL(`s`, 1, 0)", syntax_of("mariadb")));
  EXPECT_FALSE(only_moves_sequence("do sleep(1)", syntax_of("mariadb")));
}

}  // namespace
}  // namespace ebbtide::sql
