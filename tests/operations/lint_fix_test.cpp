// Each rewrite in each format: what stands in the place of the changeset, and what is refused. That
// it runs and comes to the same schema, tests/servers/lint_test.cpp tries.
#include "operations/lint_fix.h"

#include <gtest/gtest.h>

#include "formats/search_path.h"
#include "operations/lint.h"
#include "tests/support/changelogs.h"
#include "tests/support/recorded_report.h"
#include "tests/support/temporary_folder.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

constexpr const char* before =
    "create table p (id int primary key);\n"
    "create table t (id int primary key, a int, p_id int);\n"
    "create index ix_p on t (p_id);\n";

/// A changelog in a folder of its own, and what became of it.
class Fixed {
 public:
  explicit Fixed(std::string file) : file_(std::move(file)) {}

  LintReport fix(const std::string& text) {
    folder_.write(file_, text);
    folder_.write("before.sql", before);
    return lint(true);
  }
  LintReport lint(bool fixes) {
    auto files =
        std::make_shared<SearchPath>(SearchPath::Options{.roots = {folder_.path().string()}});
    Interruption interruption;
    OpenDatabase dialect({.url = DatabaseUrl::parse("offline:postgresql?version=15")},
                         interruption);
    LintOptions options{.paths = {file_},
                        .deployed = "before.sql",
                        .folders = {folder_.path().string()},
                        .fixes = fixes,
                        .settings = {},
                        .reading = {file_, files, Properties(Selection{dialect.dbms(), {}, ""})},
                        .today = "2026-11-28"};
    RecordedReport nobody;
    return lint_files(options, dialect, nullptr, {nobody, interruption});
  }
  std::string text() const { return folder_.read(file_); }

 private:
  std::string file_;
  TemporaryFolder folder_;
};

int count_of_rule(const LintReport& report, std::string_view rule) {
  return static_cast<int>(
      std::count_if(report.findings.begin(), report.findings.end(),
                    [&](const lint::Finding& one) { return one.rule->id == rule; }));
}

std::string why_refused(const std::string& change_sets) {
  Fixed fixed("c.sql");
  const std::string text = "--liquibase formatted sql\n" + change_sets;
  const LintReport report = fixed.fix(text);
  EXPECT_TRUE(report.fixes.fixed.empty());
  EXPECT_EQ(fixed.text(), text);
  return report.fixes.refused.size() == 1 ? report.fixes.refused.front().message : "";
}

TEST(LintFix, InFormattedSqlWritesAllSteps) {
  Fixed fixed("c.sql");
  const LintReport report = fixed.fix(
      "--liquibase formatted sql\n\n-- first words\n--changeset ann:1\n"
      "create index ix_a on t (a);\n--rollback drop index ix_a;\n\n"
      "-- about the second\n--changeset ann:2 labels:x\n"
      "alter table t add constraint fk foreign key (p_id) references p (id);\n"
      "--rollback alter table t drop constraint fk;\n\n"
      "--changeset ann:3\nalter table t alter column a set not null;\n"
      "--rollback alter table t alter column a drop not null;\n");
  EXPECT_TRUE(report.fixes.refused.empty());
  ASSERT_EQ(report.fixes.fixed.size(), 3u);
  EXPECT_EQ(join(report.fixes.fixed[2].made, " "), "3 3-2 3-3");
  EXPECT_EQ(
      fixed.text(),
      "--liquibase formatted sql\n\n-- first words\n"
      "-- changeset ann:1 runInTransaction:false\ncreate index CONCURRENTLY ix_a on t (a)\n"
      "--rollback DROP INDEX CONCURRENTLY ix_a\n\n-- about the second\n"
      "-- changeset ann:2 labels:\"x\"\nalter table t add constraint fk foreign key (p_id) "
      "references p (id) NOT VALID\n--rollback ALTER TABLE t DROP CONSTRAINT fk\n\n"
      "-- changeset ann:2-2 labels:\"x\"\nALTER TABLE t VALIDATE CONSTRAINT fk\n"
      "--rollback empty\n\n-- changeset ann:3\nALTER TABLE t ADD CONSTRAINT t_a_is_not_null CHECK "
      "(a IS NOT NULL) NOT VALID\n--rollback ALTER TABLE t DROP CONSTRAINT t_a_is_not_null\n\n"
      "-- changeset ann:3-2\nALTER TABLE t VALIDATE CONSTRAINT t_a_is_not_null\n"
      "--rollback empty\n\n-- changeset ann:3-3\nalter table t alter column a set not null;\n"
      "ALTER TABLE t DROP CONSTRAINT t_a_is_not_null\n--rollback ALTER TABLE t ALTER COLUMN a DROP "
      "NOT NULL;\n--rollback ALTER TABLE t ADD CONSTRAINT t_a_is_not_null CHECK (a IS NOT NULL) "
      "NOT "
      "VALID\n");
  const LintReport after = fixed.lint(false);
  for (const char* const rule : {"PG101", "PG306", "PG303", "PG103", "PG307", "RB101", "RB102"})
    EXPECT_EQ(count_of_rule(after, rule), 0) << rule;
}

