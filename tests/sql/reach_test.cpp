#include "sql/reach.h"

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"

namespace ebbtide {
namespace {

ReachVerdict verdict(std::string_view dialect, std::string_view sql,
                     std::vector<std::string> neighbours = {}) {
  const auto made = make_dialect(dialect, "");
  return Reach(reach_rules(dialect), made->facts().syntax, std::move(neighbours)).of(sql);
}

bool reaches(std::string_view dialect, std::string_view sql) {
  return !verdict(dialect, sql, {"shop"}).why.empty();
}

TEST(Reach, WhatIsOfTheWholeServerOnPostgresql) {
  for (const char* const sql :
       {"CREATE ROLE x", "alter user x password 'y'", "DROP DATABASE shop",
        "ALTER SYSTEM SET a = 1", "COMMENT ON DATABASE shop IS 'x'",
        "REVOKE ALL ON DATABASE shop FROM PUBLIC", "GRANT a TO b",
        "/* x */ GRANT CONNECT ON DATABASE shop TO a", "REASSIGN OWNED BY a TO b",
        "COPY t TO '/tmp/x'", "COPY t FROM PROGRAM 'id'", "SELECT dblink_exec('x', 'y')",
        "select 1; create role x", "UPDATE pg_catalog.pg_database SET datname = 'x'",
        "DO $$ BEGIN CREATE ROLE x; END $$",
        "DO $$ BEGIN IF true THEN EXECUTE 'CREATE ROLE x'; END IF; END $$",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $f$ DROP ROLE x $f$",
        "PREPARE p AS SELECT pg_terminate_backend(1)", "PREPARE TRANSACTION 'x'"})
    EXPECT_TRUE(reaches("postgresql", sql)) << sql;
}

TEST(Reach, WhatStaysInTheDatabaseOnPostgresql) {
  for (const char* const sql :
       {"CREATE TABLE role (a int)", "ALTER TABLE t DROP COLUMN role", "GRANT SELECT ON t TO ann",
        "CREATE USER MAPPING FOR ann SERVER s", "COMMENT ON TABLE t IS 'create role x'",
        "INSERT INTO t VALUES ('create role x')", "COPY t FROM '/tmp/x'",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ann", "SET ROLE ann",
        "DO $$ BEGIN CREATE TYPE mood AS ENUM ('a'); END $$"})
    EXPECT_FALSE(reaches("postgresql", sql)) << sql;
}

TEST(Reach, WhatIsOfTheWholeServerOnMariadb) {
  for (const char* const sql :
       {"SET GLOBAL max_connections = 1", "SET @@global.max_connections = 1",
        "set a = 1, global b = 2", "GRANT SELECT ON t TO ann", "CREATE USER x", "USE shop",
        "DROP DATABASE x", "FLUSH TABLES", "KILL 1", "INSERT INTO shop.t VALUES (1)",
        "CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW INSERT INTO `shop`.t VALUES (1)",
        "CREATE PROCEDURE p() BEGIN SET GLOBAL a = 1; END",
        "SET STATEMENT max_statement_time = 1 FOR CREATE USER x",
        "PREPARE p FROM 'CREATE TABLE shop.t (i int)'", "EXECUTE IMMEDIATE 'DROP USER x'",
        "SET @s = 'CREATE TABLE shop.t (i int)'", "SELECT shop.count_down(1)",
        "SELECT 1; DELETE FROM shop.t", "SELECT 1 INTO OUTFILE '/tmp/x'"})
    EXPECT_TRUE(reaches("mariadb", sql)) << sql;
}

TEST(Reach, WhatStaysInTheDatabaseOnMariadb) {
  for (const char* const sql :
       {"SET SESSION sql_mode = ''", "SET foreign_key_checks = 0", "ALTER TABLE t DROP user",
        "INSERT INTO t VALUES ('shop.t')", "CREATE PROCEDURE p() BEGIN INSERT INTO t SELECT 1; END",
        "PREPARE p FROM 'SELECT 1'", "EXECUTE p", "REPLACE INTO t VALUES (1)",
        "SELECT count(*) FROM shop.t WHERE lower(a) = 'b'"})
    EXPECT_FALSE(reaches("mariadb", sql)) << sql;
}

TEST(Reach, AnotherFileOnSqlite) {
  EXPECT_TRUE(reaches("sqlite", "ATTACH DATABASE 'x.db' AS x"));
  EXPECT_TRUE(reaches("sqlite", "VACUUM INTO 'x.db'"));
  EXPECT_FALSE(reaches("sqlite", "VACUUM"));
}

TEST(Reach, SqlThatIsBuiltWhileItRunsIsTold) {
  EXPECT_EQ(verdict("mariadb", "PREPARE p FROM @s").variable, "s");
  EXPECT_TRUE(verdict("mariadb", "EXECUTE IMMEDIATE CONCAT('a', 'b')").is_open);
  EXPECT_TRUE(verdict("mariadb", "CREATE PROCEDURE p() BEGIN SET @s = 'x'; PREPARE p FROM @s; END")
                  .variable == "s");
  EXPECT_TRUE(verdict("postgresql", "DO $$ BEGIN EXECUTE format('drop %s', x); END $$").is_open);
  EXPECT_FALSE(verdict("postgresql", "DO $$ BEGIN EXECUTE 'select 1'; END $$").is_open);
  EXPECT_FALSE(verdict("postgresql", "EXECUTE p").is_open);
}

TEST(Reach, WhatATransactionDoesNotTakeBack) {
  const auto dialect = make_dialect("postgresql", "");
  const Reach reach(reach_rules("postgresql"), dialect->facts().syntax, {});
  EXPECT_NE(reach.beyond_transaction("COPY t TO PROGRAM 'x'"), "");
  EXPECT_NE(reach.beyond_transaction("SELECT dblink_exec('a', 'b')"), "");
  EXPECT_EQ(reach.beyond_transaction("CREATE ROLE x"), "");
  EXPECT_EQ(reach.beyond_transaction("DROP TABLE t"), "");
}

}  // namespace
}  // namespace ebbtide
