#include "database/sql_effect.h"

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"

namespace ebbtide {
namespace {

/// The effects of a statement as text: action, object, part and other, one effect a line.
std::string effects(const std::string& sql, std::string_view dialect = "postgresql") {
  std::string text;
  for (const SqlEffect& effect : effects_of(sql, *make_dialect(dialect, ""))) {
    text += std::to_string(static_cast<int>(effect.action)) + " " + effect.object.to_text();
    if (!effect.part.empty()) text += " " + effect.part;
    if (!effect.other.name.empty()) text += " -> " + effect.other.to_text();
    text += (effect.if_exists ? " if-exists" : "") + std::string(effect.cascade ? " cascade" : "") +
            "\n";
  }
  return text;
}

std::string one(SqlAction action, const std::string& rest) {
  return std::to_string(static_cast<int>(action)) + " " + rest + "\n";
}

TEST(SqlEffect, DropTableNamesEachTable) {
  EXPECT_EQ(effects("DROP TABLE IF EXISTS public.ORDERS, \"Lines\" CASCADE"),
            one(SqlAction::drop_table, "public.orders if-exists cascade") +
                one(SqlAction::drop_table, "Lines if-exists cascade"));
}

TEST(SqlEffect, AlterTableTellsEachOfItsActions) {
  EXPECT_EQ(
      effects("ALTER TABLE ONLY t DROP COLUMN a, ADD COLUMN b numeric(3, 2), DROP CONSTRAINT k"),
      one(SqlAction::drop_column, "t a") + one(SqlAction::add_column, "t b") +
          one(SqlAction::drop_constraint, "t k"));
}

TEST(SqlEffect, MysqlSpellingsMeanTheSame) {
  EXPECT_EQ(effects("ALTER TABLE db.t DROP FOREIGN KEY fk, DROP PRIMARY KEY", "mysql"),
            one(SqlAction::drop_constraint, "db.t fk") + one(SqlAction::drop_primary_key, "db.t"));
  EXPECT_EQ(effects("DROP INDEX `ix` ON `t`", "mariadb"), one(SqlAction::drop_index, "t ix"));
  EXPECT_EQ(effects("ALTER TABLE t CHANGE a b INT", "mysql"),
            one(SqlAction::rename_column, "t a -> b"));
}

TEST(SqlEffect, ForeignKeysNameTheOtherTable) {
  EXPECT_EQ(effects("ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY (x) REFERENCES b (id)"),
            one(SqlAction::add_foreign_key, "a fk -> b"));
}

TEST(SqlEffect, ADeleteKeepsItsRows) {
  const auto found =
      effects_of("DELETE FROM t -- all\n WHERE a = 'x;y'", *make_dialect("sqlite", ""));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].where, "FROM t -- all\n WHERE a = 'x;y'");
}

TEST(SqlEffect, WhatCannotBeReadIsUnknown) {
  const std::string unknown = one(SqlAction::unknown, "");
  EXPECT_EQ(effects("DO $$ BEGIN DROP TABLE t; END $$"), unknown);
  EXPECT_EQ(effects("CALL tidy()"), unknown);
  EXPECT_EQ(effects("SELECT tidy()"), unknown);
  EXPECT_EQ(effects("DROP TABLE"), unknown);
  EXPECT_EQ(effects("SET search_path TO other"), unknown);
}

TEST(SqlEffect, ReadingDoesNothing) {
  EXPECT_EQ(effects("SELECT a FROM t"), one(SqlAction::nothing, ""));
  EXPECT_EQ(effects("-- only words"), "");
}

TEST(SqlEffect, LocksAreThoseOfTheDatabase) {
  const auto locks = [](const std::string& sql, std::string_view name) {
    const auto dialect = make_dialect(name, "");
    std::string text;
    for (const SqlEffect& effect : effects_of(sql, *dialect)) {
      for (const SqlLock& lock : dialect->locks(effect))
        text += lock.mode + " on " + lock.object + "\n";
    }
    return text;
  };
  EXPECT_EQ(locks("ALTER TABLE t DROP COLUMN a", "postgresql"), "ACCESS EXCLUSIVE on t\n");
  EXPECT_EQ(locks("CREATE INDEX CONCURRENTLY i ON t (a)", "postgresql"),
            "SHARE UPDATE EXCLUSIVE on t\n");
  EXPECT_EQ(locks("ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES b (y)", "postgresql"),
            "SHARE ROW EXCLUSIVE on a\nSHARE ROW EXCLUSIVE on b\n");
  EXPECT_EQ(locks("DELETE FROM t", "postgresql"), "ROW EXCLUSIVE on t\n");
  EXPECT_EQ(locks("DROP TABLE t", "mariadb"), "EXCLUSIVE metadata lock on t\n");
  EXPECT_EQ(locks("DROP TABLE t", "sqlite"),
            "RESERVED, EXCLUSIVE at the commit on the database file\n");
}

}  // namespace
}  // namespace ebbtide
