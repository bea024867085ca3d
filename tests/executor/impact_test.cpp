// What a run will do, whichever way it goes. What is found for rollbacks is in tests/rollback.
#include "executor/impact.h"

#include <gtest/gtest.h>

#include "database/read_schema.h"
#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

/// What running all changesets of a changelog would do to a database, in lines.
std::string foreseen(MemoryDatabase& database, const Loaded& loaded) {
  const Target target{database.names(), database.catalog(), loaded.files, loaded.properties()};
  std::vector<Intended> run;
  for (const ChangeSet& change_set : loaded.changelog.change_sets) {
    Intended& one = run.emplace_back(Intended{&change_set, Way::forward, {}});
    for (const auto& change : change_set.changes) one.changes.push_back(change.get());
  }
  const schema::Schema live = read_schema(database.connection(), {}, {}, {});
  const Impact impact = assess(run, target, &live, Interruption());
  std::string text;
  for (const ChangeSetImpact& one : impact.change_sets) {
    for (const StatementImpact& statement : one.statements) {
      text += statement.sql + "\n";
      for (const DataLoss& loss : statement.losses) text += "  loses " + loss.what + "\n";
    }
  }
  for (const Problem& one : impact.obstacles) text += one.change_set + ": " + one.message + "\n";
  return text;
}

TEST(ForwardImpact, FollowsWhatTheStatementsBeforeHaveMade) {
  MemoryDatabase database("create table old (a)");
  EXPECT_EQ(
      foreseen(database,
               for_sqlite(change_set_of("1",
                                        "<renameTable oldTableName=\"old\" "
                                        "newTableName=\"new\"/><dropTable tableName=\"new\"/>") +
                          change_set_of("2", "<dropTable tableName=\"old\"/>"))),
      "ALTER TABLE old RENAME TO new\nDROP TABLE new\n  loses table new\nDROP TABLE old\n"
      "c.xml::2::ann: the update will fail: there is no table 'old'\n");
}

TEST(ForwardImpact, SeesStatementsAsModifySqlEditsThem) {
  MemoryDatabase database("create table new_t (a)");
  EXPECT_EQ(
      foreseen(database, for_sqlite(change_set_of(
                             "1",
                             "<dropTable tableName=\"t\"/><modifySql><replace replace=\"TABLE t\" "
                             "with=\"TABLE new_t\"/></modifySql>"))),
      "DROP TABLE new_t\n  loses table new_t\n");
}

}  // namespace
}  // namespace ebbtide
