#include "sql/table_clauses.h"

#include <gtest/gtest.h>

#include "database/sqlite/facts.h"
#include "text/ascii.h"
#include "text/error.h"

namespace ebbtide::sql {
namespace {

/// Each column or constraint in a line, with its clauses behind it: `kind name=value: text`.
std::string told(std::string_view create_table) {
  constexpr std::string_view kinds[] = {"pk",      "unique",  "fk",        "check", "not null",
                                        "default", "collate", "generated", "other"};
  std::string lines;
  for (const TablePart& part : table_parts(create_table, sqlite_syntax)) {
    lines += "\n" + part.column + " [" + part.definition + "]";
    for (const TableClause& clause : part.clauses) {
      lines += "\n  " + std::string(kinds[static_cast<int>(clause.kind)]);
      if (!clause.name.empty()) lines += " " + clause.name;
      if (!clause.value.empty()) lines += " =" + clause.value;
      if (!clause.columns.empty()) lines += " (" + join(clause.columns, ", ") + ")";
      lines += ": " + clause.text;
    }
  }
  return lines;
}

TEST(TableClauses, AreFoundInColumns) {
  EXPECT_EQ(
      told("CREATE TABLE t (id INTEGER CONSTRAINT \"p k\" PRIMARY KEY ASC AUTOINCREMENT, "
           "[n m] varchar(20) NOT NULL ON CONFLICT FAIL DEFAULT 'a, (b' COLLATE nocase "
           "CHECK (length(n) > 1) UNIQUE, r int DEFAULT -1.5 CONSTRAINT fk REFERENCES o (id) "
           "ON DELETE SET NULL NOT DEFERRABLE, g AS (r * (2)) STORED, h text GENERATED ALWAYS "
           "AS (lower(n)), d DEFAULT NULL, e DEFAULT (1 + 1) NULL)"),
      R"(
id [INTEGER CONSTRAINT "p k" PRIMARY KEY ASC AUTOINCREMENT]
  pk p k: PRIMARY KEY ASC AUTOINCREMENT
n m [varchar(20) NOT NULL ON CONFLICT FAIL DEFAULT 'a, (b' COLLATE nocase CHECK (length(n) > 1) UNIQUE]
  not null: NOT NULL ON CONFLICT FAIL
  default ='a, (b': DEFAULT 'a, (b'
  collate =nocase: COLLATE nocase
  check =length(n) > 1: CHECK (length(n) > 1)
  unique: UNIQUE
r [int DEFAULT -1.5 CONSTRAINT fk REFERENCES o (id) ON DELETE SET NULL NOT DEFERRABLE]
  default =-1.5: DEFAULT -1.5
  fk fk: REFERENCES o (id) ON DELETE SET NULL NOT DEFERRABLE
g [AS (r * (2)) STORED]
  generated =r * (2): AS (r * (2)) STORED
h [text GENERATED ALWAYS AS (lower(n))]
  generated =lower(n): GENERATED ALWAYS AS (lower(n))
d [DEFAULT NULL]
  default =NULL: DEFAULT NULL
e [DEFAULT (1 + 1) NULL]
  default =(1 + 1): DEFAULT (1 + 1)
  other: NULL)");
}

/// SQLite wants no comma between the constraints of a table.
TEST(TableClauses, AreFoundInConstraints) {
  EXPECT_EQ(
      told("create table \"a (b\" (x, -- first, (\n y, constraint k primary key (x, 'y' desc) "
           "constraint c check (x <> ')') unique (y) foreign key (x, y) references o deferrable "
           "initially deferred) without rowid"),
      R"(
x []
y []
 [constraint k primary key (x, 'y' desc) constraint c check (x <> ')') unique (y) foreign key (x, y) references o deferrable initially deferred]
  pk k (x, y): primary key (x, 'y' desc)
  check c =x <> ')': check (x <> ')')
  unique (y): unique (y)
  fk (x, y): foreign key (x, y) references o deferrable initially deferred)");
}

TEST(TableClauses, SayWhatStandsInThem) {
  const TableClause clause{TableClause::Kind::foreign_key, "",
                           "references o (initially) on delete cascade initially deferred"};
  EXPECT_TRUE(clause.has("initially", sqlite_syntax));
  EXPECT_FALSE(clause.has("deferrable", sqlite_syntax));
  EXPECT_EQ(clause.word_behind({"initially"}, sqlite_syntax), "DEFERRED");
  EXPECT_EQ(clause.word_behind({"on", "delete"}, sqlite_syntax), "CASCADE");
  EXPECT_EQ(clause.word_behind({"on", "update"}, sqlite_syntax), "");
}

TEST(TableClauses, AreNotInOtherTexts) {
  EXPECT_THROW(table_parts("CREATE TABLE t", sqlite_syntax), Error);
  EXPECT_THROW(table_parts("CREATE TABLE t (a", sqlite_syntax), Error);
}

TEST(IndexText, HasPartsAndPredicate) {
  const IndexText found = index_text(
      "CREATE INDEX \"i(\" ON t (a COLLATE nocase DESC, lower(b || ', ') desc, (c) asc, \"desc\") "
      "WHERE a > (1) AND b <> 'x' -- always",
      sqlite_syntax);
  EXPECT_EQ(found.parts, (std::vector<std::string>{"a", "lower(b || ', ')", "(c)", "\"desc\""}));
  EXPECT_EQ(found.predicate, "a > (1) AND b <> 'x'");
  EXPECT_TRUE(index_text("nothing", sqlite_syntax).parts.empty());
}

TEST(QueryOfView, StandsBehindItsColumns) {
  EXPECT_EQ(query_of_view("CREATE VIEW v (\"as\", b) AS SELECT 1 AS x, 2;", sqlite_syntax),
            "SELECT 1 AS x, 2");
  EXPECT_EQ(query_of_view("CREATE VIEW v", sqlite_syntax), "");
}

}  // namespace
}  // namespace ebbtide::sql
