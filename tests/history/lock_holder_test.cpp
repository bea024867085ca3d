#include "history/lock_holder.h"

#include <gtest/gtest.h>

#include "database/connection.h"

namespace ebbtide {
namespace {

const LockHolder liquibase = LockHolder::parse("build1 (10.0.0.7)");

TEST(LockHolder, IsReadAsItIsWritten) {
  const auto ours = LockHolder::parse("db 1 (10.0.0.1) ebbtide 4711 session 815");
  EXPECT_EQ(ours.host, "db 1");
  EXPECT_EQ(ours.address, "10.0.0.1");
  EXPECT_TRUE(ours.is_ours);
  EXPECT_EQ(ours.process, 4711);
  EXPECT_EQ(ours.session, "815");
  EXPECT_EQ(ours.to_text(), "db 1 (10.0.0.1) ebbtide 4711 session 815");
  const auto foreign = LockHolder::parse("vm#ci (fd00:0:0:0:0:0:0:2%eth0)");
  EXPECT_EQ(foreign.host, "vm#ci");
  EXPECT_EQ(foreign.address, "fd00:0:0:0:0:0:0:2%eth0");
  EXPECT_FALSE(foreign.is_ours);
  EXPECT_EQ(LockHolder::parse("somebody").host, "somebody");
  EXPECT_EQ(LockHolder::parse("me ebbtide 7").process, 7);
}

TEST(LockHolder, LeavesWordOfWhatItHasInHand) {
  const std::string text = "db (10.0.0.1) ebbtide 4711 session 815 for rollback of 2 to 1 rows";
  const auto holder = LockHolder::parse(text);
  EXPECT_EQ(holder.session, "815");
  EXPECT_EQ(holder.task, "rollback of 2 to 1 rows");
  EXPECT_EQ(holder.to_text(), text);
  EXPECT_EQ(LockHolder::parse("db ebbtide 7 for rollback of 2 to 1 rows").session, "");
  EXPECT_EQ(LockHolder::parse("room for two (10.0.0.1) ebbtide 7").task, "");
}

TEST(LockHolder, MayBeWhoeverMayBeLiquibase) {
  for (const char* const program :
       {"PostgreSQL JDBC Driver", "Liquibase 4.28", "", "MariaDB Connector/J"}) {
    const OtherSession session{"10.0.0.9", "ann, somewhere", "4", program};
    EXPECT_EQ(why_holder_may_live(liquibase, {session}, true),
              "a session that may be its is open on this database, from 10.0.0.9 (ann, somewhere)")
        << program;
  }
}

TEST(LockHolder, MayBeAnyProgramOfItsMachineButKnownTools) {
  EXPECT_NE(why_holder_may_live(liquibase, {{"10.0.0.7", "ann", "4", "shop"}}, true), "");
  EXPECT_EQ(why_holder_may_live(liquibase, {{"10.0.0.9", "ann", "4", "shop"}}, true), "");
  for (const char* const tool : {"psql", "pgAdmin 4 - DB:shop", "DBeaver 23.1", "mariadb"})
    EXPECT_EQ(why_holder_may_live(liquibase, {{"10.0.0.7", "ann", "4", tool}}, true), "") << tool;
}

TEST(LockHolder, OnThisMachineComesByTheLoopback) {
  LockHolder own = LockHolder::machine();
  own.host += "#pipeline 7";
  EXPECT_NE(why_holder_may_live(own, {{"127.0.0.1", "ann", "4", "shop"}}, true), "");
  EXPECT_EQ(why_holder_may_live(liquibase, {{"127.0.0.1", "ann", "4", "shop"}}, true), "");
}

TEST(LockHolder, IsGoneOnlyWhereAllSessionsAreSeen) {
  EXPECT_EQ(why_holder_may_live(liquibase, {}, true), "");
  EXPECT_EQ(why_holder_may_live(liquibase, {}, false),
            "this user may not see the sessions of others, of which one may be its");
}

}  // namespace
}  // namespace ebbtide
