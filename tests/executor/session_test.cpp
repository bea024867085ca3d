#include "executor/session.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/fake_connection.h"

namespace ebbtide {
namespace {

using Log = std::vector<std::string>;

struct Live : testing::Test {
  FakeConnection connection{"postgresql"};
  LiveSession session{connection, names()};

  Names names() const {
    Defaults defaults;
    defaults.schema = "app";
    return {connection.dialect(), defaults};
  }
  /// With what is set before the statement that follows it.
  Log log_of(const std::string& sql) {
    session.reset(1);
    session.run("insert into first values (1)");
    connection.log.clear();
    session.run(sql);
    session.reset(1);
    session.run("insert into next values (1)");
    connection.log.pop_back();
    return connection.log;
  }
};

TEST_F(Live, NothingButCommentsIsNotSent) {
  EXPECT_EQ(session.run("-- nothing\n/* here */"), 0);
  EXPECT_EQ(connection.log, Log{});
}

const std::string set_schema = "SET SEARCH_PATH TO app, \"$user\",\"public\"";

TEST_F(Live, TheSchemaIsSetBeforeTheFirstStatement) {
  session.reset(1);
  session.run("insert into t values (1)");
  session.run("insert into t values (2)");
  EXPECT_EQ(connection.log,
            (Log{set_schema, "insert into t values (1)", "insert into t values (2)"}));
}

TEST_F(Live, TheSchemaIsSetInTheTransactionSoThatItCostsNoRoundTrip) {
  session.reset(1);
  session.begin();
  EXPECT_EQ(connection.log, (Log{"begin", set_schema}));
}

TEST_F(Live, TheSchemaIsSetAgainOnlyWhereAStatementMayHaveChangedIt) {
  for (const char* const sql :
       {"create table t (a int)", "insert into t values (1)", " DROP TABLE t"})
    EXPECT_EQ(log_of(sql), Log{sql});
  for (const char* const sql :
       {"SET search_path TO b", "select set_config('search_path', 'b', false)",
        "do $$ begin end $$", "alter role ann set search_path = b"})
    EXPECT_EQ(log_of(sql).size(), 2U) << sql;
}

TEST_F(Live, ARollbackUndoesWhatWasSet) {
  session.reset(1);
  session.begin();
  session.rollback();
  connection.log.clear();
  session.reset(1);
  session.begin();
  EXPECT_EQ(connection.log, (Log{"begin", set_schema}));
}

TEST_F(Live, TheLastStatementEndsTheTransaction) {
  session.begin();
  session.run_and_commit({{"insert into h values (1)", "", ""}});
  EXPECT_EQ(connection.log, (Log{"begin", "insert into h values (1)", "commit"}));
}

TEST_F(Live, OutsideOfATransactionThereIsNothingToCommit) {
  session.run_and_commit({{"insert into h values (1)", "", ""}});
  EXPECT_EQ(connection.log, Log{"insert into h values (1)"});
}

TEST_F(Live, AProofFollowsItsStatementAndOutsideOfATransactionIsOneTextWithIt) {
  session.begin();
  session.run_and_commit({{"insert into h values (1)", "select 1", ""}});
  session.write({{"insert into h values (2)", "select 2", ""}});
  EXPECT_EQ(connection.log, (Log{"begin", "insert into h values (1)", "select 1", "commit",
                                 "insert into h values (2);\nselect 2"}));
}

TEST_F(Live, SeveralRowsAreOneTransactionAndNoneEndsItToo) {
  session.begin();
  session.run_and_commit(
      {{"insert into h values (1)", "select 1", ""}, {"insert into h values (2)", "", ""}});
  session.begin();
  session.run_and_commit({});
  session.run_and_commit({});
  EXPECT_EQ(connection.log, (Log{"begin", "insert into h values (1)", "select 1",
                                 "insert into h values (2)", "commit", "begin", "commit"}));
}

TEST_F(Live, ARowThatWasNotWrittenIsNotCommitted) {
  connection.changes["insert"] = {0, 0};
  session.begin();
  EXPECT_THROW(session.run_and_commit({{"insert into h values (1)", "", "gone"}}), Error);
  EXPECT_THROW(session.write({{"insert into h values (1)", "", "gone"}}), Error);
  EXPECT_EQ(connection.log, (Log{"begin", "insert into h values (1)", "insert into h values (1)"}));
}

/// What a script says for one step.
std::string script_of(const SqlStep& step, std::string_view dialect = "postgresql",
                      PreparedInScript prepared = PreparedInScript::warning) {
  std::ostringstream out;
  const auto words = make_dialect(dialect, "");
  ScriptSession(out, Names(*words, {}), prepared).run(step);
  return out.str();
}

TEST(Script, EndsStatementsOnceWithTheirDelimiter) {
  EXPECT_EQ(script_of({{"select 1"}}), "select 1;\n\n");
  EXPECT_EQ(script_of({{"select 1;"}}), "select 1;\n\n");
  EXPECT_EQ(script_of({{"select 1"}, "@"}), "select 1@\n\n");
  EXPECT_EQ(script_of({{"select 1"}, "\\nGO"}), "select 1\nGO\n\n");
  EXPECT_EQ(script_of({{"select 1"}, "a|b"}), "select 1;\n\n");
}

TEST(Script, KeepsTheBlanksOfAStatement) {
  EXPECT_EQ(script_of({{" select 1 "}}), " select 1 ;\n\n");
}

TEST(Script, HoldsTheValuesOfParameters) {
  EXPECT_EQ(script_of({{"insert into t values (?, '?', ?)", {{"it's"}, {}}}}),
            "insert into t values ('it''s', '?', NULL);\n\n");
}

TEST(Script, HoldsBytesAsTheDatabaseWritesThem) {
  const Statement statement{"insert into t values (?)", {{std::string("\0\xff", 2), true}}};
  EXPECT_EQ(script_of({statement}, "sqlite"), "insert into t values (X'00ff');\n\n");
  EXPECT_EQ(script_of({statement}), "insert into t values ('\\x00ff');\n\n");
}

TEST(Script, HasWarningsInPlaceOfPreparedStatements) {
  const std::string warning =
      "WARNING: This statement uses a prepared statement which cannot be execute directly by this "
      "script. Only works in 'update' mode\n\n";
  const Statement statement{"insert into t values (1), (2)"};
  EXPECT_EQ(script_of({statement, {}, 2}), warning + warning);
  EXPECT_EQ(script_of({statement, {}, 0}), "");
  EXPECT_EQ(script_of({statement, {}, 2}, "postgresql", PreparedInScript::sql),
            "insert into t values (1), (2);\n\n");
}

TEST(Script, CommentsAreThoseOfTheDatabase) {
  for (const auto& [dialect, expected] : std::vector<std::pair<const char*, const char*>>{
           {"postgresql", "-- a\n-- b\n"}, {"sqlite", "-- a\n-- b\n"}}) {
    std::ostringstream out;
    const auto words = make_dialect(dialect, "");
    ScriptSession(out, Names(*words, {}), PreparedInScript::warning).comment("a\r\nb");
    EXPECT_EQ(out.str(), expected);
  }
}

}  // namespace
}  // namespace ebbtide
