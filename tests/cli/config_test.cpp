#include "cli/config/config.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <sstream>

#include "cli/arguments.h"
#include "cli/config/kept_passwords.h"
#include "cli/config/option_findings.h"
#include "cli/config/password.h"
#include "tests/support/temporary_folder.h"

namespace ebbtide {
namespace {

using namespace std::chrono_literals;

struct Given {
  std::vector<std::string> words;
  Environment environment;
  std::map<std::string, std::string> files;
};

Settings settings_of(const Given& given, Settings::Check check = Settings::Check::none) {
  return Settings::resolve(
      Arguments::parse(given.words), "update",
      {given.environment,
       [files = given.files](const std::string& name) -> std::optional<std::string> {
         const auto found = files.find(name);
         if (found == files.end()) return std::nullopt;
         return found->second;
       },
       [](const std::string&) {}},
      check);
}

std::string line_of(const Settings::Given& one) {
  return std::string(one.option->name) + "=" + shown_value(*one.option, one.text) + " " +
         origin_of(one) + (one.counts ? "" : " hidden");
}

TEST(Config, TheClosestPlaceCountsAndTheOthersAreKnown) {
  const Settings settings = settings_of({{"update", "--url=sqlite:a.db"},
                                         {{"LIQUIBASE_COMMAND_URL", "sqlite:b.db"},
                                          {"JAVA_OPTS", "-Dliquibase.command.url=sqlite:j.db"}},
                                         {{"liquibase.properties", "x=1\nurl: sqlite:c.db\n"},
                                          {"liquibase.local.properties", "url: sqlite:d.db\n"}}});
  std::vector<std::string> lines;
  for (const auto& one : settings.given()) lines.push_back(line_of(one));
  EXPECT_EQ(lines,
            (std::vector<std::string>{"url=sqlite:a.db command line",
                                      "url=sqlite:j.db -D of variable JAVA_OPTS hidden",
                                      "url=sqlite:b.db variable LIQUIBASE_COMMAND_URL hidden",
                                      "url=sqlite:d.db liquibase.local.properties:1 hidden",
                                      "url=sqlite:c.db liquibase.properties:2 hidden"}));
  EXPECT_EQ(settings.unknown(), std::vector<std::string>{"liquibase.properties:1: 'x'"});
}

TEST(Config, OfManyDatabasesEachCommandForAPasswordRunsOnce) {
  const TemporaryFolder folder;
  Interruption interruption;
  KeptPasswords passwords;
  const auto asked = [&](const std::string& command) {
    const Settings settings = settings_of({{"update", "--password-command=" + command}, {}, {}});
    return passwords.put_into(settings, interruption).text("password");
  };
  const std::string count = "echo x >>" + (folder.path() / "n").string() + "; wc -l <" +
                            (folder.path() / "n").string() + " | tr -d ' '";
  EXPECT_EQ(asked(count), "1");
  EXPECT_EQ(asked(count), "1");
  EXPECT_EQ(asked(count + "; true"), "2");
  EXPECT_THROW(asked(count + "; exit 4"), UsageError);
  EXPECT_THROW(asked(count + "; exit 4"), UsageError);
  EXPECT_EQ(asked(count + "; :"), "4");
  const Settings other = settings_of({{"update", "--password=p"}, {}, {}});
  EXPECT_EQ(passwords.put_into(other, interruption).text("password"), "p");
}

TEST(Config, APasswordThatMayHaveBecomeOldIsAskedForAgain) {
  const TemporaryFolder folder;
  Interruption interruption;
  KeptPasswords passwords(-1s);
  const std::string file = (folder.path() / "n").string();
  const Settings settings =
      settings_of({{"update", "--password-command=echo x >>" + file + "; wc -l <" + file}, {}, {}});
  EXPECT_NE(passwords.put_into(settings, interruption).text("password"),
            passwords.put_into(settings, interruption).text("password"));
}

TEST(Config, AnotherCommandHasNamesOfItsOwn) {
  const Settings settings = settings_of(
      {{"update"},
       {},
       {{"liquibase.properties", "liquibase.command.status.contexts: a\ncontexts: b\n"}}});
  EXPECT_EQ(settings.text("context-filter"), "b");
  EXPECT_EQ(settings.for_command("status").text("context-filter"), "a");
}

TEST(Config, SecretsAreNotShown) {
  const auto shown = [](const char* name, const char* value) {
    return shown_value(*find_option_named(name), value);
  };
  EXPECT_EQ(shown("password", "hunter2"), "******");
  EXPECT_EQ(shown("reference-password", "hunter2"), "******");
  EXPECT_EQ(shown("password-command", "vault read -token=hunter2"), "vault …");
  EXPECT_EQ(shown("password-file", "/run/secrets/db"), "/run/secrets/db");
  EXPECT_EQ(shown("password-stdin", "true"), "true");
  EXPECT_EQ(shown("url", "postgresql://ann:hunter2@h/d").find("hunter2"), std::string::npos);
  EXPECT_EQ(shown("url", "jdbc:postgresql://h/d?password=hunter2").find("hunter2"),
            std::string::npos);
}

TEST(Config, EachOptionHasItsClass) {
  const auto judged = [](const char* name, const char* value) {
    return judgement_of(*find_option_named(name), value);
  };
  EXPECT_EQ(judged("url", "sqlite:a"), "works");
  EXPECT_EQ(judged("show-banner", "false"), "no effect here: there is no banner");
  EXPECT_TRUE(judged("database-class", "a.B").starts_with("refused: "))
      << judged("database-class", "a.B");
  EXPECT_TRUE(judged("strict", "perhaps").starts_with("refused: "));
  EXPECT_TRUE(judged("web-port", "80").starts_with("no effect here"));
}

TEST(Password, TheClosestPlaceCountsThenTheOrderOfTheWays) {
  const TemporaryFolder folder;
  folder.write("secret", "from file\nmore\n");
  const std::string file = (folder.path() / "secret").string();
  Interruption interruption;
  std::istringstream in("from stdin\r\n");
  const auto password = [&](const Given& given) {
    return given_password(settings_of(given), &in, interruption);
  };
  EXPECT_EQ(password({{"update"}, {}, {}}), std::nullopt);
  EXPECT_EQ(password({{"update", "--password="}, {}, {}}), "");
  EXPECT_EQ(password({{"update"},
                      {{"LIQUIBASE_COMMAND_PASSWORD_FILE", file}},
                      {{"liquibase.properties", "password: p\n"}}}),
            "from file");
  EXPECT_EQ(password({{"update"},
                      {{"LIQUIBASE_COMMAND_PASSWORD", "e"}},
                      {{"liquibase.properties", "passwordFile: " + file}}}),
            "e");
  EXPECT_EQ(
      password({{"update", "--password=p", "--password-command=echo c", "--password-file=" + file},
                {},
                {}}),
      "from file");
  EXPECT_EQ(password({{"update", "--password=p", "--password-command=echo c; echo d"}, {}, {}}),
            "c");
  EXPECT_EQ(password({{"update", "--password=p", "--password-stdin"}, {}, {}}), "from stdin");
}

std::string failure_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(Password, AFileThatCannotBeReadIsSaidWithoutAValue) {
  const Settings settings = settings_of({{"update", "--password-file=/no/such/file"}, {}, {}});
  Interruption interruption;
  const std::string said = failure_of([&] { given_password(settings, nullptr, interruption); });
  EXPECT_NE(said.find("'/no/such/file'"), std::string::npos) << said;
  const Settings empty = settings_of({{"update", "--password-file=/dev/null"}, {}, {}});
  EXPECT_NE(failure_of([&] { given_password(empty, nullptr, interruption); }).find("it is empty"),
            std::string::npos);
}

TEST(PasswordCommand, GivesItsFirstLine) {
  const Interruption interruption;
  EXPECT_EQ(password_from_command("echo one; echo two", 10s, interruption), "one");
  EXPECT_EQ(password_from_command("cat; printf 'a b\\r\\n'", 10s, interruption), "a b");
}

TEST(PasswordCommand, SaysWhyItFailedButNotWhatItWrote) {
  const Interruption interruption;
  const std::string said = failure_of(
      [&] { password_from_command("echo hunter2; echo no token >&2; exit 7", 10s, interruption); });
  EXPECT_EQ(said, "the command for the password failed with exit code 7: no token");
  EXPECT_EQ(failure_of([&] { password_from_command("true", 10s, interruption); }),
            "the command for the password wrote nothing: it says nothing on standard error");
}

TEST(PasswordCommand, EndsWhenItsTimeIsOverOrTheEndIsAskedFor) {
  Interruption interruption;
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_NE(failure_of([&] {
              password_from_command("exec sleep 30", 1s, interruption);
            }).find("has not ended after 1 s"),
            std::string::npos);
  interruption.request(SIGTERM);
  EXPECT_THROW(password_from_command("exec sleep 30", 10s, interruption), Interrupted);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST(Duration, IsANumberWithOrWithoutItsUnit) {
  EXPECT_EQ(parsed_duration("30"), 30s);
  EXPECT_EQ(parsed_duration("30s"), 30s);
  EXPECT_EQ(parsed_duration("2m"), 120s);
  EXPECT_EQ(parsed_duration("1h"), 3600s);
  for (const char* const text : {"", "s", "-1", "2x", "1.5m", "99999999999"})
    EXPECT_EQ(parsed_duration(text), std::nullopt) << text;
}

std::vector<std::string> found_in(const std::string& file, const std::string& text) {
  Findings findings;
  find_in_script(file, text, findings);
  std::vector<std::string> found;
  for (const Finding& one : findings.all())
    found.push_back(std::to_string(one.places.front().where.line) + " " + std::string(one.kind) +
                    " " + one.what);
  return found;
}

TEST(Scripts, ACommandLineIsReadWordByWord) {
  EXPECT_EQ(found_in("deploy.sh",
                     "#!/bin/sh\n# liquibase is a tool, it's --old\n"
                     "liquibase --url=\"$URL\" --show-banner=false \\\n"
                     "  updateSQL --nonsense=1 && echo --url\n"
                     "/opt/liquibase/liquibase flow --username ann\n"),
            (std::vector<std::string>{"3 option-works the option '--url' works as it is",
                                      "3 option the option '--show-banner' has no effect here",
                                      "4 command-works the command 'updateSQL' works as it is",
                                      "4 option-unknown the option '--nonsense' is none here",
                                      "5 command-missing the command 'flow' is not here",
                                      "5 option-works the option '--username' works as it is"}));
}

TEST(Scripts, MavenAndGradleRunLiquibaseWithWordsOfTheirOwn) {
  EXPECT_EQ(found_in("deploy.sh",
                     "./mvnw -B liquibase:update -Dliquibase.changeLogFile=c.xml -DskipTests \\\n"
                     "  -Dliquibase.dropFirst=true -Dliquibase.nonsense=1\n"
                     "mvn org.liquibase:liquibase-maven-plugin:4.28.0:dropAll\n"
                     "mvn package\n"
                     "gradle update\n"
                     "./gradlew -PrunList=main update\n"
                     "gradle :app:liquibaseStatus\n"),
            (std::vector<std::string>{
                "1 build-goal Maven's 'update' is 'ebbtide update' here",
                "1 option-works Maven's 'changeLogFile' is --changelog-file here",
                "2 build-setting Maven's 'dropFirst' empties the database first, which nothing "
                "does here",
                "2 build-setting Maven's 'nonsense' is no option here",
                "3 build-goal Maven's 'dropAll' is 'ebbtide drop-all' here",
                "6 build-setting Gradle's 'runList' runs one activity after the other",
                "6 build-goal Gradle's 'update' is 'ebbtide update' here",
                "7 build-goal Gradle's 'Status' is 'ebbtide status' here"}));
}

TEST(Scripts, OfAPomThePluginIsRead) {
  EXPECT_EQ(found_in("app/pom.xml",
                     "<project><build><plugins>\n"
                     "<plugin><artifactId>other</artifactId>\n"
                     "  <configuration><url>no</url></configuration></plugin>\n"
                     "<plugin>\n  <artifactId>liquibase-maven-plugin</artifactId>\n"
                     "  <configuration>\n"
                     "    <!-- <username>no</username> -->\n"
                     "    <changeLogFile>c.xml</changeLogFile>\n"
                     "    <expressionVariables>\n      <a>1</a>\n    </expressionVariables>\n"
                     "    <contexts>prod</contexts>\n"
                     "    <verbose/>\n"
                     "  </configuration>\n"
                     "  <executions><execution><goals><goal>flow</goal></goals></execution>\n"
                     "</executions></plugin>\n"
                     "</plugins></build></project>\n"),
            (std::vector<std::string>{
                "5 build Maven runs Liquibase", "15 command-missing Maven's 'flow' is not here",
                "8 option-works Maven's 'changeLogFile' is --changelog-file here",
                "9 build-setting Maven's 'expressionVariables' are parameters of the changelog",
                "12 option-works Maven's 'contexts' is --context-filter here",
                "13 option-works Maven's 'verbose' is --verbose here"}));
  EXPECT_EQ(found_in("pom.xml",
                     "<project>\n"
                     "<!-- <plugin><artifactId>liquibase-maven-plugin</artifactId></plugin> -->\n"
                     "<plugin>\n<artifactId>\n  liquibase-maven-plugin </artifactId>\n"
                     "<configuration combine.children='append'>\n"
                     "<url><![CDATA[jdbc:h2:x]]></url></configuration></plugin></project>"),
            (std::vector<std::string>{"4 build Maven runs Liquibase",
                                      "7 option-works Maven's 'url' is --url here"}));
  EXPECT_TRUE(found_in("pom.xml", "<project><plugin><artifactId>liquibase-maven-plugin</").empty());
}

TEST(Scripts, OfABuildOfGradleTheBlockIsRead) {
  EXPECT_EQ(found_in("build.gradle",
                     "plugins { id 'org.liquibase.gradle' version '2.2.0' }\n"
                     "liquibase {\n  activities {\n    main {\n"
                     "      changelogFile 'c.xml' // the root\n"
                     "      url project.ext.mainUrl\n"
                     "      logLevel \"loud\"\n"
                     "      changeLogParameters([\n        'table': 'x'\n      ])\n"
                     "    }\n  }\n  runList = 'main'\n}\n"
                     "task url { }\n"),
            (std::vector<std::string>{
                "2 build Gradle runs Liquibase",
                "5 option-works Gradle's 'changelogFile' is --changelog-file here",
                "6 option-works Gradle's 'url' is --url here",
                "7 option-works Gradle's 'logLevel' is --log-level here",
                "8 build-setting Gradle's 'changeLogParameters' are parameters of the changelog",
                "13 build-setting Gradle's 'runList' runs one activity after the other"}));
  EXPECT_EQ(found_in("build.gradle.kts",
                     "liquibase {\n  activities.register(\"main\") {\n"
                     "    this.arguments = mapOf(\n"
                     "      \"changelogFile\" to \"c.xml\",\n"
                     "      \"outputDefaultSchema\" to \"perhaps\"\n    )\n  }\n}\n"),
            (std::vector<std::string>{
                "1 build Gradle runs Liquibase",
                "4 option-works Gradle's 'changelogFile' is --changelog-file here",
                "5 option-value Gradle's 'outputDefaultSchema' has a value that is none"}));
}

TEST(Scripts, OfAFolderBuildsAndScriptsAreTaken) {
  const TemporaryFolder folder;
  for (const char* const name : {"pom.xml", "b.txt", "sub/deploy.sh", "sub/Dockerfile.prod",
                                 "target/x.sh", "db/changelog.xml"})
    folder.write(name, "");
  std::vector<std::string> names;
  for (const std::string& one : scripts_in(folder.path().string()))
    names.push_back(one.substr(folder.path().string().size() + 1));
  EXPECT_EQ(names, (std::vector<std::string>{"pom.xml", "sub/Dockerfile.prod", "sub/deploy.sh"}));
}

TEST(Scripts, APipelineHasItsWordsInLists) {
  EXPECT_EQ(found_in("job.yaml",
                     "containers:\n- image: liquibase/liquibase:4.28\n  args:\n"
                     "  - --changelog-file=c.xml\n  - update\n  env:\n"
                     "  - name: LIQUIBASE_COMMAND_URL\n    value: jdbc:postgresql://h/d\n"),
            (std::vector<std::string>{
                "4 option-works the option '--changelog-file' works as it is",
                "7 option-works the variable LIQUIBASE_COMMAND_URL works as it is"}));
  EXPECT_EQ(
      found_in("Dockerfile",
               "FROM liquibase/liquibase\nENV LIQUIBASE_DATABASE_CLASS=a.B\n"
               "CMD [\"liquibase\", \"--strict=maybe\", \"validate\"]\n"),
      (std::vector<std::string>{"2 option-refused the variable LIQUIBASE_DATABASE_CLASS is refused",
                                "3 option-value the option '--strict' has a value that is none",
                                "3 command-works the command 'validate' works as it is"}));
}

TEST(Settings, AreFoundByDoctorEachInItsClass) {
  Findings findings;
  find_in_settings(settings_of({{"update"},
                                {{"LIQUIBASE_SHOW_BANNER", "false"}},
                                {{"liquibase.properties",
                                  "url: sqlite:a\nproperty-provider-class: a.B\nnever: 1\n"}}}),
                   findings);
  std::vector<std::string> found;
  for (const Finding& one : findings.all()) found.emplace_back(one.kind);
  EXPECT_EQ(found,
            (std::vector<std::string>{"option", "option-refused", "option-unknown", "options"}));
}

}  // namespace
}  // namespace ebbtide
