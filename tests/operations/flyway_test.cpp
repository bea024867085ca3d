// The verbs of the Flyway front end on SQLite, called as a library calls them.
#include <gtest/gtest.h>

#include "database/connection.h"
#include "flyway/failure.h"
#include "operations/flyway/baseline.h"
#include "operations/flyway/clean.h"
#include "operations/flyway/info.h"
#include "operations/flyway/migrate.h"
#include "operations/flyway/repair.h"
#include "operations/flyway/undo.h"
#include "operations/flyway/validate.h"
#include "tests/support/flyway_folder.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

/// A project in a folder of its own, with an empty database.
class FlywayVerbs : public testing::Test, protected FlywayFolder {
 protected:
  /// Calls an operation with the settings and these more.
  template <class Operation>
  auto run(const Operation& operation, const flyway::Settings& more = {}) {
    return run_on("jdbc:sqlite:" + folder_.at("t.db"), operation, {}, more);
  }
  MigrateResult migrate_with(const flyway::Settings& more = {}) {
    return run([](FlywayPlace& place) { return migrate(place); }, more);
  }
  /// `1 Success, 2 Pending`
  std::string states(const flyway::Settings& more = {}) {
    std::vector<std::string> all;
    for (const FlywayInfoLine& line : run(info, more).lines) {
      const FlywayMigration& one = line.migration;
      all.push_back((one.version.empty() ? one.description : one.version) + " " + line.state);
    }
    return join(all, ", ");
  }
  std::string answer(const std::string& sql) {
    return run([&](FlywayPlace& place) { return answer_of(place.connection(), sql); });
  }
  std::string tables() {
    return answer(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'flyway%' ORDER BY "
        "name");
  }
};

TEST_F(FlywayVerbs, MigrateRunsWhatIsPendingOnce) {
  script("V1__a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY, n VARCHAR(50));\n");
  script("V2__b.sql", "INSERT INTO a VALUES (1, 'x;y'); -- done\nCREATE TABLE b (id INT);");
  script("R__v.sql", "DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT id FROM a");
  const MigrateResult first = migrate_with();
  EXPECT_EQ(first.executed, 3);
  EXPECT_EQ(first.initial_version, std::nullopt);
  EXPECT_EQ(first.target_version, "2");
  EXPECT_EQ(states(), "1 Success, 2 Success, v Success");
  EXPECT_EQ(answer("SELECT checksum FROM flyway_schema_history WHERE installed_rank = 1"),
            "-2134376653");
  EXPECT_EQ(answer("SELECT n FROM a"), "x;y");
  const MigrateResult second = migrate_with();
  EXPECT_EQ(second.executed, 0);
  EXPECT_EQ(second.initial_version, "2");
}

TEST_F(FlywayVerbs, AMigrationThatFailsLeavesNothing) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  script("V2__b.sql", "CREATE TABLE b (id INT);\n-- next\nINSERT INTO nope VALUES (1);");
  try {
    migrate_with();
    FAIL();
  } catch (const MigrateFailed& failed) {
    EXPECT_EQ(failed.code(), "FAILED_VERSIONED_MIGRATION");
    EXPECT_EQ(failed.done().executed, 1);
    ASSERT_TRUE(failed.details());
    EXPECT_EQ(failed.details()->line, 3);
    EXPECT_EQ(failed.details()->statement, 2);
    EXPECT_EQ(failed.where().file, "sql/V2__b.sql");
  }
  EXPECT_EQ(tables(), "a");
  EXPECT_EQ(states(), "1 Success, 2 Pending");
}

TEST_F(FlywayVerbs, AGroupIsOneTransaction) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  script("V2__b.sql", "INSERT INTO nope VALUES (1);");
  EXPECT_THROW(migrate_with({{"group", "true"}}), MigrateFailed);
  EXPECT_EQ(tables(), "");
  EXPECT_EQ(states(), "1 Pending, 2 Pending");
}

TEST_F(FlywayVerbs, AnAtomicMigrateIsAllOrNothing) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  script("V2__b.sql", "CREATE TABLE b (id INT); INSERT INTO nope VALUES (1);");
  const flyway::Settings atomic{{"-atomic", "true"}};
  EXPECT_THROW(migrate_with(atomic), MigrateFailed);
  EXPECT_EQ(tables(), "");
  script("V2__b.sql", "CREATE TABLE b (id INT); COMMIT; CREATE TABLE c (id INT);");
  EXPECT_THROW(migrate_with(atomic), MigrateFailed);
  EXPECT_EQ(tables(), "");
  script("V2__b.sql", "CREATE TABLE b (id INT);");
  EXPECT_EQ(migrate_with(atomic).executed, 2);
}

