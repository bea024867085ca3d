// What a connection makes of a statement's text: what it must not send, and where an error stands.

#include "database/connection.h"
#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

class StatementText : public testing::TestWithParam<std::string> {};

TEST_P(StatementText, WhatWouldBeCutIsNotSent) {
  EBBTIDE_NEEDS_SERVER(GetParam());
  const TestDatabase database(GetParam());
  const auto connection = database.connect();
  const std::string cut("SELECT 1\0, 2", 12);
  EXPECT_THROW(connection->execute({cut}), DatabaseError);
  EXPECT_THROW(connection->query({cut}), DatabaseError);
  connection->begin();
  EXPECT_THROW(connection->queue({cut}), DatabaseError);
  connection->rollback();
  const Parameter value{std::string("a\0b", 3)};
  EXPECT_THROW(connection->execute({"SELECT ?", {value}}), DatabaseError);
  EXPECT_EQ(connection->query({"SELECT 1"}).rows[0][0], "1");
}

TEST_P(StatementText, ASyntaxErrorNamesItsPlace) {
  EBBTIDE_NEEDS_SERVER(GetParam());
  const TestDatabase database(GetParam());
  const auto connection = database.connect();
  const std::string sql = "SELECT 'ä',\n  1 FROM FROM x";
  try {
    connection->query({sql});
    FAIL();
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.at(), sql.rfind("FROM"));
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, StatementText, testing::ValuesIn(test_databases()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide
