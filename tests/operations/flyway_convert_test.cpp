// A Flyway project on its way to a changelog and back, on SQLite.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "database/connection.h"
#include "flyway/failure.h"
#include "formats/project.h"
#include "formats/search_path.h"
#include "operations/flyway/convert.h"
#include "operations/flyway/migrate.h"
#include "operations/rollback.h"
#include "operations/update.h"
#include "tests/support/flyway_folder.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

class FlywayConversion : public testing::Test, protected FlywayFolder {
 protected:
  template <class Operation>
  auto run(const Operation& operation, const flyway::Settings& more = {}) {
    flyway::Settings common{{"changelogFile", file_}};
    common.insert(common.end(), common_.begin(), common_.end());
    return run_on("jdbc:sqlite:" + folder_.at(database_), operation, common, more);
  }
  int migrated(const flyway::Settings& more = {}) {
    return run([](FlywayPlace& place) { return migrate(place); }, more).executed;
  }
  FlywayConvertResult taken_over(flyway::Settings more = {}) {
    more.push_back({"takeover", "true"});
    return run(convert_flyway, more);
  }
  /// What keeps it from being converted; empty where nothing does.
  std::string refused(const flyway::Settings& more = {}) {
    try {
      run(convert_flyway, more);
      return "";
    } catch (const flyway::Failure& failure) {
      EXPECT_FALSE(std::filesystem::exists(folder_.at(file_)));
      return failure.what();
    }
  }
  /// Calls an operation of changelogs with the one that was written.
  template <class Operation>
  auto with_changelog(const Operation& operation) {
    SearchPath::Options options;
    options.roots = {folder_.path().string()};
    OpenDatabase database({DatabaseUrl::parse("jdbc:sqlite:" + folder_.at(database_))},
                          interruption_);
    const Project project = load_project({file_, std::make_shared<const SearchPath>(options),
                                          Properties(Selection{"sqlite", {}, ""})},
                                         &database.facts());
    return operation(project, database, with_);
  }
  /// How many changesets an update runs.
  int updated() {
    return with_changelog(
        [](const Project& project, OpenDatabase& database, const Surroundings& with) {
          return update(project, database, {}, with).result.change_sets;
        });
  }
  std::string answer(const std::string& sql) {
    return run([&](FlywayPlace& place) { return answer_of(place.connection(), sql); });
  }
  std::string tables() {
    return answer(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view', 'trigger') AND name NOT "
        "LIKE 'flyway%' AND name NOT LIKE 'databasechangelog%' ORDER BY name");
  }
  std::string text() {
    std::ifstream file(folder_.at(file_));
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
  }

  std::string database_ = "t.db", file_ = "changelog.yaml";
  flyway::Settings common_;
};

constexpr const char* one_table = "CREATE TABLE a (id INTEGER PRIMARY KEY, n VARCHAR(50));\n";
constexpr const char* one_view = "DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT id FROM ${table}";
constexpr const char* one_trigger =
    "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET n = 'x;y'; SELECT 1; END;\n";

class FlywayConversionTo : public FlywayConversion,
                           public testing::WithParamInterface<const char*> {};

TEST_P(FlywayConversionTo, EachFormatMakesTheSame) {
  file_ = std::string("out/changelog.") + GetParam();
  script("V1__a.sql", one_table);
  script("V2__trigger.sql", one_trigger);
  script("U2__trigger.sql", "DROP TRIGGER t;\n-- gone\n");
  script("V3__empty.sql", "-- nothing yet\n");
  script("U3__empty.sql", "");
  script("R__v.sql", one_view);
  common_ = {{"placeholders.Table", "a"}};
  EXPECT_EQ(migrated(), 4);
  const FlywayConvertResult result = taken_over();
  EXPECT_TRUE(result.is_written);
  EXPECT_EQ(result.change_sets, 4u);
  EXPECT_EQ(result.rollbacks, 2u);
  EXPECT_EQ(result.properties, std::vector<std::string>{"Table"});
  EXPECT_EQ(result.rows, 4u);
  EXPECT_EQ(updated(), 0);
  const std::string made = tables();
  EXPECT_EQ(
      with_changelog([](const Project& project, OpenDatabase& database, const Surroundings& with) {
        return roll_back(project, database, RollbackCount{3}, {}, with).result.change_sets;
      }),
      3);
  database_ = "new.db";
  EXPECT_EQ(updated(), 4);
  EXPECT_EQ(tables(), made);
}

INSTANTIATE_TEST_SUITE_P(Formats, FlywayConversionTo,
                         testing::Values("yaml", "xml", "json", "sql"));

TEST_F(FlywayConversion, TheHistoryKeepsItsDatesAndOrder) {
  script("V1__a.sql", one_table);
  script("R__v.sql", "CREATE VIEW v AS SELECT id FROM a");
  script("V2__b.sql", "CREATE TABLE b (id INT);");
  EXPECT_EQ(migrated({{"target", "1"}, {"installedBy", "ann"}}), 2);
  EXPECT_EQ(migrated(), 1);
  EXPECT_EQ(taken_over().rows, 3u);
  EXPECT_EQ(answer("SELECT id FROM databasechangelog ORDER BY orderexecuted"), "V1__a,R__v,V2__b");
  EXPECT_EQ(answer("SELECT dateexecuted FROM databasechangelog ORDER BY orderexecuted"),
            answer("SELECT installed_on FROM flyway_schema_history ORDER BY installed_rank"));
  EXPECT_EQ(answer("SELECT comments FROM databasechangelog WHERE id = 'V1__a'"),
            "a; by Flyway as ann");
  EXPECT_EQ(taken_over().rows, 0u);
}

TEST_F(FlywayConversion, ADatabaseGoesBackAndForth) {
  script("V1__a.sql", one_table);
  EXPECT_EQ(migrated(), 1);
  EXPECT_EQ(taken_over().rows, 1u);
  script("V2__b.sql", "CREATE TABLE b (id INT);");
  EXPECT_EQ(migrated(), 1);
  EXPECT_THROW(taken_over(), flyway::Failure);  // the changelog lacks V2
  std::filesystem::remove(folder_.at(file_));
  EXPECT_EQ(taken_over().rows, 1u);
  EXPECT_EQ(updated(), 0);
  EXPECT_EQ(migrated(), 0);
}

TEST_F(FlywayConversion, WhatIsPendingIsPending) {
  script("V1__a.sql", one_table);
  script("V2__b.sql", "CREATE TABLE b (id INT);");
  script("R__v.sql", "CREATE VIEW v AS SELECT id FROM a");
  EXPECT_EQ(migrated({{"target", "1"}}), 2);
  script("R__v.sql", "DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT id FROM a");
  const FlywayConvertResult result = taken_over();
  EXPECT_EQ(result.rows, 1u);
  EXPECT_EQ(updated(), 2);
  EXPECT_EQ(tables(), "a,b,v");
}

TEST_F(FlywayConversion, WhatAFileCannotSayStandsInTheChangelog) {
  script("V1__a.sql", "CREATE TABLE #[t] (id INT); INSERT INTO a VALUES (1);");
  script("V2__latin.sql", "INSERT INTO a VALUES ('\xE9');");
  folder_.write("sql/V2__latin.sql.conf", "encoding=ISO-8859-1\n");
  script("V3__plain.sql", "INSERT INTO a VALUES ('#[t]');");
  folder_.write("sql/V3__plain.sql.conf", "placeholderReplacement=false\n");
  script("V4__name.sql", "INSERT INTO a VALUES ('#[flyway:filename]');");
  const flyway::Settings more{
      {"placeholderPrefix", "#["}, {"placeholderSuffix", "]"}, {"placeholders.t", "a"}};
  EXPECT_EQ(migrated(more), 4);
  const FlywayConvertResult result = taken_over(more);
  EXPECT_EQ(result.rows, 4u);
  EXPECT_EQ(result.left.size(), 2u);  // V1 and V4 are copied
  const std::string rows = answer("SELECT id FROM a");
  database_ = "new.db";
  EXPECT_EQ(updated(), 4);
  EXPECT_EQ(answer("SELECT id FROM a"), rows);
}

