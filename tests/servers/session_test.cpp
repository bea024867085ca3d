// What our SQL and our reading depend on is set for the session, or makes no difference: each
// setting is tried at its worst value, which a database, a role or a server may have. What a
// changelog's own SQL sees is what Liquibase's driver would have left.

#include <cstdlib>

#include "database/dialect.h"
#include "database/literals.h"
#include "database/mysql/session_settings.h"
#include "database/postgresql/session_settings.h"
#include "history/history.h"
#include "history/tracking_tables.h"
#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

const std::map<std::string, std::string> worst_of_postgresql{
    {"DateStyle", "German"},
    {"TimeZone", "Pacific/Chatham"},
    {"extra_float_digits", "-15"},
    {"client_encoding", "LATIN1"},
    {"standard_conforming_strings", "off"},
    {"quote_all_identifiers", "on"},
    {"backslash_quote", "off"},
    {"IntervalStyle", "sql_standard"},
    {"bytea_output", "escape"},
    {"escape_string_warning", "on"},
    {"transform_null_equals", "on"},
    {"default_transaction_isolation", "serializable"},
    {"lc_messages", "C"}};

const std::map<std::string, std::string> worst_of_mysql{
    {"autocommit", "0"},
    {"NAMES", "latin1"},
    {"completion_type", "1"},
    {"sql_select_limit", "1"},
    {"sql_safe_updates", "1"},
    {"sql_quote_show_create", "0"},
    {"wait_timeout", "1"},
    {"sql_mode", "'NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PIPES_AS_CONCAT,PAD_CHAR_TO_FULL_LENGTH'"},
    {"time_zone", "'+12:45'"},
    {"group_concat_max_len", "4"},
    {"sql_auto_is_null", "1"},
    {"lc_time_names", "'de_DE'"}};

const std::string awkward = "DOM\\1 it's \"x\" || ü %\\";

class WorstSettings : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(GetParam());
    if (!is_postgresql() && std::getenv("EBBTIDE_TEST_PRIVATE") == nullptr)
      GTEST_SKIP() << "changes settings of the server; run it by tests/support/with-servers";
    database_ = std::make_unique<TestDatabase>(GetParam());
  }

  bool is_postgresql() const { return GetParam() == "postgresql"; }

  /// Everything that is kept of a changeset comes back as it was, each time it is looked for.
  void expect_history_works(const std::string& setting) {
    SCOPED_TRACE(setting);
    const auto connection = database_->connect();
    const TrackingTables tables(Names(connection->dialect(), connection->defaults()), {});
    connection->execute({"DROP TABLE IF EXISTS " + tables.history()});
    connection->execute({tables.create_history()});
    HistoryRow row;
    row.id = {awkward, awkward, awkward};
    row.checksum = "9:0123";
    row.description = awkward;
    for (const char* const id : {"1", "2"}) {
      HistoryRow plain = row;
      plain.id.id = id;
      connection->execute({tables.insert(plain)});
    }
    connection->begin();
    connection->queue({tables.insert(row)});
    connection->commit();
    connection->execute({tables.set_checksum(row.id, Text("9:4567"))});
    connection->execute({tables.tag_last_row("v1")});
    const auto other = database_->connect();
    other->defaults();
    const History history = History::read(other->query({tables.read_history()}));
    ASSERT_EQ(history.rows().size(), 3U);
    const HistoryRow* const found = history.find(row.id);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->checksum.or_empty(), "9:4567");
    EXPECT_EQ(found->description.or_empty(), awkward);
    EXPECT_EQ(found->executed_at[4], '-') << found->executed_at;
    EXPECT_EQ(other->execute({tables.remove(row.id)}), 1);
    EXPECT_EQ(database_->connect()->query({"SELECT COUNT(*) FROM " + tables.history()}).rows[0][0],
              "2");
  }

  std::unique_ptr<TestDatabase> database_;
};

TEST_P(WorstSettings, AreNoneToTheHistory) {
  if (is_postgresql()) {
    for (const PostgresqlSetting& setting : postgresql_session_settings()) {
      const std::string name(setting.name), change = "ALTER DATABASE " + database_->name();
      TestDatabase::open(test_server(GetParam()))
          ->execute({change + " SET " + name + " = '" + worst_of_postgresql.at(name) + "'"});
      expect_history_works(name);
      TestDatabase::open(test_server(GetParam()))->execute({change + " RESET " + name});
    }
    return;
  }
  for (const MysqlSetting& setting : mysql_session_settings()) {
    const std::string name(setting.name == "NAMES" ? "character_set_server" : setting.name);
    const auto server = TestDatabase::open(test_server(GetParam()));
    const std::string before = server->query({"SELECT @@global." + name}).rows[0][0].value_or("");
    server->execute({"SET GLOBAL " + name + " = " + worst_of_mysql.at(std::string(setting.name))});
    expect_history_works(name);
    const bool is_number =
        !before.empty() && before.find_first_not_of("0123456789") == std::string::npos;
    server->execute({"SET GLOBAL " + name + " = " + (is_number ? before : "'" + before + "'")});
  }
}

