#include "rollback/plan.h"

#include <gtest/gtest.h>

#include "tests/support/offline_history.h"
#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

/// A history in which these changesets ran, in this order.
History ran(const std::vector<std::string>& ids) {
  std::vector<HistoryRow> rows;
  for (const std::string& id : ids) {
    HistoryRow& row = rows.emplace_back();
    row.id = {"c.xml", id, "ann"};
    row.order = static_cast<int>(rows.size());
  }
  return History(std::move(rows));
}

/// The SQL that undoes one changeset, one statement a line.
std::string sql_of(const Undo& undo, const Target& target) {
  std::string text;
  for (const UndoChange& change : undo.changes) {
    for (const Step& step : steps_of(*change, target))
      text += std::get<SqlStep>(step).statement.sql + "\n";
  }
  return text;
}

/// The plan as text: the changesets with their SQL, or the refusals.
template <class Make>
std::string shown(const Make& make, const Target& target) {
  std::string text;
  try {
    const RollbackPlan plan = make();
    for (const PlannedUndo& planned : plan.undos)
      text += planned.change_set->id.id + ":\n" + sql_of(planned.undo, target);
  } catch (const RollbackRefused& refused) {
    for (const Problem& problem : refused.problems())
      text += problem.where.to_text() + ": " + problem.message + " [" + problem.change_set + "]\n";
  } catch (const Error& error) {
    text = std::string("error: ") + error.what();
  }
  return text;
}

std::string rollback(const RollbackGoal& goal, const std::string& body, const History& history,
                     std::vector<std::string> contexts = {}) {
  const Loaded loaded(MemoryFiles{{"c.xml", xml_changelog(body)}}, "c.xml",
                      {"postgresql", std::move(contexts), ""});
  const OfflineTarget offline("postgresql");
  const Target target = offline.with(loaded.files, loaded.properties());
  return shown([&] { return plan_rollback(goal, loaded.changelog, history, target); }, target);
}

TEST(RollbackPlan, IsRefusedWhereTheHistoryDoesNotTellWhenARowRan) {
  HistoryRow lost;
  lost.id = {"c.xml", "2", "ann"};
  lost.has_known_place = false;
  HistoryRow known;
  known.id = {"c.xml", "1", "ann"};
  const std::string body = change_set_of("1", "<sql>select 1</sql><rollback/>");
  const std::string both = body + change_set_of("2", "<sql>select 2</sql><rollback/>");
  EXPECT_NE(rollback(RollbackCount{1}, both, History({lost, known}))
                .find("the history does not tell when the changeset ran"),
            std::string::npos);
  EXPECT_EQ(rollback(RollbackCount{1}, body, History({lost, known})), "1:\n");
}

std::string undo_of(const std::string& content) {
  return rollback(RollbackCount{1}, change_set_of("1", content), ran({"1"}));
}

std::string table(const std::string& name) {
  return "<createTable tableName=\"" + name + "\"><column name=\"a\" type=\"int\"/></createTable>";
}

TEST(PlanUndo, InversesRunInReverse) {
  EXPECT_EQ(undo_of(table("t") + "<addColumn tableName=\"t\"><column name=\"b\" "
                                 "type=\"int\"/></addColumn><renameTable oldTableName=\"t\" "
                                 "newTableName=\"u\"/>"),
            "1:\nALTER TABLE u RENAME TO t\nALTER TABLE t DROP COLUMN b\nDROP TABLE t\n");
}

TEST(PlanUndo, ABlockTakesThePlaceOfInverses) {
  EXPECT_EQ(undo_of(table("t") + "<rollback>drop table t cascade; drop table u</rollback>"),
            "1:\ndrop table t cascade\ndrop table u\n");
  EXPECT_EQ(undo_of(table("t") + "<rollback><dropTable tableName=\"t\"/></rollback>"),
            "1:\nDROP TABLE t\n");
}

TEST(PlanUndo, AnEmptyBlockDoesNothing) {
  EXPECT_EQ(undo_of("<sql>delete from t</sql><rollback/>"), "1:\n");
  EXPECT_EQ(undo_of("<sql>delete from t</sql><rollback>empty</rollback>"), "1:\n");
  EXPECT_EQ(undo_of("<sql>delete from t</sql><rollback><empty/></rollback>"), "1:\n");
}

TEST(PlanUndo, ABlockOfNothingButCommentsIsARefusal) {
  EXPECT_EQ(undo_of("<sql>delete from t</sql>\n<rollback>-- NOT REVERSIBLE: restore</rollback>"),
            "c.xml:3:2: the changeset cannot be rolled back, its rollback block says: -- NOT "
            "REVERSIBLE: restore [c.xml::1::ann]\n");
}

TEST(PlanUndo, ABlockCanReferToAnotherChangeset) {
  EXPECT_EQ(rollback(RollbackCount{1},
                     change_set_of("1", table("t")) +
                         change_set_of("2",
                                       "<dropTable tableName=\"t\"/><rollback "
                                       "changeSetId=\"1\" changeSetAuthor=\"ann\"/>"),
                     ran({"1", "2"})),
            "2:\nCREATE TABLE t (a INTEGER)\n");
}

TEST(PlanUndo, ChangesOfTheBlockForOtherDatabasesAreLeftOut) {
  EXPECT_EQ(undo_of("<sql>x</sql><rollback><sql dbms=\"mysql\">a</sql><sql "
                    "dbms=\"postgresql\">b</sql></rollback>"),
            "1:\nb\n");
}

