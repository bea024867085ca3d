#include "sql/safe_forms.h"

#include <gtest/gtest.h>

namespace ebbtide::sql {
namespace {

const Syntax syntax;

TEST(SafeForms, AnIndexIsBuiltConcurrently) {
  EXPECT_EQ(built_concurrently("create unique index i on t (a) -- x", syntax),
            "create unique index CONCURRENTLY i on t (a) -- x");
  EXPECT_EQ(built_concurrently("/* index */ CREATE INDEX IF NOT EXISTS i ON t (a)", syntax),
            "/* index */ CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)");
  EXPECT_FALSE(built_concurrently("create index concurrently i on t (a)", syntax));
  EXPECT_FALSE(built_concurrently("create table index (a int)", syntax));
}

TEST(SafeForms, AConstraintIsNotValidated) {
  EXPECT_EQ(not_validated("alter table a add constraint f check (b > 0) -- why", syntax),
            "alter table a add constraint f check (b > 0) NOT VALID -- why");
  EXPECT_FALSE(not_validated("create table a (b int)", syntax));
}

}  // namespace
}  // namespace ebbtide::sql
