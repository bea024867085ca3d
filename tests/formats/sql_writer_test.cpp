#include <gtest/gtest.h>

#include "changelog/changes/table.h"
#include "changelog/undo.h"
#include "changelog/walk.h"
#include "formats/writer.h"
#include "tests/support/change_examples.h"
#include "tests/support/written_change_sets.h"

namespace ebbtide {
namespace {

/// A changeset that is written as SQL, read again; empty where SQL refuses it.
std::string sql_read_back(const std::vector<ChangeSet>& all) {
  std::string written;
  try {
    written = changelog_text("c.sql", all, {.file = {.path = "c"}});
  } catch (const Error& error) {
    return std::string("refused: ") + error.what();
  }
  return read_back("c.sql", written);
}

TEST(SqlWriter, SqlIsReadAsItWasWrittenOrRefused) {
  int refused = 0;
  for (const char* const text : odd_texts) {
    auto all = one_with(sql_of((std::string("select 1\n") + text + "\n;").c_str()));
    static_cast<RawSql&>(*all[0].changes[0]).target_dbms.reset();
    all[0].context = "a and (b or c)";
    all[0].labels = "l1, l2";
    all[0].dbms = "postgresql,!h2";
    all[0].run_on_change = true;
    all[0].in_transaction = all[0].fail_on_error.emplace(false);
    all[0].valid_checksums = {"8:1", "ANY"};
    all[0].comments = "what it is";
    all[0].id.id = "1 a";
    all[0].id.author = "ann b";
    const std::string read = sql_read_back(all);
    const bool has_carriage_return = std::string(text).find('\r') != std::string::npos;
    if (!has_carriage_return) {
      EXPECT_EQ(read, dump(all[0])) << text;
    }
    refused += read.starts_with("refused") ? 1 : 0;
  }
  EXPECT_EQ(refused, 1);  // the lines of a file have no carriage returns
}

TEST(SqlWriter, ALineThatWouldBeADirectiveIsRefused) {
  for (const char* const text :
       {"select 1\n--rollback drop table t", "--changeset a:b\nselect 1", "--comment x\nselect 1",
        "select 1\n--ignoreLines:1\nselect 2", "--preconditions onFail:HALT\nselect 1",
        "--property name:a value:b\nselect 1", "-rollback a\nselect 1"}) {
    auto all = one_with(sql_of(text));
    static_cast<RawSql&>(*all[0].changes[0]).target_dbms.reset();
    EXPECT_TRUE(sql_read_back(all).starts_with("refused: c::1::ann: ")) << sql_read_back(all);
  }
}

TEST(SqlWriter, WhatSqlHasNoWordsForIsRefused) {
  const auto refusal = [](auto&& spoil) {
    auto all = one_with(sql_of("select 1"));
    static_cast<RawSql&>(*all[0].changes[0]).target_dbms.reset();
    spoil(all[0]);
    return sql_read_back(all);
  };
  const std::string start = "refused: c::1::ann: SQL cannot say it: ";
  EXPECT_EQ(refusal([](ChangeSet& one) { one.run_order = RunOrder::last; }),
            start + "the attribute 'runOrder'");
  EXPECT_EQ(refusal([](ChangeSet& one) { one.context = "a \"b\""; }),
            start + "'a \"b\"' as contextFilter");
  EXPECT_EQ(refusal([](ChangeSet& one) { one.changes.push_back(sql_of("select 2")); }),
            start + "it has 2 changes, not one");
  EXPECT_EQ(refusal([](ChangeSet& one) { one.changes[0] = std::make_unique<CreateTable>(); }),
            start + "createTable is no SQL");
  EXPECT_EQ(refusal([](ChangeSet& one) { one.visitors.emplace_back(); }), start + "modifySql");
}

TEST(SqlWriter, RollbacksOfSqlKeepHowTheyAreTakenApart) {
  for (const bool split : {true, false}) {
    for (const char* const delimiter : {"", "//"}) {
      auto all = one_with(sql_of("select 1"));
      auto& own = static_cast<RawSql&>(*all[0].changes[0]);
      own.target_dbms.reset();
      own.split = true;
      own.delimiter = "@@";
      auto undoing = std::make_unique<RawSql>();
      undoing->sql = "drop table a;\n\ndrop table b";
      undoing->split = split;
      if (*delimiter != '\0') undoing->delimiter = delimiter;
      all[0].rollback = std::make_unique<Rollback>();
      all[0].rollback->parts.emplace_back(std::move(undoing));
      EXPECT_EQ(sql_read_back(all), dump(all[0]));
    }
  }
}

TEST(SqlWriter, EachPreconditionIsReadAsItWasWrittenOrRefused) {
  std::size_t written = 0;
  for (const PreconditionType* const type : precondition_types()) {
    for (const char* const text : odd_texts) {
      auto all = one_with(sql_of("select 1"));
      static_cast<RawSql&>(*all[0].changes[0]).target_dbms.reset();
      all[0].preconditions = std::make_unique<PreconditionBlock>();
      all[0].preconditions->on_fail = "MARK_RAN";
      auto one = type->create();
      fill(*one, type->fields, text);
      all[0].preconditions->all.push_back(std::move(one));
      const std::string read = sql_read_back(all);
      if (read.starts_with("refused")) continue;
      EXPECT_EQ(read, dump(all[0])) << text;
      ++written;
    }
  }
  EXPECT_GT(written, precondition_types().size() * 20);
}

/// The statements of a changeset, and behind a line those that undo it.
std::string statements_of(const Changelog& changelog, const ChangeSet& one, const Target& target) {
  std::string text;
  KeptStatements kept;
  Walk walk(one, Way::forward, target);
  for (const auto& change : one.changes) walk.run(*change, kept);
  for (const WalkedStatement& statement : kept.all) text += statement.sql() + "\n";
  const Undo undo = plan_undo(one, changelog, target);
  if (!undo.refusals.empty()) return text + "no way back";
  KeptStatements undoing;
  Walk back(one, Way::back, target);
  for (const UndoChange& change : undo.changes) back.run(*change, undoing);
  for (const WalkedStatement& statement : undoing.all) text += "back: " + statement.sql() + "\n";
  return text;
}

TEST(SqlWriter, AnyChangeBecomesItsStatementsAndThoseThatUndoIt) {
  std::size_t same = 0;
  for (const std::string dialect : {"postgresql", "mariadb", "sqlite"}) {
    const OfflineTarget offline(dialect);
    for (const ChangeExample& example : change_examples) {
      const Loaded loaded(
          MemoryFiles({{"c.xml", one_change_set(example.xml)}, {"f.sql", example_sql}}), "c.xml",
          {dialect, {}, ""});
      if (loaded.changelog.change_sets.empty()) continue;
      const Target target = offline.with(loaded.files, loaded.properties());
      const std::span<const ChangeSet> all{&loaded.changelog.change_sets.front(), 1};
      std::string written, expected;
      try {
        expected = statements_of(loaded.changelog, all[0], target);
        written = changelog_text("c.sql", all, {.target = &target});
      } catch (const Error&) {
        continue;
      }
      const Loaded again(MemoryFiles({{"c.sql", written}}), "c.sql", {dialect, {}, ""});
      EXPECT_EQ(statements_of(again.changelog, again.changelog.change_sets.at(0), target), expected)
          << written;
      ++same;
    }
  }
  EXPECT_GT(same, 90U);
}

TEST(SqlWriter, ChangeSetsGoBehindTheLastLine) {
  auto more = one_with(sql_of("select 2"));
  static_cast<RawSql&>(*more[0].changes[0]).target_dbms.reset();
  const std::string before = "--liquibase formatted sql\n\n--changeset ann:0\nselect 1;";
  const std::string after = with_change_sets("c.sql", before, more, {});
  EXPECT_EQ(after, before +
                       "\n\n-- changeset ann:1 splitStatements:false stripComments:false\n"
                       "select 2\n");
}

TEST(SqlWriter, LaidOutAsLiquibaseDoesButSoThatLabelsAreRead) {
  const OfflineTarget offline("postgresql");
  const MemoryFiles files;
  const Properties none{Selection{}};
  const Target target = offline.with(files, PropertyValues(none));
  auto table = std::make_unique<CreateTable>();
  table->table = "t";
  Column& id = table->columns.emplace_back();
  id.name = "id";
  id.type = "int";
  auto all = one_with(std::move(table));
  all[0].id.author = "Ann B";
  all[0].labels = "l1, l2";
  EXPECT_EQ(changelog_text("c.sql", all, {.target = &target}), R"(-- liquibase formatted sql

-- changeset Ann B:1 labels:"l1, l2"
CREATE TABLE t (id INTEGER);
--rollback DROP TABLE t;
)");
}

}  // namespace
}  // namespace ebbtide
