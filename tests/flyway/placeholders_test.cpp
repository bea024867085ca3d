#include "flyway/placeholders.h"

#include <gtest/gtest.h>

namespace ebbtide::flyway {
namespace {

Placeholders some() {
  Placeholders placeholders("${", "}");
  placeholders.set("who", "ann");
  placeholders.set("code", "${who}");
  placeholders.set("flyway:database", std::nullopt);
  return placeholders;
}

std::string complaint_about(std::string_view text) {
  try {
    some().replace(text);
  } catch (const PlaceholderMissing& missing) {
    return missing.what();
  }
  return "";
}

TEST(FlywayPlaceholders, AreReplacedEverywhereInAnyCase) {
  EXPECT_EQ(some().replace("'${who}' -- ${WHO}"), "'ann' -- ann");
  EXPECT_EQ(some().replace("$who {who} $"), "$who {who} $");
}

TEST(FlywayPlaceholders, HaveValuesThatStayAsTheyAre) {
  EXPECT_EQ(some().replace("${code}"), "${who}");
}

TEST(FlywayPlaceholders, MustHaveAValue) {
  EXPECT_EQ(complaint_about("a ${a\nb}"),
            "No value provided for placeholder: ${a\nb}.  Check your configuration!");
  EXPECT_EQ(complaint_about("${open"),
            "No value provided for placeholder: ${open}.  Check your configuration!");
  EXPECT_EQ(complaint_about("${flyway:database}"),
            "Failed to populate value for default placeholder: ${flyway:database}");
}

TEST(FlywayPlaceholders, HaveMarksOfAnyKind) {
  Placeholders placeholders("<%", "%>");
  placeholders.set("a", "1");
  placeholders.set("A", "2");
  EXPECT_EQ(placeholders.replace("<%a%> ${a}"), "2 ${a}");
}

}  // namespace
}  // namespace ebbtide::flyway
