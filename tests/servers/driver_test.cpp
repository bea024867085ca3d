// What every driver has to keep, whatever database is behind it.

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <csignal>

#include <chrono>
#include <thread>

#include "database/catalog.h"
#include "database/dialect.h"
#include "database/literals.h"
#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

using namespace std::chrono_literals;

class Driver : public OnDatabase {
 protected:
  bool is_file() const { return GetParam() == "sqlite"; }
  bool is_mysql() const { return GetParam() == "mysql" || GetParam() == "mariadb"; }

  std::optional<std::string> value(const std::string& sql) {
    return connection().query({sql}).rows.at(0).at(0);
  }

  /// The SQLSTATE, or the number of the database, that a statement fails with.
  std::string state_of(const std::string& sql) {
    try {
      execute(sql);
    } catch (const DatabaseError& error) {
      EXPECT_EQ(error.sql(), sql);
      return error.state();
    }
    return "no error";
  }
};

/// A port of the loopback that takes connections and never says a word.
class SilentPort {
 public:
  SilentPort() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place);
    ::listen(socket_, 8);
    socklen_t size = sizeof place;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&place), &size);
    number_ = ntohs(place.sin_port);
  }
  ~SilentPort() { close(); }
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;
  void close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  std::string number() const { return std::to_string(number_); }

 private:
  int socket_;
  int number_ = 0;
};

/// A process that takes a lock and keeps it until it is killed.
class LockHolder {
 public:
  LockHolder(const std::string& url, const std::string& lock) {
    int ends[2];
    if (::pipe(ends) != 0) throw Error("no pipe");
    pid_ = ::fork();
    if (pid_ == 0) hold(url, lock, ends[1]);
    ::close(ends[1]);
    char word = 0;
    took_it_ = ::read(ends[0], &word, 1) == 1 && word == 'y';
    ::close(ends[0]);
  }
  ~LockHolder() { kill(); }
  LockHolder(const LockHolder&) = delete;
  LockHolder& operator=(const LockHolder&) = delete;

  bool took_it() const { return took_it_; }
  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  [[noreturn]] static void hold(const std::string& url, const std::string& lock, int end) {
    try {
      const auto connection = TestDatabase::open(url);
      const char word = connection->try_lock({lock}) ? 'y' : 'n';
      if (::write(end, &word, 1) == 1) ::pause();
    } catch (const std::exception&) {
      ::_exit(2);
    }
    ::_exit(1);
  }

  pid_t pid_ = 0;
  bool took_it_ = false;
};

TEST_P(Driver, ConnectsAndTellsWhatItIsConnectedTo) {
  EXPECT_EQ(connection().facts().name, GetParam());
  EXPECT_FALSE(connection().server_version().empty());
  if (is_file()) return;
  EXPECT_EQ(connection().defaults().catalog, database().name());
}

TEST_P(Driver, DatabaseThatIsAskedForIsWhereNamesWithoutOneAre) {
  if (!is_mysql()) GTEST_SKIP() << "has one database a session";
  const TestDatabase other(GetParam());
  Defaults asked;
  asked.catalog = other.connect()->defaults().catalog;
  asked.catalog_was_set = true;
  connection().enter(asked);
  EXPECT_EQ(value("SELECT DATABASE()"), asked.catalog);
  asked.catalog = "ebbtide_nowhere";
  EXPECT_THROW(connection().enter(asked), DatabaseError);
}

TEST_P(Driver, WrongPasswordIsAnErrorWithoutThePassword) {
  if (is_file()) GTEST_SKIP() << "a file has no password";
  const DatabaseUrl right = DatabaseUrl::parse(database().url());
  const std::string url = right.kind + "://" + right.user + ":s3cret-word@" + right.hosts[0].name +
                          ":" + std::to_string(right.hosts[0].port) + "/" + right.database;
  try {
    TestDatabase::open(url);
    FAIL() << "connected";
  } catch (const ConnectionLost& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("password"), std::string::npos) << message;
    EXPECT_EQ(message.find("s3cret-word"), std::string::npos) << message;
    EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  }
}

