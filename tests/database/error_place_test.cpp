#include <gtest/gtest.h>

#include "database/mysql/error_place.h"
#include "database/postgresql/error_place.h"

namespace ebbtide {
namespace {

TEST(ErrorPlace, IsWhereTheCaretOfLibpqStands) {
  const std::string sql = "select 1,\n  nope from t";
  EXPECT_EQ(postgresql_error_place("ERROR:  column \"nope\" does not exist\nLINE 2:   nope from t\n"
                                   "          ^\n",
                                   sql),
            sql.find("nope"));
  EXPECT_EQ(postgresql_error_place("ERROR:  no\n", sql), std::nullopt);
  EXPECT_EQ(postgresql_error_place("ERROR:  no\nLINE 9: x\n        ^\n", sql), std::nullopt);
}

TEST(ErrorPlace, IsFoundInALineThatLibpqCuts) {
  const std::string sql = std::string(100, 'a') + " bad\tword " + std::string(100, 'b');
  EXPECT_EQ(postgresql_error_place("ERROR:  no\nLINE 1: ...aaaaaaaa bad word bbbbbbbb...\n"
                                   "                       ^\n",
                                   sql),
            sql.find("word") - 1);
}

TEST(ErrorPlace, CountsLettersNotBytes) {
  const std::string sql = "select 'äö', nope";
  EXPECT_EQ(postgresql_error_place(
                "ERROR:  no\nLINE 1: select 'äö', nope\n                     ^\n", sql),
            sql.find("nope"));
}

TEST(ErrorPlace, IsWhatMysqlShowsOfTheStatement) {
  const std::string sql = "create table a (\n  id intt,\n  b intt\n)";
  const std::string near = "You have an error in your SQL syntax; … use near 'intt\n)' at line 3";
  EXPECT_EQ(mysql_error_place(near, sql), sql.rfind("intt"));
  EXPECT_EQ(mysql_error_place("… near '' at line 1", "selec"), 5U);
  EXPECT_EQ(mysql_error_place("Table 'd.t' doesn't exist", sql), std::nullopt);
}

}  // namespace
}  // namespace ebbtide
