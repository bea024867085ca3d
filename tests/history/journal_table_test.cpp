#include "history/journal_table.h"

#include <gtest/gtest.h>

#include "database/dialect.h"
#include "database/drivers.h"

namespace ebbtide {
namespace {

struct Offline {
  std::unique_ptr<const Dialect> dialect;
  JournalTable table;

  explicit Offline(std::string_view name, const TrackingNames& beside = {})
      : dialect(make_dialect(name, "")), table(Names(*dialect, Defaults{}), beside) {}
};

TEST(JournalTable, StandsBesideItsHistory) {
  EXPECT_EQ(Offline("postgresql").table.name(), "ebbtide_journal");
  EXPECT_EQ(Offline("mariadb").table.name(), "EBBTIDE_JOURNAL");
  TrackingNames beside;
  beside.history = "databasechangelog";
  EXPECT_EQ(Offline("mariadb", beside).table.name(), "EBBTIDE_JOURNAL");
  beside.history = "ran";
  beside.schema = "lb";
  EXPECT_EQ(Offline("postgresql", beside).table.name(), "lb.ebbtide_journal_ran");
}

TEST(JournalTable, HasATablespaceWhereTheDatabaseHas) {
  TrackingNames beside;
  beside.tablespace = "fast";
  EXPECT_TRUE(Offline("postgresql", beside).table.create().ends_with(") TABLESPACE fast"));
  EXPECT_TRUE(Offline("mariadb", beside).table.create().ends_with(" NOT NULL)"));
}

TEST(JournalTable, MeansOneChangesetWhereCollationsAreLoose) {
  const ChangeSetId id{"c.xml", "1", "ann"};
  EXPECT_EQ(Offline("postgresql").table.is_of(id),
            "ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'c.xml'");
  EXPECT_NE(Offline("mariadb").table.is_of(id).find("AS BINARY)"), std::string::npos);
}

}  // namespace
}  // namespace ebbtide
