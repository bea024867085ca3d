#include "cli/settings.h"

#include <gtest/gtest.h>

#include "text/error.h"

namespace ebbtide {
namespace {

using Files = std::map<std::string, std::string>;

/// The settings of a command, from its arguments, the environment and properties files.
struct Given {
  std::vector<std::string> arguments = {};
  Environment environment = {};
  Files files = {};
  std::string warnings = {};

  Settings settings(std::string_view command = "update") {
    return Settings::resolve(Arguments::parse(arguments), command,
                             {environment,
                              [this](const std::string& name) {
                                const auto found = files.find(name);
                                return found == files.end() ? std::nullopt
                                                            : std::optional(found->second);
                              },
                              [this](const std::string& message) { warnings += message + "\n"; }});
  }
  std::string error(std::string_view command = "update") {
    try {
      settings(command);
    } catch (const UsageError& failed) {
      return failed.what();
    }
    return "";
  }
};

TEST(Settings, AnArgumentWinsOverTheEnvironmentOverPropertiesOverTheDefault) {
  Given given{{"--show-summary=off"},
              {{"LIQUIBASE_COMMAND_SHOW_SUMMARY", "verbose"}},
              {{"liquibase.properties", "showSummary=Verbose"}}};
  EXPECT_EQ(given.settings().text("show-summary"), "off");
  given.arguments.clear();
  EXPECT_EQ(given.settings().text("show-summary"), "verbose");
  given.environment.clear();
  EXPECT_EQ(given.settings().text("show-summary"), "Verbose");
  given.files.clear();
  EXPECT_EQ(given.settings().text("show-summary"), "SUMMARY");
}

TEST(Settings, VariablesNameOptionsInManyWays) {
  for (const char* const name :
       {"LIQUIBASE_COMMAND_UPDATE_URL", "LIQUIBASE_COMMAND_URL", "LIQUIBASE_URL"}) {
    Given given{{}, {{name, "sqlite:a.db"}}};
    EXPECT_EQ(given.settings().text("url"), "sqlite:a.db") << name;
    EXPECT_EQ(given.warnings, "") << name;
  }
}

TEST(Settings, TheClosestNameWins) {
  Given given{{},
              {{"LIQUIBASE_COMMAND_UPDATE_URL", "own"},
               {"LIQUIBASE_COMMAND_URL", "all"},
               {"LIQUIBASE_COMMAND_STATUS_URL", "other"}}};
  EXPECT_EQ(given.settings().text("url"), "own");
  EXPECT_EQ(given.settings("status").text("url"), "other");
  EXPECT_EQ(given.settings("history").text("url"), "all");
}

TEST(Settings, KeysOfPropertiesNameOptionsInManyWays) {
  for (const char* const key :
       {"url", "liquibase.url", "liquibase.command.url", "liquibase.command.update.url", "URL"}) {
    Given given{{}, {}, {{"liquibase.properties", std::string(key) + ": sqlite:a.db"}}};
    EXPECT_EQ(given.settings().text("url"), "sqlite:a.db") << key;
    EXPECT_EQ(given.warnings, "") << key;
  }
}

TEST(Settings, OptionsOfOtherCommandsAreNoMistake) {
  Given given{{},
              {{"LIQUIBASE_COMMAND_ROLLBACK_TAG", "v1"}},
              {{"liquibase.properties", "liquibase.command.status.verbose=true"}}};
  EXPECT_EQ(given.settings().get("tag"), std::nullopt);
  EXPECT_EQ(given.warnings, "");
}

TEST(Settings, UnknownNamesAreWarnedOf) {
  Given given{{}, {{"LIQUIBASE_URRL", "x"}}, {{"liquibase.properties", "passwort=s3cret"}}};
  given.settings();
  EXPECT_EQ(given.warnings,
            "Liquibase detected the following invalid LIQUIBASE_* environment variables: "
            "LIQUIBASE_URRL (did you mean LIQUIBASE_COMMAND_URL?)\nPotentially ignored key(s): "
            "liquibase.properties:1: 'passwort' (did you "
            "mean 'password'?)\n");
}

TEST(Settings, MisspeltVariablesAreWarnedOfWithTheNearestOne) {
  for (const auto& [name, near] : std::vector<std::pair<std::string, std::string>>{
           {"LIQUIBASE_COMAND_URL", "LIQUIBASE_COMMAND_URL"},
           {"LIQUIBASE_COMMAND_USERNAM", "LIQUIBASE_COMMAND_USERNAME"},
           {"LIQUIBASE_SERCH_PATH", "LIQUIBASE_SEARCH_PATH"},
           {"LIQUIBASE_COMMAND_TAGG", "LIQUIBASE_COMMAND_TAG"}}) {
    Given given{{}, {{name, "x"}}};
    given.settings();
    EXPECT_EQ(given.warnings,
              "Liquibase detected the following invalid LIQUIBASE_* environment variables: " +
                  name + (near.empty() ? "" : " (did you mean " + near + "?)") + "\n");
  }
}

TEST(Settings, OptionsOfCommandsThatAreNotHereAreNoMistake) {
  Given given{{},
              {{"LIQUIBASE_COMMAND_WEB_PORT", "x"}, {"LIQUIBASE_COMMAND_DIFF_DIFF_TYPES", "x"}},
              {{"liquibase.properties", "webPort=80\nliquibase.command.dropAll.force=true"}}};
  const Settings settings = given.settings();
  EXPECT_EQ(given.warnings, "");
  ASSERT_EQ(settings.without_effect().size(), 1U);
  EXPECT_EQ(settings.without_effect().front()->name, "web-port");
}

TEST(Settings, SystemPropertiesOfJavaStandBetweenTheCommandLineAndTheEnvironment) {
  Given given{{"--url=line"},
              {{"JAVA_OPTS",
                "-Xmx1g -Dliquibase.command.url=java -Dliquibase.command.username=java "
                "-Dliquibase.command.changelogFile=c.xml -Dword=hello"},
               {"LIQUIBASE_COMMAND_USERNAME", "environment"}}};
  const Settings settings = given.settings();
  EXPECT_EQ(settings.text("url"), "line");
  EXPECT_EQ(settings.text("username"), "java");
  EXPECT_EQ(settings.text("changelog-file"), "c.xml");
  EXPECT_EQ(settings.system_properties(), (Environment{{"word", "hello"}}));
  EXPECT_EQ(given.warnings, "");
}

TEST(Settings, UnknownSystemPropertiesAreWarnedOf) {
  Given given{{}, {{"JAVA_OPTS", "-Dliquibase.command.urrl=x"}}};
  given.settings();
  EXPECT_EQ(
      given.warnings,
      "JAVA_OPTS defines liquibase properties nobody knows: 'liquibase.command.urrl' (did you "
      "mean 'url'?)\n");
}

TEST(Settings, VariablesOfTheLauncherAreNoMistake) {
  Given given{{},
              {{"LIQUIBASE_HOME", "/opt"}, {"LIQUIBASE_LAUNCHER_DEBUG", "true"}, {"HOME", "/"}}};
  given.settings();
  EXPECT_EQ(given.warnings, "");
}

TEST(Settings, StrictRefusesUnknownKeysAndVariables) {
  Given keys{{"--strict=true"}, {}, {{"liquibase.properties", "qwertzuiop=s3cret"}}};
  EXPECT_EQ(keys.error(),
            "Strict check failed due to undefined key(s): liquibase.properties:1: 'qwertzuiop'; "
            "correct them, or leave strict out");
  Given variables{{}, {{"LIQUIBASE_QWERTZUIOP", "x"}}, {{"liquibase.properties", "strict=true"}}};
  EXPECT_EQ(variables.error(),
            "Strict check failed due to invalid LIQUIBASE_* environment variables: "
            "LIQUIBASE_QWERTZUIOP; correct them, or leave strict out");
}

TEST(Settings, AKeyNobodyKnowsIsNamedWithItsLineInTheFileThatHasIt) {
  Given given{{},
              {},
              {{"liquibase.properties", "# a\nurl=x\n\nurll=y"},
               {"liquibase.local.properties", "\nusernaem=z"}}};
  given.settings();
  EXPECT_EQ(given.warnings,
            "Potentially ignored key(s): liquibase.local.properties:2: 'usernaem' (did you mean "
            "'username'?), liquibase.properties:4: 'urll' (did you mean 'url'?)\n");
}

TEST(Settings, ABadValueIsSaidWithWhoGaveIt) {
  const std::string words =
      "Invalid argument '--show-summary': 'much' is none of OFF, SUMMARY, VERBOSE";
  EXPECT_EQ((Given{{"--show-summary=much"}}.error()), words);
  EXPECT_EQ((Given{{}, {{"LIQUIBASE_SHOW_SUMMARY", "much"}}}.error()),
            words + " (set by the variable LIQUIBASE_SHOW_SUMMARY)");
  EXPECT_EQ((Given{{}, {{"JAVA_OPTS", "-Dliquibase.showSummary=much"}}}.error()),
            words + " (set by the variable JAVA_OPTS)");
  EXPECT_EQ((Given{{}, {}, {{"liquibase.properties", "\nshowSummary: much"}}}.error()),
            "liquibase.properties:2: " + words);
}

TEST(Settings, SoAreFlagsNumbersAndOptionsThatAreRefused) {
  const auto error = [](const std::string& line) {
    return Given{{}, {}, {{"liquibase.properties", "url: x\n" + line}}}.error();
  };
  for (const char* const line :
       {"strict: yes", "changelogLockPollRate: often", "databaseClass: a.B"})
    EXPECT_TRUE(error(line).starts_with("liquibase.properties:2: ")) << line << ": " << error(line);
}

TEST(Settings, AValueOfTheCommandLineHidesABadOneOfAFile) {
  Given given{{"--show-summary=off"}, {}, {{"liquibase.properties", "showSummary: much"}}};
  EXPECT_EQ(given.error(), "");
}

TEST(Settings, WhatIsMadeFromAValueComplainsWithItsPlace) {
  Given given{{}, {}, {{"liquibase.properties", "url: oracle"}}};
  const Settings settings = given.settings();
  try {
    settings.made_from("url", []() -> int { throw UsageError("no such database"); });
    FAIL();
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(), "liquibase.properties:1: no such database");
  }
}

TEST(Settings, PropertiesFilesAreLatin1AndUtf8IsWarnedOf) {
  Given given{
      {},
      {},
      {{"liquibase.properties", "parameter.a: \xfc\nparameter.b: \\u00fc\nparameter.c: \u00fc"}}};
  const Settings settings = given.settings();
  using Parameters = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(settings.parameters(),
            (Parameters{{"a", "\u00fc"}, {"b", "\u00fc"}, {"c", "\u00c3\u00bc"}}));
  EXPECT_TRUE(given.warnings.starts_with("liquibase.properties:3: the line of 'parameter.c' has "))
      << given.warnings;
  EXPECT_EQ(given.warnings.find("\u00fc"), std::string::npos);
}

TEST(Settings, ALocalFileOverridesItsCompanion) {
  Given given{{"--defaults-file=my.properties"},
              {},
              {{"my.properties", "url=a\nusername=ann"}, {"my.local.properties", "url=b"}}};
  EXPECT_EQ(given.settings().text("url"), "b");
  EXPECT_EQ(given.settings().text("username"), "ann");
}

TEST(Settings, AMissingDefaultsFileIsWarnedOfWhereItWasNamed) {
  Given named{{"--defaults-file=my.properties"}};
  named.settings();
  EXPECT_EQ(named.warnings, "Could not find defaults file my.properties\n");
  Given usual;
  usual.settings();
  EXPECT_EQ(usual.warnings, "");
}

TEST(Settings, ParametersAreThoseOfTheCommandLineThenThoseOfTheFile) {
  Given given{{"-Da=1"}, {}, {{"liquibase.properties", "parameter.a=2\nparameter.b=3"}}};
  EXPECT_EQ(given.settings().parameters(),
            (std::vector<std::pair<std::string, std::string>>{{"a", "1"}, {"a", "2"}, {"b", "3"}}));
}

TEST(Settings, FlagsAreTrueOrFalse) {
  EXPECT_TRUE(Given{{"--strict=TRUE"}}.settings().flag("strict"));
  EXPECT_FALSE(Given{{"--strict=false"}}.settings().flag("strict"));
  EXPECT_TRUE(Given{}.settings().flag("output-default-schema"));
  EXPECT_TRUE(Given{}.settings().flag_or("verbose", true));
  EXPECT_EQ(Given{{"--strict=yes"}}.error(),
            "The input for 'strict' is 'yes', which is not valid.  Options: 'true' or 'false'.");
}

std::string thrown(const std::function<void()>& act) {
  try {
    act();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

TEST(Settings, NumbersMustBeSome) {
  EXPECT_EQ(Given{{"--count=12"}}.settings().number("count"), 12);
  for (const char* const text : {"x", "1x", "", "99999999999", "1.5"}) {
    EXPECT_EQ(thrown([&] { Given{{"--count=" + std::string(text)}}.settings().number("count"); }),
              "Invalid argument '--count': '" + std::string(text) + "' is no number that fits");
  }
}

TEST(Settings, ChoicesAreWordsInAnyCase) {
  const Settings settings = Given{{"--format=json"}}.settings();
  EXPECT_EQ(settings.choice("format"), "JSON");
  EXPECT_EQ(thrown([&] { Given{{"--log-format=yaml"}}.settings(); }),
            "Invalid argument '--log-format': 'yaml' is none of TEXT, JSON, JSON_PRETTY");
}

TEST(Settings, WhatIsRequiredSaysWhereItCanBeGiven) {
  EXPECT_EQ(thrown([] { Given{}.settings().required("changelog-file"); }),
            "Invalid argument '--changelog-file': missing required argument; give it on the "
            "command line, as LIQUIBASE_COMMAND_CHANGELOG_FILE or in liquibase.properties");
}

TEST(Settings, JavaClassesAreRefused) {
  EXPECT_EQ(Given{{"--change-exec-listener-class=com.example.Listener"}}.error(),
            "the option '--change-exec-listener-class' names a Java class, which cannot run here; "
            "remove it");
}

TEST(Settings, WhatIsRefusedMayHaveItsDefault) {
  EXPECT_EQ(Given{{"--database-class="}}.error(), "");
  EXPECT_EQ(Given{{"--show-banner=maybe"}}.error(), "");
}

}  // namespace
}  // namespace ebbtide