TEST_P(Driver, DatabaseThatIsNotThereSaysHowToMakeOne) {
  if (is_file()) GTEST_SKIP() << "a file is made";
  const DatabaseUrl right = DatabaseUrl::parse(database().url());
  try {
    TestDatabase::open(right.kind + "://" + right.user + ":" + right.password + "@" +
                       right.hosts[0].name + ":" + std::to_string(right.hosts[0].port) +
                       "/ebbtide_no_such");
    FAIL() << "connected";
  } catch (const ConnectionLost& error) {
    EXPECT_NE(std::string(error.what()).find("create it: CREATE DATABASE"), std::string::npos)
        << error.what();
  }
}

TEST_P(Driver, MissingRightIsNamedWithItsGrant) {
  if (is_file()) GTEST_SKIP() << "a file has no users";
  const DatabaseUrl right = DatabaseUrl::parse(database().url());
  const std::string user = database().name() + "_poor";
  const std::string shown = is_mysql() ? "'" + user + "'@'%'" : user;
  execute("CREATE USER " + shown + (is_mysql() ? " IDENTIFIED BY 'p'" : " PASSWORD 'p'"));
  if (is_mysql()) {
    execute("GRANT SELECT ON " + database().name() + ".* TO " + shown);
  } else {
    execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
  }
  try {
    const auto poor =
        TestDatabase::open(right.kind + "://" + user + ":p@" + right.hosts[0].name + ":" +
                           std::to_string(right.hosts[0].port) + "/" + right.database);
    poor->execute({"CREATE TABLE t (id INT)"});
    ADD_FAILURE() << "created";
  } catch (const DatabaseError& error) {
    const std::string grant = is_mysql()
                                  ? "GRANT CREATE ON `" + database().name() + "`.* TO " + shown
                                  : "GRANT USAGE, CREATE ON SCHEMA public TO " + user;
    EXPECT_NE(std::string(error.what()).find(grant), std::string::npos) << error.what();
  }
  execute("DROP USER " + shown);
}

TEST_P(Driver, ServerThatIsNotThereIsAConnectionLost) {
  const std::string url = is_file() ? "sqlite:/nowhere/at/all/a.db" : [&] {
    SilentPort port;
    port.close();
    return GetParam() + "://ann:word@127.0.0.1:" + port.number() + "/db";
  }();
  try {
    TestDatabase::open(url)->query({"SELECT 1"});
    FAIL() << "connected";
  } catch (const ConnectionLost& error) {
    EXPECT_NE(std::string(error.what()).find("cannot "), std::string::npos) << error.what();
  }
}

TEST_P(Driver, ServerThatSaysNothingIsGivenUp) {
  if (is_file()) GTEST_SKIP() << "a file always answers";
  const SilentPort port;
  const std::string parameter =
      GetParam() == "postgresql" ? "connectTimeout=2" : "connectTimeout=2000";
  EXPECT_THROW(TestDatabase::open("jdbc:" + GetParam() + "://127.0.0.1:" + port.number() +
                                  "/db?user=ann&password=word&" + parameter),
               ConnectionLost);
}

TEST_P(Driver, DatabaseThatIsLockedIsGivenUp) {
  if (!is_file()) GTEST_SKIP() << "only a file is locked as a whole";
  execute("CREATE TABLE t (id INT)");
  connection().begin();
  execute("INSERT INTO t VALUES (1)");
  const auto other = TestDatabase::open("jdbc:" + database().url() + "?busy_timeout=50");
  EXPECT_THROW(other->execute({"INSERT INTO t VALUES (2)"}), DatabaseError);
  connection().rollback();
  EXPECT_EQ(other->execute({"INSERT INTO t VALUES (2)"}), 1);
}

TEST_P(Driver, StatementsTellHowManyRowsTheyChanged) {
  EXPECT_EQ(execute("CREATE TABLE t (id INT)"), 0);
  EXPECT_EQ(execute("INSERT INTO t VALUES (1), (2), (3)"), 3);
  EXPECT_EQ(execute("UPDATE t SET id = id + 1 WHERE id > 1"), 2);
  EXPECT_EQ(execute("DELETE FROM t WHERE id = 99"), 0);
}

