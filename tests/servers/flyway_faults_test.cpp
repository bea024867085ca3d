// What is promised of a Flyway project when something goes wrong: what the rig of faults tries on
// changelogs. Killed and cut off it is in tests/soak/kill-soak, started at once in flyway-soak.
#include "database/connection.h"
#include "database/facts.h"
#include "flyway/failure.h"
#include "operations/flyway/info.h"
#include "operations/flyway/repair.h"
#include "operations/flyway/undo.h"
#include "tests/servers/flyway_on_database.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

class FlywayFaults : public FlywayOnDatabase {
 protected:
  std::string value(const std::string& sql) { return answer_of(connection(), sql); }
  /// What a migrate that must fail says.
  std::string failure(const flyway::Settings& more = {}) {
    try {
      migrate_with(more);
    } catch (const Error& error) {
      return error.where().to_text() + ": " + error.what();
    }
    ADD_FAILURE() << "nothing failed";
    return "";
  }
  std::string versions() {
    return value("SELECT version FROM flyway_schema_history ORDER BY installed_rank");
  }
  bool takes_all_back() { return connection().facts().has(Feature::transactional_ddl); }
  /// Where something may stay, a failure has a row, which repair takes away.
  void repair_where_needed() {
    if (!takes_all_back()) run(repair);
  }
  void expect_no_lock() { EXPECT_NO_THROW(migrate_with({{"lockRetryCount", "0"}})); }
};

TEST_P(FlywayFaults, KeepsWhatCameBeforeAFailureAndGoesOnFromThere) {
  constexpr int migrations = 60, bad = 30;
  script("V0__facts.sql", "CREATE TABLE facts (version INT);");
  for (int i = 1; i <= migrations; ++i) {
    const std::string number = std::to_string(i);
    script("V" + number + "__t.sql",
           "INSERT INTO facts VALUES (" + number + ");\nCREATE TABLE t" + number + " (id INT);");
  }
  const std::string bad_name = "V" + std::to_string(bad) + "__t.sql";
  script(bad_name, "INSERT INTO facts VALUES (30);\nINSERT INTO no_such_table VALUES (42);");
  const std::string said = failure();
  for (const char* const wanted : {"sql/V30__t.sql:2:", "no_such_table", "Statement  : 2"})
    EXPECT_NE(said.find(wanted), std::string::npos) << said;
  EXPECT_EQ(value("SELECT count(*) FROM flyway_schema_history WHERE success"), std::to_string(bad));
  EXPECT_EQ(value("SELECT count(*) FROM facts WHERE version > 29"), "0")
      << "rows are taken back everywhere";
  repair_where_needed();
  script(bad_name, "INSERT INTO facts VALUES (30);");
  EXPECT_EQ(migrate_with().executed, migrations - bad + 1);
  EXPECT_EQ(value("SELECT count(*) FROM facts"), std::to_string(migrations));
  EXPECT_EQ(value("SELECT count(DISTINCT version) FROM facts"), std::to_string(migrations));
  EXPECT_EQ(value("SELECT count(DISTINCT installed_rank) FROM flyway_schema_history"),
            std::to_string(migrations + 1));
}

TEST_P(FlywayFaults, SaysHowFarAScriptOutsideOfATransactionCame) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  script("V2__half.sql",
         "CREATE TABLE m1 (id INT);\nINSERT INTO a VALUES (1);\nINSERT INTO later VALUES (1);\n"
         "CREATE TABLE m2 (id INT);");
  script("V2__half.sql.conf", "executeInTransaction=false");
  script("V3__after.sql", "CREATE TABLE aft (id INT);");
  const std::string said = failure();
  EXPECT_NE(said.find("statements 1 to 2 of it are applied and noted"), std::string::npos) << said;
  EXPECT_EQ(versions(), "1,2");
  EXPECT_EQ(run(info).lines[1].state, "Failed");
  EXPECT_THROW(migrate_with(), flyway::Failure) << "nobody goes on behind it unasked";
  EXPECT_EQ(value("SELECT count(*) FROM a"), "1");
  run(repair);
  execute("CREATE TABLE later (id INT)");
  EXPECT_EQ(migrate_with().executed, 2);
  EXPECT_EQ(value("SELECT count(*) FROM a"), "1");
  EXPECT_EQ(versions(), "1,2,3");
}

