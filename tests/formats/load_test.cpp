#include "formats/load.h"

#include <gtest/gtest.h>

#include "tests/support/changelogs.h"

namespace ebbtide {
namespace {

std::string change_set(const std::string& id, const std::string& attributes = "") {
  return "<changeSet id=\"" + id + "\" author=\"a\" " + attributes + "><sql>select " + id +
         "</sql></changeSet>";
}

std::string ids(const Loaded& loaded) {
  std::string text;
  for (const ChangeSet& one : loaded.changelog.change_sets)
    text += (text.empty() ? "" : " ") + one.id.path + ":" + one.id.id;
  return text;
}

TEST(Load, IncludesAreRelativeToTheSearchPathOrTheFile) {
  const Loaded loaded(MemoryFiles(
      {{"c.xml", xml_changelog("<include file=\"db/b.xml\"/>")},
       {"db/b.xml",
        xml_changelog("<include file=\"x/../d.yaml\" relativeToChangelogFile=\"true\"/>" +
                      change_set("1"))},
       {"db/d.yaml",
        "databaseChangeLog:\n- changeSet: {id: 2, author: a, changes: [{sql: {sql: select "
        "2}}]}\n"}}));
  EXPECT_EQ(ids(loaded), "db/d.yaml:2 db/b.xml:1");
}

TEST(Load, IncludeAllTakesChangelogsInTheOrderOfTheirNames) {
  MemoryFiles files;
  files.add("c.xml", xml_changelog("<includeAll path=\"inc\"/>"));
  for (const char* name : {"inc/a.xml", "inc/9.xml", "inc/10.xml", "inc/Z.xml", "inc/a/01.xml"})
    files.add(name, xml_changelog(change_set("1")));
  files.add("inc/readme.txt", "no changelog");
  const Loaded loaded(std::move(files));
  EXPECT_EQ(ids(loaded), "inc/10.xml:1 inc/9.xml:1 inc/Z.xml:1 inc/a.xml:1 inc/a/01.xml:1");
  EXPECT_EQ(loaded.changelog.warnings.size(), 1U);
}

TEST(Load, ContextsAndLabelsAreInherited) {
  const Loaded loaded(MemoryFiles(
      {{"c.xml",
        "<databaseChangeLog contextFilter=\"rootctx\" "
        "xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\""
        " xmlns:xsi=\"x\" xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog"
        " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.16.xsd\">"
        "<include file=\"b.xml\" context=\"ictx\" labels=\"il\"/></databaseChangeLog>"},
       {"b.xml", xml_changelog(change_set("1", "context=\"own, other\" labels=\"ol\""))}}));
  EXPECT_EQ(loaded.changelog.change_sets.at(0).full_context(), "ictx AND rootctx AND (own, other)");
  EXPECT_EQ(loaded.changelog.change_sets.at(0).full_labels(), "il,ol");
}

TEST(Load, RunOrderMovesToTheFrontAndTheBack) {
  const Loaded loaded(
      MemoryFiles({{"c.xml", xml_changelog(change_set("1") + change_set("2", "runOrder=\"last\"") +
                                           change_set("3", "runOrder=\"first\"") + change_set("4") +
                                           change_set("5", "runOrder=\"first\""))}}));
  EXPECT_EQ(ids(loaded), "c.xml:3 c.xml:5 c.xml:1 c.xml:4 c.xml:2");
}

TEST(Load, ChangesetsForOtherDatabasesAreCountedOnly) {
  const Loaded loaded(MemoryFiles({{"c.xml", xml_changelog(change_set("1", "dbms=\"oracle\"") +
                                                           change_set("2", "dbms=\"!oracle\""))}}));
  EXPECT_EQ(ids(loaded), "c.xml:2");
  EXPECT_EQ(loaded.changelog.for_other_databases.size(), 1U);
}

TEST(Load, PropertiesCountFromWhereTheyStandInXml) {
  const Loaded loaded(MemoryFiles(
      {{"c.xml", xml_changelog("<changeSet id=\"${p}\" author=\"a\"/><include file=\"p.xml\"/>"
                               "<changeSet id=\"${p}\" author=\"a\"/>")},
       {"p.xml", xml_changelog("<property name=\"p\" value=\"1\"/>")}}));
  EXPECT_EQ(ids(loaded), "c.xml:${p} c.xml:1");
  EXPECT_EQ(loaded.changelog.warnings.size(), 1U);
}

TEST(Load, PropertiesCountFromTheFirstLineInYaml) {
  const Loaded loaded(MemoryFiles({{"c.yaml",
                                    "databaseChangeLog:\n- changeSet: {id: \"${p}\", author: a}\n- "
                                    "property: {name: p, value: 1}\n"}}),
                      "c.yaml");
  EXPECT_EQ(ids(loaded), "c.yaml:1");
}

TEST(Load, PropertiesOfAFile) {
  const Loaded loaded(
      MemoryFiles({{"db/c.xml",
                    xml_changelog(
                        "<property file=\"p.properties\" "
                        "relativeToChangelogFile=\"true\"/><changeSet id=\"${k}\" author=\"a\"/>")},
                   {"db/p.properties", "k = v\n"}}),
      "db/c.xml");
  EXPECT_EQ(ids(loaded), "db/c.xml:v");
}

TEST(Load, ACircleOfIncludesIsToldAsOne) {
  EXPECT_EQ(problems_of(MemoryFiles({{"c.xml", xml_changelog("<include file=\"b.xml\"/>")},
                                     {"b.xml", xml_changelog("<include file=\"c.xml\"/>")}})),
            "b.xml:2:2: a changelog cannot include itself: c.xml includes b.xml includes c.xml\n");
}

TEST(Load, ALongChainOfIncludesEnds) {
  MemoryFiles files;
  files.add("c.xml", xml_changelog("<include file=\"0.xml\"/>"));
  for (int i = 0; i < 2000; ++i)
    files.add(std::to_string(i) + ".xml",
              xml_changelog("<include file=\"" + std::to_string(i + 1) + ".xml\"/>"));
  EXPECT_NE(problems_of(files).find("nested more than"), std::string::npos);
}

TEST(Load, AllFilesAreReadBeforeAnythingIsTold) {
  const std::string problems = problems_of(MemoryFiles(
      {{"c.xml",
        xml_changelog(
            "<include file=\"b.xml\"/><include file=\"missing.xml\"/><include file=\"d.txt\"/>")},
       {"b.xml", xml_changelog("<changeSet id=\"1\" author=\"a\"><foo x=\"1\"/></changeSet>")},
       {"d.txt", ""}}));
  EXPECT_NE(problems.find("b.xml:2:31: Unknown change type 'foo'"), std::string::npos);
  EXPECT_NE(problems.find("missing.xml was not found"), std::string::npos);
  EXPECT_NE(problems.find("Cannot find parser that supports d.txt"), std::string::npos);
}

TEST(Load, MissingFilesCanBeAllowed) {
  const Loaded loaded(MemoryFiles(
      {{"c.xml", xml_changelog("<include file=\"no.xml\" errorIfMissing=\"false\"/><includeAll "
                               "path=\"no\" errorIfMissingOrEmpty=\"false\"/>" +
                               change_set("1"))}}));
  EXPECT_EQ(ids(loaded), "c.xml:1");
}

TEST(Load, UnknownElementsAreNamed) {
  EXPECT_NE(problems_of(MemoryFiles({{"c.xml", xml_changelog("<changeset id=\"1\"/>")}}))
                .find("did you mean 'changeSet'?"),
            std::string::npos);
}

TEST(Load, RemovedPropertiesDoNotReachTheChecksum) {
  const std::string add =
      "<changeSet id=\"1\" author=\"a\"><addColumn tableName=\"t\"><column name=\"z\" type=\"int\" "
      "afterColumn=\"y\"/></addColumn></changeSet>";
  const Loaded with(
      MemoryFiles({{"c.xml", xml_changelog("<removeChangeSetProperty change=\"addColumn\" "
                                           "dbms=\"postgresql\" remove=\"afterColumn\"/>" +
                                           add)}}));
  const Loaded without(MemoryFiles(
      {{"c.xml",
        xml_changelog("<changeSet id=\"1\" author=\"a\"><addColumn tableName=\"t\"><column "
                      "name=\"z\" type=\"int\"/></addColumn></changeSet>")}}));
  EXPECT_EQ(with.checksum(), without.checksum());
  const Loaded bare(MemoryFiles({{"c.yaml",
                                  "databaseChangeLog:\n- removeChangeSetProperty: {change: "
                                  "addColumn, dbms: postgresql, remove: afterColumn}\n"
                                  "- changeSet:\n    id: 1\n    author: a\n    changes:\n"
                                  "    - addColumn:\n        tableName: t\n        columns:\n"
                                  "        - {name: z, type: int, afterColumn: y}\n"}}),
                    "c.yaml");
  EXPECT_EQ(bare.checksum(), without.checksum());
}

TEST(Load, AllFormatsGiveTheSameChecksum) {
  const std::string xml =
      "<changeSet id=\"1\" author=\"a\"><createTable tableName=\"t\"><column name=\"id\" "
      "type=\"int\"><constraints nullable=\"false\"/></column></createTable></changeSet>";
  const std::string yaml =
      "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes:\n    - "
      "createTable:\n        tableName: t\n        columns:\n        - column: {name: id, type: "
      "int, constraints: {nullable: false}}\n";
  const std::string json =
      R"({"databaseChangeLog": [{"changeSet": {"id": "1", "author": "a", "changes": [{"createTable": {"tableName": "t",
      "columns": [{"column": {"name": "id", "type": "int", "constraints": {"nullable": false}}}]}}]}}]})";
  const std::string expected = Loaded(MemoryFiles({{"c.xml", xml_changelog(xml)}})).checksum();
  EXPECT_EQ(Loaded(MemoryFiles({{"c.yaml", yaml}}), "c.yaml").checksum(), expected);
  EXPECT_EQ(Loaded(MemoryFiles({{"c.json", json}}), "c.json").checksum(), expected);
}

}  // namespace
}  // namespace ebbtide
