// The way back on real servers: what is found before the first statement, rehearsals, and the proof
// on a scratch database.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "database/catalog.h"
#include "tests/support/changelogs.h"
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

/// A database of its own on a server, and a folder with a changelog; both gone with the test.
struct OnServer : testing::TestWithParam<std::string>, ProgramRuns {
  std::optional<WorkingFolder> folder;
  std::optional<TestDatabase> own;
  std::unique_ptr<Connection> server;
  std::string database, url;
  std::string changelog = "c.sql";
  const bool has_transactional_ddl = GetParam() == "postgresql";

  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(GetParam());
    own.emplace(GetParam());
    server = TestDatabase::open(test_server(GetParam()));
    database = own->name();
    url = own->url();
    folder.emplace();
  }

  void write(const std::string& text) const {
    folder->write("c.sql", "--liquibase formatted sql\n" + text);
  }
  int run(std::vector<std::string> arguments) {
    arguments.push_back("--url=" + url);
    arguments.push_back("--changelog-file=" + changelog);
    return run_words(std::move(arguments));
  }
  void sql(const std::string& text) { own->connect()->execute({text}); }
  bool has_table(const std::string& name) {
    const auto connection = own->connect();
    return connection->catalog(connection->defaults())->table({{}, {}, name}).has_value();
  }
};

std::string change_set(const std::string& id, const std::string& changes) {
  return "<changeSet id=\"" + id + "\" author=\"ann\">" + changes + "</changeSet>";
}

const std::string two_tables =
    "--changeset ann:1\ncreate table p (id int primary key);\n--rollback drop table p;\n"
    "--changeset ann:2\ncreate table c (id int, p int);\n--rollback drop table c;\n";

TEST_P(OnServer, ThePlanTellsRowsAndLocksAndChangesNothing) {
  write(two_tables);
  ASSERT_EQ(run({"update"}), 0) << err;
  sql("insert into p values (1), (2)");
  EXPECT_EQ(run({"rollback-count", "2", "--plan"}), 0) << err;
  EXPECT_TRUE(says("loses table p with 2 rows")) << out;
  EXPECT_TRUE(says("EXCLUSIVE")) << out;
  EXPECT_TRUE(has_table("p"));
}

const std::string nullable_again =
    change_set(
        "1",
        "<createTable tableName=\"t\"><column name=\"id\" type=\"int\"/><column name=\"note\" "
        "type=\"varchar(9)\"><constraints nullable=\"false\"/></column></createTable>") +
    change_set("2",
               "<dropNotNullConstraint tableName=\"t\" columnName=\"note\" "
               "columnDataType=\"varchar(9)\"/>");

TEST_P(OnServer, RowsWithNullRefuseThatTheirColumnTakesNone) {
  if (has_transactional_ddl) GTEST_SKIP() << "nothing is left half done there";
  changelog = "c.xml";
  std::ofstream(changelog) << xml_changelog(nullable_again);
  ASSERT_EQ(run({"update"}), 0) << err;
  sql("insert into t values (1, 'x')");
  EXPECT_EQ(run({"rollback-count", "1"}), 0) << err;
  ASSERT_EQ(run({"update"}), 0) << err;
  sql("insert into t values (2, null)");
  EXPECT_EQ(run({"rollback-count", "1"}), 3);
  EXPECT_TRUE(says("column 't.note' is to be NOT NULL, and rows have NULL there")) << err;
}

TEST_P(OnServer, RowsWithNullThatTheRollbackDeletesAreInNobodysWay) {
  if (has_transactional_ddl) GTEST_SKIP() << "nothing is left half done there";
  changelog = "c.xml";
  std::ofstream(changelog) << xml_changelog(
      nullable_again +
      change_set("3",
                 "<sql>insert into t values (2, null), (3, 'x')</sql><rollback>delete "
                 "from t where id = 2</rollback>"));
  ASSERT_EQ(run({"update"}), 0) << err;
  EXPECT_EQ(run({"rollback-count", "2"}), 0) << err;
  ASSERT_EQ(run({"update"}), 0) << err;
  sql("insert into t values (4, null)");
  EXPECT_EQ(run({"rollback-count", "2"}), 3);
}

