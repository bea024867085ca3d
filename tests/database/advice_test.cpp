#include <gtest/gtest.h>

#include <sqlite3.h>

#include "database/mysql/advice.h"
#include "database/postgresql/advice.h"
#include "database/sqlite/advice.h"

namespace ebbtide {
namespace {

TEST(Advice, NamesTheGrantThatAUserOfPostgresqlLacks) {
  EXPECT_EQ(postgresql_advice("permission denied for schema public", "ann"),
            "; the user ann lacks a right: let its owner run GRANT USAGE, CREATE ON SCHEMA public "
            "TO ann");
  EXPECT_EQ(postgresql_advice("permission denied for table Book", "Ann-2"),
            "; the user \"Ann-2\" lacks a right: let its owner run GRANT ALL ON TABLE \"Book\" TO "
            "\"Ann-2\"");
  EXPECT_EQ(postgresql_advice("permission denied for materialized view m; more", "ann"),
            "; the user ann lacks a right: let its owner run GRANT ALL ON TABLE m TO ann");
  EXPECT_EQ(postgresql_advice("permission denied for large object 7", "ann"),
            "; the user ann lacks a right: let an administrator grant it");
  EXPECT_EQ(postgresql_advice("must be owner of table book", "ann"),
            "; the user ann does not own it: run as its owner, or let an administrator run ALTER "
            "TABLE book OWNER TO ann");
  EXPECT_EQ(postgresql_advice("permission denied to create role", "ann"),
            "; let an administrator run ALTER ROLE ann CREATEROLE");
  EXPECT_EQ(postgresql_advice("relation \"t\" already exists", "ann"), "");
}

TEST(Advice, SaysWhatToDoWherePostgresqlLetsNobodyIn) {
  EXPECT_EQ(postgresql_connect_advice("FATAL:  database \"Shop\" does not exist", "ann"),
            "; check the name in the URL, or create it: CREATE DATABASE \"Shop\"");
  EXPECT_EQ(postgresql_connect_advice("FATAL:  role \"root\" does not exist", ""),
            "; no username was given, so the system user is meant: give --username; check "
            "--username");
  EXPECT_EQ(postgresql_connect_advice("FATAL:  the database system is starting up", ""), "");
}

TEST(Advice, NamesTheGrantThatAUserOfMysqlLacks) {
  EXPECT_EQ(mysql_advice(1142, "CREATE command denied to user 'ann'@'h' for table `shop`.`t`",
                         "ann@%", "other"),
            "; let an administrator run GRANT CREATE ON `shop`.* TO 'ann'@'%'");
  EXPECT_EQ(
      mysql_advice(1142, "DROP command denied to user 'ann'@'h' for table 't'", "ann@%", "shop"),
      "; let an administrator run GRANT DROP ON `shop`.* TO 'ann'@'%'");
  EXPECT_EQ(mysql_advice(1044, "Access denied for user 'ann'@'%' to database 'shop'", "ann@%", ""),
            "; let an administrator run GRANT ALL ON `shop`.* TO 'ann'@'%'");
  EXPECT_EQ(mysql_advice(1227,
                         "Access denied; you need (at least one of) the SUPER privilege(s) for "
                         "this operation",
                         "ann@%", "shop"),
            "; let an administrator run GRANT SUPER ON *.* TO 'ann'@'%'");
  EXPECT_EQ(mysql_advice(1050, "Table 't' already exists", "ann@%", "shop"), "");
}

TEST(Advice, SaysWhatToDoWhereMysqlLetsNobodyIn) {
  EXPECT_EQ(mysql_connect_advice(1045, "Access denied (using password: NO)", ""),
            "; no username was given, so the system user is meant: give --username; give "
            "--password, or better LIQUIBASE_COMMAND_PASSWORD, of a Flyway project "
            "FLYWAY_PASSWORD");
  EXPECT_EQ(mysql_connect_advice(1049, "Unknown database 'shop'", "ann"),
            "; check the name in the URL, or create it: CREATE DATABASE `shop`");
}

TEST(Advice, LooksAtTheFileThatSqliteCannotOpen) {
  EXPECT_EQ(sqlite_advice(SQLITE_CANTOPEN, "/nowhere/at/all/a.db"),
            "; the folder '/nowhere/at/all' does not exist: create it, or correct the URL");
  EXPECT_EQ(sqlite_advice(SQLITE_CANTOPEN, "/tmp"),
            "; '/tmp' is a folder: name the file of the database in the URL");
  EXPECT_EQ(sqlite_advice(SQLITE_CONSTRAINT, "/nowhere/a.db"), "");
  EXPECT_EQ(sqlite_advice(SQLITE_CANTOPEN, ""), "");
}

}  // namespace
}  // namespace ebbtide
