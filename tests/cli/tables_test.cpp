#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/options.h"
#include "text/ascii.h"

namespace ebbtide {
namespace {

TEST(OptionTable, NoNameIsGivenTwice) {
  std::set<std::string> names;
  for (const Option& option : all_options()) {
    EXPECT_TRUE(names.insert(plain_name(option.name)).second) << option.name;
    for (const std::string_view alias : option.aliases) {
      if (!alias.empty()) {
        EXPECT_TRUE(names.insert(plain_name(alias)).second) << alias;
      }
    }
  }
}

TEST(OptionTable, AnOptionNamesTheCommandsThatTakeIt) {
  const Option option =
      Option{"wait", OptionScope::command, OptionKind::flag, "Wait"}.taken_by("update update-sql");
  EXPECT_TRUE(option.is_taken_by("update"));
  EXPECT_TRUE(option.is_taken_by("update-sql"));
  EXPECT_FALSE(option.is_taken_by("update-count"));
  EXPECT_FALSE(option.is_taken_by("date"));
  EXPECT_FALSE(option.is_taken_by(""));
  EXPECT_TRUE(command_named("repair").takes("forget"));
  EXPECT_FALSE(command_named("update").takes("forget"));
  for (const Option& one : all_options()) {
    for (const std::string_view name : split(one.commands, ' ')) {
      EXPECT_TRUE(name.empty() || find_command(name) != nullptr) << one.name << " names " << name;
    }
  }
}

TEST(OptionTable, EveryOptionIsDescribed) {
  for (const Option& option : all_options()) EXPECT_FALSE(option.doc.empty()) << option.name;
}

TEST(OptionTable, WhatIsOfOtherCommandsDoesNothingHere) {
  for (const Option& option : all_options()) {
    if (option.scope == OptionScope::elsewhere) {
      EXPECT_EQ(option.effect, OptionEffect::none) << option.name;
    }
  }
}

TEST(OptionTable, WhatMayStandBeforeEveryCommandIsAnOption) {
  for (const char* const name : {"url", "rollbackScript", "outputSchemasAs", "snapshotFormat"}) {
    ASSERT_NE(find_option_named(name), nullptr) << name;
    EXPECT_TRUE(is_taken_before_every_command(find_option_named(name)->name)) << name;
  }
  EXPECT_FALSE(is_taken_before_every_command("count"));
}

TEST(OptionTable, DefaultsAreOfTheirKind) {
  for (const Option& option : all_options()) {
    if (option.kind == OptionKind::flag && !option.fallback.empty()) {
      EXPECT_TRUE(option.fallback == "true" || option.fallback == "false") << option.name;
    }
    if (option.kind == OptionKind::number && !option.fallback.empty()) {
      EXPECT_EQ(option.fallback.find_first_not_of("0123456789"), std::string_view::npos)
          << option.name;
    }
  }
}

TEST(OptionTable, NamesAreFoundInEverySpelling) {
  for (const char* const name :
       {"changelog-file", "changeLogFile", "CHANGELOG_FILE", "changelog.file"}) {
    ASSERT_NE(find_option_named(name), nullptr) << name;
    EXPECT_EQ(find_option_named(name)->name, "changelog-file");
  }
  EXPECT_EQ(find_option_named("no-such-option"), nullptr);
  EXPECT_EQ(find_option_named(""), nullptr);
}

TEST(CommandTable, NoNameIsGivenTwice) {
  std::set<std::string> names;
  for (const Command& command : commands()) {
    EXPECT_TRUE(names.insert(plain_name(command.name)).second) << command.name;
    if (!command.alias.empty()) {
      EXPECT_TRUE(names.insert(plain_name(command.alias)).second) << command.alias;
    }
  }
}

TEST(CommandTable, EachHasASummaryHelpAndWhatItRuns) {
  for (const Command& command : commands()) {
    EXPECT_FALSE(command.summary.empty()) << command.name;
    EXPECT_NE(command.run, nullptr) << command.name;
    std::ostringstream help;
    write_help(help, command, {120, false});
    EXPECT_EQ(help.str().find(std::string(command.summary) + ".\n\nUsage: ebbtide " +
                              std::string(command.name)),
              0U)
        << command.name;
    const auto& named = command.options;
    const bool names_url = std::find(named.begin(), named.end(), "url") != named.end();
    EXPECT_EQ(help.str().find("--url=VALUE") != std::string::npos,
              command.needs != Needs::nothing || names_url)
        << command.name;
  }
}

TEST(CommandTable, OptionsAreThoseOfTheTable) {
  for (const Command& command : commands()) {
    for (const std::string_view name : command.options) {
      if (name.empty()) continue;
      ASSERT_NE(find_option_named(name), nullptr) << name;
      EXPECT_EQ(find_option_named(name)->scope, OptionScope::command) << name;
    }
    EXPECT_TRUE(command.positional.empty() || command.takes(command.positional)) << command.name;
  }
}

TEST(CommandTable, OldNamesAreKnown) {
  for (const auto& [old, now] : std::vector<std::pair<const char*, const char*>>{
           {"updateSQL", "update-sql"},
           {"updateCountSQL", "update-count-sql"},
           {"rollbackToDateSQL", "rollback-to-date-sql"},
           {"futureRollbackSQL", "future-rollback-sql"},
           {"changelogSync", "changelog-sync"},
           {"clearCheckSums", "clear-checksums"},
           {"listLocks", "list-locks"},
           {"migrate", "update"},
           {"status", "status"}}) {
    ASSERT_NE(find_command(old), nullptr) << old;
    EXPECT_EQ(find_command(old)->name, now);
  }
  EXPECT_EQ(find_command("flow"), nullptr);
}

TEST(Help, NamesEveryCommandAndGlobalOption) {
  std::ostringstream out, options;
  write_help(out);
  for (const Command& command : commands())
    EXPECT_NE(out.str().find("\n  " + std::string(command.name) + " "), std::string::npos)
        << command.name;
  write_help_on(options, std::vector<std::string>{"options"}, {});
  for (const Option& option : all_options()) {
    const std::string line = "\n  --" + std::string(option.name);
    const bool is_there = contains(options.str(), line + " ") ||
                          contains(options.str(), line + "=") ||
                          contains(options.str(), line + "\n");
    EXPECT_EQ(is_there, option.scope == OptionScope::global) << option.name;
  }
}

}  // namespace
}  // namespace ebbtide
