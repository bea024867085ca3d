#include "executor/validate.h"

#include <gtest/gtest.h>

#include "tests/support/offline_history.h"
#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

/// What validation says about a changelog and the rows of its history, one line each.
std::string problems(const Loaded& loaded, std::vector<HistoryRow> rows = {},
                     bool is_strict = false, bool asks_preconditions = false) {
  const OfflineTarget offline("sqlite");
  const Target target = offline.with(loaded.files, loaded.properties());
  const History history(std::move(rows));
  try {
    Validation{loaded.changelog, history,   OfflineHistory().store,
               target,           is_strict, asks_preconditions}
        .run();
  } catch (const ValidationFailed& failed) {
    std::string text;
    for (const Problem& problem : failed.problems())
      text += problem.where.to_text() + ": " + problem.message + " [" + problem.change_set + "]\n";
    return text;
  }
  return "";
}

HistoryRow row_of(const Text& checksum, const std::string& version = "4.28.0") {
  HistoryRow row;
  row.id = {"c.xml", "1", "ann"};
  row.checksum = checksum;
  row.version = version;
  return row;
}

const std::string sql = "<sql>select 1</sql>";
constexpr const char* sum_of_sql = "9:3b78b9910981c62ca27148640fad7bc2";

TEST(Validation, AChangelogThatDidNotChangeIsValid) {
  EXPECT_EQ(problems(for_sqlite(change_set_of("1", sql)), {row_of(sum_of_sql)}), "");
}

TEST(Validation, AChangedChangesetIsNamedWithBothChecksums) {
  EXPECT_EQ(problems(for_sqlite(change_set_of("1", sql)), {row_of("9:0")}),
            "c.xml:2:2: the changeset was changed after it had run: its checksum was: 9:0 but is "
            "now: 9:3b78b9910981c62ca27148640fad7bc2; undo the change, write it as a new "
            "changeset, or accept it with <validCheckSum>9:0</validCheckSum> [c.xml::1::ann]\n");
}

TEST(Validation, OldChecksumsAreComparedByTheirVersion) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql));
  EXPECT_EQ(problems(loaded, {row_of(loaded.checksum(0, 8))}), "");
  EXPECT_NE(problems(loaded, {row_of("8:0")}).find("was: 8:0 but is now: 8:"), std::string::npos);
  EXPECT_NE(problems(loaded, {row_of("abc")}).find("was: 1:abc but is now: 1:"), std::string::npos);
}

TEST(Validation, PreconditionsInJavaAreNamedBeforeTheyAreAsked) {
  const auto found = [](const std::string& on_error, const std::string& before, bool asks) {
    return problems(for_sqlite(change_set_of(
                        "1", "<preConditions" + on_error + ">" + before +
                                 "<customPrecondition className=\"P\"/></preConditions>" + sql)),
                    {}, false, asks);
  };
  EXPECT_EQ(found("", "", true),
            "c.xml:2:49: customPrecondition runs a Java class, which needs a JVM; ask the same "
            "with sqlCheck, or say with onError what is to happen [c.xml::1::ann]\n");
  EXPECT_EQ(found("", "", false), "");
  EXPECT_EQ(found(" onError=\"MARK_RAN\"", "", true), "");
  EXPECT_EQ(found("", "<dbms type=\"hsqldb\"/>", true), "");
}

TEST(Validation, NoChecksumAcceptsAll) {
  EXPECT_EQ(problems(for_sqlite(change_set_of("1", sql)), {row_of({})}), "");
}

TEST(Validation, ValidCheckSumsAcceptTheOldAndTheNewOne) {
  for (const char* const valid : {"9:0", sum_of_sql, "any", "ANY", "all", "*", "1:any", "1:all"}) {
    EXPECT_EQ(problems(for_sqlite(change_set_of(
                           "1", "<validCheckSum>" + std::string(valid) + "</validCheckSum>" + sql)),
                       {row_of("9:0")}),
              "")
        << valid;
  }
  EXPECT_NE(problems(for_sqlite(change_set_of("1", "<validCheckSum>9:1</validCheckSum>" + sql)),
                     {row_of("9:0")}),
            "");
}

