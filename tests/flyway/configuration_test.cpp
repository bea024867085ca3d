#include "flyway/configuration.h"

#include <gtest/gtest.h>

#include "flyway/failure.h"
#include "flyway/option.h"
#include "flyway/toml.h"

namespace ebbtide::flyway {
namespace {

std::string complaint_about(const Sources& sources) {
  try {
    resolve(sources);
  } catch (const Failure& failure) {
    return failure.code() + ": " + failure.what();
  }
  return "";
}

TEST(FlywayConfiguration, TakesTheCommandLineBeforeTheEnvironmentBeforeFiles) {
  Sources sources;
  sources.files = {{"placeholders.a", "file"}, {"placeholders.b", "file"}, {"table", "file"}};
  sources.environment = {{"placeholders.b", "env"}, {"table", "env"}};
  sources.command_line = {{"table", "line"}};
  const Configuration configuration = resolve(sources);
  EXPECT_EQ(configuration.text("table"), "line");
  EXPECT_EQ(configuration.family("placeholders."),
            (Settings{{"a", "file"}, {"b", "file"}, {"b", "env"}}));
}

TEST(FlywayConfiguration, HasDefaults) {
  const Configuration configuration;
  EXPECT_EQ(configuration.text("table"), "flyway_schema_history");
  EXPECT_TRUE(configuration.flag("validateOnMigrate"));
  EXPECT_FALSE(configuration.flag("outOfOrder"));
  EXPECT_EQ(configuration.number("lockRetryCount"), 50);
  EXPECT_EQ(configuration.list("ignoreMigrationPatterns"), std::vector<std::string>{"*:future"});
}

TEST(FlywayConfiguration, NamesAllThatIsUnknown) {
  Sources sources;
  sources.files = {{"lokations", "x"}};
  sources.command_line = {{"-target", "1"}, {"placeholders.any", "1"}};
  EXPECT_EQ(complaint_about(sources),
            "CONFIGURATION: Unknown configuration properties: flyway.lokations,flyway.-target. "
            "Please check your conf files or commandline parameters");
}

TEST(FlywayConfiguration, RefusesWhatWouldDoSomethingElse) {
  Sources sources;
  sources.command_line = {{"dryRunOutput", "out.sql"}};
  EXPECT_NE(complaint_about(sources).find("flyway.dryRunOutput is not possible here"),
            std::string::npos);
  sources.command_line = {{"outOfOrder", "perhaps"}};
  EXPECT_EQ(complaint_about(sources),
            "CONFIGURATION: Invalid value for flyway.outOfOrder (should be true or false): "
            "perhaps");
}

TEST(FlywayConfiguration, ChoosesAnEnvironment) {
  Sources sources;
  sources.is_toml = true;
  sources.files = {{"environments.default.url", "a"},
                   {"environments.prod.url", "b"},
                   {"environments.prod.displayName", "the one"},
                   {"environment", "prod"}};
  EXPECT_EQ(resolve(sources).text("url"), "b");
  sources.command_line = {{"environment", "default"}};
  EXPECT_EQ(resolve(sources).text("url"), "a");
  sources.command_line = {{"environment", "none"}};
  EXPECT_NE(complaint_about(sources).find("Environment 'none' not found"), std::string::npos);
}

TEST(FlywaySettings, AreReadFromConf) {
  const Settings settings = settings_of_conf(
      "\xEF\xBB\xBF# comment\nflyway.url = jdbc:sqlite:a.db \n"
      "flyway.locations=filesystem:a,\\\n    filesystem:b\nflyway.placeholders.p=C:\\x\n"
      "jdbc.other=1\nflyway.password=${SECRET}${NONE}!\n! too\nflyway.user: ann\n",
      {{"SECRET", "s"}});
  EXPECT_EQ(settings, (Settings{{"url", "jdbc:sqlite:a.db"},
                                {"locations", "filesystem:a,filesystem:b"},
                                {"placeholders.p", "C:\\x"},
                                {"password", "s!"},
                                {"user", "ann"}}));
}

TEST(FlywaySettings, AreReadFromToml) {
  const Settings settings = settings_of_toml(
      "id = \"x\"\n[environments.prod]\nurl = 'jdbc:x' # comment\npassword = \"${env.SECRET}\"\n"
      "[flyway]\nlocations = [\"filesystem:a\", 'filesystem:b']\noutOfOrder = true\n"
      "[flyway.placeholders]\n\"a.b\" = \"tab\\t\\u00e9\"\nlong = \"\"\"\none\ntwo\"\"\"\n"
      "inline = { x = 1, y = 2 }\n",
      "flyway.toml", {{"SECRET", "s"}});
  EXPECT_EQ(settings, (Settings{{"environments.prod.url", "jdbc:x"},
                                {"environments.prod.password", "s"},
                                {"locations", "filesystem:a,filesystem:b"},
                                {"outOfOrder", "true"},
                                {"placeholders.a.b", "tab\t\xC3\xA9"},
                                {"placeholders.long", "one\ntwo"},
                                {"placeholders.inline.x", "1"},
                                {"placeholders.inline.y", "2"}}));
}

TEST(FlywaySettings, SayWhereTomlIsNone) {
  for (const char* text : {"a", "a = b", "[a", "a = \"x", "a = [1", "a = 1 b = 2", "= 1"})
    EXPECT_THROW(parse_toml(text, "f.toml"), Failure) << text;
  try {
    parse_toml("a = 1\nb = nothing\n", "f.toml");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(std::string(failure.what()).substr(0, 9), "f.toml:2:");
  }
}

TEST(FlywaySettings, AreReadFromTheEnvironment) {
  EXPECT_EQ(environment_variable("outOfOrder"), "FLYWAY_OUT_OF_ORDER");
  EXPECT_EQ(environment_variable("postgresql.transactional.lock"),
            "FLYWAY_POSTGRESQL_TRANSACTIONAL_LOCK");
  EXPECT_EQ(settings_of_environment({{"FLYWAY_PLACEHOLDERS_WHO", "ann"},
                                     {"FLYWAY_BASELINE_ON_MIGRATE", "true"},
                                     {"FLYWAY_NOTHING", "1"},
                                     {"PATH", "/"}}),
            (Settings{{"placeholders.who", "ann"}, {"baselineOnMigrate", "true"}}));
}

TEST(FlywayCommandLine, HasSettingsFlagsAndVerbs) {
  const CommandLine line = read_command_line({"-url=a=b", "-X", "info", "migrate"});
  EXPECT_EQ(line.settings, (Settings{{"url", "a=b"}}));
  EXPECT_EQ(line.flags, std::vector<std::string>{"X"});
  EXPECT_EQ(line.verbs, (std::vector<std::string>{"info", "migrate"}));
  EXPECT_THROW(read_command_line({"-group", "=", "true"}), Failure);
  EXPECT_THROW(read_command_line({"-nothing"}), Failure);
}

}  // namespace
}  // namespace ebbtide::flyway
