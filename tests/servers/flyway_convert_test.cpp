// A Flyway project on a server on its way to a changelog and back.
#include "database/connection.h"
#include "formats/project.h"
#include "formats/search_path.h"
#include "operations/flyway/convert.h"
#include "operations/flyway/drift.h"
#include "operations/flyway/migrate.h"
#include "operations/update.h"
#include "tests/support/flyway_folder.h"
#include "tests/support/test_database.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

class FlywayConversionOnServer : public OnDatabase, protected FlywayFolder {
 protected:
  template <class Operation>
  auto run(const Operation& operation, const flyway::Settings& more = {}) {
    return run_on(database().url(), operation, {{"changelogFile", "changelog.yaml"}}, more);
  }
  int migrated() {
    return run([](FlywayPlace& place) { return migrate(place); }).executed;
  }
  template <class Operation>
  auto with_changelog(const Operation& operation) {
    SearchPath::Options options;
    options.roots = {folder_.path().string()};
    OpenDatabase opened({DatabaseUrl::parse(database().url())}, interruption_);
    const Project project =
        load_project({"changelog.yaml", std::make_shared<const SearchPath>(options),
                      Properties(Selection{opened.dbms(), {}, ""})},
                     &opened.facts());
    return operation(project, opened);
  }
  int updated() {
    return with_changelog([&](const Project& project, OpenDatabase& opened) {
      return update(project, opened, {}, with_).result.change_sets;
    });
  }
  std::string value(const std::string& sql) {
    const Rows answer = connection().query({sql});
    return answer.rows.empty() ? "" : answer.rows.front().front().value_or("NULL");
  }
};

TEST_P(FlywayConversionOnServer, GoesOverAndBack) {
  script("V1__a.sql",
         "CREATE TABLE a (id INT PRIMARY KEY, n VARCHAR(50));\nINSERT INTO a VALUES "
         "(1, 'x;y');");
  script("V2__b.sql", "CREATE TABLE b (id INT);");
  script("U2__b.sql", "DROP TABLE b;");
  script("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT id FROM a;");
  EXPECT_EQ(migrated(), 3);
  const std::string before =
      value("SELECT installed_on FROM flyway_schema_history WHERE installed_rank = 2");
  const FlywayConvertResult result = run(convert_flyway, {{"takeover", "true"}});
  EXPECT_EQ(result.rows, 3u);
  EXPECT_EQ(result.rollbacks, 1u);
  EXPECT_FALSE(run(find_flyway_drift).has_drift);
  EXPECT_EQ(updated(), 0);
  EXPECT_TRUE(value("SELECT DATEEXECUTED FROM DATABASECHANGELOG WHERE ID = 'V2__b'")
                  .starts_with(before.substr(0, sizeof "2026-11-28 00:00:00" - 1)));
  EXPECT_EQ(value("SELECT count(*) FROM flyway_schema_history"), "3");
  EXPECT_EQ(migrated(), 0);
  connection().execute({"CREATE TABLE by_hand (id INT)"});
  EXPECT_TRUE(run(find_flyway_drift).has_drift);
}

INSTANTIATE_TEST_SUITE_P(Servers, FlywayConversionOnServer, testing::ValuesIn(test_servers()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide
