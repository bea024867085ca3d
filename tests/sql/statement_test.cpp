#include "sql/statement.h"

#include <gtest/gtest.h>

#include "tests/support/syntax.h"

namespace ebbtide::sql {
namespace {

bool bears(std::string_view sql, std::string_view dialect) {
  const Syntax syntax = syntax_of(dialect);
  return bears_others(sql, look_at(sql, syntax), syntax);
}

TEST(Statement, BearsOthersWhereItIsOneForSure) {
  for (const char* const dialect : {"postgresql", "mariadb", "mysql"}) {
    for (const char* const sql :
         {"CREATE TABLE t (i int)", "INSERT INTO t VALUES ('a;b')", "UPDATE t SET i = 1 -- ; all",
          "SELECT 1", "/* ; */ DELETE FROM t", "GRANT SELECT ON t TO ann"})
      EXPECT_TRUE(bears(sql, dialect)) << dialect << " " << sql;
    for (const char* const sql :
         {"SELECT 1; SELECT 2", "SELECT 1;", "COMMIT", "ROLLBACK", "BEGIN", "START TRANSACTION",
          "SET x = 1", "CALL p()", "EXECUTE s", "LOCK TABLES t WRITE",
          "CREATE TEMPORARY TABLE t (i "
          "int)",
          "LOAD DATA LOCAL INFILE 'f' INTO TABLE t", "-- one\nCOMMIT"})
      EXPECT_FALSE(bears(sql, dialect)) << dialect << " " << sql;
  }
  EXPECT_FALSE(bears("COPY t FROM STDIN", "postgresql"));
  EXPECT_FALSE(bears("/* rows */ copy t from stdin", "postgresql"));
  EXPECT_FALSE(bears("DO $$ BEGIN; END $$", "postgresql"));
  EXPECT_TRUE(
      bears("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$", "postgresql"));
  EXPECT_FALSE(bears("BEGIN NOT ATOMIC SELECT 1; END", "mariadb"));
}

TEST(Statement, WhatExplainRunsIsWhatItExplains) {
  const auto kind = [](std::string_view sql, std::string_view dialect) {
    return look_at(sql, syntax_of(dialect)).kind;
  };
  EXPECT_EQ(kind("EXPLAIN DELETE FROM t", "postgresql"), Kind::reads);
  EXPECT_EQ(kind("EXPLAIN ANALYZE DELETE FROM t", "postgresql"), Kind::data);
  EXPECT_EQ(kind("explain (analyze, buffers, costs off) delete from t", "postgresql"), Kind::data);
  EXPECT_EQ(kind("EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1", "postgresql"), Kind::definition);
  EXPECT_EQ(kind("ANALYZE FORMAT=JSON UPDATE t SET a = 1", "mariadb"), Kind::data);
  EXPECT_EQ(kind("ANALYZE TABLE t", "mariadb"), Kind::definition);
  EXPECT_EQ(kind("ANALYZE VERBOSE t", "postgresql"), Kind::definition);
  EXPECT_FALSE(look_at("ANALYZE UPDATE t SET a = 1", syntax_of("mariadb")).has(Trait::may_repeat));
  EXPECT_TRUE(
      look_at("EXPLAIN ANALYZE DELETE FROM t", syntax_of("postgresql")).has(Trait::answers));
}

TEST(Statement, SeveralAreCountedOutsideOfTexts) {
  const Syntax syntax = syntax_of("mariadb");
  EXPECT_TRUE(is_several("SELECT 1; SELECT 2", syntax));
  for (const char* const sql : {"SELECT 1", "SELECT 1;", "SELECT ';'", "SELECT 1 -- ; and 2"})
    EXPECT_FALSE(is_several(sql, syntax)) << sql;
}

TEST(Statement, MayWatchRowsWhereItMakesATriggerOrRunsCode) {
  const auto may = [](std::string_view sql) {
    return may_watch_rows(sql, look_at(sql, syntax_of("postgresql")));
  };
  for (const char* const sql :
       {"create trigger t after insert on a execute function f()", "ALTER TABLE a ENABLE TRIGGER t",
        "create or replace rule r as on insert to a do also nothing",
        "create policy p on a using (true)", "do $$ begin perform f(); end $$", "select f()",
        "create table a (b int); select 1", "call p()"}) {
    EXPECT_TRUE(may(sql)) << sql;
  }
  for (const char* const sql :
       {"create table a (b int)", "alter table a add c int;", "create index i on a (b)",
        "insert into a values ('trigger')", "update a set b = 1", "drop table a"}) {
    EXPECT_FALSE(may(sql)) << sql;
  }
}

TEST(Statement, LooksBackAtTheOneBefore) {
  for (const char* const sql : {"INSERT INTO t SELECT ROW_COUNT()", "SHOW WARNINGS",
                                "GET DIAGNOSTICS @n = NUMBER", "SELECT found_rows()"})
    EXPECT_TRUE(looks_back(sql)) << sql;
  for (const char* const sql : {"INSERT INTO errors VALUES (1)", "SELECT LAST_INSERT_ID()"})
    EXPECT_FALSE(looks_back(sql)) << sql;
}

}  // namespace
}  // namespace ebbtide::sql
