#include <gtest/gtest.h>

#include "database/dialect.h"
#include "rollback/run.h"
#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

struct Whole : testing::Test {
  MemoryDatabase database;
  UpdateOfMemory update{database};

  /// Undoes the last changesets in one transaction, which ends as `keep` says or by a failure.
  std::string roll_back(const Loaded& loaded, int count, bool keep) {
    LiveRunOptions options;
    options.is_one_transaction = true;
    return update.with_run(loaded, options, [&](LiveRun& run) -> std::string {
      const History history = update.history();
      const RollbackPlan plan =
          plan_rollback(RollbackCount{count}, loaded.changelog, history, run.context().target);
      try {
        run_rollback(plan, run.context());
      } catch (const ChangeSetFailed& failed) {
        return failed.change_set();
      }
      if (keep) run.finish();
      return "";
    });
  }
  std::string state() {
    return database.ask("SELECT ID FROM DATABASECHANGELOG") + " / " +
           database.ask("SELECT name FROM sqlite_master WHERE name IN ('t', 'u') ORDER BY 1");
  }
};

const std::string tables =
    change_set_of("1", "<sql>create table t (a)</sql><rollback>drop table t</rollback>") +
    change_set_of("2", "<sql>create table u (a)</sql><rollback>drop table u</rollback>");

TEST_F(Whole, IsUndoneTogether) {
  const Loaded loaded = for_sqlite(tables);
  update.run(loaded);
  EXPECT_EQ(roll_back(loaded, 2, true), "");
  EXPECT_EQ(state(), " / ");
}

TEST_F(Whole, ARehearsalChangesNothing) {
  const Loaded loaded = for_sqlite(tables);
  update.run(loaded);
  EXPECT_EQ(roll_back(loaded, 2, false), "");
  EXPECT_EQ(state(), "1\n2 / t\nu");
}

TEST_F(Whole, AFailureUndoesNothing) {
  const Loaded loaded = for_sqlite(
      change_set_of("1", "<sql>create table t (a)</sql><rollback>drop table no</rollback>") +
      tables.substr(tables.find("<changeSet id=\"2\"")));
  update.run(loaded);
  EXPECT_EQ(roll_back(loaded, 2, true), "c.xml::1::ann");
  EXPECT_EQ(state(), "1\n2 / t\nu");
}

TEST_F(Whole, NothingIsKeptWhereTheDatabaseHasUndoneAllOfItByItself) {
  const Loaded loaded = for_sqlite(
      change_set_of("1",
                    "<sql>create table t (a primary key); insert into t values (1)</sql>"
                    "<rollback>insert or rollback into t values (1); drop table t</rollback>") +
      tables.substr(tables.find("<changeSet id=\"2\"")));
  update.run(loaded);
  EXPECT_EQ(roll_back(loaded, 2, true), "c.xml::1::ann");
  EXPECT_EQ(state(), "1\n2 / t\nu");
}

std::string against(const std::string& body, std::string_view dialect,
                    const std::string& rollback_sql = "select 1") {
  const Loaded loaded = for_sqlite(body);
  RollbackPlan plan;
  for (const ChangeSet& change_set : loaded.changelog.change_sets)
    plan.undos.push_back({&change_set, nullptr, {}});
  Impact impact;
  for (const PlannedUndo& planned : plan.undos)
    impact.change_sets.push_back(
        {planned.change_set, {StatementImpact{rollback_sql, {}, {}, {}, {}}}, {}});
  std::string text;
  for (const Problem& one :
       against_one_transaction(plan, impact, make_dialect(dialect, "")->facts()))
    text += one.message + "\n";
  return text;
}

TEST(OneTransaction, IsRefusedWhereTheDatabaseOrAChangesetForbidsIt) {
  EXPECT_EQ(against(tables, "postgresql"), "");
  EXPECT_EQ(against(tables, "mariadb"),
            "MariaDB commits every statement that defines a table, so a rollback cannot be one "
            "transaction there\n");
  EXPECT_EQ(
      against(change_set_of("1", "<sql>vacuum</sql>", "runInTransaction=\"false\""), "sqlite"),
      "the changeset has runInTransaction=false, so the rollback cannot be one transaction\n");
  const std::string one = change_set_of("1", "<sql>select 1</sql>");
  EXPECT_EQ(
      against(one, "postgresql", "/* now */ commit"),
      "'/* now */ commit' in its rollback begins or ends a transaction, so the rollback cannot "
      "be one transaction\n");
  EXPECT_EQ(against(one, "postgresql", "rollback to savepoint s"), "");
}

TEST(Goals, ChosenChangesetsAndDeploymentsAreFound) {
  std::vector<HistoryRow> rows(3);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].id = {"c.xml", std::to_string(i + 1), "ann"};
    rows[i].deployment = i == 0 ? "100" : "200";
  }
  const History history(std::move(rows));
  EXPECT_EQ(rows_to_undo(RollbackDeployment{""}, history).size(), 2U);
  EXPECT_EQ(rows_to_undo(RollbackDeployment{"100"}, history).size(), 1U);
  EXPECT_THROW(rows_to_undo(RollbackDeployment{"300"}, history), Error);
  EXPECT_EQ(rows_to_undo(RollbackChosen{{{"c.xml", "2", "ann"}}}, history).size(), 1U);
  EXPECT_THROW(rows_to_undo(RollbackChosen{{{"c.xml", "9", "ann"}}}, history), Error);
}

}  // namespace
}  // namespace ebbtide