TEST(PlanUndo, WithoutAnInverseItIsRefusedWithAdvice) {
  EXPECT_EQ(undo_of("<sql>delete from t</sql>"),
            "c.xml:2:34: No inverse to sql can be made: add a <rollback> block to the changeset, "
            "or an empty one where nothing is to be undone [c.xml::1::ann]\n");
  const Loaded loaded(MemoryFiles{{"c.sql",
                                   "--liquibase formatted sql\n--changeset ann:1\n"
                                   "delete from t;\n"}},
                      "c.sql");
  const OfflineTarget offline("postgresql");
  const Undo undo = plan_undo(loaded.changelog.change_sets.at(0), loaded.changelog,
                              offline.with(loaded.files, loaded.properties()));
  ASSERT_EQ(undo.refusals.size(), 1U);
  EXPECT_EQ(undo.refusals[0].message,
            "No inverse to sql can be made: add a line '--rollback <SQL>' to the changeset, or "
            "'--rollback empty' where nothing is to be undone");
}

TEST(PlanUndo, SaysWhetherItWasWritten) {
  const Loaded loaded(MemoryFiles{
      {"c.xml",
       xml_changelog(change_set_of("1", table("t")) +
                     change_set_of("2", table("u") + "<rollback>drop table u</rollback>"))}});
  const OfflineTarget offline("postgresql");
  const Target target = offline.with(loaded.files, loaded.properties());
  EXPECT_TRUE(plan_undo(loaded.changelog.change_sets.at(0), loaded.changelog, target).is_automatic);
  EXPECT_FALSE(
      plan_undo(loaded.changelog.change_sets.at(1), loaded.changelog, target).is_automatic);
}

TEST(PlanRollback, IsRefusedAsAWholeWithAllReasons) {
  const std::string refusals = rollback(
      RollbackCount{3},
      change_set_of("1", "<sql>a</sql>\n<dropTable tableName=\"t\"/>") + "\n" +
          change_set_of("2", table("t")) + "\n" + change_set_of("3", "<delete tableName=\"t\"/>"),
      ran({"1", "2", "3"}));
  EXPECT_EQ(refusals,
            "c.xml:5:34: No inverse to delete can be made: add a <rollback> block to the "
            "changeset, or an empty one where nothing is to be undone [c.xml::3::ann]\n"
            "c.xml:3:2: No inverse to dropTable can be made: add a <rollback> block to the "
            "changeset, or an empty one where nothing is to be undone [c.xml::1::ann]\n"
            "c.xml:2:34: No inverse to sql can be made: add a <rollback> block to the changeset, "
            "or an empty one where nothing is to be undone [c.xml::1::ann]\n");
}

TEST(PlanRollback, UndoesTheNewestFirstAndOnlySoMany) {
  const std::string body = change_set_of("1", table("a")) + change_set_of("2", table("b")) +
                           change_set_of("3", table("c"));
  EXPECT_EQ(rollback(RollbackCount{2}, body, ran({"1", "3", "2"})),
            "2:\nDROP TABLE b\n3:\nDROP TABLE c\n");
  EXPECT_EQ(rollback(RollbackCount{0}, body, ran({"1"})), "");
  EXPECT_EQ(rollback(RollbackCount{9}, body, ran({"1"})), "1:\nDROP TABLE a\n");
}

TEST(PlanRollback, RowsThatAreNotInTheChangelogStayAndDoNotCount) {
  EXPECT_EQ(rollback(RollbackCount{1}, change_set_of("1", table("a")), ran({"1", "other"})),
            "1:\nDROP TABLE a\n");
}

TEST(PlanRollback, FilteredChangesetsStayAndDoNotCount) {
  EXPECT_EQ(rollback(RollbackCount{1},
                     change_set_of("1", table("a")) +
                         change_set_of("2", "<sql>x</sql>", "context=\"dev\"") +
                         change_set_of("3", "<sql>x</sql>", "ignore=\"true\""),
                     ran({"1", "2", "3"}), {"test"}),
            "1:\nDROP TABLE a\n");
}

TEST(PlanRollback, ARowThatIsThereTwiceIsUndoneOnce) {
  EXPECT_EQ(rollback(RollbackCount{2}, change_set_of("1", table("a")), ran({"1", "1"})),
            "1:\nDROP TABLE a\n");
}

std::string future(const FutureLimit& limit, const std::string& body, const History& history) {
  const Loaded loaded(MemoryFiles{{"c.xml", xml_changelog(body)}});
  const OfflineTarget offline("postgresql");
  const Target target = offline.with(loaded.files, loaded.properties());
  const OfflineHistory none;
  return shown(
      [&] { return plan_future_rollback(limit, loaded.changelog, history, none.store, target); },
      target);
}

TEST(PlanFutureRollback, IsAboutWhatHasNotRun) {
  const std::string body = change_set_of("1", table("a")) + change_set_of("2", table("b")) +
                           change_set_of("t", "<tagDatabase tag=\"v1\"/>") +
                           change_set_of("3", table("c"));
  EXPECT_EQ(future({}, body, ran({"1"})), "3:\nDROP TABLE c\nt:\n2:\nDROP TABLE b\n");
  EXPECT_EQ(future({1, {}}, body, ran({"1"})), "2:\nDROP TABLE b\n");
  EXPECT_EQ(future({{}, "v1"}, body, ran({})), "t:\n2:\nDROP TABLE b\n1:\nDROP TABLE a\n");
  EXPECT_EQ(future({{}, "v2"}, body, ran({})),
            "error: No tag matching 'v2' found in the changelog; a tagDatabase change sets one");
}

}  // namespace
}  // namespace ebbtide