TEST(LintFix, WhatStandsBesideItStaysInItsOrder) {
  Fixed fixed("c.sql");
  const LintReport report = fixed.fix(
      "--liquibase formatted sql\n--changeset ann:1\n"
      "create table n (id int primary key);\ncreate index ix_a on t (a);\n"
      "--rollback drop index ix_a;\n--rollback drop table n;\n");
  EXPECT_TRUE(report.fixes.refused.empty());
  EXPECT_EQ(fixed.text(),
            "--liquibase formatted sql\n-- changeset ann:1\ncreate table n (id int primary key)\n"
            "--rollback drop table n\n\n-- changeset ann:1-2 runInTransaction:false\n"
            "create index CONCURRENTLY ix_a on t (a)\n--rollback DROP INDEX CONCURRENTLY ix_a\n");
}

constexpr const char* xml_changes =
    "    <!-- first words -->\n"
    "    <changeSet id=\"1\" author=\"ann\">\n        <createIndex indexName=\"ix_a\" "
    "tableName=\"t\"><column name=\"a\"/></createIndex>\n    </changeSet>\n"
    "    <changeSet id=\"2\" author=\"ann\" context=\"x\">\n        <addForeignKeyConstraint "
    "baseTableName=\"t\" baseColumnNames=\"p_id\" constraintName=\"fk\" "
    "referencedTableName=\"p\" referencedColumnNames=\"id\"/>\n    </changeSet>\n"
    "    <changeSet id=\"3\" author=\"ann\">\n        <addNotNullConstraint tableName=\"t\" "
    "columnName=\"a\" columnDataType=\"int\"/>\n    </changeSet>\n"
    "    <changeSet id=\"4\" author=\"ann\"><tagDatabase tag=\"v1\"/></changeSet>";

constexpr const char* yaml_changes =
    "databaseChangeLog:\n"
    "  - changeSet:\n      id: 1\n      author: ann\n      changes:\n        - createIndex:\n"
    "            indexName: ix_a\n            tableName: t\n            columns:\n"
    "              - column: {name: a}\n"
    "  # about the second\n"
    "  - changeSet:\n      id: 2\n      author: ann\n      changes:\n"
    "        - addForeignKeyConstraint: {baseTableName: t, baseColumnNames: p_id, "
    "constraintName: fk, referencedTableName: p, referencedColumnNames: id}\n\n"
    "  - changeSet:\n      id: 3\n      author: ann\n      changes:\n"
    "        - addNotNullConstraint: {tableName: t, columnName: a, columnDataType: int}\n"
    "  - changeSet: {id: 4, author: ann, changes: [{tagDatabase: {tag: v1}}]}\n";

constexpr const char* json_changes =
    R"({"databaseChangeLog": [
  {"changeSet": {"id": "1", "author": "ann", "changes": [
    {"createIndex": {"indexName": "ix_a", "tableName": "t", "columns": [{"column": {"name": "a"}}]}}]}},
  {"changeSet": {"id": "2", "author": "ann", "comment": "a } in a text", "changes": [
    {"addForeignKeyConstraint": {"baseTableName": "t", "baseColumnNames": "p_id",
     "constraintName": "fk", "referencedTableName": "p", "referencedColumnNames": "id"}}]}},
  {"changeSet": {"id": "3", "author": "ann", "changes": [
    {"addNotNullConstraint": {"tableName": "t", "columnName": "a", "columnDataType": "int"}}]}},
  {"changeSet": {"id": "4", "author": "ann", "changes": [{"tagDatabase": {"tag": "v1"}}]}}
]}
)";

