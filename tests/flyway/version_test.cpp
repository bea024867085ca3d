#include "flyway/version.h"

#include <gtest/gtest.h>

namespace ebbtide::flyway {
namespace {

Version version(std::string_view text) { return Version::parse(text).value(); }

TEST(FlywayVersion, ComparesNumberByNumber) {
  EXPECT_LT(version("1.2"), version("1.10"));
  EXPECT_LT(version("9"), version("10"));
  EXPECT_LT(version("1"), version("1.0.1"));
  EXPECT_LT(version("20240101120000"), version("20240102120000"));
  EXPECT_LT(version("99999999999999999998"), version("99999999999999999999"));
}

TEST(FlywayVersion, TakesLeadingAndTrailingZerosForNothing) {
  EXPECT_EQ(version("1"), version("1.0"));
  EXPECT_EQ(version("1"), version("01.0.0"));
  EXPECT_EQ(version("0"), version("0.0"));
  EXPECT_LT(version("0"), version("0.1"));
}

TEST(FlywayVersion, KeepsItsTextWithDots) {
  EXPECT_EQ(version("1_2_3").text(), "1.2.3");
  EXPECT_EQ(version("1_2_3").written(), "1_2_3");
  EXPECT_EQ(version("003").text(), "003");
  EXPECT_EQ(version("1_2"), version("1.2"));
}

TEST(FlywayVersion, IsNothingButNumbersAndDots) {
  for (const char* text : {"", "x", "1.", ".1", "1..2", "1a", "-1", "1.x"})
    EXPECT_FALSE(Version::parse(text)) << text;
}

}  // namespace
}  // namespace ebbtide::flyway
