// The gate of update on servers: what it refuses, what opens it, and what is on record of it.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/project_on.h"
#include "text/ascii.h"
#include "text/sha256.h"

namespace ebbtide {
namespace {

constexpr const char* head =
    "<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog "
    "http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\">\n";

std::string change_set(const std::string& id, const std::string& body,
                       const std::string& more = "") {
  return "<changeSet id=\"" + id + "\" author=\"anna\"" + more + ">" + body +
         "<rollback/></changeSet>\n";
}

constexpr const char* drop_sql = "<sql>DROP TABLE old_log</sql>";

constexpr const char* configuration =
    "version: 1\ngate:\n  environments:\n    dev:     { mode: off }\n    staging: { mode: warn }\n"
    "    prod:    { mode: refuse, approvals: 1, approvers: [anna, ben], not-author: true }\n"
    "    locked:  { mode: refuse, approvals: 1, flags: false }\n"
    "    soft:    { mode: refuse, overridable: true }\n"
    "    two:     { mode: refuse, approvals: 2 }\n  default: refuse\n"
    "  approvals-file: approvals.yml\n";

/// What an approval says; all else is as it must be.
struct Entry {
  std::string approver = "ben";
  std::string rules = "[DS102]";
  std::string sha = sha256("DROP TABLE old_log");
  std::string expires = "2099-12-31";
  std::string dialect = {};
  std::string more = {};
};

/// One way to ask, with what must come of it.
struct Case {
  const char* name;
  std::vector<std::string> words;
  int code;
  const char* says = "";
  bool is_gone = false;  ///< old_log, afterwards
  std::vector<Entry> approvals = {};
  std::string changes = {};  ///< in place of the drop
};

class Gate : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    EBBTIDE_NEEDS_SERVER(GetParam());
    project_.emplace(GetParam(), "changelog.xml");
    for (const char* const sql :
         {"CREATE TABLE old_log (id INT PRIMARY KEY, line VARCHAR(20))",
          "INSERT INTO old_log VALUES (1, 'a'), (2, 'b')",
          "CREATE TABLE audit (id INT PRIMARY KEY, what VARCHAR(20))",
          "INSERT INTO audit VALUES (1, 'x')", "CREATE TABLE empty_log (id INT PRIMARY KEY)"})
      project_->sql(sql);
    project_->folder().write(".ebbtide-lint.yml", configuration);
    project_->more_options = {"--config=" + project_->folder().at(".ebbtide-lint.yml")};
  }

  void write(const Case& one) {
    const std::string fresh = change_set("0", "<sql>CREATE TABLE fresh (id INT PRIMARY KEY)</sql>");
    project_->folder().write("changelog.xml",
                             head + fresh +
                                 (one.changes.empty() ? change_set("1", drop_sql) : one.changes) +
                                 "</databaseChangeLog>\n");
    std::string text = "approvals:\n";
    for (const Entry& entry : one.approvals)
      text += "  - changeset: \"changelog.xml::1::anna\"\n    rules: " + entry.rules +
              "\n    dialect: " + (entry.dialect.empty() ? GetParam() : entry.dialect) +
              "\n    sha256: " + entry.sha + "\n    approver: " + entry.approver +
              "\n    reason: \"archived\"\n    expires: " + entry.expires + "\n" + entry.more;
    project_->folder().write("approvals.yml", one.approvals.empty() ? "approvals:\n" : text);
  }

  bool has(const std::string& table) const {
    return project_->ask("SELECT count(*) FROM information_schema.tables WHERE table_name = '" +
                         table + "' AND table_schema IN ('public', '" +
                         project_->database().name() + "')") != "0";
  }
  /// What stands in the table of approvals, however the server spells its name.
  std::string records() const {
    return project_->ask(
        "SELECT let_through_by, rules, objects, approver, reason, sha256, id FROM " +
        std::string(GetParam() == "postgresql" ? "ebbtide_approvals" : "EBBTIDE_APPROVALS") +
        " ORDER BY approver");
  }

  void expect(const Case& one) {
    write(one);
    EXPECT_EQ(project_->run(one.words), one.code) << one.name << "\n" << project_->err;
    EXPECT_TRUE(project_->says(one.says)) << one.name << "\n" << project_->err << project_->out;
    EXPECT_EQ(has("old_log"), !one.is_gone) << one.name;
    EXPECT_EQ(project_->ask("SELECT count(*) FROM audit"), "1") << one.name;
    if (one.code != 0) {
      EXPECT_FALSE(has("fresh")) << one.name;
    }
  }

  std::optional<ProjectOn> project_;
};

