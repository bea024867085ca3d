// The sums are those that Flyway 13 has written into its history.
#include "flyway/checksum.h"

#include <gtest/gtest.h>

#include <string>

namespace ebbtide::flyway {
namespace {

TEST(FlywayChecksum, IsWhatFlywayKeeps) {
  EXPECT_EQ(checksum_of("CREATE TABLE a (id INTEGER PRIMARY KEY, n VARCHAR(50));\n"), -2134376653);
  EXPECT_EQ(checksum_of("-- only\n/* comments\n */\n"), 1588308802);
  EXPECT_EQ(checksum_of(";\n"), 1661535913);
  EXPECT_EQ(checksum_of("INSERT INTO t VALUES ('\xC3\xA9\xE2\x82\xAC');\n"), 2130769650);
  EXPECT_EQ(checksum_of("  SELECT 1;\n"), 1090329113);
}

TEST(FlywayChecksum, KnowsNoLineEnds) {
  for (const char* text : {"SELECT 1;", "SELECT 1;\n", "SELECT 1;\r\n", "SELECT 1;\r",
                           "SELECT 1;\n\n\n", "\xEF\xBB\xBFSELECT 1;"})
    EXPECT_EQ(checksum_of(text), 78787420) << text;
  EXPECT_EQ(checksum_of("SELECT\n1;\n"), checksum_of("SELECT1;\n"));
  EXPECT_EQ(checksum_of(""), 0);
  EXPECT_EQ(checksum_of("\r\n\n"), 0);
}

TEST(FlywayChecksum, CountsAMarkThatDoesNotComeFirst) {
  EXPECT_NE(checksum_of("SELECT \xEF\xBB\xBF"
                        "1;"),
            checksum_of("SELECT 1;"));
}

}  // namespace
}  // namespace ebbtide::flyway
