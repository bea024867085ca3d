// A changeset travels in one round trip, and the program says of it what it would say if each
// statement had been sent alone.

#include <chrono>
#include <future>
#include <thread>

#include "tests/support/cutting_relay.h"
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

using namespace std::chrono_literals;

class OneTurn : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(GetParam());
    project_ = std::make_unique<ProjectOn>(GetParam());
  }
  bool is_mysql() const { return GetParam() == "mysql" || GetParam() == "mariadb"; }
  std::string sleep(int seconds) const {
    return std::string("SELECT ") + (is_mysql() ? "SLEEP(" : "pg_sleep(") +
           std::to_string(seconds) + ")";
  }
  std::string ids() const {
    return project_->ask("SELECT ID FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED");
  }
  std::string rows() const { return project_->ask("SELECT id FROM t ORDER BY id"); }

  /// Ends the session of the run that is at the long statement, and waits for the run.
  int kill_session_in_the_middle() {
    auto run = std::async(std::launch::async, [&] { return project_->run({"update"}); });
    const std::string find =
        is_mysql() ? "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id "
                     "<> CONNECTION_ID() AND info LIKE 'SELECT SLEEP(%'"
                   : "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND "
                     "state = 'active' AND query LIKE '%pg_sleep(%' AND pid <> pg_backend_pid()";
    const auto other = project_->database().connect();
    for (int i = 0; i < 400; ++i) {
      const Rows found = other->query({find});
      if (!found.rows.empty()) {
        const std::string id = found.rows[0][0].value_or("");
        if (is_mysql()) {
          other->execute({"KILL " + id});
        } else {
          other->query({"SELECT pg_terminate_backend(" + id + ")"});
        }
        break;
      }
      std::this_thread::sleep_for(20ms);
    }
    return run.get();
  }

  std::unique_ptr<ProjectOn> project_;
};

TEST_P(OneTurn, AFailureAtEachStatementNamesItsNumberAndPlace) {
  constexpr int size = 5;
  for (int at = 1; at <= size; ++at) {
    SCOPED_TRACE(at);
    project_ = std::make_unique<ProjectOn>(GetParam());
    project_->sql("CREATE TABLE t (id INT)");
    std::string text = "--changeset ann:1\nINSERT INTO t VALUES (0);\n--changeset ann:2\n";
    for (int i = 1; i <= size; ++i)
      text += std::string("INSERT INTO\n  ") + (i == at ? "missing" : "t") + " VALUES (" +
              std::to_string(i) + ");\n";
    project_->write(text);
    EXPECT_EQ(project_->run({"update"}), 1);
    // PostgreSQL names the place within the statement, which has two lines.
    const std::string line = std::to_string((is_mysql() ? 3 : 4) + 2 * at);
    EXPECT_TRUE(project_->says("ERROR: c.sql:" + line + ":")) << project_->err;
    EXPECT_TRUE(project_->says("; statement " + std::to_string(at) + ": INSERT INTO"))
        << project_->err;
    EXPECT_TRUE(project_->says("missing VALUES (" + std::to_string(at) + ")")) << project_->err;
    EXPECT_TRUE(project_->says("[changeset c.sql::2::ann]")) << project_->err;
    EXPECT_FALSE(project_->says("permanently")) << project_->err;
    EXPECT_EQ(rows(), "0");
    EXPECT_EQ(ids(), "1");
  }
}

TEST_P(OneTurn, AFailureAtEachChangeNamesItsOwnChange) {
  const std::vector<std::string> changes{
      "<createTable tableName=\"a\"><column name=\"i\" type=\"int\"/></createTable>",
      "<insert tableName=\"a\"><column name=\"i\" valueNumeric=\"1\"/></insert>",
      "<sql>UPDATE a SET i = 2</sql>",
      "<addColumn tableName=\"a\"><column name=\"j\" type=\"int\"/></addColumn>",
      "<createIndex indexName=\"ix\" tableName=\"a\"><column name=\"j\"/></createIndex>"};
  for (std::size_t at = 0; at < changes.size(); ++at) {
    SCOPED_TRACE(at);
    project_ = std::make_unique<ProjectOn>(GetParam(), "c.xml");
    std::string text = "<changeSet id=\"1\" author=\"ann\">\n";
    for (std::size_t i = 0; i < changes.size(); ++i)
      text += (i == at ? "<dropTable tableName=\"missing\"/>" : changes[i]) + "\n";
    project_->write(text + "</changeSet>");
    EXPECT_EQ(project_->run({"update"}), 1);
    if (at > 0) {
      EXPECT_TRUE(project_->says("c.xml:" + std::to_string(3 + at) + ":")) << project_->err;
      EXPECT_TRUE(project_->says("; statement " + std::to_string(at + 1) + ": DROP TABLE "))
          << project_->err;
    }
    EXPECT_EQ(ids(), "");
    const std::string stays =
        "; statement" + std::string(at == 1 ? " 1 of" : "s 1 to " + std::to_string(at) + " of");
    EXPECT_EQ(project_->says(stays), is_mysql() && at > 0) << project_->err;
  }
}

