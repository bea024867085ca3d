#include "sql/table_text.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide {
namespace {

using Words = std::vector<std::string>;

const sql::Syntax syntax{.name_marks = "\"\"``[]"};

TableText sample() {
  return TableText(
      "CREATE TABLE \"order items\" (\"order id\" INTEGER NOT NULL, [item] TEXT DEFAULT 'a, (b', "
      "price DECIMAL(10, 2) CHECK (price > 0), CONSTRAINT pk PRIMARY KEY (\"order id\", item), "
      "UNIQUE (price)) WITHOUT ROWID",
      syntax);
}

TEST(TableText, KnowsItsColumns) {
  EXPECT_EQ(sample().column_names(), (Words{"order id", "item", "price"}));
  EXPECT_TRUE(sample().has_column("ITEM"));
  EXPECT_FALSE(sample().has_column("pk"));
}

TEST(TableText, IsWrittenAsItWasRead) {
  EXPECT_EQ(sample().create("x"),
            "CREATE TABLE x (\"order id\" INTEGER NOT NULL, [item] TEXT DEFAULT 'a, (b', price "
            "DECIMAL(10, 2) CHECK (price > 0), CONSTRAINT pk PRIMARY KEY (\"order id\", item), "
            "UNIQUE (price)) WITHOUT ROWID");
}

TEST(TableText, AColumnIsAddedBeforeTheConstraints) {
  TableText text("CREATE TABLE t (a INTEGER, UNIQUE (a))", syntax);
  text.add_column("b TEXT");
  text.add_constraint("CHECK (b <> '')");
  EXPECT_EQ(text.create("t"), "CREATE TABLE t (a INTEGER, b TEXT, UNIQUE (a), CHECK (b <> ''))");
}

TEST(TableText, AColumnGoesWithConstraintsOfItsOwn) {
  TableText text = sample();
  text.drop_column("PRICE");
  EXPECT_EQ(text.create("x"),
            "CREATE TABLE x (\"order id\" INTEGER NOT NULL, [item] TEXT DEFAULT 'a, (b', "
            "CONSTRAINT pk PRIMARY KEY (\"order id\", item)) WITHOUT ROWID");
}

TEST(TableText, AForeignKeyGoesByItsNameWhereverItIsWritten) {
  TableText text(
      "CREATE TABLE t (a INTEGER CONSTRAINT fk_a REFERENCES p (id) ON DELETE CASCADE NOT NULL, b "
      "INTEGER, CONSTRAINT \"fk b\" FOREIGN KEY (b) REFERENCES p (id), UNIQUE (b))",
      syntax);
  text.drop_foreign_key("FK_A");
  text.drop_foreign_key("fk b");
  EXPECT_EQ(text.create("t"), "CREATE TABLE t (a INTEGER NOT NULL, b INTEGER, UNIQUE (b))");
  EXPECT_THROW(text.drop_foreign_key("fk_a"), Error);
}

TEST(TableText, AColumnOfAKeyOfSeveralStays) {
  TableText text = sample();
  try {
    text.drop_column("item");
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "column 'item' is part of the constraint 'CONSTRAINT pk PRIMARY KEY (\"order "
                 "id\", item)'; drop that first");
  }
  EXPECT_THROW(text.drop_column("nothing"), Error);
}

std::string with_default(const std::string& column, const std::string& value) {
  TableText text("CREATE TABLE t (" + column + ")", syntax);
  text.set_default("a", value);
  return text.create("t");
}

TEST(TableText, ADefaultTakesThePlaceOfTheOneBefore) {
  EXPECT_EQ(with_default("a INTEGER", "7"), "CREATE TABLE t (a INTEGER DEFAULT 7)");
  EXPECT_EQ(with_default("a INTEGER DEFAULT 5", "7"), "CREATE TABLE t (a INTEGER DEFAULT 7)");
  EXPECT_EQ(with_default("a INTEGER DEFAULT -5 NOT NULL", "7"),
            "CREATE TABLE t (a INTEGER NOT NULL DEFAULT 7)");
  EXPECT_EQ(with_default("a INTEGER CONSTRAINT d DEFAULT (1 + (2)) UNIQUE", "7"),
            "CREATE TABLE t (a INTEGER UNIQUE DEFAULT 7)");
  EXPECT_EQ(with_default("a TEXT DEFAULT NULL", "'x'"), "CREATE TABLE t (a TEXT DEFAULT 'x')");
  EXPECT_EQ(with_default("a TEXT DEFAULT 'not, null' COLLATE NOCASE", "'x'"),
            "CREATE TABLE t (a TEXT COLLATE NOCASE DEFAULT 'x')");
}

