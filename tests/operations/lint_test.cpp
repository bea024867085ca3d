#include "operations/lint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "operations/lint_settings.h"
#include "tests/support/changelogs.h"
#include "tests/support/memory_files.h"
#include "tests/support/recorded_report.h"
#include "tests/support/temporary_folder.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::shared_ptr<const Files> files_of(const std::map<std::string, std::string>& texts) {
  auto files = std::make_shared<MemoryFiles>();
  for (const auto& [path, text] : texts) files->add(path, text);
  return files;
}

/// Judges files that only memory has.
class Linted {
 public:
  Linted(const std::string& dialect, const std::map<std::string, std::string>& files)
      : files_(files_of(files)),
        dialect_({.url = DatabaseUrl::parse("offline:" + replace_all(dialect, "@", "?version="))},
                 interruption_) {}

  LintReport judge(const std::string& path, const std::string& deployed,
                   const lint::Settings& settings = {}, const std::string& sizes = "") {
    LintOptions options{.paths = {path},
                        .deployed = deployed,
                        .stats = sizes,
                        .settings = settings,
                        .reading = {path, files_, Properties(Selection{dialect_.dbms(), {}, ""})},
                        .today = "2026-11-28"};
    RecordedReport nobody;
    return lint_files(options, dialect_, nullptr, {nobody, interruption_});
  }

 private:
  Interruption interruption_;
  std::shared_ptr<const Files> files_;
  OpenDatabase dialect_;
};

/// The objects that a rule has found, `-` for none that is named.
std::string objects_of(const LintReport& report, const std::string& rule) {
  std::vector<std::string> objects;
  for (const lint::Finding& one : report.findings)
    if (one.rule->id == rule && !one.silenced)
      objects.push_back(one.object.empty() ? "-" : one.object);
  std::sort(objects.begin(), objects.end());
  return join(objects, " ");
}

/// The rules that have found something in a changelog, each with its line.
std::string rules_of(const LintReport& report) {
  std::vector<std::string> found;
  for (const lint::Finding& one : report.findings)
    if (!one.silenced)
      found.push_back(std::string(one.rule->id) + ":" + std::to_string(one.where.line));
  return join(found, " ");
}

std::string sorted(std::string_view words) {
  std::vector<std::string> all;
  for (const std::string_view one : split(words, ' '))
    if (!one.empty()) all.emplace_back(one);
  std::sort(all.begin(), all.end());
  return join(all, " ");
}

/// The lines of the table, those that go on put together.
std::vector<std::string> rows() {
  std::ifstream in(std::string(TESTS_FOLDER) + "/operations/lint_rules.txt");
  std::vector<std::string> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#") || line.empty()) continue;
    if (line.starts_with("  ")) {
      rows.back() += "\n" + line;
    } else {
      rows.push_back(line);
    }
  }
  return rows;
}

TEST(LintRules, FindWhatTheTableSays) {
  ASSERT_GT(rows().size(), 80u);
  const TemporaryFolder folder;
  for (const std::string& row : rows()) {
    std::vector<std::string> cells;
    for (const std::string_view one : split(row, '|')) cells.emplace_back(trim(one));
    cells.resize(6);
    Linted linted(cells[1], {{"before.sql", cells[2]}, {"change.sql", cells[3]}});
    const std::string sizes = cells[5].empty() ? "" : folder.at("sizes.json");
    folder.write("sizes.json", R"({"tables": {")" + cells[5] + R"(": {"rows": 5000000}}})");
    lint::Settings settings;
    for (const std::string_view id : {"SE102", "PG314"})
      settings.rules[std::string(id)].severity = lint::Severity::warning;
    const LintReport report = linted.judge("change.sql", "before.sql", settings, sizes);
    EXPECT_EQ(objects_of(report, cells[0]), sorted(cells[4])) << row;
  }
}