TEST_P(OnServer, AViewOverATableThatSomebodyDroppedRefusesTheWholeRollback) {
  if (has_transactional_ddl) GTEST_SKIP() << "nothing is left half done there";
  changelog = "c.xml";
  const std::string view =
      "<createView viewName=\"v\" replaceIfExists=\"true\">select id from t</createView>";
  std::ofstream(changelog) << xml_changelog(
      change_set(
          "1",
          "<createTable tableName=\"t\"><column name=\"id\" type=\"int\"/></createTable>" + view) +
      change_set("2",
                 "<createTable tableName=\"u\"><column name=\"id\" type=\"int\"/>"
                 "</createTable>" +
                     view + "<rollback><dropTable tableName=\"u\"/>" + view + "</rollback>"));
  ASSERT_EQ(run({"update"}), 0) << err;
  EXPECT_EQ(run({"rollback-count", "1"}), 0) << err;
  ASSERT_EQ(run({"update"}), 0) << err;
  sql("drop table t");
  EXPECT_EQ(run({"rollback-count", "1"}), 3);
  EXPECT_TRUE(says("the view 'v' reads 't', which is not there")) << err;
  EXPECT_TRUE(has_table("u"));
}

TEST_P(OnServer, AForeignKeyOfOthersRefusesTheWholeRollback) {
  changelog = "c.xml";
  std::ofstream(changelog) << one_change_set(
      "<createTable tableName=\"p\"><column name=\"id\" type=\"int\"><constraints "
      "primaryKey=\"true\" nullable=\"false\"/></column></createTable>");
  ASSERT_EQ(run({"update"}), 0) << err;
  sql("create table z (id int, p int, constraint fk_z foreign key (p) references p (id))");
  EXPECT_EQ(run({"rollback-count", "1"}), 3);
  EXPECT_TRUE(says("'p' cannot go while foreign key z.fk_z points to it")) << err;
  EXPECT_TRUE(says("Nothing was undone.")) << err;
  EXPECT_TRUE(has_table("p"));
}

/// Written by hand, and the database commits each statement of it.
TEST_P(OnServer, SqlThatAForeignKeyStopsIsRefusedWhereItCouldNotBeTakenBack) {
  if (has_transactional_ddl) GTEST_SKIP() << "a failure takes all back there";
  const std::string tables =
      "--changeset ann:1\ncreate table p (id int primary key);\ncreate table c (x int, y int, key "
      "ix_y (y));\n--rollback select 1;\n--changeset ann:2\ncreate index ix_x on c "
      "(x);\n--rollback "
      "drop index ix_x on c;\n--changeset ann:3\nalter table c add constraint fk_x foreign key (x) "
      "references p (id);\n--rollback ";
  write(tables + "drop index ix_y on c;\n");
  ASSERT_EQ(run({"update"}), 0) << err;
  EXPECT_EQ(run({"rollback-count", "2"}), 3);
  EXPECT_TRUE(says("'ix_x' cannot go while foreign key c.fk_x needs it")) << err;
  EXPECT_TRUE(says("Nothing was undone.")) << err;
  sql("alter table c drop index ix_y, add index ix_y (y)");  // fails where it is gone

  // The statement itself, or one before it, lets the index go.
  write(tables +
        "alter table c drop index ix_x, add index ix_x (x, y);\n--rollback alter table c "
        "drop foreign key fk_x;\n");
  EXPECT_EQ(run({"rollback-count", "2"}), 0) << err;
}

TEST_P(OnServer, SqlThatTurnsForeignKeysOffIsNotHeldByThem) {
  if (has_transactional_ddl) GTEST_SKIP() << "foreign keys cannot be turned off so there";
  write(
      "--changeset ann:1\ncreate table p (id int primary key);\ncreate table c (x int, constraint "
      "fk_x foreign key (x) references p (id));\n--rollback set foreign_key_checks = "
      "0;\n--rollback "
      "drop table p;\n--rollback drop table c;\n");
  ASSERT_EQ(run({"update"}), 0) << err;
  EXPECT_EQ(run({"rollback-count", "1"}), 0) << err;
  EXPECT_FALSE(has_table("p"));
}

TEST_P(OnServer, AForeignKeyFromElsewhereRefusesTheWholeRollback) {
  changelog = "c.xml";
  std::ofstream(changelog) << one_change_set(
      "<createTable tableName=\"p\"><column name=\"id\" type=\"int\"><constraints "
      "primaryKey=\"true\" nullable=\"false\"/></column></createTable>");
  ASSERT_EQ(run({"update"}), 0) << err;
  const bool has_schemas = has_transactional_ddl;
  const std::string elsewhere = has_schemas ? "elsewhere" : database + "_elsewhere";
  const std::string kind = has_schemas ? "SCHEMA " : "DATABASE ";
  sql("create " + kind + elsewhere);
  sql("create table " + elsewhere + ".z (p int, constraint fk_z foreign key (p) references " +
      (has_schemas ? "public" : database) + ".p (id))");
  EXPECT_EQ(run({"rollback-count", "1"}), 3);
  EXPECT_TRUE(says("'p' cannot go while foreign key " + elsewhere + ".z.fk_z points to it")) << err;
  EXPECT_TRUE(has_table("p"));
  sql("drop " + kind + elsewhere + (has_schemas ? " CASCADE" : ""));
}

TEST_P(OnServer, WhatEarlierStepsRemoveIsMissingForLaterOnes) {
  changelog = "c.xml";
  const std::string view = "<createView viewName=\"v\" replaceIfExists=\"true\">select ";
  std::ofstream(changelog) << xml_changelog(
      change_set("1",
                 "<createTable tableName=\"t\"><column name=\"a\" type=\"int\"/>"
                 "</createTable>") +
      change_set("2", view + "a from t</createView>") +
      change_set("3", view + "a, 1 as one from t</createView>") +
      change_set("4",
                 "<createTable tableName=\"last\"><column name=\"a\" type=\"int\"/>"
                 "</createTable>"));
  ASSERT_EQ(run({"update"}), 0) << err;
  EXPECT_EQ(run({"rollback-count", "4"}), 3);
  EXPECT_TRUE(says("there is no view 'v'")) << err;
  EXPECT_TRUE(has_table("last"));
}

TEST_P(OnServer, IndexesAreFollowedThroughRenames) {
  changelog = "c.xml";
  std::ofstream(changelog) << xml_changelog(
      change_set("1",
                 "<createTable tableName=\"t\"><column name=\"a\" type=\"int\"/>"
                 "</createTable>") +
      change_set("2",
                 "<createIndex tableName=\"t\" indexName=\"i\"><column name=\"a\"/>"
                 "</createIndex>") +
      change_set("3", "<renameTable oldTableName=\"t\" newTableName=\"u\"/>"));
  ASSERT_EQ(run({"update"}), 0) << err;
  sql("insert into u values (1), (2)");
  EXPECT_EQ(run({"rollback-count", "3", "--plan"}), 0) << err;
  EXPECT_TRUE(says("t with 2 rows")) << out;
  EXPECT_TRUE(says("In all 3 changesets, 3 statements; lost are 1 table, 2 rows")) << out;
  EXPECT_FALSE(says("executed successfully")) << err;
  EXPECT_EQ(run({"rollback-count", "3"}), 0) << err;
  EXPECT_FALSE(has_table("t"));
}

TEST_P(OnServer, WhatAColumnLosesIsSaidBefore) {
  if (has_transactional_ddl) GTEST_SKIP() << "columns are not stated anew there";
  changelog = "c.xml";
  std::ofstream(changelog) << xml_changelog(
      change_set("1",
                 "<createTable tableName=\"t\"><column name=\"x\" type=\"int\" "
                 "defaultValueNumeric=\"7\" remarks=\"r\"><constraints "
                 "nullable=\"false\"/></column></createTable>") +
      change_set("2",
                 "<renameColumn tableName=\"t\" oldColumnName=\"x\" newColumnName=\"y\" "
                 "columnDataType=\"int\"/>"));
  ASSERT_EQ(run({"update-count", "1"}), 0) << err;
  ASSERT_EQ(run({"update"}), 0) << err;
  EXPECT_TRUE(says("loses NOT NULL, DEFAULT 7, COMMENT 'r' of column " + database + ".t.x")) << err;
  sql("alter table t modify y int not null comment 'again'");
  EXPECT_EQ(run({"rollback-count", "1", "--plan"}), 0) << err;
  EXPECT_TRUE(says("loses NOT NULL, COMMENT 'again' of column " + database + ".t.y")) << out;
  EXPECT_TRUE(says("lost are 2 attributes")) << out;
}

TEST_P(OnServer, ExecutableCommentsAreRead) {
  if (has_transactional_ddl) GTEST_SKIP() << "comments are comments there";
  write(
      "--changeset ann:1\ncreate table big (id int);\n--rollback empty\n"
      "--changeset ann:2\nselect 1;\n--rollback /*!50001 DROP TABLE big */;\n");
  ASSERT_EQ(run({"update"}), 0) << err;
  sql("insert into big values (1), (2), (3)");
  EXPECT_EQ(run({"rollback-count", "1", "--plan"}), 0) << err;
  EXPECT_TRUE(says("loses table big with 3 rows")) << out;
}

TEST_P(OnServer, ARehearsalIsDoneOrRefusedAndChangesNothing) {
  write(two_tables);
  ASSERT_EQ(run({"update"}), 0) << err;
  EXPECT_EQ(run({"rollback-count", "2", "--rehearse"}), has_transactional_ddl ? 0 : 3);
  EXPECT_TRUE(has_table("p"));
  EXPECT_TRUE(has_table("c"));
}

TEST_P(OnServer, ARehearsalDoesNotRunWhatItsEndWouldNotTakeBack) {
  if (!has_transactional_ddl) GTEST_SKIP() << "nothing is rehearsed there";
  write(
      "--changeset ann:1\ncreate table p (id int);\n"
      "--rollback insert into p values (1); select dblink_exec('dbname=x', 'drop table p');\n");
  ASSERT_EQ(run({"update"}), 0) << err;
  EXPECT_EQ(run({"rollback-count", "1", "--rehearse"}), 3) << err;
  EXPECT_TRUE(says("the rollback cannot be rehearsed, for it reaches another server or database"))
      << err;
  EXPECT_TRUE(says("c.sql::1::ann")) << err;
  EXPECT_EQ(run({"history"}), 0);
  EXPECT_TRUE(says("ann")) << out;
}

TEST_P(OnServer, TheProofLeavesTheDatabaseAndTheServerAlone) {
  write(two_tables);
  EXPECT_EQ(run({"prove", "--each"}), 0) << err << out;
  EXPECT_TRUE(says("2 changesets tested on")) << out;
  EXPECT_FALSE(has_table("p"));
  const bool lists_by_show = !has_transactional_ddl;
  const Rows left = server->query(
      {lists_by_show
           ? "SHOW DATABASES LIKE 'ebbtide\\_scratch\\_%'"
           : "SELECT datname FROM pg_database WHERE datname LIKE 'ebbtide\\_scratch\\_%'"});
  for (const Row& row : left.rows)
    EXPECT_EQ(row[0]->find("ebbtide_scratch_" + std::to_string(::getpid())), std::string::npos);
}

TEST_P(OnServer, TheProofNamesWhatTheRollbackForgets) {
  write(
      "--changeset ann:1\ncreate table p (id int primary key, a int);\n--rollback drop table p;\n"
      "--changeset ann:2\ncreate index i on p (a);\n--rollback empty\n");
  EXPECT_EQ(run({"prove", "--each"}), 1);
  EXPECT_TRUE(says("compare: index p.i was not there before")) << out;
  EXPECT_TRUE(says("[changeset c.sql::2::ann]")) << out;
}

