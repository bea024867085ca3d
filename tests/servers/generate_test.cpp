// A changelog that is made of a database, run on an empty one, gives the same schema; changesets
// that are made of a difference, run, leave none.
#include <gtest/gtest.h>

#include <filesystem>

#include "database/connection.h"
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

class Generating : public ProgramRuns {
 public:
  explicit Generating(const std::string& dbms) : wanted_(dbms), is_(dbms) {}

  void wanted(const std::vector<std::string>& statements) { run_on(wanted_, statements); }
  void is(const std::vector<std::string>& statements) { run_on(is_, statements); }
  /// Writes a changelog of the wanted database, or of what leads there, and runs it on the other.
  void bring_about(std::vector<std::string> words, const std::string& file) {
    const bool compares = words.front() == "diff-changelog";
    words.push_back("--changelog-file=" + path(file));
    words.push_back("--url=" + (compares ? is_ : wanted_).url());
    if (compares) words.push_back("--reference-url=" + wanted_.url());
    ASSERT_EQ(run_words(std::move(words)), 0) << err;
    ASSERT_EQ(on_it({"update", "--changelog-file=" + file}), 0) << err;
  }
  /// Whether the two are the same by now.
  bool are_equal() {
    return run_words({"diff", "--detailed-exitcode", "--url=" + is_.url(),
                      "--reference-url=" + wanted_.url()}) == 0;
  }
  int on_it(std::vector<std::string> words) {
    words.push_back("--url=" + is_.url());
    words.push_back("--search-path=" + folder_.path().string());
    return run_words(std::move(words));
  }
  std::string path(const std::string& file) const { return (folder_.path() / file).string(); }

 private:
  static void run_on(const TestDatabase& database, const std::vector<std::string>& statements) {
    const auto connection = database.connect();
    for (const std::string& sql : statements) connection->execute({sql});
  }

  TestDatabase wanted_, is_;
  TemporaryFolder folder_;
};

const std::vector<std::string> postgresql_shop{
    "CREATE TYPE mood AS ENUM ('sad', 'happy')",
    "CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')",
    "CREATE TABLE country (code char(2) CONSTRAINT pk_country PRIMARY KEY, \"ID\" int, name "
    "varchar(80) DEFAULT 'it''s' NOT NULL CONSTRAINT u_name UNIQUE)",
    "CREATE TABLE city (id serial PRIMARY KEY, nr bigint GENERATED ALWAYS AS IDENTITY (START 5 "
    "INCREMENT 5), country char(2) REFERENCES country ON DELETE CASCADE DEFERRABLE, feels mood, "
    "mail email, at timestamptz DEFAULT CURRENT_TIMESTAMP, size numeric(6,2) CHECK (size > 0), "
    "twice text GENERATED ALWAYS AS (country || 'x') STORED)",
    "CREATE INDEX ix_some ON city (country DESC) WHERE size > 1",
    "CREATE VIEW z AS SELECT id, country FROM city",
    "CREATE VIEW a AS SELECT id FROM z",
    "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1'",
    "CREATE TABLE days (d date) PARTITION BY RANGE (d)",
    "CREATE TABLE day_one PARTITION OF days DEFAULT",
    "ALTER TABLE city ENABLE ROW LEVEL SECURITY",
    "COMMENT ON COLUMN city.size IS 'in acres'",
};

TEST(Generate, EveryFormatBringsThePostgresqlSchemaBack) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  for (const char* const file : {"c.xml", "c.yaml", "c.json", "c.postgresql.sql"}) {
    Generating it("postgresql");
    it.wanted(postgresql_shop);
    it.bring_about({"generate-changelog"}, file);
    EXPECT_TRUE(it.are_equal()) << file << "\n" << it.out;
  }
}

TEST(Generate, WhatWasMadeCanBeUndone) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  Generating it("postgresql");
  it.wanted(postgresql_shop);
  it.bring_about({"generate-changelog"}, "c.xml");
  EXPECT_EQ(it.on_it({"rollback-count", "--count=1000", "--changelog-file=c.xml"}), 0) << it.err;
  EXPECT_EQ(it.on_it({"generate-changelog", "--changelog-file=" + it.path("e.xml")}), 0);
  EXPECT_EQ(it.on_it({"status", "--changelog-file=e.xml"}), 0);
  EXPECT_TRUE(it.says("up to date")) << "nothing is left: " << it.out;
}

