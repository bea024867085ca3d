#include "formats/skeleton.h"

#include <gtest/gtest.h>

#include "formats/parser.h"
#include "text/error.h"

namespace ebbtide {
namespace {

const std::string space =
    "xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    "xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog "
    "http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\"";
const NewChangeSet books{"2", "bob", "Add \"books\" & more"};

/// The names of what the root has, with the ids of changesets.
std::string entries(const std::string& file, const std::string& text) {
  const Document document = find_format(file)->parse(file, text, {});
  std::string names;
  for (const Node& node : document.root().children) {
    if (node.is_attribute) continue;
    names += std::string(node.name) + ":" + std::string(node.value("id").value_or("")) + " ";
  }
  return names;
}

TEST(Skeleton, ExamplesCanBeReadInEveryFormat) {
  for (const std::string_view format : written_formats()) {
    const std::string file = "c." + std::string(format);
    EXPECT_EQ(entries(file, example_changelog(format)), "changeSet:1 changeSet:2 changeSet:3 ")
        << file;
    EXPECT_EQ(entries(file, changelog_with(books, format)), "changeSet:2 ") << file;
  }
}

TEST(Skeleton, AChangesetGoesBehindTheOthersAndNothingElseChanges) {
  for (const std::string_view format : written_formats()) {
    const std::string file = "c." + std::string(format);
    const NewChangeSet fourth{"4", "bob", ""};
    const std::string before = example_changelog(format);
    const std::string after = with_change_set(file, before, fourth);
    EXPECT_EQ(entries(file, after), "changeSet:1 changeSet:2 changeSet:3 changeSet:4 ") << after;
    std::size_t same = 0;
    while (same < before.size() && before[same] == after[same]) ++same;
    const std::string rest = before.substr(same);
    EXPECT_TRUE(after.ends_with(rest)) << after;
  }
}

TEST(Skeleton, LayoutOfTheFileIsKept) {
  EXPECT_EQ(entries("c.xml", with_change_set("c.xml",
                                             "<databaseChangeLog " + space +
                                                 ">\r\n\t<changeSet id=\"1\" "
                                                 "author=\"a\"/></databaseChangeLog>",
                                             books)),
            "changeSet:1 changeSet:2 ");
  EXPECT_EQ(entries("c.yaml", with_change_set("c.yaml",
                                              "databaseChangeLog:\n# x\n- changeSet:\n    id: 1\n"
                                              "    author: a",
                                              books)),
            "changeSet:1 changeSet:2 ");
  EXPECT_EQ(entries("c.json", with_change_set("c.json", "{\"databaseChangeLog\": []}", books)),
            "changeSet:2 ");
}

TEST(Skeleton, WhatCannotBeAddedToIsLeftAlone) {
  EXPECT_THROW(
      with_change_set("c.yaml", "databaseChangeLog: [{changeSet: {id: 1, author: a}}]", books),
      Error);
  EXPECT_THROW(with_change_set("c.json", "{\"databaseChangeLog\": [], \"other\": []}", books),
               Error);
  EXPECT_THROW(
      with_change_set("c.sql", "--liquibase formatted sql\n--changeset bob:2\nselect 1;\n", books),
      Error);
}

TEST(Skeleton, AnIncludedFolderIsFound) {
  EXPECT_EQ(included_folder(
                "db/root.yaml",
                "databaseChangeLog:\n- includeAll: {path: in, relativeToChangelogFile: true}"),
            "db/in");
  EXPECT_EQ(included_folder("db/root.xml", "<databaseChangeLog " + space +
                                               "><includeAll path=\"all/\"/></databaseChangeLog>"),
            "all/");
  EXPECT_EQ(included_folder("c.xml", "<databaseChangeLog " + space + "/>"), "");
}

}  // namespace
}  // namespace ebbtide