// The last changeset would sweep up what the third has left.
TEST_P(OnServer, TheProofSeesWhatNoStatementTells) {
  if (!has_transactional_ddl) GTEST_SKIP() << "no trigger makes a table there";
  write(
      "--changeset ann:1 splitStatements:false\ncreate function f() returns trigger language "
      "plpgsql "
      "as $$ begin execute 'create table if not exists made (id int)'; return null; end $$;\n"
      "--rollback drop function f();\n"
      "--changeset ann:2\ncreate table p (id int);\n"
      "create trigger t after insert on p for each row execute function f();\n"
      "--rollback drop table p;\n"
      "--changeset ann:3\ninsert into p values (1);\n--rollback delete from p;\n"
      "--changeset ann:4\ndrop table if exists made;\n--rollback empty\n");
  EXPECT_EQ(run({"prove", "--each"}), 1);
  EXPECT_TRUE(says("compare: table made was not there before")) << out;
  EXPECT_TRUE(says("[changeset c.sql::3::ann]")) << out;
}

TEST_P(OnServer, WhatIsProvedIsDeployed) {
  write(two_tables);
  EXPECT_EQ(run({"update-testing-rollback"}), 0) << err << out;
  EXPECT_TRUE(has_table("p"));
  EXPECT_TRUE(has_table("c"));
}

TEST_P(OnServer, TheProofDoesNotReachBeyondItsScratchDatabase) {
  const bool is_postgresql = has_transactional_ddl;
  const std::vector<std::string> reaching =
      is_postgresql ? std::vector<std::string>{"COMMENT ON DATABASE postgres IS 'x'",
                                               "DO $$ BEGIN CREATE ROLE ebbtide_reach; END $$"}
                    : std::vector<std::string>{
                          "SET GLOBAL max_connections = 151",
                          "SET @s = 'CREATE ROLE ebbtide_reach'; PREPARE p FROM @s; EXECUTE p",
                          "SET @s = CONCAT('CREATE ', 'ROLE ebbtide_reach'); PREPARE p FROM @s; "
                          "EXECUTE p"};
  for (const std::string& sql : reaching) {
    write(
        "--changeset ann:1\ncreate table p (a int);\n--rollback drop table p;\n--changeset "
        "ann:2\n" +
        sql + ";\n--rollback select 1;\n");
    EXPECT_EQ(run({"prove"}), 1) << sql;
    EXPECT_TRUE(says("cannot be proved on a scratch database") ||
                out.find("cannot be proved on a scratch database") != std::string::npos)
        << err << out;
    EXPECT_FALSE(has_table("p"));
  }
}

TEST_P(OnServer, PreconditionsThatReachBeyondTheScratchDatabaseAreNotAsked) {
  const std::string query = has_transactional_ddl
                                ? "select count(*) from (select pg_reload_conf()) x"
                                : "delete from " + database + ".p";
  for (const std::string place : {"", "<not>"}) {
    changelog = "c.xml";
    std::ofstream(changelog) << xml_changelog(
        change_set("1", "<preConditions onFail=\"MARK_RAN\" onError=\"CONTINUE\">" + place +
                            "<sqlCheck expectedResult=\"1\">" + query + "</sqlCheck>" +
                            (place.empty() ? "" : "</not>") +
                            "</preConditions><createTable tableName=\"p\"><column name=\"a\" "
                            "type=\"int\"/></createTable>"));
    EXPECT_EQ(run({"prove"}), 1) << out;
    EXPECT_TRUE(says("the precondition cannot be asked on a scratch database")) << err;
    EXPECT_TRUE(says("c.xml::1::ann")) << err;
  }
}

TEST_P(OnServer, AScratchDatabaseOfTheSameServerIsJudgedToo) {
  const std::string other = database + "_scratch";
  server->execute({"DROP DATABASE IF EXISTS " + other});
  server->execute({"CREATE DATABASE " + other});
  write("--changeset ann:1\ncreate role ebbtide_reach;\n--rollback drop role ebbtide_reach;\n");
  EXPECT_EQ(run({"prove", "--scratch-url=" + url + "_scratch"}), 1) << out;
  EXPECT_TRUE(says("cannot be proved on a scratch database")) << err;
  write(two_tables);
  EXPECT_EQ(run({"prove", "--scratch-url=" + url + "_scratch"}), 0) << err;
  server->execute({"DROP DATABASE " + other});
}

