#include "executor/bracket.h"

#include <gtest/gtest.h>

#include "tests/support/fake_connection.h"

namespace ebbtide {
namespace {

using Log = std::vector<std::string>;

const RowChange row{"insert into h values (1)", "", "gone"};

struct Brackets : testing::Test {
  FakeConnection connection{"sqlite"};
  LiveSession session{connection, Names(connection.dialect(), {})};
  ChangeSet inside, outside;

  Brackets() { outside.in_transaction = false; }
};

TEST_F(Brackets, EachChangesetHasATransactionOfItsOwn) {
  EachAlone each(session);
  each.join();
  each.open(inside);
  each.keep({row});
  each.open(inside);
  each.undo();
  each.open(outside);
  each.keep({row});
  each.finish();
  EXPECT_EQ(connection.log, (Log{"begin", row.sql, "commit", "begin", "rollback", row.sql}));
}

TEST_F(Brackets, AllTogetherAreOneTransactionWithASavepointEach) {
  {
    AllTogether all(session, connection);
    all.open(inside);
    all.keep({row});
    all.open(inside);
    all.undo();
    all.finish();
  }
  EXPECT_EQ(
      connection.log,
      (Log{"begin", "SAVEPOINT ebbtide_changeset", row.sql, "RELEASE SAVEPOINT ebbtide_changeset",
           "SAVEPOINT ebbtide_changeset", "ROLLBACK TO SAVEPOINT ebbtide_changeset", "commit"}));
}

TEST_F(Brackets, WhatIsNotFinishedIsUndone) {
  {
    AllTogether all(session, connection);
    all.join();
    EXPECT_TRUE(all.is_one());
  }
  EXPECT_EQ(connection.log, (Log{"begin", "rollback"}));
}

TEST_F(Brackets, AChangesetOutsideOfATransactionSplitsIt) {
  AllTogether all(session, connection);
  all.open(inside);
  all.keep({row});
  all.open(outside);
  all.keep({row});
  all.join();
  all.finish();
  EXPECT_EQ(connection.log,
            (Log{"begin", "SAVEPOINT ebbtide_changeset", row.sql,
                 "RELEASE SAVEPOINT ebbtide_changeset", "commit", row.sql, "begin", "commit"}));
}

TEST_F(Brackets, QuestionsLeaveNothingBehind) {
  AllTogether all(session, connection);
  all.ask([&] { connection.query({"select 1"}); });
  EXPECT_EQ(connection.log, (Log{"begin", "SAVEPOINT ebbtide_changeset", "select 1",
                                 "ROLLBACK TO SAVEPOINT ebbtide_changeset"}));
  all.finish();
}

TEST_F(Brackets, NothingGoesOnWhereTheDatabaseHasUndoneAllByItself) {
  AllTogether all(session, connection);
  all.open(inside);
  connection.refused = "ROLLBACK TO";
  all.undo();
  EXPECT_TRUE(all.is_lost());
  connection.log.clear();
  EXPECT_THROW(all.join(), Error);
  EXPECT_THROW(all.open(inside), Error);
  EXPECT_THROW(all.open(outside), Error);
  EXPECT_THROW(all.ask([] {}), Error);
  EXPECT_THROW(all.finish(), Error);
  EXPECT_EQ(connection.log, Log{});
}

TEST_F(Brackets, ARowThatIsNotWrittenKeepsNothing) {
  AllTogether all(session, connection);
  all.open(inside);
  connection.changes["insert into h"] = {0};
  EXPECT_THROW(all.keep({row}), Error);
  all.undo();
  EXPECT_EQ(connection.log.back(), "ROLLBACK TO SAVEPOINT ebbtide_changeset");
}

}  // namespace
}  // namespace ebbtide
