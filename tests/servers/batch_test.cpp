// Statements that travel together fail as if each had been sent alone: the error names its own
// statement, nothing behind it ran, and the transaction is undone.

#include <chrono>
#include <thread>

#include "tests/support/test_database.h"

namespace ebbtide {
namespace {

using namespace std::chrono_literals;

/// What a batch came to.
struct Played {
  std::vector<std::int64_t> changed;  ///< of those that were answered
  std::string failed;                 ///< the SQL of the one that failed; empty where none did
  std::string message, state;
  std::optional<std::size_t> at;
};

class Batch : public OnDatabase {
 protected:
  void SetUp() override {
    OnDatabase::SetUp();
    if (!IsSkipped() && !HasFatalFailure()) execute("CREATE TABLE t (id INT)");
  }
  bool is_mysql() const { return GetParam() == "mysql" || GetParam() == "mariadb"; }
  std::string count() {
    return database().connect()->query({"SELECT COUNT(*) FROM t"}).rows[0][0].value_or("");
  }
  std::string sleep(const std::string& seconds) const {
    return is_mysql() ? "SELECT SLEEP(" + seconds + ")" : "SELECT pg_sleep(" + seconds + ")";
  }

  /// In one transaction, which is undone where one fails.
  Played play(const std::vector<std::string>& statements) {
    Played played;
    const Answered keep = [&](const Answer& answer) { played.changed.push_back(answer.changed); };
    connection().begin();
    try {
      for (const std::string& sql : statements) connection().queue({sql}, keep);
      connection().commit();
    } catch (const DatabaseError& error) {
      connection().rollback();
      played.failed = error.sql();
      played.message = error.what();
      played.state = error.state();
      played.at = error.at();
    }
    return played;
  }
  /// What the same statement comes to when it is sent alone.
  Played alone(const std::string& sql) {
    Played played;
    try {
      execute(sql);
    } catch (const DatabaseError& error) {
      played.message = error.what();
      played.state = error.state();
      played.at = error.at();
    }
    return played;
  }
};

const std::string insert = "INSERT INTO t VALUES (1), (2)";

TEST_P(Batch, EachStatementHasItsAnswer) {
  const Played played =
      play({insert, "UPDATE t SET id = 7 WHERE id = 1", "SELECT id FROM t", "DELETE FROM t"});
  EXPECT_EQ(played.failed, "");
  ASSERT_EQ(played.changed.size(), 4U);
  EXPECT_EQ(played.changed[0], 2);
  EXPECT_EQ(played.changed[1], 1);
  EXPECT_EQ(played.changed[3], 2);
}

TEST_P(Batch, AFailureAtEachPlaceNamesItsStatementAndNothingBehindItRan) {
  const std::vector<std::string> faults{
      "INSERT INTO missing VALUES (1)", "INSERT INTO t VALUES (1, 2, 3)", "SELEKT 1",
      "SELECT 1\n  FROM t WHERE\n oops", "CREATE TABLE t (id INT)"};
  constexpr int size = 6;
  for (const std::string& fault : faults) {
    const Played wanted = alone(fault);
    for (int at = 0; at < size; ++at) {
      SCOPED_TRACE(fault + " at " + std::to_string(at));
      execute("DELETE FROM t");
      std::vector<std::string> statements;
      for (int i = 0; i < size; ++i)
        statements.push_back(i == at ? fault : "INSERT INTO t VALUES (" + std::to_string(i) + ")");
      const Played played = play(statements);
      EXPECT_EQ(played.failed, fault);
      EXPECT_EQ(played.changed.size(), static_cast<std::size_t>(at));
      EXPECT_EQ(played.message, wanted.message);
      EXPECT_EQ(played.state, wanted.state);
      EXPECT_EQ(played.at, wanted.at);
      // MySQL has committed what was before a statement that defines something, but nothing behind.
      const bool has_committed = is_mysql() && fault.starts_with("CREATE");
      EXPECT_EQ(count(), has_committed ? std::to_string(at) : "0");
    }
  }
}

TEST_P(Batch, TwoFaultsAreTheFirst) {
  const Played played = play({insert, "SELECT first_fault", insert, "SELECT second_fault"});
  EXPECT_EQ(played.failed, "SELECT first_fault");
  EXPECT_EQ(count(), "0");
}

TEST_P(Batch, AFailureOfTheCommitIsItsOwn) {
  if (GetParam() != "postgresql") GTEST_SKIP() << "has no checks that wait for the commit";
  execute("CREATE TABLE p (id INT PRIMARY KEY)");
  execute("CREATE TABLE c (id INT REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
  const Played played = play({insert, "INSERT INTO c VALUES (5)", insert});
  EXPECT_EQ(played.failed, "COMMIT");
  EXPECT_EQ(played.state, "23503");
  EXPECT_EQ(played.changed.size(), 3U);
  EXPECT_EQ(count(), "0");
}

TEST_P(Batch, AQuestionSeesWhatIsQueued) {
  connection().begin();
  connection().queue({insert});
  EXPECT_EQ(connection().query({"SELECT COUNT(*) FROM t"}).rows[0][0], "2");
  connection().rollback();
  EXPECT_EQ(count(), "0");
}

TEST_P(Batch, AQuestionThrowsWhatWasQueuedBeforeIt) {
  connection().begin();
  try {
    connection().queue({"SELECT queued_fault"});
    connection().query({"SELECT 1"});
    ADD_FAILURE();
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.sql(), "SELECT queued_fault");
  }
  connection().rollback();
}

TEST_P(Batch, AStatementThatCannotBeSentIsRefusedBehindThoseBeforeIt) {
  const std::string cut("SELECT 1\0, 2", 12);
  EXPECT_EQ(play({insert, cut, insert}).failed, cut);
  EXPECT_EQ(play({"SELECT fault_before", cut}).failed, "SELECT fault_before");
}

TEST_P(Batch, MoreThanOnePacketIsOneTransaction) {
  std::vector<std::string> statements(450, "INSERT INTO t VALUES (1)");
  EXPECT_EQ(play(statements).changed.size(), 450U);
  EXPECT_EQ(count(), "450");
  statements[440] = "INSERT INTO missing VALUES (1)";
  const Played failed = play(statements);
  EXPECT_EQ(failed.failed, statements[440]);
  EXPECT_EQ(failed.changed.size(), 440U);
  EXPECT_EQ(count(), "450");
}

TEST_P(Batch, LongStatementsTravelToo) {
  execute("CREATE TABLE texts (x TEXT)");
  const std::string text(60000, 'x');
  const Played played =
      play(std::vector<std::string>(20, "INSERT INTO texts VALUES ('" + text + "')"));
  EXPECT_EQ(played.failed, "");
  EXPECT_EQ(played.changed, std::vector<std::int64_t>(20, 1));
}

TEST_P(Batch, WhatIsDroppedDoesNotRun) {
  connection().begin();
  connection().queue({insert});
  connection().drop_queued();
  connection().queue({"INSERT INTO t VALUES (3)"});
  connection().commit();
  EXPECT_EQ(count(), GetParam() == "sqlite" ? "3" : "1");  // it runs each statement at once
}

TEST_P(Batch, ARollbackTakesBackWhatIsQueued) {
  connection().begin();
  connection().queue({insert});
  connection().rollback();
  connection().begin();
  connection().queue({"INSERT INTO t VALUES (3)"});
  connection().commit();
  EXPECT_EQ(count(), "1");
}

TEST_P(Batch, ValuesOfParametersTravel) {
  execute("CREATE TABLE texts (x VARCHAR(90))");
  connection().begin();
  connection().queue({insert});
  connection().queue({"INSERT INTO texts VALUES (?)", {{"it's"}}});
  connection().queue({"INSERT INTO texts VALUES (?)", {{}}});
  connection().commit();
  const Rows found = database().connect()->query({"SELECT x FROM texts ORDER BY x IS NULL"});
  ASSERT_EQ(found.rows.size(), 2U);
  EXPECT_EQ(found.rows[0][0], "it's");
  EXPECT_EQ(found.rows[1][0], std::nullopt);
}

TEST_P(Batch, AChangeOfNoRowCanBeAFailure) {
  const std::string nothing = "UPDATE t SET id = 2 WHERE id = 99";
  connection().begin();
  connection().queue({insert}, {}, FailsBy::no_change);
  try {
    connection().queue({nothing}, {}, FailsBy::no_change);
    connection().queue({insert});
    connection().commit();
    ADD_FAILURE();
  } catch (const NothingChanged& error) {
    EXPECT_EQ(error.sql(), nothing);
  }
  connection().rollback();
  EXPECT_EQ(count(), "0");
}

TEST_P(Batch, CommentsAtTheEndOfAStatementEndWithIt) {
  const Played played = play({insert + " -- all", "/* here */ " + insert + " /* there */", insert});
  EXPECT_EQ(played.failed, "");
  EXPECT_EQ(count(), "6");
}

TEST_P(Batch, AnErrorOfWhatMayFailIsToldAndTheRestRuns) {
  if (GetParam() == "postgresql") GTEST_SKIP() << "an error ends its transaction";
  std::string told;
  connection().begin();
  connection().queue({insert});
  connection().queue(
      {"INSERT INTO missing VALUES (1)"},
      [&](const Answer& answer) { told = answer.error ? answer.error->sql() : "-"; },
      FailsBy::nothing);
  connection().queue({insert});
  connection().commit();
  EXPECT_EQ(told, "INSERT INTO missing VALUES (1)");
  EXPECT_EQ(count(), "4");
}

TEST_P(Batch, AnswersComeWhenTheyAreThere) {
  if (GetParam() == "sqlite") GTEST_SKIP() << "runs each statement at once";
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::chrono::milliseconds> came, took;
  connection().begin();
  for (const std::string& sql : {insert, sleep("0.5"), insert, sleep("0.5"), insert})
    connection().queue({sql}, [&](const Answer& answer) {
      came.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::steady_clock::now() - begin));
      took.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(answer.took));
    });
  connection().commit();
  ASSERT_EQ(came.size(), 5U);
  EXPECT_LT(came[0], 450ms);
  EXPECT_GE(came[1], 480ms);
  EXPECT_LT(came[2], 950ms);
  EXPECT_GE(came[3], 980ms);
  EXPECT_GE(took[1], 480ms);
  EXPECT_LT(took[2], 450ms);
}

TEST_P(Batch, WhoeverCancelsHitsTheStatementAtWork) {
  if (GetParam() == "sqlite") GTEST_SKIP() << "runs each statement at once";
  std::thread canceller([&] {
    std::this_thread::sleep_for(500ms);
    connection().cancel();
  });
  const std::string long_one =
      is_mysql() ? "UPDATE t SET id = SLEEP(30) WHERE id = 7" : sleep("30");
  const Played played = play({"INSERT INTO t VALUES (7)", long_one, insert});
  canceller.join();
  EXPECT_EQ(played.failed, long_one) << played.message;
  EXPECT_EQ(count(), "0");
}

TEST_P(Batch, ATimeLimitEndsTheStatementItIsFor) {
  if (GetParam() == "sqlite" || GetParam() == "mysql") GTEST_SKIP() << "has none for all";
  execute(is_mysql() ? "SET max_statement_time = 0.5" : "SET statement_timeout = 500");
  const std::string long_one =
      is_mysql() ? "UPDATE t SET id = SLEEP(30) WHERE id = 7" : sleep("30");
  const Played played =
      play({"INSERT INTO t VALUES (7)", sleep("0.3"), sleep("0.3"), long_one, insert});
  EXPECT_EQ(played.failed, long_one) << played.message;
  EXPECT_EQ(played.changed.size(), 3U);
  EXPECT_EQ(count(), "0");
}

