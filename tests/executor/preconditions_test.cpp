#include "executor/preconditions.h"

#include <gtest/gtest.h>

#include <csignal>

#include "database/catalog.h"
#include "tests/support/update_of_memory.h"

namespace ebbtide {
namespace {

/// What a block decides whose one precondition fails, cannot be checked, or holds: the gate and
/// what was reported, or the error.
std::string outcome(const std::string& attributes, const std::string& precondition,
                    bool is_script = false, int signal = 0) {
  const Loaded loaded = for_sqlite(
      change_set_of("1", "<preConditions " + attributes + ">" + precondition + "</preConditions>"));
  MemoryDatabase database;
  RecordedReport report;
  const CheckContext context{database.names(), database.catalog(), loaded.properties(), "",
                             [](const ChangeSetId&) { return false; }};
  Interruption interruption;
  if (signal != 0) interruption.request(signal);
  try {
    const Gate gate = ask(*loaded.changelog.change_sets.at(0).preconditions, context, is_script,
                          report, interruption);
    return std::string(gate == Gate::run    ? "run"
                       : gate == Gate::skip ? "skip"
                                            : "mark ran") +
           (report.text.empty() ? "" : ": " + report.text);
  } catch (const Error& error) {
    return "error at " + error.where().to_text() + ": " + error.what();
  }
}

const std::string holds = "<dbms type=\"sqlite\"/>";
const std::string fails = "<dbms type=\"h2\"/>";
const std::string breaks = "<sqlCheck expectedResult=\"1\">select 1 from missing</sqlCheck>";
const std::string why = "Preconditions Failed: DBMS Precondition failed: expected h2, got sqlite";

TEST(Preconditions, LetAChangesetRun) { EXPECT_EQ(outcome("", holds), "run"); }

TEST(Preconditions, HaltWhereNothingElseIsAsked) {
  EXPECT_EQ(outcome("", fails), "error at c.xml:2:34: " + why);
  EXPECT_EQ(outcome("onFail=\"HALT\"", fails), "error at c.xml:2:34: " + why);
  EXPECT_EQ(outcome("", breaks),
            "error at c.xml:2:34: the preconditions could not be checked: no such table: missing");
}

TEST(Preconditions, DoWhatOnFailSays) {
  EXPECT_EQ(outcome("onFail=\"CONTINUE\"", fails), "skip");
  EXPECT_EQ(outcome("onFail=\"MARK_RAN\"", fails), "mark ran");
  EXPECT_EQ(outcome("onFail=\"mark_ran\"", fails), "mark ran");
  EXPECT_EQ(outcome("onFail=\"WARN\"", fails), "run: warning c.xml:2:34: " + why + "\n");
}

TEST(Preconditions, AWishToStopIsNoAnswer) {
  const std::string attributes = "onFail=\"MARK_RAN\" onError=\"MARK_RAN\"";
  for (const std::string& precondition : {holds, fails, breaks})
    EXPECT_EQ(outcome(attributes, precondition, false, SIGINT).find("error at : interrupted"), 0U)
        << outcome(attributes, precondition, false, SIGINT);
}

TEST(Preconditions, DoWhatOnErrorSays) {
  EXPECT_EQ(outcome("onError=\"CONTINUE\"", breaks), "skip");
  EXPECT_EQ(outcome("onError=\"MARK_RAN\"", breaks), "mark ran");
  EXPECT_EQ(outcome("onError=\"WARN\"", breaks).find("run: warning "), 0U);
  EXPECT_EQ(outcome("onFail=\"CONTINUE\"", breaks).find("error at "), 0U);
}

TEST(Preconditions, SayWhatTheirMessageSays) {
  EXPECT_EQ(outcome("onFailMessage=\"only on h2\"", fails), "error at c.xml:2:34: only on h2");
  EXPECT_EQ(outcome("onErrorMessage=\"ask Ann\"", breaks),
            "error at c.xml:2:34: the preconditions could not be checked: ask Ann (no such table: "
            "missing)");
}

TEST(Preconditions, OfScriptsAreLeftOutUnlessTheySayOtherwise) {
  EXPECT_EQ(outcome("", fails, true), "run");
  EXPECT_EQ(outcome("onSqlOutput=\"IGNORE\"", fails, true), "run");
  EXPECT_EQ(outcome("onSqlOutput=\"TEST\" onFail=\"CONTINUE\"", fails, true), "skip");
  EXPECT_EQ(
      outcome("onSqlOutput=\"FAIL\"", holds, true),
      "error at c.xml:2:34: Preconditions Failed: they are not for scripts, as onSqlOutput is "
      "FAIL; run 'update' instead");
  EXPECT_EQ(outcome("onSqlOutput=\"FAIL\" onFail=\"MARK_RAN\"", holds, true), "mark ran");
  EXPECT_EQ(outcome("onSqlOutput=\"FAIL\"", holds), "run");
}

}  // namespace
}  // namespace ebbtide
