#include "history/offline_store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "database/dialect.h"
#include "database/drivers.h"
#include "tests/support/temporary_folder.h"
#include "text/error.h"

namespace ebbtide {
namespace {

struct Offline : testing::Test {
  TemporaryFolder folder;
  std::string file = (folder.path() / "h.csv").string();
  std::unique_ptr<const Dialect> dialect = make_dialect("postgresql", "");
  Names names{*dialect, Defaults{}};

  OfflineStore open(OfflineSql sql = OfflineSql::none) {
    return {file, sql, TrackingTables(names, {})};
  }
  void write(const std::string& text) { std::ofstream(file, std::ios::binary) << text; }
  /// The file without the moments, which change.
  std::string read() const {
    std::ifstream input(file, std::ios::binary);
    std::string text, line;
    while (std::getline(input, line)) {
      const std::size_t at = line.find("\"20");
      if (at != std::string::npos) line.replace(at, line.find('"', at + 1) + 1 - at, "(moment)");
      text += line + "\n";
    }
    return text;
  }
};

constexpr const char* header =
    "\"ID\",\"AUTHOR\",\"FILENAME\",\"DATEEXECUTED\",\"ORDEREXECUTED\",\"EXECTYPE\",\"MD5SUM\","
    "\"DESCRIPTION\",\"COMMENTS\",\"TAG\",\"LIQUIBASE\",\"CONTEXTS\",\"LABELS\",\"DEPLOYMENT_"
    "ID\"\n";

HistoryRow sample(const std::string& id) {
  HistoryRow row;
  row.id = {"c.xml", id, "ann"};
  row.order = 1;
  row.checksum = "9:abc";
  row.description = "sql";
  row.version = "4.28.0";
  row.deployment = "5377481106";
  return row;
}

TEST_F(Offline, AFileThatIsNotThereIsAnEmptyHistory) { EXPECT_TRUE(open().read().rows().empty()); }

TEST_F(Offline, ReadsWhatLiquibaseWrote) {
  write(
      std::string(header) +
      "\"1\",\"ann\",\"tr.xml\",\"2026-11-22T19:58:01.108\",\"2\",\"EXECUTED\",\"9:3b78\",\"sql\","
      "\"it's \"\"it\"\"\",\"\",\"4.28.0\",\"c\",\"l\",\"5377481106\"\n"
      "\"2\",\"ann\",\"tr.xml\",\"2026-11-22T19:58:01.111\",\"4\",\"RERAN\",,\"tagDatabase\",,"
      "\"v1\",\"4.28.0\",\"()\",\"\",\"5377481106\"\n");
  const History history = open().read();
  ASSERT_EQ(history.rows().size(), 2U);
  EXPECT_EQ(history.rows()[0].comments, "it's \"it\"");
  EXPECT_EQ(history.rows()[0].executed_at, "2026-11-22T19:58:01.108");
  EXPECT_FALSE(history.rows()[0].tag);
  EXPECT_EQ(history.rows()[1].tag, "v1");
  EXPECT_FALSE(history.rows()[1].checksum);
  EXPECT_EQ(history.rows()[1].type, ExecType::reran);
  EXPECT_EQ(history.last_order(), 4);
}

TEST_F(Offline, WritesWhatLiquibaseReads) {
  OfflineStore history = open();
  HistoryRow row = sample("1");
  row.comments = "say \"hi\"\nagain";
  history.record(row);
  row = sample("2");
  row.tag = "v1";
  row.contexts = "a";
  row.labels = "b";
  history.record(row);
  history.save();
  EXPECT_EQ(read(),
            std::string(header) +
                "\"1\",\"ann\",\"c.xml\",(moment),\"1\",\"EXECUTED\",\"9:abc\",\"sql\",\"say "
                "\"\"hi\"\"\nagain\",\"\",\"4.28.0\",\"()\",\"\",\"5377481106\"\n"
                "\"2\",\"ann\",\"c.xml\",(moment),\"1\",\"EXECUTED\",\"9:abc\",\"sql\",,\"v1\","
                "\"4.28.0\",\"a\",\"b\",\"5377481106\"\n");
  EXPECT_EQ(open().read().rows().size(), 2U);
  EXPECT_EQ(open().read().rows()[0].comments, "say \"hi\"\nagain");
}

TEST_F(Offline, KeepsUpWithWhatRuns) {
  OfflineStore history = open();
  history.record(sample("1"));
  history.record(sample("2"));
  HistoryRow again = sample("1");
  again.type = ExecType::reran;
  again.order = 3;
  history.record_again(again);
  history.tag_last_row("v1");
  history.set_checksum({"c.xml", "1", "ann"}, "9:new");
  const History known = history.read();
  ASSERT_EQ(known.rows().size(), 2U);
  EXPECT_EQ(known.rows()[0].type, ExecType::reran);
  EXPECT_EQ(known.rows()[0].checksum, "9:new");
  EXPECT_EQ(known.rows()[1].tag, "v1");
  history.forget({"c.xml", "1", "ann"});
  EXPECT_EQ(history.read().rows().size(), 1U);
}

TEST_F(Offline, ARerunKeepsItsTag) {
  OfflineStore history = open();
  history.record(sample("1"));
  history.tag_last_row("v1");
  history.record_again(sample("1"));
  EXPECT_EQ(history.read().rows()[0].tag, "v1");
}

TEST_F(Offline, TheScriptHasWhatTheTableNeedsWhereAskedFor) {
  OfflineStore none = open(), data = open(OfflineSql::data_only), all = open(OfflineSql::all);
  EXPECT_TRUE(none.missing().empty());
  EXPECT_TRUE(none.record(sample("1")).empty());
  EXPECT_TRUE(data.missing().empty());
  const RowChanges changes = data.record(sample("1"));
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_TRUE(changes[0].sql.starts_with("INSERT INTO databasechangelog ")) << changes[0].sql;
  ASSERT_EQ(all.missing().size(), 1U);
  EXPECT_TRUE(all.missing()[0].sql.starts_with("CREATE TABLE databasechangelog "));
  all.record(sample("1"));
  EXPECT_TRUE(all.missing().empty());
}

TEST_F(Offline, NothingIsWrittenBeforeItIsSaved) {
  open().record(sample("1"));
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(Offline, AFolderThatIsMissingIsNamed) {
  file = (folder.path() / "no/h.csv").string();
  EXPECT_THROW(open().save(), Error);
}

}  // namespace
}  // namespace ebbtide