TEST_P(FlywayFaults, TakesAMigrationBackThatFailsAtItsCommit) {
  if (GetParam() == "mariadb" || GetParam() == "mysql")
    GTEST_SKIP() << "it has no constraints that are deferred";
  script("V1__a.sql",
         "CREATE TABLE a (id INT PRIMARY KEY, other INT REFERENCES a (id) DEFERRABLE INITIALLY "
         "DEFERRED);");
  script("V2__bad.sql", "CREATE TABLE b (id INT);\nINSERT INTO a VALUES (1, 99);");
  script("V3__after.sql", "CREATE TABLE aft (id INT);");
  const flyway::Settings keys = GetParam() == "sqlite"
                                    ? flyway::Settings{{"initSql", "PRAGMA foreign_keys = ON"}}
                                    : flyway::Settings{};
  const std::string said = failure(keys);
  EXPECT_NE(lower(said).find("foreign key"), std::string::npos) << said;
  EXPECT_NE(said.find("V2__bad.sql"), std::string::npos) << said;
  EXPECT_EQ(versions(), "1");
  EXPECT_EQ(value("SELECT count(*) FROM a"), "0");
  EXPECT_THROW(value("SELECT count(*) FROM b"), DatabaseError);
  script("V2__bad.sql", "CREATE TABLE b (id INT);\nINSERT INTO a VALUES (1, 1);");
  EXPECT_EQ(migrate_with(keys).executed, 2);
  expect_no_lock();
}

TEST_P(FlywayFaults, EndsWithNothingHalfDoneWhenItIsStopped) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  script("V2__b.sql", "CREATE TABLE b (id INT);\nINSERT INTO a VALUES (1);");
  script("V3__c.sql", "CREATE TABLE c (id INT);");
  MigrateTold told;
  told.begins = [this](const flyway::MigrationInfo& one) {
    if (one.version()->text() == "2") interruption_.request(15);
  };
  try {
    run([&](FlywayPlace& place) { return migrate(place, told); });
    ADD_FAILURE() << "nobody stopped it";
  } catch (const Interrupted& stopped) {
    EXPECT_EQ(stopped.signal(), 15);
  }
  EXPECT_EQ(versions(), "1");
  EXPECT_EQ(value("SELECT count(*) FROM a"), "0");
  EXPECT_THROW(value("SELECT count(*) FROM b"), DatabaseError);
  Interruption none;
  const Surroundings with{observer_, none};
  const FlywayProject project{
      flyway::Configuration({{"url", database().url()}, {"locations", "filesystem:sql"}}, false),
      folder_.path().string()};
  const auto again = open_flyway_database(project, with);
  FlywayPlace place(project, *again, with);
  EXPECT_EQ(migrate(place).executed, 2);
}

TEST_P(FlywayFaults, TakesAMigrationBackForWhichThereIsNoRoom) {
  if (GetParam() != "sqlite") GTEST_SKIP() << "a full disk of a server is an error as any other";
  script("V1__a.sql", "CREATE TABLE a (id INTEGER, body BLOB);");
  script("V2__rows.sql",
         "CREATE TABLE b (id INTEGER);\nINSERT INTO a VALUES (1, zeroblob(1000000));");
  script("U1__a.sql", "DROP TABLE a;");
  const std::string said = failure({{"initSql", "PRAGMA max_page_count = 30"}});
  EXPECT_NE(said.find("sql/V2__rows.sql:2:"), std::string::npos) << said;
  EXPECT_NE(said.find("database or disk is full"), std::string::npos) << said;
  EXPECT_EQ(versions(), "1");
  EXPECT_EQ(value("PRAGMA integrity_check"), "ok");
  EXPECT_THROW(value("SELECT count(*) FROM b"), DatabaseError);
  EXPECT_EQ(migrate_with().executed, 1);
  EXPECT_EQ(versions(), "1,2");
}

TEST_P(FlywayFaults, SaysWhatTheUserMayNotDo) {
  if (GetParam() == "sqlite") GTEST_SKIP() << "it has no users";
  const bool is_postgresql = GetParam() == "postgresql";
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  const std::string name = "ro_" + database().name();
  const std::string shown = is_postgresql ? name : "'" + name + "'@'%'";
  execute("CREATE USER " + shown + (is_postgresql ? " PASSWORD 'p'" : " IDENTIFIED BY 'p'"));
  execute(is_postgresql
              ? "REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO " + shown
              : "GRANT SELECT ON " + database().name() + ".* TO " + shown);
  const std::string said = lower(failure({{"user", name}, {"password", "p"}}));
  EXPECT_TRUE(said.find("denied") != std::string::npos) << said;
  EXPECT_EQ(value("SELECT count(*) FROM information_schema.tables WHERE table_name IN ('a', "
                  "'flyway_schema_history') AND table_schema IN ('public', '" +
                  database().name() + "')"),
            "0");
  execute((is_postgresql ? "REVOKE ALL ON SCHEMA public FROM " + shown + "; DROP USER "
                         : "DROP USER ") +
          shown);
}

INSTANTIATE_TEST_SUITE_P(Databases, FlywayFaults, testing::ValuesIn(test_databases()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide
