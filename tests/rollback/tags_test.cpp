#include "rollback/tags.h"

#include <gtest/gtest.h>

#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

struct GivenRow {
  std::string id;
  std::string tag = {};
  ExecType type = ExecType::executed;
  int order = 0;  ///< that of its place where none is given
};

History history_of(const std::vector<GivenRow>& given) {
  std::vector<HistoryRow> rows;
  for (const GivenRow& one : given) {
    HistoryRow& row = rows.emplace_back();
    row.id = {"c.xml", one.id, "ann"};
    row.order = one.order != 0 ? one.order : static_cast<int>(rows.size());
    row.executed_at = "2026-11-22 10:00:0" + std::to_string(rows.size());
    if (!one.tag.empty()) row.tag = one.tag;
    row.type = one.type;
  }
  return History(std::move(rows));
}

/// The doubts about a rollback to v1 of a changelog with the changesets 1, 2 and 3.
std::string doubts(const std::vector<GivenRow>& rows, const TagChoices& choices = {}) {
  const Loaded loaded = for_sqlite(change_set_of("1", "<empty/>") + change_set_of("2", "<empty/>") +
                                   change_set_of("3", "<empty/>"));
  std::string text;
  for (const Problem& one :
       tag_doubts(RollbackToTag{"v1"}, loaded.changelog, history_of(rows), choices))
    text += one.message + "\n";
  return text;
}

TEST(Tags, AnOrdinaryTagRaisesNoDoubt) {
  EXPECT_EQ(doubts({{"1", "v1"}, {"2"}, {"3", "v2"}}), "");
  EXPECT_EQ(doubts({{"1"}, {"2"}}), "");
}

TEST(Tags, ATagGivenTwiceAsksWhichIsMeant) {
  EXPECT_EQ(doubts({{"1", "v1"}, {"2", "V1"}}),
            "the tag 'v1' is on 2 rows of the history: c.xml::1::ann of 2026-11-22 10:00:01, "
            "c.xml::2::ann of 2026-11-22 10:00:02; say which is meant with --tag-version=OLDEST or "
            "--tag-version=NEWEST\n");
  EXPECT_EQ(doubts({{"1", "v1"}, {"2", "v1"}}, {.version_given = true}), "");
}

TEST(Tags, ATagOfWhatDidNotRunIsNoStateOfThisDatabase) {
  EXPECT_EQ(doubts({{"1", "v1", ExecType::mark_ran}, {"2"}}),
            "the tag 'v1' is on c.xml::1::ann of 2026-11-22 10:00:01, which was marked as ran and "
            "did not run here, so this database may never have had that state; "
            "--tag-version=OLDEST or --tag-version=NEWEST takes the row as it is\n");
}

TEST(Tags, ATagThatMovedWithItsRowIsTold) {
  const std::string text = doubts({{"1"}, {"2"}, {"3", "v1", ExecType::reran}});
  EXPECT_NE(text.find("has moved to the end of the history with its tag"), std::string::npos);
}

TEST(Tags, WhatRanAgainBehindTheTagAsksWhetherItStays) {
  const std::vector<GivenRow> rows{{"1", "v1", ExecType::executed, 2},
                                   {"2", "", ExecType::reran, 3}};
  EXPECT_EQ(
      doubts(rows),
      "1 changeset ran again after the tag 'v1' was set, and the history does not say whether "
      "the first time was before it: c.xml::2::ann of 2026-11-22 10:00:02; --keep-reran=true "
      "leaves them, --keep-reran=false undoes them\n");
  EXPECT_EQ(doubts(rows, {.keep_reran = true}), "");
  EXPECT_EQ(doubts(rows, {.keep_reran = false}), "");
}

TEST(Tags, WhatRanBehindTheTagTheFirstTimeTooIsUndone) {
  EXPECT_EQ(doubts({{"1", "v1"}, {"2", "", ExecType::reran, 3}}), "");
  // What ran again before the tag has left the number that is missing there.
  const GivenRow before{"1", "", ExecType::reran, 2};
  EXPECT_EQ(doubts({before, {"2", "v1", ExecType::executed, 3}, {"3", "", ExecType::reran, 5}}),
            "");
  EXPECT_NE(doubts({before, {"2", "v1", ExecType::executed, 4}, {"3", "", ExecType::reran, 5}}),
            "");
}

TEST(Tags, NumbersThatTellNothingLeaveTheDoubt) {
  const GivenRow again{"3", "", ExecType::reran, 6};
  EXPECT_NE(doubts({{"1", "", ExecType::executed, 5}, {"2", "v1", ExecType::executed, 5}, again}),
            "");
  EXPECT_NE(doubts({{"1", "", ExecType::executed, 2}, {"2", "v1", ExecType::executed, 1}, again}),
            "");
}

TEST(Tags, RowsThatTheChangelogDoesNotHaveAreTold) {
  const std::vector<GivenRow> rows{{"1", "v1"}, {"gone"}};
  EXPECT_EQ(doubts(rows),
            "1 row behind the tag 'v1' cannot be undone, since the changelog does not have the "
            "changeset: c.xml::gone::ann of 2026-11-22 10:00:02; --keep-unexpected=true undoes the "
            "others around them\n");
  EXPECT_EQ(doubts(rows, {.keep_unexpected = true}), "");
  EXPECT_NE(doubts(rows, {.keep_unexpected = false}), "");
  EXPECT_EQ(doubts({{"gone"}, {"1", "v1"}, {"2"}}), "");
}

}  // namespace
}  // namespace ebbtide