TEST_P(OneTurn, ASessionThatIsKilledInTheMiddleIsToldToHaveKeptNothing) {
  project_->sql("CREATE TABLE t (id INT)");
  project_->write("--changeset ann:1\nINSERT INTO t VALUES (1);\n" + sleep(30) +
                  ";\nINSERT INTO t VALUES (2);\n");
  EXPECT_EQ(kill_session_in_the_middle(), 1);
  // MySQL runs the long statement alone, before the commit is sent.
  EXPECT_EQ(project_->says("the changeset was not committed, as the history says"),
            GetParam() != "mysql")
      << project_->err;
  EXPECT_EQ(rows(), "");
  EXPECT_EQ(ids(), "");
}

TEST_P(OneTurn, ACommitThatNobodyHearsOfIsLookedUp) {
  project_->sql("CREATE TABLE t (id INT)");
  project_->write(
      "--changeset ann:1\nINSERT INTO t VALUES (1);\n--changeset ann:2\nINSERT INTO t "
      "VALUES (2);\n--changeset ann:3\nINSERT INTO t VALUES (3);\n");
  const int usual_port = is_mysql() ? 3306 : 5432;
  const DatabaseUrl url = DatabaseUrl::parse(project_->database().url());
  const int port = url.hosts.empty() ? 0 : url.hosts.front().port;
  CuttingRelay relay(port == 0 ? usual_port : port, "INSERT INTO t VALUES (2)");
  std::string through = project_->database().url();
  const std::size_t host = through.find('@') + 1;
  through = through.substr(0, host) + "127.0.0.1:" + std::to_string(relay.port()) +
            through.substr(through.rfind('/')) + (is_mysql() ? "" : "?sslmode=disable");
  EXPECT_EQ(project_->run_words({"update", "--url=" + through, "--changelog-file=c.sql",
                                 "--search-path=" + project_->folder().path().string()}),
            1);
  EXPECT_TRUE(relay.has_cut());
  EXPECT_TRUE(project_->says("the changeset was committed all the same, as the history says"))
      << project_->err;
  EXPECT_EQ(ids(), "1,2");
  EXPECT_EQ(project_->run({"update"}), 0) << project_->err;
  EXPECT_EQ(rows(), "1,2,3");
}

TEST_P(OneTurn, WhatAKilledSessionHasAppliedIsGoneOnBehind) {
  project_->write("--changeset ann:1\nCREATE TABLE t (id INT);\n" + sleep(3) +
                  ";\nINSERT INTO t VALUES (2);\nCREATE TABLE u (id INT);\n");
  EXPECT_EQ(kill_session_in_the_middle(), 1);
  EXPECT_EQ(ids(), "");
  EXPECT_EQ(project_->run({"update"}), 0) << project_->err;
  EXPECT_EQ(rows(), "2");
  EXPECT_EQ(ids(), "1");
}

TEST_P(OneTurn, WhatTheChangesetsOwnWordsEndIsNotUndoneByWhatFollows) {
  project_->sql("CREATE TABLE t (id INT)");
  project_->write(
      "--changeset ann:1\nINSERT INTO t VALUES (1);\nCOMMIT;\nINSERT INTO t VALUES (2);\n"
      "INSERT INTO missing VALUES (3);\n");
  EXPECT_EQ(project_->run({"update"}), 1);
  EXPECT_TRUE(project_->says("; statement 4: INSERT INTO missing VALUES (3)")) << project_->err;
  EXPECT_EQ(rows(), is_mysql() ? "1" : "1,2");
  EXPECT_EQ(ids(), "");
}

INSTANTIATE_TEST_SUITE_P(Servers, OneTurn, testing::ValuesIn(test_servers()),
                         [](const auto& row) { return row.param; });

class OneTurnOnMariadb : public testing::Test {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER("mariadb");
    project_ = std::make_unique<ProjectOn>("mariadb");
  }

  std::unique_ptr<ProjectOn> project_;
};

