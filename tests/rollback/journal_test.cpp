#include "history/journal.h"

#include <gtest/gtest.h>

#include "tests/support/journaled_update.h"
#include "text/md5.h"

namespace ebbtide {
namespace {

const std::string ids = "SELECT ID FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED";
const std::string tables =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'DATABASE%' ORDER BY 1";

/// One changeset outside of a transaction.
Loaded outside(const std::string& sql, const std::string& more = "") {
  return for_sqlite(
      change_set_of("1", more + "<sql>" + sql + "</sql>", "runInTransaction=\"false\""));
}

TEST(Journal, IsGoneWhenAllIsDone) {
  MemoryDatabase database;
  EXPECT_EQ(JournaledUpdate(database).update(outside("CREATE TABLE a (i); CREATE TABLE b (i)")),
            "");
  EXPECT_EQ(database.ask(tables), "a\nb");
  EXPECT_EQ(database.ask(ids), "1");
}

TEST(Journal, IsNotMadeForChangesetsInATransaction) {
  MemoryDatabase database;
  const Loaded changelog = for_sqlite(change_set_of("1", "<sql>CREATE TABLE a (i); BROKEN</sql>"));
  EXPECT_NE(JournaledUpdate(database).update(changelog), "");
  EXPECT_EQ(database.ask(tables), "");
}

TEST(Journal, KeepsWhatIsAppliedOfAChangesetThatFails) {
  MemoryDatabase database;
  const std::string failure = JournaledUpdate(database).update(
      outside("CREATE TABLE a (i); CREATE TABLE b (i); INSERT INTO missing VALUES (1)"));
  EXPECT_EQ(failure,
            "no such table: missing [1]; statement 3: INSERT INTO missing VALUES (1); statements 1 "
            "to 2 of the changeset are permanently applied; 'update' goes on behind, and 'repair "
            "--undo' undoes what can be undone");
  EXPECT_EQ(database.ask(
                "SELECT STATEMENT_NUMBER, STATE, STATEMENT_TEXT FROM EBBTIDE_JOURNAL ORDER BY 1"),
            "1|DONE|CREATE TABLE a (i)\n2|DONE|CREATE TABLE b (i)");
}

TEST(Journal, NextUpdateGoesOnBehindWhatIsApplied) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog = outside("CREATE TABLE a (i); INSERT INTO later VALUES (1)");
  run.update(changelog);
  database.run("CREATE TABLE later (i)");
  EXPECT_EQ(run.update(changelog), "");
  EXPECT_EQ(run.report(),
            "running c.xml::1::ann\n"
            "note An earlier run applied 1 statement of the changeset; going on behind.\n");
  EXPECT_EQ(database.ask("SELECT * FROM later"), "1");
  EXPECT_EQ(database.ask(ids), "1");
  EXPECT_EQ(database.ask(tables), "a\nlater");
}

TEST(Journal, KilledBehindAStatementGoesOnBehindIt) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog = outside("CREATE TABLE a (i); CREATE TABLE b (i)");
  run.leave_behind(changelog, Direction::update, {1, false, "CREATE TABLE a (i)", "", ""});
  database.run("CREATE TABLE a (i)");
  EXPECT_EQ(run.update(changelog), "");
  EXPECT_EQ(database.ask(tables), "a\nb");
}

TEST(Journal, KilledBeforeAStatementRunsIt) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog = outside("CREATE TABLE a (i); CREATE TABLE b (i)");
  run.leave_behind(changelog, Direction::update, {1, false, "CREATE TABLE a (i)", "", ""});
  EXPECT_EQ(run.update(changelog), "");
  EXPECT_EQ(database.ask(tables), "a\nb");
}

TEST(Journal, KilledBehindTheLastStatementOnlyRecordsTheChangeset) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog = outside("CREATE TABLE a (i)");
  run.leave_behind(changelog, Direction::update, {1, false, "CREATE TABLE a (i)", "", ""});
  database.run("CREATE TABLE a (i)");
  EXPECT_EQ(run.update(changelog), "");
  EXPECT_EQ(database.ask(ids), "1");
}

