#include <gtest/gtest.h>

#include "changelog/change.h"
#include "database/dialect.h"
#include "tests/support/changelogs.h"

namespace ebbtide {
namespace {

/// The SQL of a changeset's changes on a dialect without a database, a statement a line.
std::string sql_of(const std::string& changes, std::string_view dialect) {
  const Loaded loaded(MemoryFiles({{"c.xml", one_change_set(changes)}}));
  const OfflineTarget offline(dialect);
  std::string sql;
  for (const auto& change : loaded.changelog.change_sets.at(0).changes) {
    for (const Step& step : steps_of(*change, offline.with(loaded.files, loaded.properties())))
      sql += (sql.empty() ? "" : "\n") + std::get<SqlStep>(step).statement.sql;
  }
  return sql;
}

std::string checksum_of(const std::string& changes) {
  return Loaded(MemoryFiles({{"c.xml", one_change_set(changes)}})).checksum();
}

std::string key(const std::string& attributes) {
  return "<addForeignKeyConstraint constraintName=\"fk\" baseTableName=\"pet\" "
         "baseColumnNames=\"owner\" referencedTableName=\"man\" referencedColumnNames=\"id\" " +
         attributes + "/>";
}

TEST(ForeignKey, DeleteCascadeTakesOnDeleteAwayFromTheChecksumToo) {
  EXPECT_EQ(checksum_of(key("deleteCascade=\"true\"")), checksum_of(key("onDelete=\"CASCADE\"")));
  for (const char* both : {"onDelete=\"CASCADE\" deleteCascade=\"true\"",
                           "deleteCascade=\"false\" onDelete=\"SET NULL\""}) {
    EXPECT_EQ(checksum_of(key(both)), checksum_of(key(""))) << both;
    EXPECT_EQ(sql_of(key(both), "postgresql"),
              "ALTER TABLE pet ADD CONSTRAINT fk FOREIGN KEY (owner) REFERENCES man (id)");
  }
}

TEST(CreateTable, TheFirstColumnOfAKeySaysWhatTheKeyIs) {
  const std::string table =
      "<createTable tableName=\"t\"><column name=\"a\" type=\"int\"><constraints "
      "primaryKey=\"true\" primaryKeyName=\"first\"/></column><column name=\"b\" type=\"int\">"
      "<constraints primaryKey=\"true\" primaryKeyName=\"second\" deferrable=\"true\" "
      "validatePrimaryKey=\"false\"/></column></createTable>";
  EXPECT_EQ(sql_of(table, "postgresql"),
            "CREATE TABLE t (a INTEGER NOT NULL, b INTEGER NOT NULL, CONSTRAINT first PRIMARY KEY "
            "(a, b))");
}

TEST(CreateTable, NamesOfKeysAreUpperCaseInAnyScript) {
  const std::string table =
      "<createTable tableName=\"straße_ö\"><column name=\"a\" type=\"int\"><constraints "
      "primaryKey=\"true\"/></column></createTable>";
  EXPECT_NE(sql_of(table, "mysql").find("`PK_STRASSE_Ö`"), std::string::npos);
}

TEST(CreateTable, ABooleanDefaultOfABlobIsNoText) {
  const std::string table =
      "<createTable tableName=\"t\"><column name=\"a\" type=\"blob\" "
      "defaultValueBoolean=\"true\"/></createTable>";
  EXPECT_EQ(sql_of(table, "mysql"), "CREATE TABLE t (a BLOB DEFAULT true NULL)");
  EXPECT_EQ(sql_of(table, "postgresql"), "CREATE TABLE t (a OID DEFAULT true)");
}

TEST(CreateTable, ArraysKeepTheParametersOfTheirElements) {
  const auto type = [](std::string_view definition) {
    return OfflineTarget("postgresql").dialect->type(DataType::parse(definition));
  };
  EXPECT_EQ(type("numeric(38,2)[]"), "numeric(38, 2)[]");
  EXPECT_EQ(type("varchar(20)[][3]"), "VARCHAR(20)[][3]");
  EXPECT_EQ(type("character varying(5) []"), "VARCHAR(5)[]");
  EXPECT_EQ(type("timestamp(3)[]"), "TIMESTAMP(3) WITHOUT TIME ZONE[]");
  EXPECT_EQ(type("int[3]"), "INT[3]");
  EXPECT_EQ(type("text[]"), "TEXT[]");
}

TEST(ColumnDefault, AFunctionWithOnUpdateStaysAsItIs) {
  const std::string table =
      "<createTable tableName=\"t\"><column name=\"a\" type=\"timestamp(6)\" "
      "defaultValueComputed=\"CURRENT_TIMESTAMP(6) on update CURRENT_TIMESTAMP(6)\"/>"
      "<column name=\"b\" type=\"timestamp(6)\" defaultValueComputed=\"CURRENT_TIMESTAMP(6)\"/>"
      "</createTable>";
  EXPECT_EQ(sql_of(table, "mariadb"),
            "CREATE TABLE t (a timestamp(6) DEFAULT CURRENT_TIMESTAMP(6) on update "
            "CURRENT_TIMESTAMP(6) NULL, b timestamp(6) DEFAULT NOW(6) NULL)");
}

TEST(Where, EachMarkTakesTheNextNameOrValue) {
  const auto where = [](const std::string& condition, const std::string& params) {
    return sql_of("<delete tableName=\"t\"><where>" + condition + "</where><whereParams>" + params +
                      "</whereParams></delete>",
                  "postgresql");
  };
  EXPECT_EQ(where(":name = :value and b = ?",
                  "<param name=\"a\" value=\"x\"/><param valueNumeric=\"4\"/>"),
            "DELETE FROM t WHERE a = 'x' and b = 4");
  EXPECT_EQ(where("a ? 'k' or b = :value or :name", "<param valueBoolean=\"true\"/>"),
            "DELETE FROM t WHERE a TRUE 'k' or b = :value or :name");
  EXPECT_EQ(sql_of("<delete tableName=\"t\"><where>a ? 'k'</where></delete>", "postgresql"),
            "DELETE FROM t WHERE a ? 'k'");
}

TEST(DropAllForeignKeys, NeedATableThatIsKnown) {
  EXPECT_THROW(sql_of("<dropAllForeignKeyConstraints baseTableName=\"t\"/>", "postgresql"),
               StructureUnknown);
}

TEST(TrackingTables, AreToldInLowerCaseOnMysql) {
  EXPECT_EQ(told_table_name("DATABASECHANGELOG", OfflineTarget("mysql").names.facts()),
            "databasechangelog");
  EXPECT_EQ(told_table_name("DATABASECHANGELOG", OfflineTarget("sqlite").names.facts()),
            "DATABASECHANGELOG");
}

}  // namespace
}  // namespace ebbtide