TEST(LintRules, EachHasWhatPeopleReadAndOneFunction) {
  ASSERT_EQ(lint::all_rules().size(), 90u);
  for (const lint::Rule* const rule : lint::all_rules()) {
    EXPECT_FALSE(rule->title.empty() || rule->why.empty() || rule->remedy.empty() ||
                 rule->boundary.empty())
        << rule->id;
    const int functions = (rule->on_effect != nullptr) + (rule->on_statement != nullptr) +
                          (rule->on_subject != nullptr) + (rule->at_end != nullptr);
    EXPECT_EQ(functions, rule->id == "UI101" ? 0 : 1) << rule->id;
    EXPECT_EQ(lint::find_rule(rule->id), rule);
  }
}

/// Rows that are added wait until they are judged, in their order among the other statements.
TEST(LintFiles, JudgeRowsInTheirOrderAndCountThem) {
  Linted linted("postgresql@15",
                {{"before.sql", "create table a (id int primary key, b int);"},
                 {"V1__rows.sql",
                  "insert into a values (1);\n-- why\ninsert into a values (2);\n"
                  "create index concurrently i on a (b);\ninsert into a (id) values (3) oops;\n"
                  "create table b (id int primary key);\ninsert into b values (4);\n"
                  "insert into a values (5);\n"},
                 {"V2__index.sql", "create index concurrently i2 on a (b);\n"}});
  EXPECT_EQ(rules_of(linted.judge("V1__rows.sql", "before.sql")),
            "DM102:1 DM102:3 PG103:4 SX101:5 DM102:8");
  EXPECT_EQ(rules_of(linted.judge("V2__index.sql", "before.sql")), "");
}

/// Of INSERTs that differ in their values alone the first stands for all, but where something is
/// found in it or values count.
TEST(LintFiles, JudgeAllRowsThatAreAlikeWhereSomethingMayBeFound) {
  Linted linted(
      "postgresql@15",
      {{"before.sql",
        "create type mood as enum ('x');\ncreate table a (id int primary key, b mood);\n"},
       {"V1__rows.sql",
        "insert into a (id) values (1);\ninsert into a (id) values (2);\n"
        "-- why\ninsert into a values (3, '${x}');\ninsert into a values (4, 'z');\n"
        "insert into a (id, b) values (5, 'z');\ninsert into a (id, b) values (6, 'z');\n"
        "alter type mood add value 'z';\ninsert into a (id, b) values (7, 'y');\n"
        "insert into a (id, b) values (8, 'z');\n"}});
  EXPECT_EQ(rules_of(linted.judge("V1__rows.sql", "before.sql")),
            "DM102:4 CS119:4 DM102:5 PG311:10");
}

/// As pg_dump writes them: what stands behind COPY up to its end mark is no SQL.
TEST(LintFiles, PassOverTheRowsOfCopy) {
  Linted linted("postgresql@15",
                {{"before.sql", "create table a (id int primary key, b text);"},
                 {"rows.sql",
                  "copy a (id, b) from stdin;\n1\tit's; drop table a;\n2\t\\N\n\\.\n\n"
                  "drop table a;\ncopy b from stdin;\n3"}});
  EXPECT_EQ(rules_of(linted.judge("rows.sql", "before.sql")), "DS102:6");
}

TEST(LintFiles, CountWhatNobodyUnderstood) {
  Linted linted(
      "mysql@8.0",
      {{"before.sql", ""}, {"a.sql", "insert into;\ninsert into a (id) values (1);\nfrob x;\n"}});
  EXPECT_EQ(linted.judge("a.sql", "before.sql").unread, 2u);
}

/// Which statement a comment is for, and that many comments and findings are a matter of one look.
TEST(LintFiles, CommentsAskForSilenceOfTheirStatement) {
  std::string many;
  constexpr int count = 20'000;
  for (int i = 0; i < count; ++i)
    many += "-- ebbtide:ignore DS102 why\ndrop table t" + std::to_string(i) + ";\n";
  Linted linted("postgresql@15",
                {{"before.sql", ""},
                 {"a.sql",
                  "-- ebbtide:ignore DS102 why\n\ndrop table\n a;\ndrop table b;\n"
                  "drop table c; -- ebbtide:ignore DS102 why\ndrop table d;\n"
                  "drop table e, -- ebbtide:ignore DS102 why\n f;\ndrop table g;\n"
                  "/* ebbtide:ignore DS102 why */ drop table h; drop table i;\ndrop table j;"},
                 {"many.sql", many}});
  EXPECT_EQ(objects_of(linted.judge("a.sql", "before.sql"), "DS102"), "b d g i j");
  EXPECT_EQ(linted.judge("many.sql", "before.sql").silenced(), count);
}

