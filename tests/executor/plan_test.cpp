#include "executor/plan.h"

#include <gtest/gtest.h>

#include "tests/support/offline_history.h"
#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

std::string_view word_for(SkipReason reason) {
  switch (reason) {
    case SkipReason::context:
      return "context";
    case SkipReason::label:
      return "label";
    case SkipReason::ignored:
      return "ignored";
    case SkipReason::already_ran:
      return "ran";
    case SkipReason::after_tag:
      return "after tag";
    case SkipReason::after_count:
      return "after count";
  }
  return "?";
}

/// The verdict on each changeset: `1:run 2:context+ran`.
std::string verdicts(const UpdatePlan& plan) {
  std::string text;
  for (const PlannedChangeSet& planned : plan.change_sets) {
    std::string reasons;
    for (const SkipReason reason : planned.skipped_for)
      reasons += (reasons.empty() ? "" : "+") + std::string(word_for(reason));
    text += (text.empty() ? "" : " ") + planned.change_set->id.id + ":" +
            (reasons.empty() ? "run" : reasons);
  }
  return text;
}

UpdatePlan plan(const Loaded& loaded, const History& history, const UpdateLimit& limit = {}) {
  static const OfflineHistory offline;
  return plan_update(loaded.changelog, history, offline.store,
                     {9, loaded.files, loaded.properties()}, limit);
}

/// A row for the changeset `id` with a checksum; the true one where none is given.
HistoryRow row_for(const Loaded& loaded, const std::string& id, Text checksum = {}) {
  HistoryRow row;
  row.id = {"c.xml", id, "ann"};
  if (checksum) {
    row.checksum = checksum;
  } else {
    for (std::size_t i = 0; i < loaded.changelog.change_sets.size(); ++i) {
      if (loaded.changelog.change_sets[i].id.id == id) row.checksum = loaded.checksum(i);
    }
  }
  return row;
}

const std::string sql = "<sql>select 1</sql>";

TEST(PlanUpdate, RunsWhatHasNotRun) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql) + change_set_of("2", sql));
  EXPECT_EQ(verdicts(plan(loaded, History())), "1:run 2:run");
  const UpdatePlan rest = plan(loaded, History({row_for(loaded, "1")}));
  EXPECT_EQ(verdicts(rest), "1:ran 2:run");
  EXPECT_EQ(rest.pending(), 1U);
  EXPECT_EQ(rest.already_ran(), 1U);
}

TEST(PlanUpdate, ContextsLabelsAndIgnoreFilter) {
  const std::string body = change_set_of("1", sql, "context=\"dev\"") +
                           change_set_of("2", sql, "context=\"test\" labels=\"big\"") +
                           change_set_of("3", sql, "labels=\"small\" ignore=\"true\"") +
                           change_set_of("4", sql, "labels=\"small\"") + change_set_of("5", sql);
  EXPECT_EQ(verdicts(plan(for_sqlite(body), History())), "1:run 2:run 3:ignored 4:run 5:run");
  EXPECT_EQ(verdicts(plan(for_sqlite(body, {"dev"}), History())),
            "1:run 2:context 3:ignored 4:run 5:run");
  EXPECT_EQ(verdicts(plan(for_sqlite(body, {"dev"}, "small"), History())),
            "1:run 2:context+label 3:ignored 4:run 5:run");
}

TEST(PlanUpdate, WhatRanAndIsFilteredSaysBoth) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql, "context=\"dev\""), {"test"});
  const UpdatePlan filtered = plan(loaded, History({row_for(loaded, "1")}));
  EXPECT_EQ(verdicts(filtered), "1:context+ran");
  EXPECT_TRUE(filtered.change_sets[0].was_filtered());
}

TEST(PlanUpdate, ChangesetsOfOtherDatabasesAreNotPlanned) {
  EXPECT_EQ(verdicts(plan(for_sqlite(change_set_of("1", sql, "dbms=\"postgresql\"") +
                                     change_set_of("2", sql, "dbms=\"sqlite\"")),
                          History())),
            "2:run");
}

TEST(PlanUpdate, RunAlwaysRunsAlways) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql, "runAlways=\"true\""));
  EXPECT_EQ(verdicts(plan(loaded, History({row_for(loaded, "1")}))), "1:run");
}

TEST(PlanUpdate, RunOnChangeRunsWhenItChanged) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql, "runOnChange=\"true\""));
  EXPECT_EQ(verdicts(plan(loaded, History({row_for(loaded, "1")}))), "1:ran");
  EXPECT_EQ(verdicts(plan(loaded, History({row_for(loaded, "1", "9:0")}))), "1:run");
  EXPECT_EQ(verdicts(plan(loaded, History({row_for(loaded, "1", loaded.checksum(0, 8))}))),
            "1:ran");
  EXPECT_EQ(verdicts(plan(loaded, History({row_for(loaded, "1", "8:0")}))), "1:run");
}