/// A proof in a process of its own, that sleeps in its scratch database until it is killed.
class SleepingProof {
 public:
  SleepingProof(Connection& server, const std::string& url, bool is_postgresql)
      : server_(server), is_postgresql_(is_postgresql), process_(::fork()) {
    if (process_ != 0) return;
    const std::string word = "--url=" + url;
    ::execl(EBBTIDE_PROGRAM, EBBTIDE_PROGRAM, "prove", word.c_str(), "--changelog-file=c.sql",
            nullptr);
    ::_exit(127);
  }
  ~SleepingProof() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  SleepingProof(const SleepingProof&) = delete;
  SleepingProof& operator=(const SleepingProof&) = delete;

  /// Its scratch database; empty where there is none.
  std::string scratch() {
    const std::string name = "ebbtide_scratch_" + std::to_string(process_) + "_";
    const Rows all =
        server_.query({is_postgresql_ ? "SELECT datname FROM pg_database" : "SHOW DATABASES"});
    for (const Row& row : all.rows) {
      if (row[0]->starts_with(name)) return *row[0];
    }
    return "";
  }
  bool sleeps() {
    return counts(is_postgresql_
                      ? "pg_stat_activity WHERE query LIKE '%pg_sleep%' AND datname = '"
                      : "information_schema.processlist WHERE info LIKE '%sleep%' AND db = '");
  }
  /// Kills it and waits until the server has noticed.
  bool kill() {
    ::kill(process_, SIGKILL);
    const std::string name = scratch();
    const std::string owner = name.substr(name.rfind('_') + 1);
    const std::string sessions = is_postgresql_ ? "pg_stat_activity WHERE pid = '"
                                                : "information_schema.processlist WHERE id = '";
    for (int i = 0; i < 200; ++i, ::usleep(50000)) {
      if (!has_rows(sessions + owner + "'")) return true;
    }
    return false;
  }

 private:
  bool counts(const std::string& sessions) {
    const std::string name = scratch();
    return !name.empty() && has_rows(sessions + name + "'");
  }
  bool has_rows(const std::string& from) {
    return server_.query({"SELECT count(*) FROM " + from}).rows[0][0] != "0";
  }

  Connection& server_;
  bool is_postgresql_;
  pid_t process_;
};

TEST_P(OnServer, TheNextProofRemovesTheScratchDatabaseOfAKilledOne) {
  const bool is_postgresql = has_transactional_ddl;
  write(std::string("--changeset ann:1\nselect ") + (is_postgresql ? "pg_sleep" : "sleep") +
        "(4);\n--rollback empty\n");
  SleepingProof proof(*server, url, is_postgresql);
  for (int i = 0; i < 200 && !proof.sleeps(); ++i) ::usleep(50000);
  ASSERT_TRUE(proof.sleeps());
  ASSERT_TRUE(proof.kill());
  const std::string left = proof.scratch();
  ASSERT_NE(left, "");
  write(two_tables);
  EXPECT_EQ(run({"prove"}), 0) << err;
  EXPECT_TRUE(says("removed the scratch database " + left)) << err;
  EXPECT_EQ(proof.scratch(), "");
}

TEST_P(OnServer, TheProofOnTheTargetLeavesItUpdated) {
  write(two_tables);
  EXPECT_EQ(run({"update-testing-rollback", "--scratch-url=target"}), 0) << err << out;
  EXPECT_TRUE(has_table("p"));
  EXPECT_TRUE(has_table("c"));
}

TEST_P(OnServer, OneChangesetIsUndoneAfterConfirmation) {
  write(two_tables);
  ASSERT_EQ(run({"update"}), 0) << err;
  const std::vector<std::string> one{"rollback-one-changeset", "--changeset-id=1",
                                     "--changeset-author=ann", "--changeset-path=c.sql"};
  EXPECT_EQ(run(one), 3);
  EXPECT_TRUE(has_table("p"));
  auto confirmed = one;
  confirmed.emplace_back("--force");
  EXPECT_EQ(run(confirmed), 0) << err;
  EXPECT_FALSE(has_table("p"));
  EXPECT_TRUE(has_table("c"));
}

INSTANTIATE_TEST_SUITE_P(Servers, OnServer, testing::Values("postgresql", "mariadb"),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide
