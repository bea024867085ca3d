#include "history/checksum_store.h"

#include <gtest/gtest.h>

#include "tests/support/changelogs.h"
#include "tests/support/offline_history.h"

namespace ebbtide {
namespace {

std::string word_for(Standing standing) {
  constexpr const char* words[] = {"unknown", "same", "accepted", "changed", "failed"};
  return words[static_cast<int>(standing)];
}

struct Case {
  const char* checksum;  ///< of the row
  const char* accepts;   ///< the changeset's validCheckSum
  const char* standing;
};

/// What is said of `select 1`, whose checksum is 9:3b78b9910981c62ca27148640fad7bc2.
TEST(ChecksumStore, SaysHowAChangesetStands) {
  const Case cases[] = {
      {"9:3b78b9910981c62ca27148640fad7bc2", "", "same"},
      {"", "", "same"},
      {"9:0", "", "changed"},
      {"8:0", "", "changed"},
      {"9:0", "9:0", "accepted"},
      {"9:0", "9:3b78b9910981c62ca27148640fad7bc2", "accepted"},
      {"9:0", "9:1", "changed"},
      {"9:0", "any", "accepted"},
      {"9:0", "1:ANY", "accepted"},
  };
  const OfflineHistory history;
  for (const Case& one : cases) {
    const std::string accepts(one.accepts);
    const Loaded loaded(MemoryFiles(
        {{"c.xml",
          one_change_set((accepts.empty() ? "" : "<validCheckSum>" + accepts + "</validCheckSum>") +
                         std::string("<sql>select 1</sql>"))}}));
    HistoryRow row;
    if (*one.checksum != '\0') row.checksum = Text(one.checksum);
    const Stood stood =
        history.store.compare(loaded.changelog.change_sets.at(0), row,
                              {newest_checksum_version, loaded.files, loaded.properties()});
    EXPECT_EQ(word_for(stood.standing), one.standing) << one.checksum << " " << accepts;
    EXPECT_EQ(stood.was.empty(), stood.standing != Standing::changed);
  }
}

/// Nothing is compared, and no file read for it, unless a difference lets the changeset run again.
TEST(ChecksumStore, ComparesWhereAnyChecksumWillDoOnlyWhatRunsOnChange) {
  const OfflineHistory history;
  const auto compare = [&](const std::string& attributes, const char* checksum) {
    const Loaded loaded(MemoryFiles(
        {{"c.xml",
          xml_changelog("<changeSet id=\"1\" author=\"ann\"" + attributes +
                        "><validCheckSum>any</validCheckSum><sql>select 1</sql></changeSet>")}}));
    HistoryRow row;
    row.checksum = Text(checksum);
    return word_for(history.store
                        .compare(loaded.changelog.change_sets.at(0), row,
                                 {newest_checksum_version, loaded.files, loaded.properties()})
                        .standing);
  };
  const char* const same = "9:3b78b9910981c62ca27148640fad7bc2";
  EXPECT_EQ(compare("", same), "accepted");
  EXPECT_EQ(compare(" runOnChange=\"true\"", same), "same");
  EXPECT_EQ(compare(" runOnChange=\"true\"", "9:0"), "accepted");
}

TEST(ChecksumStore, KnowsWhichChecksumsWantToBeReplaced) {
  const OfflineHistory history;
  HistoryRow row;
  EXPECT_EQ(history.store.kept_checksum(row), KeptChecksum::none);
  row.checksum = Text("8:0");
  EXPECT_EQ(history.store.kept_checksum(row), KeptChecksum::old);
  row.checksum = Text("9:0");
  EXPECT_EQ(history.store.kept_checksum(row), KeptChecksum::current);
}

}  // namespace
}  // namespace ebbtide
