#include "sql/copied_rows.h"

#include <gtest/gtest.h>

namespace ebbtide::sql {
namespace {

TEST(CopiedRows, ComeFromTheClientWhereTheStatementSaysSo) {
  const Syntax plain;
  EXPECT_TRUE(takes_rows("COPY t FROM stdin", plain));
  EXPECT_TRUE(takes_rows("-- note\ncopy s.t (a, \"from\") From STDIN WITH (FORMAT csv)", plain));
  EXPECT_FALSE(takes_rows("COPY t FROM '/tmp/x'", plain));
  EXPECT_FALSE(takes_rows("COPY t TO stdout", plain));
  EXPECT_FALSE(takes_rows("SELECT 'copy t from stdin'", plain));
}

TEST(CopiedRows, StandBehindTheLineOfTheirStatement) {
  const std::string_view script = "COPY t FROM stdin;\n1\ta;\n\\.\nSELECT 1;";
  const CopiedRows copied = read_copied_rows(script, script.find(';'));
  EXPECT_EQ(copied.rows, "1\ta;\n");
  EXPECT_EQ(script.substr(copied.end), "SELECT 1;");
}

TEST(CopiedRows, EndAtTheirMarkOrWithTheScript) {
  EXPECT_EQ(read_copied_rows("c;\r\n1\r\n\\.\r\nx", 1).rows, "1\r\n");
  EXPECT_EQ(read_copied_rows("c;\n1\n2", 1).rows, "1\n2");
  EXPECT_EQ(read_copied_rows("c;\n\\.\n", 1).rows, "");
  EXPECT_EQ(read_copied_rows("c;", 1).rows, "");
  EXPECT_EQ(read_copied_rows("c;", 1).end, 2U);
}

}  // namespace
}  // namespace ebbtide::sql
