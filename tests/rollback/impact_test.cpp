#include "rollback/impact.h"

#include <gtest/gtest.h>

#include "database/catalog.h"
#include "database/read_schema.h"
#include "rollback/run.h"
#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

struct Impacts : testing::Test {
  MemoryDatabase database;
  UpdateOfMemory update{database};

  /// Runs the changesets, then `between`, and works out how the last ones would be undone.
  template <class Use>
  auto assessed(const std::string& body, int count, const std::string& between, const Use& use) {
    const Loaded loaded = for_sqlite(body);
    update.run(loaded);
    database.run(between);
    return update.with_context(loaded, [&](const RunContext& context) {
      const History history = update.history();
      const RollbackPlan plan =
          find_rollback(RollbackCount{count}, loaded.changelog, history, context.target);
      const schema::Schema live = read_schema(database.connection(), {}, {}, {});
      const NoCatalog script;
      const Target target{context.target.names, script, loaded.files, loaded.properties()};
      Impact impact = assess(plan, target, &live, context.interruption);
      count_losses(impact, database.connection());
      return use(impact);
    });
  }

  std::string obstacles(const std::string& body, int count, const std::string& between) {
    return assessed(body, count, between, [](const Impact& impact) {
      std::string text;
      for (const Problem& one : impact.obstacles) text += "refused: " + one.message + "\n";
      for (const Problem& one : impact.doubts) text += "doubt: " + one.message + "\n";
      return text;
    });
  }

  std::string losses(const std::string& body, int count, const std::string& between) {
    return assessed(body, count, between, [](const Impact& impact) {
      std::string text;
      for (const ChangeSetImpact& undo : impact.change_sets) {
        for (const StatementImpact& statement : undo.statements) {
          for (const DataLoss& loss : statement.losses)
            text += loss.what + ": " + (loss.rows ? std::to_string(*loss.rows) : "?") + "\n";
        }
      }
      return text;
    });
  }
};

std::string table(const std::string& name) {
  return change_set_of("make " + name, "<createTable tableName=\"" + name +
                                           "\"><column name=\"id\" type=\"int\"/></createTable>");
}

TEST_F(Impacts, CountsTheRowsOfWhatIsDropped) {
  EXPECT_EQ(losses(table("t") + change_set_of("2",
                                              "<addColumn tableName=\"t\"><column name=\"b\" "
                                              "type=\"int\"/></addColumn>"),
                   2, "insert into t values (1, 1), (2, null), (3, null)"),
            "column t.b: 1\ntable t: 3\n");
}

TEST_F(Impacts, CountsTheRowsOfADelete) {
  EXPECT_EQ(losses(table("t") + change_set_of("2",
                                              "<sql>select 1 from t</sql><rollback>delete from "
                                              "t where id > 1</rollback>"),
                   1, "insert into t values (1), (2), (3)"),
            "rows of t: 2\n");
}

TEST_F(Impacts, WhatWasMarkedLosesNothing) {
  const std::string marked = change_set_of(
      "m",
      "<preConditions onFail=\"MARK_RAN\"><tableExists tableName=\"no\"/></preConditions>"
      "<createTable tableName=\"t\"><column name=\"id\" type=\"int\"/></createTable>");
  EXPECT_EQ(losses(marked, 1, "create table t (id int); insert into t values (1)"), "");
  EXPECT_EQ(obstacles(marked, 1, ""), "");
}

TEST_F(Impacts, AMissingTableIsFoundBeforehand) {
  EXPECT_EQ(obstacles(table("t"), 1, "drop table t"),
            "refused: the rollback will fail: there is no table 't'\n");
}

TEST_F(Impacts, AForeignKeyOfAnotherTableHoldsTheTable) {
  EXPECT_EQ(obstacles(table("p"), 1, "create table c (x int references p (id))"),
            "refused: the rollback will fail: 'p' cannot go while foreign key c.x to p points to "
            "it\n");
}

TEST_F(Impacts, WhatTheChainItselfRemovesIsNoObstacle) {
  EXPECT_EQ(obstacles(table("p") + table("c") +
                          change_set_of("fk",
                                        "<sql>create table d (x int references p (id))</sql>"
                                        "<rollback>drop table d</rollback>"),
                      3, ""),
            "");
}

TEST_F(Impacts, RenamesOfTheChainAreFollowed) {
  EXPECT_EQ(obstacles(table("old") + change_set_of("2",
                                                   "<renameTable oldTableName=\"old\" "
                                                   "newTableName=\"new\"/>"),
                      2, ""),
            "");
}

