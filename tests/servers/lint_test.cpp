// What the linter asks of live databases, and whether what --fix writes runs and comes to the same.
#include <gtest/gtest.h>

#include "tests/support/project_on.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

TEST(Statistics, OnPostgresqlTellSizesAndInvalidIndexes) {
  EBBTIDE_NEEDS_SERVER("postgresql");
  ProjectOn project("postgresql");
  project.sql("create table big (id int primary key, a int)");
  project.sql("insert into big select n, 1 from generate_series(1, 5000) as n");
  project.sql("create table parted (id int) partition by range (id)");
  project.sql("create table part partition of parted for values from (0) to (10000)");
  project.sql("insert into parted select n from generate_series(1, 3000) as n");
  project.sql("create schema more create table big (id int)");
  project.sql("analyze");
  EXPECT_ANY_THROW(project.sql("create unique index concurrently ux on big (a)"));
  EXPECT_EQ(project.run({"stats"}), 0) << project.err;
  for (const char* const line :
       {"\"public.big\": {\n      \"rows\": 5000,", "\"public.parted\": {\n      \"rows\": 3000,",
        "\"more.big\": {\n      \"rows\": 0,\n      \"bytes\": 0", "\"public.ux\""})
    EXPECT_TRUE(project.says(line)) << line << "\n" << project.out;
  project.folder().write("stats.json", project.out);
  project.write("--changeset a:1\nalter table big alter id type bigint;\n--rollback empty\n");
  project.folder().write(".ebbtide-lint.yml", "rules: { LK001: { rows: 4000 } }\n");
  project.more_options = {"--config=" + project.folder().at(".ebbtide-lint.yml")};
  EXPECT_EQ(project.run({"lint"}), 0) << project.err;
  EXPECT_TRUE(project.says("LK001 big has 5000 rows, ")) << project.out;
  EXPECT_TRUE(project.says("locks ACCESS EXCLUSIVE on it; cost rewrite")) << project.out;
  EXPECT_EQ(project.run_words({"lint", "--changelog-file=c.sql", "--dialect=postgresql@15",
                               "--search-path=" + project.folder().path().string(),
                               "--config=" + project.folder().at(".ebbtide-lint.yml"),
                               "--stats=" + project.folder().at("stats.json")}),
            0)
      << project.err;
  EXPECT_TRUE(project.says("LK001 big has 5000 rows, ")) << project.out;
}

TEST(Statistics, OnMariadbTellSizes) {
  EBBTIDE_NEEDS_SERVER("mariadb");
  ProjectOn project("mariadb");
  project.sql("create table big (id int primary key)");
  project.sql("insert into big select seq from seq_1_to_5000");
  project.sql("analyze table big");
  EXPECT_EQ(project.run({"stats"}), 0) << project.err;
  EXPECT_TRUE(
      project.says("."
                   "big\": {\n      \"rows\": 5"))
      << project.out;
  EXPECT_EQ(project.run({"stats", "--format=json"}), 0) << project.err;
  EXPECT_TRUE(project.says("\"schema\": 1")) << project.out;
}

TEST(RollbackPlan, OnPostgresqlTellsWhatStatementsCost) {
  EBBTIDE_NEEDS_SERVER("postgresql");
  ProjectOn project("postgresql");
  project.write(
      "--changeset a:1\ncreate table t (id int primary key, a int);\n--rollback empty\n"
      "--changeset a:2\nalter table t alter a type bigint;\n"
      "--rollback alter table t alter a type int;\n");
  ASSERT_EQ(project.run({"update"}), 0) << project.err;
  project.sql("insert into t select n, n from generate_series(1, 500) as n");
  project.sql("analyze t");
  EXPECT_EQ(project.run({"rollback-count", "--count=1", "--plan"}), 0) << project.err;
  EXPECT_TRUE(project.says("locks ACCESS EXCLUSIVE on t")) << project.out;
  EXPECT_TRUE(project.says("cost rewrite of t, which has 500 rows, ")) << project.out;
  EXPECT_EQ(project.run({"rollback-count", "--count=1", "--plan", "--format=json"}), 0);
  EXPECT_TRUE(project.says("\"class\": \"rewrite\"")) << project.out;
}

/// What pg_locks shows of PostgreSQL 15.
TEST(RollbackPlan, OnPostgresqlTellsOfTheOtherTableAndOfTheTableOfAnIndex) {
  EBBTIDE_NEEDS_SERVER("postgresql");
  ProjectOn project("postgresql");
  project.write(
      "--changeset a:1\ncreate table p (id int primary key);\n"
      "create table t (id int primary key, a int references p (id));\n--rollback empty\n"
      "--changeset a:2\nselect 1;\n--rollback reindex index t_pkey;\n"
      "--rollback alter table t drop column a;\n");
  ASSERT_EQ(project.run({"update"}), 0) << project.err;
  EXPECT_EQ(project.run({"rollback-count", "--count=1", "--plan"}), 0) << project.err;
  EXPECT_TRUE(project.says("locks SHARE on t\n")) << project.out;
  EXPECT_TRUE(project.says("locks ACCESS EXCLUSIVE on t, ACCESS EXCLUSIVE on p\n")) << project.out;
}

constexpr const char* before[] = {
    "create table p (id int primary key)",
    "create table t (id int primary key, a int, \"Odd Name\" int, p_id int)",
    "create index ix_p on t (p_id)", "insert into p values (1)",
    "insert into t values (1, 1, 1, 1)"};

constexpr const char* in_sql =
    "--changeset ann:1\ncreate index ix_a on t (a);\n--rollback drop index ix_a;\n\n"
    "--changeset ann:2\nalter table t add constraint fk foreign key (p_id) references p (id);\n"
    "--rollback alter table t drop constraint fk;\n\n"
    "--changeset ann:3\nalter table t alter column \"Odd Name\" set not null;\n"
    "--rollback alter table t alter column \"Odd Name\" drop not null;\n\n"
    "--changeset ann:4\ncreate table n (id int primary key);\ninsert into n values (1);\n"
    "create index ix_n on t (id, a);\n--rollback drop index ix_n;\n--rollback drop table n;\n";

constexpr const char* in_xml =
    "<changeSet id=\"1\" author=\"ann\"><createIndex indexName=\"ix_a\" tableName=\"t\">"
    "<column name=\"a\"/></createIndex></changeSet>\n"
    "<changeSet id=\"2\" author=\"ann\"><addForeignKeyConstraint baseTableName=\"t\" "
    "baseColumnNames=\"p_id\" constraintName=\"fk\" referencedTableName=\"p\" "
    "referencedColumnNames=\"id\"/></changeSet>\n"
    "<changeSet id=\"3\" author=\"ann\"><addNotNullConstraint tableName=\"t\" columnName=\"Odd "
    "Name\" columnDataType=\"int\"/></changeSet>\n"
    "<changeSet id=\"4\" author=\"ann\"><sql>create table n (id int primary key); insert into "
    "n values (1); create index ix_n on t (id, a)</sql><rollback>drop index ix_n; drop table "
    "n</rollback></changeSet>";

constexpr const char* in_yaml =
    "databaseChangeLog:\n- changeSet:\n    id: '1'\n    author: ann\n    changes:\n"
    "    - createIndex: {indexName: ix_a, tableName: t, columns: [{column: {name: a}}]}\n"
    "- changeSet:\n    id: '2'\n    author: ann\n    changes:\n"
    "    - addForeignKeyConstraint: {baseTableName: t, baseColumnNames: p_id, constraintName: fk, "
    "referencedTableName: p, referencedColumnNames: id}\n"
    "- changeSet:\n    id: '3'\n    author: ann\n    changes:\n"
    "    - addNotNullConstraint: {tableName: t, columnName: Odd Name, columnDataType: int}\n"
    "- changeSet:\n    id: '4'\n    author: ann\n    changes:\n"
    "    - sql: {sql: create table n (id int primary key); insert into n values (1); create index "
    "ix_n on t (p_id)}\n    rollback: drop index ix_n; drop table n\n";

constexpr const char* in_json =
    R"json({"databaseChangeLog": [
{"changeSet": {"id": "1", "author": "ann", "changes": [{"createIndex":
  {"indexName": "ix_a", "tableName": "t", "columns": [{"column": {"name": "a"}}]}}]}},
{"changeSet": {"id": "2", "author": "ann", "changes": [{"addForeignKeyConstraint":
  {"baseTableName": "t", "baseColumnNames": "p_id", "constraintName": "fk",
   "referencedTableName": "p", "referencedColumnNames": "id"}}]}},
{"changeSet": {"id": "3", "author": "ann", "changes": [{"addNotNullConstraint":
  {"tableName": "t", "columnName": "Odd Name", "columnDataType": "int"}}]}},
{"changeSet": {"id": "4", "author": "ann", "changes": [{"sql": {"sql":
  "create table n (id int primary key); insert into n values (1); create index ix_n on t (id, a)"}}],
  "rollback": "drop index ix_n; drop table n"}}
]})json";

/// All that the rewrites touch, as the server tells it.
std::string state_of(const ProjectOn& project) {
  return project.ask(
             "select conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid) from "
             "pg_constraint where conrelid::regclass::text in ('t', 'n', 'p') order by 1, 2") +
         "\n" +
         project.ask(
             "select indrelid::regclass, pg_get_indexdef(indexrelid), indisvalid from "
             "pg_index where indrelid::regclass::text in ('t', 'n', 'p') order by 1, 2") +
         "\n" +
         project.ask(
             "select attrelid::regclass, attname, attnotnull from pg_attribute where "
             "attnum > 0 and attrelid::regclass::text in ('t', 'n', 'p') order by 1, 2");
}

void expect_fixed_to_the_same(const std::string& file, const std::string& text) {
  ProjectOn plain("postgresql", file), safe("postgresql", file);
  for (ProjectOn* const one : {&plain, &safe}) {
    for (const char* const sql : before) one->sql(sql);
    if (text.starts_with("--") || text.starts_with("<")) {
      one->write(text);
    } else {
      one->folder().write(file, text);
    }
  }
  const std::string at_first = state_of(plain);
  ASSERT_EQ(plain.run({"update"}), 0) << plain.err;
  safe.run({"lint", "--fix"});
  EXPECT_FALSE(safe.says("not rewritten")) << safe.err;
  EXPECT_EQ(safe.run({"lint", "--fix"}), 0) << safe.err << safe.out;
  EXPECT_FALSE(safe.says("written anew")) << safe.err;
  for (const char* const rule : {"PG101", "PG303", "PG306"})
    EXPECT_FALSE(safe.says(rule)) << safe.out;
  ASSERT_EQ(safe.run({"update"}), 0) << safe.err << safe.folder().read(file);
  EXPECT_EQ(state_of(safe), state_of(plain)) << safe.folder().read(file);
  EXPECT_EQ(safe.ask("select count(*) from n"), "1");
  EXPECT_EQ(safe.run({"validate"}), 0) << safe.err;
  ASSERT_EQ(safe.run({"rollback-count", "--count=8"}), 0) << safe.err << safe.folder().read(file);
  EXPECT_EQ(state_of(safe), at_first);
}

TEST(LintFix, OnPostgresqlRunsAndComesToTheSameSchema) {
  EBBTIDE_NEEDS_SERVER("postgresql");
  expect_fixed_to_the_same("c.sql", in_sql);
  expect_fixed_to_the_same("c.xml", in_xml);
  expect_fixed_to_the_same("c.yaml", in_yaml);
  expect_fixed_to_the_same("c.json", in_json);
}

TEST(LintFix, OnPostgresqlLeavesWhatTheDatabaseHas) {
  EBBTIDE_NEEDS_SERVER("postgresql");
  ProjectOn project("postgresql");
  for (const char* const sql : before) project.sql(sql);
  project.write(in_sql);
  ASSERT_EQ(project.run({"update"}), 0) << project.err;
  const std::string text = project.folder().read("c.sql");
  EXPECT_EQ(project.run({"lint", "--fix"}), 0) << project.err;
  EXPECT_EQ(project.folder().read("c.sql"), text);
}

}  // namespace
}  // namespace ebbtide
