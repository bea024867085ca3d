#include "database/sql_effect.h"

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"
#include "text/ascii.h"

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
            one(SqlAction::alter_column, "t a") + one(SqlAction::rename_column, "t a -> b"));
}

TEST(SqlEffect, ForeignKeysNameTheOtherTable) {
  EXPECT_EQ(effects("ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY (x) REFERENCES b (id)"),
            one(SqlAction::add_foreign_key, "a fk -> b"));
}

/// What the query of a view reads, with commas between.
std::string read_by(const std::string& query) {
  const auto found = effects_of("CREATE VIEW v AS " + query, *make_dialect("mariadb", ""));
  std::vector<std::string> names;
  for (const SqlObject& one : found.at(0).reads) names.push_back(one.to_text());
  return join(names, ",");
}

TEST(SqlEffect, AViewTellsWhatItReads) {
  EXPECT_EQ(read_by("select a from t"), "t");
  EXPECT_EQ(read_by("select a from t x, d.u as y join w on w.a = x.a left join z using (a)"),
            "t,d.u,w,z");
  EXPECT_EQ(read_by("select extract(year from b), trim(both from c) from t where a in (select a "
                    "from u) and b is distinct from c"),
            "t,u");
  EXPECT_EQ(read_by("select a from (select a from inner_t) d union select a from other"),
            "inner_t,other");
  EXPECT_EQ(read_by("select a from made(1, 2)"), "");
  EXPECT_EQ(read_by("select 1 from dual"), "");
  EXPECT_EQ(read_by("with q as (select 1 a) select a from q"), "");
}

TEST(SqlEffect, ADeleteKeepsItsRows) {
  const auto found =
      effects_of("DELETE FROM t -- all\n WHERE a = 'x;y'", *make_dialect("sqlite", ""));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].where, "WHERE a = 'x;y'");
}

TEST(SqlEffect, EverySpellingOfARenameIsOne) {
  const std::string renamed = one(SqlAction::rename_table, "a -> b");
  for (const char* const sql : {"ALTER TABLE a RENAME TO b", "ALTER TABLE a RENAME b",
                                "ALTER TABLE a RENAME AS b", "RENAME TABLE a TO b"})
    EXPECT_EQ(effects(sql, "mariadb"), renamed) << sql;
  EXPECT_EQ(effects("ALTER VIEW a RENAME TO b"), renamed);
  EXPECT_EQ(effects("ALTER SEQUENCE a RENAME TO b"), renamed);
  EXPECT_EQ(effects("ALTER TABLE t RENAME a TO b"), one(SqlAction::rename_column, "t a -> b"));
  EXPECT_EQ(effects("ALTER TABLE t RENAME INDEX a TO b", "mysql"),
            one(SqlAction::rename_part, "t a -> b"));
  EXPECT_EQ(effects("ALTER TABLE t RENAME CONSTRAINT a TO b"),
            one(SqlAction::rename_part, "t a -> b"));
}

TEST(SqlEffect, ExecutableCommentsAreCodeWhereTheServerRunsThem) {
  const std::string dropped = one(SqlAction::drop_table, "big");
  const auto on = [](const std::string& sql, std::string_view name, std::string_view version) {
    std::string text;
    for (const SqlEffect& effect : effects_of(sql, *make_dialect(name, version)))
      text += one(effect.action, effect.object.to_text());
    return text;
  };
  EXPECT_EQ(on("/*! DROP TABLE big */", "mysql", "8.0.30"), dropped);
  EXPECT_EQ(on("/*!50001 DROP TABLE big */;", "mariadb", "10.11.6"), dropped);
  EXPECT_EQ(on("DROP /*!50001 TABLE */ big", "mysql", "8.0.30"), dropped);
  EXPECT_EQ(on("/*M!100101 DROP TABLE big */", "mariadb", "10.11.6"), dropped);
  EXPECT_EQ(on("/*M! DROP TABLE big */", "mysql", "8.0.30"), "");
  EXPECT_EQ(on("/*!80000 DROP TABLE big */", "mariadb", "10.11.6"), "");
  EXPECT_EQ(on("/*!80000 DROP TABLE big */", "mysql", "8.0.30"), dropped);
  EXPECT_EQ(on("/*!90000 DROP TABLE big */", "mysql", "8.0.30"), "");
  EXPECT_EQ(on("/*! DROP TABLE big */", "postgresql", "15.3"), "");
}

TEST(SqlEffect, ANewTableTellsItsColumnsAndKeys) {
  const auto found = effects_of(
      "CREATE TABLE t (id int CONSTRAINT k PRIMARY KEY, n numeric(3, 2) DEFAULT (1 + 1) NOT NULL, "
      "CONSTRAINT f FOREIGN KEY (n) REFERENCES o (id), UNIQUE (id, n))",
      *make_dialect("postgresql", ""));
  std::string text;
  for (const SqlEffect& part : found.at(0).parts) {
    text += part.part + "(" + join(part.columns, " ") + ")" + part.definition + part.kind +
            part.other.name + "\n";
  }
  EXPECT_EQ(text,
            "id()int CONSTRAINT k PRIMARY KEY\nk(id)primary key\n"
            "n()numeric(3, 2) DEFAULT (1 + 1) NOT NULL\nf(n)o\n(id n)unique constraint\n");
  EXPECT_TRUE(found.at(0).states_all);
  EXPECT_FALSE(
      effects_of("CREATE TABLE t AS SELECT 1", *make_dialect("sqlite", "")).at(0).states_all);
}

TEST(SqlEffect, BodiesOfProgramsAreNotRead) {
  EXPECT_EQ(effects("CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW BEGIN DELETE FROM o; END",
                    "mariadb"),
            one(SqlAction::create_other, "t g"));
  EXPECT_EQ(effects("CREATE PROCEDURE p() BEGIN DROP TABLE t; END", "mysql"),
            one(SqlAction::create_other, "p"));
  EXPECT_EQ(effects("DROP TRIGGER g ON t"), one(SqlAction::drop_other, "t g"));
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
