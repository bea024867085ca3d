#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "database/connection.h"
#include "history/lock.h"
#include "history/lock_row.h"
#include "history/store.h"
#include "tests/support/changelogs.h"
#include "tests/support/recorded_report.h"

namespace ebbtide {

/// What every store promises. `Given` makes one that is not there yet:
///   HistoryStore& store();
///   Connection& connection();          for its lock; SQLite in memory
///   bool keeps_tags() const;
///   bool is_table() const;             else it keeps by `save`
///   History look();                    what somebody sees who opens it anew
template <class Given>
class StoreSuite : public testing::Test {
 protected:
  Given given_;
  HistoryStore& store_ = given_.store();
  Loaded loaded_{MemoryFiles({{"c.xml", xml_changelog(change_set("1") + change_set("2"))}}),
                 "c.xml",
                 {"sqlite", {}, ""}};
  const ChangeSet& first_ = loaded_.changelog.change_sets.at(0);
  const ChangeSet& second_ = loaded_.changelog.change_sets.at(1);

  static std::string change_set(const std::string& id) {
    return "<changeSet id=\"" + id + "\" author=\"ann\"><sql>select " + id + "</sql></changeSet>";
  }
  Hashing hashing() const { return {newest_checksum_version, loaded_.files, loaded_.properties()}; }

  void make() {
    for (const CommentedSql& step : store_.missing()) given_.connection().execute({step.sql});
  }
  /// As a live run does it; each of the statements changes something.
  void apply(const RowChanges& changes) {
    if (!given_.is_table()) return store_.save();
    for (const RowChange& change : changes) {
      EXPECT_GT(given_.connection().execute({change.sql}), 0) << change.sql;
      if (!change.proof.empty()) given_.connection().query({change.proof});
    }
  }
  HistoryRow row_of(const ChangeSet& change_set, int order) const {
    HistoryRow row;
    row.id = change_set.id;
    row.order = order;
    row.checksum = store_.checksum_of(change_set, hashing());
    row.description = "sql";
    row.version = "4.28.0";
    row.deployment = "5377481106";
    return row;
  }
  void record_both() {
    apply(store_.record(row_of(first_, 1)));
    apply(store_.record(row_of(second_, 2)));
  }
  const HistoryRow* find(const ChangeSet& change_set, const History& history) const {
    return store_.find(change_set, history);
  }
  Standing standing(const ChangeSet& change_set) {
    const History history = store_.read();
    return store_.look_up(change_set, history, hashing()).standing;
  }
};

TYPED_TEST_SUITE_P(StoreSuite);

TYPED_TEST_P(StoreSuite, HoldsNothingWhereItIsNotThere) {
  EXPECT_FALSE(this->store_.exists());
  EXPECT_TRUE(this->store_.read().rows().empty());
  EXPECT_EQ(this->standing(this->first_), Standing::unknown);
  EXPECT_FALSE(this->store_.name().empty());
}

TYPED_TEST_P(StoreSuite, IsMadeOnce) {
  this->make();
  if (this->given_.is_table()) {
    EXPECT_TRUE(this->store_.exists());
  }
  EXPECT_TRUE(this->store_.missing().empty());
  EXPECT_TRUE(this->store_.read().rows().empty());
}

TYPED_TEST_P(StoreSuite, GivesBackWhatItWasTold) {
  this->make();
  this->record_both();
  for (const History& history : {this->store_.read(), this->given_.look()}) {
    ASSERT_EQ(history.rows().size(), 2U);
    const HistoryRow* const row = this->find(this->second_, history);
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(row->order, 2);
    EXPECT_EQ(row->type, ExecType::executed);
    EXPECT_EQ(row->checksum, this->row_of(this->second_, 2).checksum);
    EXPECT_TRUE(row->has_known_place);
    EXPECT_EQ(this->store_.kept_checksum(*row), KeptChecksum::current);
  }
}

TYPED_TEST_P(StoreSuite, ARerunHasTheRowItHad) {
  this->make();
  this->record_both();
  HistoryRow again = this->row_of(this->first_, 3);
  again.type = ExecType::reran;
  this->apply(this->store_.record_again(again));
  const History history = this->given_.look();
  EXPECT_EQ(history.rows().size(), 2U);
  ASSERT_NE(this->find(this->first_, history), nullptr);
  EXPECT_EQ(this->find(this->first_, history)->order, 3);
}

TYPED_TEST_P(StoreSuite, ForgetsOneAndTakesItBack) {
  this->make();
  this->record_both();
  const History before = this->store_.read();
  this->apply(this->store_.forget(this->first_.id));
  const History without = this->given_.look();
  EXPECT_EQ(this->find(this->first_, without), nullptr);
  EXPECT_NE(this->find(this->second_, without), nullptr);
  this->apply(this->store_.restore(*this->find(this->first_, before)));
  const History again = this->given_.look();
  ASSERT_NE(this->find(this->first_, again), nullptr);
  EXPECT_EQ(this->find(this->first_, again)->order, 1);
}

TYPED_TEST_P(StoreSuite, SaysHowAChangesetStandsToItsRow) {
  this->make();
  this->record_both();
  EXPECT_EQ(this->standing(this->first_), Standing::same);
  this->apply(this->store_.set_checksum(this->first_.id,
                                        this->store_.checksum_of(this->second_, this->hashing())));
  EXPECT_EQ(this->standing(this->first_), Standing::changed);
  EXPECT_EQ(this->standing(this->second_), Standing::same);
  const History history = this->store_.read();
  const Stood stood = this->store_.look_up(this->first_, history, this->hashing());
  EXPECT_EQ(stood.row, this->find(this->first_, history));
  EXPECT_NE(stood.was, stood.now);
}

TYPED_TEST_P(StoreSuite, ChecksumsThatAreGoneAreNoDifference) {
  this->make();
  this->record_both();
  this->apply(this->store_.clear_checksums());
  const History history = this->given_.look();
  for (const HistoryRow& row : history.rows()) EXPECT_FALSE(row.checksum);
  EXPECT_EQ(this->standing(this->first_), Standing::same);
}

TYPED_TEST_P(StoreSuite, ATagIsOnTheLastRow) {
  if (!this->given_.keeps_tags()) GTEST_SKIP() << "its tool has no tags";
  this->make();
  this->record_both();
  this->apply(this->store_.tag_last_row("v1"));
  const History history = this->given_.look();
  EXPECT_FALSE(this->find(this->first_, history)->tag);
  EXPECT_EQ(this->find(this->second_, history)->tag, "v1");
  EXPECT_TRUE(this->store_.has_tag("v1", history));
  EXPECT_FALSE(this->store_.has_tag("V1", history)) << "SQLite tells case";
}

TYPED_TEST_P(StoreSuite, WhatTheChangesetDoesNotKeepIsNotKept) {
  this->make();
  if (this->given_.is_table()) {
    this->given_.connection().begin();
    this->record_both();
    this->given_.connection().rollback();
  } else {
    this->store_.record(this->row_of(this->first_, 1));
  }
  EXPECT_TRUE(this->given_.look().rows().empty());
}

TYPED_TEST_P(StoreSuite, ItsTablesAreItsOwn) {
  this->make();
  if (LockRow* const row = this->store_.lock_row(); row != nullptr && !row->exists())
    this->given_.connection().execute({row->create()});
  for (const ObjectName& table : this->store_.own_tables())
    EXPECT_TRUE(this->given_.connection().catalog({})->table(table)) << table.name;
}

TYPED_TEST_P(StoreSuite, ItsLockCanBeTakenAgainAndAgain) {
  Connection& connection = this->given_.connection();
  const Interruption interruption;
  RecordedReport report;
  const LockOptions options{std::chrono::milliseconds(0), std::chrono::milliseconds(0)};
  for (int i = 0; i < 2; ++i) {
    Lock lock(connection, this->store_, options, interruption, report);
    EXPECT_FALSE(this->store_.session_lock().table.empty());
    EXPECT_EQ(Lock::holders(connection, this->store_).size(),
              this->store_.lock_row() == nullptr ? 0U : 1U);
    lock.announce("something");
  }
  EXPECT_TRUE(Lock::holders(connection, this->store_).empty());
  Lock::release(connection, this->store_);
  Lock::force_release(connection, this->store_);
  EXPECT_EQ(report.text, "");
}

REGISTER_TYPED_TEST_SUITE_P(StoreSuite, HoldsNothingWhereItIsNotThere, IsMadeOnce,
                            GivesBackWhatItWasTold, ARerunHasTheRowItHad, ForgetsOneAndTakesItBack,
                            SaysHowAChangesetStandsToItsRow, ChecksumsThatAreGoneAreNoDifference,
                            ATagIsOnTheLastRow, WhatTheChangesetDoesNotKeepIsNotKept,
                            ItsTablesAreItsOwn, ItsLockCanBeTakenAgainAndAgain);

}  // namespace ebbtide
