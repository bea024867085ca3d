#include "executor/open_database.h"

#include <gtest/gtest.h>

#include <thread>

#include "database/dialect.h"
#include "executor/locked.h"
#include "tests/support/changelogs.h"
#include "tests/support/recorded_report.h"
#include "tests/support/temporary_folder.h"

namespace ebbtide {
namespace {

DatabaseOptions options_for(const std::string& url) {
  DatabaseOptions options;
  options.url = DatabaseUrl::parse(url);
  return options;
}

TEST(OpenDatabase, OwnsASessionAndMakesANewOneInItsPlace) {
  Interruption interruption;
  OpenDatabase database(options_for("sqlite::memory:"), interruption);
  EXPECT_EQ(database.dbms(), "sqlite");
  EXPECT_FALSE(database.has_history_table());
  EXPECT_TRUE(database.read_history().rows().empty());
  database.connection().execute({"CREATE TABLE t (a int)"});
  EXPECT_TRUE(database.catalog().table({"", "", "t"}));
  database.reconnect();
  EXPECT_FALSE(database.catalog().table({"", "", "t"}));
}

TEST(OpenDatabase, SaysEachTimeWhyThereIsNoSession) {
  Interruption interruption;
  OpenDatabase database(options_for("sqlite:/nowhere/at/all.db"), interruption);
  const auto failure = [&] {
    try {
      database.connection();
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const std::string first = failure();
  EXPECT_NE(first, "");
  EXPECT_EQ(failure(), first);
}

TEST(OpenDatabase, OneThatNobodyAsksForIsClosedAgain) {
  Interruption interruption;
  { const OpenDatabase database(options_for("sqlite:/nowhere/at/all.db"), interruption); }
  { const OpenDatabase database(options_for("sqlite::memory:"), interruption); }
  interruption.request(2);
}

TEST(OpenDatabase, AnOfflineOneIsADialectWithoutASession) {
  Interruption interruption;
  OpenDatabase database(options_for("offline:mysql?version=8.0&catalog=shop"), interruption);
  EXPECT_TRUE(database.is_offline());
  EXPECT_EQ(database.dbms(), "mysql");
  EXPECT_EQ(database.names().defaults().catalog, "shop");
  EXPECT_EQ(database.facts().find("database.typeName"), "mysql");
  EXPECT_EQ(database.facts().find("database.databaseProductName"), "Offline mysql");
  EXPECT_FALSE(database.facts().find("database.nobodyKnows"));
  EXPECT_THROW(database.connection(), UsageError);
}

TEST(OpenDatabase, IsGivenItsPlaceAndItsNamesByOptions) {
  DatabaseOptions options = options_for("offline:postgresql");
  options.default_schema = "shop";
  options.tracking.history = "ran";
  options.deployment = "0000000001";
  Interruption interruption;
  OpenDatabase database(options, interruption);
  EXPECT_EQ(database.names().defaults().schema, "shop");
  EXPECT_EQ(database.facts().find("database.databaseChangeLogTableName"), "ran");
  EXPECT_EQ(database.journal_table().name(), "shop.ebbtide_journal_ran");
  EXPECT_EQ(database.deployment(), "0000000001");
  EXPECT_NE(database.version().find("ebbtide"), std::string::npos);
  const DatabaseOptions other = stand_in(options, DatabaseUrl::parse("sqlite:b.db"));
  EXPECT_EQ(other.url.kind, "sqlite");
  EXPECT_TRUE(other.is_stand_in);
  EXPECT_EQ(other.deployment, "");
}

TEST(OpenDatabase, WarningsOfTheUrlAreToldByWhoWaits) {
  std::vector<std::string> warnings;
  const auto asking = std::this_thread::get_id();
  DatabaseOptions options = options_for("jdbc:sqlite::memory:?nobody_knows=1");
  options.warn = [&](const std::string& warning) {
    EXPECT_EQ(std::this_thread::get_id(), asking);
    warnings.push_back(warning);
  };
  Interruption interruption;
  OpenDatabase database(options, interruption);
  database.connection();
  EXPECT_EQ(warnings.size(), 1U);
}

TEST(Locked, MakesTheTablesAndReadsTheHistoryUnderTheLock) {
  const TemporaryFolder folder;
  RecordedReport report;
  Interruption interruption;
  OpenDatabase database(options_for("sqlite:" + (folder.path() / "a.db").string()), interruption);
  {
    const Locked locked(database, {}, {report, interruption}, Locked::Tables::as_they_are);
    EXPECT_FALSE(database.has_history_table());
  }
  Locked locked(database, {}, {report, interruption});
  EXPECT_TRUE(database.has_history_table());
  EXPECT_TRUE(locked.history().rows().empty());
  const auto before = locked.kept_history();
  HistoryRow row;
  row.id = {"c.xml", "1", "ann"};
  row.order = 1;
  for (const RowChange& change : database.store().record(row))
    database.connection().execute({change.sql});
  locked.read_again();
  EXPECT_EQ(locked.history().rows().size(), 1U);
  EXPECT_TRUE(before->rows().empty());
  EXPECT_EQ(report.text, "");
}

}  // namespace
}  // namespace ebbtide