TEST_F(FlywayVerbs, AScriptWithoutATransactionGoesOnBehindWhatIsApplied) {
  script("V1__a.sql",
         "CREATE TABLE a (id INT);\nINSERT INTO a VALUES (1);\nINSERT INTO later VALUES (1);\n"
         "CREATE TABLE b (id INT);");
  script("V1__a.sql.conf", "executeInTransaction=false");
  try {
    migrate_with();
    FAIL();
  } catch (const MigrateFailed& failed) {
    ASSERT_TRUE(failed.details());
    EXPECT_EQ(failed.details()->kept, 2);
    EXPECT_EQ(failed.details()->line, 3);
  }
  EXPECT_THROW(migrate_with(), flyway::Failure) << "as with Flyway, repair comes first";
  run(repair);
  answer("CREATE TABLE later (id INT)");
  EXPECT_EQ(migrate_with().executed, 1);
  EXPECT_EQ(answer("SELECT count(*) FROM a"), "1");
  EXPECT_EQ(tables(), "a,b,later") << "the journal is gone";
}

TEST_F(FlywayVerbs, WhatWasUndoneByHandBeginsAnew) {
  script("V1__a.sql", "CREATE TABLE a (id INT);\nINSERT INTO later VALUES (1);");
  script("V1__a.sql.conf", "executeInTransaction=false");
  EXPECT_THROW(migrate_with(), MigrateFailed);
  run(repair);
  answer("DROP TABLE a");
  script("V1__a.sql", "CREATE TABLE a (id INT, n INT);");
  EXPECT_EQ(migrate_with().executed, 1);
  EXPECT_EQ(answer("SELECT count(*) FROM pragma_table_info('a')"), "2");
}

TEST_F(FlywayVerbs, AScriptThatWasChangedIsNotGoneOnWith) {
  script("V1__a.sql", "CREATE TABLE a (id INT);\nINSERT INTO later VALUES (1);");
  script("V1__a.sql.conf", "executeInTransaction=false");
  EXPECT_THROW(migrate_with(), MigrateFailed);
  run(repair);
  script("V1__a.sql", "CREATE TABLE IF NOT EXISTS a (id INT);");
  try {
    migrate_with();
    FAIL();
  } catch (const MigrateFailed& refused) {
    EXPECT_TRUE(contains(refused.what(), "--forget repair")) << refused.what();
  }
  run(repair, {{"-forget", "true"}});
  EXPECT_EQ(migrate_with().executed, 1);
}

TEST_F(FlywayVerbs, AScriptThatMixesIsRefusedBeforeItRuns) {
  script("V1__a.sql", "CREATE TABLE a (id INT);\nPRAGMA foreign_keys = ON;");
  EXPECT_THROW(migrate_with(), flyway::Failure);
  EXPECT_EQ(tables(), "");
  EXPECT_EQ(migrate_with({{"mixed", "true"}}).executed, 1);
}

TEST_F(FlywayVerbs, APlaceholderWithoutValueStopsItsScriptAlone) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  script("V2__b.sql", "CREATE TABLE ${name} (id INT);");
  EXPECT_THROW(migrate_with(), flyway::Failure);
  EXPECT_EQ(tables(), "a");
  EXPECT_EQ(migrate_with({{"placeholders.NAME", "b"}}).executed, 1);
  EXPECT_EQ(tables(), "a,b");
}

TEST_F(FlywayVerbs, MetadataOfAScriptCounts) {
  script("V1__a.sql", "CREATE TABLE a (t TEXT); INSERT INTO a VALUES ('${x}');");
  script("V1__a.sql.conf", "placeholderReplacement=false\nexecuteInTransaction=false\n");
  EXPECT_EQ(migrate_with().executed, 1);
  EXPECT_EQ(answer("SELECT t FROM a"), "${x}");
  script("V2__b.sql", "SELECT 1;");
  script("V2__b.sql.conf", "shouldExecute=true\n");
  EXPECT_THROW(migrate_with(), flyway::PaidOnly);
}

TEST_F(FlywayVerbs, CallbacksRunAtTheirEvents) {
  script("V1__log.sql", "CREATE TABLE log (m TEXT);");
  script("V2__b.sql", "INSERT INTO log VALUES ('V2');");
  script("afterEachMigrate.sql", "INSERT INTO log VALUES ('each');");
  script("afterMigrate__2.sql", "INSERT INTO log VALUES ('second');");
  script("afterMigrate__1.sql", "INSERT INTO log VALUES ('first');");
  script("afterMigrateApplied.sql", "INSERT INTO log VALUES ('applied');");
  migrate_with();
  EXPECT_EQ(answer("SELECT m FROM log"), "each,V2,each,applied,first,second");
  migrate_with();
  EXPECT_EQ(answer("SELECT count(*) FROM log"), "8");
  migrate_with({{"skipDefaultCallbacks", "true"}});
  EXPECT_EQ(answer("SELECT count(*) FROM log"), "8");
}