TEST(Journal, StatementNobodyCanJudgeEndsTheUpdate) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog = outside("DETACH x; CREATE TABLE b (i)");
  run.leave_behind(changelog, Direction::update, {1, false, "DETACH x", "", ""});
  EXPECT_EQ(
      run.update(changelog),
      "an earlier run was cut off during statement 1, and the database does not show whether "
      "it was applied: DETACH x; 'ebbtide repair' shows what is known, 'ebbtide repair --undo' "
      "undoes what was applied, 'ebbtide repair --forget' leaves it and lets the changeset "
      "start anew");
}

TEST(Journal, ChangedChangesetIsNotContinued) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  run.update(outside("CREATE TABLE a (i); BROKEN"));
  EXPECT_TRUE(run.update(outside("CREATE TABLE a (i); CREATE TABLE b (i)"))
                  .starts_with("the changeset was changed after an earlier run had applied some of "
                               "its statements, up to statement 1 (checksum then 9:"));
  EXPECT_EQ(database.ask(tables), "EBBTIDE_JOURNAL\na");
}

TEST(Journal, PreconditionsAreNotAskedInTheMiddle) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog =
      outside("CREATE TABLE a (i); CREATE TABLE b (i)",
              "<preConditions><not><tableExists tableName=\"a\"/></not></preConditions>");
  run.leave_behind(changelog, Direction::update, {1, true, "CREATE TABLE a (i)", "", ""});
  database.run("CREATE TABLE a (i)");
  EXPECT_EQ(run.update(changelog), "");
}

TEST(Journal, RowsAreChangedOnce) {
  MemoryDatabase database("CREATE TABLE t (i)");
  JournaledUpdate run(database);
  const Loaded changelog = outside("INSERT INTO t VALUES (1); INSERT INTO later VALUES (2)");
  run.update(changelog);
  database.run("CREATE TABLE later (i)");
  EXPECT_EQ(run.update(changelog), "");
  EXPECT_EQ(database.ask("SELECT * FROM t"), "1");
}

TEST(Journal, SettingsOfTheSessionAreMadeAgain) {
  MemoryDatabase database;
  const Loaded changelog = outside("CREATE TEMPORARY TABLE x (i); INSERT INTO later VALUES (2)");
  JournaledUpdate(database).update(changelog);
  database.run("DROP TABLE x");
  database.run("CREATE TABLE later (i)");
  EXPECT_EQ(JournaledUpdate(database).update(changelog), "");
  EXPECT_EQ(database.ask("SELECT COUNT(*) FROM x"), "0");
}

TEST(Journal, ChangesetThatCameIntoTheHistoryIsDone) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog = outside("CREATE TABLE a (i); BROKEN");
  run.update(changelog);
  database.run(
      "INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, EXECTYPE, "
      "MD5SUM) VALUES ('1', 'ann', 'c.xml', '2999-01-01', 1, 'EXECUTED', NULL)");
  EXPECT_EQ(run.update(changelog), "");
  EXPECT_EQ(database.ask(tables), "a");
}

/// Edited on the way there and back, with a statement that fails behind two that do not.
const std::string edited_changes =
    "<createTable tableName=\"a\"><column name=\"i\" type=\"int\"/></createTable>"
    "<createTable tableName=\"b\"><column name=\"i\" type=\"int\"/></createTable>"
    "<sql dbms=\"h2\">select 1</sql><sql>insert into X values (1)</sql>";
const std::string table_edits =
    "<modifySql applyToRollback=\"true\"><regExpReplace replace=\"TABLE (.)\" "
    "with=\"TABLE new_$1\"/></modifySql>";