/// Statements that share a line with what a comment is about are none of its business.
TEST(LintFiles, CommentsLeaveTheNeighboursOnTheirLineAlone) {
  const std::string mark = "/* ebbtide:ignore DS102 \u00e9t\u00e9 */";
  for (const auto& [text, loud] : std::map<std::string, std::string>{
           {mark + " drop table a; drop table b;", "b"},
           {"drop table a; drop table b; " + mark + "\ndrop table c;", "a c"},
           {"drop table a; " + mark + " drop table b; drop table c;", "a c"},
           {"drop table a; drop " + mark + " table b; drop table c;", "a c"},
           {mark + "\ndrop table a; drop table b;", "b"},
           {"drop table a; /* ebbtide:ignore DS102 x\n*/ drop table b; drop table c;", "a c"}}) {
    Linted linted("postgresql@15", {{"a.sql", text}});
    EXPECT_EQ(objects_of(linted.judge("a.sql", "none"), "DS102"), loud) << text;
  }
}

/// A comment of a script that goes over lines, and one in a text, which is none.
TEST(LintFiles, CommentsOverLinesAreReadToTheirEnd) {
  Linted linted(
      "postgresql@15",
      {{"before.sql", ""},
       {"a.sql",
        "/*\n ebbtide:ignore DS102, DS105\n archived,\n until=2099-01-01 */\ndrop table a;\n"
        "drop table b;\nselect '-- ebbtide:ignore DS102 why';\ndrop table c;\n"
        "-- ebbtide:ignore DS102 why until=soon\ndrop table d;"}});
  const LintReport report = linted.judge("a.sql", "before.sql");
  EXPECT_EQ(objects_of(report, "DS102"), "b c d");
  EXPECT_EQ(objects_of(report, "UI101"), "-");
  EXPECT_EQ(report.findings.front().silenced->reason, "archived,");
}

/// Each object says whether it is silenced, so that the reach of a comment is seen.
TEST(LintChangelog, CommentsOfXmlReachOneElement) {
  Linted linted(
      "postgresql@15",
      {{"a.xml",
        xml_changelog(
            "<changeSet id=\"1\" author=\"ann\">\n"
            "<!--\n ebbtide:ignore DS102\n archived -->\n<dropTable tableName=\"in1\"/>\n"
            "<dropTable tableName=\"out1\"/>\n"
            "<dropTable tableName=\"out2\"/> <!-- ebbtide:ignore DS102 archived -->\n"
            "<dropTable tableName=\"in2\"/>\n"
            "<!-- ebbtide:ignore DS102 \u00e9 --><dropTable tableName=\"in6\"/>"
            "<dropTable tableName=\"out6\"/>\n"
            "<!-- ebbtide:ignore DS102 archived -->\n</changeSet>\n"
            "<!-- ebbtide:ignore DS102 archived -->\n<!-- more -->\n"
            "<changeSet id=\"2\" author=\"ann\">\n"
            "<sql><![CDATA[ update t set a = 1 where a < 5 and b <> '/>'; ]]></sql>\n"
            "<dropTable\n tableName=\"in3\"/>\n</changeSet>\n"
            "<changeSet id=\"3\" author=\"ann\">\n<dropTable tableName=\"out3\"/>\n"
            "<sql>\n-- ebbtide:ignore DS102 archived\ndrop table in4;\ndrop table out4;\n</sql>\n"
            "</changeSet>\n"
            "<changeSet id=\"4\" author=\"ann\">\n<comment>\n ebbtide:ignore DS102 archived\n"
            "</comment>\n<dropTable tableName=\"in5\"/>\n</changeSet>\n"
            "<changeSet id=\"5\" author=\"ann\">\n<dropTable tableName=\"out5\"/>\n"
            "</changeSet>\n")}});
  const LintReport report = linted.judge("a.xml", "none");
  EXPECT_EQ(objects_of(report, "DS102"), "out1 out2 out3 out4 out5 out6");
  EXPECT_EQ(objects_of(report, "UI101"), "-");  // the last one of the first changeset
}

