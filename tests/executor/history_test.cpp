#include "executor/history.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide {
namespace {

/// A history of rows `id, date, order, checksum` of `ann` in a file.
History history_of(const std::vector<Row>& rows) {
  Rows found;
  found.columns = {"id", "author", "filename", "dateexecuted", "orderexecuted", "md5sum"};
  found.rows = rows;
  return History::read(std::move(found));
}

TEST(History, ReadsEachColumnWhereverItStands) {
  Rows found;
  found.columns = {"TAG",           "id",     "AUTHOR",      "FILENAME", "DATEEXECUTED",
                   "ORDEREXECUTED", "MD5SUM", "DESCRIPTION", "COMMENTS", "EXECTYPE",
                   "CONTEXTS",      "LABELS", "LIQUIBASE",   "NEWER",    "DEPLOYMENT_ID"};
  found.rows = {{"v1", "1", "ann", "c.xml", "2026-11-22 07:29:45.957", "12", "9:abc", "sql", "hi",
                 "MARK_RAN", "a", "b", "4.28.0", "?", "5332585296"}};
  const HistoryRow row = History::read(std::move(found)).rows().at(0);
  EXPECT_EQ(row.id.to_text(), "c.xml::1::ann");
  EXPECT_EQ(row.executed_at, "2026-11-22 07:29:45.957");
  EXPECT_EQ(row.order, 12);
  EXPECT_EQ(row.type, ExecType::mark_ran);
  EXPECT_EQ(row.checksum, "9:abc");
  EXPECT_EQ(row.description, "sql");
  EXPECT_EQ(row.comments, "hi");
  EXPECT_EQ(row.tag, "v1");
  EXPECT_EQ(row.contexts, "a");
  EXPECT_EQ(row.labels, "b");
  EXPECT_EQ(row.version, "4.28.0");
  EXPECT_EQ(row.deployment, "5332585296");
}

TEST(History, WhatIsMissingIsAbsent) {
  const History history = history_of({{"1", "ann", "c.xml", "", std::nullopt, std::nullopt}});
  EXPECT_FALSE(history.rows().at(0).checksum);
  EXPECT_FALSE(history.rows().at(0).tag);
  EXPECT_EQ(history.rows().at(0).type, ExecType::executed);
  EXPECT_EQ(history.rows().at(0).order, 0);
}

TEST(History, AnUnknownExecTypeIsAnErrorThatNamesTheRow) {
  Rows found;
  found.columns = {"ID", "AUTHOR", "FILENAME", "EXECTYPE"};
  found.rows = {{"1", "ann", "c.xml", "DONE"}};
  try {
    History::read(std::move(found));
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "the history has an EXECTYPE that nobody knows: 'DONE' for c.xml::1::ann; correct "
                 "the row in DATABASECHANGELOG");
  }
}

TEST(History, ExecTypesHaveTheNamesOfTheTable) {
  EXPECT_EQ(to_text(ExecType::executed), "EXECUTED");
  EXPECT_EQ(to_text(ExecType::failed), "FAILED");
  EXPECT_EQ(to_text(ExecType::skipped), "SKIPPED");
  EXPECT_EQ(to_text(ExecType::reran), "RERAN");
  EXPECT_EQ(to_text(ExecType::mark_ran), "MARK_RAN");
}

TEST(History, PathsThatMeanTheSameFileAreFound) {
  const History history = history_of({{"1", "ann", "classpath:db/c.xml", "d", "1", "9:a"}});
  EXPECT_NE(history.find({"db/c.xml", "1", "ann"}), nullptr);
  EXPECT_NE(history.find({"./db/c.xml", "1", "ann"}), nullptr);
  EXPECT_EQ(history.find({"c.xml", "1", "ann"}), nullptr);
  EXPECT_EQ(history.find({"db/c.xml", "1", "Ann"}), nullptr);
  EXPECT_EQ(history.find({"db/c.xml", "2", "ann"}), nullptr);
}

TEST(History, OfSeveralRowsTheNewestCounts) {
  const History history = history_of({{"1", "ann", "c.xml", "2026-01-01", "1", "9:old"},
                                      {"2", "ann", "c.xml", "2026-01-02", "2", "9:x"},
                                      {"1", "ann", "c.xml", "2026-01-03", "3", "9:new"}});
  EXPECT_EQ(history.find({"c.xml", "1", "ann"})->checksum, "9:new");
}

TEST(History, OfRowsOfOneMomentTheFirstCounts) {
  const History history = history_of({{"1", "ann", "c.xml", "2026-01-01", "1", "9:first"},
                                      {"1", "ann", "c.xml", "2026-01-01", "2", "9:second"}});
  EXPECT_EQ(history.find({"c.xml", "1", "ann"})->checksum, "9:first");
}

TEST(History, KnowsTheHighestOrder) {
  EXPECT_EQ(History().last_order(), 0);
  EXPECT_EQ(
      history_of({{"1", "a", "c", "1", "7", "9:a"}, {"2", "a", "c", "2", "3", "9:b"}}).last_order(),
      7);
}

TEST(History, TheCaseOfAPathDoesNotCountForChangeSetExecuted) {
  const auto asked = [](const std::string& file) {
    HistoryRow row;
    row.id = {"db/Root.xml", "7", "bob"};
    return History({row}).has_run({file, "7", "bob"});
  };
  EXPECT_TRUE(asked("DB\\root.XML"));
  EXPECT_TRUE(asked("classpath:db/Root.xml"));
  EXPECT_FALSE(asked("db/other.xml"));
}

}  // namespace
}  // namespace ebbtide
