#include "database/cost.h"

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"
#include "database/facts.h"

namespace ebbtide {
namespace {

/// What the last effect of a statement costs, on a column of this type that may be NULL.
std::string cost(const std::string& sql, std::string_view name, const std::string& type = "",
                 bool nullable = true) {
  const auto dialect = make_dialect(name, "");
  schema::Column column;
  column.type = type;
  column.nullable = nullable;
  const TableBefore before{.column = type.empty() ? nullptr : &column, .sql = sql};
  const auto found =
      cost_of(sql::effects_of(sql, dialect->facts().syntax).back(), before, dialect->facts());
  return found ? std::string(to_text(found->cost)) : "";
}

TEST(Cost, OnPostgresqlIsThatOfTheWorkUnderTheLock) {
  const auto on = [](const std::string& sql, const std::string& type = "", bool nullable = true) {
    return cost(sql, "postgresql", type, nullable);
  };
  EXPECT_EQ(on("alter table t add c int"), "instant");
  EXPECT_EQ(on("alter table t add c timestamptz default now()"), "instant");
  EXPECT_EQ(on("alter table t add c uuid default gen_random_uuid()"), "rewrite");
  EXPECT_EQ(on("alter table t add c bigserial"), "rewrite");
  EXPECT_EQ(on("alter table t alter c type varchar(20)", "varchar(10)"), "instant");
  EXPECT_EQ(on("alter table t alter c type bigint", "integer"), "rewrite");
  EXPECT_EQ(on("alter table t alter c type bigint"), "rewrite");
  EXPECT_EQ(on("alter table t alter c set not null", "integer"), "scan");
  EXPECT_EQ(on("alter table t alter c set not null", "integer", false), "instant");
  EXPECT_EQ(on("create index i on t (c)"), "scan");
  EXPECT_EQ(on("alter table t add constraint f foreign key (c) references p (id)"), "scan");
  EXPECT_EQ(on("alter table t add constraint f foreign key (c) references p (id) not valid"),
            "instant");
  EXPECT_EQ(on("alter table t validate constraint f"), "scan");
  EXPECT_EQ(on("alter table t set unlogged"), "rewrite");
  EXPECT_EQ(on("alter table t alter c type text collate \"C\"", "text"), "scan");
  EXPECT_EQ(on("alter table t detach partition p"), "instant");
  EXPECT_EQ(on("alter table t attach partition p default"), "scan");
  EXPECT_EQ(on("vacuum full t"), "rewrite");
  EXPECT_EQ(on("drop table t"), "instant");
  EXPECT_EQ(on("delete from t"), "");
}

TEST(Cost, OnMysqlIsThatOfTheAlgorithm) {
  const auto on = [](const std::string& sql, const std::string& type = "", bool nullable = true) {
    return cost(sql, "mysql", type, nullable);
  };
  EXPECT_EQ(on("alter table t add c int"), "instant");
  EXPECT_EQ(on("alter table t modify c bigint", "int"), "rewrite");
  EXPECT_EQ(on("alter table t modify c varchar(20)", "varchar(10)"), "instant");
  EXPECT_EQ(on("alter table t modify c varchar(20) not null", "varchar(20)"), "rewrite");
  EXPECT_EQ(on("alter table t add index i (c)"), "scan");
  EXPECT_EQ(on("alter table t drop primary key"), "rewrite");
  EXPECT_EQ(on("alter table t add c int, algorithm=copy"), "rewrite");
  EXPECT_EQ(on("alter table t engine=InnoDB"), "rewrite");
  EXPECT_EQ(on("alter table t row_format=compressed"), "rewrite");
  EXPECT_EQ(on("alter table t comment='x'"), "instant");
}

/// As MariaDB 10.11 takes or refuses ALGORITHM=INSTANT.
TEST(Cost, OnMariadbIsWhatItTakesInAnInstant) {
  const auto on = [](const std::string& sql, const std::string& type = "") {
    return cost(sql, "mariadb", type);
  };
  EXPECT_EQ(on("alter table t modify c varchar(200)", "varchar(20)"), "instant");
  EXPECT_EQ(cost("alter table t modify c varchar(200)", "mysql", "varchar(20)"), "rewrite");
  EXPECT_EQ(on("alter table t modify c varchar(10)", "varchar(20)"), "rewrite");
  EXPECT_EQ(on("alter table t modify c timestamp", "datetime"), "rewrite");
  EXPECT_EQ(on("alter table t modify c varchar(20) character set latin1", "varchar(20)"),
            "rewrite");
  EXPECT_EQ(on("alter table t add c int check (c > 0)"), "instant");
  EXPECT_EQ(on("alter table t add c char(36) default (uuid())"), "rewrite");
  EXPECT_EQ(on("alter table t add c int default (a * 2)"), "rewrite");
  EXPECT_EQ(on("alter table t add c int default (1 + 1)"), "instant");
}

TEST(Cost, OfSqliteNobodyHasSaid) { EXPECT_EQ(cost("drop table t", "sqlite"), ""); }

TEST(Cost, StrongestLockOfEachObjectCounts) {
  const auto dialect = make_dialect("postgresql", "");
  const std::vector<SqlLock> locks{{"SHARE UPDATE EXCLUSIVE", "a"},
                                   {"SHARE ROW EXCLUSIVE", "b"},
                                   {"ACCESS EXCLUSIVE", "a"},
                                   {"SHARE", "b"}};
  const std::vector<SqlLock> strongest{{"ACCESS EXCLUSIVE", "a"}, {"SHARE ROW EXCLUSIVE", "b"}};
  EXPECT_EQ(strongest_locks(locks, dialect->facts()), strongest);
}

TEST(Cost, SizesAreSaidInUnitsThatPeopleRead) {
  EXPECT_EQ(to_text(TableSize{1, {}}), "1 row");
  EXPECT_EQ(to_text(TableSize{5, 9000}), "5 rows, 9000 bytes");
  EXPECT_EQ(to_text(TableSize{{}, 900'000'000}), "858 MiB");
  EXPECT_EQ(to_text(TableSize{}), "");
}

}  // namespace
}  // namespace ebbtide
