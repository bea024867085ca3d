#include "executor/run.h"

#include <gtest/gtest.h>

#include <csignal>

#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

const char* const rows =
    "SELECT ID, EXECTYPE, ORDEREXECUTED FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED";

std::string sql(const std::string& text, const std::string& attributes = "") {
  return "<sql " + attributes + ">" + text + "</sql>";
}

struct Update : testing::Test {
  MemoryDatabase database;
  UpdateOfMemory update{database};
};

TEST_F(Update, RunsChangesetsAndRecordsThem) {
  const RunResult result =
      update.run(for_sqlite(change_set_of("1",
                                          "<createTable tableName=\"t\"><column name=\"a\" "
                                          "type=\"int\"/></createTable>") +
                            change_set_of("2",
                                          "<insert tableName=\"t\"><column name=\"a\" "
                                          "valueNumeric=\"7\"/></insert>")));
  EXPECT_EQ(database.ask("SELECT a FROM t"), "7");
  EXPECT_EQ(database.ask(rows), "1|EXECUTED|1\n2|EXECUTED|2");
  EXPECT_EQ(result.change_sets, 2);
  // As Liquibase counts: two rows of the history, one of the table, and one more for the CREATE
  // TABLE.
  EXPECT_EQ(result.rows, 4);
  EXPECT_EQ(update.report.text, "running c.xml::1::ann\nrunning c.xml::2::ann\n");
}

TEST_F(Update, KeepsAllThatTheHistoryHasRoomFor) {
  update.run(
      for_sqlite(change_set_of("1", "<comment>why</comment>" + sql("select 1"),
                               "context=\"a or b\" labels=\"x,y\"") +
                     change_set_of("2", "<tagDatabase tag=\"v1\"/>", "context=\"a\" labels=\"z\""),
                 {"a"}));
  EXPECT_EQ(
      database.ask("SELECT AUTHOR, FILENAME, DESCRIPTION, COMMENTS, TAG, LIQUIBASE, CONTEXTS, "
                   "LABELS, DEPLOYMENT_ID FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED"),
      "ann|c.xml|sql|why|-|1.0|(a or b)|x,y|1234567890\n"
      "ann|c.xml|tagDatabase||v1|1.0|a|z|1234567890");
}

TEST_F(Update, GoesOnWhereItStopped) {
  const std::string first = change_set_of("1", sql("create table t (a)"));
  update.run(for_sqlite(first));
  update.run(for_sqlite(first + change_set_of("2", sql("insert into t values (1)"))));
  EXPECT_EQ(database.ask(rows), "1|EXECUTED|1\n2|EXECUTED|2");
}

TEST_F(Update, AFailedChangesetLeavesNothing) {
  const Loaded loaded = for_sqlite(
      change_set_of("1", sql("create table t (a)")) +
      change_set_of("2", sql("insert into t values (1); insert into missing values (2)")) +
      change_set_of("3", sql("create table u (a)")));
  EXPECT_EQ(update.failure(loaded),
            "c.xml:2:139: no such table: missing [1]; statement 2: insert into missing values (2)");
  EXPECT_EQ(database.ask(rows), "1|EXECUTED|1");
  EXPECT_EQ(database.ask("SELECT count(*) FROM t"), "0");
  EXPECT_EQ(database.ask("SELECT count(*) FROM sqlite_master WHERE name = 'u'"), "0");
}

TEST_F(Update, WithoutATransactionTheErrorSaysWhatStays) {
  const Loaded loaded = for_sqlite(change_set_of(
      "1", sql("create table t (a); insert into t values (1); insert into missing values (2)"),
      "runInTransaction=\"false\""));
  EXPECT_NE(
      update.failure(loaded).find("; statements 1 to 2 of the changeset are permanently applied"),
      std::string::npos);
  EXPECT_EQ(database.ask("SELECT a FROM t"), "1");
  EXPECT_EQ(database.ask(rows), "");
}

TEST_F(Update, FailOnErrorFalseGoesOnAndTriesAgainNextTime) {
  const Loaded loaded =
      for_sqlite(change_set_of("1", sql("insert into t values (1)"), "failOnError=\"false\"") +
                 change_set_of("2", sql("create table t (a)")));
  update.run(loaded);
  EXPECT_EQ(database.ask(rows), "2|EXECUTED|1");
  EXPECT_NE(update.report.text.find("going on, since failOnError is false [changeset "
                                    "c.xml::1::ann]"),
            std::string::npos);
  update.run(loaded);
  EXPECT_EQ(database.ask("SELECT count(*) FROM DATABASECHANGELOG"), "2");
}

TEST_F(Update, RunAlwaysRerunsWithANewOrder) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql("select 1"), "runAlways=\"true\"") +
                                   change_set_of("2", sql("select 2")));
  update.run(loaded);
  update.run(loaded);
  EXPECT_EQ(database.ask(rows), "2|EXECUTED|2\n1|RERAN|3");
}

TEST_F(Update, OldChecksumsAreUpgraded) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql("select 1")));
  update.run(loaded);
  database.run("UPDATE DATABASECHANGELOG SET MD5SUM = '" + loaded.checksum(0, 8) + "'");
  update.report.text.clear();
  update.run(loaded);
  EXPECT_EQ(database.ask("SELECT MD5SUM, EXECTYPE FROM DATABASECHANGELOG"),
            "9:3b78b9910981c62ca27148640fad7bc2|EXECUTED");
  EXPECT_EQ(update.report.text,
            "upgraded c.xml::1::ann from 8:551a6b5455d661ce7101a063b818ca3e to "
            "9:3b78b9910981c62ca27148640fad7bc2\n");
}