Loaded edited(const std::string& last) {
  return for_sqlite(change_set_of("1",
                                  edited_changes + table_edits +
                                      "<modifySql><replace replace=\"X\" with=\"" + last +
                                      "\"/></modifySql>",
                                  "runInTransaction=\"false\""));
}

TEST(Journal, KnowsStatementsAsModifySqlHasEditedThem) {
  MemoryDatabase database;
  JournaledUpdate runs(database);
  // The second run goes on behind the first two changes, and numbers as the first one does.
  for (int i = 0; i < 2; ++i) {
    const std::string failure = runs.update(edited("missing"));
    EXPECT_NE(failure.find("statement 3: insert into missing"), std::string::npos) << failure;
  }
  EXPECT_EQ(database.ask("SELECT STATEMENT_TEXT FROM EBBTIDE_JOURNAL WHERE STATEMENT_NUMBER = 1"),
            "CREATE TABLE new_a (i INTEGER)");
  database.run("CREATE TABLE missing (i)");
  EXPECT_EQ(runs.update(edited("missing")), "");
  EXPECT_EQ(database.ask("SELECT i FROM missing"), "1");
  EXPECT_EQ(database.ask(tables), "missing\nnew_a\nnew_b");
}

TEST(Journal, KnowsAStatementAsOlderBuildsNotedIt) {
  WalkedStatement statement;
  statement.step.statement.sql = "select DATE '2026-01-02'";
  statement.before_driver = "select {d '2026-01-02'}";
  JournalEntry entry;
  for (const char* const sql : {"select DATE '2026-01-02'", "select {d '2026-01-02'}"}) {
    entry.sum = md5(sql);
    EXPECT_TRUE(entry.is_of(statement)) << sql;
  }
  entry.sum = md5("select 1");
  EXPECT_FALSE(entry.is_of(statement));
}

TEST(Repair, UndoesWhatModifySqlHasEdited) {
  MemoryDatabase database;
  JournaledUpdate runs(database);
  EXPECT_NE(runs.update(edited("missing")), "");
  EXPECT_EQ(database.ask(tables), "EBBTIDE_JOURNAL\nnew_a\nnew_b");
  EXPECT_EQ(runs.undo_unfinished_ones(edited("elsewhere")), "");
  EXPECT_EQ(database.ask(tables), "");
}

TEST(Repair, UndoesTheAppliedChangesTheLastFirst) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog = for_sqlite(change_set_of(
      "1",
      "<createTable tableName=\"a\"><column name=\"i\" type=\"int\"/></createTable>"
      "<createIndex indexName=\"ix\" tableName=\"a\"><column name=\"i\"/></createIndex>"
      "<dropTable tableName=\"missing\"/>",
      "runInTransaction=\"false\""));
  EXPECT_NE(run.update(changelog), "");
  EXPECT_EQ(database.ask(tables), "EBBTIDE_JOURNAL\na");
  EXPECT_EQ(run.undo_unfinished_ones(changelog), "");
  EXPECT_EQ(database.ask(tables), "");
}

TEST(Repair, UndoesWhatIsMadeFromATableAsItStands) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog = for_sqlite(change_set_of(
      "1",
      "<createTable tableName=\"a\"><column name=\"i\" type=\"int\"/></createTable>"
      "<addColumn tableName=\"a\"><column name=\"x\" type=\"int\"/></addColumn>"
      "<renameTable oldTableName=\"a\" newTableName=\"b\"/><dropTable tableName=\"missing\"/>",
      "runInTransaction=\"false\""));
  EXPECT_NE(run.update(changelog), "");
  EXPECT_EQ(run.undo_unfinished_ones(changelog), "");
  EXPECT_EQ(database.ask(tables), "");
}

TEST(Repair, UndoesAChangesetThatWasChangedBehindWhatIsApplied) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const std::string table =
      "<createTable tableName=\"a\"><column name=\"i\" type=\"int\"/></createTable>";
  run.update(outside("BROKEN", table));
  EXPECT_EQ(run.undo_unfinished_ones(outside("SELECT 1", table)), "");
  EXPECT_EQ(database.ask(tables), "");
}

