#include "changelog/walk.h"

#include "changelog/text_place.h"

#include <gtest/gtest.h>

#include "tests/support/changelogs.h"
#include "tests/support/memory_database.h"

namespace ebbtide {
namespace {

/// Writes down all that a walk comes by, a line each.
struct Noted : Sink {
  bool begin(const Change& change, bool is_volatile) override {
    text += std::string(is_volatile ? "volatile " : "") + "begin " +
            std::string(change.type().name) + "\n";
    return takes;
  }
  void take(const WalkedStatement& statement) override {
    begin_of_last = statement.step.begin;
    if (fails_at && statement.number == *fails_at)
      throw DatabaseError("no", statement.sql(), "42601", at);
    text += std::to_string(statement.number) + " " + statement.sql() + "\n";
  }
  void output(const OutputStep& step) override { text += "output " + step.message + "\n"; }
  void command(const CommandStep& step) override { text += "command " + step.executable + "\n"; }
  void end(const Change&) override { text += "end\n"; }

  bool takes = true;
  std::optional<int> fails_at;
  std::optional<std::size_t> at;
  std::optional<std::uint64_t> begin_of_last;
  std::string text;
};

/// One changeset on one dialect.
struct Walked {
  Loaded loaded;
  OfflineTarget offline;
  Noted noted;

  Walked(const std::string& body, const std::string& dialect,
         std::vector<std::string> contexts = {})
      : loaded(MemoryFiles({{"c.xml", one_change_set(body)}, {"d.csv", "a\n1\n"}}), "c.xml",
               {dialect, std::move(contexts), ""}),
        offline(dialect) {}

  const ChangeSet& change_set() const { return loaded.changelog.change_sets.at(0); }
  Target target() const { return offline.with(loaded.files, loaded.properties()); }
  std::string go(Way way, const Target& target) {
    Walk walk(change_set(), way, target);
    noted.text.clear();
    for (const auto& change : change_set().changes) walk.run(*change, noted);
    return noted.text;
  }
  std::string go(Way way = Way::forward) { return go(way, target()); }
};

std::string sql(const std::string& text, const std::string& attributes = "") {
  return "<sql " + attributes + ">" + text + "</sql>";
}

TEST(Walk, PassesOverWhatIsForOtherDatabasesOrDoesNothingHere) {
  Walked walked(sql("select 1", "dbms=\"h2\"") + "<createSequence sequenceName=\"s\"/>" +
                    sql("select 2; select 3") + sql("select 4", "dbms=\"sqlite,h2\""),
                "sqlite");
  EXPECT_EQ(walked.go(), "begin sql\n1 select 2\n2 select 3\nend\nbegin sql\n3 select 4\nend\n");
}

TEST(Walk, SaysWhatIsVolatileOnTheWayThere) {
  Walked walked("<output>hello</output><executeCommand executable=\"touch\"/>", "sqlite");
  EXPECT_EQ(walked.go(),
            "begin output\noutput hello\nend\nvolatile begin executeCommand\n"
            "command touch\nend\n");
  EXPECT_EQ(walked.go(Way::back),
            "begin output\noutput hello\nend\nbegin executeCommand\ncommand touch\nend\n");
}

TEST(Walk, LeavesOutWhatTheSinkDoesNotTake) {
  Walked walked(sql("select 1"), "sqlite");
  walked.noted.takes = false;
  EXPECT_EQ(walked.go(), "begin sql\n");
}

const char* const edits =
    "<modifySql><append value=\" A\"/></modifySql>"
    "<modifySql applyToRollback=\"true\"><prepend value=\"P \"/></modifySql>"
    "<modifySql dbms=\"h2\"><append value=\" no\"/></modifySql>"
    "<modifySql context=\"prod\"><append value=\" no\"/></modifySql>"
    "<modifySql context=\"dev\"><replace replace=\"P select\" with=\"select\"/></modifySql>";

TEST(Walk, MakesTheEditsThatCountInTheirOrderBehindTheTrimming) {
  Walked walked(sql("  select 1  ", "splitStatements=\"false\"") + edits, "sqlite", {"dev"});
  EXPECT_EQ(walked.go(), "begin sql\n1 select 1 A\nend\n");
}

TEST(Walk, GoingBackMakesOnlyTheEditsForRollbacks) {
  Walked walked(sql("select 1") + edits, "sqlite", {"dev"});
  EXPECT_EQ(walked.go(Way::back), "begin sql\n1 P select 1\nend\n");
}

TEST(Walk, MakesOfTheEditedStatementWhatADriverSends) {
  Walked walked(
      sql("select X") + "<modifySql><replace replace=\"X\" with=\"{d '2026-01-02'}\"/></modifySql>",
      "postgresql");
  std::vector<NotMade> not_made;
  Walk walk(walked.change_set(), Way::forward, walked.target());
  const auto kept = statements_of(*walked.change_set().changes.at(0), walk, not_made);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].sql(), "select DATE '2026-01-02'");
  EXPECT_EQ(kept[0].before_driver, Text("select {d '2026-01-02'}"));
  EXPECT_TRUE(not_made.empty());
}

