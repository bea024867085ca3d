#include <gtest/gtest.h>

#include <algorithm>

#include "executor/session.h"
#include "history/liquibase_store.h"
#include "tests/support/fake_connection.h"
#include "tests/support/memory_database.h"

namespace ebbtide {
namespace {

HistoryRow row_of(const std::string& id) {
  HistoryRow row;
  row.id = {"c.xml", id, "ann"};
  row.order = 1;
  row.executed_at = "2026-11-22 07:29:45";
  return row;
}

/// A history in memory, with what somebody has set up beside it.
struct Table {
  MemoryDatabase database;
  LiquibaseStore store{database.connection(), TrackingTables(database.names(), {})};
  LiveSession session{database.connection(), database.names()};

  explicit Table(const std::string& sql = "") {
    for (const CommentedSql& step : store.missing()) database.run(step.sql);
    if (!sql.empty()) database.run(sql);
  }
  std::string ids() { return database.ask("select ID from DATABASECHANGELOG order by ID"); }
  /// What is wrong with these rows at the end of a transaction; empty where all is well. What was
  /// begun is undone then.
  std::string complaint(const RowChanges& changes) {
    session.begin();
    try {
      session.run_and_commit(changes);
      return "";
    } catch (const Error& error) {
      session.rollback();
      return error.what();
    }
  }
};

TEST(HistoryRows, KeepsAndForgetsRows) {
  Table table;
  EXPECT_EQ(table.complaint(table.store.record(row_of("1"))), "");
  EXPECT_EQ(table.complaint(table.store.record_again(row_of("1"))), "");
  EXPECT_EQ(table.ids(), "1");
  EXPECT_EQ(table.complaint(table.store.forget(row_of("1").id)), "");
  EXPECT_EQ(table.ids(), "");
}

TEST(HistoryRows, ARowThatIsSwallowedIsAnError) {
  for (const char* const trigger :
       {"create trigger t before insert on DATABASECHANGELOG begin select raise(ignore); end",
        "create trigger t after insert on DATABASECHANGELOG begin delete from DATABASECHANGELOG "
        "where ID = new.ID; end"}) {
    Table table(trigger);
    const std::string said = table.complaint(table.store.record(row_of("1")));
    EXPECT_TRUE(
        said.starts_with("the history table DATABASECHANGELOG did not keep the row of "
                         "c.xml::1::ann; a trigger"))
        << said;
  }
}

TEST(HistoryRows, ARowThatStaysOrIsNotThereIsAnError) {
  Table table(
      "create trigger t before delete on DATABASECHANGELOG begin select raise(ignore); end");
  EXPECT_EQ(table.complaint(table.store.record(row_of("1"))), "");
  EXPECT_NE(table.complaint(table.store.forget(row_of("1").id)), "");
  EXPECT_THROW(table.session.write(table.store.forget(row_of("1").id)), Error);
  EXPECT_NE(table.complaint(table.store.record_again(row_of("2"))), "");
  EXPECT_NE(table.complaint(table.store.set_checksum(row_of("2").id, "9:a")), "");
  EXPECT_EQ(table.ids(), "1");
}

TEST(HistoryRows, ATagWithoutARowIsAnError) {
  Table table;
  EXPECT_NE(table.complaint(table.store.tag_last_row("v1")), "");
}

/// Whether a session asks for the proof of a row, behind a statement of the changeset.
bool is_proved(const RowChange& row, const std::string& statement) {
  FakeConnection connection("postgresql");
  LiveSession session(connection, Names(connection.dialect(), {}));
  session.begin();
  session.run(statement);
  session.run_and_commit({row});
  const auto& log = connection.log;
  return std::find(log.begin(), log.end(), row.proof) != log.end();
}

TEST(HistoryRows, AnInsertThatFailsByItselfNeedsNoProof) {
  RowChange row{"insert into h values (1)", "select 1 / count(*) from h", "gone"};
  const std::string table = "create table a (id int)";
  EXPECT_TRUE(is_proved(row, table));
  row.is_sure = true;
  EXPECT_FALSE(is_proved(row, table));
  EXPECT_TRUE(is_proved(row, "create trigger t before insert on h execute function f()"));
}

TEST(HistoryRows, WhereNoQueryCanTellTheNumberOfRowsDoes) {
  FakeConnection connection("mariadb");
  connection.changes["INSERT"] = {1, 0};
  const Names names(connection.dialect(), {});
  LiquibaseStore store(connection, TrackingTables(names, {}));
  LiveSession session(connection, names);
  EXPECT_NO_THROW(session.write(store.record(row_of("1"))));
  EXPECT_THROW(session.write(store.record(row_of("2"))), Error);
}

}  // namespace
}  // namespace ebbtide
