#include <gtest/gtest.h>

#include "history/liquibase_store.h"
#include "history/lock.h"
#include "tests/support/fake_connection.h"
#include "tests/support/memory_database.h"
#include "tests/support/recorded_report.h"

namespace ebbtide {
namespace {

using std::chrono::milliseconds;

constexpr const char* noon = "2026-11-22 12:00:00";

/// A lock row that somebody else holds since noon, looked at a moment that the server tells.
struct LockWait : testing::Test {
  FakeConnection connection{"postgresql"};
  TrackingTables tables{Names(connection.dialect(), Defaults{}), {}};
  LiquibaseStore store{connection, tables};
  Interruption interruption;
  RecordedReport report;

  LockWait() { connection.tables = {"databasechangeloglock"}; }

  void server_says(const std::string& now) {
    connection.answers["SELECT NOW()"].push_back({{"now"}, {{now}}});
  }
  std::string evidence() { return evidence_of(connection, {noon, "build1 (10.0.0.7)"}); }
};

TEST_F(LockWait, EvidenceTellsHowLongTheRowIsHeld) {
  server_says("2026-11-22 12:03:10.25+00");
  EXPECT_EQ(evidence(), "since 2026-11-22 12:00:00, 3 minutes ago");
}

TEST_F(LockWait, ShortTimesAreToldInSecondsAndLongOnesInDays) {
  server_says("2026-11-22 12:01:30");
  EXPECT_EQ(evidence(), "since 2026-11-22 12:00:00, 90 seconds ago");
  connection.answers.clear();
  server_says("2026-11-25 13:00:00");
  EXPECT_EQ(evidence(), "since 2026-11-22 12:00:00, 3 days ago");
}

TEST_F(LockWait, ClockThatRunsBehindTellsNoAge) {
  server_says("2026-11-22 11:59:00");
  EXPECT_EQ(evidence(), "since 2026-11-22 12:00:00");
}

TEST_F(LockWait, RowThatCannotBeTakenAndNamesNobodyIsMendedOnce) {
  MemoryDatabase database;
  LiquibaseStore own(database.connection(), TrackingTables(database.names(), {}));
  database.run(own.lock_row()->create());
  database.run("INSERT INTO DATABASECHANGELOGLOCK (ID, LOCKED) VALUES (2, 0)");
  const LockOptions options{milliseconds(1000), milliseconds(10)};
  const Lock lock(database.connection(), own, options, interruption, report);
  EXPECT_EQ(database.ask("SELECT ID, LOCKED FROM DATABASECHANGELOGLOCK"), "1|1");
}

TEST_F(LockWait, ReleaseRefusesWhileTheSessionLockIsHeld) {
  connection.lock_is_free = {false};
  connection.answers["SELECT ID"].push_back(
      {{"ID", "LOCKED", "LOCKGRANTED", "LOCKEDBY"}, {{"1", "t", noon, "me ebbtide 7"}}});
  try {
    Lock::release(connection, store);
    FAIL() << "the lock was freed";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "the lock is not stale: me ebbtide 7 is at work on this database and holds its "
                 "session lock; let it finish or stop it ('release-locks --force' frees the row of "
                 "the table, not the session lock)");
  }
}

TEST_F(LockWait, ReleaseFreesARowWhoseSessionIsGone) {
  connection.answers["SELECT ID"].push_back(
      {{"ID", "LOCKED", "LOCKGRANTED", "LOCKEDBY"}, {{"1", "t", noon, "me ebbtide 7"}}});
  Lock::release(connection, store);
  EXPECT_EQ(connection.log.front(), "lock");
  EXPECT_EQ(connection.log[2], tables.free_lock());
  EXPECT_EQ(connection.log.back(), "unlock");
}

}  // namespace
}  // namespace ebbtide
