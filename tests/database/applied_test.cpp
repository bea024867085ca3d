#include "database/applied.h"

#include <gtest/gtest.h>

#include "database/catalog.h"
#include "tests/support/memory_database.h"

namespace ebbtide {
namespace {

/// A table with a key, an index, a foreign key and a view.
class AppliedStatement : public testing::Test {
 protected:
  Applied look(const std::string& sql, std::string_view dialect = "sqlite") {
    return is_applied(sql::effects_of(sql, make_dialect(dialect, "10.11.6")->facts().syntax),
                      database_.catalog());
  }

  MemoryDatabase database_{
      "CREATE TABLE other (id INTEGER PRIMARY KEY);"
      "CREATE TABLE t (id INTEGER NOT NULL, name TEXT, CONSTRAINT pk_t PRIMARY KEY (id), "
      "CONSTRAINT uq_name UNIQUE (name));"
      "CREATE INDEX ix_name ON t (name);"
      "CREATE VIEW v AS SELECT id FROM t;"};
};

TEST_F(AppliedStatement, CreatedTableIsThere) {
  EXPECT_EQ(look("CREATE TABLE t (id INT)"), Applied::yes);
}

TEST_F(AppliedStatement, TableToBeCreatedIsNotThere) {
  EXPECT_EQ(look("CREATE TABLE missing (id INT)"), Applied::no);
}

TEST_F(AppliedStatement, QuotedNamesAndCommentsAreRead) {
  EXPECT_EQ(look("/* why */ CREATE TABLE `t` -- here\n (id INT)"), Applied::yes);
}

TEST_F(AppliedStatement, ExecutableCommentsCount) {
  EXPECT_EQ(look("/*!50001 CREATE VIEW v AS SELECT 1 */", "mariadb"), Applied::yes);
  EXPECT_EQ(look("/*!50001 CREATE VIEW v AS SELECT 1 */", "sqlite"), Applied::unknown);
}

TEST_F(AppliedStatement, DroppedTableIsGone) {
  EXPECT_EQ(look("DROP TABLE missing"), Applied::yes);
  EXPECT_EQ(look("DROP TABLE t"), Applied::no);
}

TEST_F(AppliedStatement, StatementsThatMayRunTwiceCountAsNotRun) {
  EXPECT_EQ(look("CREATE TABLE IF NOT EXISTS t (id INT)"), Applied::no);
  EXPECT_EQ(look("CREATE OR REPLACE VIEW v AS SELECT 1"), Applied::no);
  EXPECT_EQ(look("DROP TABLE IF EXISTS missing"), Applied::no);
  EXPECT_EQ(look("ALTER TABLE t MODIFY name VARCHAR(10)"), Applied::no);
  EXPECT_EQ(look("ALTER TABLE t ALTER COLUMN name SET DEFAULT 1"), Applied::no);
  EXPECT_EQ(look("TRUNCATE TABLE t"), Applied::no);
}

TEST_F(AppliedStatement, AddedColumnIsThere) {
  EXPECT_EQ(look("ALTER TABLE t ADD name VARCHAR(20) NULL"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t ADD COLUMN missing VARCHAR(20)"), Applied::no);
}

TEST_F(AppliedStatement, FirstActionThatLeavesSomethingTellsForAll) {
  EXPECT_EQ(look("ALTER TABLE t MODIFY id DECIMAL(10, 2), ADD name INT"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t MODIFY id DECIMAL(10, 2), ADD missing INT"), Applied::no);
}

TEST_F(AppliedStatement, DroppedColumnIsGone) {
  EXPECT_EQ(look("ALTER TABLE t DROP COLUMN missing"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t DROP name"), Applied::no);
}

TEST_F(AppliedStatement, RenamedColumnHasItsNewName) {
  EXPECT_EQ(look("ALTER TABLE t RENAME COLUMN old TO name"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t CHANGE old name VARCHAR(10)"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t CHANGE name fresh VARCHAR(10)"), Applied::no);
}

TEST_F(AppliedStatement, RenamedTableHasItsNewName) {
  EXPECT_EQ(look("ALTER TABLE gone RENAME t"), Applied::yes);
  EXPECT_EQ(look("RENAME TABLE gone TO t"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t RENAME TO fresh"), Applied::no);
}

TEST_F(AppliedStatement, CreatedIndexIsThere) {
  EXPECT_EQ(look("CREATE INDEX ix_name ON t (name)"), Applied::yes);
  EXPECT_EQ(look("CREATE UNIQUE INDEX ix_missing ON t (name)"), Applied::no);
}

TEST_F(AppliedStatement, DroppedIndexIsGone) {
  EXPECT_EQ(look("DROP INDEX ix_missing ON t"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t DROP INDEX ix_name"), Applied::no);
}

TEST_F(AppliedStatement, AddedPrimaryKeyIsThere) {
  EXPECT_EQ(look("ALTER TABLE t ADD PRIMARY KEY (id)"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE t DROP PRIMARY KEY"), Applied::no);
}

TEST_F(AppliedStatement, ForeignKeyToBeAddedIsNotThere) {
  EXPECT_EQ(look("ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES other (id)"),
            Applied::no);
}

TEST_F(AppliedStatement, WhatACatalogDoesNotShowIsUnknown) {
  EXPECT_EQ(look("CREATE PROCEDURE p() SELECT 1"), Applied::unknown);
  EXPECT_EQ(look("CALL p()"), Applied::unknown);
  EXPECT_EQ(look(""), Applied::unknown);
}

/// The journal keeps the beginning of a long statement.
TEST_F(AppliedStatement, WhatWasCutOffIsReadAsFarAsItGoes) {
  EXPECT_EQ(look("ALTER TABLE t ADD name INT, ADD other VARCHAR(2"), Applied::no);
  EXPECT_EQ(look("ALTER TABLE t ADD name INT, ADD"), Applied::yes);
  EXPECT_EQ(look("CREATE TABLE t (id INT, name VARCHAR(2"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE"), Applied::unknown);
  EXPECT_EQ(look("CREATE"), Applied::unknown);
  EXPECT_EQ(look("CREATE TABLE"), Applied::unknown);
  EXPECT_EQ(look("ALTER TABLE t ADD ("), Applied::unknown);
  EXPECT_EQ(look("ALTER TABLE t ADD UNIQUE (("), Applied::unknown);
}

TEST_F(AppliedStatement, OneAlterationHappensAsAWhole) {
  EXPECT_EQ(look("ALTER TABLE t ADD name INT, ADD missing INT"), Applied::no);
  EXPECT_EQ(look("ALTER TABLE t ADD missing INT, ADD name INT"), Applied::no);
  EXPECT_EQ(look("ALTER TABLE t DROP gone, ADD name INT"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE gone RENAME t, ADD name INT", "mariadb"), Applied::yes);
}

TEST_F(AppliedStatement, OfSeveralTablesAllTell) {
  EXPECT_EQ(look("DROP TABLE gone, missing"), Applied::yes);
  EXPECT_EQ(look("DROP TABLE t, other"), Applied::no);
  EXPECT_EQ(look("DROP TABLE gone, t"), Applied::unknown);
  EXPECT_EQ(look("RENAME TABLE gone TO t, missing TO other", "mariadb"), Applied::yes);
  EXPECT_EQ(look("RENAME TABLE t TO fresh, other TO another", "mariadb"), Applied::no);
}

TEST_F(AppliedStatement, NamesThatAreExchangedTellNothing) {
  EXPECT_EQ(look("RENAME TABLE t TO x, other TO t, x TO other", "mariadb"), Applied::unknown);
  EXPECT_EQ(look("ALTER TABLE t CHANGE id name INT, CHANGE name id INT", "mariadb"),
            Applied::unknown);
  // What is made anew under its name may be so again.
  EXPECT_EQ(look("ALTER TABLE t DROP INDEX ix_name, ADD INDEX ix_name (id)", "mariadb"),
            Applied::no);
}

TEST_F(AppliedStatement, PartitionsAndVersionsLeaveNothingToSee) {
  for (const char* const sql :
       {"ALTER TABLE t DROP PARTITION p", "ALTER TABLE t ADD PARTITION (PARTITION p VALUES IN (1))",
        "ALTER TABLE t EXCHANGE PARTITION p WITH TABLE other", "ALTER TABLE t REMOVE PARTITIONING",
        "ALTER TABLE t ADD SYSTEM VERSIONING", "ALTER TABLE t COALESCE PARTITION 2"}) {
    EXPECT_EQ(look(sql, "mariadb"), Applied::unknown) << sql;
  }
  EXPECT_EQ(look("ALTER TABLE t TRUNCATE PARTITION p", "mariadb"), Applied::no);
  EXPECT_EQ(look("ALTER TABLE t ENGINE = InnoDB", "mariadb"), Applied::no);
}

TEST_F(AppliedStatement, AKeyThatComesWithAColumnNeedNotBeThere) {
  EXPECT_EQ(look("ALTER TABLE t ADD name INT REFERENCES other (id)", "mariadb"), Applied::yes);
}

TEST_F(AppliedStatement, ATextOfSeveralStatementsIsJudgedByAllOfThem) {
  EXPECT_EQ(look("DROP TABLE gone; DROP TABLE missing"), Applied::yes);
  EXPECT_EQ(look("DROP TABLE gone; DROP TABLE t"), Applied::unknown);
  EXPECT_EQ(look("DROP TABLE gone; DELETE FROM t"), Applied::unknown);
}

TEST_F(AppliedStatement, RowsThatMayBeReplacedAreNoneThatMayBeWrittenTwice) {
  EXPECT_EQ(look("INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = a + 1", "mariadb"),
            Applied::unknown);
  EXPECT_EQ(look("REPLACE INTO t VALUES (1)", "mariadb"), Applied::unknown);
}

TEST(LeavesTrace, WhereACatalogShowsIt) {
  const auto leaves = [](const std::string& sql) {
    return leaves_trace(sql::effects_of(sql, make_dialect("mariadb", "10.11.6")->facts().syntax));
  };
  EXPECT_TRUE(leaves("CREATE TABLE t (id INT)"));
  EXPECT_TRUE(leaves("ALTER TABLE t ENGINE = InnoDB"));
  EXPECT_TRUE(leaves("DROP PROCEDURE p"));
  EXPECT_FALSE(leaves("ALTER TABLE t ADD CHECK (a > 0)"));
  EXPECT_FALSE(leaves("ALTER TABLE t DROP PARTITION p"));
  EXPECT_TRUE(leaves("DROP TRIGGER g"));
  EXPECT_FALSE(leaves("REPLACE INTO t VALUES (1)"));
  EXPECT_FALSE(leaves("CALL p()"));
  EXPECT_FALSE(leaves("DELETE FROM t"));
}

}  // namespace
}  // namespace ebbtide
