#include "operations/findings.h"

#include <gtest/gtest.h>

#include "tests/support/changelogs.h"
#include "tests/support/offline_history.h"

namespace ebbtide {
namespace {

/// `kind: what @ place place` for each finding, one a line.
std::string shown(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings.all()) {
    text += std::string(finding.kind) + ": " + finding.what + " @";
    for (const Finding::Place& place : finding.places) {
      text += " " + (place.where.file.empty() ? place.change_set : place.where.to_text());
    }
    text += "\n";
  }
  return text;
}

std::string found_in(const std::string& body) {
  const MemoryFiles files({{"c.xml", xml_changelog(body)}, {"d/a.xml", xml_changelog("")}});
  const ReadChangelog read = read_changelog("c.xml", files, Properties({"", {}, ""}));
  Findings findings;
  find_in_changelog(read.changelog, read.problems, findings);
  return shown(findings);
}

std::string found_in_history(std::vector<HistoryRow> rows, const std::string& dbms = "sqlite") {
  const MemoryFiles files(
      {{"c.xml", xml_changelog("<changeSet id=\"1\" author=\"a\"><sql>select 1</sql>"
                               "<sql dbms=\"h2\">select 2</sql></changeSet>")}});
  const ReadChangelog read = read_changelog("c.xml", files, Properties({dbms, {}, ""}));
  Findings findings;
  find_in_history(read.changelog, History(std::move(rows)), OfflineHistory().store,
                  {9, files, PropertyValues(read.changelog.properties)}, findings);
  return shown(findings);
}

HistoryRow row(const std::string& path, const std::string& id, const Text& checksum) {
  HistoryRow made;
  made.id = {path, id, "a"};
  made.order = 1;
  made.executed_at = "2026-11-22 07:29:45";
  made.checksum = checksum;
  return made;
}

TEST(Findings, RowsThatNobodyCanReadAreTold) {
  HistoryRow odd = row("c.xml", "1", {});
  odd.type = ExecType::unknown;
  odd.type_text = "DONE";
  odd.executed_at = "";
  const std::string found = found_in_history({odd});
  EXPECT_NE(found.find("unknown-exectype: the history has an EXECTYPE that nobody knows: 'DONE' @ "
                       "c.xml::1::a\n"),
            std::string::npos)
      << found;
  EXPECT_NE(found.find("no-date: "), std::string::npos) << found;
}

TEST(Findings, JavaClassesAreCountedWithTheirPlaces) {
  EXPECT_EQ(found_in("<changeSet id=\"1\" author=\"a\"><customChange class=\"A\"/></changeSet>\n"
                     "<changeSet id=\"2\" author=\"a\"><preConditions><not>"
                     "<customPrecondition className=\"P\"/></not></preConditions>\n"
                     "<customChange class=\"A\"/></changeSet>"),
            "java-class: customChange A @ c.xml:2:31 c.xml:4:2\n"
            "java-class: customPrecondition P @ c.xml:3:51\n");
}

TEST(Findings, AJavaClassThatHasRunStopsNothing) {
  const Loaded loaded(MemoryFiles(
      {{"c.xml",
        xml_changelog(
            "<changeSet id=\"1\" author=\"a\"><customChange class=\"A\"/></changeSet>"
            "<changeSet id=\"2\" author=\"a\"><customChange class=\"A\"/></changeSet>")}}));
  Findings findings;
  find_in_changelog(loaded.changelog, {}, findings,
                    [](const ChangeSet& one) { return one.id.id == "1"; });
  ASSERT_EQ(findings.all().size(), 2U);
  EXPECT_EQ(findings.all()[0].what, "customChange A, of a changeset that has run");
  EXPECT_EQ(findings.all()[0].severity, Severity::attention);
  EXPECT_EQ(findings.all()[1].what, "customChange A");
  EXPECT_EQ(findings.all()[1].severity, Severity::blocks);
}

TEST(Findings, TheRowThatATagNeededIsNone) {
  EXPECT_EQ(found_in_history({row("liquibase-internal", "1764000000000", {})}), "");
}

TEST(Findings, JavaFiltersOfIncludesAreFoundThoughTheyCannotBeRead) {
  const std::string found = found_in("<includeAll path=\"d\" filter=\"com.example.F\"/>");
  EXPECT_TRUE(found.starts_with("java-class: includeAll: filter names a Java class")) << found;
}

TEST(Findings, ChangesOfThePaidEditionAreToldApart) {
  const std::string found =
      found_in("<changeSet id=\"1\" author=\"a\"><createFunction x=\"y\"/></changeSet>");
  EXPECT_TRUE(found.starts_with("paid-edition: Unknown change type 'createFunction'")) << found;
}

TEST(Findings, AnIdThatIsGivenTwiceHasBothPlaces) {
  EXPECT_EQ(found_in("<changeSet id=\"1\" author=\"a\"/>\n<changeSet id=\"1\" author=\"a\"/>"),
            "duplicate-id: two changesets are c.xml::1::a @ c.xml:2:2 c.xml:3:2\n");
}

TEST(Findings, AChangesetUnderAnotherPathIsFound) {
  EXPECT_EQ(found_in_history({row("db/c.xml", "1", {})}),
            "other-path: the history has the path 'db/c.xml', the changelog 'c.xml' @ c.xml:2:2\n");
}

TEST(Findings, RowsThatNobodyKnowsAreFound) {
  EXPECT_EQ(found_in_history({row("c.xml", "9", {})}),
            "unknown-row: the history has changesets that the changelog has not @ c.xml::9::a\n");
}

TEST(Findings, AnEditedChangesetIsFound) {
  EXPECT_EQ(found_in_history({row("c.xml", "1", "9:00000000000000000000000000000000")}),
            "checksum-differs: the checksum differs from the stored one: the changeset or the "
            "value of a property in it was changed after it had run @ c.xml:2:2\n");
}

TEST(Findings, AChecksumOfAnotherDatabaseIsRecognized) {
  const Loaded for_h2(
      MemoryFiles({{"c.xml", xml_changelog("<changeSet id=\"1\" author=\"a\"><sql>select 1</sql>"
                                           "<sql dbms=\"h2\">select 2</sql></changeSet>")}}),
      "c.xml", {"h2", {}, ""});
  const std::string found = found_in_history({row("c.xml", "1", for_h2.checksum())});
  EXPECT_NE(found.find("it was stored by an update of h2"), std::string::npos) << found;
}

TEST(Findings, AnOldChecksumThatMatchesIsANote) {
  const Loaded loaded(
      MemoryFiles({{"c.xml", xml_changelog("<changeSet id=\"1\" author=\"a\"><sql>select 1</sql>"
                                           "<sql dbms=\"h2\">select 2</sql></changeSet>")}}));
  EXPECT_EQ(found_in_history({row("c.xml", "1", loaded.checksum(0, 8))}),
            "old-checksum: the checksum is of version 8 @ c.xml:2:2\n");
}

}  // namespace
}  // namespace ebbtide
