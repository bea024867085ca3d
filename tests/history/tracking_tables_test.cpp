#include "history/tracking_tables.h"

#include <gtest/gtest.h>

#include "database/catalog.h"
#include "database/dialect.h"
#include "database/drivers.h"

namespace ebbtide {
namespace {

/// The tables on a dialect without a database; it must outlive them.
struct Offline {
  std::unique_ptr<const Dialect> dialect;
  TrackingTables tables;

  explicit Offline(std::string_view name, TrackingNames tracking = {}, Defaults defaults = {})
      : dialect(make_dialect(name, "")),
        tables(Names(*dialect, std::move(defaults)), std::move(tracking)) {}
};

HistoryRow sample() {
  HistoryRow row;
  row.id = {"c.xml", "1", "o'b"};
  row.order = 3;
  row.checksum = "9:3b78b9910981c62ca27148640fad7bc2";
  row.description = "sql";
  row.comments = "it's";
  row.contexts = "c";
  row.labels = "l";
  row.version = "4.28.0";
  row.deployment = "5377481106";
  return row;
}

TEST(TrackingTables, HistoryIsCreatedAsLiquibaseDoes) {
  EXPECT_EQ(Offline("postgresql").tables.create_history(),
            "CREATE TABLE databasechangelog (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT "
            "NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TIMESTAMP WITHOUT TIME ZONE NOT "
            "NULL, ORDEREXECUTED INTEGER NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM "
            "VARCHAR(35), DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255), "
            "LIQUIBASE VARCHAR(20), CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID "
            "VARCHAR(10))");
  EXPECT_EQ(Offline("mariadb").tables.create_history(),
            "CREATE TABLE DATABASECHANGELOG (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT "
            "NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED datetime NOT NULL, ORDEREXECUTED "
            "INT NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35) NULL, `DESCRIPTION` "
            "VARCHAR(255) NULL, COMMENTS VARCHAR(255) NULL, TAG VARCHAR(255) NULL, LIQUIBASE "
            "VARCHAR(20) NULL, CONTEXTS VARCHAR(255) NULL, LABELS VARCHAR(255) NULL, DEPLOYMENT_ID "
            "VARCHAR(10) NULL)");
  EXPECT_EQ(Offline("sqlite").tables.create_history(),
            "CREATE TABLE DATABASECHANGELOG (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT "
            "NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TEXT NOT NULL, ORDEREXECUTED "
            "INTEGER NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35), DESCRIPTION "
            "VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255), LIQUIBASE VARCHAR(20), "
            "CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10))");
}

TEST(TrackingTables, LockIsCreatedAsLiquibaseDoes) {
  Defaults defaults;
  defaults.schema = "public";
  EXPECT_EQ(Offline("postgresql", {}, defaults).tables.create_lock(),
            "CREATE TABLE public.databasechangeloglock (ID INTEGER NOT NULL, LOCKED BOOLEAN NOT "
            "NULL, LOCKGRANTED TIMESTAMP WITHOUT TIME ZONE, LOCKEDBY VARCHAR(255), CONSTRAINT "
            "databasechangeloglock_pkey PRIMARY KEY (ID))");
  EXPECT_EQ(Offline("mariadb").tables.create_lock(),
            "CREATE TABLE DATABASECHANGELOGLOCK (ID INT NOT NULL, `LOCKED` TINYINT(1) NOT NULL, "
            "LOCKGRANTED datetime NULL, LOCKEDBY VARCHAR(255) NULL, CONSTRAINT "
            "PK_DATABASECHANGELOGLOCK PRIMARY KEY (ID))");
  EXPECT_EQ(
      Offline("sqlite").tables.init_lock(),
      (std::vector<std::string>{"DELETE FROM DATABASECHANGELOGLOCK",
                                "INSERT INTO DATABASECHANGELOGLOCK (ID, LOCKED) VALUES (1, 0)"}));
}

TEST(TrackingTables, RowsAreInsertedAsLiquibaseDoes) {
  EXPECT_EQ(Offline("postgresql").tables.insert(sample()),
            "INSERT INTO databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, "
            "MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) "
            "VALUES ('1', 'o''b', 'c.xml', NOW(), 3, '9:3b78b9910981c62ca27148640fad7bc2', 'sql', "
            "'it''s', 'EXECUTED', 'c', 'l', '4.28.0', '5377481106')");
  HistoryRow tagged = sample();
  tagged.tag = "v1";
  tagged.contexts = tagged.labels = {};
  tagged.comments = "";
  EXPECT_EQ(Offline("mysql").tables.insert(tagged),
            "INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, "
            "MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, "
            "DEPLOYMENT_ID, TAG) VALUES ('1', 'o''b', 'c.xml', NOW(), 3, "
            "'9:3b78b9910981c62ca27148640fad7bc2', 'sql', '', 'EXECUTED', NULL, NULL, '4.28.0', "
            "'5377481106', 'v1')");
}

TEST(TrackingTables, ARowComesBackAsItWas) {
  HistoryRow row = sample();
  EXPECT_NE(Offline("postgresql").tables.insert_again(row).find("'c.xml', NULL, 3, "),
            std::string::npos);
  row.executed_at = "2026-11-22 07:29:45";
  row.has_order = false;
  EXPECT_NE(
      Offline("postgresql").tables.insert_again(row).find("'c.xml', '2026-11-22 07:29:45', NULL, "),
      std::string::npos);
}

TEST(TrackingTables, RowsAreUpdatedAsLiquibaseDoes) {
  HistoryRow row = sample();
  row.type = ExecType::reran;
  EXPECT_EQ(Offline("postgresql").tables.update(row),
            "UPDATE databasechangelog SET COMMENTS = 'it''s', CONTEXTS = 'c', DATEEXECUTED = "
            "NOW(), DEPLOYMENT_ID = '5377481106', DESCRIPTION = 'sql', EXECTYPE = 'RERAN', LABELS "
            "= 'l', LIQUIBASE = '4.28.0', MD5SUM = '9:3b78b9910981c62ca27148640fad7bc2', "
            "ORDEREXECUTED = 3 WHERE ID = '1' AND AUTHOR = 'o''b' AND FILENAME = 'c.xml'");
}

TEST(TrackingTables, OtherStatementsAreThoseOfLiquibase) {
  const Offline offline("sqlite");
  const TrackingTables& tables = offline.tables;
  EXPECT_EQ(tables.read_history(),
            "SELECT * FROM DATABASECHANGELOG ORDER BY DATEEXECUTED ASC, ORDEREXECUTED ASC");
  EXPECT_EQ(tables.remove({"c.xml", "1", "ann"}),
            "DELETE FROM DATABASECHANGELOG WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = "
            "'c.xml'");
  EXPECT_EQ(tables.set_checksum({"c.xml", "1", "ann"}, "9:a"),
            "UPDATE DATABASECHANGELOG SET MD5SUM = '9:a' WHERE ID = '1' AND AUTHOR = 'ann' AND "
            "FILENAME = 'c.xml'");
  EXPECT_EQ(tables.clear_checksums(), "UPDATE DATABASECHANGELOG SET MD5SUM = NULL");
  EXPECT_EQ(tables.take_lock("me"),
            "UPDATE DATABASECHANGELOGLOCK SET LOCKED = 1, LOCKEDBY = 'me', LOCKGRANTED = "
            "CURRENT_TIMESTAMP WHERE ID = 1 AND LOCKED = 0");
  EXPECT_EQ(tables.free_lock(),
            "UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL "
            "WHERE ID = 1");
}

TEST(TrackingTables, ARowIsNamedSoThatNoOtherIsMeantWhereCollationsAreLoose) {
  const ChangeSetId id{"c.xml", "a1", "o'b"};
  EXPECT_EQ(Offline("mariadb").tables.remove(id, Naming::exactly),
            "DELETE FROM DATABASECHANGELOG WHERE CAST(CONVERT(ID USING utf8mb4) AS BINARY) = "
            "CAST(CONVERT('a1' USING utf8mb4) AS BINARY) AND CAST(CONVERT(AUTHOR USING utf8mb4) "
            "AS BINARY) = CAST(CONVERT('o''b' USING utf8mb4) AS BINARY) AND "
            "CAST(CONVERT(FILENAME USING utf8mb4) AS BINARY) = CAST(CONVERT('c.xml' USING utf8mb4) "
            "AS BINARY)");
  for (const char* const dialect : {"postgresql", "sqlite"}) {
    const Offline offline(dialect);
    EXPECT_EQ(offline.tables.remove(id, Naming::exactly), offline.tables.remove(id));
  }
}

TEST(TrackingTables, AProofFailsWhereTheRowIsNotAsItWasWritten) {
  EXPECT_EQ(Offline("postgresql").tables.proof_of(sample()),
            "SELECT 1 / count(*) FROM (SELECT 1 FROM databasechangelog WHERE ID = '1' AND AUTHOR = "
            "'o''b' AND FILENAME = 'c.xml' AND ORDEREXECUTED = 3 LIMIT 1) found");
  EXPECT_EQ(Offline("postgresql").tables.proof_of_absence({"c", "1", "a"}),
            "SELECT 1 / (1 - count(*)) FROM (SELECT 1 FROM databasechangelog WHERE ID = '1' AND "
            "AUTHOR = 'a' AND FILENAME = 'c' LIMIT 1) found");
  EXPECT_EQ(Offline("mysql").tables.proof_of(sample()), "");
}

TEST(TrackingTables, TheLastRowIsTaggedAsEachDatabaseCan) {
  EXPECT_EQ(
      Offline("postgresql").tables.tag_last_row("it's"),
      "UPDATE databasechangelog t SET TAG='it''s' FROM (SELECT DATEEXECUTED, ORDEREXECUTED "
      "FROM databasechangelog ORDER BY DATEEXECUTED DESC NULLS LAST, ORDEREXECUTED DESC LIMIT "
      "1) sub WHERE t.DATEEXECUTED=sub.DATEEXECUTED AND t.ORDEREXECUTED=sub.ORDEREXECUTED");
  EXPECT_EQ(Offline("sqlite").tables.tag_last_row("v1"),
            "UPDATE DATABASECHANGELOG SET TAG = 'v1' WHERE rowid = (SELECT rowid FROM "
            "DATABASECHANGELOG ORDER BY DATEEXECUTED DESC, ORDEREXECUTED DESC LIMIT 1)");
}

TEST(TrackingTables, HaveTheNamesAndPlacesTheUserGives) {
  TrackingNames names;
  names.history = "Changes";
  names.lock = "the lock";
  names.schema = "admin";
  const Offline offline("postgresql", names);
  EXPECT_EQ(offline.tables.clear_checksums().find("UPDATE admin."), 0U);
  EXPECT_NE(offline.tables.free_lock().find("\"the lock\""), std::string::npos);
  names.tablespace = "fast";
  EXPECT_TRUE(Offline("postgresql", names).tables.create_history().ends_with(") TABLESPACE fast"));
  EXPECT_TRUE(Offline("sqlite", names).tables.create_history().ends_with("VARCHAR(10))"));
}

std::string upgrades(std::string_view dialect, const schema::Table& table) {
  const Offline offline(dialect);
  std::string text;
  for (const CommentedSql& one : offline.tables.upgrade_history(table)) text += one.sql + "\n";
  return text;
}

TEST(TrackingTables, OldOnesAreReadAsTheyAre) {
  schema::Table old;
  old.columns = {{"id", "varchar(63)", false}, {"dateexecuted", "timestamp", false}};
  EXPECT_EQ(Offline("postgresql").tables.read_history(old),
            "SELECT * FROM databasechangelog ORDER BY DATEEXECUTED ASC");
  old.columns.push_back({"orderexecuted", "integer", false});
  EXPECT_EQ(Offline("postgresql").tables.read_history(old),
            Offline("postgresql").tables.read_history());
}

TEST(TrackingTables, OldOnesAreBroughtUpToDate) {
  schema::Table old{.name = {"", "databasechangelog"},
                    .columns = {{"id", "varchar(63)", false},
                                {"md5sum", "character varying(32)", true},
                                {"description", "varchar(255)", true},
                                {"tag", "varchar(255)", true},
                                {"liquibase", "varchar(20)", true},
                                {"exectype", "varchar(10)", false},
                                {"contexts", "varchar(255)", true},
                                {"labels", "varchar(255)", true}}};
  EXPECT_EQ(upgrades("postgresql", old),
            "ALTER TABLE databasechangelog ADD COMMENTS VARCHAR(255)\n"
            "ALTER TABLE databasechangelog ADD ORDEREXECUTED INTEGER\n"
            "UPDATE databasechangelog SET ORDEREXECUTED = -1\n"
            "ALTER TABLE databasechangelog ALTER COLUMN  ORDEREXECUTED SET NOT NULL\n"
            "ALTER TABLE databasechangelog ALTER COLUMN MD5SUM TYPE VARCHAR(35) USING "
            "(MD5SUM::VARCHAR(35))\n"
            "ALTER TABLE databasechangelog ADD DEPLOYMENT_ID VARCHAR(10)\n");
  EXPECT_EQ(upgrades("mariadb", old),
            "ALTER TABLE DATABASECHANGELOG ADD COMMENTS VARCHAR(255) NULL\n"
            "ALTER TABLE DATABASECHANGELOG ADD ORDEREXECUTED INT NULL\n"
            "UPDATE DATABASECHANGELOG SET ORDEREXECUTED = -1\n"
            "ALTER TABLE DATABASECHANGELOG MODIFY ORDEREXECUTED INT NOT NULL\n"
            "ALTER TABLE DATABASECHANGELOG MODIFY MD5SUM VARCHAR(35)\n"
            "ALTER TABLE DATABASECHANGELOG ADD DEPLOYMENT_ID VARCHAR(10) NULL\n");
}

}  // namespace
}  // namespace ebbtide
