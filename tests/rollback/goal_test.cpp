#include "rollback/goal.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide {
namespace {

HistoryRow row_of(const std::string& id, const std::string& executed_at, const Text& tag = {},
                  const std::string& description = "sql") {
  HistoryRow row;
  row.id = {"c.xml", id, "ann"};
  row.executed_at = executed_at;
  row.tag = tag;
  row.description = description;
  return row;
}

/// The ids of the rows that a goal undoes.
std::string undone(const RollbackGoal& goal, const History& history) {
  const auto rows = rows_to_undo(goal, history);
  std::string ids;
  for (const HistoryRow& row : history.rows())
    if (rows.contains(&row)) ids += row.id.id;
  return ids;
}

TEST(RollbackDate, HasTheFormsOfLiquibase) {
  EXPECT_EQ(parse_rollback_date("2026-11-22").moment, "2026-11-22 00:00:00");
  EXPECT_EQ(parse_rollback_date("2026-11-22 07:29:45").moment, "2026-11-22 07:29:45");
  EXPECT_EQ(parse_rollback_date("2026-11-22T07:29:45").moment, "2026-11-22 07:29:45");
  EXPECT_EQ(parse_rollback_date(" 2026-11-22T07:29:45.5 ").moment, "2026-11-22 07:29:45.5");
  EXPECT_EQ(parse_rollback_date("07:29:45").moment, "1970-01-01 07:29:45");
}

TEST(RollbackDate, OtherTextsAreRefusedWithTheForms) {
  for (const char* const text : {"yesterday", "22.11.2026", "2026/11/22", "", "2026-11", "now()"}) {
    try {
      parse_rollback_date(text);
      ADD_FAILURE() << text;
    } catch (const UsageError& error) {
      EXPECT_EQ(std::string(error.what()),
                "Unknown date format to parse: " + std::string(text) +
                    ".; write 2026-11-22, 2026-11-22 07:29:45 or 2026-11-22T07:29:45");
    }
  }
}

TEST(RollbackDate, MustBeOnTheCalendar) {
  for (const char* const text : {"2026-02-30", "2026-13-01", "2026-00-10", "2026-11-22 25:00:00",
                                 "2026-11-22T07:60:00", "2026-02-29 07:29:45.5", "25:00:00"}) {
    try {
      parse_rollback_date(text);
      ADD_FAILURE() << text;
    } catch (const UsageError& error) {
      EXPECT_TRUE(std::string(error.what())
                      .starts_with("there is no such date or time: " + std::string(text)))
          << error.what();
    }
  }
  EXPECT_NO_THROW(parse_rollback_date("2028-02-29"));
  EXPECT_NO_THROW(parse_rollback_date("Thu Jan 02 00:00:00 UTC 2020"));
}

TEST(RowsToUndo, AfterATagItsOwnRowStays) {
  const History history({row_of("1", "a"), row_of("2", "b", "v1"), row_of("3", "c")});
  EXPECT_EQ(undone(RollbackToTag{"v1"}, history), "3");
  EXPECT_EQ(undone(RollbackToTag{"V1"}, history), "3");
}

TEST(RowsToUndo, ARowThatOnlySetsTheTagGoesToo) {
  const History history(
      {row_of("1", "a"), row_of("2", "b", "v1", "tagDatabase"), row_of("3", "c")});
  EXPECT_EQ(undone(RollbackToTag{"v1"}, history), "23");
}

TEST(RowsToUndo, OfATagThatIsThereTwiceTheOldestCountsUnlessAsked) {
  const History history(
      {row_of("1", "a", "v1"), row_of("2", "b"), row_of("3", "c", "v1"), row_of("4", "d")});
  EXPECT_EQ(undone(RollbackToTag{"v1"}, history), "234");
  EXPECT_EQ(undone(RollbackToTag{"v1", true}, history), "4");
}

TEST(RowsToUndo, AnUnknownTagIsAnError) {
  try {
    undone(RollbackToTag{"v9"}, History({row_of("1", "a", "v1")}));
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "Could not find tag 'v9' in the database; 'history' shows the tags there are");
  }
}

TEST(RowsToUndo, AfterAMomentOnlyLaterRowsGo) {
  const History history({row_of("1", "2026-11-22 07:29:44"), row_of("2", "2026-11-22 07:29:45"),
                         row_of("3", "2026-11-22T07:29:45.001"),
                         row_of("4", "2026-11-23 00:00:00")});
  EXPECT_EQ(undone(RollbackToDate{"2026-11-22 07:29:45"}, history), "34");
  EXPECT_EQ(undone(RollbackToDate{"2026-11-22 00:00:00"}, history), "1234");
  EXPECT_EQ(undone(RollbackToDate{"2026-11-23 00:00:00"}, history), "");
}

TEST(RowsToUndo, ZonesAndZerosOfAMomentDoNotCount) {
  const History history(
      {row_of("1", "2026-11-22 07:29:45+00"), row_of("2", "2026-11-22 07:29:45.000000"),
       row_of("3", "2026-11-22T07:29:45.0004-03:30"), row_of("4", "2026-11-22 07:29:45.12+02"),
       row_of("5", "2026-11-22 07:29:46+02")});
  EXPECT_EQ(undone(RollbackToDate{"2026-11-22 07:29:45"}, history), "45");
  EXPECT_EQ(undone(RollbackToDate{"2026-11-22 07:29:45.12"}, history), "5");
  EXPECT_EQ(undone(RollbackToDate{"2026-11-22 07:29:44.999"}, history), "12345");
}

