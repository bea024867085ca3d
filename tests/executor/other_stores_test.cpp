#include "tests/support/other_stores.h"

#include <gtest/gtest.h>

#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

const Loaded& tables() {
  static const Loaded loaded =
      for_sqlite(change_set_of("1", "<sql>create table a (i int)</sql>") +
                 change_set_of("2", "<sql>create table b (i int)</sql>", "runOnChange=\"true\""));
  return loaded;
}

TEST(OtherStores, AnUpdateKeepsItsHistoryInTheTableOfAnotherTool) {
  MemoryDatabase database;
  TableOfVersions table(database.connection(), database.names());
  UpdateOfMemory update(database, table);
  EXPECT_EQ(update.run(tables()).change_sets, 2);
  EXPECT_EQ(database.ask("SELECT installed_rank, version FROM flyway_schema_history"), "1|1\n2|2");
  EXPECT_EQ(update.run(tables()).change_sets, 0);
  database.run("UPDATE flyway_schema_history SET checksum = 7");
  EXPECT_NE(update.failure(tables()).find("its checksum was: 7 but is now: "), std::string::npos);
}

TEST(OtherStores, AChangesetThatFailedIsNamed) {
  MemoryDatabase database;
  TableOfVersions table(database.connection(), database.names());
  UpdateOfMemory update(database, table);
  update.run(tables());
  database.run("UPDATE flyway_schema_history SET success = 0");
  EXPECT_EQ(update.failure(tables()),
            "the history says that the changeset failed; put right what is half done, then take "
            "its row out of flyway_schema_history");
}

TEST(OtherStores, TheRowOfALedgerSharesTheTransactionOfItsChangeset) {
  MemoryDatabase database;
  LiquibaseStore table(database.connection(), TrackingTables(database.names(), {}));
  Ledger ledger(table);
  UpdateOfMemory update(database, ledger);
  update.run(tables());
  EXPECT_EQ(database.ask("SELECT * FROM LEDGER"), "ran|1\nran|2");
  database.run("CREATE TRIGGER full BEFORE INSERT ON LEDGER BEGIN SELECT RAISE(IGNORE); END");
  const Loaded more = for_sqlite(change_set_of("3", "<sql>create table c (i int)</sql>"));
  EXPECT_NE(update.failure(more).find("the ledger did not take its row"), std::string::npos);
  EXPECT_EQ(database.ask("SELECT count(*) FROM DATABASECHANGELOG"), "2");
  EXPECT_EQ(database.ask("SELECT name FROM sqlite_master WHERE name = 'c'"), "");
}

}  // namespace
}  // namespace ebbtide