TEST(LintChangelog, CommentsOfYamlReachOneItem) {
  Linted linted("mysql@8.0",
                {{"a.yaml",
                  "databaseChangeLog:\n"
                  "- changeSet:\n"
                  "    id: 1\n"
                  "    author: ann\n"
                  "    comment: >\n"
                  "      ebbtide:ignore DS102 archived\n"
                  "    changes:\n"
                  "    - dropTable: {tableName: in1}\n"
                  "- changeSet:\n"
                  "    id: 2\n"
                  "    author: ann\n"
                  "    changes:\n"
                  "    - dropTable: {tableName: in2}  # ebbtide:ignore DS102 archived\n"
                  "    - dropTable: {tableName: out2}\n"
                  "    # ebbtide:ignore DS102 archived\n"
                  "    - dropTable:\n"
                  "        tableName: in3\n"
                  "    - sql:\n"
                  "        sql: |\n"
                  "          # ebbtide:ignore DS102 archived\n"
                  "          drop table\n"
                  "            in4;\n"
                  "          drop table out4;\n"
                  "          drop table in5; -- ebbtide:ignore DS102 archived\n"
                  "          drop table out5;\n"
                  "        splitStatements: true  # ebbtide:ignore DS102 nothing\n"}});
  const LintReport report = linted.judge("a.yaml", "none");
  EXPECT_EQ(objects_of(report, "DS102"), "out2 out4 out5");
  EXPECT_EQ(objects_of(report, "UI101"), "-");
}

/// A text in quotes ends where they do, and what is in it says nothing of the next change.
TEST(LintChangelog, CommentsInQuotesOfYamlEndWithThem) {
  Linted linted("postgresql@15",
                {{"a.yaml",
                  "databaseChangeLog:\n"
                  "- changeSet:\n"
                  "    id: 1\n"
                  "    author: ann\n"
                  "    changes:\n"
                  "    - sql: {sql: \"select 1 -- # ebbtide:ignore DS102 archived\"}\n"
                  "    - dropTable: {tableName: out1}\n"
                  "    - sql: {sql: \"drop table in1 -- ebbtide:ignore DS102 archived\"}\n"
                  "    - dropTable: {tableName: out2}\n"}});
  const LintReport report = linted.judge("a.yaml", "none");
  EXPECT_EQ(objects_of(report, "DS102"), "out1 out2");
  EXPECT_EQ(objects_of(report, "UI101"), "-");
}

/// What is no UTF-8 must not pass for a file of nothing.
TEST(LintFiles, AreRefusedWhereTheyCannotBeRead) {
  for (const char* const begin : {"", "--liquibase formatted sql\n--changeset ann:1\n"}) {
    Linted linted("sqlite@3.40", {{"a.sql", std::string(begin) + "-- Gr\xf6\xdf"
                                                                 "e\ndrop table a;"}});
    EXPECT_THROW(linted.judge("a.sql", "none"), Error) << begin;
  }
}

TEST(LintFiles, TellEachPropertyOnceWithItsPlace) {
  std::string text = "select '${a}', '${a}';\n";
  constexpr std::size_t count = 20'000;
  for (std::size_t i = 1; i < count; ++i) text += "select 1, '${p" + std::to_string(i) + "}';\n";
  Linted linted("postgresql@15", {{"before.sql", ""}, {"a.sql", text}});
  const LintReport report = linted.judge("a.sql", "before.sql");
  ASSERT_EQ(report.findings.size(), count);
  EXPECT_EQ(report.findings.front().where.column, 9);
  EXPECT_EQ(report.findings.back().where.line, static_cast<int>(count));
  EXPECT_EQ(report.findings.back().where.column, 12);
}

constexpr const char* head = "--liquibase formatted sql\n";

