#include "cli/program.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/project_on.h"

namespace ebbtide {
namespace {

/// A folder with a changelog in which the program is run; gone with the test.
struct Program : testing::Test, ProgramRuns {
  WorkingFolder here;
  const std::filesystem::path& folder = here.path();

  void write(const std::string& name, const std::string& text) const { here.write(name, text); }
  int run(std::vector<std::string> arguments, Environment environment = {}) {
    return run_words(std::move(arguments), std::move(environment));
  }
  /// Runs a command on a changelog and a SQLite file of the folder.
  int run_here(const std::string& command, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{command, "--url=sqlite:a.db", "--changelog-file=c.sql"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
};

const std::string good =
    "--liquibase formatted sql\n--changeset ann:1\ncreate table t (a);\n--rollback drop table t;\n"
    "--changeset ann:2\ninsert into t values (1);\n";

TEST_F(Program, WithoutACommandItSaysHowItIsUsed) {
  EXPECT_EQ(run({}), 2);
  EXPECT_EQ(out, "");
  EXPECT_EQ(err.find("Missing required subcommand\n"), 0U);
}

TEST_F(Program, HelpAndVersionAreResults) {
  EXPECT_EQ(run({"--help"}), 0);
  EXPECT_NE(out.find("Usage: ebbtide"), std::string::npos);
  EXPECT_EQ(err, "");
  EXPECT_EQ(run({"help", "rollback"}), 0);
  EXPECT_NE(out.find("Usage: ebbtide rollback [OPTIONS] TAG"), std::string::npos);
  EXPECT_EQ(run({"--version"}), 0);
  EXPECT_EQ(out.find("ebbtide "), 0U);
}

TEST_F(Program, AnUpdateThatWorksIsZero) {
  write("c.sql", good);
  EXPECT_EQ(run_here("update"), 0) << err;
  EXPECT_EQ(run_here("status"), 0) << err;
}

TEST_F(Program, WhatFailsIsOne) {
  write("c.sql", "--liquibase formatted sql\n--changeset ann:1\nbroken;\n");
  EXPECT_EQ(run_here("update"), 1);
  EXPECT_NE(err.find("c.sql:3:1: near \"broken\""), std::string::npos) << err;
  EXPECT_EQ(run({"update", "--url=sqlite:a.db", "--changelog-file=missing.sql"}), 1);
}

TEST_F(Program, WhatIsSaidWrongIsOneAsWithLiquibase) {
  EXPECT_EQ(run({"updaet"}), 1);
  EXPECT_NE(err.find("did you mean 'update'?"), std::string::npos) << err;
  EXPECT_EQ(run({"update", "--no-such-option=1"}), 1);
  EXPECT_EQ(run({"update", "--count=1"}), 1);
  EXPECT_NE(err.find("--count; 'update' does not take it"), std::string::npos) << err;
  EXPECT_EQ(run({"update", "more"}), 1);
}

TEST_F(Program, ARefusedRollbackIsThreeAndChangesNothing) {
  write("c.sql", good);
  ASSERT_EQ(run_here("update"), 0);
  EXPECT_EQ(run_here("rollback-count", {"--count=2"}), 3);
  EXPECT_NE(err.find("c.sql:6:1: No inverse to sql"), std::string::npos) << err;
  EXPECT_EQ(run_here("status"), 0);
  EXPECT_NE(out.find("is up to date"), std::string::npos) << out;
}

TEST_F(Program, TheValueBehindTheCommandIsItsOption) {
  write("c.sql", good);
  EXPECT_EQ(run_here("update-count", {"1"}), 0) << err;
  EXPECT_EQ(run_here("tag", {"v1"}), 0) << err;
  EXPECT_EQ(run_here("rollback-count", {"1", "--count=1"}), 1);
  EXPECT_NE(err.find("'--count' is given twice"), std::string::npos) << err;
}

TEST_F(Program, ScriptsAreResultsAndMessagesAreNot) {
  write("c.sql", good);
  EXPECT_EQ(run_here("update-sql"), 0) << err;
  EXPECT_NE(out.find("insert into t values (1);"), std::string::npos);
  EXPECT_EQ(out.find("executed successfully"), std::string::npos);
  EXPECT_NE(err.find("executed successfully"), std::string::npos);
}

TEST_F(Program, AResultCanGoToAFile) {
  write("c.sql", good);
  EXPECT_EQ(run_here("update-sql", {"--output-file=o.sql"}), 0) << err;
  EXPECT_EQ(out, "");
  EXPECT_GT(std::filesystem::file_size(folder / "o.sql"), 100U);
  EXPECT_EQ(run_here("update-sql", {"--output-file=out/sql/o.sql"}), 0) << err;
  EXPECT_GT(std::filesystem::file_size(folder / "out/sql/o.sql"), 100U);
  EXPECT_EQ(run_here("update-sql", {"--output-file=c.sql/o.sql"}), 1);
}

TEST_F(Program, SettingsComeFromTheEnvironmentAndTheFileOfTheFolder) {
  write("c.sql", good);
  write("liquibase.properties", "changelog-file=c.sql\nurl=sqlite:wrong/a.db\n");
  EXPECT_EQ(run({"update"}, {{"LIQUIBASE_COMMAND_URL", "sqlite:b.db"}}), 0) << err;
  EXPECT_TRUE(std::filesystem::exists(folder / "b.db"));
}

TEST_F(Program, NoPasswordIsEverPrinted) {
  write("c.sql", good);
  write("liquibase.properties", "password=s3cret\n");
  const std::string url = "--url=postgresql://ann:s3cret@127.0.0.1:1/db?connect_timeout=1";
  EXPECT_EQ(run({"update", url, "--changelog-file=c.sql"}), 1);
  EXPECT_EQ((out + err).find("s3cret"), std::string::npos) << err;
  EXPECT_EQ(run({"update", "--url=jdbc:mysql://127.0.0.1:1/db?user=ann&password=s3cret",
                 "--changelog-file=c.sql"}),
            1);
  EXPECT_EQ((out + err).find("s3cret"), std::string::npos) << err;
  EXPECT_EQ(run({"status", "--url=postgresql://ann:s3cret@127.0.0.1:1/db?sslmod=x",
                 "--changelog-file=c.sql"}),
            1);
  EXPECT_EQ((out + err).find("s3cret"), std::string::npos) << err;
}

}  // namespace
}  // namespace ebbtide
