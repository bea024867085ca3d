#include "executor/text_check.h"

#include <gtest/gtest.h>

#include "tests/support/offline_history.h"
#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

std::string lines(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& one : problems)
    text += one.where.to_text() + ": " + one.message.substr(0, one.message.find(" that")) + " [" +
            one.change_set + "]\n";
  return text;
}

/// What the check says of a changelog and the changesets that have run: refusals, `--`, warnings.
std::string check(const Loaded& loaded, std::vector<std::string> ran = {}) {
  const OfflineTarget offline("sqlite");
  std::vector<HistoryRow> rows;
  for (const std::string& id : ran) {
    HistoryRow& row = rows.emplace_back();
    row.id = {"c.xml", id, "ann"};
  }
  const History history(std::move(rows));
  const Hashing hashing{newest_checksum_version, loaded.files, loaded.properties()};
  const OfflineHistory none;
  UpdatePlan plan = plan_update(loaded.changelog, history, none.store, hashing, {});
  TextCheck texts;
  const Target target = offline.with(loaded.files, loaded.properties());
  const TextCheck::Result result = texts.run(plan, target);
  EXPECT_EQ(lines(texts.run(plan, target).refusals), "");  // each changeset once
  return lines(result.refusals) + "--\n" + lines(result.warnings);
}

const std::string open = "<sql>select 1 /*</sql>";

TEST(TextCheck, RefusesWhatRunsAndWarnsOfWhatHasRun) {
  const Loaded loaded = for_sqlite(change_set_of("1", open) + change_set_of("2", open));
  EXPECT_EQ(
      check(loaded),
      "c.xml:2:47: the comment [c.xml::1::ann]\nc.xml:2:113: the comment [c.xml::2::ann]\n--\n");
  EXPECT_EQ(
      check(loaded, {"1"}),
      "c.xml:2:113: the comment [c.xml::2::ann]\n--\nc.xml:2:47: the comment [c.xml::1::ann]\n");
}

TEST(TextCheck, WarnsOfRollbacks) {
  EXPECT_EQ(
      check(for_sqlite(change_set_of("1", "<sql>select 1</sql><rollback>select 'a</rollback>"))),
      "--\nc.xml:2:69: the string [c.xml::1::ann]\n");
}

TEST(TextCheck, LetsBeWhatIsForOtherDatabases) {
  const std::string oracle =
      "<preConditions onFail=\"MARK_RAN\"><dbms type=\"oracle\"/>"
      "</preConditions>";
  EXPECT_EQ(check(for_sqlite(change_set_of("1", oracle + open))), "--\n");
  EXPECT_EQ(check(for_sqlite(change_set_of("1", "<sql dbms=\"oracle\">select 1 /*</sql>"))),
            "--\n");
}

TEST(TextCheck, LooksIntoTheFilesOfChanges) {
  Loaded loaded(
      MemoryFiles(
          {{"c.xml", xml_changelog(change_set_of("1",
                                                 "<sqlFile path=\"a.sql\"/>"
                                                 "<createProcedure path=\"b.sql\"/>"
                                                 "<loadData tableName=\"t\" file=\"c.csv\"/>"))},
           {"a.sql", "select 1;\r\n  select ${x} 'b;"},
           {"b.sql", "create procedure p() $$"},
           {"c.csv", std::string("a\nb\0\n", 5)}}),
      "c.xml", {"sqlite", {}, ""});
  EXPECT_EQ(
      check(loaded),
      "a.sql:2:15: the string [c.xml::1::ann]\n"
      "c.csv:2:2: a NUL character stands here, at which a database would cut the text; remove it"
      " [c.xml::1::ann]\n--\n");
}

TEST(TextCheck, MarksAsRanWhereTheChangesetAsksForIt) {
  EXPECT_EQ(check(for_sqlite(change_set_of("1", open, "onValidationFail=\"MARK_RAN\""))), "--\n");
}

TEST(TextCheck, RefusesACommentThatAnEditLeavesOpen) {
  MemoryDatabase database;
  UpdateOfMemory update(database);
  const std::string failure = update.failure(for_sqlite(change_set_of(
      "1", "<sql>create table a (i int)</sql><modifySql><prepend value=\"/* \"/></modifySql>")));
  EXPECT_NE(failure.find("only a comment that is never closed"), std::string::npos) << failure;
}

}  // namespace
}  // namespace ebbtide
