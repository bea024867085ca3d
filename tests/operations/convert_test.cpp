#include "operations/convert.h"

#include <gtest/gtest.h>

#include "formats/parser.h"
#include "formats/search_path.h"
#include "tests/support/changelogs.h"
#include "tests/support/temporary_folder.h"

namespace ebbtide {
namespace {

namespace fs = std::filesystem;

/// Converts a file of a folder; the problems, one a line, where that is refused.
std::string converted(const TemporaryFolder& folder, const std::string& from,
                      const std::string& to) {
  const SearchPath files({.roots = {folder.path().string()}});
  try {
    convert_changelog({.changelog = from,
                       .output = folder.at(to),
                       .output_path = to,
                       .may_replace = true,
                       .properties =
                           [](const std::string& dbms) {
                             return Properties(Selection{dbms, {}, ""});
                           }},
                      files);
    return "";
  } catch (const ValidationFailed& failed) {
    std::string text;
    for (const Problem& problem : failed.problems()) {
      text += problem.where.to_text() + ": " + problem.message +
              (problem.change_set.empty() ? "" : " [" + problem.change_set + "]") + "\n";
    }
    return text;
  } catch (const Error& error) {
    return error.what();
  }
}

/// Identities and both checksums of all changesets, on one database.
std::string history_of(const TemporaryFolder& folder, const std::string& file,
                       const std::string& dbms) {
  const SearchPath files({.roots = {folder.path().string()}});
  const Changelog changelog = load_changelog(file, files, Properties(Selection{dbms, {}, ""}));
  const PropertyValues values(changelog.properties);
  std::string text;
  for (const ChangeSet& one : changelog.change_sets) {
    text += one.id.to_text() + " " + one.checksum({9, files, values}).to_text() + " " +
            one.checksum({8, files, values}).to_text() + " " + one.full_context() + " " +
            one.full_labels() + "\n";
  }
  return text;
}

std::vector<fs::path> recorded_changelogs() {
  std::vector<fs::path> all;
  for (const auto& entry : fs::recursive_directory_iterator(TESTS_FOLDER "/conformance")) {
    if (entry.path().stem() == "changelog" && find_format(entry.path().string()) != nullptr)
      all.push_back(entry.path());
  }
  return all;
}

TEST(Convert, EachRecordedChangelogKeepsItsHistoryInEveryFormat) {
  for (const fs::path& path : recorded_changelogs()) {
    TemporaryFolder folder;
    fs::copy(path.parent_path(), folder.path(), fs::copy_options::recursive);
    const std::string name = path.filename().string();
    for (const std::string first : {"xml", "yaml", "json"}) {
      if (name.ends_with(first)) continue;
      ASSERT_EQ(converted(folder, name, "one." + first), "") << path << " to " << first;
      for (const std::string second : {"xml", "yaml", "json"}) {
        if (second == first) continue;
        ASSERT_EQ(converted(folder, "one." + first, "two." + second), "")
            << path << " to " << first << " to " << second;
        for (const char* const dbms : {"postgresql", "mariadb", "sqlite"}) {
          EXPECT_EQ(history_of(folder, "two." + second, dbms), history_of(folder, name, dbms))
              << path << " to " << first << " to " << second;
        }
      }
    }
  }
}

TEST(Convert, FormattedSqlComesBackFromEveryFormat) {
  TemporaryFolder folder;
  folder.write("a.sql", R"(--liquibase formatted sql
-- What this is about.

--property name:t value:person

--changeset ann:1 runOnChange:true splitStatements:false context:"a or b" labels:"x,y" dbms:postgresql,sqlite
--comment Who we know
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:0 select count(*) from ${t}
--precondition-table-exists table:other
-- a comment in the SQL
create table ${t} (id int);
--rollback drop table ${t};

--changeset "ann b":"2 c" rollbackSplitStatements:false endDelimiter:// splitStatements:true stripComments:false
--validCheckSum: ANY
select 1
//
select 2
--rollback empty

--changeset ann:3
select 3;
--rollback changeSetId:1 changeSetAuthor:ann
)");
  for (const std::string format : {"xml", "yaml", "json"}) {
    EXPECT_EQ(converted(folder, "a.sql", "a." + format), "");
    EXPECT_EQ(converted(folder, "a." + format, "b.sql"), "");
    EXPECT_EQ(history_of(folder, "b.sql", "postgresql"), history_of(folder, "a.sql", "postgresql"));
    const bool has_comments = format != "json";
    EXPECT_EQ(folder.read("b.sql").find("What this is about.") != std::string::npos, has_comments);
  }
}

/// What each database runs and how it is undone.
TEST(Convert, WhatOneDatabaseAloneRunsIsKeptToo) {
  TemporaryFolder folder;
  folder.write("a.xml", xml_changelog(R"(
<property name="p" value="1" dbms="mysql"/>
<changeSet id="1" author="a" dbms="mysql"><sql>select ${p}</sql></changeSet>
<changeSet id="2" author="a"><sql dbms="sqlite">select 2</sql><sql dbms="mysql">select 3</sql></changeSet>
)"));
  EXPECT_EQ(converted(folder, "a.xml", "a.yaml"), "");
  for (const char* const dbms : {"postgresql", "mysql", "sqlite"})
    EXPECT_EQ(history_of(folder, "a.yaml", dbms), history_of(folder, "a.xml", dbms));
}

TEST(Convert, WhatAFormatCannotSayIsNamedAndNothingIsWritten) {
  TemporaryFolder folder;
  folder.write("a.xml", xml_changelog(R"(<include file="b.xml"/>
<changeSet id="1" author="a"><createTable tableName="t"><column name="id" type="int"/></createTable></changeSet>
<changeSet id="2" author="a"><sql>select 1</sql></changeSet>
<changeSet id="3" author="a" runOrder="last"><sql>select 1</sql></changeSet>)"));
  folder.write("b.xml", xml_changelog(""));
  EXPECT_EQ(converted(folder, "a.xml", "a.sql"),
            "a.xml:2:2: SQL cannot say it: it has no include\n"
            "a.xml:3:2: SQL cannot say it: createTable is no SQL [a.xml::1::a]\n"
            "a.xml:5:2: SQL cannot say it: the attribute 'runOrder' [a.xml::3::a]\n");
  EXPECT_FALSE(fs::exists(folder.at("a.sql")));
}

TEST(Convert, ALineThatWouldBeADirectiveIsFoundByReading) {
  TemporaryFolder folder;
  folder.write("a.xml", xml_changelog("<changeSet id=\"1\" author=\"a\"><sql>select 1;\n"
                                      "--rollback select 2;\nselect 3;</sql></changeSet>"));
  EXPECT_NE(converted(folder, "a.xml", "a.sql").find("its checksum 9:"), std::string::npos)
      << converted(folder, "a.xml", "a.sql");
  EXPECT_FALSE(fs::exists(folder.at("a.sql")));
}

TEST(Convert, PropertiesThatWouldCountEarlierAreFoundByReading) {
  TemporaryFolder folder;
  folder.write("a.sql",
               "--liquibase formatted sql\n--changeset a:1\nselect ${p};\n--changeset a:2\n"
               "--property name:p value:1\nselect ${p};\n");
  EXPECT_NE(converted(folder, "a.sql", "a.yaml").find("[a.sql::1::a]"), std::string::npos);
}

TEST(Convert, CommentsStayWhereTheyStood) {
  TemporaryFolder folder;
  folder.write("a.yaml", R"(# of the file
databaseChangeLog:
# of the first
# in two lines
- changeSet:
    id: 1 # behind the id
    author: ann
    changes:
    # of the change
    - sql:
        sql: |
          -- no comment of the file
          # nor this
          select 1
    - sql: {sql: "select '# not this'"}
# at the end
)");
  ASSERT_EQ(converted(folder, "a.yaml", "a.xml"), "");
  const std::string xml = folder.read("a.xml");
  EXPECT_NE(xml.find("<!-- of the file -->\n<databaseChangeLog"), std::string::npos) << xml;
  EXPECT_NE(xml.find("    <!-- of the first\n         in two lines -->\n"
                     "    <!-- behind the id -->\n    <changeSet"),
            std::string::npos)
      << xml;
  EXPECT_NE(xml.find("        <!-- of the change -->\n        <sql>"), std::string::npos) << xml;
  EXPECT_NE(xml.find("    <!-- at the end -->\n</databaseChangeLog>"), std::string::npos) << xml;
  EXPECT_EQ(xml.find("<!-- not this"), std::string::npos) << xml;
  ASSERT_EQ(converted(folder, "a.xml", "b.yaml"), "");
  EXPECT_TRUE(folder.read("b.yaml").starts_with("# of the file\ndatabaseChangeLog:\n")) << xml;
  EXPECT_NE(folder.read("b.yaml").find("    # of the change\n    - sql:\n"), std::string::npos)
      << folder.read("b.yaml");
}

TEST(Convert, AFileThatOthersIncludeMayNameTheirProperties) {
  TemporaryFolder folder;
  folder.write("a.xml", xml_changelog(
                            "<changeSet id=\"1\" author=\"a\"><addAutoIncrement tableName=\"${t}\" "
                            "columnName=\"id\" startWith=\"${n}\"/></changeSet>"));
  EXPECT_EQ(converted(folder, "a.xml", "a.yaml"), "");
  EXPECT_NE(folder.read("a.yaml").find("startWith: ${n}"), std::string::npos);
}

TEST(Convert, AFileWithoutAHeaderIsNeverReplacedInto) {
  TemporaryFolder folder;
  folder.write("a.sql", "select '${a}';\n");
  EXPECT_NE(converted(folder, "a.sql", "a.xml").find("stay as they are"), std::string::npos);
  folder.write("a.sql", "select 1;\n");
  EXPECT_EQ(converted(folder, "a.sql", "a.xml"), "");
  EXPECT_EQ(history_of(folder, "a.xml", "sqlite"), history_of(folder, "a.sql", "sqlite"));
}

TEST(Convert, AFolderThatIncludesItselfMeansTheNewFile) {
  TemporaryFolder folder;
  folder.write("a.xml", xml_changelog("<includeAll path=\"parts\"/><changeSet id=\"1\" "
                                      "author=\"a\"><sql>select 1</sql></changeSet>"));
  folder.write("parts/b.xml",
               xml_changelog("<changeSet id=\"2\" author=\"a\"><sql>select 1</sql></changeSet>"));
  EXPECT_EQ(converted(folder, "a.xml", "a.yaml"), "");
  EXPECT_EQ(converted(folder, "parts/b.xml", "parts/b.yaml"), "");
  fs::remove(folder.at("parts/b.xml"));
  EXPECT_NE(history_of(folder, "a.yaml", "sqlite").find("parts/b.xml::2::a"), std::string::npos);
}

}  // namespace
}  // namespace ebbtide
