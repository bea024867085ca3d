#include "cli/fleet/targets.h"

#include <gtest/gtest.h>

#include "cli/commands.h"
#include "cli/fleet/commands.h"
#include "tests/support/temporary_folder.h"

namespace ebbtide {
namespace {

/// `acme: url=sqlite:a.db tag=v1`, a line for each.
std::string told(const std::vector<TargetRow>& rows) {
  std::string text;
  for (const TargetRow& row : rows) {
    text += row.name + ":";
    for (const Settings::Own& one : row.own) text += " " + one.name + "=" + one.value.value_or("-");
    text += "\n";
  }
  return text;
}

/// The message of what reading the text throws, with its place.
std::string refusal_of(const std::string& text) {
  try {
    read_targets(text, "t");
  } catch (const UsageError& error) {
    return error.where().to_text() + ": " + error.what();
  }
  return "";
}

TEST(Targets, AreLinesOfAFile) {
  EXPECT_EQ(told(read_targets("# all of them\n"
                              "\n"
                              "postgresql://ann:pw@db1:5433/shop?ssl=true\r\n"
                              "acme  jdbc:mariadb://db2/acme\n"
                              "  south\tsqlite:s.db username=ann parameter.kind=a=b\n"
                              "north defaultSchemaName=north\n",
                              "t")),
            "db1:5433/shop: url=postgresql://ann:pw@db1:5433/shop?ssl=true\n"
            "acme: url=jdbc:mariadb://db2/acme\n"
            "south: url=sqlite:s.db username=ann parameter.kind=a=b\n"
            "north: default-schema-name=north\n");
}

TEST(Targets, AreSectionsOfProperties) {
  EXPECT_EQ(told(read_targets("a sqlite:a.db\n"
                              "[ west coast ]\n"
                              "# as in liquibase.properties\n"
                              "url: jdbc\\:postgresql://db3/west\n"
                              "liquibase.command.username=ann\n"
                              "password = a\\\\b c\n"
                              "parameter.region: us\n"
                              "[east]\n"
                              "labels: x\n",
                              "t")),
            "a: url=sqlite:a.db\n"
            "west coast: url=jdbc:postgresql://db3/west username=ann password=a\\b c "
            "parameter.region=us\n"
            "east: label-filter=x\n");
}

TEST(Targets, ThatAreNoneAreRefusedWithTheirPlaceAndWithoutSecrets) {
  EXPECT_EQ(refusal_of("a b\n"),
            "t:1: a target is a URL, or a name and a URL, then name=value for its options");
  EXPECT_EQ(refusal_of("\na mariadb://u:my secret=x@h/db\n").substr(0, 4), "t:2:");
  EXPECT_EQ(refusal_of("\na mariadb://u:my secret=x@h/db\n").find("secret"), std::string::npos);
  EXPECT_EQ(refusal_of("a usrname=x\n"),
            "t:1: this is no option that a target can have of its own; did you mean 'username'?; "
            "see docs/fleets.md");
  EXPECT_EQ(refusal_of("[a]\nurl: sqlite:a.db\nlog-file: x\n").substr(0, 4), "t:3:");
  EXPECT_EQ(refusal_of("[a]\nurl: nowhere:a\n").substr(0, 4), "t:2:");
  EXPECT_EQ(refusal_of("[a\n"), "t:1: a section begins with its name in brackets: [acme]");
}

TEST(Targets, AreTheSqliteFilesOfAFolder) {
  const TemporaryFolder folder;
  folder.write("b.db", "");
  folder.write("a.data", std::string("SQLite format 3\0 and more", 25));
  folder.write("c.db", "no database");
  folder.write("notes.txt", "");
  const std::string at = folder.path().string();
  EXPECT_EQ(told(targets_of_folder(at)),
            "a.data: url=sqlite:" + at + "/a.data\nb.db: url=sqlite:" + at + "/b.db\n");
}

TEST(Targets, OfAQueryKeepAllOfTheUrlButItsDatabase) {
  EXPECT_EQ(with_database("jdbc:postgresql://h:1/postgres?ssl=true", "a b/c"),
            "jdbc:postgresql://h:1/a%20b%2Fc?ssl=true");
  EXPECT_EQ(with_database("mariadb://ann:pw@h", "x"), "mariadb://ann:pw@h/x");
  EXPECT_EQ(with_database("mariadb://h/?a=b/c", "x"), "mariadb://h/x?a=b/c");
  EXPECT_THROW(with_database("sqlite:a.db", "x"), UsageError);
}

Settings shared_settings(const std::map<std::string, std::string>& values) {
  Arguments arguments;
  arguments.values = values;
  return Settings::resolve(arguments, "update",
                           {{}, [](const std::string&) { return std::nullopt; }, {}});
}

TEST(Targets, TakeWhatTheyDoNotSayFromTheSharedSettings) {
  const Settings shared = shared_settings({{"username", "ann"}, {"password", "pw"}, {"tag", "v1"}});
  const Settings plain = settings_of(read_targets("a mariadb://h/a tag=v2\n", "t").at(0), shared);
  EXPECT_EQ(plain.text("username"), "ann");
  EXPECT_EQ(plain.text("tag"), "v2");
  EXPECT_EQ(plain.text("url"), "mariadb://h/a");
  const Settings with_login =
      settings_of(read_targets("a mariadb://bob:x@h/a\n", "t").at(0), shared);
  EXPECT_FALSE(with_login.get("username"));
  EXPECT_FALSE(with_login.get("password"));
  EXPECT_EQ(shared.text("tag"), "v1");
}

TEST(Targets, HaveTheirOwnValuesCheckedWithTheirPlace) {
  try {
    settings_of(read_targets("\na sqlite:a.db lock-wait=long\n", "t").at(0), shared_settings({}));
    FAIL() << "was taken";
  } catch (const UsageError& error) {
    EXPECT_TRUE(std::string(error.what()).starts_with("t:2: ")) << error.what();
  }
}

TEST(FleetCommands, AreCommandsThatTakeTargets) {
  for (const FleetCommand& one : fleet_commands) {
    const Command* const command = find_command(one.name);
    ASSERT_NE(command, nullptr) << one.name;
    EXPECT_EQ(command->name, one.name);
    EXPECT_TRUE(command->takes("targets")) << one.name;
    if (!one.otherwise.option.empty()) {
      EXPECT_TRUE(command->takes(one.otherwise.option)) << one.name;
    }
  }
  EXPECT_FALSE(command_named("history").takes("targets"));
}

}  // namespace
}  // namespace ebbtide