TEST(LintFix, InTheOtherFormatsWritesTheSame) {
  const std::pair<std::string, std::string> all[] = {
      {"c.xml", xml_changelog(xml_changes)}, {"c.yaml", yaml_changes}, {"c.json", json_changes}};
  for (const auto& [file, text] : all) {
    Fixed fixed(file);
    const LintReport report = fixed.fix(text);
    for (const Problem& one : report.fixes.refused) ADD_FAILURE() << file << one.message;
    ASSERT_EQ(report.fixes.fixed.size(), 3u) << file;
    std::string made;
    for (const FixedChangeSet& one : report.fixes.fixed) made += join(one.made, " ") + "; ";
    EXPECT_EQ(made, "1; 2 2-2; 3 3-2 3-3; ") << file;
    const LintReport after = fixed.lint(false);
    EXPECT_EQ(after.subjects.size(), 7u) << file << fixed.text();
    for (const char* const rule : {"PG101", "PG306", "PG303", "PG103", "PG307", "RB101", "RB102"})
      EXPECT_EQ(count_of_rule(after, rule), 0) << file << " " << rule << "\n" << fixed.text();
    for (const char* const kept : {"first words", "about the second", "a } in a text"})
      EXPECT_EQ(contains(text, kept), contains(fixed.text(), kept)) << file << " " << kept;
  }
}

/// What remains of the comments in SQL that was rewritten.
TEST(LintFix, KeepsTheCommentsInSql) {
  const std::string sql =
      "-- who reads t\ncreate index ix_a on t (a); -- looks for a\n"
      "create table n (id int /* a key */ primary key); /* made */\n"
      "alter table t /* not yet */ add constraint fk foreign key (p_id) references p (id); -- last";
  const std::pair<std::string, std::string> all[] = {
      {"c.sql", "--liquibase formatted sql\n--changeset ann:1\n" + sql +
                    "\n--rollback alter table t drop constraint fk;\n--rollback drop table n; -- "
                    "with its rows\n--rollback drop index ix_a;\n"},
      {"c.xml",
       xml_changelog("<changeSet id=\"1\" author=\"ann\"><sql>" + sql +
                     "</sql><rollback>drop table n -- with its rows</rollback></changeSet>")},
      {"s.xml",
       xml_changelog("<changeSet id=\"1\" author=\"ann\"><sql stripComments=\"true\">" + sql +
                     "</sql><rollback>drop table n -- with its rows</rollback></changeSet>")}};
  for (const auto& [file, text] : all) {
    Fixed fixed(file);
    const LintReport report = fixed.fix(text);
    for (const Problem& one : report.fixes.refused) ADD_FAILURE() << file << one.message;
    for (const char* const kept : {"-- who reads t", "-- looks for a", "/* a key */", "/* made */",
                                   "/* not yet */", "-- last", "-- with its rows"})
      EXPECT_TRUE(contains(fixed.text(), kept)) << file << " " << kept << "\n" << fixed.text();
    const LintReport after = fixed.lint(false);
    EXPECT_EQ(after.subjects.size(), 4u) << fixed.text();
    for (const char* const rule : {"PG101", "PG306", "PG103", "PG307", "RB102", "SX101"})
      EXPECT_EQ(count_of_rule(after, rule), 0) << file << " " << rule << "\n" << fixed.text();
  }
}

/// Comments of the format within a changeset go before what stands in its place.
TEST(LintFix, KeepsTheCommentsOfXmlAndYaml) {
  const std::pair<std::string, std::string> all[] = {
      {"c.xml",
       xml_changelog("<changeSet id=\"1\" author=\"ann\">\n<!-- one -->\n"
                     "<sql><![CDATA[select '<!-- none -->'; create index ix_a on t (a)]]></sql>\n"
                     "<!-- two,\n over lines --></changeSet> <!-- behind -->")},
      {"c.yaml",
       "databaseChangeLog:\n- changeSet:\n    id: 1 # one\n    author: ann\n    changes:\n"
       "    # two,\n    - sql:\n        sql: |\n          select '# none';\n"
       "          create index ix_a on t (a)\n    # over lines\n# behind\n"}};
  for (const auto& [file, text] : all) {
    Fixed fixed(file);
    const LintReport report = fixed.fix(text);
    for (const Problem& one : report.fixes.refused) ADD_FAILURE() << file << one.message;
    for (const char* const kept : {" one", " two,", " over lines", " behind", " none"}) {
      const std::size_t at = fixed.text().find(kept);
      EXPECT_NE(at, std::string::npos) << file << " " << kept << "\n" << fixed.text();
      EXPECT_EQ(fixed.text().find(kept, at + 1), std::string::npos) << fixed.text();
    }
    EXPECT_EQ(fixed.lint(false).subjects.size(), 2u) << fixed.text();
  }
}