TEST_F(FlywayVerbs, ValidateNamesWhatWasChanged) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  migrate_with();
  EXPECT_EQ(run(validate).validated, 1U);
  script("V1__a.sql", "CREATE TABLE a (id BIGINT);");
  const ValidateResult changed = run(validate);
  ASSERT_EQ(changed.invalid.size(), 1U);
  EXPECT_EQ(changed.invalid.front().code, "CHECKSUM_MISMATCH");
  EXPECT_THROW(migrate_with(), flyway::Failure);
  EXPECT_EQ(run(repair).aligned.size(), 1U);
  EXPECT_TRUE(run(validate).invalid.empty());
}

TEST_F(FlywayVerbs, RepairMarksWhatIsGone) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  script("V2__b.sql", "CREATE TABLE b (id INT);");
  migrate_with();
  std::filesystem::remove(folder_.path() / "sql" / "V1__a.sql");
  EXPECT_EQ(states(), "1 Missing, 2 Success");
  EXPECT_EQ(run(repair).deleted.size(), 1U);
  EXPECT_EQ(states(), "1 Deleted, 2 Success");
  EXPECT_EQ(answer("SELECT type FROM flyway_schema_history"), "SQL,SQL,DELETE");
}

TEST_F(FlywayVerbs, ASchemaWithTablesWantsABaseline) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  script("V2__b.sql", "CREATE TABLE b (id INT);");
  run([](FlywayPlace& place) { return place.connection().execute({"CREATE TABLE old (i INT)"}); });
  EXPECT_THROW(migrate_with(), flyway::Failure);
  EXPECT_EQ(tables(), "old");
  run([](FlywayPlace& place) { return baseline(place); });
  EXPECT_EQ(migrate_with().executed, 1);
  EXPECT_EQ(tables(), "b,old");
  EXPECT_TRUE(run([](FlywayPlace& place) { return baseline(place); }).was_there);
  EXPECT_THROW(run([](FlywayPlace& place) { return baseline(place); }, {{"baselineVersion", "2"}}),
               flyway::Failure);
}

class FlywayUndo : public FlywayVerbs {
 protected:
  FlywayUndo() {
    for (const char* version : {"1", "2", "3"}) {
      const std::string name = std::string("t") + version;
      script("V" + std::string(version) + "__t.sql", "CREATE TABLE " + name + " (id INT);");
      script("U" + std::string(version) + "__t.sql", "DROP TABLE " + name + ";");
    }
  }
  UndoResult run_undo(const flyway::Settings& more = {}, const UndoTold& told = {}) {
    return run([&](FlywayPlace& place) { return undo(place, told); }, more);
  }
  void remove(const std::string& name) { std::filesystem::remove(folder_.path() / "sql" / name); }
};

TEST_F(FlywayUndo, TakesTheLastMigrationBack) {
  migrate_with();
  const UndoResult undone = run_undo();
  ASSERT_EQ(undone.undone.size(), 1U);
  EXPECT_EQ(undone.initial_version, "3");
  EXPECT_EQ(undone.target_version, "2");
  EXPECT_EQ(tables(), "t1,t2");
  EXPECT_EQ(states(), "1 Success, 2 Success, 3 Deleted, 3 Pending");
  EXPECT_EQ(migrate_with().executed, 1);
  EXPECT_EQ(states(), "1 Success, 2 Success, 3 Deleted, 3 Success");
}

TEST_F(FlywayUndo, GoesDownToTheTarget) {
  migrate_with();
  EXPECT_EQ(run_undo({{"target", "2"}}).undone.size(), 2U);
  EXPECT_EQ(tables(), "t1");
  EXPECT_EQ(run_undo({{"target", "2?"}}).undone.size(), 0U);
}

TEST_F(FlywayUndo, IsRefusedAsAWhole) {
  migrate_with();
  remove("U1__t.sql");
  remove("U2__t.sql");
  try {
    run_undo({{"target", "1"}});
    FAIL();
  } catch (const flyway::Failure& refused) {
    EXPECT_TRUE(contains(refused.what(), "U2__t.sql, U1__t.sql")) << refused.what();
  }
  EXPECT_EQ(tables(), "t1,t2,t3");
}

TEST_F(FlywayUndo, LeavesNothingHalfDone) {
  migrate_with();
  script("U2__t.sql", "DROP TABLE t2; DROP TABLE nope;");
  EXPECT_THROW(run_undo({{"target", "1"}}), RollbackRefused);
  script("U2__t.sql", "DROP TABLE t2; SELECT abs(-9223372036854775807 - 1);");
  EXPECT_THROW(run_undo({{"target", "1"}}), ScriptFailed);
  EXPECT_EQ(tables(), "t1,t2,t3");
  EXPECT_EQ(states(), "1 Success, 2 Success, 3 Success");
}

