// Updates that are cut off, on servers: what the history says afterwards, and what the same command
// makes of it. The URLs come from EBBTIDE_TEST_POSTGRESQL and EBBTIDE_TEST_MARIADB.
#include <string>

#include "database/applied.h"
#include "database/catalog.h"
#include "database/dialect.h"
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

struct Outcome {
  int code = 0;
  std::string out, err;
};

/// A database of its own, and a changelog.
class Server : public ProjectOn {
 public:
  explicit Server(const std::string& dbms) : ProjectOn(dbms, "c.xml") {}

  std::string url() const { return database().url(); }
  std::unique_ptr<Connection> open() const { return database().connect(); }
  Outcome run(std::vector<std::string> words) {
    const int code = ProjectOn::run(std::move(words));
    return {code, out, err};
  }
};

/// Tests of one server; they are left out where it is not there, unless it has to be.
class OnServer : public testing::Test {
 protected:
  explicit OnServer(std::string dbms) : dbms_(std::move(dbms)) {}

  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(dbms_);
    server_ = std::make_unique<Server>(dbms_);
  }

  std::string change_set(const std::string& id, const std::string& sql,
                         const std::string& attributes = "") const {
    return "<changeSet id=\"" + id + "\" author=\"ann\" " + attributes + "><sql>" + sql +
           "</sql></changeSet>";
  }

  std::unique_ptr<Server> server_;

 private:
  std::string dbms_;
};

class Postgresql : public OnServer {
 protected:
  Postgresql() : OnServer("postgresql") {}
};
class Mariadb : public OnServer {
 protected:
  Mariadb() : OnServer("mariadb") {}

  const std::string tables_ =
      "SELECT lower(table_name) FROM information_schema.tables WHERE table_schema = DATABASE() AND "
      "table_name NOT LIKE 'DATABASE%' ORDER BY 1";
  const std::string ids_ = "SELECT ID FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED";
};

TEST_F(Postgresql, AtomicUpdateLeavesNothingOfAFailure) {
  server_->write(change_set("1", "CREATE TABLE a (i int)") + change_set("2", "SELECT 1/0"));
  const Outcome run = server_->run({"update", "--atomic", "--tag=v1"});
  EXPECT_EQ(run.code, 1);
  EXPECT_NE(run.err.find("division by zero [22012]; statement 1: SELECT 1/0; all of the update is "
                         "undone [changeset c.xml::2::ann]"),
            std::string::npos)
      << run.err;
  EXPECT_EQ(server_->ask("SELECT count(*) FROM databasechangelog"), "0");
  EXPECT_EQ(server_->ask("SELECT to_regclass('a') IS NULL"), "t");
}

TEST_F(Postgresql, AtomicUpdateSplitsAtAnIndexThatIsMadeConcurrently) {
  server_->write(
      change_set("1", "CREATE TABLE a (i int)") +
      change_set("2", "CREATE INDEX CONCURRENTLY ix ON a (i)", "runInTransaction=\"false\"") +
      change_set("3", "SELECT 1/0"));
  const Outcome run = server_->run({"update", "--atomic"});
  EXPECT_EQ(run.code, 1);
  EXPECT_NE(run.err.find("The changeset does not run in a transaction (runInTransaction=false): 1 "
                         "changeset before it committed."),
            std::string::npos)
      << run.err;
  EXPECT_EQ(server_->ask("SELECT id FROM databasechangelog ORDER BY orderexecuted"), "1,2");
}

