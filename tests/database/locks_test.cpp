#include "database/locks.h"

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"

namespace ebbtide {
namespace {

std::string locks(const std::string& sql, std::string_view name) {
  const auto dialect = make_dialect(name, "");
  std::string text;
  for (const sql::Effect& effect : sql::effects_of(sql, dialect->facts().syntax)) {
    for (const SqlLock& lock : locks_of(effect, dialect->facts(), sql))
      text += lock.mode + " on " + lock.object + "\n";
  }
  return text;
}

TEST(Locks, AreThoseOfTheDatabase) {
  EXPECT_EQ(locks("ALTER TABLE t DROP COLUMN a", "postgresql"), "ACCESS EXCLUSIVE on t\n");
  EXPECT_EQ(locks("CREATE INDEX CONCURRENTLY i ON t (a)", "postgresql"),
            "SHARE UPDATE EXCLUSIVE on t\n");
  EXPECT_EQ(locks("CREATE INDEX i ON t (a)", "postgresql"), "SHARE on t\n");
  EXPECT_EQ(locks("ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES b (y)", "postgresql"),
            "SHARE ROW EXCLUSIVE on a\nSHARE ROW EXCLUSIVE on b\n");
  EXPECT_EQ(locks("DELETE FROM t", "postgresql"), "ROW EXCLUSIVE on t\n");
  EXPECT_EQ(locks("DROP TABLE t", "mariadb"), "EXCLUSIVE metadata lock on t\n");
  EXPECT_EQ(locks("DROP TABLE t", "sqlite"),
            "RESERVED, EXCLUSIVE at the commit on the database file\n");
}

TEST(Locks, OfEachKindOfChangeOfATable) {
  EXPECT_EQ(locks("ALTER TABLE t VALIDATE CONSTRAINT c", "postgresql"),
            "SHARE UPDATE EXCLUSIVE on t\n");
  EXPECT_EQ(locks("ALTER TABLE t ALTER a SET NOT NULL", "postgresql"), "ACCESS EXCLUSIVE on t\n");
  EXPECT_EQ(locks("ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "postgresql"),
            "SHARE UPDATE EXCLUSIVE on t\nACCESS EXCLUSIVE on p\n");
  EXPECT_EQ(locks("REFRESH MATERIALIZED VIEW v", "postgresql"), "ACCESS EXCLUSIVE on v\n");
  EXPECT_EQ(locks("ALTER INDEX s.i RENAME TO j", "postgresql"), "SHARE UPDATE EXCLUSIVE on s.i\n");
  EXPECT_EQ(locks("COMMENT ON COLUMN s.t.c IS 'x'", "postgresql"),
            "SHARE UPDATE EXCLUSIVE on s.t\n");
  EXPECT_EQ(locks("ALTER TABLE t TRUNCATE PARTITION p", "mariadb"),
            "EXCLUSIVE metadata lock on t\n");
}

/// As pg_locks of PostgreSQL 15 tells them.
TEST(Locks, AreThoseOfTheFormThatTheTextTells) {
  const auto on = [](const std::string& sql) { return locks(sql, "postgresql"); };
  EXPECT_EQ(on("VACUUM (FULL) t"), "ACCESS EXCLUSIVE on t\n");
  EXPECT_EQ(on("VACUUM t"), "SHARE UPDATE EXCLUSIVE on t\n");
  EXPECT_EQ(on("CLUSTER t USING i"), "ACCESS EXCLUSIVE on t\n");
  EXPECT_EQ(on("REINDEX TABLE t"), "SHARE on t\n");
  EXPECT_EQ(on("REINDEX TABLE CONCURRENTLY t"), "SHARE UPDATE EXCLUSIVE on t\n");
  EXPECT_EQ(on("ALTER TABLE t ALTER a SET STATISTICS 500"), "SHARE UPDATE EXCLUSIVE on t\n");
  EXPECT_EQ(on("ALTER TABLE t SET (fillfactor = 80)"), "SHARE UPDATE EXCLUSIVE on t\n");
  EXPECT_EQ(on("ALTER TABLE t SET UNLOGGED"), "ACCESS EXCLUSIVE on t\n");
  EXPECT_EQ(on("ALTER TABLE t DISABLE TRIGGER g"), "SHARE ROW EXCLUSIVE on t\n");
  EXPECT_EQ(on("ALTER TABLE t ATTACH PARTITION p DEFAULT"),
            "SHARE UPDATE EXCLUSIVE on t\nACCESS EXCLUSIVE on p\n");
  EXPECT_EQ(on("LOCK TABLE t IN SHARE MODE"), "SHARE on t\n");
  EXPECT_EQ(on("LOCK TABLE t"), "ACCESS EXCLUSIVE on t\n");
}

TEST(Locks, ReadingTakesNone) {
  for (const char* const name : {"postgresql", "mysql", "mariadb", "sqlite"})
    EXPECT_EQ(locks("SELECT a FROM t", name), "") << name;
}

}  // namespace
}  // namespace ebbtide