TEST_F(OneTurnOnMariadb, ANoteThatCannotBeWrittenFailsNothing) {
  project_->write("--changeset ann:1\nCREATE TABLE a (i int);\nBROKEN;\n");
  EXPECT_EQ(project_->run({"update"}), 1);
  project_->sql(
      "CREATE TRIGGER no_notes BEFORE INSERT ON EBBTIDE_JOURNAL FOR EACH ROW SIGNAL SQLSTATE "
      "'45000' SET MESSAGE_TEXT = 'no notes'");
  project_->write(
      "--changeset ann:0\nCREATE TABLE t (i int);\nINSERT INTO t VALUES (1);\nCREATE TABLE u (i "
      "int);\nINSERT INTO t VALUES (2);\n");
  EXPECT_EQ(project_->run({"update"}), 0) << project_->err;
  EXPECT_TRUE(project_->says("cannot be noted in the journal (no notes (1644))")) << project_->err;
  EXPECT_EQ(project_->ask("SELECT i FROM t ORDER BY i"), "1,2");
  EXPECT_EQ(project_->ask("SELECT ID FROM DATABASECHANGELOG"), "0");
}

TEST_F(OneTurnOnMariadb, WhatIsThereAlreadyIsNotTakenForDone) {
  project_->sql("CREATE TABLE a (i int)");
  project_->sql("CREATE TABLE b (i int)");
  // A session that ends when the server cannot make the table does not tell the journal.
  project_->write(
      "--changeset ann:1\nCREATE TABLE c (i int);\nCREATE TABLE a (i int);\nCREATE TABLE d "
      "(i int);\n");
  EXPECT_EQ(project_->run({"update"}), 1);
  EXPECT_TRUE(project_->says("; statement 2: CREATE TABLE a")) << project_->err;
  EXPECT_TRUE(project_->says("; statement 1 of the changeset is permanently applied"));
  EXPECT_EQ(project_->run({"update"}), 1);
  EXPECT_TRUE(project_->says("; statement 2: CREATE TABLE a")) << project_->err;
  project_->sql("DROP TABLE a");
  EXPECT_EQ(project_->run({"update"}), 0) << project_->err;
  EXPECT_EQ(project_->ask("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = "
                          "DATABASE() AND table_name IN ('a', 'b', 'c', 'd')"),
            "4");
}

TEST_F(OneTurnOnMariadb, TheJournalKnowsStatementsAsModifySqlHasMadeThem) {
  project_ = std::make_unique<ProjectOn>("mariadb", "c.xml");
  const auto table = [](const std::string& name) {
    return "<createTable tableName=\"" + name +
           "\"><column name=\"i\" type=\"int\"/></createTable>";
  };
  project_->write(
      "<changeSet id=\"1\" author=\"ann\">" + table("draft_a") + table("draft_b") +
      "<sql>INSERT INTO draft_a VALUES (1)</sql><sql>INSERT INTO later VALUES "
      "(1)</sql>" +
      table("draft_c") +
      "<modifySql><replace replace=\"draft_\" with=\"real_\"/></modifySql></changeSet>");
  EXPECT_EQ(project_->run({"update"}), 1);
  EXPECT_TRUE(project_->says("; statement 4: INSERT INTO later VALUES (1)")) << project_->err;
  EXPECT_TRUE(project_->says("; statements 1 to 2 of the changeset are permanently applied"))
      << project_->err;
  project_->sql("CREATE TABLE later (i int)");
  EXPECT_EQ(project_->run({"update"}), 0) << project_->err;
  EXPECT_EQ(project_->ask("SELECT table_name FROM information_schema.tables WHERE table_schema = "
                          "DATABASE() AND table_name LIKE 'real%' ORDER BY 1"),
            "real_a,real_b,real_c");
  EXPECT_EQ(project_->ask("SELECT i FROM real_a"), "1");
}

TEST_F(OneTurnOnMariadb, TextsOfSeveralStatementsAreRefusedUnlessTheUrlTakesThem) {
  const auto connection = project_->database().connect();
  const auto message = [&](Connection& one, const std::string& sql) {
    try {
      one.execute({sql});
    } catch (const DatabaseError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_NE(message(*connection, "SELECT 1; SELECT 2").find("near 'SELECT 2' at line 1 (1064)"),
            std::string::npos)
      << message(*connection, "SELECT 1; SELECT 2");
  EXPECT_EQ(message(*connection, "SELECT 'a;b'"), "");
  const auto taking = TestDatabase::open(project_->database().url() + "?allowMultiQueries=true");
  EXPECT_EQ(message(*taking, "SELECT 1; SELECT 2"), "");
}

}  // namespace
}  // namespace ebbtide
