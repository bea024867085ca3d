#include <gtest/gtest.h>

#include "changelog/change_types.h"
#include "changelog/validate.h"
#include "tests/support/changelogs.h"

namespace ebbtide {
namespace {

std::string problems_in(const std::string& changes) {
  return problems_of(MemoryFiles({{"c.xml", one_change_set(changes)}}));
}

/// What validation finds wrong with the first changeset on a dialect.
std::vector<std::string> invalid(const std::string& changes, std::string_view dialect) {
  const Loaded loaded(MemoryFiles({{"c.xml", one_change_set(changes)}}));
  const OfflineTarget offline(dialect);
  std::vector<std::string> messages;
  for (const auto& change : loaded.changelog.change_sets.at(0).changes) {
    for (const Problem& problem :
         validate(*change, offline.with(loaded.files, loaded.properties())))
      messages.push_back(problem.message);
  }
  return messages;
}

TEST(Build, UnknownChangeTypeIsNamedWithItsPlace) {
  EXPECT_EQ(problems_in("\n<createTabel tableName=\"t\"/>"),
            "c.xml:3:2: Unknown change type 'createTabel'; did you mean 'createTable'? "
            "[c.xml::1::ann]\n");
}

TEST(Build, UnknownAttributeIsNamedWithItsPlace) {
  EXPECT_EQ(problems_in("<renameTable oldTableName=\"a\" newName=\"b\"/>"),
            "c.xml:2:62: renameTable: unknown attribute 'newName' "
            "[c.xml::1::ann]\n");
}

TEST(Build, PaidChangeTypesSaySo) {
  EXPECT_NE(problems_in("<createTrigger triggerName=\"t\"/>").find("paid edition"),
            std::string::npos);
}

TEST(Build, AllProblemsAreToldAtOnce) {
  const std::string problems = problems_in("<foo a=\"1\"/><dropTable tableName=\"t\" bar=\"1\"/>");
  EXPECT_NE(problems.find("'foo'"), std::string::npos);
  EXPECT_NE(problems.find("'bar'"), std::string::npos);
}

TEST(Build, AttributesThatOnlyTheSchemaKnowsAreLeftOut) {
  EXPECT_EQ(problems_in("<alterSequence sequenceName=\"s\" startValue=\"1\"/>"), "");
}

TEST(Build, ANumberMustBeOne) {
  EXPECT_NE(problems_in("<createSequence sequenceName=\"s\" incrementBy=\"x\"/>"), "");
}

TEST(Build, SettersAreCalledInTheOrderOfTheFieldsNotOfTheFile) {
  const auto checksum = [](const std::string& attributes) {
    return Loaded(
               MemoryFiles({{"c.xml", one_change_set("<insert tableName=\"t\"><column name=\"a\" " +
                                                     attributes + "/></insert>")}}))
        .checksum();
  };
  // Text that is no number and no date is a function, which a later one of them takes over.
  EXPECT_EQ(checksum("valueDate=\"f()\" valueNumeric=\"g()\""),
            checksum("valueNumeric=\"g()\" valueDate=\"f()\""));
  EXPECT_EQ(checksum("valueComputed=\"h()\" valueNumeric=\"g()\""),
            checksum("valueComputed=\"h()\""));
}

TEST(Validate, RequiredAttributesAreMissed) {
  EXPECT_EQ(invalid("<dropTable/>", "postgresql"),
            (std::vector<std::string>{"tableName is required for dropTable"}));
}

TEST(Validate, WhatADatabaseDoesNotDoIsToldByName) {
  EXPECT_EQ(invalid("<addPrimaryKey tableName=\"t\" columnNames=\"a\"/>", "sqlite").size(), 1U);
  EXPECT_EQ(invalid("<addPrimaryKey tableName=\"t\" columnNames=\"a\"/>", "postgresql").size(), 0U);
}

TEST(Validate, SequencesAreSkippedWhereThereAreNone) {
  EXPECT_EQ(invalid("<createSequence sequenceName=\"s\"/>", "mysql").size(), 0U);
}

TEST(Validate, JavaCannotRun) {
  const auto messages = invalid("<customChange class=\"com.example.Fix\"/>", "postgresql");
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_NE(messages[0].find("com.example.Fix"), std::string::npos);
}

TEST(ChangeTypes, HaveDifferentNamesAndDocumentedFields) {
  std::set<std::string_view> names;
  for (const ChangeType* const type : change_types()) {
    EXPECT_TRUE(names.insert(type->name).second) << type->name;
    EXPECT_FALSE(type->doc.empty()) << type->name;
    EXPECT_LE(type->fields.size(), 64U) << type->name;
    for (const Field& field : type->fields)
      EXPECT_FALSE(field.doc.empty()) << type->name << "." << field.name;
  }
}

TEST(ChangeSet, AttributesAreRead) {
  const Loaded loaded(MemoryFiles(
      {{"c.xml",
        xml_changelog(R"(<changeSet id="1" author="a" context="x" labels="L1, l2" runAlways="true"
          runOnChange="true" failOnError="false" runInTransaction="false" logicalFilePath="/x\y.xml"
          onValidationFail="MARK_RAN" created="now"><comment>one</comment><comment>two</comment>
          <sql>select 1</sql></changeSet>)")}}));
  const ChangeSet& change_set = loaded.changelog.change_sets.at(0);
  EXPECT_EQ(change_set.id.path, "x/y.xml");
  EXPECT_TRUE(change_set.run_always);
  EXPECT_TRUE(change_set.run_on_change);
  EXPECT_EQ(change_set.fail_on_error, false);
  EXPECT_FALSE(change_set.in_transaction);
  EXPECT_EQ(*change_set.comments, "one\ntwo");
  EXPECT_EQ(change_set.full_context(), "x");
  EXPECT_EQ(change_set.full_labels(), "l1,l2");
}

TEST(ChangeSet, DescriptionNamesTheChanges) {
  const Loaded loaded(MemoryFiles(
      {{"c.xml",
        one_change_set(R"(<createTable tableName="a"><column name="x" type="int"/></createTable>
      <addForeignKeyConstraint baseTableName="a" baseColumnNames="x" referencedTableName="b"
        referencedColumnNames="y" constraintName="fk"/><sql>select 1</sql>)")}}));
  EXPECT_EQ(loaded.changelog.change_sets.at(0).description(),
            "createTable tableName=a; addForeignKeyConstraint baseTableName=a, constraintName=fk, "
            "referencedTableName=b; sql");
}

TEST(ChangeSet, LongDescriptionsAreCut) {
  const std::string name(300, 'x');
  const Loaded loaded(
      MemoryFiles({{"c.xml", one_change_set("<dropTable tableName=\"" + name + "\"/>")}}));
  const std::string description = loaded.changelog.change_sets.at(0).description();
  EXPECT_EQ(description.size(), 250U);
  EXPECT_TRUE(description.ends_with("..."));
}

TEST(ChangeSet, ACommentAsRollbackIsARefusal) {
  const Loaded loaded(MemoryFiles(
      {{"c.xml", one_change_set(
                     "<sql>drop table t</sql><rollback>-- NOT REVERSIBLE: restore</rollback>")}}));
  EXPECT_EQ(loaded.changelog.change_sets.at(0).rollback->refusal, "-- NOT REVERSIBLE: restore");
}

TEST(ChangeSet, CommentsAmongChangesAndInRollbacksAreLeftOut) {
  const Loaded xml(
      MemoryFiles({{"c.xml", one_change_set("<sql>select 1</sql><rollback><comment>back</comment>"
                                            "<sql>select 2</sql></rollback>")}}));
  EXPECT_EQ(xml.changelog.change_sets.at(0).rollback->parts.size(), 1U);
  const Loaded yaml(MemoryFiles({{"c.yaml",
                                  "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    "
                                  "changes:\n    - comment: hello\n    - sql: select 1\n"}}),
                    "c.yaml");
  EXPECT_FALSE(yaml.changelog.change_sets.at(0).comments);
  EXPECT_EQ(yaml.changelog.change_sets.at(0).changes.size(), 1U);
}

TEST(ChangeSet, ATagMayBeMissingWhereNoSchemaAsksForIt) {
  const Loaded yaml(
      MemoryFiles(
          {{"c.yaml",
            "databaseChangeLog:\n- changeSet:\n    id: 2\n    author: a\n    changes:\n    - "
            "tagDatabase: {}\n"}}),
      "c.yaml");
  EXPECT_FALSE(yaml.changelog.change_sets.at(0).tag());
  EXPECT_EQ(yaml.checksum(), "9:cdcb0da6e47b8e1a0917244c329f9012");
  EXPECT_EQ(problems_of(MemoryFiles({{"c.xml", one_change_set("<tagDatabase/>")}})),
            "c.xml:2:33: tagDatabase: the attribute 'tag' is missing\n");
}

TEST(ChangeSet, ACommentBesideSqlIsNoRefusal) {
  const Loaded loaded(MemoryFiles(
      {{"c.xml",
        one_change_set(
            "<sql>drop table t</sql><rollback>-- again\ncreate table t (id int)</rollback>")}}));
  EXPECT_FALSE(loaded.changelog.change_sets.at(0).rollback->refusal);
}

}  // namespace
}  // namespace ebbtide
