#include "history/flyway_table.h"

#include <gtest/gtest.h>

namespace ebbtide {
namespace {

// Flyway's lock is the hash of the table's name, so that ours must be the same.
TEST(FlywayTableName, HashesAsJavaDoes) {
  EXPECT_EQ(java_hash(""), 0);
  EXPECT_EQ(java_hash("a"), 97);
  EXPECT_EQ(java_hash("hello"), 99162322);
  EXPECT_EQ(java_hash("\xC3\xA9"), 233);
  EXPECT_EQ(java_hash("\xF0\x9F\x98\x80"), 55357 * 31 + 56832);
  EXPECT_EQ(java_hash("polygenelubricants"), -2147483647 - 1);
}

}  // namespace
}  // namespace ebbtide
