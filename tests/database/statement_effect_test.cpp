#include "database/statement_effect.h"

#include <gtest/gtest.h>

#include "database/catalog.h"
#include "tests/support/memory_database.h"

namespace ebbtide {
namespace {

/// A table with a key, an index, a foreign key and a view.
class StatementEffect : public testing::Test {
 protected:
  Applied look(const std::string& sql, std::string_view dialect = "sqlite") {
    return look_for_effect(sql, database_.catalog(), make_dialect(dialect, "10.11.6")->syntax());
  }

  MemoryDatabase database_{
      "CREATE TABLE other (id INTEGER PRIMARY KEY);"
      "CREATE TABLE t (id INTEGER NOT NULL, name TEXT, CONSTRAINT pk_t PRIMARY KEY (id), "
      "CONSTRAINT uq_name UNIQUE (name));"
      "CREATE INDEX ix_name ON t (name);"
      "CREATE VIEW v AS SELECT id FROM t;"};
};

TEST_F(StatementEffect, CreatedTableIsThere) {
  EXPECT_EQ(look("CREATE TABLE t (id INT)"), Applied::yes);
}

TEST_F(StatementEffect, TableToBeCreatedIsNotThere) {
  EXPECT_EQ(look("CREATE TABLE missing (id INT)"), Applied::no);
}

TEST_F(StatementEffect, QuotedNamesAndCommentsAreRead) {
  EXPECT_EQ(look("/* why */ CREATE TABLE `t` -- here\n (id INT)"), Applied::yes);
}

TEST_F(StatementEffect, ExecutableCommentsCount) {
  EXPECT_EQ(look("/*!50001 CREATE VIEW v AS SELECT 1 */", "mariadb"), Applied::yes);
  EXPECT_EQ(look("/*!50001 CREATE VIEW v AS SELECT 1 */", "sqlite"), Applied::unknown);
}

TEST_F(StatementEffect, DroppedTableIsGone) {
  EXPECT_EQ(look("DROP TABLE missing"), Applied::yes);
  EXPECT_EQ(look("DROP TABLE t"), Applied::no);
}

TEST_F(StatementEffect, StatementsThatMayRunTwiceCountAsNotRun) {
  EXPECT_EQ(look("CREATE TABLE IF NOT EXISTS t (id INT)"), Applied::no);
  EXPECT_EQ(look("CREATE OR REPLACE VIEW v AS SELECT 1"), Applied::no);
  EXPECT_EQ(look("DROP TABLE IF EXISTS missing"), Applied::no);
  EXPECT_EQ(look("ALTER TABLE t MODIFY name VARCHAR(10)"), Applied::no);
  EXPECT_EQ(look("ALTER TABLE t ALTER COLUMN name SET DEFAULT 1"), Applied::no);
  EXPECT_EQ(look("TRUNCATE TABLE t"), Applied::no);
}

TEST_F(StatementEffect, AddedColumnIsThere) {
  EXPECT_EQ(look("ALTER TABLE t ADD name VARCHAR(20) NULL"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t ADD COLUMN missing VARCHAR(20)"), Applied::no);
}

TEST_F(StatementEffect, FirstActionThatLeavesSomethingTellsForAll) {
  EXPECT_EQ(look("ALTER TABLE t MODIFY id DECIMAL(10, 2), ADD name INT"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t MODIFY id DECIMAL(10, 2), ADD missing INT"), Applied::no);
}

TEST_F(StatementEffect, DroppedColumnIsGone) {
  EXPECT_EQ(look("ALTER TABLE t DROP COLUMN missing"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t DROP name"), Applied::no);
}

TEST_F(StatementEffect, RenamedColumnHasItsNewName) {
  EXPECT_EQ(look("ALTER TABLE t RENAME COLUMN old TO name"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t CHANGE old name VARCHAR(10)"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t CHANGE name fresh VARCHAR(10)"), Applied::no);
}

TEST_F(StatementEffect, RenamedTableHasItsNewName) {
  EXPECT_EQ(look("ALTER TABLE gone RENAME t"), Applied::yes);
  EXPECT_EQ(look("RENAME TABLE gone TO t"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t RENAME TO fresh"), Applied::no);
}

TEST_F(StatementEffect, CreatedIndexIsThere) {
  EXPECT_EQ(look("CREATE INDEX ix_name ON t (name)"), Applied::yes);
  EXPECT_EQ(look("CREATE UNIQUE INDEX ix_missing ON t (name)"), Applied::no);
}

TEST_F(StatementEffect, DroppedIndexIsGone) {
  EXPECT_EQ(look("DROP INDEX ix_missing ON t"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t DROP INDEX ix_name"), Applied::no);
}

TEST_F(StatementEffect, AddedPrimaryKeyIsThere) {
  EXPECT_EQ(look("ALTER TABLE t ADD PRIMARY KEY (id)"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t DROP PRIMARY KEY"), Applied::no);
}

TEST_F(StatementEffect, ForeignKeyToBeAddedIsNotThere) {
  EXPECT_EQ(look("ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES other (id)"),
            Applied::no);
}

TEST_F(StatementEffect, WhatACatalogDoesNotShowIsUnknown) {
  EXPECT_EQ(look("CREATE PROCEDURE p() SELECT 1"), Applied::unknown);
  EXPECT_EQ(look("CALL p()"), Applied::unknown);
  EXPECT_EQ(look("ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0)"), Applied::unknown);
  EXPECT_EQ(look(""), Applied::unknown);
}

TEST_F(StatementEffect, HalfAStatementDoesNotCrash) {
  EXPECT_EQ(look("ALTER TABLE"), Applied::no);
  EXPECT_EQ(look("CREATE"), Applied::unknown);
  EXPECT_EQ(look("CREATE TABLE"), Applied::no);
  EXPECT_EQ(look("ALTER TABLE t ADD ("), Applied::no);
  EXPECT_EQ(look("ALTER TABLE t ADD UNIQUE (("), Applied::no);
}

}  // namespace
}  // namespace ebbtide
