// Every store there is, and two that show what else fits.
#include "database/flyway_words.h"
#include "history/flyway_store.h"
#include "history/liquibase_store.h"
#include "history/offline_store.h"
#include "tests/history/store_suite.h"
#include "tests/support/memory_database.h"
#include "tests/support/other_stores.h"
#include "tests/support/temporary_folder.h"

namespace ebbtide {
namespace {

TrackingTables tables_of(const MemoryDatabase& database) { return {database.names(), {}}; }

struct LiquibaseTable {
  MemoryDatabase database;
  LiquibaseStore own{database.connection(), tables_of(database)};

  HistoryStore& store() { return own; }
  Connection& connection() { return database.connection(); }
  bool keeps_tags() const { return true; }
  bool is_table() const { return true; }
  History look() { return LiquibaseStore(database.connection(), tables_of(database)).read(); }
};

struct OfflineFile {
  TemporaryFolder folder;
  MemoryDatabase database;
  std::string file = (folder.path() / "h.csv").string();
  OfflineStore own{file, OfflineSql::none, tables_of(database)};

  HistoryStore& store() { return own; }
  Connection& connection() { return database.connection(); }
  bool keeps_tags() const { return true; }
  bool is_table() const { return false; }
  History look() { return OfflineStore(file, OfflineSql::none, tables_of(database)).read(); }
};

struct LedgerAroundATable {
  LiquibaseTable table;
  Ledger own{table.own};

  HistoryStore& store() { return own; }
  Connection& connection() { return table.connection(); }
  bool keeps_tags() const { return true; }
  bool is_table() const { return true; }
  History look() { return table.look(); }
};

struct TableOfAnotherTool {
  MemoryDatabase database;
  TableOfVersions own{database.connection(), database.names()};

  HistoryStore& store() { return own; }
  Connection& connection() { return database.connection(); }
  bool keeps_tags() const { return false; }
  bool is_table() const { return true; }
  History look() { return own.read(); }
};

struct TableOfFlyway {
  MemoryDatabase database;
  FlywayTable table{database.connection(), flyway_words("sqlite"), "main", "flyway_schema_history",
                    ""};
  FlywayStore own{table};

  HistoryStore& store() { return own; }
  Connection& connection() { return database.connection(); }
  bool keeps_tags() const { return false; }
  bool is_table() const { return true; }
  History look() { return FlywayStore(table).read(); }
};

using Stores = testing::Types<LiquibaseTable, OfflineFile, TableOfFlyway, LedgerAroundATable,
                              TableOfAnotherTool>;
INSTANTIATE_TYPED_TEST_SUITE_P(Every, StoreSuite, Stores);

TEST(Ledger, GoesWithTheRowsOfItsStore) {
  LedgerAroundATable given;
  for (const CommentedSql& step : given.store().missing()) given.table.database.run(step.sql);
  HistoryRow row;
  row.id = {"c.xml", "1", "ann"};
  for (const RowChanges& changes : {given.own.record(row), given.own.forget(row.id)}) {
    for (const RowChange& change : changes) given.table.database.run(change.sql);
  }
  EXPECT_EQ(given.table.database.ask("SELECT * FROM LEDGER"), "ran|1\nundone|1");
}

TEST(TableOfVersions, SaysThatAChangesetFailed) {
  TableOfAnotherTool given;
  for (const CommentedSql& step : given.store().missing()) given.database.run(step.sql);
  HistoryRow row;
  row.id.id = "1";
  for (const RowChange& change : given.own.record(row)) given.database.run(change.sql);
  given.database.run("UPDATE flyway_schema_history SET success = 0");
  const Loaded loaded(MemoryFiles({{"c.xml", one_change_set("<sql>select 1</sql>")}}));
  const Hashing hashing{newest_checksum_version, loaded.files, loaded.properties()};
  EXPECT_EQ(
      given.own.look_up(loaded.changelog.change_sets.at(0), given.own.read(), hashing).standing,
      Standing::failed);
}

}  // namespace
}  // namespace ebbtide