TEST_F(FlywayConversion, TheLastBaselineMigrationStandsForWhatIsBelowIt) {
  script("V1__a.sql", one_table);
  script("V2__b.sql", "CREATE TABLE b (id INT);");
  script("V3__c.sql", "CREATE TABLE c (id INT);");
  EXPECT_EQ(migrated(), 3);
  script("B2__base.sql", std::string(one_table) + "CREATE TABLE b (id INT);");
  EXPECT_EQ(taken_over().rows, 2u);
  EXPECT_EQ(answer("SELECT id FROM databasechangelog ORDER BY orderexecuted"), "B2__base,V3__c");
  EXPECT_EQ(updated(), 0);
  database_ = "new.db";
  EXPECT_EQ(updated(), 2);
  EXPECT_EQ(tables(), "a,b,c");
}

TEST_F(FlywayConversion, ABaselineStandsForItsVersions) {
  script("V1__a.sql", one_table);
  script("V2__b.sql", "CREATE TABLE b (id INT);");
  answer("CREATE TABLE a (id INTEGER PRIMARY KEY, n VARCHAR(50))");
  EXPECT_EQ(migrated({{"baselineOnMigrate", "true"}, {"baselineVersion", "1"}}), 1);
  EXPECT_EQ(taken_over().rows, 2u);
  EXPECT_EQ(updated(), 0);
}

TEST_F(FlywayConversion, WhatNoChangelogCanCarryIsNamedAndNothingIsWritten) {
  script("V1__a.sql", one_table);
  script("V2__b.sql", "INSERT INTO ${nobody} VALUES (1);");
  script("V3__c.java", "class V3__c {}");
  const std::string why = refused();
  EXPECT_TRUE(contains(why, "sql/V2__b.sql")) << why;
  EXPECT_TRUE(contains(why, "sql/V3__c.java")) << why;
}

TEST_F(FlywayConversion, AHistoryThatIsNotSoundIsNotTakenOver) {
  script("V1__a.sql", one_table);
  EXPECT_EQ(migrated(), 1);
  script("V1__a.sql", "CREATE TABLE other (id INT);");
  EXPECT_TRUE(contains(refused({{"takeover", "true"}}), "checksum mismatch"));
  script("V1__a.sql", one_table);
  answer("UPDATE flyway_schema_history SET success = 0 WHERE installed_rank = 1 RETURNING 1");
  EXPECT_TRUE(contains(refused({{"takeover", "true"}}), "Detected failed migration"));
}

TEST_F(FlywayConversion, ScriptsThatNeedWhatWasThereBeforeAreComparedByTheirStatements) {
  answer("CREATE TABLE a (id INTEGER PRIMARY KEY)");
  script("V2__b.sql", "ALTER TABLE a ADD n INT;");
  EXPECT_EQ(migrated({{"baselineOnMigrate", "true"}}), 1);
  const FlywayConvertResult result = taken_over();
  EXPECT_EQ(result.proved_on, "");
  EXPECT_EQ(result.rows, 1u);
  EXPECT_EQ(result.left.size(), 2u);  // the proof, and what was before the baseline
  EXPECT_EQ(updated(), 0);
}

TEST_F(FlywayConversion, CallbacksAreNamed) {
  script("V1__a.sql", one_table);
  script("afterMigrate.sql", "SELECT 1;");
  const FlywayConvertResult result = run(convert_flyway);
  ASSERT_EQ(result.left.size(), 1u);
  EXPECT_TRUE(contains(result.left.front(), "sql/afterMigrate.sql"));
}

TEST_F(FlywayConversion, AnotherChangelogIsNotTakenForIt) {
  script("V1__a.sql", one_table);
  EXPECT_EQ(migrated(), 1);
  folder_.write(file_,
                "databaseChangeLog:\n- changeSet:\n    id: V1__a\n    author: flyway\n    "
                "changes:\n    - sql: SELECT 1\n");
  EXPECT_THROW(taken_over(), flyway::Failure);
  EXPECT_EQ(answer("SELECT count(*) FROM sqlite_master WHERE name = 'databasechangelog'"), "0");
}

}  // namespace
}  // namespace ebbtide
