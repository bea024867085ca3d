#include "rollback/run.h"

#include <gtest/gtest.h>

#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

struct Rolling : testing::Test {
  MemoryDatabase database;
  UpdateOfMemory update{database};

  RunResult roll_back(const Loaded& loaded, const RollbackGoal& goal) {
    return update.with_context(loaded, [&](const RunContext& context) {
      const History history = update.history();
      return run_rollback(plan_rollback(goal, loaded.changelog, history, context.target), context);
    });
  }
  std::string ran() { return database.ask("SELECT ID FROM DATABASECHANGELOG"); }
  std::string objects() {
    return database.ask("SELECT name FROM sqlite_master WHERE name IN ('t', 'u', 'ix') ORDER BY 1");
  }
};

const std::string two_tables = change_set_of("1",
                                             "<createTable tableName=\"t\"><column name=\"a\" "
                                             "type=\"int\"/></createTable>") +
                               change_set_of("2",
                                             "<createTable tableName=\"u\"><column name=\"a\" "
                                             "type=\"int\"/></createTable>");

TEST_F(Rolling, UndoesChangesetsAndForgetsThem) {
  const Loaded loaded = for_sqlite(two_tables);
  update.run(loaded);
  update.report.text.clear();
  EXPECT_EQ(roll_back(loaded, RollbackCount{1}).change_sets, 1);
  EXPECT_EQ(objects(), "t");
  EXPECT_EQ(ran(), "1");
  EXPECT_EQ(update.report.text, "rolling back c.xml::2::ann\n");
  roll_back(loaded, RollbackCount{5});
  EXPECT_EQ(objects(), "");
  EXPECT_EQ(ran(), "");
}

TEST_F(Rolling, ARefusalChangesNothing) {
  const Loaded loaded = for_sqlite(change_set_of("1", "<sql>create table t (a)</sql>") +
                                   two_tables.substr(two_tables.find("<changeSet id=\"2\"")));
  update.run(loaded);
  EXPECT_THROW(roll_back(loaded, RollbackCount{2}), RollbackRefused);
  EXPECT_EQ(objects(), "t\nu");
  EXPECT_EQ(ran(), "1\n2");
}

TEST_F(Rolling, AFailureKeepsWhatWasUndoneBefore) {
  const Loaded loaded =
      for_sqlite(change_set_of("1",
                               "<sql>create table t (a)</sql><rollback>drop table t; drop table "
                               "missing</rollback>") +
                 two_tables.substr(two_tables.find("<changeSet id=\"2\"")));
  update.run(loaded);
  try {
    roll_back(loaded, RollbackCount{2});
    FAIL();
  } catch (const ChangeSetFailed& failed) {
    EXPECT_STREQ(
        failed.what(),
        "the rollback failed: no such table: missing [1]; statement 2: drop table missing");
    EXPECT_EQ(failed.done().change_sets, 1);
  }
  EXPECT_EQ(objects(), "t");
  EXPECT_EQ(ran(), "1");
}

TEST_F(Rolling, ToATagKeepsWhatTheTagMarks) {
  const Loaded loaded = for_sqlite(two_tables);
  update.run(loaded, {{}, 1});
  database.run(update.tables().tag_last_row("v1"));
  update.run(loaded);
  roll_back(loaded, RollbackToTag{"v1"});
  EXPECT_EQ(objects(), "t");
}

TEST_F(Rolling, ModifySqlCountsOnlyWhereItSays) {
  const Loaded loaded = for_sqlite(change_set_of(
      "1",
      "<sql>create table t (a)</sql><rollback>drop table t</rollback>"
      "<modifySql><append value=\" -- x\"/></modifySql><modifySql applyToRollback=\"true\">"
      "<replace replace=\"drop table t\" with=\"alter table t rename to u\"/></modifySql>"));
  update.run(loaded);
  roll_back(loaded, RollbackCount{1});
  EXPECT_EQ(objects(), "u");
}

TEST_F(Rolling, UpdateAfterwardsBringsItAllBack) {
  const Loaded loaded = for_sqlite(two_tables);
  update.run(loaded);
  roll_back(loaded, RollbackCount{2});
  update.run(loaded);
  EXPECT_EQ(objects(), "t\nu");
  EXPECT_EQ(ran(), "1\n2");
}

}  // namespace
}  // namespace ebbtide
