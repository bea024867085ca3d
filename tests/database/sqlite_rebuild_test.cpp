#include "database/sqlite/rebuild.h"

#include <gtest/gtest.h>

#include "database/schema_catalog.h"
#include "tests/support/memory_database.h"
#include "text/error.h"

namespace ebbtide {
namespace {

/// Adds the column `extra` to a table by building it anew, in a transaction as a changeset does.
void rebuild(MemoryDatabase& database, std::string_view table) {
  database.run("BEGIN");
  const Statements statements =
      rebuild_table({"", "", table}, {database.names(), database.catalog()},
                    [](TableText& text) { text.add_column("extra TEXT DEFAULT 'new'"); });
  for (const Statement& one : statements) database.run(one.sql);
  database.run("COMMIT");
}

TEST(Rebuild, RowsStay) {
  MemoryDatabase database(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); "
      "INSERT INTO t VALUES (1, 'a'), (2, NULL), (7, x'00ff')");
  rebuild(database, "t");
  EXPECT_EQ(database.ask("SELECT id, hex(name), extra FROM t"), "1|61|new\n2||new\n7|00FF|new");
}

TEST(Rebuild, IndexesAndTriggersStay) {
  MemoryDatabase database(
      "CREATE TABLE t (id INTEGER, name TEXT UNIQUE); CREATE TABLE log (name TEXT); "
      "CREATE UNIQUE INDEX ix ON t (id DESC) WHERE id > 0; "
      "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.name); END");
  rebuild(database, "t");
  database.run("INSERT INTO t (id, name) VALUES (1, 'a')");
  EXPECT_EQ(database.ask("SELECT name FROM log"), "a");
  EXPECT_EQ(database.ask("SELECT sql FROM sqlite_master WHERE name = 'ix'"),
            "CREATE UNIQUE INDEX ix ON t (id DESC) WHERE id > 0");
  EXPECT_THROW(database.run("INSERT INTO t (id, name) VALUES (2, 'a')"), DatabaseError);
}

TEST(Rebuild, IsRefusedWhereItWouldTakeTheRowsThatPointToTheTable) {
  MemoryDatabase database(
      "CREATE TABLE p (id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1); "
      "CREATE TABLE k (p INTEGER REFERENCES p ON DELETE CASCADE); INSERT INTO k VALUES (1); "
      "CREATE TABLE q (id INTEGER PRIMARY KEY); CREATE TABLE empty (q INTEGER REFERENCES q); "
      "PRAGMA foreign_keys = ON");
  rebuild(database, "q");
  EXPECT_THROW(rebuild(database, "p"), Error);
  database.run("COMMIT; PRAGMA foreign_keys = OFF");
  rebuild(database, "p");
  EXPECT_EQ(database.ask("SELECT count(*) FROM k"), "1");
}

TEST(Rebuild, ForeignKeysStayInBothDirections) {
  MemoryDatabase database(
      "CREATE TABLE a (id INTEGER PRIMARY KEY); "
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a (id) ON DELETE CASCADE, "
      "parent INTEGER REFERENCES t (id)); "
      "CREATE TABLE c (t_id INTEGER REFERENCES t (id)); "
      "INSERT INTO a VALUES (1); INSERT INTO t VALUES (1, 1, 1); INSERT INTO c VALUES (1)");
  rebuild(database, "t");
  EXPECT_EQ(database.ask("SELECT \"table\", \"from\", \"to\", on_delete FROM "
                         "pragma_foreign_key_list('t') ORDER BY 1"),
            "a|a_id|id|CASCADE\nt|parent|id|NO ACTION");
  EXPECT_EQ(database.ask("SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list('c')"),
            "t|t_id|id");
  EXPECT_EQ(database.ask("PRAGMA foreign_key_check"), "");
}

TEST(Rebuild, ViewsGoOnToRead) {
  MemoryDatabase database(
      "CREATE TABLE t (id INTEGER); CREATE VIEW v AS SELECT id FROM t; INSERT INTO t VALUES (3)");
  rebuild(database, "t");
  EXPECT_EQ(database.ask("SELECT * FROM v"), "3");
}

TEST(Rebuild, DeletedNumbersAreNotGivenOutAgain) {
  MemoryDatabase database(
      "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT); "
      "INSERT INTO t VALUES (9, 'a'); DELETE FROM t");
  rebuild(database, "t");
  database.run("INSERT INTO t (name) VALUES ('b')");
  EXPECT_EQ(database.ask("SELECT id FROM t"), "10");
}

/// A script is made before the rows are there.
TEST(Rebuild, OfAScriptKeepsIndexesTriggersAndNumbers) {
  MemoryDatabase database;
  SchemaCatalog script(database.names(), [] { return KnownSchema(); });
  for (const std::string sql :
       {"CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT)",
        "CREATE INDEX ix ON t (name)", "CREATE TRIGGER tr AFTER DELETE ON t BEGIN SELECT 1; END"}) {
    script.follow({sql});
    database.run(sql);
  }
  const Statements statements =
      rebuild_table({"", "", "T"}, {database.names(), script},
                    [](TableText& text) { text.add_column("extra TEXT DEFAULT 'new'"); });
  database.run("INSERT INTO t VALUES (9, 'a'), (7, 'b'); DELETE FROM t WHERE id = 9");
  for (const Statement& one : statements) database.run(one.sql);
  database.run("INSERT INTO t (name) VALUES ('c')");
  EXPECT_EQ(database.ask("SELECT id, name, extra FROM t ORDER BY id"), "7|b|new\n10|c|new");
  EXPECT_EQ(database.ask("SELECT name FROM sqlite_master WHERE tbl_name = 't' ORDER BY name"),
            "ix\nt\ntr");
  EXPECT_EQ(database.ask("SELECT name, seq FROM sqlite_sequence"), "t|10");
}

TEST(Rebuild, ATableIsFoundInAnyCaseAndKeepsItsNumbers) {
  MemoryDatabase database(
      "CREATE TABLE Person (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT); "
      "CREATE INDEX ix ON Person (name); INSERT INTO Person VALUES (9, 'a'); DELETE FROM Person");
  rebuild(database, "PERSON");
  database.run("INSERT INTO person (name) VALUES ('b')");
  EXPECT_EQ(database.ask("SELECT id, extra FROM person"), "10|new");
  EXPECT_EQ(database.ask("SELECT name, tbl_name FROM sqlite_master WHERE type <> 'table'"),
            "ix|Person");
  EXPECT_EQ(database.ask("SELECT name, seq FROM sqlite_sequence"), "Person|10");
}

TEST(Rebuild, GeneratedColumnsAreNotCopied) {
  MemoryDatabase database(
      "CREATE TABLE t (a INTEGER, b INTEGER GENERATED ALWAYS AS (a * 2) STORED, c INTEGER AS (a)); "
      "INSERT INTO t (a) VALUES (4)");
  rebuild(database, "t");
  EXPECT_EQ(database.ask("SELECT a, b, c, extra FROM t"), "4|8|4|new");
}

TEST(Rebuild, OddNamesAreQuoted) {
  MemoryDatabase database(
      "CREATE TABLE \"my 'table\" (\"a \"\"b\" INTEGER); INSERT INTO \"my 'table\" VALUES (1)");
  rebuild(database, "my 'table");
  EXPECT_EQ(database.ask("SELECT * FROM \"my 'table\""), "1|new");
}

TEST(Rebuild, CommentsInTheDefinitionDoNoHarm) {
  MemoryDatabase database(
      "CREATE TABLE t (\n  id INTEGER, -- the key\n  name TEXT -- its name\n); INSERT INTO t "
      "VALUES "
      "(1, 'a')");
  rebuild(database, "t");
  EXPECT_EQ(database.ask("SELECT * FROM t"), "1|a|new");
}

TEST(Rebuild, TheSettingIsPutBack) {
  MemoryDatabase database("CREATE TABLE t (id INTEGER)");
  rebuild(database, "t");
  EXPECT_EQ(database.ask("PRAGMA legacy_alter_table"), "0");
}

TEST(Rebuild, BrokenForeignKeysThatWereBrokenBeforeAreNotRefused) {
  MemoryDatabase database(
      "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE t (a_id INTEGER REFERENCES a (id)); "
      "INSERT INTO t VALUES (5)");
  rebuild(database, "t");
  EXPECT_EQ(database.ask("SELECT * FROM t"), "5|new");
}

TEST(Rebuild, ForeignKeysThatReferToNoKeyAreNotRefused) {
  MemoryDatabase database(
      "CREATE TABLE t (id INT, boss INT REFERENCES t (id), other INT REFERENCES missing (id)); "
      "INSERT INTO t VALUES (1, 1, 1)");
  rebuild(database, "t");
  EXPECT_EQ(database.ask("SELECT * FROM t"), "1|1|1|new");
}

TEST(Rebuild, ATableThatIsNotThereIsNamed) {
  MemoryDatabase database;
  try {
    rebuild(database, "nothing");
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "there is no table 'nothing'");
  }
}

}  // namespace
}  // namespace ebbtide