TEST_P(WorstSettings, SetByAChangesetAreSetBackBeforeOurOwnStatements) {
  const auto connection = database_->connect();
  const Facts& facts = connection->facts();
  connection->execute({"CREATE TABLE t (x VARCHAR(90))"});
  const std::vector<std::string> changes =
      is_postgresql() ? std::vector<std::string>{"SET standard_conforming_strings = off",
                                                 "SET DateStyle = 'German'", "SET NAMES 'LATIN1'"}
                      : std::vector<std::string>{"SET sql_mode = 'NO_BACKSLASH_ESCAPES'",
                                                 "SET NAMES latin1", "SET autocommit = 0"};
  for (const std::string& change : changes) {
    SCOPED_TRACE(change);
    connection->execute({change});
    connection->restore_settings();
    connection->execute({"INSERT INTO t VALUES (" + text_literal(awkward, facts) + ")"});
    const auto found = connection->query({"SELECT x FROM t"});
    EXPECT_EQ(found.rows.back()[0], awkward);
  }
  EXPECT_EQ(database_->connect()->query({"SELECT COUNT(*) FROM t"}).rows[0][0], "3");
}

TEST(SessionOnPostgresql, ChangesetsSeeWhatTheJdbcDriverLeaves) {
  EBBTIDE_NEEDS_SERVER("postgresql");
  const TestDatabase database("postgresql");
  const std::string change = "ALTER DATABASE " + database.name() + " SET ";
  for (const char* const setting : {"DateStyle = 'German'", "standard_conforming_strings = off",
                                    "IntervalStyle = 'sql_standard'",
                                    "TimeZone = 'America/New_York'", "extra_float_digits = -5"})
    TestDatabase::open(test_server("postgresql"))->execute({change + setting});
  ::setenv("TZ", "Asia/Kolkata", 1);
  const auto connection = database.connect();
  ::unsetenv("TZ");
  const auto shown = [&](const std::string& name) {
    return connection->query({"SHOW " + name}).rows[0][0].value_or("");
  };
  // As recorded with Liquibase 4.28 on a database with these settings: the order of day and month
  // is the server's, not the database's.
  EXPECT_EQ(shown("DateStyle").substr(0, 4), "ISO,");
  EXPECT_EQ(shown("DateStyle"),
            TestDatabase::open(test_server("postgresql"))->query({"SHOW DateStyle"}).rows[0][0]);
  EXPECT_EQ(shown("TimeZone"), "Asia/Kolkata");
  EXPECT_EQ(shown("extra_float_digits"), "3");
  EXPECT_EQ(shown("client_encoding"), "UTF8");
  EXPECT_EQ(shown("standard_conforming_strings"), "off");
  EXPECT_EQ(shown("IntervalStyle"), "sql_standard");
}

TEST(SessionOnPostgresql, UnknownZoneIsToldAsItsOffset) {
  EBBTIDE_NEEDS_SERVER("postgresql");
  const TestDatabase database("postgresql");
  for (const auto& [zone, offset] :
       std::map<std::string, std::string>{{"IST-5:30", "05:30:00"}, {"Mars/Olympus", "00:00:00"}}) {
    ::setenv("TZ", zone.c_str(), 1);
    const auto connection = database.connect();
    EXPECT_EQ(connection
                  ->query({"SELECT utc_offset FROM pg_timezone_abbrevs WHERE false UNION ALL "
                           "SELECT localtimestamp - (now() AT TIME ZONE 'UTC')"})
                  .rows[0][0],
              offset)
        << zone;
  }
  ::unsetenv("TZ");
}

TEST(SessionOnPostgresql, MissingSchemaIsNamedWithThoseThereAre) {
  EBBTIDE_NEEDS_SERVER("postgresql");
  const TestDatabase database("postgresql");
  const auto admin = database.connect();
  admin->execute({"CREATE SCHEMA app"});
  const auto lost = TestDatabase::open(database.url() + "?options=-c%20search_path%3Dnowhere");
  EXPECT_EQ(lost->defaults().schema, "");
  EXPECT_EQ(lost->missing_schema(),
            "the database has no schema of the search path 'nowhere' (currentSchema of the URL, or "
            "search_path of the database or role); it has: app, public. Create the schema, or name "
            "another one with currentSchema or --default-schema-name");
  EXPECT_EQ(admin->defaults().schema, "public");
}

TEST_P(WorstSettings, ModesOfTheServerStayForChangesets) {
  if (is_postgresql()) GTEST_SKIP() << "has none";
  const auto server = TestDatabase::open(test_server(GetParam()));
  const std::string before = *server->query({"SELECT @@global.sql_mode"}).rows[0][0];
  server->execute({"SET GLOBAL sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PIPES_AS_CONCAT'"});
  const auto connection = database_->connect();
  EXPECT_EQ(
      connection->query({"SELECT 'a\\b' || \"n\" FROM (SELECT 1 AS \"n\") AS \"t\""}).rows[0][0],
      "a\\b1");
  server->execute({"SET GLOBAL sql_mode = '" + before + "'"});
}

INSTANTIATE_TEST_SUITE_P(Servers, WorstSettings, testing::ValuesIn(test_servers()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide
