// What explain-checksum shows must be what the checksum is made from.
#include <gtest/gtest.h>

#include "changelog/change_types.h"
#include "changelog/checksum.h"
#include "tests/support/changelogs.h"
#include "text/ascii.h"
#include "text/md5.h"

namespace ebbtide {
namespace {

const std::string changes =
    "<createTable tableName=\"t\"><column name=\"a\" type=\"int\"/></createTable>"
    "<sql splitStatements=\"false\">select  1;\n select 2</sql><sqlFile path=\"a.sql\"/>"
    "<createView viewName=\"v\">select 1 as a</createView>"
    "<createProcedure path=\"a.sql\" procedureName=\"p\"/>"
    "<loadData tableName=\"t\" file=\"a.csv\"/>"
    "<customChange class=\"com.example.A\"><param name=\"n\" value=\"v\"/></customChange>";

Loaded loaded_with(const std::string& body) {
  return Loaded(MemoryFiles(
      {{"c.xml", one_change_set(body)}, {"a.sql", "select 1;\n"}, {"a.csv", "a\n# no\n\n1\n"}}));
}

void expect_last_text_is_hashed(int version) {
  const Loaded loaded = loaded_with(changes);
  const Hashing hashing{version, loaded.files, loaded.properties()};
  for (const auto& change : loaded.changelog.change_sets.at(0).changes) {
    EXPECT_EQ(md5(change->hashed_texts(hashing).back().text), change->checksum(hashing))
        << change->type().name;
  }
}

TEST(HashedTexts, TheLastOneIsTheChecksumOfVersion9) { expect_last_text_is_hashed(9); }
TEST(HashedTexts, TheLastOneIsTheChecksumOfVersion8) { expect_last_text_is_hashed(8); }

/// A changelog with one change that has no attribute at all.
Loaded loaded_bare(const ChangeType& type) {
  const std::string text =
      "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes:\n    - " +
      std::string(type.name) + ": {}\n";
  return Loaded(MemoryFiles({{"c.yaml", text}}), "c.yaml");
}

TEST(HashedTexts, ChangesWithoutAnyAttributeHaveSomeTooOrSayWhatIsMissing) {
  for (const ChangeType* const type : change_types()) {
    const Loaded loaded = loaded_bare(*type);
    const Hashing hashing{9, loaded.files, loaded.properties()};
    for (const auto& change : loaded.changelog.change_sets.at(0).changes) {
      try {
        EXPECT_EQ(md5(change->hashed_texts(hashing).back().text), change->checksum(hashing))
            << type->name;
      } catch (const Error& error) {
        EXPECT_TRUE(contains(error.what(), "was not found")) << type->name << error.what();
      }
    }
  }
}

TEST(HashedTexts, SqlIsShownAsItIsHashed) {
  const Loaded loaded = loaded_with("<sql endDelimiter=\"GO\">select  1\n go</sql>");
  const Change& change = *loaded.changelog.change_sets.at(0).changes.at(0);
  const PropertyValues properties = loaded.properties();
  EXPECT_EQ(change.hashed_texts({9, loaded.files, properties}).back().text, "select1go");
  EXPECT_EQ(change.hashed_texts({8, loaded.files, properties}).back().text,
            "GO:true:false:select 1 go");
}

}  // namespace
}  // namespace ebbtide