TEST(TableText, AForeignKeyKeepsItsActions) {
  EXPECT_EQ(with_default("a INTEGER REFERENCES b ON DELETE SET DEFAULT", "7"),
            "CREATE TABLE t (a INTEGER REFERENCES b ON DELETE SET DEFAULT DEFAULT 7)");
  EXPECT_EQ(with_default("a INTEGER REFERENCES b NOT DEFERRABLE DEFAULT 5", "7"),
            "CREATE TABLE t (a INTEGER REFERENCES b NOT DEFERRABLE DEFAULT 7)");
  EXPECT_EQ(with_default("a INTEGER DEFAULT 5 REFERENCES b (id) ON DELETE SET DEFAULT", "7"),
            "CREATE TABLE t (a INTEGER REFERENCES b (id) ON DELETE SET DEFAULT DEFAULT 7)");
  EXPECT_EQ(with_default("a INTEGER REFERENCES b ON DELETE SET NULL NOT NULL", "7"),
            "CREATE TABLE t (a INTEGER REFERENCES b ON DELETE SET NULL NOT NULL DEFAULT 7)");
}

std::string without_key(const std::string& columns) {
  TableText text("CREATE TABLE t (" + columns + ")", syntax);
  text.drop_primary_key();
  return text.create("t");
}

TEST(TableText, APrimaryKeyIsTakenOffWhereverItIs) {
  EXPECT_EQ(without_key("a INTEGER, CONSTRAINT pk PRIMARY KEY (a)"), "CREATE TABLE t (a INTEGER)");
  EXPECT_EQ(without_key("a INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"),
            "CREATE TABLE t (a INTEGER NOT NULL)");
  EXPECT_EQ(without_key("a INTEGER CONSTRAINT pk PRIMARY KEY, b TEXT"),
            "CREATE TABLE t (a INTEGER, b TEXT)");
  EXPECT_EQ(without_key("a INTEGER, PRIMARY KEY (a) ON CONFLICT REPLACE, UNIQUE (a)"),
            "CREATE TABLE t (a INTEGER, UNIQUE (a))");
}

std::string numbered(const std::string& columns) {
  TableText text("CREATE TABLE t (" + columns + ")", syntax);
  text.number("a");
  return text.create("t");
}

TEST(TableText, ANumberedColumnIsTheKey) {
  EXPECT_EQ(numbered("a INT, b TEXT"),
            "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT)");
  EXPECT_EQ(numbered("a INT, b TEXT, PRIMARY KEY (a)"),
            "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT)");
}

TEST(TableText, ANumberedColumnKeepsItsOtherClauses) {
  EXPECT_EQ(numbered("a INT NOT NULL"),
            "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL)");
  EXPECT_EQ(numbered("a INT NOT NULL CHECK (a > 0)"),
            "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL CHECK (a > 0))");
  EXPECT_EQ(numbered("a INT DEFAULT 1 CHECK (a > 0) UNIQUE CHECK (a < 9) NOT NULL"),
            "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT CHECK (a > 0) CHECK (a < 9) NOT "
            "NULL)");
  EXPECT_EQ(numbered("a INT REFERENCES b (id) ON DELETE SET NULL"),
            "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT REFERENCES b (id) ON DELETE SET "
            "NULL)");
}

TEST(TableText, CommentsDoNotHideWhatFollows) {
  TableText text("CREATE TABLE t (\n  a INTEGER, -- the key; it's */ here\n  b TEXT -- last\n)",
                 syntax);
  EXPECT_EQ(text.column_names(), (Words{"a", "b"}));
  text.add_column("c TEXT");
  text.set_default("b", "'x'");
  EXPECT_EQ(text.create("t"),
            "CREATE TABLE t (a INTEGER, /* the key; it's * / here */\n  b TEXT /* last */ DEFAULT "
            "'x', c TEXT)");
}

TEST(TableText, CommentsCanStandAnywhere) {
  const TableText text("CREATE TABLE /* ( */ t (a /* , */ INTEGER, /* b TEXT, */ c TEXT)", syntax);
  EXPECT_EQ(text.column_names(), (Words{"a", "c"}));
}

TEST(TableText, WhatIsNoTableIsRefused) {
  EXPECT_THROW(TableText("CREATE TABLE t", syntax), Error);
  EXPECT_THROW(TableText("CREATE TABLE t (a INTEGER, b TEXT", syntax), Error);
  EXPECT_THROW(TableText("", syntax), Error);
}

}  // namespace
}  // namespace ebbtide
