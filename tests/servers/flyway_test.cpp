// Flyway projects on servers: what is Flyway's own there, its locks and the rows of what failed.
#include <thread>

#include "database/connection.h"
#include "flyway/failure.h"
#include "operations/flyway/clean.h"
#include "operations/flyway/info.h"
#include "operations/flyway/repair.h"
#include "operations/flyway/undo.h"
#include "tests/servers/flyway_on_database.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

class FlywayOnServer : public FlywayOnDatabase {
 protected:
  std::string value(const std::string& sql) {
    const Rows answer = connection().query({sql});
    return answer.rows.empty() ? "" : answer.rows.front().front().value_or("NULL");
  }
  bool is_postgresql() const { return GetParam() == "postgresql"; }
};

/// The number that Flyway makes of the name of its table, as Java's String.hashCode makes it.
std::string hash_of(std::string_view name) {
  std::uint32_t hash = 0;
  for (const char c : name) hash = hash * 31 + static_cast<unsigned char>(c);
  return std::to_string(static_cast<std::int32_t>(hash));
}

TEST_P(FlywayOnServer, WaitsForALockOfFlyway) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  const std::string lock =
      is_postgresql()
          ? "pg_advisory_lock(77431708279161 + (" +
                hash_of("\"public\".\"flyway_schema_history\"") + "))"
          : "GET_LOCK('Flyway-" + hash_of("`" + database().name() + "`.`flyway_schema_history`") +
                "', 0)";
  connection().query({"SELECT " + lock});
  EXPECT_THROW(migrate_with({{"lockRetryCount", "0"}}), flyway::Failure);
  connection().query(
      {is_postgresql() ? "SELECT pg_advisory_unlock_all()" : "SELECT RELEASE_ALL_LOCKS()"});
  EXPECT_EQ(migrate_with({{"lockRetryCount", "0"}}).executed, 1);
  if (!is_postgresql()) return;
  // Flyway takes it for a transaction where postgresql.transactional.lock says nothing else.
  connection().begin();
  connection().query({"SELECT pg_advisory_xact_lock(77431708279161 + (" +
                      hash_of("\"public\".\"flyway_schema_history\"") + "))"});
  EXPECT_THROW(migrate_with({{"lockRetryCount", "0"}}), flyway::Failure);
  connection().rollback();
  EXPECT_EQ(migrate_with({{"lockRetryCount", "0"}}).executed, 0);
}

TEST_P(FlywayOnServer, RunsEachMigrationOnceHoweverManyBegin) {
  constexpr int runs = 4, migrations = 5;
  for (int i = 1; i <= migrations; ++i) {
    const std::string number = std::to_string(i);
    script("V" + number + "__t.sql", "CREATE TABLE t" + number + " (id INT);");
  }
  std::atomic<int> executed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < runs; ++i) {
    threads.emplace_back([&] {
      try {
        executed += migrate_with().executed;
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
      }
    });
  }
  for (std::thread& one : threads) one.join();
  EXPECT_EQ(executed, migrations);
  EXPECT_EQ(value("SELECT count(*) FROM flyway_schema_history"), std::to_string(migrations));
}

TEST_P(FlywayOnServer, KeepsTheRowOfAFailureWhereSomethingStays) {
  script("V1__a.sql", "CREATE TABLE a (id INT);\nINSERT INTO nope VALUES (1);");
  try {
    migrate_with();
    FAIL();
  } catch (const MigrateFailed& failed) {
    ASSERT_TRUE(failed.details());
    EXPECT_EQ(failed.details()->line, 2);
    EXPECT_EQ(failed.details()->state, is_postgresql() ? "42P01" : "42S02");
  }
  EXPECT_EQ(value("SELECT count(*) FROM flyway_schema_history"), is_postgresql() ? "0" : "1");
  if (is_postgresql()) return;
  EXPECT_THROW(migrate_with(), flyway::Failure);
  EXPECT_EQ(run(repair).removed.size(), 1U);
  EXPECT_EQ(value("SELECT count(*) FROM flyway_schema_history"), "0");
}

