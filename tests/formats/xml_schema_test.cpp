#include "formats/xml_schema.h"

#include <gtest/gtest.h>

#include "tests/support/changelogs.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string problems_in(const std::string& body) {
  MemoryFiles files;
  files.add("c.xml", xml_changelog(body));
  return problems_of(files);
}

TEST(XmlSchema, TheVersionsThatLiquibaseCarriesAreKnown) {
  const std::string folder = "http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-";
  EXPECT_TRUE(is_known_schema(folder + "1.9.xsd"));
  EXPECT_TRUE(is_known_schema(folder + "3.10.xsd"));
  EXPECT_TRUE(is_known_schema(folder + "4.28.xsd"));
  EXPECT_TRUE(is_known_schema(folder + "latest.xsd"));
  EXPECT_TRUE(is_known_schema("HTTPS://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.1.xsd"));
}

TEST(XmlSchema, OtherVersionsAndPlacesAreNotKnown) {
  EXPECT_FALSE(is_known_schema("http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.29.xsd"));
  EXPECT_FALSE(is_known_schema("http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-9.xsd"));
  EXPECT_FALSE(is_known_schema("dbchangelog-4.1.xsd"));
  EXPECT_FALSE(is_known_schema("http://example.org/dbchangelog-4.1.xsd"));
}

/// What is wrong with these changes under a version of the schema.
std::string problems_under(const std::string& version, const std::string& changes) {
  MemoryFiles files;
  files.add("c.xml", replace_all(one_change_set(changes), "latest", version));
  return problems_of(files);
}

TEST(XmlSchema, SomeVersionsLetAnyAttributeStandInChanges) {
  const std::string drop = "<dropTable tableName=\"t\" colour=\"red\"/>";
  const std::string problem = "c.xml:2:57: dropTable: unknown attribute 'colour' [c.xml::1::ann]\n";
  for (const char* open : {"3.6", "3.9", "3.10"}) {
    EXPECT_EQ(problems_under(open, drop + "<rollback>" + drop + "</rollback>"), "");
  }
  for (const char* closed : {"2.0", "3.5", "4.0", "latest"})
    EXPECT_EQ(problems_under(closed, drop), problem);
}

TEST(XmlSchema, SomeElementsNeverTakeAnyAttribute) {
  EXPECT_EQ(problems_under("3.9", "<delete tableName=\"t\" colour=\"red\"/>"),
            "c.xml:2:54: delete: unknown attribute 'colour' [c.xml::1::ann]\n");
  EXPECT_EQ(problems_under("3.9",
                           "<dropColumn tableName=\"t\"><column name=\"c\" colour=\"red\"/>"
                           "</dropColumn>"),
            "c.xml:2:75: column: unknown attribute 'colour' [c.xml::1::ann]\n");
}

TEST(XmlSchema, EachVersionKnowsItsElementsAndAttributes) {
  const std::string output = "<output>hi</output>";
  const std::string table =
      "<createTable tableName=\"t\" ifNotExists=\"true\"><column name=\"a\" "
      "type=\"int\"/></createTable>";
  for (const char* knows : {"3.3", "3.8", "4.1", "latest"})
    EXPECT_EQ(problems_under(knows, output), "");
  EXPECT_EQ(
      problems_under("3.1", output),
      "c.xml:2:33: changeSet: unknown element 'output'; the schema 3.1 of this file has none, "
      "name 3.3 or a newer one\n");
  for (const char* knows : {"3.6", "4.26", "latest"}) EXPECT_EQ(problems_under(knows, table), "");
  for (const char* has_none : {"3.5", "3.8", "4.25"})
    EXPECT_NE(problems_under(has_none, table).find("unknown attribute 'ifNotExists'"),
              std::string::npos);
  const std::string tag = "<tagDatabase tag=\"v1\" keepTagOnRollback=\"true\"/>";
  EXPECT_EQ(problems_under("3.7", tag), "");
  EXPECT_EQ(
      problems_under("latest", tag),
      "c.xml:2:54: tagDatabase: unknown attribute 'keepTagOnRollback'; no schema of changelogs "
      "has it in XML\n");
}

TEST(XmlSchema, WhatStandsAroundChangesIsClosed) {
  const std::string sql = "<changeSet id=\"1\" author=\"a\"><sql>select 1</sql>";
  EXPECT_EQ(
      problems_in(sql + "<modifySql contexts=\"x\"><append value=\"y\"/></modifySql></changeSet>"),
      "c.xml:2:60: modifySql: unknown attribute 'contexts'\n");
  EXPECT_EQ(problems_in("<property name=\"a\" value=\"b\" contexts=\"c\"/>" + sql + "</changeSet>"),
            "c.xml:2:30: property: unknown attribute 'contexts'\n");
}

TEST(XmlSchema, ElementsOfAChangesetHaveAnOrder) {
  EXPECT_EQ(problems_in("<changeSet id=\"1\" author=\"a\"><sql>select 1</sql>\n<preConditions/>"
                        "</changeSet>"),
            "c.xml:3:2: changeSet: preConditions must stand before sql; move it up\n");
}

TEST(XmlSchema, PropertiesStandBeforeChangesets) {
  EXPECT_EQ(problems_in("<changeSet id=\"1\" author=\"a\"/>\n<property name=\"a\" value=\"b\"/>"),
            "c.xml:3:2: databaseChangeLog: property must stand before changeSet; move it up\n");
}

TEST(XmlSchema, ATagStandsAlone) {
  EXPECT_EQ(problems_in("<changeSet id=\"1\" author=\"a\"><comment>c</comment>\n"
                        "<tagDatabase tag=\"t\"/></changeSet>"),
            "c.xml:3:2: tagDatabase must stand alone; give it a changeset of its own\n");
}

TEST(XmlSchema, IdAndAuthorMustBeThere) {
  EXPECT_EQ(problems_in("<changeSet/>"),
            "c.xml:2:2: changeSet: the attribute 'id' is missing\n"
            "c.xml:2:2: changeSet: the attribute 'author' is missing\n");
}

TEST(XmlSchema, TextStandsOnlyWhereItMeansSomething) {
  EXPECT_EQ(problems_in("<changeSet id=\"1\" author=\"a\">drop table t;</changeSet>"),
            "c.xml:2:2: changeSet cannot have text, but has 'drop table t;'; SQL stands in "
            "<sql>\n");
  EXPECT_EQ(problems_in("<changeSet id=\"1\" author=\"a\"><dropTable tableName=\"t\">x"
                        "</dropTable></changeSet>"),
            "c.xml:2:31: dropTable cannot have text, but has 'x' [c.xml::1::a]\n");
}

TEST(XmlSchema, BooleansAreSpelledAsTheSchemaHasThem) {
  EXPECT_EQ(problems_in("<changeSet id=\"1\" author=\"a\" runAlways=\"TRUE\"/>"),
            "c.xml:2:30: runAlways must be true or false, not 'TRUE' [c.xml::1::a]\n");
  EXPECT_EQ(problems_in("<property name=\"b\" value=\"TRUE\"/><changeSet id=\"1\" author=\"a\" "
                        "runAlways=\"${b}\"/>"),
            "");
}

TEST(XmlSchema, BooleansToStoreMayBeSpelledFreely) {
  EXPECT_EQ(problems_in("<changeSet id=\"1\" author=\"a\"><insert tableName=\"t\">"
                        "<column name=\"a\" valueBoolean=\"TRUE\"/></insert></changeSet>"),
            "");
}

}  // namespace
}  // namespace ebbtide