TEST(Walk, CutsBlankStatementsOnlyWhereThereIsAConnection) {
  Walked walked(sql("select 1;;select 2", "splitStatements=\"false\""), "postgresql");
  EXPECT_EQ(walked.go(), "begin sql\n1 select 1;;select 2\nend\n");
  const MemoryDatabase live;
  const Target connected{walked.offline.names, live.catalog(), walked.loaded.files,
                         walked.loaded.properties()};
  EXPECT_EQ(walked.go(Way::forward, connected), "begin sql\n1 select 1;select 2\nend\n");
}

TEST(Walk, SpellsNamesAsTheChangesetDoes) {
  const Loaded loaded(
      MemoryFiles({{"c.xml", xml_changelog("<changeSet id=\"1\" author=\"ann\" "
                                           "objectQuotingStrategy=\"QUOTE_ALL_OBJECTS\">"
                                           "<dropTable tableName=\"t\"/></changeSet>")}}));
  const OfflineTarget offline("postgresql");
  const ChangeSet& change_set = loaded.changelog.change_sets.at(0);
  Walk walk(change_set, Way::forward, offline.with(loaded.files, loaded.properties()));
  Noted noted;
  walk.run(*change_set.changes.at(0), noted);
  EXPECT_EQ(noted.text, "begin dropTable\n1 DROP TABLE \"t\"\nend\n");
}

TEST(Walk, KnowsHowManyWereTakenAndWhereOneFailed) {
  Walked walked(sql("\nselect 1;\nselect oops"), "sqlite");
  walked.noted.fails_at = 2;
  walked.noted.at = 7;
  Walk walk(walked.change_set(), Way::forward, walked.target());
  try {
    walk.run(*walked.change_set().changes.at(0), walked.noted);
    ADD_FAILURE();
  } catch (const DatabaseError& error) {
    EXPECT_EQ(walk.statements(), 1);
    EXPECT_EQ(error.sql(), "select oops");
    const auto place = walked.change_set().changes.at(0)->place_of(
        {walked.noted.begin_of_last.value(), error.sql(), error.at()}, walk.target());
    ASSERT_TRUE(place);
    EXPECT_EQ(place->to_text(), "c.xml:4:8");
  }
}

TEST(Walk, KeepsWhatCanBeMadeAndWhyTheRestCannot) {
  Walked walked(sql("select 1") + "<stop>enough</stop>" + sql("select 2"), "sqlite");
  Walk walk(walked.change_set(), Way::forward, walked.target());
  std::vector<NotMade> not_made;
  std::string text;
  for (const auto& change : walked.change_set().changes) {
    for (const WalkedStatement& one : statements_of(*change, walk, not_made))
      text += std::to_string(one.number) + " " + one.sql() + "\n";
  }
  EXPECT_EQ(text, "1 select 1\n2 select 2\n");
  ASSERT_EQ(not_made.size(), 1U);
  EXPECT_EQ(not_made[0].message, "the changelog stops here: enough");
}

/// What the statements say that they do, where reading could not tell.
std::string told(const std::string& body, const std::string& dialect) {
  const Walked walked(body, dialect);
  Walk walk(walked.change_set(), Way::forward, walked.target());
  KeptStatements kept;
  for (const auto& change : walked.change_set().changes) walk.run(*change, kept);
  std::string text;
  for (const WalkedStatement& statement : kept.all) {
    for (const sql::Effect& effect :
         effects_of(statement.step.statement, walked.target().facts().syntax))
      text += effect.to_text() + "\n";
  }
  return text;
}

TEST(Walk, ABlockSaysWhatItDoesUntilModifySqlEditsIt) {
  const std::string drop = "<dropPrimaryKey tableName=\"t\" schemaName=\"s\"/>";
  EXPECT_EQ(told(drop, "postgresql"), "drop primary key s.t\n");
  EXPECT_EQ(told(drop, "mariadb"), "drop primary key s.t\n");
  EXPECT_EQ(told(drop + "<modifySql><append value=\" -- x\"/></modifySql>", "postgresql"),
            "run code at 'DO'\n");
  EXPECT_EQ(told("<loadUpdateData tableName=\"t\" file=\"d.csv\" primaryKey=\"a\"/>", "postgresql"),
            "insert rows t\n");
}

}  // namespace
}  // namespace ebbtide
