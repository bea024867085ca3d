#include "formats/writer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "changelog/change_types.h"
#include "changelog/changes/sql.h"
#include "changelog/changes/table.h"
#include "formats/parser.h"
#include "formats/search_path.h"
#include "tests/support/written_change_sets.h"

namespace ebbtide {
namespace {

constexpr const char* names[] = {"c.xml", "c.yaml", "c.json"};

TEST(Writer, EachChangeTypeWithAllItsFieldsIsReadAsItWasWritten) {
  for (const ChangeType* const type : change_types()) {
    for (const char* const text : odd_texts) {
      auto change = type->create();
      fill(*change, type->fields, text, type->name);
      const std::vector<ChangeSet> all = one_with(std::move(change));
      for (const char* const name : names) {
        const std::string written = changelog_text(name, all, {.file = {.path = "c"}});
        EXPECT_EQ(read_back(name, written), dump(all[0])) << name << "\n" << written;
      }
    }
  }
}

TEST(Writer, EachFieldAloneIsReadAsItWasWritten) {
  for (const ChangeType* const type : change_types()) {
    for (const Field& field : type->fields) {
      auto change = type->create();
      fill(*change, {&field, 1}, "x: 1");
      const std::vector<ChangeSet> all = one_with(std::move(change));
      for (const char* const name : names) {
        if (name == std::string("c.xml") && !is_in_xml(type->name, field)) {
          EXPECT_THROW(changelog_text(name, all, {}), Error) << field.name;
          continue;
        }
        const std::string written = changelog_text(name, all, {.file = {.path = "c"}});
        EXPECT_EQ(read_back(name, written), dump(all[0])) << name << "\n" << written;
      }
    }
  }
}

TEST(Writer, EachPreconditionIsReadAsItWasWritten) {
  for (const PreconditionType* const type : precondition_types()) {
    for (const char* const text : odd_texts) {
      auto all = one_with(std::make_unique<RawSql>());
      auto block = std::make_unique<PreconditionBlock>();
      block->on_fail = "MARK_RAN";
      block->on_fail_message = text;
      for (int i = 0; i < 2; ++i) {
        auto one = type->create();
        fill(*one, type->fields, text);
        if (auto* const inner = one->nested()) {
          for (const PreconditionType* const child : precondition_types()) {
            inner->push_back(child->create());
            fill(*inner->back(), child->fields, text);
          }
        }
        block->all.push_back(std::move(one));
      }
      all[0].preconditions = std::move(block);
      for (const char* const name : names) {
        const std::string written = changelog_text(name, all, {.file = {.path = "c"}});
        EXPECT_EQ(read_back(name, written), dump(all[0])) << name << "\n" << written;
      }
    }
  }
}

/// A changeset that says all that one can say.
ChangeSet full_change_set() {
  ChangeSet one;
  one.id = {"other.xml", "1", "ann \"b\" <c>"};
  one.context = "a and !b";
  one.labels = "l1, l2";
  one.dbms = "postgresql, !h2";
  one.comments = "true";
  one.created = "2020-01-02";
  one.run_with = "psql";
  one.ignore = one.run_always = one.run_on_change = one.mark_ran_when_invalid = true;
  one.in_transaction = false;
  one.fail_on_error = false;
  one.quoting = Quoting::quote_all_objects;
  one.run_order = RunOrder::last;
  one.valid_checksums = {"8:1", "ANY"};
  one.changes.push_back(sql_of("select 1;\nselect 2"));
  one.changes.push_back(sql_of("select 3"));
  one.rollback = std::make_unique<Rollback>();
  one.rollback->parts.emplace_back(sql_of("select 4"));
  SqlVisitor visitor;
  visitor.value = " engine";
  visitor.dbms = "mysql";
  one.visitors.push_back(visitor);
  visitor.kind = SqlVisitor::Kind::reg_exp_replace;
  visitor.value.reset();
  visitor.replace = "a(b)";
  visitor.with = "$1";
  one.visitors.push_back(visitor);
  visitor.apply_to_rollback = true;
  visitor.context = "c";
  visitor.labels = "l";
  one.visitors.push_back(visitor);
  return one;
}

TEST(Writer, AChangeSetIsReadAsItWasWritten) {
  std::vector<ChangeSet> all;
  all.push_back(full_change_set());
  for (const char* const name : names) {
    const std::string written = changelog_text(name, all, {.file = {.path = "c"}});
    EXPECT_EQ(read_back(name, written), dump(all[0])) << written;
  }
}

TEST(Writer, ARollbackThatSaysThatNothingIsToBeDoneStays) {
  auto all = one_with(sql_of("select 1"));
  all[0].rollback = std::make_unique<Rollback>();
  for (const char* const name : names) {
    const std::string written = changelog_text(name, all, {.file = {.path = "c"}});
    EXPECT_EQ(read_back(name, written), dump(all[0])) << written;
  }
}

TEST(Writer, RollbacksMayReferToOtherChangeSets) {
  auto all = one_with(sql_of("select 1"));
  all.push_back(ChangeSet());
  all[1].id = {"c", "2", "ann"};
  all[1].changes.push_back(sql_of("select 2"));
  all[1].rollback = std::make_unique<Rollback>();
  auto& parts = all[1].rollback->parts;
  parts.emplace_back(Rollback::Reference{all[0].id, {}});
  parts.emplace_back(sql_of("select 3"));
  parts.emplace_back(sql_of("select 4"));
  parts.emplace_back(Rollback::Reference{all[0].id, {}});
  for (const char* const name : names) {
    const std::string written = changelog_text(name, all, {.file = {.path = "c"}});
    EXPECT_EQ(read_back(name, written), dump(all[0]) + dump(all[1])) << written;
  }
}

TEST(Writer, TheRootSaysWhatCountsForAll) {
  auto all = one_with(sql_of("select 1"));
  all[0].quoting = Quoting::quote_only_reserved_words;
  const WriteOptions options{.file = {"c", Quoting::quote_only_reserved_words}};
  for (const char* const name : names) {
    const std::string written = changelog_text(name, all, options);
    EXPECT_EQ(read_back(name, written), dump(all[0])) << written;
    EXPECT_EQ(written.find("objectQuoting"), written.rfind("objectQuoting"));
  }
}

TEST(Writer, XmlIsLaidOutAsLiquibaseDoes) {
  auto table = std::make_unique<CreateTable>();
  table->table = "person";
  table->remarks = "line one\nline two: # x";
  Column& id = table->columns.emplace_back();
  id.name = "id";
  id.type = "INTEGER";
  id.auto_increment = true;
  Constraints& constraints = id.constraints.ensure();
  constraints.nullable = false;
  constraints.primary_key = true;
  constraints.primary_key_name = "person_pkey";
  auto all = one_with(std::move(table));
  all[0].id = {"", "1795829150984-1", "Ann B"};
  all[0].context = "a or b";
  all[0].labels = "l1, l2";
  EXPECT_EQ(changelog_text("c.xml", all, {}),
            R"(<?xml version="1.1" encoding="UTF-8" standalone="no"?>
<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" xmlns:ext="http://www.liquibase.org/xml/ns/dbchangelog-ext" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog-ext http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-ext.xsd http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
    <changeSet author="Ann B" contextFilter="a or b" id="1795829150984-1" labels="l1, l2">
        <createTable remarks="line one&#10;line two: # x" tableName="person">
            <column autoIncrement="true" name="id" type="INTEGER">
                <constraints nullable="false" primaryKey="true" primaryKeyName="person_pkey"/>
            </column>
        </createTable>
    </changeSet>
</databaseChangeLog>
)");
  EXPECT_EQ(changelog_text("c.yaml", all, {}), R"(databaseChangeLog:
- changeSet:
    id: 1795829150984-1
    author: Ann B
    contextFilter: a or b
    labels: l1, l2
    changes:
    - createTable:
        columns:
        - column:
            autoIncrement: true
            constraints:
              nullable: false
              primaryKey: true
              primaryKeyName: person_pkey
            name: id
            type: INTEGER
        remarks: |-
          line one
          line two: # x
        tableName: person
)");
}

TEST(Writer, ChangeSetsGoBehindWhatIsThereAndNothingElseChanges) {
  const auto all = one_with(sql_of("select 1"));
  auto more = one_with(sql_of("select 2"));
  more[0].id.id = "2";
  for (const char* const name : names) {
    const WriteOptions options{.file = {.path = "c"}};
    const std::string before = changelog_text(name, all, options);
    const std::string after = with_change_sets(name, before, more, options);
    EXPECT_EQ(read_back(name, after), dump(all[0]) + dump(more[0])) << after;
    EXPECT_TRUE(after.starts_with(before.substr(0, before.rfind("select 1")))) << after;
  }
}

TEST(Writer, WhatTheFileSaysAtItsRootCountsForWhatIsPutIntoIt) {
  auto more = one_with(sql_of("select 2"));
  more[0].quoting = Quoting::quote_all_objects;
  more[0].id.path.clear();
  for (const char* const name : names) {
    const std::string before =
        changelog_text(name, {}, {.file = {"p/q.xml", Quoting::quote_all_objects}});
    const std::string after =
        with_change_sets(name, before, more, {.file = written_file(name, before)});
    EXPECT_EQ(after.find("objectQuoting"), after.rfind("objectQuoting")) << after;
    EXPECT_TRUE(read_back(name, after).starts_with("p/q.xml::1::ann\n")) << after;
  }
}

TEST(Writer, AppendingFindsTheRealEndOfXml) {
  const auto more = one_with(sql_of("select 2"));
  const std::string text =
      xml_changelog("\t<!-- </databaseChangeLog> -->\n\t<include file='a.xml'/>") +
      "<!-- </databaseChangeLog> -->\n";
  const std::string after = with_change_sets("c.xml", text, more, {});
  const std::size_t at = after.find("\t<changeSet");
  ASSERT_NE(at, std::string::npos) << after;
  EXPECT_EQ(after.substr(0, at), text.substr(0, at));
  EXPECT_TRUE(
      after.ends_with("\t</changeSet>\n</databaseChangeLog>\n"
                      "<!-- </databaseChangeLog> -->\n"))
      << after;
}

TEST(Writer, WhatCannotBeAddedToIsRefused) {
  const auto more = one_with(sql_of("select 2"));
  EXPECT_THROW(with_change_sets("c.yaml", "databaseChangeLog: [{include: {file: a}}]\n", more, {}),
               Error);
  EXPECT_THROW(with_change_sets("c.json", "{\"databaseChangeLog\": [], \"x\": [1]}", more, {}),
               Error);
  EXPECT_THROW(changelog_text("c.txt", more, {}), Error);
}

/// Every changelog of the recorded cases.
std::vector<std::filesystem::path> recorded_changelogs() {
  std::vector<std::filesystem::path> all;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(TESTS_FOLDER "/conformance")) {
    if (entry.path().stem() == "changelog" && find_format(entry.path().string()) != nullptr)
      all.push_back(entry.path());
  }
  return all;
}

TEST(Writer, EachRecordedChangelogIsReadAsItWasWritten) {
  const auto changelogs = recorded_changelogs();
  ASSERT_GT(changelogs.size(), 15U);
  for (const auto& path : changelogs) {
    SearchPath files({.roots = {path.parent_path().string()}});
    const Changelog read = load_changelog(path.filename().string(), files, Properties(Selection{}));
    std::string expected;
    for (const ChangeSet& one : read.change_sets) expected += dump(one);
    std::vector<ChangeSet> all;
    Changelog again = load_changelog(path.filename().string(), files, Properties(Selection{}));
    for (ChangeSet& one : again.change_sets) all.push_back(std::move(one));
    for (const char* const name : names) {
      const std::string written = changelog_text(name, all, {.file = {.path = "c"}});
      EXPECT_EQ(read_back(name, written), expected) << path << "\n" << written;
    }
  }
}

}  // namespace
}  // namespace ebbtide