TEST_P(Gate, RefusesWhatNobodyHasApproved) {
  const std::string sha = sha256("DROP TABLE old_log");
  const std::vector<std::string> prod{"update", "--environment=prod"};
  for (const Case& one : std::vector<Case>{
           {"by default", {"update"}, 3, "DS102"},
           {"with the changeset", {"update"}, 3, "changelog.xml::1::anna"},
           {"with the digest", {"update"}, 3, sha.c_str()},
           {"with the rows", {"update"}, 3, "2 rows"},
           {"an environment nobody knows", {"update", "--environment=moon"}, 1, "moon"},
           {"stricter by option", {"update", "--environment=dev", "--gate=refuse"}, 3, "DS102"},
           {"laxer by option", {"update", "--environment=prod", "--gate=off"}, 3},
           {"wrong digest", prod, 3, "", false, {{.sha = std::string(64, '0')}}},
           {"expired", prod, 3, "expire", false, {{.expires = "2020-01-01"}}},
           {"other rule", prod, 3, "", false, {{.rules = "[DS103]"}}},
           {"other dialect", prod, 3, "", false, {{.dialect = "sqlite"}}},
           {"other object", prod, 3, "", false, {{.more = "    objects: [audit]\n"}}},
           {"not among the approvers", prod, 3, "carl", false, {{.approver = "carl"}}},
           {"the author herself", prod, 3, "author", false, {{.approver = "anna"}}},
           {"unknown key", prod, 1, "shell", false, {{.more = "    shell: rm\n"}}},
           {"one of two", {"update", "--environment=two"}, 3, "", false, {Entry()}},
           {"the same twice", {"update", "--environment=two"}, 3, "", false, {Entry(), Entry()}},
           {"flag of another",
            {"update", "--environment=soft", "--allow-destructive=changelog.xml::0::anna"},
            3},
           {"flag without value", {"update", "--environment=soft", "--allow-destructive="}, 1},
           {"flags are off",
            {"update", "--environment=locked", "--allow-destructive=changelog.xml::1::anna"},
            3}})
    expect(one);
}

TEST_P(Gate, RefusesEachKindOfLoss) {
  const auto with = [](const std::string& body, const std::string& more = "") {
    return change_set("1", body, more);
  };
  for (const Case& one : std::vector<Case>{
           {"edited after the approval",
            {"update", "--environment=prod"},
            3,
            "",
            false,
            {Entry()},
            with("<sql>DROP TABLE old_log;\nDROP TABLE audit</sql>")},
           {"a comment opens nothing",
            {"update"},
            3,
            "DS102",
            false,
            {},
            "<!-- ebbtide:ignore DS102 archived -->" + with(drop_sql)},
           {"context that is asked for",
            {"update", "--context-filter=test"},
            3,
            "DS102",
            false,
            {},
            with(drop_sql, " context=\"test\"")},
           {"delete", {"update"}, 3, "DS106", false, {}, with("<delete tableName=\"audit\"/>")},
           {"column",
            {"update"},
            3,
            "DS103",
            false,
            {},
            with("<dropColumn tableName=\"audit\" columnName=\"what\"/>")},
           {"truncate", {"update"}, 3, "DS104", false, {}, with("<sql>TRUNCATE TABLE audit</sql>")},
           {"program",
            {"update", "--allow-execute-command"},
            3,
            "DS109",
            false,
            {},
            with("<executeCommand executable=\"true\"/>")}})
    expect(one);
}

TEST_P(Gate, LosesNothingWhereNothingIs) {
  const std::string up = "update";
  for (const Case& one :
       std::vector<Case>{{"only reads", {"update-sql"}, 0, "DS102"},
                         {"only looks", {"status", "--verbose"}, 0, "DS102"},
                         {"only what is about to run", {"update-count", "--count=1"}, 0},
                         {"a table without rows",
                          {up},
                          0,
                          "",
                          false,
                          {},
                          change_set("2", "<dropTable tableName=\"empty_log\"/>")},
                         {"a table that never was",
                          {up},
                          0,
                          "",
                          false,
                          {},
                          change_set("3", "<sql>DROP TABLE IF EXISTS never_was</sql>")},
                         {"of the run itself",
                          {up},
                          0,
                          "",
                          false,
                          {},
                          change_set("4", "<sql>CREATE TABLE own (id INT PRIMARY KEY)</sql>") +
                              change_set("5", "<sql>DROP TABLE own</sql>")},
                         {"a context that does not run",
                          {up, "--context-filter=prod"},
                          0,
                          "",
                          false,
                          {},
                          change_set("6", drop_sql, " context=\"test\"")}})
    expect(one);
  EXPECT_FALSE(has("empty_log"));
  EXPECT_FALSE(has("EBBTIDE_APPROVALS") || has("ebbtide_approvals"));
}