TEST(Generate, ADifferenceIsBroughtAboutOnPostgresql) {
  if (test_server("postgresql").empty()) GTEST_SKIP() << "no server";
  Generating it("postgresql");
  it.wanted(postgresql_shop);
  it.is(postgresql_shop);
  it.wanted({"ALTER TYPE mood ADD VALUE 'calm' BEFORE 'happy'", "DROP VIEW a",
             "ALTER TABLE country ADD area int DEFAULT 7 NOT NULL", "DROP TABLE days",
             "ALTER TABLE country ALTER name DROP NOT NULL, ALTER \"ID\" TYPE bigint",
             "ALTER TABLE city DROP size CASCADE", "CREATE INDEX ix_other ON city (nr, country)",
             "ALTER TABLE country ADD CONSTRAINT u_area UNIQUE (area)",
             "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a'",
             "COMMENT ON TABLE city IS 'where people live'"});
  it.bring_about({"diff-changelog"}, "d.xml");
  EXPECT_TRUE(it.are_equal()) << it.out;
  EXPECT_EQ(it.on_it({"rollback-count", "--count=1000", "--changelog-file=d.xml"}), 3)
      << "no label of an enum can be taken away: " << it.err;
}

TEST(Generate, ADifferenceIsBroughtAboutOnMariadb) {
  if (test_server("mariadb").empty()) GTEST_SKIP() << "no server";
  Generating it("mariadb");
  const std::vector<std::string> shop{
      "CREATE TABLE country (code char(2) PRIMARY KEY, name varchar(80) NOT NULL)",
      "CREATE TABLE size (id int, day date, KEY by_day (day)) PARTITION BY RANGE (year(day)) "
      "(PARTITION old VALUES LESS THAN (2025), PARTITION rest VALUES LESS THAN MAXVALUE)",
      "CREATE TABLE whole (a int) PARTITION BY HASH (a) PARTITIONS 2",
      "CREATE TABLE parted (a int, b int)", "CREATE VIEW v AS SELECT code FROM country"};
  it.wanted(shop);
  it.is(shop);
  it.wanted(
      {"ALTER TABLE size REORGANIZE PARTITION rest INTO (PARTITION new VALUES LESS THAN "
       "(2026), PARTITION rest VALUES LESS THAN MAXVALUE)",
       "ALTER TABLE whole REMOVE PARTITIONING",
       "ALTER TABLE parted PARTITION BY LIST (a) (PARTITION one VALUES IN (1, 2))",
       "ALTER TABLE country MODIFY name varchar(90) COLLATE utf8mb4_bin, ADD area int "
       "UNSIGNED INVISIBLE, ADD FULLTEXT INDEX by_name (name)",
       "CREATE OR REPLACE VIEW v AS SELECT code, name FROM country"});
  it.bring_about({"diff-changelog"}, "d.xml");
  EXPECT_TRUE(it.are_equal()) << it.out;
  EXPECT_EQ(it.on_it({"rollback-count", "--count=1000", "--changelog-file=d.xml"}), 0) << it.err;
  it.bring_about({"diff-changelog"}, "again.xml");
  EXPECT_TRUE(it.are_equal()) << it.out;
}

TEST(Generate, SqlNamesNoDatabaseOfMariadb) {
  if (test_server("mariadb").empty()) GTEST_SKIP() << "no server";
  Generating it("mariadb");
  it.wanted({"CREATE TABLE country (code char(2) PRIMARY KEY, name varchar(80) NOT NULL)",
             "CREATE TABLE city (id int PRIMARY KEY, country char(2), CONSTRAINT fk FOREIGN KEY "
             "(country) REFERENCES country (code))",
             "CREATE SEQUENCE numbers", "CREATE VIEW v AS SELECT code FROM country"});
  it.bring_about({"generate-changelog"}, "g.sql");
  EXPECT_TRUE(it.are_equal()) << it.out;
  it.wanted({"ALTER TABLE city ADD name text", "CREATE TABLE more (id int)"});
  it.bring_about({"diff-changelog"}, "d.sql");
  EXPECT_TRUE(it.are_equal()) << it.out;
}

TEST(Generate, ADifferenceIsBroughtAboutOnSqlite) {
  Generating it("sqlite");
  const std::vector<std::string> shop{
      "CREATE TABLE country (code char(2) PRIMARY KEY, name varchar(80) NOT NULL)",
      "CREATE TABLE city (id INTEGER PRIMARY KEY AUTOINCREMENT, country char(2) REFERENCES country "
      "(code), size int CHECK (size > 0))",
      "CREATE INDEX by_size ON city (size)",
      "CREATE TRIGGER t AFTER INSERT ON city BEGIN SELECT 1; END",
      "INSERT INTO country VALUES ('DE', 'Germany')"};
  it.wanted(shop);
  it.is(shop);
  it.wanted({"DROP TABLE city",
             "CREATE TABLE city (id INTEGER PRIMARY KEY AUTOINCREMENT, country char(2) REFERENCES "
             "country (code) ON DELETE CASCADE, size bigint, name text COLLATE NOCASE)",
             "CREATE INDEX by_size ON city (size)",
             "CREATE TRIGGER t AFTER INSERT ON city BEGIN SELECT 1; END",
             "ALTER TABLE country ADD area int"});
  it.bring_about({"diff-changelog"}, "d.yaml");
  EXPECT_TRUE(it.are_equal()) << it.out;
}

}  // namespace
}  // namespace ebbtide
