// One lock row, one run: whatever the options of two runs, and whatever stands in the lock table.

#include "history/lock.h"
#include "history/liquibase_store.h"

#include "database/catalog.h"
#include "tests/support/recorded_report.h"
#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

class LockOnServer : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(GetParam());
    database_ = std::make_unique<TestDatabase>(GetParam());
    first_ = database_->connect();
    second_ = database_->connect();
  }
  void TearDown() override {
    first_.reset();
    second_.reset();
  }

  bool is_postgresql() const { return GetParam() == "postgresql"; }
  bool is_sqlite() const { return GetParam() == "sqlite"; }

  /// The tables as a run sees them whose default schema, or default database, is this one.
  TrackingTables tables(Connection& connection, const std::string& place,
                        const TrackingNames& names = {}) const {
    Defaults defaults = connection.defaults();
    if (!place.empty()) (is_postgresql() ? defaults.schema : defaults.catalog) = place;
    return {Names(connection.dialect(), defaults), names};
  }
  TrackingNames in_place(const std::string& place) const {
    TrackingNames names;
    if (is_postgresql()) names.schema = place;
    if (!is_postgresql() && !is_sqlite()) names.catalog = place;
    return names;
  }

  std::string take(Connection& connection, const TrackingTables& tables) {
    try {
      LiquibaseStore store(connection, tables);
      const Lock lock(connection, store, options_, interruption_, report_);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }

  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<Connection> first_, second_;
  LockOptions options_{std::chrono::milliseconds(0), std::chrono::milliseconds(0)};
  Interruption interruption_;
  RecordedReport report_;
};

TEST_P(LockOnServer, IsOneForAllSpellingsOfItsTable) {
  const std::string own = database_->name();
  if (is_postgresql()) {
    for (const char* schema : {"lb", "s1", "s2"})
      first_->execute({"CREATE SCHEMA " + std::string(schema)});
  }
  const std::string place = is_postgresql() ? "lb" : own;
  LiquibaseStore one(*first_, tables(*first_, "", in_place(place)));
  const Lock lock(*first_, one, options_, interruption_, report_);
  std::vector<TrackingTables> others{tables(*second_, "", in_place(place))};
  if (is_postgresql()) {
    for (const char* schema : {"s1", "S2", "lb", "nowhere"})
      others.push_back(tables(*second_, schema, in_place("lb")));
    others.push_back(tables(*second_, "lb"));
    others.push_back(tables(*second_, "s1", in_place("LB")));
    TrackingNames upper = in_place("lb");
    upper.lock = "DatabaseChangeLogLock";
    others.push_back(tables(*second_, "s1", upper));
  } else if (!is_sqlite()) {
    others.push_back(tables(*second_, "mysql", in_place(own)));
    others.push_back(tables(*second_, own));
  }
  for (const TrackingTables& other : others) {
    EXPECT_NE(take(*second_, other).find("Could not acquire"), std::string::npos) << other.lock();
    EXPECT_EQ(report_.text.find("taking it over"), std::string::npos) << report_.text;
  }
}

TEST_P(LockOnServer, RowOfTheFirstVersionIsLeftAloneWhileItLives) {
  if (is_sqlite()) GTEST_SKIP() << "the lock of a file has no name";
  const TrackingTables own = tables(*first_, "");
  EXPECT_EQ(take(*first_, own), "");
  first_->execute({own.take_lock("db1 (10.0.0.1) ebbtide 4711")});
  const std::string elsewhere = is_postgresql() ? ".s1." : "mysql..";
  const std::string name = is_postgresql() ? own.names().defaults().catalog + elsewhere + own.lock()
                                           : elsewhere + own.lock();
  // What it took: the same kind of lock under the name its options gave.
  const SessionLock old{"unlike any", name};
  ASSERT_TRUE(first_->try_lock(old));
  EXPECT_NE(take(*second_, own).find("Currently locked by db1 (10.0.0.1) ebbtide 4711"),
            std::string::npos);
  first_->unlock(old);
  EXPECT_EQ(take(*second_, own), "");
  EXPECT_NE(report_.text.find("taking it over"), std::string::npos);
}

TEST_P(LockOnServer, KeepsOutARunOfTheFirstVersionWithTheSameOptions) {
  if (is_sqlite()) GTEST_SKIP() << "the lock of a file has no name";
  const TrackingTables own = tables(*first_, "");
  LiquibaseStore store(*first_, own);
  const Lock lock(*first_, store, options_, interruption_, report_);
  const Defaults& defaults = own.names().defaults();
  const std::string name = defaults.catalog + "." + defaults.schema + "." + own.lock();
  EXPECT_FALSE(second_->try_lock({"unlike any", name}));
}

TEST_P(LockOnServer, AnyContentOfTheTableWorksOrIsAnError) {
  const TrackingTables own = tables(*first_, "");
  const std::string no = is_postgresql() ? "false" : "0", yes = is_postgresql() ? "true" : "1";
  const std::string boolean = is_postgresql() ? "boolean" : "int";
  first_->execute({"CREATE TABLE " + own.lock() + " (ID int, " + own.names().quote("LOCKED") + " " +
                   boolean + ", LOCKGRANTED varchar(40), LOCKEDBY char(200))"});
  struct Content {
    std::string rows, error;
  };
  const std::vector<Content> contents{
      {"", ""},
      {"(1, " + no + ", NULL, NULL), (1, " + no + ", NULL, NULL)", "several rows with ID 1"},
      {"(1, " + no + ", NULL, NULL), (1, " + yes + ", NULL, 'x')", "several rows with ID 1"},
      {"(1, NULL, NULL, NULL)", ""},
      {"(2, " + no + ", NULL, NULL)", ""},
      {"(2, " + yes + ", NULL, 'somebody')", ""},
      {"(NULL, NULL, NULL, NULL)", ""},
      {"(1, " + yes + ", NULL, NULL)", "Currently locked by an unknown holder"},
      {"(1, " + yes + ", NULL, 'gone ebbtide 7 session 0')", ""}};
  for (const Content& content : contents) {
    first_->execute({"DELETE FROM " + own.lock()});
    if (!content.rows.empty())
      first_->execute({"INSERT INTO " + own.lock() + " VALUES " + content.rows});
    const std::string said = take(*second_, own);
    if (content.error.empty()) {
      EXPECT_EQ(said, "") << content.rows;
    } else {
      EXPECT_NE(said.find(content.error), std::string::npos) << content.rows << ": " << said;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, LockOnServer, testing::ValuesIn(test_databases()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide
