#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/program.h"
#include "database/drivers.h"
#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

/// A folder with a changelog and a SQLite file, where rollback commands are run.
struct RollbackCommand : testing::Test, ProgramRuns {
  WorkingFolder here;
  const std::filesystem::path& folder = here.path();
  std::string changelog = "c.sql";

  void write(const std::string& text, const std::string& name = "c.sql") const {
    here.write(name, (name == "c.sql" ? "--liquibase formatted sql\n" : "") + text);
  }
  int run(std::vector<std::string> arguments) {
    arguments.emplace_back("--url=sqlite:a.db");
    arguments.emplace_back("--changelog-file=" + changelog);
    return run_words(std::move(arguments));
  }
  std::string ask(const std::string& sql) const {
    const auto connection = connect(DatabaseUrl::parse("sqlite:a.db"), [](const std::string&) {});
    std::string text;
    for (const Row& row : connection->query({sql}).rows)
      text += (text.empty() ? "" : " ") + row.at(0).value_or("-");
    return text;
  }
  std::string tables() const {
    return ask("SELECT name FROM sqlite_master WHERE name IN ('t', 'u') ORDER BY name");
  }
  std::string ran() const { return ask("SELECT ID FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED"); }
};

const std::string two =
    "--changeset ann:1\ncreate table t (a int);\n--rollback drop table t;\n"
    "--changeset ann:2\ncreate table u (a int);\n--rollback drop table u;\n";

TEST_F(RollbackCommand, ThePlanIsShownOnErrorOutputBeforeItRuns) {
  write(two);
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "1"}), 0);
  EXPECT_EQ(out, "");
  EXPECT_EQ(err.find("Rollback plan: 1 changeset\n"
                     "  c.sql::2::ann (explicit)\n"
                     "    drop table u\n"
                     "      loses table u with 0 rows\n"
                     "      locks RESERVED, EXCLUSIVE at the commit on the database file\n"
                     "Rolling Back Changeset: c.sql::2::ann\n"),
            0U)
      << err;
}

TEST_F(RollbackCommand, ThePlanAsDataHasStatementsLossesAndLocks) {
  write(two);
  run({"update"});
  ASSERT_EQ(run({"rollback-count", "2", "--plan", "--format=json"}), 0);
  const auto plan = nlohmann::json::parse(out);
  EXPECT_EQ(plan["possible"], true);
  ASSERT_EQ(plan["changesets"].size(), 2U);
  EXPECT_EQ(plan["changesets"][0]["id"], "2");
  EXPECT_EQ(plan["changesets"][0]["manner"], "explicit");
  EXPECT_EQ(plan["changesets"][0]["statements"][0]["sql"], "drop table u");
  EXPECT_EQ(plan["changesets"][0]["statements"][0]["losses"][0]["rows"], 0);
  EXPECT_EQ(tables(), "t u");
}

TEST_F(RollbackCommand, WhatSaysItIsNotReversibleRefusesEverything) {
  write(two +
        "--changeset ann:3\nselect 1;\n--rollback -- NOT REVERSIBLE: restore the backup\n"
        "--changeset ann:4\nselect 1;\n--rollback empty\n");
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "4"}), 3);
  EXPECT_TRUE(says("NOT REVERSIBLE: restore the backup")) << err;
  EXPECT_TRUE(says("Nothing was undone.")) << err;
  EXPECT_EQ(ran(), "1 2 3 4");
  EXPECT_EQ(run({"rollback-count-sql", "4"}), 3);
  EXPECT_EQ(out, "");
}

TEST_F(RollbackCommand, WhatWasMarkedAsRanLosesOnlyItsRow) {
  run({"execute-sql", "--sql=create table t (a int)"});
  write(
      "--changeset ann:1\n--preconditions onFail:MARK_RAN\n--precondition-sql-check "
      "expectedResult:0 select count(*) from sqlite_master where name = 't'\n"
      "create table t (a int);\n--rollback drop table t;\n");
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "1"}), 0) << err;
  EXPECT_EQ(tables(), "t");
  EXPECT_EQ(ran(), "");
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "1", "--liquibase-compatible"}), 0) << err;
  EXPECT_EQ(tables(), "");
}

TEST_F(RollbackCommand, ATagGivenTwiceIsRefusedUntilSomebodySaysWhich) {
  write(two);
  run({"update-count", "1"});
  run({"tag", "v1"});
  run({"update"});
  run({"tag", "v1"});
  EXPECT_TRUE(says("WARNING: the tag 'v1' is also on c.sql::1::ann")) << err;
  EXPECT_EQ(run({"rollback", "v1"}), 3);
  EXPECT_EQ(ran(), "1 2");
  EXPECT_EQ(run({"rollback", "v1", "--tag-version=NEWEST"}), 0);
  EXPECT_EQ(ran(), "1 2");
  EXPECT_EQ(run({"rollback", "v1", "--liquibase-compatible"}), 0);
  EXPECT_EQ(ran(), "1");
}

TEST_F(RollbackCommand, ARowOutsideTheChangelogIsRefusedUntilItMayStay) {
  write(two);
  run({"update-count", "1"});
  run({"tag", "v1"});
  run({"update"});
  write(two.substr(0, two.find("--changeset ann:2")) +
        "--changeset ann:3\nselect 1;\n--rollback empty\n");
  run({"update"});
  EXPECT_EQ(run({"rollback", "v1"}), 3);
  EXPECT_TRUE(says("--keep-unexpected=true")) << err;
  EXPECT_EQ(run({"rollback", "v1", "--keep-unexpected=true"}), 0) << err;
  EXPECT_EQ(ran(), "1 2");
}

TEST_F(RollbackCommand, RehearsalAndAtomicKeepTheChainTogether) {
  write(two);
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "2", "--rehearse"}), 0) << err;
  EXPECT_TRUE(says("Rehearsal: 2 changesets can be undone; nothing was changed.")) << err;
  EXPECT_EQ(tables(), "t u");
  EXPECT_EQ(run({"rollback-count", "2", "--atomic"}), 0) << err;
  EXPECT_EQ(tables(), "");
}

TEST_F(RollbackCommand, ProgramsThatRanBeforeDoNotRunAgainForAProof) {
  changelog = "ran.json";
  std::ofstream(changelog) << R"x({"databaseChangeLog": [
    {"changeSet": {"id": "1", "author": "ann", "changes": [{"executeCommand": {
      "executable": "touch", "args": [{"arg": {"value": "ran"}}]}}], "rollback": [{"empty": {}}]}},
    {"changeSet": {"id": "2", "author": "ann", "changes": [{"sql": {"sql": "create table t (a)"}}],
      "rollback": [{"sql": {"sql": "drop table t"}}]}}]})x";
  run({"update-count", "1", "--allow-execute-command"});
  ASSERT_TRUE(std::filesystem::remove("ran")) << err;
  EXPECT_EQ(run({"prove", "--allow-execute-command", "--scratch-url=sqlite:other.db"}), 0) << err;
  EXPECT_TRUE(says("Left out, for it runs a program on this host and was run before: touch"))
      << err;
  EXPECT_FALSE(std::filesystem::exists("ran"));
}

TEST_F(RollbackCommand, AnotherDatabaseForAProofIsNoLeaveToReachFurther) {
  write("--changeset ann:1\nattach 'else.db' as e;\n--rollback detach e;\n");
  EXPECT_EQ(run({"prove", "--scratch-url=sqlite:other.db"}), 1) << err;
  EXPECT_TRUE(says("cannot be proved on a scratch database, for it opens another file")) << err;
  EXPECT_FALSE(std::filesystem::exists("else.db"));
}

TEST_F(RollbackCommand, WhatAScriptHasHalfUndoneIsNotFinishedByTheChangelog) {
  write(
      "--changeset ann:1 runInTransaction:false\ncreate table t (a int);\ncreate table u (a "
      "int);\n--rollback drop table u;\n--rollback drop table t;\n");
  write("drop table t;\nnonsense;\n", "back.sql");
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "1", "--rollback-script=back.sql"}), 1);
  EXPECT_EQ(tables(), "u");
  EXPECT_EQ(run({"rollback-count", "1", "--plan"}), 0) << err;
  EXPECT_TRUE(says("an earlier run has left the rollback of this changeset half done")) << err;
  for (const std::string command : {"update", "repair"}) {
    EXPECT_EQ(command == "repair" ? run({"repair", "--undo"}) : run({command}), 1) << err;
    EXPECT_TRUE(says("a rollback script was cut off while it undid the changeset")) << err;
    EXPECT_TRUE(says("c.sql::1::ann")) << err;
    EXPECT_EQ(tables(), "u");
  }
  EXPECT_EQ(run({"repair", "--forget"}), 0) << err;
  EXPECT_EQ(ran(), "");
}

/// The second step of its rollback fails.
const std::string half_way_back =
    "--changeset ann:1\ncreate table t (a int);\n--rollback insert into t values (1, 2);\n"
    "--changeset ann:2\ncreate table u (a int);\n--rollback drop table u;\n";

TEST_F(RollbackCommand, SqlWrittenByHandIsUndoneChangesetByChangeset) {
  write(half_way_back);
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "2"}), 1);
  EXPECT_TRUE(
      says("Rollback plan: 2 changesets, newest first\n"
           "  c.sql::2::ann: it is undone by SQL that was written by hand"))
      << err;
  EXPECT_EQ(tables(), "t");
  EXPECT_EQ(ran(), "1");
}

TEST_F(RollbackCommand, AtomicUndoesNothingOfItWhereItFails) {
  write(half_way_back);
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "2", "--atomic"}), 1);
  EXPECT_TRUE(says("Rollback plan: 2 changesets, newest first, in one transaction\n")) << err;
  EXPECT_TRUE(says("nothing was undone (--atomic=false goes changeset by changeset)")) << err;
  EXPECT_EQ(tables(), "t u");
  EXPECT_EQ(ran(), "1 2");
}

TEST_F(RollbackCommand, ChangesOfTheChangelogAreUndoneInOneTransaction) {
  changelog = "c.yaml";
  const auto table = [](const std::string& name) {
    return "- changeSet: {id: " + name +
           ", author: ann, changes: [{createTable: {tableName: " + name +
           ", columns: [{column: {name: a, type: int}}]}}]}\n";
  };
  write("databaseChangeLog:\n" + table("t") + table("u"), changelog);
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "2", "--plan", "--format=json"}), 0) << err;
  EXPECT_TRUE(nlohmann::json::parse(out)["oneTransaction"]);
  EXPECT_EQ(run({"rollback-count", "2", "--plan", "--format=json", "--atomic=false"}), 0) << err;
  EXPECT_FALSE(nlohmann::json::parse(out)["oneTransaction"]);
  EXPECT_EQ(run({"rollback-count", "2"}), 0) << err;
  EXPECT_TRUE(says("Rollback plan: 2 changesets, newest first, in one transaction\n")) << err;
  EXPECT_EQ(tables(), "");
}

TEST_F(RollbackCommand, AChangesetOutsideOfTransactionsTakesTheWholeRollbackOutOfOne) {
  write(half_way_back + "--changeset ann:3 runInTransaction:false\nselect 1;\n--rollback empty\n");
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "3", "--atomic"}), 3);
  EXPECT_EQ(ran(), "1 2 3");
  EXPECT_EQ(run({"rollback-count", "3"}), 1);
  EXPECT_EQ(ran(), "1");
}

TEST_F(RollbackCommand, AScriptTakesThePlaceOfTheChangesetsOwnRollback) {
  write("--changeset ann:1\ncreate table t (a int);\n--changeset ann:2\ncreate table u (a int);\n");
  write("-- by hand\ndrop table t;\ndrop table u;\n", "back.sql");
  run({"update"});
  EXPECT_EQ(run({"rollback-count", "2"}), 3);
  EXPECT_EQ(run({"rollback-count", "2", "--rollback-script=none.sql"}), 1);
  EXPECT_EQ(ran(), "1 2");
  EXPECT_EQ(run({"rollback-count", "2", "--rollback-script=back.sql"}), 0) << err;
  EXPECT_EQ(tables(), "");
  EXPECT_EQ(ran(), "");
}

TEST_F(RollbackCommand, OneUpdateIsUndoneByItsDeployment) {
  write(two);
  run({"update-count", "1"});
  run({"update"});
  EXPECT_EQ(run({"rollback-one-update"}), 0) << err;  // nothing ran after it
  EXPECT_EQ(ran(), "1");
  EXPECT_EQ(run({"rollback-one-update", "--force", "--deployment-id=1"}), 1);
}

TEST_F(RollbackCommand, TheProofRunsOnACopyAndSaysWhatDiffers) {
  write(two);
  run({"update-count", "1"});
  EXPECT_EQ(run({"prove"}), 0) << err;
  EXPECT_EQ(out.find("1 changeset tested on "), 0U) << out;
  EXPECT_EQ(tables(), "t");
  EXPECT_EQ(run({"prove", "--all-changesets", "--each"}), 0) << err;
  EXPECT_EQ(out.find("2 changesets tested on "), 0U) << out;
  write(two + "--changeset ann:3\ncreate index i on t (a);\n--rollback empty\n");
  EXPECT_EQ(run({"prove", "--format=json"}), 1);
  const auto report = nlohmann::json::parse(out);
  EXPECT_EQ(report["proved"], false);
  EXPECT_EQ(report["findings"][0]["difference"], "additional");
  EXPECT_EQ(report["findings"][0]["object"], "index t.i");
}

TEST_F(RollbackCommand, WhatIsProvedIsDeployedAndNothingElse) {
  write(two);
  EXPECT_EQ(run({"update-testing-rollback"}), 0) << err;
  EXPECT_EQ(out.find("2 changesets tested on "), 0U) << out;
  EXPECT_NE(out.find("UPDATE SUMMARY"), std::string::npos) << out;
  EXPECT_EQ(ran(), "1 2");
  write(two + "--changeset ann:3\ncreate index i on t (a);\n--rollback empty\n");
  EXPECT_EQ(run({"update-testing-rollback"}), 1);
  EXPECT_EQ(ran(), "1 2");
}

TEST_F(RollbackCommand, TheProofIsDataBesideTheUpdate) {
  write(two);
  EXPECT_EQ(run({"update-testing-rollback", "--format=json"}), 0) << err;
  EXPECT_EQ(nlohmann::json::parse(out)["proved"], true);
  EXPECT_EQ(ran(), "1 2");
}

TEST_F(RollbackCommand, WithNothingPendingNothingIsProved) {
  write(two);
  run({"update"});
  EXPECT_EQ(run({"prove"}), 0) << err;
  EXPECT_EQ(out.find("Nothing is proved: no changeset is pending on "), 0U) << out;
  EXPECT_EQ(run({"prove", "--format=json"}), 0) << err;
  EXPECT_TRUE(nlohmann::json::parse(out)["proved"].is_null()) << out;
  EXPECT_EQ(run({"update-testing-rollback"}), 0) << err;
  EXPECT_EQ(out.find("Nothing is proved"), 0U) << out;
}

TEST_F(RollbackCommand, WhatReachesBeyondTheScratchDatabaseIsRefused) {
  write(
      "--liquibase formatted sql\n--changeset ann:1\nattach database 'other.db' as o;\n"
      "--rollback detach database o;\n");
  EXPECT_EQ(run({"prove"}), 1);
  EXPECT_NE(err.find("c.sql:4:1: "), std::string::npos) << err;
  EXPECT_NE(err.find("it opens another file"), std::string::npos) << err;
  write(
      "--liquibase formatted sql\n--changeset ann:1 dbms:postgresql\nattach database 'other.db' as "
      "o;\n"
      "--changeset ann:2\ncreate table t (a);\n--rollback drop table t;\n");
  EXPECT_EQ(run({"prove"}), 0) << err;
}

TEST_F(RollbackCommand, AScratchDatabaseOfARunThatIsGoneIsRemoved) {
  write(two);
  const auto place = std::filesystem::temp_directory_path() / "ebbtide_scratch_gone1";
  std::filesystem::create_directory(place);
  std::ofstream(place / "scratch.db") << "rows";
  EXPECT_EQ(run({"prove"}), 0) << err;
  EXPECT_FALSE(std::filesystem::exists(place));
  EXPECT_NE(err.find("ebbtide_scratch_gone1 of a run that is gone"), std::string::npos) << err;
}

}  // namespace
}  // namespace ebbtide
