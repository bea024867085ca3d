#include "history/lock.h"

#include <gtest/gtest.h>

#include "history/liquibase_store.h"
#include "tests/support/fake_connection.h"
#include "tests/support/memory_database.h"
#include "tests/support/recorded_report.h"

namespace ebbtide {
namespace {

using std::chrono::milliseconds;

Rows lock_row(bool is_locked, const std::string& holder = "") {
  return {
      {"ID", "LOCKED", "LOCKGRANTED", "LOCKEDBY"},
      {{"1", is_locked ? "t" : "f", is_locked ? std::optional<std::string>("noon") : std::nullopt,
        holder.empty() ? std::nullopt : std::optional(holder)}}};
}

/// The lock on a session that only pretends, with a table whose row has these holders one look
/// after the other; empty for nobody.
struct Locking : testing::Test {
  FakeConnection connection{"postgresql"};
  TrackingTables tables{Names(connection.dialect(), Defaults{}), {}};
  LiquibaseStore store{connection, tables};
  LockOptions options{milliseconds(0), milliseconds(0)};
  Interruption interruption;
  RecordedReport report;

  Locking() { connection.tables = {"databasechangeloglock"}; }

  void holders(const std::vector<std::string>& names) {
    for (const std::string& name : names)
      connection.answers["SELECT ID"].push_back(lock_row(!name.empty(), name));
  }
  /// Takes the lock and frees it at once; the error where it is not to be had.
  std::string take() {
    try {
      const Lock lock(connection, store, options, interruption, report);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  long count(const std::string& entry) const {
    return std::count(connection.log.begin(), connection.log.end(), entry);
  }
};

TEST_F(Locking, TakesBothLocksAndFreesThemInReverse) {
  holders({""});
  EXPECT_EQ(take(), "");
  ASSERT_EQ(connection.log.size(), 5U);
  EXPECT_EQ(connection.log[0], "lock");
  EXPECT_EQ(connection.log[1],
            "SELECT ID, LOCKED, LOCKGRANTED, LOCKEDBY FROM databasechangeloglock ORDER BY ID");
  EXPECT_EQ(connection.log[2], tables.take_lock(LockHolder::self(connection).to_text()));
  EXPECT_EQ(connection.log[3], tables.free_lock_of(LockHolder::self(connection).to_text()));
  EXPECT_EQ(connection.log[4], "unlock");
}

TEST_F(Locking, MakesTheTableWhereThereIsNone) {
  connection.tables.clear();
  EXPECT_EQ(take(), "");
  EXPECT_EQ(count(tables.create_lock()), 1);
  EXPECT_EQ(count("INSERT INTO databasechangeloglock (ID, LOCKED) VALUES (1, FALSE)"), 1);
}

TEST_F(Locking, WaitsForAnotherRunOfOurs) {
  connection.lock_is_free = {false, true};
  options.wait = std::chrono::minutes(1);
  holders({""});
  EXPECT_EQ(take(), "");
  EXPECT_EQ(count("lock is taken"), 1);
  EXPECT_EQ(report.text, "note Waiting for changelog lock....\n");
}

TEST_F(Locking, GivesUpOnAnotherRunOfOursWithItsName) {
  connection.lock_is_free = {false, false, false, false};
  holders({"db1 (10.0.0.1) ebbtide 4711"});
  EXPECT_EQ(take(),
            "Could not acquire change log lock.  Currently locked by db1 (10.0.0.1) ebbtide 4711 "
            "since noon; wait for it (--lock-wait=SECONDS), or free the row with 'release-locks' "
            "when its holder is gone");
  EXPECT_EQ(count("unlock"), 0);
}

TEST_F(Locking, GivesUpOnLiquibaseAndFreesTheSessionLock) {
  connection.changes["SET LOCKED = TRUE"] = {0, 0, 0};
  holders({"db1 (10.0.0.1)"});
  EXPECT_NE(take().find("Currently locked by db1 (10.0.0.1) since noon"), std::string::npos);
  EXPECT_EQ(count("unlock"), 1);
  EXPECT_EQ(count(tables.free_lock_of(LockHolder::self(connection).to_text())), 0);
}

TEST_F(Locking, WaitsForLiquibase) {
  connection.changes["SET LOCKED = TRUE"] = {0, 1};
  options.wait = std::chrono::minutes(1);
  holders({"db1 (10.0.0.1)"});
  EXPECT_EQ(take(), "");
  EXPECT_EQ(report.text,
            "note Waiting for changelog lock, held by db1 (10.0.0.1) since noon....\n");
}

TEST_F(Locking, TakesOverWhatARunOfOursLeft) {
  connection.changes["SET LOCKED = TRUE"] = {0, 1};
  holders({"db1 (10.0.0.1) ebbtide 4711"});
  EXPECT_EQ(take(), "");
  EXPECT_EQ(report.text,
            "note The lock row was left by 'db1 (10.0.0.1) ebbtide 4711' at noon, whose session is "
            "gone; taking it over.\n");
}

TEST_F(Locking, IsNamedAfterTheTableAsTheServerKnowsIt) {
  holders({""});
  EXPECT_EQ(take(), "");
  EXPECT_EQ(connection.asked_lock.table, "lock table databasechangeloglock");
  EXPECT_EQ(connection.asked_lock.first_version, "..databasechangeloglock");
}

TEST_F(Locking, LeavesARowOfTheFirstVersionAloneWhileARunOfItMayLive) {
  connection.first_version_runs = true;
  connection.changes["SET LOCKED = TRUE"] = {0};
  holders({"", "db1 (10.0.0.1) ebbtide 4711"});
  EXPECT_NE(take().find("Currently locked by db1 (10.0.0.1) ebbtide 4711"), std::string::npos);
}

TEST_F(Locking, TakesOverARowWithASessionThoughTheFirstVersionRunsElsewhere) {
  connection.first_version_runs = true;
  connection.changes["SET LOCKED = TRUE"] = {0, 1};
  holders({"", "db1 (10.0.0.1) ebbtide 4711 session 9"});
  EXPECT_EQ(take(), "");
}

TEST_F(Locking, SeveralRowsAreAnErrorAtOnce) {
  Rows two = lock_row(false);
  two.rows.push_back(two.rows[0]);
  connection.answers["SELECT ID"].push_back(two);
  options.wait = std::chrono::minutes(1);
  EXPECT_EQ(take(),
            "the lock table databasechangeloglock has several rows with ID 1, so that nobody can "
            "hold the lock; when no run is at work, remove them with 'DELETE FROM "
            "databasechangeloglock WHERE ID = 1', and the next run makes the one row it needs");
  EXPECT_EQ(count(tables.take_lock(LockHolder::self(connection).to_text())), 0);
}

TEST_F(Locking, RowThatNeverChangesIsAnErrorAndNoLoop) {
  connection.changes["SET LOCKED = TRUE"] = {0, 0, 0, 0, 0, 0, 0, 0};
  options.wait = std::chrono::minutes(1);
  holders({"", "me ebbtide 7 session 1"});
  EXPECT_EQ(take(),
            "the lock cannot be taken: the row of databasechangeloglock with ID 1 has LOCKED = "
            "'t', which this database does not change into a held lock; drop the table when no "
            "run is at work, and the next run makes it anew");
}

TEST_F(Locking, RowsOfOtherNumbersDoNotCount) {
  connection.changes["SET LOCKED = TRUE"] = {0, 1};
  Rows rows = lock_row(false);
  rows.rows[0][1] = std::nullopt;
  rows.rows.push_back({"2", "t", "noon", "somebody"});
  connection.answers["SELECT ID"].push_back(rows);
  EXPECT_EQ(take(), "");
  EXPECT_EQ(count(tables.mend_lock()), 1);
}

TEST_F(Locking, FreesOnlyItsOwnRow) {
  holders({""});
  EXPECT_EQ(take(), "");
  EXPECT_EQ(count(tables.free_lock()), 0);
  EXPECT_NE(tables.free_lock_of("me").find("WHERE ID = 1 AND LOCKEDBY = 'me'"), std::string::npos);
}

TEST_F(Locking, AnInterruptionEndsTheWait) {
  connection.lock_is_free = {false, false};
  options.wait = std::chrono::minutes(1);
  interruption.request(2);
  EXPECT_THROW(Lock(connection, store, options, interruption, report), Interrupted);
}

TEST_F(Locking, HoldersAreThoseOfTheTable) {
  holders({"db1"});
  const auto found = Lock::holders(connection, store);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].holder, "db1");
  EXPECT_EQ(found[0].granted_at, "noon");
  connection.tables.clear();
  EXPECT_TRUE(Lock::holders(connection, store).empty());
}

TEST_F(Locking, CanBeFreedByForce) {
  holders({"db1"});
  Lock::force_release(connection, store);
  EXPECT_EQ(connection.log.back(), tables.free_lock());
}

TEST(Lock, IsARowOfARealTable) {
  MemoryDatabase database;
  LiquibaseStore store(database.connection(), TrackingTables(database.names(), {}));
  const LockOptions options{milliseconds(0), milliseconds(0)};
  const Interruption interruption;
  RecordedReport report;
  {
    const Lock lock(database.connection(), store, options, interruption, report);
    const auto holders = Lock::holders(database.connection(), store);
    ASSERT_EQ(holders.size(), 1U);
    EXPECT_EQ(holders[0].holder, LockHolder::self(database.connection()).to_text());
    EXPECT_NE(holders[0].holder.find(" ebbtide "), std::string::npos);
  }
  EXPECT_TRUE(Lock::holders(database.connection(), store).empty());
  EXPECT_EQ(database.ask("SELECT ID, LOCKED, LOCKEDBY FROM DATABASECHANGELOGLOCK"), "1|0|-");
}

}  // namespace
}  // namespace ebbtide
