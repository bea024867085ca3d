#include "executor/history_writer.h"

#include <gtest/gtest.h>

#include <sstream>

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
  TrackingTables tables{database.names(), {}};
  LiveSession session{database.connection(), database.names()};
  TableHistoryWriter writer{session, tables};

  explicit Table(const std::string& sql = "") {
    database.run(tables.create_history());
    if (!sql.empty()) database.run(sql);
  }
  std::string ids() { return database.ask("select ID from DATABASECHANGELOG order by ID"); }
  /// What the writer says when it does this; empty where all is well. What was begun is undone.
  template <class Do>
  std::string complaint(const Do& what) {
    session.begin();
    try {
      what();
      return "";
    } catch (const Error& error) {
      session.rollback();
      return error.what();
    }
  }
};

TEST(HistoryWriter, KeepsAndForgetsRows) {
  Table table;
  EXPECT_EQ(table.complaint([&] { table.writer.record(row_of("1")); }), "");
  EXPECT_EQ(table.complaint([&] { table.writer.record_again(row_of("1")); }), "");
  EXPECT_EQ(table.ids(), "1");
  EXPECT_EQ(table.complaint([&] { table.writer.forget(row_of("1").id); }), "");
  EXPECT_EQ(table.ids(), "");
}

TEST(HistoryWriter, ARowThatIsSwallowedIsAnError) {
  for (const char* const trigger :
       {"create trigger t before insert on DATABASECHANGELOG begin select raise(ignore); end",
        "create trigger t after insert on DATABASECHANGELOG begin delete from DATABASECHANGELOG "
        "where ID = new.ID; end"}) {
    Table table(trigger);
    const std::string said = table.complaint([&] { table.writer.record(row_of("1")); });
    EXPECT_TRUE(
        said.starts_with("the history table DATABASECHANGELOG did not keep the row of "
                         "c.xml::1::ann; a trigger"))
        << said;
  }
}

TEST(HistoryWriter, ARowThatStaysOrIsNotThereIsAnError) {
  Table table(
      "create trigger t before delete on DATABASECHANGELOG begin select raise(ignore); end");
  table.writer.record(row_of("1"));
  EXPECT_NE(table.complaint([&] { table.writer.forget(row_of("1").id); }), "");
  EXPECT_NE(table.complaint([&] { table.writer.forget_first(row_of("1").id); }), "");
  EXPECT_NE(table.complaint([&] { table.writer.record_again(row_of("2")); }), "");
  EXPECT_NE(table.complaint([&] { table.writer.set_checksum(row_of("2").id, "9:a"); }), "");
  EXPECT_EQ(table.ids(), "1");
}

TEST(HistoryWriter, ATagWithoutARowIsAnError) {
  Table table;
  EXPECT_NE(table.complaint([&] { table.writer.tag_last_row("v1"); }), "");
}

TEST(HistoryWriter, WhereNoQueryCanTellTheNumberOfRowsDoes) {
  FakeConnection connection("mariadb");
  connection.changes["INSERT"] = {1, 0};
  const TrackingTables tables(Names(connection.dialect(), {}), {});
  LiveSession session(connection, Names(connection.dialect(), {}));
  TableHistoryWriter writer(session, tables);
  EXPECT_NO_THROW(writer.record(row_of("1")));
  EXPECT_THROW(writer.record(row_of("2")), Error);
}

/// What a script for MariaDB says to forget a changeset of a history of these.
std::string script(const std::vector<std::string>& ids, const std::string& id) {
  const auto dialect = make_dialect("mariadb", "");
  const Names names(*dialect, {});
  const TrackingTables tables(names, {});
  std::ostringstream out;
  ScriptSession session(out, names, PreparedInScript::warning);
  std::vector<HistoryRow> rows;
  for (const std::string& one : ids) rows.push_back(row_of(one));
  TableHistoryWriter(session, tables, History(rows)).forget(row_of(id).id);
  return out.str();
}

TEST(HistoryWriter, AScriptNamesRowsAsLiquibaseDoesUnlessTwoLookAlike) {
  const std::string plain =
      "DELETE FROM DATABASECHANGELOG WHERE ID = 'a1' AND AUTHOR = 'ann' AND FILENAME = "
      "'c.xml';\n\n";
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

TEST(HistoryWriter, AScriptKnowsWhatItHasRecorded) {
  const auto dialect = make_dialect("mariadb", "");
  const Names names(*dialect, {});
  const TrackingTables tables(names, {});
  std::ostringstream out;
  ScriptSession session(out, names, PreparedInScript::warning);
  TableHistoryWriter writer(session, tables, History({row_of("a1")}));
  writer.record(row_of("A1"));
  writer.set_checksum(row_of("a1").id, "9:a");
  EXPECT_NE(out.str().find("AS BINARY)"), std::string::npos) << out.str();
}

}  // namespace
}  // namespace ebbtide