TEST_F(FlywayUndo, ShowsWhatWouldBeLostAndDoesNothing) {
  migrate_with();
  answer("INSERT INTO t3 VALUES (1), (2)");
  std::optional<std::int64_t> rows;
  UndoTold told;
  told.prospect = [&](const RollbackProspect& prospect) {
    EXPECT_EQ(prospect.plan.undos.size(), 2U);
    EXPECT_TRUE(prospect.is_one_transaction);
    rows = totals_of(prospect.impact).rows;
  };
  const UndoResult result = run_undo({{"target", "2"}, {"-plan", "true"}}, told);
  EXPECT_TRUE(result.is_only_plan);
  EXPECT_TRUE(result.undone.empty());
  EXPECT_EQ(rows, 2);
  EXPECT_EQ(tables(), "t1,t2,t3");
}

TEST_F(FlywayUndo, ARehearsalLeavesEverythingAsItWas) {
  migrate_with();
  EXPECT_EQ(run_undo({{"target", "1"}, {"-rehearse", "true"}}).undone.size(), 3U);
  EXPECT_EQ(tables(), "t1,t2,t3");
  EXPECT_EQ(states(), "1 Success, 2 Success, 3 Success");
}

TEST_F(FlywayUndo, IsBadlyNamedToFreeEditions) {
  const flyway::Settings naming{{"validateMigrationNaming", "true"}};
  EXPECT_THROW(migrate_with(naming), flyway::Failure);
  flyway::Settings known = naming;
  known.push_back({"undoSqlMigrationPrefix", "U"});
  EXPECT_EQ(migrate_with(known).executed, 3);
}

TEST_F(FlywayUndo, WritesTheRowsOfPaidEditionsWhereThatIsAskedFor) {
  migrate_with();
  run_undo({{"undoHistory", "UNDO_SQL"}});
  EXPECT_EQ(answer("SELECT type || ' ' || script FROM flyway_schema_history WHERE "
                   "installed_rank = 4"),
            "UNDO_SQL U3__t.sql");
  EXPECT_EQ(migrate_with().executed, 1);
}

TEST_F(FlywayVerbs, CleanIsDisabledAtFirst) {
  script("V1__a.sql", "CREATE TABLE a (id INT); CREATE VIEW v AS SELECT id FROM a;");
  migrate_with();
  EXPECT_THROW(run(clean), flyway::Failure);
  EXPECT_EQ(run(clean, {{"cleanDisabled", "false"}}).cleaned, std::vector<std::string>{"main"});
  EXPECT_EQ(answer("SELECT count(*) FROM sqlite_master"), "0");
}

TEST_F(FlywayVerbs, LocationsHaveWildcards) {
  script("x1/V1__a.sql", "CREATE TABLE a (id INT);");
  script("y/z/V2__b.sql", "CREATE TABLE b (id INT);");
  script(".hidden/V3__c.sql", "CREATE TABLE c (id INT);");
  EXPECT_EQ(states({{"locations", "filesystem:sql/x*"}}), "1 Pending");
  EXPECT_EQ(states({{"locations", "filesystem:sql/?1,filesystem:**/z"}}), "1 Pending, 2 Pending");
  EXPECT_EQ(states({{"locations", "filesystem:sql/**"}}), "");
  EXPECT_EQ(states(), "1 Pending, 2 Pending");
}

TEST_F(FlywayVerbs, WhatOnlyJavaRunsIsNamed) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  script("V2__b.java", "class V2__b {}");
  migrate_with();
  ASSERT_EQ(observer_.warnings.size(), 1U);
  EXPECT_TRUE(contains(observer_.warnings.front(), "sql/V2__b.java"));
}

TEST_F(FlywayVerbs, AScriptMustBeOfItsEncoding) {
  script("V1__a.sql", "CREATE TABLE a (id INT); -- \xE9");
  EXPECT_THROW(states(), flyway::Failure);
  EXPECT_EQ(states({{"encoding", "ISO-8859-1"}}), "1 Pending");
}

TEST_F(FlywayVerbs, NobodyRunsWhileAnotherOneDoes) {
  script("V1__a.sql", "CREATE TABLE a (id INT);");
  run([&](FlywayPlace& place) {
    const FlywayLock lock(place);
    EXPECT_THROW(migrate_with({{"lockRetryCount", "0"}}), flyway::Failure);
    return 0;
  });
  EXPECT_EQ(migrate_with().executed, 1);
}

}  // namespace
}  // namespace ebbtide
