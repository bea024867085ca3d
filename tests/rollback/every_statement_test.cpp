// One statement after the other fails, or is the last one before a kill: the next run of the same
// command ends where it would have ended at once.
#include <gtest/gtest.h>

#include "tests/support/failing_connection.h"
#include "tests/support/journaled_update.h"

namespace ebbtide {
namespace {

using Fault = FailingConnection::Fault;

const std::string outside = "runInTransaction=\"false\"";

Loaded changelog() {
  return for_sqlite(
      change_set_of("1",
                    "<sql>CREATE TABLE a (i INTEGER); INSERT INTO a VALUES (1)</sql>"
                    "<rollback>DROP TABLE a</rollback>") +
      change_set_of("2",
                    "<createTable tableName=\"b\"><column name=\"i\" type=\"int\"/></createTable>"
                    "<createIndex tableName=\"b\" indexName=\"ib\"><column name=\"i\"/>"
                    "</createIndex>",
                    outside) +
      change_set_of("3",
                    "<sql>CREATE TABLE c (i INTEGER); INSERT INTO c VALUES (1); INSERT INTO c "
                    "VALUES (2); CREATE VIEW v AS SELECT i FROM c</sql>"
                    "<rollback>DROP VIEW v; DELETE FROM c WHERE i = 2; DROP TABLE c</rollback>",
                    outside));
}

/// A database at whose statements something goes wrong.
struct Trial {
  explicit Trial(std::unique_ptr<FailingConnection> made)
      : connection(*made), database(std::move(made)), run(database) {}

  FailingConnection& connection;
  MemoryDatabase database;
  JournaledUpdate run;

  /// All there is: the objects, the rows, and the history.
  std::string state() {
    std::string text =
        database.ask("SELECT name FROM sqlite_master WHERE name NOT LIKE 'DATABASE%' ORDER BY 1");
    const bool has_c = text.find("c\n") != std::string::npos;
    text += " rows " + (has_c ? database.ask("SELECT group_concat(i) FROM c") : "none");
    return text + " ran " + database.ask("SELECT group_concat(ID) FROM DATABASECHANGELOG");
  }
};

Trial new_trial() { return Trial(std::make_unique<FailingConnection>(MemoryDatabase::open())); }

class EveryStatement : public testing::TestWithParam<Fault> {};

TEST_P(EveryStatement, OfAnUpdateMayFail) {
  const Loaded loaded = changelog();
  int faults = 0;
  for (bool has_failed = true; has_failed;) {
    Trial trial = new_trial();
    trial.connection.fail_at(++faults, GetParam());
    trial.run.update(loaded);
    has_failed = trial.connection.recover();
    EXPECT_EQ(trial.run.update(loaded), "") << "statement " << faults;
    EXPECT_EQ(trial.state(), "a\nb\nc\nib\nv rows 1,2 ran 1,2,3") << "statement " << faults;
    ASSERT_LT(faults, 200);
  }
  EXPECT_GT(faults, 15);
}

TEST_P(EveryStatement, OfARollbackMayFail) {
  const Loaded loaded = changelog();
  int faults = 0;
  for (bool has_failed = true; has_failed;) {
    Trial trial = new_trial();
    ASSERT_EQ(trial.run.update(loaded), "");
    trial.connection.fail_at(++faults, GetParam());
    trial.run.rollback(loaded, 3);
    has_failed = trial.connection.recover();
    EXPECT_EQ(trial.run.rollback(loaded, 3), "") << "statement " << faults;
    EXPECT_EQ(trial.state(), " rows none ran -") << "statement " << faults;
    ASSERT_LT(faults, 200);
  }
  EXPECT_GT(faults, 15);
}

INSTANTIATE_TEST_SUITE_P(Faults, EveryStatement,
                         testing::Values(Fault::error, Fault::killed_before, Fault::killed_behind));

}  // namespace
}  // namespace ebbtide