/// Each opens the gate; what is on record of it afterwards.
struct Opening {
  std::vector<std::string> words;
  std::vector<Entry> approvals;
  std::string record;  ///< without digest and id
};

TEST_P(Gate, KeepsOnRecordWhatWasLetThrough) {
  const std::string end = "|" + sha256("DROP TABLE old_log") + "|1";
  int number = 0;
  for (const Opening& one : std::vector<Opening>{
           {{"update", "--environment=prod"}, {Entry()}, "approval|DS102|old_log|ben|archived"},
           {{"update", "--environment=prod"},
            {{.rules = "all", .more = "    objects: [old_log]\n"}},
            "approval|DS102|old_log|ben|archived"},
           {{"update", "--environment=two"},
            {Entry(), {.approver = "carl"}},
            "approval|DS102|old_log|ben|archived" + end + ",approval|DS102|old_log|carl|archived"},
           {{"update", "--environment=soft", "--allow-destructive=changelog.xml::1::anna"},
            {},
            "flag|DS102|old_log||--allow-destructive"},
           {{"update", "--environment=staging"}, {}, "warning|DS102|old_log||"}}) {
    if (++number > 1) {
      TearDown();
      SetUp();
    }
    expect({"let through", one.words, 0, "", true, one.approvals});
    EXPECT_EQ(records(), one.record + end);
    EXPECT_EQ(project_->run({"update"}), 0) << project_->err;
    EXPECT_EQ(project_->run_words({"snapshot", "--url=" + project_->database().url()}), 0)
        << project_->err;
    EXPECT_FALSE(project_->says("ebbtide_approvals") || project_->says("EBBTIDE_APPROVALS"));
  }
}

TEST_P(Gate, SaysInTheDocumentWhatWasLetThrough) {
  write({"", {}, 0, "", true, {Entry()}});
  EXPECT_EQ(project_->run({"update", "--environment=prod", "--format=json"}), 0) << project_->err;
  EXPECT_TRUE(
      project_->says("\"permits\": [\n    {\n      \"changeSet\": "
                     "\"changelog.xml::1::anna\""))
      << project_->out;
  EXPECT_TRUE(project_->says("\"approver\": \"ben\""));
}

TEST_P(Gate, IsOffWhereItIsOffAndKeepsNoRecordThen) {
  expect({"off", {"update", "--environment=dev"}, 0, "", true});
  EXPECT_FALSE(has("EBBTIDE_APPROVALS") || has("ebbtide_approvals"));
}

TEST_P(Gate, IsThatOfTheVariableOrNoneWithoutAConfiguration) {
  write({"", {}, 0});
  std::vector<std::string> words{"update", "--url=" + project_->database().url(),
                                 "--changelog-file=changelog.xml",
                                 "--search-path=" + project_->folder().path().string()};
  std::vector<std::string> refusing = words;
  refusing.push_back("--gate=refuse");
  EXPECT_EQ(project_->run_words(refusing), 3) << project_->err;
  EXPECT_TRUE(has("old_log"));
  std::vector<std::string> configured = words;
  configured.push_back(project_->more_options.front());
  EXPECT_EQ(project_->run_words(configured, {{"EBBTIDE_ENVIRONMENT", "prod"}}), 3);
  EXPECT_TRUE(has("old_log"));
  // It is found on the search path, beside the changelog.
  EXPECT_EQ(project_->run_words(words), 3) << project_->err;
  EXPECT_TRUE(has("old_log"));
  std::filesystem::remove(project_->folder().at(".ebbtide-lint.yml"));
  EXPECT_EQ(project_->run_words(refusing), 3) << project_->err;
  EXPECT_EQ(project_->run_words(words), 0) << project_->err;
  EXPECT_FALSE(has("old_log"));
}

TEST_P(Gate, LaxerByOptionWhereThatIsAllowed) {
  expect({"soft", {"update", "--environment=soft", "--gate=off"}, 0, "", true});
}

TEST_P(Gate, TakesWhatApproveHasWritten) {
  write({"", {}, 0});
  EXPECT_EQ(project_->run({"approve", "changelog.xml::1::anna", "--approver=ben"}), 1);
  EXPECT_TRUE(project_->says("reason"));
  EXPECT_EQ(project_->run({"approve", "changelog.xml::1::anna", "--reason=archived",
                           "--approver=ben", "--expires=2099-12-31"}),
            0)
      << project_->err;
  EXPECT_EQ(project_->run({"update", "--environment=prod"}), 0) << project_->err;
  EXPECT_FALSE(has("old_log"));
}

INSTANTIATE_TEST_SUITE_P(Servers, Gate, testing::ValuesIn(test_servers()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace ebbtide
