#include "changelog/properties.h"

#include <gtest/gtest.h>

#include "changelog/property_values.h"
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

std::string expanded(const Properties& properties, std::string_view text,
                     const std::string& file = "a.xml", const DatabaseFacts* facts = nullptr) {
  return PropertyValues(properties, facts).expand(text, file);
}

TEST(Properties, TheFirstGlobalOneWins) {
  EXPECT_EQ(expanded(sample(), "${g}", "a.xml"), "global");
}
TEST(Properties, TheLastLocalOneWinsInItsFile) {
  EXPECT_EQ(expanded(sample(), "${l}", "a.xml"), "last local");
  EXPECT_EQ(expanded(sample(), "${l}", "b.xml"), "${l}");
}
TEST(Properties, NamesHaveNoCaseAndNoBlanks) {
  EXPECT_EQ(expanded(sample(), "${ G }", "a.xml"), "global");
}
TEST(Properties, ValuesAreExpanded) {
  EXPECT_EQ(expanded(sample(), "${outer}", "a.xml"), "<global>");
}
TEST(Properties, AreChosenByDatabaseAndContext) {
  EXPECT_EQ(expanded(sample(), "${type} ${env}", "a.xml"), "our type dev value");
}
TEST(Properties, StayWhereTheyAreUnknownOrUnclosed) {
  EXPECT_EQ(expanded(sample(), "${no} ${g", "a.xml"), "${no} ${g");
  EXPECT_EQ(expanded(sample(), "$${g}", "a.xml"), "$global");
}
TEST(Properties, InnerOnesComeFirst) {
  Properties properties = sample();
  properties.set_global({"agb", "nested", "", "", ""});
  properties.set_global({"x", "g", "", "", ""});
  EXPECT_EQ(expanded(properties, "${a${x}b}", "a.xml"), "nested");
}
TEST(Properties, CanBeEscapedWhereThatIsTurnedOn) {
  Properties properties = sample();
  EXPECT_EQ(expanded(properties, "${:g}", "a.xml"), "${:g}");
  properties.support_escaping();
  EXPECT_EQ(expanded(properties, "${:g}", "a.xml"), "${g}");
}
TEST(Properties, CannotBeDefinedByThemselves) {
  Properties properties({"postgresql", {}, ""});
  properties.set_global({"a", "${b}", "", "", ""});
  properties.set_global({"b", "${a}", "", "", ""});
  EXPECT_THROW(expanded(properties, "${a}", "f"), Error);
}
TEST(Properties, CannotFillTheMemory) {
  Properties properties({"postgresql", {}, ""});
  properties.set_global({"p0", std::string(100, 'x'), "", "", ""});
  for (int i = 1; i < 12; ++i) {
    std::string value;
    for (int j = 0; j < 10; ++j) value += "${p" + std::to_string(i - 1) + "}";
    properties.set_global({"p" + std::to_string(i), value, "", "", ""});
  }
  EXPECT_THROW(expanded(properties, "${p11}", "f"), Error);
}
TEST(Properties, MissingOnesCanBeErrorsOrEmpty) {
  EXPECT_THROW(expanded(Properties({}, MissingProperty::error), "${x}", "f"), Error);
  EXPECT_EQ(expanded(Properties({}, MissingProperty::empty), "a${x}b", "f"), "ab");
}

struct OneFact final : DatabaseFacts {
  Text find(std::string_view name) const override {
    asked.emplace_back(name);
    return name == "database.typeName" ? Text("mariadb") : Text();
  }
  mutable std::vector<std::string> asked;
};

TEST(Properties, WhatTheDatabaseTellsCountsFirstAndIsAskedForOnlyWhereItIsNamed) {
  Properties properties = sample();
  properties.set_global({"database.typeName", "mine", "", "", ""});
  properties.set_global({"database.kind", "own", "", "", ""});
  properties.set_global({"on", "on ${database.typeName}", "", "", ""});
  const OneFact facts;
  EXPECT_EQ(expanded(properties, "${g} ${l}", "a.xml", &facts), "global last local");
  EXPECT_TRUE(facts.asked.empty());
  EXPECT_EQ(expanded(properties, "${on} ${database.kind} ${database.no}", "a.xml", &facts),
            "on mariadb own ${database.no}");
  EXPECT_EQ(expanded(properties, "${on}"), "on mine");
}

}  // namespace
}  // namespace ebbtide
