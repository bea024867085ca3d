#include "changelog/properties.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide {
namespace {

Properties sample() {
  Properties properties({"postgresql", {"dev"}, ""});
  properties.set_global({"g", "global", "", "", ""});
  properties.set_global({"g", "second", "", "", ""});
  properties.set_global({"outer", "<${g}>", "", "", ""});
  properties.set_global({"type", "oracle type", "", "", "oracle"});
  properties.set_global({"type", "our type", "", "", "postgresql"});
  properties.set_global({"env", "prod value", "prod", "", ""});
  properties.set_global({"env", "dev value", "dev", "", ""});
  properties.set_local("a.xml", {"l", "first local", "", "", ""});
  properties.set_local("a.xml", {"l", "last local", "", "", ""});
  properties.set_local("a.xml", {"g", "shadowed", "", "", ""});
  return properties;
}

TEST(Properties, TheFirstGlobalOneWins) { EXPECT_EQ(sample().expand("${g}", "a.xml"), "global"); }
TEST(Properties, TheLastLocalOneWinsInItsFile) {
  EXPECT_EQ(sample().expand("${l}", "a.xml"), "last local");
  EXPECT_EQ(sample().expand("${l}", "b.xml"), "${l}");
}
TEST(Properties, NamesHaveNoCaseAndNoBlanks) {
  EXPECT_EQ(sample().expand("${ G }", "a.xml"), "global");
}
TEST(Properties, ValuesAreExpanded) { EXPECT_EQ(sample().expand("${outer}", "a.xml"), "<global>"); }
TEST(Properties, AreChosenByDatabaseAndContext) {
  EXPECT_EQ(sample().expand("${type} ${env}", "a.xml"), "our type dev value");
}
TEST(Properties, StayWhereTheyAreUnknownOrUnclosed) {
  EXPECT_EQ(sample().expand("${no} ${g", "a.xml"), "${no} ${g");
  EXPECT_EQ(sample().expand("$${g}", "a.xml"), "$global");
}
TEST(Properties, InnerOnesComeFirst) {
  Properties properties = sample();
  properties.set_global({"agb", "nested", "", "", ""});
  properties.set_global({"x", "g", "", "", ""});
  EXPECT_EQ(properties.expand("${a${x}b}", "a.xml"), "nested");
}
TEST(Properties, CanBeEscapedWhereThatIsTurnedOn) {
  Properties properties = sample();
  EXPECT_EQ(properties.expand("${:g}", "a.xml"), "${:g}");
  properties.support_escaping();
  EXPECT_EQ(properties.expand("${:g}", "a.xml"), "${g}");
}
TEST(Properties, CannotBeDefinedByThemselves) {
  Properties properties({"postgresql", {}, ""});
  properties.set_global({"a", "${b}", "", "", ""});
  properties.set_global({"b", "${a}", "", "", ""});
  EXPECT_THROW(properties.expand("${a}", "f"), Error);
}
TEST(Properties, CannotFillTheMemory) {
  Properties properties({"postgresql", {}, ""});
  properties.set_global({"p0", std::string(100, 'x'), "", "", ""});
  for (int i = 1; i < 12; ++i) {
    std::string value;
    for (int j = 0; j < 10; ++j) value += "${p" + std::to_string(i - 1) + "}";
    properties.set_global({"p" + std::to_string(i), value, "", "", ""});
  }
  EXPECT_THROW(properties.expand("${p11}", "f"), Error);
}
TEST(Properties, MissingOnesCanBeErrorsOrEmpty) {
  EXPECT_THROW(Properties({}, MissingProperty::error).expand("${x}", "f"), Error);
  EXPECT_EQ(Properties({}, MissingProperty::empty).expand("a${x}b", "f"), "ab");
}

}  // namespace
}  // namespace ebbtide
