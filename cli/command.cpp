#include <algorithm>

#include "cli/commands.h"
#include "cli/hints.h"
#include "cli/options.h"
#include "text/error.h"

namespace ebbtide {
namespace {

constexpr auto database_options = std::to_array<std::string_view>(
    {"url", "username", "password", "password-stdin", "password-file", "password-command",
     "wait-for-database", "driver", "driver-properties-file", "default-schema-name",
     "default-catalog-name", "format"});
constexpr auto changelog_options =
    std::to_array<std::string_view>({"changelog-file", "context-filter", "label-filter"});

template <class List>
bool has(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_own(const Command& command, const Option& option) {
  return has(command.options, option.name) || option.is_taken_by(command.name);
}

bool is_shared(std::string_view name) {
  return has(database_options, name) || has(changelog_options, name);
}

/// The options of the table that are for commands, as far as `is_meant`.
template <class IsMeant>
std::vector<std::string_view> options_where(const IsMeant& is_meant) {
  std::vector<std::string_view> names;
  for (const Option& option : all_options()) {
    if (option.scope == OptionScope::command && is_meant(option)) names.push_back(option.name);
  }
  return names;
}

}  // namespace

// As Liquibase does: scripts give the same options to every command.
bool Command::takes(std::string_view option) const {
  const Option* const found = find_option_named(option);
  const bool shares = needs != Needs::nothing || judges_settings;
  return (shares && is_shared(option)) || (found != nullptr && is_own(*this, *found));
}

std::vector<std::string_view> Command::all_options() const {
  return options_where([&](const Option& option) { return takes(option.name); });
}

std::vector<std::string_view> Command::own_options() const {
  return options_where([&](const Option& option) { return is_own(*this, option); });
}

// One that has no use for a changelog takes its options and says nothing of them.
std::vector<std::string_view> Command::shared_options() const {
  return options_where([&](const Option& option) {
    const bool is_of_changelog = has(changelog_options, option.name);
    return needs != Needs::nothing && is_shared(option.name) && !is_own(*this, option) &&
           (!is_of_changelog || needs != Needs::database);
  });
}

std::vector<Requirement> Command::requirements() const {
  std::vector<Requirement> all;
  if (needs == Needs::database || needs == Needs::changelog)
    all.push_back({"url", takes("targets") ? "targets" : ""});
  if (needs == Needs::changelog || needs == Needs::changelog_only)
    all.push_back({"changelog-file", word_is_optional ? positional : ""});
  for (const Requirement& one : required) {
    if (!one.option.empty()) all.push_back(one);
  }
  if (required.front().option.empty() && !positional.empty() && !word_is_optional)
    all.push_back({positional});
  return all;
}

const Command* find_command(std::string_view name) {
  const std::string plain = plain_name(name);
  const auto all = commands();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Command& command) {
    return plain_name(command.name) == plain ||
           (!command.alias.empty() && plain_name(command.alias) == plain);
  });
  return found == all.end() ? nullptr : &*found;
}

const Command& command_named(std::string_view name) {
  if (const Command* const command = find_command(name)) return *command;
  throw UsageError("Unexpected argument(s): " + std::string(name) + command_hint(name));
}

}  // namespace ebbtide