TEST_P(Driver, QueryGivesNamesAndValues) {
  const Rows rows = connection().query({"SELECT 1 AS a, 'two' AS b, NULL AS c"});
  EXPECT_EQ(rows.columns, (std::vector<std::string>{"a", "b", "c"}));
  ASSERT_EQ(rows.rows.size(), 1u);
  EXPECT_EQ(rows.rows[0], (Row{"1", "two", std::nullopt}));
}

TEST_P(Driver, QueryWithoutRowsHasColumns) {
  execute("CREATE TABLE t (id INT)");
  const Rows rows = connection().query({"SELECT id FROM t"});
  EXPECT_EQ(rows.columns, std::vector<std::string>{"id"});
  EXPECT_TRUE(rows.rows.empty());
}

TEST_P(Driver, StatementThatReturnsRowsCanBeExecuted) {
  execute("SELECT 1");
  EXPECT_EQ(value("SELECT 2"), "2");
}

TEST_P(Driver, LiteralsOfEveryKindAreStored) {
  execute(
      "CREATE TABLE t (words VARCHAR(40), amount DECIMAL(12,2), flag BOOLEAN, day DATE, "
      "hour TIME, moment TIMESTAMP NULL, blank INT)");
  const Names names(connection().dialect(), connection().defaults());
  std::string sql = "INSERT INTO t VALUES (";
  using enum Literal::Kind;
  for (const Literal& literal : std::vector<Literal>{{text, "O'Neill \\ \"ü\" €"},
                                                     {number, "-12.50"},
                                                     {boolean, "true"},
                                                     {date, "2020-02-29"},
                                                     {time, "10:11:12"},
                                                     {timestamp, "2020-01-02T03:04:05"}}) {
    sql += ebbtide::literal(literal, names) + ", ";
  }
  execute(sql + ebbtide::literal(Literal{}, names) + ")");
  EXPECT_EQ(value("SELECT words FROM t"), "O'Neill \\ \"ü\" €");
  EXPECT_EQ(value("SELECT COUNT(*) FROM t WHERE amount = -12.5 AND blank IS NULL AND flag"), "1");
  EXPECT_EQ(value("SELECT day FROM t"), "2020-02-29");
  EXPECT_EQ(value("SELECT hour FROM t"), "10:11:12");
  EXPECT_EQ(value("SELECT moment FROM t"), "2020-01-02 03:04:05");
}

TEST_P(Driver, ParametersOfEveryKindAreStored) {
  execute(
      "CREATE TABLE t (words VARCHAR(40), amount DECIMAL(12,2), flag BOOLEAN, day DATE, "
      "hour TIME, moment TIMESTAMP NULL, blank INT)");
  EXPECT_EQ(execute("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)", {{"it's ? ü"},
                                                                   {"12.50"},
                                                                   {"1"},
                                                                   {"2020-02-29"},
                                                                   {"10:11:12"},
                                                                   {"2020-01-02 03:04:05"},
                                                                   {std::nullopt}}),
            1);
  EXPECT_EQ(value("SELECT words FROM t"), "it's ? ü");
  EXPECT_EQ(value("SELECT COUNT(*) FROM t WHERE amount = 12.5 AND blank IS NULL AND flag"), "1");
  EXPECT_EQ(value("SELECT day FROM t"), "2020-02-29");
  EXPECT_EQ(value("SELECT hour FROM t"), "10:11:12");
  EXPECT_EQ(value("SELECT moment FROM t"), "2020-01-02 03:04:05");
}

TEST_P(Driver, QuestionMarkInAStringIsNoParameter) {
  execute("CREATE TABLE t (a VARCHAR(10), b VARCHAR(10))");
  execute("INSERT INTO t VALUES ('why?', ?)", {{"yes"}});
  EXPECT_EQ(connection().query({"SELECT a, b FROM t"}).rows[0], (Row{"why?", "yes"}));
}

