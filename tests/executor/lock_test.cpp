#include "executor/lock.h"

#include <gtest/gtest.h>

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
      const Lock lock(connection, tables, options, interruption, report);
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
  EXPECT_EQ(connection.log[2], tables.take_lock(Lock::own_name()));
  EXPECT_EQ(connection.log[3], tables.free_lock());
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
  EXPECT_EQ(count(tables.free_lock()), 0);
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

TEST_F(Locking, AnInterruptionEndsTheWait) {
  connection.lock_is_free = {false, false};
  options.wait = std::chrono::minutes(1);
  interruption.request(2);
  EXPECT_THROW(Lock(connection, tables, options, interruption, report), Interrupted);
}

TEST_F(Locking, HoldersAreThoseOfTheTable) {
  holders({"db1"});
  const auto found = Lock::holders(connection, tables);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].holder, "db1");
  EXPECT_EQ(found[0].granted_at, "noon");
  connection.tables.clear();
  EXPECT_TRUE(Lock::holders(connection, tables).empty());
}

TEST_F(Locking, CanBeFreedByForce) {
  holders({"db1"});
  Lock::force_release(connection, tables);
  EXPECT_EQ(connection.log.back(), tables.free_lock());
}

TEST(Lock, IsARowOfARealTable) {
  MemoryDatabase database;
  const TrackingTables tables(database.names(), {});
  const LockOptions options{milliseconds(0), milliseconds(0)};
  const Interruption interruption;
  RecordedReport report;
  {
    const Lock lock(database.connection(), tables, options, interruption, report);
    const auto holders = Lock::holders(database.connection(), tables);
    ASSERT_EQ(holders.size(), 1U);
    EXPECT_EQ(holders[0].holder, Lock::own_name());
    EXPECT_NE(holders[0].holder.find(" ebbtide "), std::string::npos);
  }
  EXPECT_TRUE(Lock::holders(database.connection(), tables).empty());
  EXPECT_EQ(database.ask("SELECT ID, LOCKED, LOCKEDBY FROM DATABASECHANGELOGLOCK"), "1|0|-");
}

}  // namespace
}  // namespace ebbtide