TEST(LintFix, LeavesAChangesetAloneInWhichACommentSilencesARule) {
  Fixed fixed("c.yaml");
  const std::string text =
      "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: ann\n    changes:\n"
      "    # ebbtide:ignore DS102 archived\n    - dropTable: {tableName: p}\n"
      "    - sql: {sql: 'create index ix_a on t (a)'}\n";
  EXPECT_EQ(fixed.fix(text).fixes.refused.size(), 1u);
  EXPECT_EQ(fixed.text(), text);
}

TEST(LintFix, LeavesWhatOthersOfTheFileAreMadeOf) {
  Fixed fixed("c.yaml");
  const std::string item = "    changes: [sql: {sql: create index ix_# on t (a)}]\n";
  const std::string text = "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: &name ann\n" +
                           replace_all(item, "#", "a") +
                           "- changeSet:\n    id: 2\n    author: *name\n    changes: []\n";
  const LintReport report = fixed.fix(text);
  ASSERT_EQ(report.fixes.refused.size(), 1u);
  const std::string& message = report.fixes.refused.front().message;
  EXPECT_EQ(message.find("by hand"), message.rfind("by hand")) << message;
  EXPECT_EQ(fixed.text(), text);
}

TEST(LintFix, RefusesWhatItCannotTakeApart) {
  EXPECT_NE(why_refused("--changeset ann:1 runOnChange:true\ncreate index i on t (a);\n"
                        "--rollback drop index i;\n")
                .find("again and again"),
            std::string::npos);
  EXPECT_NE(why_refused("--changeset ann:1\ncreate index on t (a);\n--rollback empty\n")
                .find("has no name"),
            std::string::npos);
  EXPECT_NE(why_refused("--changeset ann:1\n--preconditions onFail:MARK_RAN\n"
                        "--precondition-table-exists table:t\n"
                        "alter table t alter column a set not null;\n"
                        "--rollback alter table t alter column a drop not null;\n")
                .find("preconditions"),
            std::string::npos);
  EXPECT_NE(why_refused("--changeset ann:1\nalter table t alter a set not null, alter p_id set not "
                        "null;\n--rollback empty\n")
                .find("more than one thing"),
            std::string::npos);
  EXPECT_NE(why_refused("--changeset ann:1\ncreate index i on t (a);\n--rollback drop view v;\n")
                .find("rollback block cannot"),
            std::string::npos);
}

TEST(LintFix, NothingElseOfTheFileChanges) {
  const std::string head =
      "\xEF\xBB\xBF--liquibase formatted sql\r\n--changeset ann:0\n"
      "create table n (id int primary key);\r\n--rollback drop table n;\n\n";
  const std::string tail = "--changeset ann:2\ndrop table n;\r\n--rollback empty\r\n";
  Fixed fixed("c.sql");
  const LintReport report =
      fixed.fix(head + "--changeset ann:1\r\ncreate index i on t (a);\r\n" + tail);
  ASSERT_EQ(report.fixes.fixed.size(), 1u);
  EXPECT_TRUE(fixed.text().starts_with(head)) << fixed.text();
  EXPECT_TRUE(fixed.text().ends_with(tail)) << fixed.text();
}

TEST(LintFix, WhatAChangeFillsNeedsNoWayBack) {
  Fixed fixed("c.xml");
  const LintReport report = fixed.fix(xml_changelog(
      "<changeSet id=\"1\" author=\"ann\"><addNotNullConstraint tableName=\"t\" columnName=\"a\" "
      "columnDataType=\"int\" defaultNullValue=\"0\"/></changeSet>"));
  ASSERT_EQ(report.fixes.fixed.size(), 1u);
  EXPECT_EQ(report.fixes.fixed.front().made.size(), 4u);
  EXPECT_EQ(count_of_rule(fixed.lint(false), "RB101"), 0) << fixed.text();
}

TEST(LintFix, SilencedFindingsStay) {
  Fixed fixed("c.sql");
  const LintReport report = fixed.fix(
      "--liquibase formatted sql\n--changeset ann:1\n--comment ebbtide:ignore PG101 it is small\n"
      "create index i on t (a);\n--rollback drop index i;\n");
  EXPECT_TRUE(report.fixes.fixed.empty());
  EXPECT_TRUE(report.fixes.refused.empty());
}

}  // namespace
}  // namespace ebbtide