TEST_F(Postgresql, StatementsThatCannotBeInATransactionRunAfterSqlWrittenByHand) {
  server_->write(
      "<changeSet id=\"1\" author=\"ann\"><createTable tableName=\"a\"><column name=\"i\" "
      "type=\"int\"/></createTable></changeSet>" +
      change_set("2", "SELECT 1") +
      change_set("3", "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON a (i)",
                 "runInTransaction=\"false\"") +
      change_set("4", "SELECT 1") + change_set("5", "VACUUM a", "runInTransaction=\"false\""));
  const Outcome run = server_->run({"update"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(server_->ask("SELECT to_regclass('ix') IS NULL"), "f");
}

TEST_F(Postgresql, SequencesAreAskedForByTheNameTheyHave) {
  const auto asks_for = [](const std::string& name) {
    return "<changeSet id=\"" + name +
           "\" author=\"ann\"><preConditions onFail=\"MARK_RAN\">"
           "<sequenceExists sequenceName=\"" +
           name + "\"/></preConditions></changeSet>";
  };
  server_->write(change_set("1", "CREATE SEQUENCE NUMBERS") + asks_for("NUMBERS") +
                 asks_for("numbers"));
  EXPECT_EQ(server_->run({"update"}).code, 0);
  EXPECT_EQ(server_->ask("SELECT id || exectype FROM databasechangelog ORDER BY orderexecuted"),
            "1EXECUTED,NUMBERSMARK_RAN,numbersEXECUTED");
}

TEST_F(Postgresql, AtomicUpdateSurvivesAPreconditionThatCannotBeAsked) {
  server_->write(change_set("1", "CREATE TABLE a (i int)") +
                 "<changeSet id=\"2\" author=\"ann\"><preConditions onError=\"MARK_RAN\"><sqlCheck "
                 "expectedResult=\"1\">SELECT 1 FROM missing</sqlCheck></preConditions><sql>SELECT "
                 "1</sql></changeSet>" +
                 change_set("3", "CREATE TABLE b (i int)"));
  const Outcome run = server_->run({"update", "--atomic", "--tag=v1"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(
      server_->ask("SELECT id || exectype || coalesce(tag, '') FROM databasechangelog ORDER BY "
                   "orderexecuted"),
      "1EXECUTED,2MARK_RAN,3EXECUTEDv1");
}

TEST_F(Postgresql, ReleaseLocksRefusesWhileARunIsAtWork) {
  server_->write("");
  server_->run({"tag", "--tag=x"});
  // The run's session lock, as a run of ours holds it.
  server_->write(change_set("1", "SELECT pg_sleep(0)"));
  server_->connection().execute(
      {"UPDATE databasechangeloglock SET locked = true, lockedby = 'me ebbtide 1'"});
  EXPECT_EQ(server_->run({"release-locks"}).code, 0);
  EXPECT_EQ(server_->ask("SELECT locked FROM databasechangeloglock"), "f");
}

TEST_F(Postgresql, ForeignLockIsShownWithItsAgeAndEvidence) {
  server_->write(change_set("1", "CREATE TABLE a (i int)"));
  server_->run({"tag", "--tag=x"});
  server_->connection().execute(
      {"UPDATE databasechangeloglock SET locked = true, lockedby = 'other (10.9.8.7)', lockgranted "
       "= "
       "now() - interval '3 hours'"});
  const Outcome run = server_->run({"update", "--lock-wait=0"});
  EXPECT_EQ(run.code, 1);
  EXPECT_NE(run.err.find("Currently locked by other (10.9.8.7) since "), std::string::npos);
  EXPECT_NE(run.err.find(", 3 hours ago; no session from 10.9.8.7 is open on this database"),
            std::string::npos)
      << run.err;
  EXPECT_EQ(server_->ask("SELECT locked FROM databasechangeloglock"), "t");
}

TEST_F(Mariadb, FailureNamesWhatIsAppliedAndTheNextUpdateGoesOn) {
  server_->write(change_set("1",
                            "CREATE TABLE a (i int); INSERT INTO a VALUES (1); INSERT INTO later "
                            "VALUES (2); CREATE TABLE b (i int)"));
  const Outcome failed = server_->run({"update"});
  EXPECT_EQ(failed.code, 1);
  EXPECT_NE(
      failed.err.find("statement 3: INSERT INTO later VALUES (2); statement 1 of the changeset "
                      "is permanently applied; 'update' goes on behind"),
      std::string::npos)
      << failed.err;
  EXPECT_EQ(server_->ask("SELECT COUNT(*) FROM a"), "0");
  server_->connection().execute({"CREATE TABLE later (i int)"});
  const Outcome again = server_->run({"update"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(server_->ask(tables_), "a,b,later");
  EXPECT_EQ(server_->ask("SELECT i FROM a"), "1");
  EXPECT_EQ(server_->ask(ids_), "1");
}

TEST_F(Mariadb, RowsBeforeADefinitionAreKnownToBeCommitted) {
  server_->connection().execute({"CREATE TABLE a (i int)"});
  server_->write(change_set("1", "INSERT INTO a VALUES (1); CREATE TABLE a (i int); SELECT 1"));
  const Outcome failed = server_->run({"update"});
  EXPECT_NE(failed.err.find("; statement 1 of the changeset is permanently applied"),
            std::string::npos)
      << failed.err;
  server_->connection().execute({"ALTER TABLE a RENAME TO kept"});
  EXPECT_EQ(server_->run({"update"}).code, 0);
  EXPECT_EQ(server_->ask("SELECT i FROM kept"), "1");
  EXPECT_EQ(server_->ask(tables_), "a,kept");
}

TEST_F(Mariadb, RowsAloneAreUndoneWithoutAJournal) {
  server_->connection().execute({"CREATE TABLE a (i int)"});
  server_->write(change_set("1", "INSERT INTO a VALUES (1); INSERT INTO missing VALUES (1)"));
  const Outcome failed = server_->run({"update"});
  EXPECT_EQ(failed.err.find("permanently"), std::string::npos) << failed.err;
  EXPECT_EQ(server_->ask("SELECT COUNT(*) FROM a"), "0");
  EXPECT_EQ(server_->ask(tables_), "a");
}

TEST_F(Mariadb, RepairUndoesWhatIsApplied) {
  server_->write(
      "<changeSet id=\"1\" author=\"ann\"><createTable tableName=\"a\"><column name=\"i\" "
      "type=\"int\"/></createTable><addColumn tableName=\"a\"><column name=\"x\" "
      "type=\"int\"/></addColumn><dropTable tableName=\"missing\"/></changeSet>");
  server_->run({"update"});
  const Outcome shown = server_->run({"repair"});
  EXPECT_NE(shown.out.find("c.xml::1::ann: its update is half done, 2 statements applied\n"),
            std::string::npos)
      << shown.out;
  EXPECT_EQ(server_->run({"repair", "--undo"}).code, 0);
  EXPECT_EQ(server_->ask(tables_), "");
  EXPECT_EQ(server_->run({"repair"}).out, "No changeset is half done.\n");
}

TEST_F(Mariadb, RepairForgetsWhatIsApplied) {
  server_->write(change_set("1", "CREATE TABLE a (i int); BROKEN"));
  server_->run({"update"});
  EXPECT_EQ(server_->run({"repair", "--forget"}).code, 0);
  EXPECT_EQ(server_->ask(tables_), "a");
}

TEST_F(Mariadb, ARollbackThatFailedHalfWayIsFinishedByTheSameCommand) {
  server_->write(
      change_set("1", "CREATE TABLE a (i int)") +
      "<changeSet id=\"2\" author=\"ann\"><sql>CREATE TABLE b (i int); CREATE TABLE c (i "
      "int)</sql><rollback>DROP TABLE c; INSERT INTO later VALUES (1); DROP TABLE "
      "b</rollback></changeSet>");
  ASSERT_EQ(server_->run({"update"}).code, 0);
  EXPECT_EQ(server_->run({"rollback-count", "1"}).code, 1);
  EXPECT_EQ(server_->ask(ids_), "1");
  server_->connection().execute({"CREATE TABLE later (i int)"});
  const Outcome again = server_->run({"rollback-count", "1"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(server_->ask(tables_), "a,later");
  EXPECT_EQ(server_->ask("SELECT i FROM later"), "1");
  EXPECT_EQ(server_->run({"repair"}).out, "No changeset is half done.\n");
}

TEST_F(Mariadb, NothingIsAtomicThere) {
  server_->write(
      "<changeSet id=\"1\" author=\"ann\"><createTable tableName=\"a\"><column name=\"i\" "
      "type=\"int\"/></createTable></changeSet>");
  const Outcome update = server_->run({"update", "--atomic"});
  EXPECT_EQ(update.code, 1);
  EXPECT_NE(update.err.find("so an update cannot be one transaction there"), std::string::npos)
      << update.err;
  EXPECT_EQ(server_->ask(tables_), "");
  EXPECT_EQ(server_->run({"update"}).code, 0);
  const Outcome rollback = server_->run({"rollback-count", "1", "--atomic"});
  EXPECT_EQ(rollback.code, 3);
  EXPECT_NE(rollback.err.find("so a rollback cannot be one transaction there"), std::string::npos)
      << rollback.err;
  EXPECT_EQ(server_->ask(tables_), "a");
}

TEST_F(Mariadb, RepairShowsWhatAKilledRunHasNotNoted) {
  server_->write(change_set("1", "CREATE TABLE a (i int); BROKEN"));
  server_->run({"update"});
  server_->connection().execute({"UPDATE EBBTIDE_JOURNAL SET STATE = 'INTENDED'"});
  EXPECT_NE(server_->run({"repair"}).out.find("statement 1 (applied, "), std::string::npos);
}

TEST_F(Mariadb, ChecksTellWhetherAKilledStatementWasRun) {
  server_->write(change_set("1", "CREATE TABLE a (i int, j int CHECK (j &gt; 0))"));
  ASSERT_EQ(server_->run({"update"}).code, 0);
  const auto look = [&](const std::string& sql) {
    Connection& connection = server_->connection();
    const auto catalog = connection.catalog(connection.defaults());
    return is_applied(sql::effects_of(sql, connection.facts().syntax), *catalog);
  };
  const std::string add = "ALTER TABLE a ADD CONSTRAINT ck CHECK (i < 100)";
  const std::string drop = "ALTER TABLE a DROP CONSTRAINT ck";
  EXPECT_EQ(look(add), Applied::no);
  EXPECT_EQ(look(drop), Applied::yes);
  server_->connection().execute({add});
  EXPECT_EQ(look(add), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE a ADD CONSTRAINT other CHECK (i < 100)"), Applied::no);
  EXPECT_EQ(look(drop), Applied::no);
  EXPECT_EQ(look("ALTER TABLE a DROP CHECK ck"), Applied::no);
  EXPECT_EQ(look("ALTER TABLE a ADD CHECK (i < 100)"), Applied::unknown);
}

TEST_F(Postgresql, ChecksTellWhetherAKilledStatementWasRun) {
  server_->write(change_set("1", "CREATE TABLE a (i int)"));
  ASSERT_EQ(server_->run({"update"}).code, 0);
  const auto look = [&](const std::string& sql) {
    Connection& connection = server_->connection();
    const auto catalog = connection.catalog(connection.defaults());
    return is_applied(sql::effects_of(sql, connection.facts().syntax), *catalog);
  };
  const std::string add = "ALTER TABLE a ADD CONSTRAINT ck CHECK (i < 100) NOT VALID";
  const std::string drop = "ALTER TABLE a DROP CONSTRAINT ck";
  EXPECT_EQ(look(add), Applied::no);
  EXPECT_EQ(look(drop), Applied::yes);
  server_->connection().execute({add});
  EXPECT_EQ(look(add), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE public.a ADD CONSTRAINT ck CHECK (i < 100)"), Applied::yes);
  EXPECT_EQ(look("ALTER TABLE a ADD CONSTRAINT other CHECK (i < 100)"), Applied::no);
  EXPECT_EQ(look(drop), Applied::no);
}

TEST_F(Mariadb, LockRowThatSaysNothingIsMended) {
  server_->write(change_set("1", "CREATE TABLE a (i int)"));
  server_->run({"tag", "--tag=x"});
  server_->connection().execute({"UPDATE DATABASECHANGELOGLOCK SET ID = 2"});
  EXPECT_EQ(server_->run({"update", "--lock-wait=5"}).code, 0);
  EXPECT_EQ(server_->ask("SELECT ID FROM DATABASECHANGELOGLOCK"), "1");
}

}  // namespace
}  // namespace ebbtide
