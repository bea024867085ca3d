#include "history/journal.h"

#include <gtest/gtest.h>

#include "tests/support/fake_connection.h"

namespace ebbtide {
namespace {

Journal journal_on(FakeConnection& connection) {
  const Names names(connection.dialect(), {});
  return {connection, JournalTable(names, {}), "815"};
}

TEST(Journal, HasNothingWhereThereIsNoTable) {
  FakeConnection connection("mysql");
  connection.refused = "SELECT";
  connection.refusal = "42S02";
  Journal journal = journal_on(connection);
  journal.read(History());
  EXPECT_FALSE(journal.exists());
}

TEST(Journal, ThatMayNotBeReadIsNoMissingTable) {
  for (const char* const dialect : {"mysql", "postgresql", "sqlite"}) {
    FakeConnection connection(dialect);
    connection.refused = "SELECT";
    connection.refusal = "42501";
    Journal journal = journal_on(connection);
    EXPECT_THROW(journal.read(History()), DatabaseError) << dialect;
  }
}

}  // namespace
}  // namespace ebbtide