std::string judged(const std::string& changelog, const std::string& settings = "") {
  Linted linted("postgresql@15", {{"a.sql", head + changelog},
                                  {"before.sql", "create table a (id int primary key, b int);"}});
  return rules_of(
      linted.judge("a.sql", "before.sql",
                   settings.empty() ? lint::Settings() : parse_lint_settings("s.yml", settings)));
}

TEST(LintChangelog, FindsWhatIsWrongWithChangesets) {
  EXPECT_EQ(judged("--changeset ann:1\nupdate a set b = 1 where id = 1;\n"), "RB101:3");
  EXPECT_EQ(judged("--changeset ann:1\nselect 1;\n--rollback select 1;\n"), "");
  EXPECT_EQ(judged("--changeset ann:1 failOnError:false\nselect 1;\n--rollback empty\n"),
            "CS111:2");
  EXPECT_EQ(judged("--changeset ann:1 dbms:postgres\nselect 1;\n--rollback empty\n"), "CS117:2");
  EXPECT_EQ(judged("--changeset ann:1\nselect ${nobody};\n--rollback empty\n"), "CS119:3");
  EXPECT_EQ(judged("--changeset ann:1 runOnChange:true\ncreate view v as select 1;\n"
                   "--rollback drop view v;\n"),
            "CS118:2");
  EXPECT_EQ(judged("--changeset ann:1\ncreate table c (id int primary key);\n"
                   "--rollback drop table d;\n"),
            "RB102:4");
  EXPECT_EQ(judged("--changeset ann:1\nselect 1;\n--rollback empty\n--changset ann:2\nselect 2;\n"),
            "CS109:5");
  EXPECT_EQ(judged("--changeset ann:1\nbegin;\n--rollback empty\n"), "TX101:3 TX102:3");
}

TEST(LintChangelog, LeavesOutWhatRunsElsewhere) {
  EXPECT_EQ(judged("--changeset ann:1 dbms:mysql\ndrop table a;\n--rollback empty\n"), "");
}

TEST(LintChangelog, TellsDirectivesThatAreNone) {
  Linted linted("sqlite@3.40", {{"before.sql", ""},
                                {"a.sql",
                                 "--liquibase formatted sql\n"
                                 "--changeset a:1\n"
                                 "select 1;\n"
                                 "--rollback the rows stay\n"
                                 "--chageset a:2\n"
                                 "--rollbak select 1;\n"
                                 "--changeset a:3\n"
                                 "--ignoreLines:1\n"
                                 "--changset a:4\n"
                                 "-- changes: see above, rollbacks are good\n"
                                 "select 2;\n"
                                 "--rollback create table t (\n"
                                 "--rollback id integer primary key);\n"}});
  EXPECT_EQ(rules_of(linted.judge("a.sql", "before.sql")), "CS109:4 SX101:4 CS109:5 CS109:6");
}

TEST(LintChangelog, LooksForSecretsAndPropertiesOutsideOfComments) {
  const std::string text = xml_changelog(
      "<property value='pw' name='db.password'/>\n<changeSet id='1' author='a'><sql>\n"
      "alter user a identified by \"secret\";\n"
      "select 1; -- ${nothing}, identified by 'x'\n"
      "/* ${nothing} */ select '${here}';\n"
      "</sql><rollback/></changeSet>\n");
  const auto line_of = [&](std::string_view part) {
    const std::string_view before = std::string_view(text).substr(0, text.find(part));
    return std::to_string(std::count(before.begin(), before.end(), '\n') + 1);
  };
  Linted linted("mysql@8.0", {{"before.sql", ""}, {"a.xml", text}});
  EXPECT_EQ(rules_of(linted.judge("a.xml", "before.sql")),
            "SE105:" + line_of("<property") + " SE103:" + line_of("alter user") +
                " SE105:" + line_of("alter user") + " CS119:" + line_of("${here}"));
}