TEST_P(Driver, EmptyTextIsNotNull) {
  execute("CREATE TABLE t (a VARCHAR(10), b VARCHAR(10))");
  execute("INSERT INTO t VALUES (?, ?)", {{""}, {std::nullopt}});
  EXPECT_EQ(connection().query({"SELECT a, b FROM t"}).rows[0], (Row{"", std::nullopt}));
}

TEST_P(Driver, BytesArriveAsTheyAre) {
  execute("CREATE TABLE t (bytes " + std::string(GetParam() == "postgresql" ? "BYTEA" : "BLOB") +
          ")");
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  execute("INSERT INTO t VALUES (?)", {{bytes, true}});
  const std::string hex = GetParam() == "postgresql" ? "encode(bytes, 'hex')" : "hex(bytes)";
  EXPECT_EQ(value("SELECT length(bytes) FROM t"), "256");
  EXPECT_EQ(value("SELECT lower(" + hex + ") FROM t")->substr(0, 8), "00010203");
  EXPECT_EQ(value("SELECT lower(" + hex + ") FROM t")->substr(504), "fcfdfeff");
}

TEST_P(Driver, CommittedTransactionIsSeenByOthers) {
  execute("CREATE TABLE t (id INT)");
  {
    Transaction transaction(connection());
    execute("INSERT INTO t VALUES (1)");
    transaction.commit();
  }
  EXPECT_EQ(database().connect()->query({"SELECT COUNT(*) FROM t"}).rows[0][0], "1");
}

TEST_P(Driver, TransactionThatEndsWithoutCommitIsUndone) {
  execute("CREATE TABLE t (id INT)");
  {
    Transaction transaction(connection());
    execute("INSERT INTO t VALUES (1)");
  }
  EXPECT_EQ(value("SELECT COUNT(*) FROM t"), "0");
}

TEST_P(Driver, TransactionGoesOnAfterAnErrorOnlyByRollback) {
  execute("CREATE TABLE t (id INT PRIMARY KEY)");
  connection().begin();
  execute("INSERT INTO t VALUES (1)");
  EXPECT_THROW(execute("INSERT INTO t VALUES (1)"), DatabaseError);
  connection().rollback();
  EXPECT_EQ(value("SELECT COUNT(*) FROM t"), "0");
  EXPECT_EQ(execute("INSERT INTO t VALUES (1)"), 1);
}

TEST_P(Driver, CommitTakesWhatIsQueuedWithIt) {
  execute("CREATE TABLE t (id INT)");
  connection().begin();
  execute("INSERT INTO t VALUES (1)");
  connection().queue({"INSERT INTO t VALUES (2)"});
  connection().commit();
  EXPECT_EQ(database().connect()->query({"SELECT COUNT(*) FROM t"}).rows[0][0], "2");
}

TEST_P(Driver, TransactionWithoutStatementsCanEnd) {
  connection().begin();
  connection().commit();
  connection().begin();
  connection().rollback();
  EXPECT_EQ(value("SELECT 1"), "1");
}

TEST_P(Driver, StructureChangesAreUndoneWhereTheDialectSaysSo) {
  connection().begin();
  execute("CREATE TABLE t (id INT)");
  connection().rollback();
  const auto catalog = connection().catalog(connection().defaults());
  const bool is_left = catalog->table({"", "", "t"}).has_value();
  EXPECT_EQ(is_left, !connection().facts().has(Feature::transactional_ddl));
}

TEST_P(Driver, SessionThatEndsUndoesWhatWasNotCommitted) {
  execute("CREATE TABLE t (id INT)");
  {
    const auto other = database().connect();
    other->begin();
    other->execute({"INSERT INTO t VALUES (1)"});
  }
  EXPECT_EQ(value("SELECT COUNT(*) FROM t"), "0");
}

