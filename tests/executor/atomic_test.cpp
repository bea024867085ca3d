#include "executor/bracket.h"

#include <gtest/gtest.h>

#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

const std::string ids = "SELECT ID FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED";
const std::string tables =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'DATABASE%' ORDER BY 1";

/// Runs a changelog as one transaction; returns what went wrong.
std::string update_at_once(MemoryDatabase& database, const Loaded& loaded,
                           const std::string& tag = "") {
  UpdateOfMemory update(database);
  const History history = update.history();
  const Hashing hashing{newest_checksum_version, loaded.files, loaded.properties()};
  try {
    LiveRunOptions options;
    options.is_one_transaction = true;
    update.with_run(loaded, options, [&](LiveRun& run) {
      const RunContext& context = run.context();
      run_update(plan_update(loaded.changelog, history, context.store, hashing, {}), history,
                 context);
      if (!tag.empty()) context.session.write(context.store.tag_last_row(tag));
      run.finish();
    });
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

std::string sql(const std::string& text) { return "<sql>" + text + "</sql>"; }

TEST(AtomicUpdate, CommitsEverythingAtTheEnd) {
  MemoryDatabase database;
  const Loaded changelog = for_sqlite(change_set_of("1", sql("CREATE TABLE a (i)")) +
                                      change_set_of("2", sql("CREATE TABLE b (i)")));
  EXPECT_EQ(update_at_once(database, changelog), "");
  EXPECT_EQ(database.ask(ids), "1\n2");
  EXPECT_EQ(database.ask(tables), "a\nb");
}

TEST(AtomicUpdate, FailureUndoesAllChangesets) {
  MemoryDatabase database;
  const Loaded changelog = for_sqlite(change_set_of("1", sql("CREATE TABLE a (i)")) +
                                      change_set_of("2", sql("INSERT INTO missing VALUES (1)")));
  EXPECT_EQ(update_at_once(database, changelog, "v1"),
            "no such table: missing [1]; statement 1: INSERT INTO missing VALUES (1); all of the "
            "update is undone");
  EXPECT_EQ(database.ask(ids), "");
  EXPECT_EQ(database.ask(tables), "");
}

TEST(AtomicUpdate, DoesNotGoOnWhereTheDatabaseHasUndoneAllOfIt) {
  MemoryDatabase database;
  const Loaded changelog = for_sqlite(
      change_set_of("1", sql("CREATE TABLE a (i PRIMARY KEY); INSERT INTO a VALUES (1)")) +
      change_set_of("2", sql("INSERT OR ROLLBACK INTO a VALUES (1)"), "failOnError=\"false\"") +
      change_set_of("3", sql("CREATE TABLE b (i)")));
  EXPECT_NE(
      update_at_once(database, changelog).find("the database has ended the whole transaction"),
      std::string::npos);
  EXPECT_EQ(database.ask(ids), "");
  EXPECT_EQ(database.ask(tables), "");
}

TEST(AtomicUpdate, TagIsPartOfIt) {
  MemoryDatabase database;
  EXPECT_EQ(
      update_at_once(database, for_sqlite(change_set_of("1", sql("CREATE TABLE a (i)"))), "v1"),
      "");
  EXPECT_EQ(database.ask("SELECT ID, TAG FROM DATABASECHANGELOG"), "1|v1");
}

TEST(AtomicUpdate, ChangesetThatMayFailIsUndoneAlone) {
  MemoryDatabase database;
  const Loaded changelog =
      for_sqlite(change_set_of("1", sql("CREATE TABLE a (i)")) +
                 change_set_of("2", sql("CREATE TABLE half (i); BROKEN"), "failOnError=\"false\"") +
                 change_set_of("3", sql("CREATE TABLE b (i)")));
  EXPECT_EQ(update_at_once(database, changelog), "");
  EXPECT_EQ(database.ask(ids), "1\n3");
  EXPECT_EQ(database.ask(tables), "a\nb");
}

TEST(AtomicUpdate, ChangesetOutsideOfATransactionSplitsIt) {
  MemoryDatabase database;
  const Loaded changelog =
      for_sqlite(change_set_of("1", sql("CREATE TABLE a (i)")) +
                 change_set_of("2", sql("VACUUM"), "runInTransaction=\"false\"") +
                 change_set_of("3", sql("CREATE TABLE b (i)")) + change_set_of("4", sql("BROKEN")));
  EXPECT_TRUE(update_at_once(database, changelog)
                  .ends_with("; all of the update is undone but for its first 2 changesets"));
  EXPECT_EQ(database.ask(ids), "1\n2");
  EXPECT_EQ(database.ask(tables), "a");
}

}  // namespace
}  // namespace ebbtide