TEST(LintChangelog, JudgesWhatCannotBeReadInRollbacks) {
  Linted linted("mysql@8.0", {{"before.sql", "create table a (id int primary key);"},
                              {"a.sql",
                               "--liquibase formatted sql\n--changeset a:1\n"
                               "alter table a add b int;\n--rollback altr table a;\n"}});
  EXPECT_EQ(rules_of(linted.judge("a.sql", "before.sql")), "SX101:4");
}

TEST(LintFiles, KnowWhatIsBesideAMigrationAndWhatRunsAgain) {
  Linted linted("sqlite@3.40",
                {{"before.sql", ""},
                 {"sql/V1__a.sql", "pragma foreign_keys = off;\nbegin;\ncommit;\n"},
                 {"sql/V1__a.sql.conf", "executeInTransaction=false\n"},
                 {"sql/R__b.sql", "create view v as select 1;\n"},
                 {"sql/R__d.sql", "insert into t (x) select 1 where 1 not in (select x from t);\n"},
                 {"sql/V2__c.sql", "create view w as select 1;\nbegin;\nend;\n"}});
  EXPECT_EQ(rules_of(linted.judge("sql", "before.sql")), "CS118:1 TX101:2 TX101:3");
}

TEST(LintSuppressions, OfAFileStandBeforeItsFirstStatement) {
  Linted linted("sqlite@3.40", {{"before.sql", "create table a (id integer primary key);"},
                                {"late.sql",
                                 "select 1;\n-- ebbtide:ignore-file DS102 why\n"
                                 "drop table a;\n"},
                                {"right.sql",
                                 "-- first\n-- ebbtide:ignore-file DS102 why\n"
                                 "drop table a;\n"}});
  EXPECT_EQ(rules_of(linted.judge("late.sql", "before.sql")), "UI101:2 DS102:3");
  EXPECT_EQ(rules_of(linted.judge("right.sql", "before.sql")), "");
}

TEST(LintSuppressions, ReachTheNextStatementAndSayWhy) {
  const std::string before = "--changeset ann:1\n", after = "drop table a;\n--rollback empty\n";
  EXPECT_EQ(judged(before + "-- ebbtide:ignore DS102 archived\n" + after), "");
  EXPECT_EQ(judged(before + "-- ebbtide:ignore DS102\n" + after), "UI101:3");
  EXPECT_EQ(judged(before + "-- ebbtide:ignore DS103 archived\n" + after), "UI101:3 DS102:4");
  EXPECT_EQ(judged(before + "-- ebbtide:ignore DS102 until=2020-01-01 archived\n" + after),
            "UI101:3 DS102:4");
  EXPECT_EQ(judged(before + "--comment ebbtide:ignore DS102 archived\n" + after), "");
  EXPECT_EQ(judged(before + "-- ebbtide:ignore DS102\n" + after,
                   "suppressions: { require-reason: false }"),
            "");
}

TEST(LintSettings, TakeTheLongestKeyAndThePath) {
  const std::string drop = "--changeset ann:1\ndrop table a;\n--rollback empty\n";
  EXPECT_EQ(judged(drop, "rules: { DS: off }"), "");
  EXPECT_EQ(judged(drop, "rules: { DS: off, DS102: warning }"), "DS102:3");
  EXPECT_EQ(judged(drop, "paths: [ { path: \"*.sql\", ignore: true } ]"), "");
  EXPECT_EQ(judged(drop, "ignore: [ { rule: DS102, object: a, reason: archived } ]"), "");
}

TEST(LintUnread, SaysWhoseGrammarRefusesAStatement) {
  const auto message = [](const std::string& dialect) {
    Linted linted(dialect, {{"a.sql", "create table t (id int) with storage engine x;"}});
    const LintReport report = linted.judge("a.sql", "none");
    std::string all;
    for (const lint::Finding& one : report.findings)
      if (one.rule->id == "SX101") all += one.message + "\n";
    return all;
  };
  EXPECT_EQ(message("postgresql@15"), "this is no SQL of this database, which will refuse it\n");
  EXPECT_EQ(message("postgresql@18"),
            "PostgreSQL 15 does not read this, which is all that the linter knows; a newer server "
            "may take it\n");
}

}  // namespace
}  // namespace ebbtide