TEST_P(FlywayOnServer, GoesOnBehindWhatAFailureHasLeft) {
  if (is_postgresql()) GTEST_SKIP() << "nothing is left there";
  script("V1__a.sql",
         "CREATE TABLE a (id INT);\nINSERT INTO a VALUES (1);\nCREATE TABLE b (id INT);\n"
         "INSERT INTO later VALUES (1);\nCREATE TABLE c (id INT);");
  try {
    migrate_with();
    FAIL();
  } catch (const MigrateFailed& failed) {
    ASSERT_TRUE(failed.details());
    EXPECT_EQ(failed.details()->kept, 3);
  }
  run(repair);
  execute("CREATE TABLE later (id INT)");
  EXPECT_EQ(migrate_with().executed, 1);
  EXPECT_EQ(value("SELECT count(*) FROM a"), "1");
  EXPECT_EQ(value("SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE()"),
            "5")
      << "a, b, c, later and the history";
}

TEST_P(FlywayOnServer, GoesOnBehindRowsOfFlyway) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  migrate_with();
  execute("UPDATE flyway_schema_history SET installed_by = 'flyway', execution_time = 7");
  script("V2__b.sql", "CREATE TABLE b (id INT);");
  const MigrateResult more = migrate_with({{"installedBy", "ann"}});
  EXPECT_EQ(more.executed, 1);
  EXPECT_EQ(more.initial_version, "1");
  EXPECT_EQ(value("SELECT installed_by FROM flyway_schema_history WHERE installed_rank = 2"),
            "ann");
}

TEST_P(FlywayOnServer, UndoesAChainAndCleans) {
  for (const char* version : {"1", "2"}) {
    script("V" + std::string(version) + "__t.sql",
           "CREATE TABLE t" + std::string(version) + " (i INT);");
    script("U" + std::string(version) + "__t.sql", "DROP TABLE t" + std::string(version) + ";");
  }
  migrate_with();
  const auto undo_all = [](FlywayPlace& place) { return undo(place); };
  EXPECT_EQ(run(undo_all, {{"target", "1"}}).undone.size(), 2U);
  EXPECT_EQ(migrate_with().executed, 2);
  EXPECT_EQ(run(clean, {{"cleanDisabled", "false"}}).cleaned.size(), 1U);
  EXPECT_EQ(run(info).are_schemas_empty, true);
}

TEST_P(FlywayOnServer, CopiesRowsThatStandInAScript) {
  if (!is_postgresql()) GTEST_SKIP() << "only PostgreSQL has COPY";
  script("V1__a.sql",
         "CREATE TABLE a (id INT, n TEXT);\n"
         "COPY a (id, n) FROM stdin;\n1\twhat?? it's; --\n2\t\\N\n\\.\n\n"
         "INSERT INTO a VALUES (3, 'last');\n"
         "COPY a FROM STDIN WITH (FORMAT csv);\n4,\"x,y\"\n\\.\n");
  EXPECT_EQ(migrate_with().executed, 1);
  EXPECT_EQ(value("SELECT string_agg(id || coalesce(n, '-'), '|' ORDER BY id) FROM a"),
            "1what?? it's; --|2-|3last|4x,y");
  script("V2__b.sql", "SELECT 1;\nCOPY a FROM STDIN;\nx\ty\n\\.\n");
  try {
    migrate_with();
    FAIL();
  } catch (const MigrateFailed& failed) {
    ASSERT_TRUE(failed.details());
    EXPECT_EQ(failed.details()->line, 2);
  }
  EXPECT_EQ(value("SELECT count(*) FROM a"), "4");
}

TEST_P(FlywayOnServer, BuildsIndexesConcurrently) {
  if (!is_postgresql()) GTEST_SKIP() << "only PostgreSQL has it";
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  script("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON a (id);");
  EXPECT_EQ(migrate_with().executed, 2);
}

INSTANTIATE_TEST_SUITE_P(Servers, FlywayOnServer, testing::ValuesIn(test_servers()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide
