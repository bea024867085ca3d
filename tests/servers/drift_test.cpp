// What somebody did by hand to a database is found, and what is no change of the schema is not.
#include <gtest/gtest.h>

#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

constexpr const char* changelog =
    "--changeset a:1\ncreate table orders (id integer primary key, total integer default 0 not "
    "null, note varchar(20));\n"
    "--changeset a:2\ncreate index by_total on orders (total);\n"
    "--changeset a:3\ncreate view dear as select id from orders where total > 100;\n"
    "--changeset a:4\ninsert into orders (id, total) values (1, 5);\n";

/// What was done by hand, and the line that tells of it; empty where there is nothing to tell.
struct ByHand {
  const char* sql;
  const char* told;
};

void expect_told(const char* dbms, const std::vector<ByHand>& all) {
  for (const ByHand& one : all) {
    ProjectOn project(dbms);
    project.write(changelog);
    ASSERT_EQ(project.run({"update"}), 0) << project.err;
    project.sql(one.sql);
    const bool is_drift = one.told[0] != '\0' && !std::string(one.told).ends_with("information)");
    EXPECT_EQ(project.run({"drift"}), is_drift ? 3 : 0) << one.sql << "\n" << project.err;
    const std::string told = one.told[0] == '\0' ? "no drift" : std::string(one.told) + "\n";
    EXPECT_NE(project.out.find(told), std::string::npos) << one.sql << "\n" << project.out;
  }
}

TEST(Drift, OnPostgresqlWhatWasDoneByHandIsTold) {
  EBBTIDE_NEEDS_SERVER("postgresql");
  expect_told(
      "postgresql",
      {{"insert into orders values (2, 1); analyze", ""},
       {"drop index by_total; create index by_total on orders (total)", ""},
       {"alter table orders alter total set default 7",
        "column public.orders.total: default is '7', expected is '0'"},
       {"alter table orders alter note type varchar(30)",
        "column public.orders.note: type is 'character varying(30)', expected is 'character "
        "varying(20)'"},
       {"drop view dear", "view public.dear is missing"},
       {"create schema by_hand create table t (a int)", "table by_hand.t is unexpected"},
       {"create index more on orders using hash (note)", "index public.orders.more is unexpected"},
       {"update pg_index set indisvalid = false where indexrelid = 'by_total'::regclass",
        "index public.orders.by_total: valid is 'false', expected is 'true'"},
       {"comment on table orders is 'x'",
        "table public.orders: comment is 'x', expected is nothing (for information)"}});
}

TEST(Drift, OnPostgresqlASchemaThatTheChangelogMakesIsMadeAnew) {
  EBBTIDE_NEEDS_SERVER("postgresql");
  ProjectOn project("postgresql");
  project.write(
      "--changeset a:1\ncreate schema \"Sales Dept\";\n--rollback drop schema \"Sales Dept\";\n"
      "--changeset a:2\ncreate table \"Sales Dept\".t (a int);\n--rollback drop table \"Sales "
      "Dept\".t;\n");
  ASSERT_EQ(project.run({"update"}), 0) << project.err;
  EXPECT_EQ(project.run({"drift"}), 0) << project.err;
  EXPECT_EQ(project.run({"prove", "--all-changesets"}), 0) << project.err << project.out;
}

TEST(Drift, OnMariadbWhatWasDoneByHandIsTold) {
  EBBTIDE_NEEDS_SERVER("mariadb");
  expect_told("mariadb", {{"insert into orders values (2, 1, null)", ""},
                          {"analyze table orders", ""},
                          {"alter table orders alter total set default 7",
                           "total: default is '7', expected is '0'"},
                          {"alter table orders modify note varchar(30)",
                           "note: type is 'varchar(30)', expected is 'varchar(20)'"},
                          {"drop view dear", "dear is missing"},
                          {"create table t (a int)", "t is unexpected"},
                          {"alter table orders comment 'x'",
                           "orders: comment is 'x', expected is nothing (for information)"}});
}

TEST(Drift, OnSqliteWhatWasDoneByHandIsTold) {
  expect_told("sqlite", {{"insert into orders values (2, 1, null)", ""},
                         {"create table t (a integer check (a > 0))", "table t is unexpected"},
                         {"alter table orders rename column note to remark",
                          "column orders.remark is unexpected"},
                         {"drop view dear", "view dear is missing"}});
}

}  // namespace
}  // namespace ebbtide
