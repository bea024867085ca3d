#include <gtest/gtest.h>

#include <cstdint>
#include <iterator>
#include <sstream>

#include "database/dialect.h"
#include "database/drivers.h"
#include "sql/closed.h"
#include "sql/splitter.h"

namespace ebbtide {
namespace {

using Statements = std::vector<std::string>;

/// What is wrong with a text, and the byte. The quick looks at it must agree.
std::string flaw(std::string_view dialect, std::string_view sql) {
  std::istringstream input{std::string(sql)};
  EXPECT_FALSE(is_plainly_whole(sql) && find_flaw(sql, make_dialect(dialect, "")->facts().syntax))
      << sql;
  EXPECT_EQ(is_surely_closed(input, make_dialect(dialect, "")->facts().syntax, {}),
            !find_flaw(sql, make_dialect(dialect, "")->facts().syntax))
      << sql;
  const auto found = find_flaw(sql, make_dialect(dialect, "")->facts().syntax);
  return found ? std::to_string(found->at) + ": " + found->what.substr(0, found->what.find(" that"))
               : "";
}

Statements split_for(std::string_view dialect, std::string_view sql, SplitOptions options = {}) {
  return split_sql(sql, make_dialect(dialect, "")->facts().syntax, options);
}

TEST(SqlFlaw, IsWhatIsBegunAndNeverClosed) {
  for (const char* const dialect : {"postgresql", "mysql", "sqlite"}) {
    EXPECT_EQ(flaw(dialect, "a; /* b; c"), "3: the comment") << dialect;
    EXPECT_EQ(flaw(dialect, "a; 'b; c"), "3: the string") << dialect;
    EXPECT_EQ(flaw(dialect, "a \"b"), "2: the quoted name or string") << dialect;
    EXPECT_EQ(flaw(dialect, "a 'it''s' /* it's */ -- it's\n\"it's\""), "") << dialect;
  }
}

/// What a quick look takes for whole has no flaw: texts of what opens and closes, in any order.
TEST(SqlFlaw, IsNeverPassedOver) {
  constexpr std::string_view pieces[] = {
      "'", "\"", "`",  "[",   "]", "$",  "$$",        "$a$",       "-- ",   "--",
      "#", "/*", "*/", "/*!", " ", "\n", "/*!50001 ", "/*!999999", "/*M! ", "\\",
      "a", "E'", "e",  "1",   "*", "/",  ";",         "(",         "@",     "x "};
  std::uint32_t random = 1;
  const auto next = [&](std::uint32_t below) {
    random = random * 1664525 + 1013904223;
    return (random >> 16) % below;
  };
  for (int i = 0; i < 3000; ++i) {
    std::string sql;
    for (std::uint32_t left = next(14); left > 0; --left)
      sql += pieces[next(static_cast<std::uint32_t>(std::size(pieces)))];
    for (const std::string_view dialect : database_names()) {
      const sql::Syntax syntax = make_dialect(dialect, "")->facts().syntax;
      std::istringstream input(sql);
      if (is_surely_closed(input, syntax, {}) || is_plainly_whole(sql)) {
        EXPECT_FALSE(find_flaw(sql, syntax)) << dialect << " | " << sql;
      }
    }
  }
}

TEST(SqlFlaw, IsWhatEachDatabaseTakesForIt) {
  EXPECT_EQ(flaw("postgresql", "do $x$ begin; $y$"), "3: the text in $x$");
  EXPECT_EQ(flaw("postgresql", "/* a /* b */"), "0: the comment");
  EXPECT_EQ(flaw("mysql", "/* a /* b */ select 1"), "");
  EXPECT_EQ(flaw("postgresql", "select 'C:\\'"), "");
  EXPECT_EQ(flaw("mysql", "select 'C:\\'"), "7: the string");
  EXPECT_EQ(flaw("postgresql", "select E'C:\\'"), "8: the string");
  EXPECT_EQ(flaw("mysql", "select 1 # it's"), "");
  EXPECT_EQ(flaw("mysql", "select `a"), "7: the quoted name or string");
  EXPECT_EQ(flaw("mysql", "/*!50001 drop table a"), "0: the comment");
  EXPECT_EQ(flaw("mysql", "/*!50001 drop table a */"), "");
  EXPECT_EQ(flaw("sqlite", "select [it's]"), "");
  EXPECT_EQ(flaw("sqlite", "select [a"), "7: the name in brackets");
}

TEST(PlainlyWhole, AreMostTexts) {
  for (const char* const sql :
       {"create table a (id int)", "-- it's\nselect 'a''b', \"c\" from `d` where e = -1; go",
        "insert into t values ('-- /* $ #');\r\nupdate t set a = b / 2"})
    EXPECT_TRUE(is_plainly_whole(sql)) << sql;
}

TEST(PlainlyWhole, AreNoTextsThatHaveToBeTakenApart) {
  for (const std::string& sql : {std::string("a;\0 b", 5),
                                 std::string("select 'a\0'", 11),
                                 std::string("select 1 -- \0", 13),
                                 std::string("select 'a"),
                                 std::string("select `a' b` c"),
                                 std::string("select `a b"),
                                 std::string("select E'\\'"),
                                 std::string("do $$ x $$"),
                                 std::string("select 1 # it's"),
                                 std::string("select [a"),
                                 std::string("select 1 /* a"),
                                 std::string("select 1 /\r* a"),
                                 std::string("select 1 -\r- a"),
                                 std::string("-- nothing"),
                                 std::string(" ;"),
                                 std::string("go"),
                                 std::string("/"),
                                 std::string("delimiter $"),
                                 std::string("'a'"),
                                 std::string()})
    EXPECT_FALSE(is_plainly_whole(sql)) << sql;
}

TEST(SqlFlaw, IsANulWhereverItStands) {
  const std::string sql("select 1;\0drop", 14);
  EXPECT_NE(flaw("sqlite", sql).find("9: a NUL character"), std::string::npos);
  const std::string wide("s\0e\0l\0", 6);
  EXPECT_NE(find_flaw(wide, {})->what.find("UTF-16"), std::string::npos);
}

TEST(SqlFlaw, ACommentThatIsNeverClosedIsNoComment) {
  EXPECT_TRUE(is_only_comments("/* a */ -- b", {}));
  EXPECT_FALSE(is_only_comments("/* a", {}));
}

TEST(SqlSplitter, SaysWhereAStatementBegins) {
  std::istringstream input("-- one\r\n select 1;\n/* two */\n  select 2");
  SqlSplitter splitter(input, {}, {});
  splitter.next();
  EXPECT_EQ(splitter.begin(), 8U);
  splitter.next();
  EXPECT_EQ(splitter.begin(), 30U);
}

TEST(SqlSplitter, ALastDelimiterGoesWhereverItStands) {
  const auto last = [](const char* sql, const char* delimiter, bool split) {
    return split_for("postgresql", sql, {.delimiter = delimiter, .split = split}).front();
  };
  for (const bool split : {true, false}) {
    EXPECT_EQ(last("drop table a/", "/", split), "drop table a");
    EXPECT_EQ(last("drop table a //\n", "//", split), "drop table a");
    EXPECT_EQ(last("drop table a;", ";", split), "drop table a");
    EXPECT_EQ(last("select 'a/'", "/", split), "select 'a/'");
    EXPECT_EQ(last("select 1 -- a/", "/", split), "select 1 -- a/");
    EXPECT_EQ(last("select logo", "go", split), "select logo");
  }
  EXPECT_EQ(split_for("postgresql", "drop table a/"), Statements{"drop table a/"});
}

TEST(SqlSplitter, TakesDelimitersThatArePatterns) {
  const auto by = [](const char* delimiter, const char* sql) {
    return split_for("postgresql", sql, {.delimiter = delimiter});
  };
  EXPECT_EQ(by("(?i)^\\s*go\\s*$", "select 1\nGO\nselect 'go'\ngo\n"),
            (Statements{"select 1", "select 'go'"}));
  EXPECT_EQ(by("end[0-9]", "a end1 b end2 c endless"), (Statements{"a", "b", "c endless"}));
  std::istringstream input("a");
  EXPECT_NE(SqlSplitter(input, {}, {.delimiter = "[a-z"}).delimiter_problem() +
                SqlSplitter(input, {}, {.delimiter = "(a))"}).delimiter_problem(),
            "");
}

TEST(SqlSplitter, KeepsTheRulesOfPostgresqlWhole) {
  const char* const rule =
      "create rule r as on delete to t do instead (insert into a values (1); delete from b)";
  EXPECT_EQ(split_for("postgresql", std::string(rule) + "; select 1"),
            (Statements{rule, "select 1"}));
}

TEST(SqlSplitter, KeepsSqlBodiesWhole) {
  const char* const routine =
      "create function f() returns int begin atomic select case when true then 1 end; select 2; "
      "end";
  EXPECT_EQ(split_for("postgresql", std::string(routine) + "; select 1"),
            (Statements{routine, "select 1"}));
  EXPECT_EQ(split_for("postgresql", "begin isolation level serializable; select 1; commit"),
            (Statements{"begin isolation level serializable", "select 1", "commit"}));
}

/// Bodies of routines of MySQL and MariaDB without BEGIN, and others beside them.
constexpr const char* routines[] = {
    "create trigger t before insert on a for each row if new.b then set new.c = 1; end if",
    "create trigger if not exists t before insert on a for each row follows u case new.b when 1 "
    "then "
    "set new.c = 2; end case",
    "create definer = `x`@`%` procedure p() reads sql data while a < 3 do set a = a + 1; end while",
    "create procedure if not exists p() l: loop leave l; end loop l",
    "create function f(a int) returns int deterministic repeat set a = 1; until a end repeat",
    "create event e on schedule every 1 day do if 1 then select 2; end if",
    "begin not atomic for i in 1..3 do select case when 1 then if(1, 2, 3) end; end for; end",
    "create trigger t before insert on a for each row set new.b = if(1, 2, 3)",
    "create procedure p() select case 1 when 2 then 3 end",
};

TEST(SqlSplitter, KeepsRoutinesWithoutBeginWhole) {
  for (const char* const routine : routines) {
    EXPECT_EQ(split_for("mysql", std::string(routine) + "; select 1"),
              (Statements{routine, "select 1"}));
  }
}

}  // namespace
}  // namespace ebbtide
