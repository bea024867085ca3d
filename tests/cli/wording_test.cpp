#include "cli/wording.h"

#include <gtest/gtest.h>

#include "operations/update.h"
#include "rollback/plan.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

std::string said(const Error& error) {
  return join(lines_of_failure(Wording::liquibase, error), "\n");
}

TEST(Wording, IsThatOfTheName) {
  EXPECT_EQ(wording_of_name("/usr/bin/liquibase"), Wording::liquibase);
  EXPECT_EQ(wording_of_name("liquibase"), Wording::liquibase);
  EXPECT_EQ(wording_of_name("/opt/liquibase/ebbtide"), Wording::own);
  EXPECT_EQ(wording_of_name(""), Wording::own);
}

TEST(Wording, OursIsSilentAboutErrorsAndBeginnings) {
  EXPECT_TRUE(lines_of_start(Wording::own).empty());
  EXPECT_TRUE(lines_of_failure(Wording::own, Error("broken")).empty());
}

TEST(Wording, AnErrorIsUnexpected) {
  EXPECT_EQ(said(Error("broken; mend it")),
            "\nUnexpected error running Liquibase: broken\n\n"
            "For more information, please use the --log-level flag");
}

TEST(Wording, AFailedStatementIsTheReason) {
  EXPECT_NE(
      said(ChangeSetFailed("no table [42P01]; statement 2: select * from t", {}, "c::1::a", {}))
          .find("Unexpected error running Liquibase: Migration failed for changeset c::1::a:\n"
                "     Reason: liquibase.exception.DatabaseException: no table [Failed SQL: "
                "(42P01) select * from t]\n"),
      std::string::npos);
  EXPECT_NE(
      said(ChangeSetFailed("Preconditions Failed: no t", {}, "c.xml::1::a", {}))
          .find("     Reason: \n          c.xml : no t\n  - Caused by: Preconditions Failed\n"),
      std::string::npos);
}

TEST(Wording, ProblemsAreGroupedAsLiquibaseDoes) {
  const std::string changed =
      "the changeset was changed after it had run: its checksum was: 9:a but is "
      "now: 9:b; undo it";
  EXPECT_NE(said(ValidationFailed({{{"c.xml", 1, 1}, changed, "c.xml::1::a"},
                                   {{"c.xml", 2, 1}, "tableName is required", "c.xml::2::a"},
                                   {{"c.xml", 3, 1}, changed, "c.xml::3::a"}}))
                .find("Validation Failed:\n     2 changesets check sum\n"
                      "          c.xml::1::a was: 9:a but is now: 9:b\n"
                      "          c.xml::3::a was: 9:a but is now: 9:b\n"
                      "     1 changes have validation failures\n"
                      "          tableName is required, c.xml::2::a\n"),
            std::string::npos);
  EXPECT_NE(said(ValidationFailed({{{"c.xml", 4, 3}, "no end", ""}}))
                .find("Error parsing line 4 column 3 of c.xml: no end\n"),
            std::string::npos);
  EXPECT_NE(said(RollbackRefused({{{"c.xml", 4, 3}, "No inverse", "c.xml::1::a"}}))
                .find("Unexpected error running Liquibase: No inverse\n"),
            std::string::npos);
}

TEST(Wording, AWrongCommandLineEndsWithAWordOnHelp) {
  const std::string help =
      "\n\nFor detailed help, try 'liquibase --help' or 'liquibase <command-name> --help'";
  EXPECT_EQ(said(UsageError("Unexpected argument(s): --x; 'tag' does not take it")),
            "Unexpected argument(s): --x" + help);
  EXPECT_EQ(
      said(UsageError("Invalid argument '--tag': missing required argument; give it")),
      "Error parsing command line: Invalid argument '--tag': missing required argument" + help);
  EXPECT_EQ(
      said(UsageError("Invalid arguments '--url' and '--tag': missing required arguments; x")),
      "Error parsing command line: Invalid argument '--url': missing required argument. If you "
      "need to configure new liquibase project files and arguments, run the 'liquibase init "
      "project' command." +
          help);
}

}  // namespace
}  // namespace ebbtide
