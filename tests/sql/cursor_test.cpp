#include "sql/cursor.h"

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"

namespace ebbtide::sql {
namespace {

Cursor cursor(std::string_view sql, std::string_view dialect = "postgresql") {
  return {sql, make_dialect(dialect, "")->facts().syntax};
}

std::string name_in(std::string_view sql, std::string_view dialect = "postgresql") {
  const auto name = cursor(sql, dialect).take_name();
  return name ? name->to_text() : "none";
}

TEST(Cursor, SeesCodeAndNothingElse) {
  Cursor at = cursor("/* a */ create -- b\n table t;;");
  EXPECT_TRUE(at.take_all({"create", "table"}));
  EXPECT_TRUE(at.sees_name());
  EXPECT_EQ(at.take_plain_name(), "t");
  EXPECT_TRUE(at.at_end());
  EXPECT_FALSE(at.take("t"));
  EXPECT_EQ(at.peek(), nullptr);
}

TEST(Cursor, SeesTheSqlInComments) {
  EXPECT_TRUE(cursor("/*!50001 DROP TABLE big */", "mysql").take_all({"drop", "table", "big"}));
  EXPECT_TRUE(cursor("/*!50001 DROP TABLE big */").at_end());
}

TEST(Cursor, FoldsNamesAsTheServerDoes) {
  EXPECT_EQ(name_in("Orders"), "orders");
  EXPECT_EQ(name_in("\"Orders\""), "Orders");
  EXPECT_EQ(name_in("S.Orders"), "s.orders");
  EXPECT_EQ(name_in("Orders", "sqlite"), "Orders");
  EXPECT_EQ(name_in("`Shop`.Orders", "mariadb"), "Shop.Orders");
  EXPECT_EQ(name_in("a . b . c"), "b.c");
  EXPECT_EQ(name_in("\"a\"", "mysql"), "a");
  EXPECT_EQ(name_in("[a b]", "sqlite"), "a b");
  EXPECT_EQ(name_in("'a'"), "none");
  EXPECT_EQ(name_in("(a"), "none");
}

TEST(Cursor, TakesTypes) {
  const auto type = [](std::string_view sql) { return cursor(sql).take_type(); };
  EXPECT_EQ(type("int not null"), "int");
  EXPECT_EQ(type("character varying (20) default 1"), "character varying (20)");
  EXPECT_EQ(type("timestamp(3) with time zone null"), "timestamp(3) with time zone");
  EXPECT_EQ(type("double precision, b"), "double precision");
  EXPECT_EQ(type("int unsigned zerofill comment 'x'"), "int unsigned zerofill");
  EXPECT_EQ(type("text[] not null"), "text[]");
  EXPECT_EQ(type("enum('a)', 'b') not null"), "enum('a)', 'b')");
  EXPECT_EQ(type("s.mood"), "s.mood");
  EXPECT_EQ(type("national char(3) null"), "national char(3)");
  EXPECT_EQ(type(")"), "");
}

TEST(Cursor, TakesColumns) {
  const auto columns = [](std::string_view sql) { return cursor(sql).take_columns(); };
  EXPECT_EQ(columns("(a, b(10) DESC)"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(columns("(lower(a), b)"), std::vector<std::string>{});
  EXPECT_EQ(columns("a"), std::vector<std::string>{});
}

TEST(Cursor, TakesPartsOfLists) {
  Cursor at = cursor("a int check (a in (1, 2)), b int) rest");
  EXPECT_EQ(at.take_part(), "a int check (a in (1, 2))");
  EXPECT_TRUE(at.take(","));
  EXPECT_EQ(at.take_part(), "b int");
  EXPECT_EQ(at.take_part(), "");
  EXPECT_TRUE(at.take(")"));
  EXPECT_EQ(at.rest(), "rest");
}

TEST(Cursor, SkipsBracketsAndTo) {
  Cursor at = cursor("(a (b) c) d (as) as e");
  EXPECT_TRUE(at.skip_brackets());
  EXPECT_TRUE(at.sees("d"));
  EXPECT_FALSE(at.skip_brackets());
  EXPECT_TRUE(at.skip_to("as"));
  EXPECT_TRUE(at.sees("e", 1));
  EXPECT_FALSE(at.skip_to("f"));
}

TEST(Cursor, ACopyGoesOnByItself) {
  Cursor at = cursor("a b");
  Cursor ahead = at;
  EXPECT_TRUE(ahead.take("a"));
  EXPECT_TRUE(at.take_all({"a", "b"}));
  EXPECT_TRUE(ahead.take("b"));
}

TEST(Cursor, LooksBehind) {
  const Cursor at = cursor("select A from b where \"C\" = a");
  EXPECT_TRUE(at.has_behind("where"));
  EXPECT_FALSE(at.has_behind("c"));
  EXPECT_EQ(at.names_behind(),
            (std::vector<std::string>{"select", "a", "from", "b", "where", "C"}));
}

TEST(Cursor, HalfAStatementIsNoHarm) {
  for (const char* const sql : {"", "(", "a.", "a (", "a int[", "(a, "}) {
    Cursor at = cursor(sql);
    at.take_type();
    at.take_columns();
    at.skip_brackets();
    at.skip(5);
    EXPECT_TRUE(at.at_end()) << sql;
    EXPECT_EQ(at.rest(), "");
    EXPECT_EQ(at.take_part(), "");
  }
}

}  // namespace
}  // namespace ebbtide::sql