TEST(Validation, RunAlwaysAndRunOnChangeMayChange) {
  EXPECT_EQ(problems(for_sqlite(change_set_of("1", sql, "runAlways=\"true\"")), {row_of("9:0")}),
            "");
  EXPECT_EQ(problems(for_sqlite(change_set_of("1", sql, "runOnChange=\"true\"")), {row_of("9:0")}),
            "");
}

TEST(Validation, SqlFilesAreAcceptedAsTheyWereHashedBefore426) {
  const Loaded loaded(MemoryFiles{{"c.xml", xml_changelog("<property name=\"n\" value=\"1\"/>" +
                                                          change_set_of("1",
                                                                        "<sqlFile "
                                                                        "path=\"f.sql\"/>"))},
                                  {"f.sql", "select ${n}"}},
                      "c.xml", {"sqlite", {}, ""});
  EXPECT_EQ(problems(loaded, {row_of(sum_of_sql, "4.25.1")}), "");
  EXPECT_NE(problems(loaded, {row_of(sum_of_sql, "4.26.0")}), "");
}

TEST(Validation, IdentitiesMustDiffer) {
  EXPECT_EQ(problems(for_sqlite(change_set_of("1", sql) + "\n" + change_set_of("1", sql))),
            "c.xml:3:2: the changeset has the same id, author and path as the one at c.xml:2:2; "
            "give one of them another id [c.xml::1::ann]\n");
}

TEST(Validation, UnknownDatabasesAreNamed) {
  EXPECT_EQ(problems(for_sqlite(change_set_of("1", sql, "dbms=\"sqlite, postgres\""))),
            "c.xml:2:2: postgres is not a supported DB; correct the dbms attribute "
            "[c.xml::1::ann]\n");
}

TEST(Validation, ChangesMustWorkOnTheDatabase) {
  const std::string change = "<addNotNullConstraint tableName=\"t\" columnName=\"a\"/>";
  EXPECT_EQ(problems(for_sqlite(change_set_of("1", change))),
            "c.xml:2:34: addNotNullConstraint is not supported on sqlite; write it as sql, or give "
            "the changeset a dbms attribute [c.xml::1::ann]\n");
}

TEST(Validation, WhatRanIsNotAskedAgain) {
  const Loaded loaded =
      for_sqlite(change_set_of("1", "<addNotNullConstraint tableName=\"t\" columnName=\"a\"/>"));
  EXPECT_EQ(problems(loaded, {row_of(loaded.checksum())}), "");
}

TEST(Validation, InvalidChangesetsCanBeMarkedAsRan) {
  const Loaded loaded =
      for_sqlite(change_set_of("1", "<dropTable/>", "onValidationFail=\"MARK_RAN\""));
  const OfflineTarget offline("sqlite");
  const History history;
  const Target target = offline.with(loaded.files, loaded.properties());
  const auto marked = Validation{loaded.changelog, history, OfflineHistory().store, target}.run();
  EXPECT_TRUE(marked.contains(&loaded.changelog.change_sets.at(0)));
}

TEST(Validation, FilteredChangesetsAreNotLookedAt) {
  EXPECT_EQ(problems(for_sqlite(change_set_of("1", "<dropTable/>", "context=\"dev\"") +
                                    change_set_of("2", "<dropTable/>", "ignore=\"true\""),
                                {"test"})),
            "");
}

TEST(Validation, AnAuthorMustBeGivenWhereThatIsAskedFor) {
  const Loaded loaded = for_sqlite("<changeSet id=\"1\" author=\"\">" + sql + "</changeSet>");
  EXPECT_EQ(problems(loaded), "");
  EXPECT_NE(problems(loaded, {}, true).find("Author is empty"), std::string::npos);
}

TEST(Validation, AllProblemsAreToldAtOnce) {
  const std::string found =
      problems(for_sqlite(change_set_of("1", sql) + change_set_of("2", "<dropTable/>") +
                          change_set_of("2", sql)),
               {row_of("9:0")});
  EXPECT_EQ(std::count(found.begin(), found.end(), '\n'), 3) << found;
}

}  // namespace
}  // namespace ebbtide