TEST_F(Update, ClearedChecksumsAreFilledInSilently) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql("select 1")));
  update.run(loaded);
  database.run(update.tables().clear_checksums());
  update.report.text.clear();
  update.run(loaded);
  EXPECT_EQ(database.ask("SELECT MD5SUM FROM DATABASECHANGELOG"),
            "9:3b78b9910981c62ca27148640fad7bc2");
  EXPECT_EQ(update.report.text, "");
}

TEST_F(Update, PreconditionsDecideOverAChangeset) {
  const std::string never = "<tableExists tableName=\"missing\"/></preConditions>";
  update.run(for_sqlite(
      change_set_of("1",
                    "<preConditions onFail=\"MARK_RAN\">" + never + sql("create table a (x)")) +
      change_set_of("2",
                    "<preConditions onFail=\"CONTINUE\">" + never + sql("create table b (x)")) +
      change_set_of("3", "<preConditions onFail=\"WARN\">" + never + sql("create table c (x)"))));
  EXPECT_EQ(database.ask(rows), "1|MARK_RAN|1\n3|EXECUTED|2");
  EXPECT_EQ(database.ask("SELECT name FROM sqlite_master WHERE name IN ('a', 'b', 'c')"), "c");
  EXPECT_NE(update.report.text.find("warning c.xml:2:"), std::string::npos) << update.report.text;
}

TEST_F(Update, PreconditionsThatHaltStopTheRun) {
  const Loaded loaded =
      for_sqlite(change_set_of("1",
                               "<preConditions onFailMessage=\"make it first\"><tableExists "
                               "tableName=\"missing\"/></preConditions>" +
                                   sql("create table a (x)")));
  EXPECT_NE(update.failure(loaded).find("make it first"), std::string::npos);
  EXPECT_EQ(database.ask(rows), "");
}

TEST_F(Update, PreconditionsSeeWhatRanBeforeThem) {
  update.run(for_sqlite(change_set_of("1", sql("create table a (x)")) +
                        change_set_of("2",
                                      "<preConditions><tableExists "
                                      "tableName=\"a\"/></preConditions>" +
                                          sql("create table b (x)"))));
  EXPECT_EQ(database.ask(rows), "1|EXECUTED|1\n2|EXECUTED|2");
}

TEST_F(Update, ModifySqlEditsStatements) {
  update.run(for_sqlite(change_set_of(
      "1", sql("create table t (a)") +
               "<modifySql dbms=\"sqlite\"><replace replace=\" t \" with=\" u \"/></modifySql>"
               "<modifySql dbms=\"h2\"><prepend value=\"broken \"/></modifySql>")));
  EXPECT_EQ(database.ask("SELECT name FROM sqlite_master WHERE name IN ('t', 'u')"), "u");
}

TEST_F(Update, ChangesForOtherDatabasesAreLeftOut) {
  update.run(
      for_sqlite(change_set_of("1", sql("broken", "dbms=\"h2\"") + sql("create table t (a)"))));
  EXPECT_EQ(database.ask(rows), "1|EXECUTED|1");
}

TEST_F(Update, OutputGoesWhereItSays) {
  update.run(for_sqlite(change_set_of("1", "<output target=\"STDOUT\">hello</output>")));
  EXPECT_NE(update.report.text.find("output STDOUT: hello\n"), std::string::npos);
}

TEST_F(Update, AStopStops) {
  EXPECT_EQ(update.failure(for_sqlite(change_set_of("1", "<stop>not yet</stop>"))),
            "c.xml:2:34: the changelog stops here: not yet");
}

TEST_F(Update, ProgramsRunOnlyWhereThatIsAllowed) {
  EXPECT_NE(update.failure(for_sqlite(change_set_of("1", "<executeCommand executable=\"true\"/>")))
                .find("allow it with --allow-execute-command"),
            std::string::npos);
}

TEST_F(Update, AnInterruptionStopsBeforeTheNextChangeset) {
  update.interruption.request(SIGTERM);
  EXPECT_THROW(update.run(for_sqlite(change_set_of("1", sql("create table t (a)")))), Interrupted);
  EXPECT_EQ(database.ask(rows), "");
}

TEST(HistoryRow, LongTextsAreCutAsTheColumnsWant) {
  const std::string name(300, 'x');
  const Loaded loaded =
      for_sqlite(change_set_of("1", "<comment>" + std::string(300, 'c') +
                                        "</comment><dropTable tableName=\"" + name + "\"/>"));
  MemoryDatabase database;
  UpdateOfMemory update(database);
  update.with_context(loaded, [&](const RunContext& context) {
    const HistoryRow row =
        history_row(loaded.changelog.change_sets.at(0), ExecType::executed, 1, context);
    EXPECT_EQ(row.comments->size(), 250U);
    EXPECT_EQ(row.description->size(), 250U);
    EXPECT_FALSE(row.contexts);
    EXPECT_FALSE(row.labels);
  });
}

}  // namespace
}  // namespace ebbtide
