#include "cli/arguments.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide {
namespace {

using Tokens = std::vector<std::string>;
using Values = std::map<std::string, std::string>;

std::string error_of(const Tokens& tokens) {
  try {
    Arguments::parse(tokens);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(Arguments, OptionsStandBeforeAndBehindTheCommand) {
  const Arguments arguments = Arguments::parse(
      {"--log-level=INFO", "update", "--url=sqlite:a.db", "--changelog-file", "c.xml"});
  EXPECT_EQ(arguments.words, Tokens{"update"});
  EXPECT_EQ(arguments.values,
            (Values{{"log-level", "INFO"}, {"url", "sqlite:a.db"}, {"changelog-file", "c.xml"}}));
}

TEST(Arguments, FlagTakesTheNextWordOnlyWhereItIsAValue) {
  const Arguments before = Arguments::parse({"--strict", "update"});
  EXPECT_EQ(before.words, Tokens{"update"});
  EXPECT_EQ(before.values, (Values{{"strict", "true"}}));
  const Arguments given = Arguments::parse({"--strict", "false", "update"});
  EXPECT_EQ(given.words, Tokens{"update"});
  EXPECT_EQ(given.values, (Values{{"strict", "false"}}));
}

TEST(Arguments, TellsWhatStandsBeforeTheCommand) {
  const Arguments arguments =
      Arguments::parse({"--url", "sqlite:a.db", "--strict", "status", "--verbose"});
  EXPECT_EQ(arguments.before_command, (std::set<std::string, std::less<>>{"strict", "url"}));
}

TEST(Arguments, VAloneAsksForTheVersionAndBehindACommandForNothing) {
  EXPECT_TRUE(Arguments::parse({"-v"}).wants_version);
  EXPECT_TRUE(Arguments::parse({"--url", "x", "-v"}).wants_version);
  EXPECT_EQ(error_of({"status", "-v"}),
            "Unexpected argument(s): -v; did you mean '--verbose'? 'ebbtide -v' alone shows the "
            "version");
}

TEST(Arguments, WordsOfOtherToolsAreTranslated) {
  EXPECT_EQ(error_of({"update", "--user=ann"}), "Unexpected argument(s): --user; it is --username");
  EXPECT_EQ(error_of({"update", "-url=x"}),
            "Unexpected argument(s): -url=x; did you mean '--url'?");
}

TEST(Arguments, NamesHaveManySpellings) {
  for (const char* const name :
       {"--changelog-file", "--changeLogFile", "--changelogFile", "--CHANGELOG_FILE"})
    EXPECT_EQ(Arguments::parse({std::string(name) + "=c.xml"}).values,
              (Values{{"changelog-file", "c.xml"}}))
        << name;
}

TEST(Arguments, OldNamesAreKnown) {
  EXPECT_EQ(Arguments::parse({"--contexts=a"}).values, (Values{{"context-filter", "a"}}));
  EXPECT_EQ(Arguments::parse({"--labels=a"}).values, (Values{{"label-filter", "a"}}));
}

TEST(Arguments, ValuesKeepTheirEqualsSignsAndBlanks) {
  EXPECT_EQ(
      Arguments::parse({"--url=jdbc:mysql://db/s?a=b&c=d", "--label-filter", "a and b"}).values,
      (Values{{"url", "jdbc:mysql://db/s?a=b&c=d"}, {"label-filter", "a and b"}}));
  EXPECT_EQ(Arguments::parse({"--password="}).values, (Values{{"password", ""}}));
}

TEST(Arguments, FlagsNeedNoValue) {
  EXPECT_EQ(Arguments::parse({"status", "--verbose"}).values, (Values{{"verbose", "true"}}));
  EXPECT_EQ(Arguments::parse({"status", "--verbose=false"}).values, (Values{{"verbose", "false"}}));
}

TEST(Arguments, ParametersAreNamedByD) {
  const Arguments arguments = Arguments::parse({"update", "-Dschema=app", "-Dempty="});
  EXPECT_EQ(arguments.parameters,
            (std::vector<std::pair<std::string, std::string>>{{"schema", "app"}, {"empty", ""}}));
  EXPECT_EQ(error_of({"-Dschema"}), "'-Dschema' is no parameter; write -Dname=value");
  EXPECT_NE(error_of({"-D=x"}), "");
}

TEST(Arguments, HelpAndVersionAreAskedForAnywhere) {
  EXPECT_TRUE(Arguments::parse({"update", "--help"}).wants_help);
  EXPECT_TRUE(Arguments::parse({"-h"}).wants_help);
  EXPECT_TRUE(Arguments::parse({"--version"}).wants_version);
  EXPECT_TRUE(Arguments::parse({"-v"}).wants_version);
}

TEST(Arguments, UnknownOptionsAreNamedWithASuggestion) {
  EXPECT_EQ(error_of({"update", "--changelog-fil=c.xml"}),
            "Unexpected argument(s): --changelog-fil; did you mean '--changelog-file'?");
  EXPECT_EQ(error_of({"-x"}), "Unexpected argument(s): -x; options begin with two dashes");
}

TEST(Arguments, WhatIsGivenTwiceOrWithoutItsValueIsNamed) {
  EXPECT_EQ(error_of({"--url=a", "--url=b"}), "the option '--url' is given twice");
  EXPECT_EQ(error_of({"--url=", "--url=b"}), "the option '--url' is given twice");
  EXPECT_EQ(error_of({"--url=", "--url="}), "the option '--url' is given twice");
  EXPECT_EQ(error_of({"--changelog-file=a", "--changeLogFile=b"}),
            "the option '--changelog-file' is given twice");
  EXPECT_EQ(error_of({"update", "--url"}), "the option '--url' needs a value: --url=…");
}

}  // namespace
}  // namespace ebbtide
