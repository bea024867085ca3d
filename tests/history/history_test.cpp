#include "history/history.h"

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

TEST(History, AnExecTypeNobodyKnowsIsKept) {
  Rows found;
  found.columns = {"ID", "AUTHOR", "FILENAME", "EXECTYPE"};
  found.rows = {{"1", "ann", "c.xml", "DONE"}, {"2", "ann", "c.xml", "RERAN"}};
  const History history = History::read(std::move(found));
  EXPECT_EQ(history.rows()[0].type, ExecType::unknown);
  EXPECT_EQ(type_text(history.rows()[0]), "DONE");
  EXPECT_EQ(type_text(history.rows()[1]), "RERAN");
}

TEST(History, BlanksThatTheDatabaseFillsUpWithDoNotCount) {
  Rows found;
  found.columns = {"ID", "AUTHOR", "FILENAME", "EXECTYPE", "MD5SUM"};
  found.kinds = {ColumnKind::padded, ColumnKind::other, ColumnKind::padded, ColumnKind::padded,
                 ColumnKind::padded};
  found.rows = {{"1   ", "ann ", "c.xml   ", "MARK_RAN  ", "9:abc  "}};
  const History history = History::read(std::move(found));
  const HistoryRow* const row = history.find({"c.xml", "1", "ann "});
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->type, ExecType::mark_ran);
  EXPECT_EQ(row->checksum, "9:abc");
}

TEST(History, TellsWhetherItsTableLacksColumns) {
  EXPECT_TRUE(history_of({}).lacks_columns());
  EXPECT_FALSE(History().lacks_columns());
}

TEST(History, RowsOfATableWithoutOrdersHaveTheOneThatItsUpgradeWrites) {
  Rows found;
  found.columns = {"ID", "AUTHOR", "FILENAME", "DATEEXECUTED"};
  found.rows = {{"1", "ann", "c.xml", "2009-01-01 00:00:00"}};
  const History history = History::read(std::move(found));
  EXPECT_EQ(history.last_order(), -1);
  EXPECT_TRUE(history.rows()[0].has_known_place);
}

/// The ids in order; those without a known place in brackets.
std::string order_of(const std::vector<Row>& rows) {
  std::string text;
  const History history = history_of(rows);
  for (const HistoryRow& row : history.rows())
    text += row.has_known_place ? row.id.id : "(" + row.id.id + ")";
  return text;
}
Row row_of(const std::string& id, const std::optional<std::string>& date,
           const std::optional<std::string>& order) {
  return {id, "ann", "c.xml", date, order, "9:a"};
}

TEST(History, ARowWithoutADateStandsWhereItsOrderSays) {
  const std::optional<std::string> none;
  const Row first = row_of("1", "2026-01-01 00:00:00", "1");
  const Row third = row_of("3", "2026-01-03 00:00:00", "3");
  EXPECT_EQ(order_of({first, third, row_of("2", none, "2")}), "123");
  EXPECT_EQ(order_of({row_of("2", "", "2"), first, third}), "123");
  EXPECT_EQ(order_of({first, third, row_of("4", "0000-00-00 00:00:00", "4")}), "134");
  EXPECT_EQ(order_of({first, third, row_of("5", none, "5"), row_of("4", none, "4")}), "1345");
}

TEST(History, WhereTheOrderSaysNothingEitherItComesFirst) {
  const std::optional<std::string> none;
  const Row first = row_of("1", "2026-01-01 00:00:00", "1");
  const Row third = row_of("3", "2026-01-03 00:00:00", "3");
  EXPECT_EQ(order_of({first, third, row_of("2", none, none)}), "(2)13");
  EXPECT_EQ(order_of({first, third, row_of("2", none, "3")}), "(2)13");
  EXPECT_EQ(order_of({third, first, row_of("2", none, "2")}), "(2)31");
  EXPECT_EQ(order_of({row_of("1", none, "1"), row_of("2", none, "1")}), "(1)(2)");
}

TEST(History, RowsOfOneMomentNeedAnOrder) {
  const std::optional<std::string> none;
  const std::string moment = "2026-01-01 00:00:00";
  EXPECT_EQ(order_of({row_of("1", moment, "1"), row_of("2", moment, none)}), "(1)(2)");
  EXPECT_EQ(order_of({row_of("1", moment, none), row_of("2", "2026-01-02 00:00:00", "2")}), "12");
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

TEST(History, OfRowsOfOneMomentTheLastCounts) {
  const History history = history_of({{"1", "ann", "c.xml", "2026-01-01", "1", "9:first"},
                                      {"1", "ann", "c.xml", "2026-01-01", "2", "9:second"}});
  EXPECT_EQ(history.find({"c.xml", "1", "ann"})->checksum, "9:second");
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