TEST_F(Impacts, RowsAreCountedInTheTableThatHasThemNow) {
  EXPECT_EQ(losses(table("old") + change_set_of("2",
                                                "<renameTable oldTableName=\"old\" "
                                                "newTableName=\"new\"/>"),
                   2, "insert into new values (1), (2), (3)"),
            "table old: 3\n");
}

TEST_F(Impacts, ValuesAreCountedInTheColumnThatHasThemNow) {
  EXPECT_EQ(losses(table("a") + change_set_of("2",
                                              "<sql>alter table a rename column id to n</sql>"
                                              "<rollback>alter table a rename column n to id;"
                                              "alter table a drop column id</rollback>"),
                   1, "alter table a add column z int; insert into a values (1, 1), (null, 2)"),
            "column a.id: 1\n");
}

TEST_F(Impacts, ARowThatIsDeletedBehindARenameIsCounted) {
  EXPECT_EQ(losses(table("a") + change_set_of("2",
                                              "<sql>alter table a rename to b</sql><rollback>alter "
                                              "table b rename to a; delete from a where a.id > 1"
                                              "</rollback>"),
                   1, "insert into b values (1), (2), (3)"),
            "rows of a: 2\n");
}

TEST_F(Impacts, WhatAnEarlierStepRemovedIsMissingForALaterOne) {
  const std::string view = "<createView viewName=\"v\" replaceIfExists=\"true\">";
  EXPECT_EQ(obstacles(table("t") + change_set_of("2", view + "select id from t</createView>") +
                          change_set_of("3", view + "select 1 as one</createView>"),
                      2, ""),
            "refused: the rollback will fail: there is no view 'v'\n");
}

TEST_F(Impacts, SqlThatRemovesTwiceIsRefusedToo) {
  const std::string undone = "<rollback>drop view v</rollback>";
  EXPECT_EQ(
      obstacles(table("t") + change_set_of("2", "<sql>create view v as select 1</sql>" + undone) +
                    change_set_of("3", "<sql>select 1</sql>" + undone),
                2, ""),
      "refused: the rollback will fail: there is no view 'v'\n");
}

TEST_F(Impacts, WhatTheChainMakesAgainIsThere) {
  EXPECT_EQ(obstacles(table("t") +
                          change_set_of("2",
                                        "<addColumn tableName=\"t\"><column name=\"q\" "
                                        "type=\"int\"/></addColumn>") +
                          change_set_of("3",
                                        "<dropColumn tableName=\"t\" columnName=\"q\"/><rollback>"
                                        "<addColumn tableName=\"t\"><column name=\"q\" "
                                        "type=\"int\"/></addColumn></rollback>"),
                      2, ""),
            "");
}

TEST_F(Impacts, RenamesWhoseSqlIsMadeWhenTheyRunAreFollowed) {
  EXPECT_EQ(obstacles(table("t") +
                          change_set_of("2",
                                        "<createView viewName=\"v\">select id from "
                                        "t</createView>") +
                          change_set_of("3", "<renameView oldViewName=\"v\" newViewName=\"w\"/>") +
                          change_set_of("4", "<renameView oldViewName=\"w\" newViewName=\"x\"/>"),
                      3, ""),
            "");
}

TEST_F(Impacts, SqlSomebodyWroteIsDoubtedNotRefused) {
  EXPECT_EQ(obstacles(table("t") + change_set_of("2",
                                                 "<sql>select 1 from t</sql><rollback>drop table "
                                                 "gone</rollback>"),
                      1, ""),
            "doubt: the rollback will fail: there is no table 'gone'\n");
}

TEST_F(Impacts, AViewThatReadsTheTableIsDoubtedWhereOnlyItsTextTells) {
  EXPECT_EQ(obstacles(table("t"), 1, "create view v as select id from t"),
            "doubt: the rollback may break something: 't' cannot go while view v reads it\n");
}

TEST_F(Impacts, AfterWhatNobodyCanReadNothingIsCertain) {
  EXPECT_EQ(
      obstacles(table("t") + change_set_of("2",
                                           "<sql>select 1 from t</sql><rollback>attach 'x' as y"
                                           "</rollback>"),
                2, "drop table t"),
      "doubt: the rollback will fail: there is no table 't'\n");
}

TEST_F(Impacts, WhatStopsEveryRunOfItIsCertain) {
  EXPECT_EQ(obstacles(change_set_of("1", "<sql>select 1</sql><rollback><stop>no</stop></rollback>"),
                      1, "select 1"),
            "refused: the changelog stops here: no\n");
}

}  // namespace
}  // namespace ebbtide