TEST_P(Driver, ErrorsHaveTheStatementAndTheState) {
  const std::map<std::string, std::string> missing{
      {"postgresql", "42P01"}, {"mysql", "42S02"}, {"mariadb", "42S02"}, {"sqlite", "1"}};
  EXPECT_EQ(state_of("INSERT INTO no_such_table VALUES (1)"), missing.at(GetParam()));
  execute("CREATE TABLE t (id INT PRIMARY KEY)");
  execute("INSERT INTO t VALUES (1)");
  const std::map<std::string, std::string> twice{
      {"postgresql", "23505"}, {"mysql", "23000"}, {"mariadb", "23000"}, {"sqlite", "1555"}};
  EXPECT_EQ(state_of("INSERT INTO t VALUES (1)"), twice.at(GetParam()));
}

TEST_P(Driver, SessionGoesOnAfterAnError) {
  EXPECT_THROW(execute("no statement at all"), DatabaseError);
  EXPECT_EQ(value("SELECT 1"), "1");
}

TEST_P(Driver, LargeResultsArriveWhole) {
  const std::string numbers =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) ";
  if (GetParam() == "mariadb") execute("SET max_recursive_iterations = 100000");
  if (GetParam() == "mysql") execute("SET cte_max_recursion_depth = 100000");
  const Rows rows = connection().query({numbers + "SELECT i FROM n ORDER BY i"});
  ASSERT_EQ(rows.rows.size(), 50000u);
  EXPECT_EQ(rows.rows.front()[0], "1");
  EXPECT_EQ(rows.rows.back()[0], "50000");
}

TEST_P(Driver, LargeValuesArriveWhole) {
  execute("CREATE TABLE t (words " + std::string(is_mysql() ? "LONGTEXT" : "TEXT") + ")");
  const std::string words(2'000'000, 'x');
  execute("INSERT INTO t VALUES (?)", {{words}});
  EXPECT_EQ(value("SELECT words FROM t"), words);
}

TEST_P(Driver, SessionLockIsTakenByOneOnly) {
  const auto other = database().connect();
  EXPECT_TRUE(connection().try_lock({"a lock"}));
  EXPECT_FALSE(other->try_lock({"a lock"}));
  connection().unlock({"a lock"});
  EXPECT_TRUE(other->try_lock({"a lock"}));
}

TEST_P(Driver, SessionLockEndsWithTheSession) {
  {
    const auto other = database().connect();
    ASSERT_TRUE(other->try_lock({"a lock"}));
  }
  bool is_free = false;
  // The server notices the end of a session a moment later.
  for (int i = 0; i < 200 && !is_free; ++i) {
    is_free = connection().try_lock({"a lock"});
    if (!is_free) std::this_thread::sleep_for(50ms);
  }
  EXPECT_TRUE(is_free);
}

TEST_P(Driver, SessionLockEndsWithAKilledProcess) {
  LockHolder holder(database().url(), "a lock");
  ASSERT_TRUE(holder.took_it());
  EXPECT_FALSE(connection().try_lock({"a lock"}));
  holder.kill();
  bool is_free = false;
  for (int i = 0; i < 200 && !is_free; ++i) {
    is_free = connection().try_lock({"a lock"});
    if (!is_free) std::this_thread::sleep_for(50ms);
  }
  EXPECT_TRUE(is_free);
}

TEST_P(Driver, RunningStatementCanBeCancelled) {
  const std::map<std::string, std::string> endless{
      {"postgresql", "SELECT pg_sleep(60)"},
      {"mariadb", "SELECT SLEEP(60) FROM information_schema.tables"},
      {"mysql", "SELECT SLEEP(60) FROM information_schema.tables"},
      {"sqlite",
       "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"}};
  std::thread canceller([&] {
    std::this_thread::sleep_for(500ms);
    connection().cancel();
  });
  EXPECT_THROW(connection().query({endless.at(GetParam())}), DatabaseError);
  canceller.join();
  EXPECT_EQ(value("SELECT 1"), "1");
}

INSTANTIATE_TEST_SUITE_P(Drivers, Driver, testing::ValuesIn(test_databases()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide
