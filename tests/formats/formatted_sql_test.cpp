#include "formats/formatted_sql.h"

#include <gtest/gtest.h>

#include "changelog/changes/sql.h"
#include "changelog/precondition.h"
#include "tests/support/changelogs.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

const std::string header = "--liquibase formatted sql\n";

Loaded load(const std::string& body) {
  return Loaded(MemoryFiles({{"c.sql", header + body}}), "c.sql");
}
std::string error_of(const std::string& body) {
  return problems_of(MemoryFiles({{"c.sql", header + body}}), "c.sql");
}
const RawSql& sql_of(const Loaded& loaded, std::size_t index = 0) {
  return static_cast<const RawSql&>(*loaded.changelog.change_sets.at(index).changes.at(0));
}
const RawSql& rollback_of(const Loaded& loaded) {
  return static_cast<const RawSql&>(
      *std::get<std::unique_ptr<Change>>(loaded.changelog.change_sets.at(0).rollback->parts.at(0)));
}

TEST(FormattedSql, ChangesetsAndTheirAttributes) {
  const Loaded loaded = load(
      "--changeset ann:1 context:\"dev or test\" labels:x dbms:postgresql,mysql runOnChange:true "
      "failOnError:false\n--comment Hi ${x}\nselect 1;\n-- changeset \"b c\":\"2 3\"\nselect 2;\n");
  const ChangeSet& first = loaded.changelog.change_sets.at(0);
  EXPECT_EQ(first.id.to_text(), "c.sql::1::ann");
  EXPECT_EQ(*first.context, "dev or test");
  EXPECT_EQ(*first.labels, "x");
  EXPECT_TRUE(first.run_on_change);
  EXPECT_EQ(first.fail_on_error, false);
  EXPECT_EQ(*first.comments, "Hi ${x}");
  EXPECT_EQ(*sql_of(loaded).sql, "select 1;");
  EXPECT_TRUE(sql_of(loaded).strip_comments);
  EXPECT_EQ(loaded.changelog.change_sets.at(1).id.to_text(), "c.sql::2 3::b c");
}

TEST(FormattedSql, OptionsOfTheSql) {
  const Loaded loaded =
      load("--changeset a:1 splitStatements:false stripComments:false endDelimiter:GO\nselect 1\n");
  EXPECT_FALSE(sql_of(loaded).split);
  EXPECT_FALSE(sql_of(loaded).strip_comments);
  EXPECT_EQ(*sql_of(loaded).delimiter, "GO");
}

TEST(FormattedSql, RollbackLinesAreJoined) {
  const Loaded loaded = load("--changeset a:1\nselect 1;\n--rollback drop\n--rollback  table t;\n");
  EXPECT_EQ(*rollback_of(loaded).sql, "drop\n table t;");
}

TEST(FormattedSql, RollbackBlocksKeepTheirLines) {
  const Loaded loaded = load(
      "--changeset a:1\nselect 1;\n/* liquibase rollback\n-- no longer used\ndrop table c;\n*/\n");
  EXPECT_EQ(*rollback_of(loaded).sql, "-- no longer used\ndrop table c;");
}

TEST(FormattedSql, ARollbackBlockOfSeveralLinesCanSayThatNothingIsToDo) {
  const Loaded loaded = load(
      "--changeset a:1\nselect 1;\n/* liquibase rollback\nnot required\n, it is a comment\n*/\n");
  EXPECT_TRUE(loaded.changelog.change_sets.at(0).rollback->parts.empty());
}

TEST(FormattedSql, QuotesOfBothKindsStandAroundValues) {
  const Loaded loaded = load(
      "--property name:v value:w context:'dev' labels:\"l\"\n"
      "--changeset 'ann':'1' context:'dev' labels:'x' \nselect 1;\n"
      "--changeset 'b:2 contextFilter:'dev or test'\nselect 2;\n");
  const ChangeSet& first = loaded.changelog.change_sets.at(0);
  EXPECT_EQ(first.id.to_text(), "c.sql::1::ann");
  EXPECT_EQ(*first.context, "dev");
  EXPECT_EQ(*first.labels, "x");
  const ChangeSet& second = loaded.changelog.change_sets.at(1);
  EXPECT_EQ(second.id.author, "'b");
  EXPECT_EQ(*second.context, "'dev");  // as Liquibase does: only double quotes hold blanks
}

/// The ids of the changesets of a body.
std::string ids_of(const std::string& body) {
  std::string ids;
  const Loaded loaded = load(body);
  for (const ChangeSet& change_set : loaded.changelog.change_sets) ids += change_set.id.id + " ";
  return ids;
}

TEST(FormattedSql, AChangesetInABlockCommentIsLeftOut) {
  const std::string body =
      "/*\n--changeset a:0\nselect 0;\n--rollback select 0;\n*/\n--changeset a:1\nselect '/*', 1;\n"
      "  /* old:\n--changeset a:2\nselect 2;\n--rollback drop table gone;\n--comment old\n*/\n"
      "--changeset a:3\nselect 3;\n";
  EXPECT_EQ(ids_of(body), "1 3 ");
  const Loaded loaded = load(body);
  EXPECT_FALSE(loaded.changelog.change_sets.at(0).rollback);
  EXPECT_FALSE(loaded.changelog.change_sets.at(0).comments);
  ASSERT_EQ(loaded.changelog.warnings.size(), 2u);
  EXPECT_EQ(loaded.changelog.warnings.at(1).where.to_text(), "c.sql:10:1");
}

TEST(FormattedSql, WhatIsNoCommentForSureHidesNoChangeset) {
  const std::string next = "\n--changeset a:2\nselect 2;";
  EXPECT_EQ(ids_of("--changeset a:1\nselect '/*';" + next + "\nselect '*/';\n"), "1 2 ");
  EXPECT_EQ(ids_of("--changeset a:1\nselect \"/*\";" + next + " -- */\n"), "1 2 ");
  EXPECT_EQ(ids_of("--changeset a:1\nselect 1; -- db/*.sql" + next + " -- */\n"), "1 2 ");
  EXPECT_EQ(ids_of("--changeset a:1\nselect $x$ /* $x$;" + next + "\nselect '*/';\n"), "1 2 ");
  EXPECT_EQ(ids_of("--changeset a:1\nselect 1 /* open" + next + "\n"), "1 2 ");
  EXPECT_EQ(ids_of("--changeset a:1\nselect 'it''s /*" + next + " /* x */\n"), "1 2 ");
  EXPECT_EQ(ids_of("--changeset a:1\nselect 1; /* liquibase */" + next + "\n"), "1 2 ");
}

TEST(FormattedSql, RollbackThatIsNotRequiredIsEmpty) {
  for (const char* text : {"not required", "NOT required: nothing to do", "empty"}) {
    const Loaded loaded =
        load(std::string("--changeset a:1\nselect 1;\n--rollback ") + text + "\n");
    ASSERT_TRUE(loaded.changelog.change_sets.at(0).rollback) << text;
    EXPECT_TRUE(loaded.changelog.change_sets.at(0).rollback->parts.empty()) << text;
  }
}

TEST(FormattedSql, RollbackCanReferToAnEarlierChangeset) {
  const Loaded loaded = load(
      "--changeset a:1\nselect 1;\n--changeset a:2\ndrop table t;\n--rollback changesetId:1 "
      "changesetAuthor:a\n");
  const Rollback& rollback = *loaded.changelog.change_sets.at(1).rollback;
  EXPECT_EQ(std::get<Rollback::Reference>(rollback.parts.at(0)).id.to_text(), "c.sql::1::a");
  EXPECT_NE(error_of("--changeset a:2\nselect 1;\n--rollback changesetId:9 changesetAuthor:a\n")
                .find("does not exist"),
            std::string::npos);
}

TEST(FormattedSql, AnOptionOfTheRollbackIsAlsoOneOfTheSql) {
  const Loaded loaded =
      load("--changeset a:1 rollbackEndDelimiter:@\nselect 1@\n--rollback drop table t@\n");
  EXPECT_EQ(*sql_of(loaded).delimiter, "@");
  EXPECT_EQ(*rollback_of(loaded).delimiter, "@");
}

TEST(FormattedSql, PreconditionsAreRead) {
  const Loaded loaded = load(
      "--changeset a:1\n--preconditions onFail:MARK_RAN onError:WARN\n"
      "--precondition-sql-check expectedResult:0 select count(*) from t\n"
      "--precondition-table-exists table:t schema:s\nselect 1;\n");
  const PreconditionBlock& block = *loaded.changelog.change_sets.at(0).preconditions;
  EXPECT_EQ(block.when_failed(), Otherwise::mark_ran);
  EXPECT_EQ(block.when_in_error(), Otherwise::warn);
  ASSERT_EQ(block.all.size(), 2U);
  EXPECT_EQ(block.all[0]->type().name, "sqlCheck");
}

/// A line with every field of a kind of precondition, each with its own value.
std::string line_of(const std::string& dashed, const PreconditionType& type) {
  std::string line = "--precondition-" + dashed, body;
  for (const Field& field : type.fields) {
    if (!field.is_scalar()) continue;
    std::string word(field.name);
    if (const std::size_t at = word.find("Name"); at != std::string::npos) word.erase(at, 4);
    const std::string value = field.kind == FieldKind::integer ? "7" : "v_" + lower(word);
    if (has(field.traits, Trait::body)) {
      body = " " + value;
    } else {
      line += " " + word + ":" + value;
    }
  }
  return line + body + "\n";
}

TEST(FormattedSql, EveryPreconditionThatHoldsNoOthersCanBeWritten) {
  for (const PreconditionType* const type : precondition_types()) {
    std::string dashed;
    for (const char c : type->name)
      dashed += lower(c) == c ? std::string{c} : "-" + std::string{lower(c)};
    const std::string line = line_of(dashed, *type);
    if (type->create()->nested() != nullptr) {
      EXPECT_NE(error_of("--changeset a:1\n" + line + "select 1;\n"), "") << line;
      continue;
    }
    const Loaded loaded = load("--changeset a:1\n" + line + "select 1;\n");
    const auto& all = loaded.changelog.change_sets.at(0).preconditions->all;
    ASSERT_EQ(all.size(), 1U) << line;
    EXPECT_EQ(all[0]->type().name, type->name);
    for (const Field& field : type->fields) {
      if (!field.is_scalar()) continue;
      EXPECT_TRUE(field.get(*all[0])) << line << field.name;
    }
  }
}

TEST(FormattedSql, ValuesOfPreconditionsEndWhereLiquibaseEndsThem) {
  const auto first = [](const std::string& line) {
    const Loaded loaded = load("--changeset a:1\n--precondition-" + line + "\nselect 1;\n");
    const auto& one = *loaded.changelog.change_sets.at(0).preconditions->all.at(0);
    std::string text;
    for (const Field& field : one.type().fields) {
      if (const auto value = field.get(one)) text += std::string(field.name) + "=" + *value + " ";
    }
    return text;
  };
  EXPECT_EQ(first("table-exists table:my-table schema:s"), "schemaName=s tableName=my ");
  EXPECT_EQ(first("table-exists table:a table:b"), "tableName=b ");
  EXPECT_EQ(first("column-exists table:\"my table\" column:c"), "columnName=c tableName=my table ");
  EXPECT_EQ(first("index-exists table:t columns:a,b"), "columnNames=a,b tableName=t ");
  EXPECT_EQ(first("change-set-executed id:1 author:ann changeLogFile:db/c.xml"),
            "author=ann changeLogFile=db/c.xml id=1 ");
  EXPECT_EQ(first("sql-check 'a b' select 1"), "expectedResult=a b sql=select 1 ");
  EXPECT_NE(error_of("--changeset a:1\n--precondition-column-exists table:t\nselect 1;\n")
                .find("columnExists: the column is missing; write 'column:<value>'"),
            std::string::npos);
}

TEST(FormattedSql, PropertiesAndIgnoredLines) {
  const Loaded loaded = load(
      "--property name:t value:person\n--changeset "
      "a:1\n--ignoreLines:start\nbroken\n--ignoreLines:end\n"
      "--ignoreLines:1\nbroken too\nselect * from ${t};\n");
  EXPECT_EQ(*sql_of(loaded).sql, "select * from person;");
}

TEST(FormattedSql, LogicalPathOfTheHeaderCountsForWhatFollows) {
  const Loaded loaded = load(
      "--changeset a:1\nselect 1;\n--liquibase formatted sql "
      "logicalFilePath:/x\\y.sql\n--changeset a:2\nselect 2;\n");
  EXPECT_EQ(loaded.changelog.change_sets.at(0).id.path, "c.sql");
  EXPECT_EQ(loaded.changelog.change_sets.at(1).id.path, "x/y.sql");
}

TEST(FormattedSql, MisspeltDirectivesAreRefusedWithTheirPlace) {
  EXPECT_TRUE(error_of("-changeset a:1\nselect 1;\n")
                  .starts_with("c.sql:2:1: this is not written as a directive must be"));
  EXPECT_NE(error_of("--changeset a: 1\nselect 1;\n"), "");
  EXPECT_NE(error_of("--changeset a1\nselect 1;\n"), "");
  EXPECT_NE(error_of("--property foo=bar x\n"), "");
  EXPECT_NE(error_of("--comment x\n"), "");
  for (const char* line :
       {"--comments x", "-comment x", "-rollback x", "-validCheckSum x", "-preconditions x",
        "--ignore:1", "--ignoreLines:x", "--precondition-foo a", "--precondition-sql-check 1",
        "--precondition-table-exists x", "/* liquibase rollback"}) {
    EXPECT_NE(error_of(std::string("--changeset a:1\n") + line + "\nselect 1;\n"), "") << line;
  }
}

TEST(FormattedSql, AChangesetNeedsSql) {
  EXPECT_NE(
      error_of("--changeset a:1\n\n--changeset a:2\nselect 1;\n").find("No SQL for changeset a:1"),
      std::string::npos);
}

TEST(FormattedSql, AFileWithoutHeaderIsOneChangeset) {
  const Loaded loaded(MemoryFiles({{"c.sql", "select '${x}';\nselect 2;"}}), "c.sql");
  EXPECT_EQ(loaded.changelog.change_sets.at(0).id.to_text(), "c.sql::raw::includeAll");
  EXPECT_EQ(*sql_of(loaded).sql, "select '${x}';\nselect 2;");
  EXPECT_FALSE(sql_of(loaded).split);
}

TEST(FormattedSql, LineEndsOfAllKindsAreRead) {
  const Loaded loaded(
      MemoryFiles(
          {{"c.sql", "--liquibase formatted sql\r\n--changeset a:1\r\nselect 1\r\nfrom t;\r\n"}}),
      "c.sql");
  EXPECT_EQ(*sql_of(loaded).sql, "select 1\nfrom t;");
}

}  // namespace
}  // namespace ebbtide