TEST_P(Batch, ASessionThatIsKilledInTheMiddleLeavesTheCommitOpen) {
  if (GetParam() == "sqlite") GTEST_SKIP() << "has no sessions";
  const std::string id = connection().session_id();
  std::thread killer([&] {
    std::this_thread::sleep_for(500ms);
    database().connect()->execute(
        {is_mysql() ? "KILL " + id : "SELECT pg_terminate_backend(" + id + ")"});
  });
  std::vector<int> answered;
  connection().begin();
  try {
    connection().queue({insert}, [&](const Answer&) { answered.push_back(1); });
    connection().queue({sleep("30")}, [&](const Answer&) { answered.push_back(2); });
    connection().queue({insert}, [&](const Answer&) { answered.push_back(3); });
    connection().commit();
    ADD_FAILURE();
  } catch (const ConnectionLost& error) {
    EXPECT_EQ(error.sql(), sleep("30"));
    // MySQL runs it alone, before the commit is sent.
    EXPECT_EQ(dynamic_cast<const CommitLost*>(&error) != nullptr, GetParam() != "mysql");
  }
  killer.join();
  EXPECT_EQ(answered, std::vector<int>{1});
  EXPECT_THROW(connection().query({"SELECT 1"}), ConnectionLost);
  EXPECT_EQ(count(), "0");
}

TEST_P(Batch, WhatTheServerKnowsOfTheStatementBeforeIsStillThere) {
  if (!is_mysql()) GTEST_SKIP() << "has nothing of the kind";
  execute("CREATE TABLE seen (n INT)");
  const Played played = play({insert, "INSERT INTO t VALUES (1), (2), (3)",
                              "INSERT INTO seen VALUES (ROW_COUNT())", insert});
  EXPECT_EQ(played.failed, "");
  EXPECT_EQ(played.changed, (std::vector<std::int64_t>{2, 3, 1, 2}));
  EXPECT_EQ(connection().query({"SELECT n FROM seen"}).rows[0][0], "3");
}

INSTANTIATE_TEST_SUITE_P(Databases, Batch, testing::ValuesIn(test_databases()),
                         [](const auto& row) { return row.param; });

}  // namespace
}  // namespace ebbtide