TEST(PlanUpdate, RunOnChangeWithoutAChecksumDoesNotRun) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql, "runOnChange=\"true\""));
  HistoryRow row = row_for(loaded, "1");
  row.checksum = {};
  EXPECT_EQ(verdicts(plan(loaded, History({row}))), "1:ran");
}

TEST(PlanUpdate, ChangesetsThatRanStayWithoutRunOnChange) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql));
  EXPECT_EQ(verdicts(plan(loaded, History({row_for(loaded, "1", "9:0")}))), "1:ran");
}

/// Which changesets get the checksum of today, of two that ran: one with this checksum, one with
/// its own.
std::string upgraded(const Loaded& loaded, const Text& checksum, const UpdateLimit& limit = {}) {
  HistoryRow first = row_for(loaded, "1", "9:x");
  first.checksum = checksum;
  std::string ids;
  const History history({first, row_for(loaded, "2")});
  const UpdatePlan found = plan(loaded, history, limit);
  for (const PlannedChangeSet& planned : found.change_sets) {
    if (planned.wants_checksum()) ids += planned.change_set->id.id;
  }
  EXPECT_EQ(found.is_idle(), ids.empty() && found.pending() == 0);
  return ids;
}

TEST(PlanUpdate, MissingAndOldChecksumsAreToBeWritten) {
  const Loaded loaded = for_sqlite(change_set_of("1", sql) + change_set_of("2", sql));
  EXPECT_EQ(upgraded(loaded, {}), "1");
  EXPECT_EQ(upgraded(loaded, ""), "1");
  EXPECT_EQ(upgraded(loaded, "8:d41d8cd98f00b204e9800998ecf8427e"), "1");
  EXPECT_EQ(upgraded(loaded, loaded.checksum(0)), "");
}

TEST(PlanUpdate, MissingChecksumsAreWrittenHoweverFarTheUpdateGoes) {
  const auto with = [](const std::string& attributes) {
    return for_sqlite(change_set_of("2", sql) + change_set_of("1", sql, attributes), {"dev"}, "x");
  };
  EXPECT_EQ(upgraded(with("labels=\"y\""), {}), "1");
  EXPECT_EQ(upgraded(with("ignore=\"true\""), {}), "1");
  EXPECT_EQ(upgraded(with("context=\"prod\""), {}), "");
  EXPECT_EQ(upgraded(with("runAlways=\"true\""), {}, {std::nullopt, 0}), "1");
  EXPECT_EQ(upgraded(with("labels=\"y\""), "8:d41d8cd98f00b204e9800998ecf8427e"), "");
}

TEST(PlanUpdate, ACountCountsWhatRuns) {
  const Loaded loaded =
      for_sqlite(change_set_of("1", sql) + change_set_of("2", sql, "context=\"dev\"") +
                     change_set_of("3", sql) + change_set_of("4", sql),
                 {"test"});
  const History history({row_for(loaded, "1")});
  EXPECT_EQ(verdicts(plan(loaded, history, {{}, 1})), "1:ran 2:context 3:run 4:after count");
  EXPECT_EQ(verdicts(plan(loaded, history, {{}, 0})),
            "1:ran 2:context 3:after count 4:after count");
  EXPECT_EQ(verdicts(plan(loaded, history, {{}, 9})), "1:ran 2:context 3:run 4:run");
}

TEST(PlanUpdate, ATagEndsTheUpdateWithItsChangeset) {
  const Loaded loaded =
      for_sqlite(change_set_of("1", sql) + change_set_of("2", "<tagDatabase tag=\"v1\"/>") +
                 change_set_of("3", sql));
  const UpdatePlan limited = plan(loaded, History(), {"v1", {}});
  EXPECT_EQ(verdicts(limited), "1:run 2:run 3:after tag");
  EXPECT_TRUE(limited.found_tag);
  EXPECT_FALSE(plan(loaded, History(), {"v2", {}}).found_tag);
  EXPECT_EQ(verdicts(plan(loaded, History(), {"v2", {}})), "1:run 2:run 3:run");
}

TEST(PlanUpdate, ATagOfTheHistoryEndsTheUpdateToo) {
  const Loaded loaded =
      for_sqlite(change_set_of("1", sql) + change_set_of("2", sql) + change_set_of("3", sql));
  HistoryRow tagged = row_for(loaded, "2");
  tagged.tag = "V1";
  const UpdatePlan limited = plan(loaded, History({tagged}), {"v1", {}});
  EXPECT_EQ(verdicts(limited), "1:run 2:ran 3:after tag");
  EXPECT_TRUE(limited.found_tag);
}

}  // namespace
}  // namespace ebbtide
