// What the linter and drift say of a Flyway project, on SQLite.
#include <gtest/gtest.h>

#include "database/connection.h"
#include "flyway/failure.h"
#include "lint/rule.h"
#include "operations/flyway/baseline.h"
#include "operations/flyway/drift.h"
#include "operations/flyway/lint.h"
#include "operations/flyway/migrate.h"
#include "tests/support/flyway_folder.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

class FlywayProjectTest : public testing::Test, protected FlywayFolder {
 protected:
  template <class Operation>
  auto run(const Operation& operation, const flyway::Settings& more = {}) {
    return run_on("jdbc:sqlite:" + folder_.at("t.db"), operation, {{"placeholders.t", "a"}}, more);
  }
  void migrated() {
    run([](FlywayPlace& place) { return migrate(place); });
  }
  void execute(const std::string& sql) {
    run([&](FlywayPlace& place) { place.connection().execute({sql}); });
  }
  std::string findings() {
    std::vector<std::string> all;
    const auto judge = [](FlywayPlace& place) { return lint_flyway(place, "2026-11-28"); };
    for (const lint::Finding& one : run(judge).report.findings)
      all.push_back(one.where.to_text() + " " + std::string(one.rule->id));
    return join(all, ", ");
  }
};

using FlywayDrift = FlywayProjectTest;
using FlywayLint = FlywayProjectTest;

TEST_F(FlywayDrift, IsWhatNoMigrationMade) {
  script("V1__a.sql", "CREATE TABLE ${t} (id INTEGER PRIMARY KEY);");
  script("V2__b.sql", "CREATE TABLE b (id INTEGER);");
  script("R__v.sql", "DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT id FROM a");
  migrated();
  FlywayDriftResult result = run(find_flyway_drift);
  EXPECT_EQ(result.migrations, 3u);
  EXPECT_FALSE(result.has_drift);
  EXPECT_TRUE(result.differences.empty());
  execute("CREATE TABLE by_hand (id INTEGER)");
  result = run(find_flyway_drift);
  EXPECT_TRUE(result.has_drift);
  ASSERT_EQ(result.differences.size(), 1u);
  EXPECT_TRUE(contains(result.differences.front().to_text(), "by_hand"));
}

TEST_F(FlywayDrift, TakesPendingScriptsForNoneAndBaselinesForWhatTheyStandFor) {
  execute("CREATE TABLE a (id INTEGER PRIMARY KEY)");
  script("V1__a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY);");
  run([](FlywayPlace& place) { return baseline(place); });
  script("V2__b.sql", "CREATE TABLE b (id INTEGER);");
  const FlywayDriftResult result = run(find_flyway_drift);
  EXPECT_EQ(result.migrations, 1u);
  EXPECT_FALSE(result.has_drift);
}

TEST_F(FlywayDrift, SaysWhatItCannotKnow) {
  script("V1__a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY);");
  script("V2__b.sql", "CREATE TABLE b (id INTEGER);");
  migrated();
  script("V1__a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY);\n-- edited\n");
  folder_.write("other/V3__c.sql", "CREATE TABLE c (id INTEGER);");
  run([](FlywayPlace& place) { return migrate(place); },
      {{"locations", "filesystem:other"}, {"validateOnMigrate", "false"}});
  const FlywayDriftResult result = run(find_flyway_drift);
  EXPECT_EQ(result.notes.size(), 2u);  // V1 was edited, V3 is gone
  EXPECT_TRUE(result.has_drift);
}

TEST_F(FlywayDrift, NeedsAHistory) {
  script("V1__a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY);");
  EXPECT_THROW(run(find_flyway_drift), flyway::Failure);
}

TEST_F(FlywayLint, JudgesWhatIsPendingWithItsPlaceholdersReplaced) {
  script("V1__a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY);\nDROP TABLE IF EXISTS gone;\n");
  migrated();
  EXPECT_EQ(findings(), "");
  script("V2__drop.sql", "-- away\nDROP TABLE ${t};\n");
  EXPECT_TRUE(contains(findings(), "sql/V2__drop.sql:2:1 DS")) << findings();
}

}  // namespace
}  // namespace ebbtide
