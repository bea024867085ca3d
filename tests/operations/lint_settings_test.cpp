// What a configuration and a file of approvals say, and what must not pass for something said.
#include "operations/lint_settings.h"

#include <gtest/gtest.h>

#include "operations/approvals.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

TEST(LintSettings, RefuseWhatNobodyKnows) {
  for (const char* const text :
       {"rule: {}", "rules: { XX1: off }", "rules: { DS102: loud }", "gate: { modes: 1 }",
        "rules: { DS102: off, DS102: error }", "version: 2"}) {
    EXPECT_THROW(parse_lint_settings("s.yml", text), Error) << text;
  }
}

TEST(LintSettings, TakeOnlyTheOptionsOfTheRule) {
  EXPECT_NO_THROW(parse_lint_settings("s.yml", "rules: { NM101: { severity: error, table: x } }"));
  for (const char* const text : {"rules: { DS102: { rows: 5 } }", "rules: { NM101: { rows: 5 } }",
                                 "rules: { NM: { table: x } }", "rules: { DM101: { rows: many } }",
                                 "rules: { CS101: { require: [contexts] } }",
                                 "paths: [ { path: a, rules: { NM101: { table: x } } } ]"}) {
    EXPECT_THROW(parse_lint_settings("s.yml", text), ValidationFailed) << text;
  }
}

/// Ten lines that stand for a billion values cost no more than they weigh.
TEST(LintSettings, BoundWhatAliasesRepeat) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
    for (int more = 1; more < 10; ++more) bomb += ", " + last;
    bomb += "]\n";
  }
  try {
    parse_lint_settings("s.yml", bomb);
    FAIL() << "it was read";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("aliases"), std::string::npos) << error.what();
    EXPECT_GT(error.where().line, 0);
  }
}

/// A value of another kind must not be passed over, nor a day that never comes.
TEST(LintSettings, RefuseValuesThatSayNothing) {
  EXPECT_NO_THROW(parse_lint_settings("s.yml", "rules:\nfail-on: never\ndialect: mysql@8.0"));
  for (const char* const text :
       {"gate: off", "gate: [prod]", "gate: { environments: [prod] }", "rules: [DS102]",
        "rules: { DS102: [off] }", "contexts: [test]", "contexts: { known: { test: 1 } }",
        "paths: { path: a }", "paths: [ a ]", "ignore: { rule: DS102 }",
        "ignore: [ { rule: DS102, reason: a, until: soon } ]",
        "ignore: [ { rule: DS102, reason: a, until: 2027-02-30 } ]",
        "ignore: [ { rule: DS102, reason: a, until: [2027-02-03] } ]", "ignore: [ { reason: a } ]",
        "dialect: oracle", "dialect: postgresql@new", "dialect: [mysql]", "fail-on: sometimes",
        "gate: { environments: { prod: { approvals: 2x } } }"}) {
    EXPECT_THROW(parse_lint_settings("s.yml", text), ValidationFailed) << text;
  }
}

TEST(LintSettings, OfAnotherLinterSayWhatItsRulesLookFor) {
  std::vector<std::string> unknown;
  const lint::Settings settings = parse_foreign_settings(
      "lqlint.json",
      R"({"rules": {"has-comment": true, "has-context": false, "changeset-id": {"enabled": true},
          "changeset-author": [{"pattern": "^[a-z]+$"}], "modify-data-enforce-where": true,
          "table-name": {"pattern": "^T"}, "index-name": {"pattern": "^{{tableName}}"},
          "file-not-included": false, "no-such": true}})",
      unknown);
  EXPECT_EQ(join(unknown, " "), "changeset-id index-name no-such");
  EXPECT_EQ(settings.severity(*lint::find_rule("CS101"), ""), lint::Severity::error);
  EXPECT_EQ(settings.values("CS101", "require"), std::vector<std::string>{"comment"});
  EXPECT_EQ(settings.value("CS101", "author-pattern"), "^[a-z]+$");
  EXPECT_EQ(settings.value("NM101", "table"), "^T");
  EXPECT_EQ(settings.severity(*lint::find_rule("DS107"), ""), lint::Severity::error);
  EXPECT_EQ(settings.severity(*lint::find_rule("CS108"), ""), lint::Severity::off);
}

TEST(LintSettings, AskForAReasonWhereReasonsAreRequired) {
  const std::string ignore = "ignore: [ { rule: DS102 } ]\n";
  EXPECT_THROW(parse_lint_settings("s.yml", ignore), ValidationFailed);
  EXPECT_NO_THROW(
      parse_lint_settings("s.yml", ignore + "suppressions: { require-reason: false }\n"));
}

TEST(LintSettings, PatternsFitWithinFoldersAndOverThem) {
  EXPECT_TRUE(lint::fits_pattern("db/**", "db/a/b.sql"));
  EXPECT_TRUE(lint::fits_pattern("**/b.sql", "db/a/b.sql"));
  EXPECT_TRUE(lint::fits_pattern("db/*.sql", "db/b.sql"));
  EXPECT_FALSE(lint::fits_pattern("db/*.sql", "db/a/b.sql"));
}

TEST(LintApprovals, RefuseWhatWouldCountForTooMuch) {
  const auto parse = [](const std::string& more) {
    return parse_approvals("approvals.yml",
                           "approvals:\n- changeset: a.sql::1::ann\n  dialect: sqlite\n"
                           "  approver: ben\n  reason: old\n" +
                               more);
  };
  const std::string digest = "  sha256: " + std::string(64, 'a') + "\n";
  EXPECT_EQ(parse(digest + "  rules: all\n  expires: 2027-01-31\n").size(), 1u);
  for (const std::string& more :
       {digest + "  rules: all\n  expires: 31.12.2026\n",
        digest + "  rules: all\n  expires: never\n",
        digest + "  rules: all\n  expires: [2020-01-01]\n",
        digest + "  rules: all\n  expires: 2026-13-01\n", digest + "  rules: [DS1]\n",
        digest + "  rules: []\n", digest + "  rules: all\n  objects: []\n",
        digest + "  rules: {all: 1}\n", std::string("  rules: all\n  sha256: abc\n")}) {
    EXPECT_THROW(parse(more), ValidationFailed) << more;
  }
}

}  // namespace
}  // namespace ebbtide