TEST(Repair, RefusesAChangesetWhoseAppliedStatementsWereChanged) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const auto with_table = [](const std::string& name) {
    return outside("BROKEN", "<createTable tableName=\"" + name +
                                 "\"><column name=\"i\" type=\"int\"/></createTable>");
  };
  run.update(with_table("a"));
  EXPECT_EQ(
      run.undo_unfinished_ones(with_table("b")),
      "the changeset was changed after its statements were applied, so that its inverse would "
      "be another one; put it back as it was; undo what was applied by hand, then run "
      "'ebbtide repair --forget'");
  EXPECT_EQ(database.ask(tables), "EBBTIDE_JOURNAL\na");
}

TEST(Repair, RefusesWhatHasNoInverseBeforeAnythingIsUndone) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog =
      outside("BROKEN",
              "<createTable tableName=\"a\"><column name=\"i\" type=\"int\"/></createTable>"
              "<sql>CREATE TABLE b (i)</sql>");
  run.update(changelog);
  EXPECT_EQ(
      run.undo_unfinished_ones(changelog),
      "No inverse to sql can be made: undo it by hand, then let 'repair --forget' forget what "
      "was applied");
  EXPECT_EQ(database.ask(tables), "EBBTIDE_JOURNAL\na\nb");
}

TEST(JournaledRollback, ChangesetLeavesTheHistoryBeforeItIsUndone) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog = outside("CREATE TABLE a (i)", "<rollback>DROP TABLE a</rollback>");
  run.update(changelog);
  EXPECT_EQ(run.rollback(changelog, 1), "");
  EXPECT_EQ(database.ask(tables), "");
  EXPECT_EQ(database.ask(ids), "");
}

TEST(JournaledRollback, FailureBringsTheRowBackWithItsMoment) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog =
      outside("CREATE TABLE a (i)", "<rollback>INSERT INTO missing VALUES (1)</rollback>");
  run.update(changelog);
  database.run("UPDATE DATABASECHANGELOG SET DATEEXECUTED = '2020-01-02 03:04:05', TAG = 'x'");
  EXPECT_EQ(run.rollback(changelog, 1),
            "the rollback failed: no such table: missing [1]; statement 1: INSERT INTO missing "
            "VALUES (1)");
  EXPECT_EQ(database.ask("SELECT ID, DATEEXECUTED, ORDEREXECUTED, TAG FROM DATABASECHANGELOG"),
            "1|2020-01-02 03:04:05|1|x");
}

TEST(JournaledRollback, KilledInTheMiddleIsFinishedByTheNextCommand) {
  MemoryDatabase database("CREATE TABLE b (i)");
  JournaledUpdate run(database);
  const Loaded changelog = outside("CREATE TABLE a (i); CREATE TABLE b (i)",
                                   "<rollback>DROP TABLE a; DROP TABLE b</rollback>");
  run.leave_behind(changelog, Direction::rollback, {1, false, "DROP TABLE a", "", ""});
  EXPECT_EQ(run.rollback(changelog, 0), "");
  EXPECT_EQ(database.ask(tables), "");
}

TEST(JournaledRollback, StatementThatCannotSucceedIsSeenBeforeTheFirstOneRuns) {
  MemoryDatabase database;
  JournaledUpdate run(database);
  const Loaded changelog =
      outside("CREATE TABLE a (i)", "<rollback>DROP TABLE a; DROP TABLE missing</rollback>");
  run.update(changelog);
  EXPECT_EQ(
      run.rollback(changelog, 1),
      "the rollback would fail at statement 2, because what it drops is not there: DROP TABLE "
      "missing; nothing of the changeset was undone");
  EXPECT_EQ(database.ask(tables), "a");
  EXPECT_EQ(database.ask(ids), "1");
}

}  // namespace
}  // namespace ebbtide
