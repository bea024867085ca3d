#include "schema/structure.h"

#include <gtest/gtest.h>

#include "database/catalog.h"
#include "tests/support/memory_database.h"

namespace ebbtide {
namespace {

std::string changes(const std::string& before, const std::string& after) {
  const auto read = [](const std::string& sql) {
    return MemoryDatabase(sql).catalog().structure(StructureScope::all_schemas);
  };
  std::string text;
  for (const StructureDifference& one : differences(read(before), read(after)))
    text += one.to_text() + "\n";
  return text;
}

TEST(Structure, EqualDatabasesHaveNoDifferenceHoweverTheyAreSpelled) {
  EXPECT_EQ(changes("create table t (a int not null, b text)",
                    "CREATE TABLE \"t\"(a INT NOT NULL,\n  \"b\" TEXT)"),
            "");
  EXPECT_EQ(changes("create table t (a int); create view v as select a from t",
                    "CREATE TABLE \"t\"(a int); CREATE  VIEW v AS SELECT a FROM t"),
            "");
}

TEST(Structure, TellsWhatIsMissingAndWhatIsNew) {
  EXPECT_EQ(changes("create table t (a int, b int); create index i on t (a)",
                    "create table t (a int, c int); create table u (x)"),
            "column t.b is missing\n"
            "index t.i is missing\n"
            "column t.c was not there before: INT\n"
            "table u was not there before: \n");
}

TEST(Structure, WhatBelongsToAMissingTableIsNotToldTwice) {
  EXPECT_EQ(changes("create table t (a int primary key, b int unique)", ""),
            "table t is missing\n");
}

TEST(Structure, TellsDefaultsNullsKeysAndChecks) {
  EXPECT_EQ(changes("create table t (a int default 1, b int not null, check (a > 0))",
                    "create table t (a int default 2, b int)"),
            "column t.a was 'INT DEFAULT 1' and is 'INT DEFAULT 2'\n"
            "column t.b was 'INT NOT NULL' and is 'INT'\n"
            "table t was 'check ( a > 0 )' and is ''\n");
  EXPECT_EQ(changes("create table p (x int primary key); create table t (a int references p (x))",
                    "create table p (x int primary key); create table t (a int)"),
            "foreign key t.a to p is missing\n");
}

TEST(Structure, TheOrderOfColumnsCounts) {
  EXPECT_EQ(changes("create table t (a int, b int)", "create table t (b int, a int)"),
            "table t was 'columns a, b' and is 'columns b, a'\n");
}

TEST(Structure, RenamesReachWhatRefersToTheTable) {
  Structure structure =
      MemoryDatabase("create table p (x int primary key); create table t (a int references p (x))")
          .catalog()
          .structure(StructureScope::all_schemas);
  structure.rename_table("p", "q");
  EXPECT_NE(structure.column("q", "x"), nullptr);
  const StructureObject* const key = structure.find("foreign key", "t", "a to p");
  ASSERT_NE(key, nullptr);
  EXPECT_EQ(key->uses, (std::vector<std::string>{"q", "q.x"}));
}

}  // namespace
}  // namespace ebbtide