/// The ids of the rows of which the history does not tell whether the goal asks for them.
std::string doubted(const RollbackGoal& goal, const History& history) {
  std::string ids;
  for (const HistoryRow* const row : rows_in_doubt(goal, history)) ids += row->id.id;
  return ids;
}

TEST(RowsInDoubt, ARowWithoutADateIsWhereItsNeighboursAre) {
  const History history({row_of("1", "2026-01-01 00:00:00"), row_of("2", ""),
                         row_of("3", "2026-01-03 00:00:00"), row_of("4", "")});
  EXPECT_EQ(undone(RollbackToDate{"2026-01-04"}, history), "");
  EXPECT_EQ(doubted(RollbackToDate{"2026-01-04"}, history), "4");
  EXPECT_EQ(doubted(RollbackToDate{"2026-01-02"}, history), "2");
  EXPECT_EQ(undone(RollbackToDate{"2025-01-01"}, history), "1234");
  EXPECT_EQ(doubted(RollbackToDate{"2025-01-01"}, history), "");
  EXPECT_EQ(doubted(RollbackCount{1}, history), "");
}

TEST(RowsInDoubt, WhatHasNoPlaceIsDoubtedByAllGoalsButTheOneThatNamesIt) {
  HistoryRow lost = row_of("9", "");
  lost.has_known_place = false;
  const History history({lost, row_of("1", "2026-01-01 00:00:00", "v1")});
  EXPECT_EQ(doubted(RollbackCount{1}, history), "9");
  EXPECT_EQ(doubted(RollbackToTag{"v1"}, history), "9");
  EXPECT_EQ(doubted(RollbackDeployment{}, history), "9");
  EXPECT_EQ(doubted(RollbackDeployment{"7"}, history), "");
  EXPECT_EQ(doubted(RollbackChosen{{{"c.xml", "9", "ann"}}}, history), "");
}

TEST(RowsToUndo, ACountIsAboutAllRows) {
  EXPECT_EQ(undone(RollbackCount{1}, History({row_of("1", "a"), row_of("2", "b")})), "12");
}

int count_left(const RollbackGoal& goal, const std::string& word, const History& history) {
  const auto rest = rest_of(goal, {}, history, word);
  return rest ? std::get<RollbackCount>(*rest).count : 0;
}

TEST(RestOfAGoal, AfterAKillIsWhatTheCommandHasNotUndone) {
  const History one({row_of("1", "a")});
  const History two({row_of("1", "a"), row_of("2", "b")});
  const std::string word = word_of(RollbackCount{2}, 1);
  EXPECT_EQ(word, "rollback of 2 to 1 rows");
  EXPECT_EQ(count_left(RollbackCount{2}, word, two), 1);
  EXPECT_EQ(count_left(RollbackCount{2}, word, one), 0);
  EXPECT_EQ(count_left(RollbackCount{1}, word, two), 1);  // of somebody who has looked
  EXPECT_EQ(count_left(RollbackCount{2}, "", two), 2);
  EXPECT_EQ(count_left(RollbackCount{2}, "a word of a later version", two), 2);
}

TEST(RestOfAGoal, CountsAChangesetThatStandsTwiceOnce) {
  const History history({row_of("1", "a"), row_of("2", "b"), row_of("2", "c")});
  EXPECT_EQ(count_left(RollbackCount{2}, word_of(RollbackCount{2}, 1), history), 1);
  EXPECT_EQ(count_left(RollbackCount{2}, word_of(RollbackCount{2}, 0), history), 2);
}

TEST(RestOfAGoal, OfTheNewestRunIsNothingWhereThatIsUndone) {
  const History one({row_of("1", "a")});
  const RollbackDeployment newest;
  const std::string word = word_of(newest, 1);
  EXPECT_FALSE(rest_of(newest, {}, one, word));
  const History two({row_of("1", "a"), row_of("2", "b")});
  EXPECT_TRUE(rest_of(newest, {}, two, word));
}

TEST(RestOfAGoal, ThatNamesWhatItMeansIsTheGoal) {
  const History one({row_of("1", "a", "v1")});
  EXPECT_EQ(word_of(RollbackToTag{"v1"}, 1), "");
  EXPECT_TRUE(rest_of(RollbackToTag{"v1"}, {}, one, "rollback of 2 to 1 rows"));
}

TEST(RestOfAGoal, IsRefusedWhereAnotherOneWasCutOff) {
  const History two({row_of("1", "a"), row_of("2", "b")});
  try {
    rest_of(RollbackCount{3}, {}, two, "rollback of 2 to 1 rows");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(
        std::string(error.what()),
        "a rollback of 2 to 1 rows was cut off and has left 1 changeset to undo, so nothing was "
        "done now: give that rollback again to end it, or this one again to begin anew");
  }
}

}  // namespace
}  // namespace ebbtide
