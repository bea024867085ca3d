#include "history/liquibase_store.h"

#include <gtest/gtest.h>

#include "tests/support/fake_connection.h"

namespace ebbtide {
namespace {

HistoryRow row_of(const std::string& id) {
  HistoryRow row;
  row.id = {"c.xml", id, "ann"};
  row.order = 1;
  return row;
}

/// A store for MariaDB, whose collations are loose.
struct Store {
  FakeConnection connection{"mariadb"};
  LiquibaseStore store{connection, TrackingTables(Names(connection.dialect(), {}), {})};

  std::string forgets(const std::string& id) { return store.forget(row_of(id).id).at(0).sql; }
};

/// What a script says to forget a changeset of a history of these.
std::string script(const std::vector<std::string>& ids, const std::string& id) {
  Store of;
  std::vector<HistoryRow> rows;
  for (const std::string& one : ids) rows.push_back(row_of(one));
  of.store.start_script(History(rows));
  return of.forgets(id);
}

TEST(LiquibaseStore, AScriptNamesRowsAsLiquibaseDoesUnlessTwoLookAlike) {
  const std::string plain =
      "DELETE FROM DATABASECHANGELOG WHERE ID = 'a1' AND AUTHOR = 'ann' AND FILENAME = 'c.xml'";
  EXPECT_EQ(script({"a1", "a2", "b1"}, "a1"), plain);
  EXPECT_EQ(script({"a1",
                    "\xc3\xa4"
                    "2"},
                   "a1"),
            plain);
  EXPECT_NE(script({"a1", "A1"}, "a1"), plain);
  EXPECT_NE(script({"a1", "a1 "}, "a1"), plain);
  EXPECT_NE(script({"a1",
                    "\xc3\xa4"
                    "1"},
                   "a1"),
            plain);
}

TEST(LiquibaseStore, AScriptKnowsWhatItHasRecorded) {
  Store of;
  of.store.start_script(History({row_of("a1")}));
  of.store.record(row_of("A1"));
  const std::string sql = of.store.set_checksum(row_of("a1").id, "9:a").at(0).sql;
  EXPECT_NE(sql.find("AS BINARY)"), std::string::npos) << sql;
}

TEST(LiquibaseStore, ALiveRunMeansOneRowAlone) {
  EXPECT_NE(Store().forgets("a1").find("AS BINARY)"), std::string::npos);
}

TEST(LiquibaseStore, AsksForItsLockTableOnce) {
  Store of;
  of.connection.tables = {"DATABASECHANGELOGLOCK"};
  EXPECT_TRUE(of.store.lock_row()->exists());
  of.connection.tables.clear();
  EXPECT_EQ(of.store.session_lock().table, "lock table DATABASECHANGELOGLOCK");
  EXPECT_FALSE(of.store.lock_row()->exists());
}

}  // namespace
}  // namespace ebbtide
