// A pooler that lends sessions by transactions is noticed, also when nobody else is there; one that
// keeps a session for each client is none.

#include "history/liquibase_store.h"
#include "history/lock.h"
#include "tests/support/recorded_report.h"
#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

/// A database of its own behind a pooler.
class Pooled : public testing::Test {
 protected:
  /// The URL of the database by the pooler that a variable names; empty where there is none.
  std::string behind(const char* variable) {
    const char* const pool = std::getenv(variable);
    if (pool == nullptr || test_server("postgresql").empty()) return "";
    database_ = std::make_unique<TestDatabase>("postgresql");
    const std::string url = pool;
    return url.substr(0, url.rfind('/') + 1) + database_->name();
  }
  std::string take(Connection& connection, bool may_be_lent) {
    LiquibaseStore store(connection,
                         TrackingTables(Names(connection.dialect(), connection.defaults()), {}));
    LockOptions options{std::chrono::milliseconds(0), std::chrono::milliseconds(0)};
    options.may_be_lent = may_be_lent;
    try {
      const Lock lock(connection, store, options, interruption_, report_);
      const auto holders = Lock::holders(connection, store);
      holder_ = holders.empty() ? "" : holders.front().holder;
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  std::string direct(const std::string& sql) const {
    return database_->connect()->query({sql}).rows[0][0].value_or("");
  }
  /// How many there are in this database; the server may have others, of tests beside this one.
  std::string advisory_locks() const {
    return direct(
        "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database WHERE locktype = "
        "'advisory' AND datname = current_database()");
  }

  std::unique_ptr<TestDatabase> database_;
  Interruption interruption_;
  RecordedReport report_;
  std::string holder_;
};

TEST_F(Pooled, ByTransactionsIsRefusedBeforeAnythingIsMade) {
  const std::string url = behind("EBBTIDE_TEST_TRANSACTION_POOL");
  if (url.empty()) GTEST_SKIP() << "no pooler";
  const auto connection = TestDatabase::open(url);
  EXPECT_TRUE(connection->is_lent());
  EXPECT_EQ(take(*connection, false), lent_session_refusal);
  EXPECT_EQ(direct("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "0");
  EXPECT_EQ(advisory_locks(), "0");
}

TEST_F(Pooled, ByTransactionsIsAllowedWithTheRowAlone) {
  const std::string url = behind("EBBTIDE_TEST_TRANSACTION_POOL");
  if (url.empty()) GTEST_SKIP() << "no pooler";
  const auto connection = TestDatabase::open(url);
  EXPECT_EQ(take(*connection, true), "");
  EXPECT_NE(report_.text.find("only the row of the lock table keeps other runs out"),
            std::string::npos);
  EXPECT_FALSE(LockHolder::parse(holder_).is_ours);
  EXPECT_EQ(advisory_locks(), "0");
}

TEST_F(Pooled, BySessionsIsASessionLikeAnother) {
  const std::string url = behind("EBBTIDE_TEST_SESSION_POOL");
  if (url.empty()) GTEST_SKIP() << "no pooler";
  const auto connection = TestDatabase::open(url);
  EXPECT_FALSE(connection->is_lent());
  EXPECT_EQ(take(*connection, false), "");
  EXPECT_TRUE(LockHolder::parse(holder_).is_ours);
  EXPECT_EQ(connection->session_id(), connection->query({"SELECT pg_backend_pid()"}).rows[0][0]);
  connection->expect_same_session();
  EXPECT_EQ(connection->query({"SELECT 1"}).rows[0][0], "1");
}

TEST_F(Pooled, SessionThatWasExchangedIsSeenBeforeTheNextStatement) {
  const std::string url = behind("EBBTIDE_TEST_TRANSACTION_POOL");
  if (url.empty()) GTEST_SKIP() << "no pooler";
  const auto connection = TestDatabase::open(url), other = TestDatabase::open(url);
  connection->execute({"CREATE TABLE t (id INT)"});
  other->begin();
  other->query({"SELECT 1"});  // now holds the session that ours had
  connection->expect_same_session();
  connection->begin();
  EXPECT_THROW(connection->execute({"INSERT INTO t VALUES (1)"}), Error);
  connection->rollback();
  other->rollback();
  EXPECT_EQ(direct("SELECT count(*) FROM t"), "0");
}

}  // namespace
}  // namespace ebbtide
