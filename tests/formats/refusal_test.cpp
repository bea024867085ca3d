// What is refused while a changelog is read, with its place.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/changelogs.h"

namespace ebbtide {
namespace {

std::string problems_in(const std::string& file, const std::string& text) {
  MemoryFiles files;
  files.add(file, text);
  return problems_of(files, file);
}

TEST(Refusal, AContextThatCannotBeUnderstoodIsNamedWithItsPlace) {
  EXPECT_EQ(
      problems_in("c.xml", xml_changelog("<changeSet id=\"1\" author=\"a\" context=\"(b\"/>")),
      "c.xml:2:2: a parenthesis is not closed in the expression '(b' [c.xml::1::a]\n");
}

TEST(Refusal, AnAuthorMustBeGivenButMayBeEmpty) {
  EXPECT_EQ(problems_in("c.yaml", "databaseChangeLog:\n- changeSet:\n    id: 1\n"),
            "c.yaml:2:3: changeSet: author is missing [c.yaml::1::]\n");
  EXPECT_EQ(problems_in("c.yaml", "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: ''\n"),
            "");
}

TEST(Refusal, ThousandsOfUnknownAttributesAreToldInBoundedTime) {
  std::string attributes;
  for (int i = 0; i < 50'000; ++i) attributes += " a" + std::to_string(i) + "=\"1\"";
  const std::string problems =
      problems_in("c.xml", xml_changelog("<changeSet id=\"1\" author=\"a\"" + attributes + "/>"));
  EXPECT_TRUE(problems.starts_with("c.xml:2:30: changeSet: unknown attribute 'a0'"));
  EXPECT_EQ(std::count(problems.begin(), problems.end(), '\n'), 1000);
}

TEST(Refusal, ColumnsMayStandInAListOfTheirOwnName) {
  MemoryFiles files;
  files.add("c.yaml",
            "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes:\n"
            "    - createIndex:\n        indexName: i\n        tableName: t\n        column:\n"
            "        - column: {name: a}\n        - column: {name: b}\n");
  const Loaded list(std::move(files), "c.yaml");
  MemoryFiles usual;
  usual.add("c.yaml",
            "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes:\n"
            "    - createIndex:\n        indexName: i\n        tableName: t\n        columns:\n"
            "        - column: {name: a}\n        - column: {name: b}\n");
  EXPECT_EQ(list.checksum(), Loaded(std::move(usual), "c.yaml").checksum());
}

}  // namespace
}  // namespace ebbtide
