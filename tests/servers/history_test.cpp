// The history table on real servers: rows that only look alike, and what keeps a row away.
#include <gtest/gtest.h>
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

std::string insert_of(const std::string& author_and_id, const std::string& value) {
  return "--changeset " + author_and_id + "\ninsert into facts values ('" + value +
         "');\n--rollback delete from facts where v = '" + value + "';\n";
}

TEST(HistoryTable, OnMariadbRowsThatLookAlikeAreTold) {
  EBBTIDE_NEEDS_SERVER("mariadb");
  ProjectOn project("mariadb");
  project.write(
      "--changeset a:base\ncreate table facts (v varchar(9));\n--rollback drop table facts;\n" +
      insert_of("a:A1", "one") + insert_of("a:a1", "two") +
      insert_of("a:\xc3\xa4"
                "1",
                "three") +
      insert_of("A:a1", "four"));
  ASSERT_EQ(project.run({"update"}), 0) << project.err;
  ASSERT_EQ(project.run({"rollback-count-sql", "1"}), 0) << project.err;
  EXPECT_NE(project.out.find("CAST(CONVERT(AUTHOR USING utf8mb4) AS BINARY)"), std::string::npos);
  ASSERT_EQ(project.run({"rollback-count", "3"}), 0) << project.err;
  EXPECT_EQ(project.ask("select ID from DATABASECHANGELOG order by ORDEREXECUTED"), "base,A1");
  ASSERT_EQ(project.run({"update"}), 0) << project.err;
  EXPECT_EQ(project.ask("select v, count(*) from facts group by v order by v"),
            "four|1,one|1,three|1,two|1");
  ASSERT_EQ(project.run({"rollback-count", "5"}), 0) << project.err;
  EXPECT_EQ(project.ask("select count(*) from DATABASECHANGELOG"), "0");
}

TEST(HistoryTable, OnMariadbATagThatIsThereAndChecksumsThatAreGoneAreNoFailure) {
  EBBTIDE_NEEDS_SERVER("mariadb");
  ProjectOn project("mariadb");
  project.write("--changeset a:1\ncreate table t (v int);\n");
  ASSERT_EQ(project.run({"update"}), 0) << project.err;
  for (int i = 0; i < 2; ++i) EXPECT_EQ(project.run({"tag", "v1"}), 0) << project.err;
  for (int i = 0; i < 2; ++i) EXPECT_EQ(project.run({"clear-checksums"}), 0) << project.err;
}

TEST(HistoryTable, ATagIsThereAsTheDatabaseComparesTexts) {
  for (const std::string database : {"postgresql", "mariadb"}) {
    EBBTIDE_NEEDS_SERVER(database);
    ProjectOn project(database);
    project.write("--changeset a:1\ncreate table t (v int);\n");
    ASSERT_EQ(project.run({"update"}), 0) << project.err;
    ASSERT_EQ(project.run({"tag", "v1"}), 0) << project.err;
    ASSERT_EQ(project.run({"tag-exists", "V1"}), 0) << project.err;
    EXPECT_EQ(project.says("already exists"), database == "mariadb") << project.out << project.err;
  }
}

/// A project on PostgreSQL whose history table is there and empty.
struct OnPostgresql : testing::Test {
  std::unique_ptr<ProjectOn> project;

  void SetUp() override {
    EBBTIDE_NEEDS_SERVER("postgresql");
    project = std::make_unique<ProjectOn>("postgresql");
    project->write("");
    ASSERT_EQ(project->run({"update"}), 0) << project->err;
    project->write("--changeset a:1\ncreate table t (v int);\n--rollback drop table t;\n");
  }
  void expect_refused(std::vector<std::string> arguments) const {
    EXPECT_EQ(project->run(std::move(arguments)), 1);
    EXPECT_TRUE(project->says("did not keep the row of c.sql::1::a")) << project->err;
    EXPECT_EQ(project->ask("select to_regclass('t') is null, count(*) from databasechangelog"),
              "t|0");
  }
};

TEST_F(OnPostgresql, ATriggerThatSwallowsTheRowFailsTheChangeset) {
  project->sql(
      "create function nothing() returns trigger language plpgsql as 'begin return null; end';"
      "create trigger t before insert on databasechangelog for each row execute function "
      "nothing()");
  expect_refused({"update"});
  expect_refused({"update", "--atomic"});
}

TEST_F(OnPostgresql, ATriggerThatDeletesTheRowFailsTheChangeset) {
  project->sql(
      "create function gone() returns trigger language plpgsql as 'begin delete from "
      "databasechangelog where id = new.id; return null; end';"
      "create trigger t after insert on databasechangelog for each row execute function gone()");
  expect_refused({"update"});
}

TEST_F(OnPostgresql, ATriggerThatAChangesetMakesCanDeleteNoRowBehindIt) {
  const std::string gone =
      "create function gone() returns trigger language plpgsql as 'begin delete from "
      "databasechangelog where id = new.id; return null; end'";
  const std::string trigger =
      "create trigger t after insert on databasechangelog for each row execute function gone()";
  for (const std::string& made :
       {trigger, "do $$ begin " + trigger + "; end $$", "select 1; " + trigger,
        "create view v as select 1; " + trigger}) {
    project->write("--changeset a:0 splitStatements:false\n" + gone +
                   "\n--changeset a:1 splitStatements:false\n" + made +
                   "\n--changeset a:2\ncreate table t (v int);\n");
    EXPECT_EQ(project->run({"update"}), 1) << made;
    EXPECT_TRUE(project->says("did not keep the row of c.sql::1::a")) << project->err;
    EXPECT_EQ(project->ask("select to_regclass('t') is null, count(*) from databasechangelog"),
              "t|1");
    project->sql("delete from databasechangelog; drop function gone()");
  }
}

TEST_F(OnPostgresql, ARuleThatSwallowsTheRowFailsTheChangesetAndOneThatAuditsDoesNot) {
  project->sql("create rule r as on insert to databasechangelog do instead nothing");
  expect_refused({"update"});
  project->sql(
      "drop rule r on databasechangelog; create table audit (id text);"
      "create rule r as on insert to databasechangelog do also insert into audit values (new.id)");
  EXPECT_EQ(project->run({"update"}), 0) << project->err;
  EXPECT_EQ(project->ask("select id from audit"), "1");
}

TEST_F(OnPostgresql, ARowThatStaysFailsTheRollback) {
  ASSERT_EQ(project->run({"update"}), 0) << project->err;
  project->sql("create rule r as on delete to databasechangelog do instead nothing");
  EXPECT_EQ(project->run({"rollback-count", "1"}), 1);
  EXPECT_TRUE(project->says("did not let go of the row of c.sql::1::a")) << project->err;
  EXPECT_EQ(project->ask("select to_regclass('t') is null, count(*) from databasechangelog"),
            "f|1");
}

TEST_F(OnPostgresql, ChecksumsThatStayFailTheirCommand) {
  ASSERT_EQ(project->run({"update"}), 0) << project->err;
  project->sql("create rule r as on update to databasechangelog do instead nothing");
  EXPECT_EQ(project->run({"clear-checksums"}), 1);
  EXPECT_EQ(project->run({"tag", "v1"}), 1);
  EXPECT_TRUE(project->says("did not take the tag 'v1'")) << project->err;
}

constexpr const char* two_change_sets =
    "--changeset a:1\ncreate table t (v int);\n--rollback drop table t;\n"
    "--changeset a:2\nselect 1;\n--rollback empty\n";

/// A table as the first versions of Liquibase made it, with one row.
constexpr const char* oldest_table =
    "create table databasechangelog (ID varchar(150) not null, AUTHOR varchar(150) not null, "
    "FILENAME varchar(255) not null, DATEEXECUTED timestamp not null, MD5SUM varchar(32), primary "
    "key (ID, AUTHOR, FILENAME));"
    "insert into databasechangelog values ('1', 'a', 'c.sql', '2008-01-01', null)";

TEST_F(OnPostgresql, ReadingCommandsLeaveOldTablesAsTheyAreAlsoForThoseWhoMayOnlyRead) {
  project->sql(std::string("drop table databasechangelog;") + oldest_table);
  project->write(two_change_sets);
  const std::string role = "ebbtide_reader_" + std::to_string(::getpid());
  project->sql("create role " + role + " login password 'x'; grant usage on schema public to " +
               role + "; grant select on all tables in schema public to " + role);
  project->more_options = {"--username=" + role, "--password=x"};
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"status"},
                                             {"history"},
                                             {"tag-exists", "v1"},
                                             {"unexpected-changesets"},
                                             {"validate"},
                                             {"list-locks"},
                                             {"update-sql"},
                                             {"changelog-sync-sql"},
                                             {"rollback-count-sql", "0"},
                                             {"future-rollback-sql"},
                                             {"rollback-count", "0", "--plan"},
                                             {"doctor"}}) {
    EXPECT_EQ(project->run(command), 0) << command[0] << ": " << project->err;
  }
  EXPECT_EQ(project->ask("select count(*) from information_schema.columns where table_name = "
                         "'databasechangelog'"),
            "5");
  project->sql("drop owned by " + role + "; drop role " + role);
}

TEST_F(OnPostgresql, ScriptsForOldTablesBeginWithWhatBringsThemUpToDate) {
  project->write(two_change_sets);
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"update-sql"}, {"changelog-sync-sql"}, {"mark-next-changeset-ran-sql"}}) {
    project->sql(std::string("drop table databasechangelog;") + oldest_table);
    ASSERT_EQ(project->run(command), 0) << project->err;
    project->sql(project->out);
    EXPECT_EQ(project->ask("select id, orderexecuted, exectype from databasechangelog order by 2"),
              "1|-1|EXECUTED,2|0|EXECUTED")
        << command[0];
    EXPECT_EQ(project->run({"status"}), 0) << project->err;
    EXPECT_NE(project->out.find("is up to date"), std::string::npos) << project->out;
  }
  project->sql(std::string("drop table databasechangelog;") + oldest_table);
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"rollback-count-sql", "0"}, {"future-rollback-sql"}}) {
    ASSERT_EQ(project->run(command), 0) << project->err;
    EXPECT_TRUE(
        project->out.starts_with("-- Adding missing databasechangelog.description column\n"
                                 "ALTER TABLE public.databasechangelog ADD DESCRIPTION "
                                 "VARCHAR(255);\n"))
        << project->out;
  }
}

TEST_F(OnPostgresql, AnUpdateWithNothingPendingBringsTheTableUpToDate) {
  project->sql(std::string("drop table databasechangelog; create table t (v int);") + oldest_table);
  EXPECT_EQ(project->run({"update"}), 0) << project->err;
  EXPECT_EQ(project->ask("select orderexecuted, length(md5sum) from databasechangelog"), "-1|34");
}

TEST_F(OnPostgresql, ColumnsThatAreFilledUpWithBlanksAreRead) {
  ASSERT_EQ(project->run({"update"}), 0) << project->err;
  project->sql(
      "alter table databasechangelog alter id type char(40), alter author type char(20), alter "
      "filename type char(99), alter exectype type char(12), alter md5sum type char(40)");
  EXPECT_EQ(project->run({"status"}), 0) << project->err;
  EXPECT_NE(project->out.find("is up to date"), std::string::npos) << project->out;
  EXPECT_EQ(project->run({"rollback-count", "1"}), 0) << project->err;
  EXPECT_EQ(project->ask("select count(*) from databasechangelog"), "0");
}

TEST_F(OnPostgresql, ARowWithoutADateIsNotTakenForTheLastOne) {
  project->write(two_change_sets);
  ASSERT_EQ(project->run({"update"}), 0) << project->err;
  project->sql(
      "alter table databasechangelog alter dateexecuted drop not null, alter orderexecuted drop "
      "not null; update databasechangelog set dateexecuted = null where id = '1'");
  EXPECT_EQ(project->run({"tag", "v1"}), 0) << project->err;
  EXPECT_EQ(project->ask("select id from databasechangelog where tag = 'v1'"), "2");
  project->sql("update databasechangelog set orderexecuted = null where id = '1'");
  EXPECT_EQ(project->run({"rollback-count", "1"}), 3);
  EXPECT_TRUE(project->says("the history does not tell when the changeset ran")) << project->err;
  EXPECT_EQ(project->run({"tag", "v2"}), 1);
  project->sql("update databasechangelog set orderexecuted = 1 where id = '1'");
  EXPECT_EQ(project->run({"rollback-count", "1"}), 0) << project->err;
  EXPECT_EQ(project->ask("select id from databasechangelog"), "1");
}

TEST_F(OnPostgresql, AMomentWithAZoneIsComparedToTheVerySecond) {
  ASSERT_EQ(project->run({"update"}), 0) << project->err;
  project->sql(
      "alter table databasechangelog alter dateexecuted type timestamptz; "
      "update databasechangelog set dateexecuted = '2026-11-22 07:29:45'");
  EXPECT_EQ(project->run({"rollback-to-date", "2026-11-22 07:29:45"}), 0) << project->err;
  EXPECT_EQ(project->ask("select count(*) from databasechangelog"), "1");
  EXPECT_EQ(project->run({"rollback-to-date", "2026-11-22 07:29:44"}), 0) << project->err;
  EXPECT_EQ(project->ask("select count(*) from databasechangelog"), "0");
}

TEST_F(OnPostgresql, OfTwoRowsForOneChangesetTheLastCounts) {
  ASSERT_EQ(project->run({"update"}), 0) << project->err;
  project->sql(
      "insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype, "
      "md5sum) select id, author, filename, dateexecuted, 0, exectype, "
      "'9:00000000000000000000000000000000' from databasechangelog");
  EXPECT_EQ(project->run({"status"}), 0) << project->err;
  project->sql("update databasechangelog set orderexecuted = 2 where orderexecuted = 0");
  EXPECT_EQ(project->run({"status"}), 1);
}

TEST_F(OnPostgresql, AnExecTypeNobodyKnowsIsRefusedWhereItCounts) {
  ASSERT_EQ(project->run({"update"}), 0) << project->err;
  project->sql("update databasechangelog set exectype = 'DONE'");
  EXPECT_EQ(project->run({"history"}), 0) << project->err;
  EXPECT_EQ(project->run({"tag-exists", "v1"}), 0) << project->err;
  EXPECT_EQ(project->run({"update"}), 1);
  EXPECT_TRUE(project->says("an EXECTYPE that nobody knows: 'DONE'")) << project->err;
}

TEST_F(OnPostgresql, AChangesetThatMovedSaysSoWhereItFails) {
  ASSERT_EQ(project->run({"update"}), 0) << project->err;
  project->sql("update databasechangelog set filename = 'old/c.sql'");
  EXPECT_EQ(project->run({"update"}), 1);
  EXPECT_TRUE(
      project->says("the history has this changeset under the path 'old/c.sql', so it may "
                    "have run already: 'doctor' says what to do about paths"))
      << project->err;
}

}  // namespace
}  // namespace ebbtide
