// Settings come from many places, and the one that is given last counts:
//
//   1  [environments.x] in flyway.toml     of the environment that is chosen
//   2  [flyway] in it, or flyway.conf      of several files the later one
//   3  environment variables               FLYWAY_URL
//   4  -environments.x.url=… on the command line
//   5  -url=… on the command line
//
// Which environment is chosen has to be known before the first of these, so that is looked for in
// 2, 3 and 5 alone. `default` need not be declared; any other name must be, in a file or on the
// command line. displayName, provisioner and resolvers of an environment are Flyway's own business
// and not settings.
//
// Then three things are an error, before anything is opened: keys that Flyway does not have, all of
// them in one message; options that would do something else if they were passed over (dryRunOutput,
// errorOverrides); and what is neither true nor false for an option that is one.
// Numbers are only looked at when somebody asks for them. An option of another database, or of
// Java, is known and without effect, so that nobody's configuration is refused for it.
#include "flyway/configuration.h"

#include <algorithm>

#include "flyway/failure.h"
#include "flyway/option.h"
#include "text/ascii.h"

namespace ebbtide::flyway {
namespace {

constexpr std::string_view environments = "environments.";

/// What an environment of flyway.toml says that is no option of Flyway.
constexpr std::string_view of_environments_alone[] = {"displayName", "provisioner", "resolvers"};

void append(Settings& settings, const Settings& more) {
  settings.insert(settings.end(), more.begin(), more.end());
}

/// The settings of one environment, without its name before them.
Settings of_environment(const Settings& settings, const std::string& name) {
  const std::string prefix = std::string(environments) + name + ".";
  Settings own;
  for (const Setting& one : settings) {
    if (one.key.starts_with(prefix)) own.push_back({one.key.substr(prefix.size()), one.value});
  }
  std::erase_if(own, [](const Setting& one) {
    return std::any_of(std::begin(of_environments_alone), std::end(of_environments_alone),
                       [&](std::string_view alone) {
                         return one.key == alone || one.key.starts_with(std::string(alone) + ".");
                       });
  });
  return own;
}

Settings without_environments(Settings settings) {
  std::erase_if(settings, [](const Setting& one) { return one.key.starts_with(environments); });
  return settings;
}

bool is_boolean(std::string_view text) {
  return equals_ignoring_case(text, "true") || equals_ignoring_case(text, "false");
}

}  // namespace

Configuration::Configuration(Settings settings, bool has_environments)
    : settings_(std::move(settings)) {
  require_known(has_environments);
  require_meaning();
}

void Configuration::require_known(bool has_environments) const {
  std::vector<std::string> unknown;
  for (const Setting& one : settings_) {
    if (find_option(one.key) != nullptr || is_of_family(one.key)) continue;
    const std::string name = "flyway." + one.key;
    if (std::find(unknown.begin(), unknown.end(), name) == unknown.end()) unknown.push_back(name);
  }
  if (unknown.empty()) return;
  const std::string many = unknown.size() == 1 ? "property: " : "properties: ";
  throw Failure(configuration_code,
                (has_environments ? "Failed to configure parameters: unknown configuration "
                                  : "Unknown configuration ") +
                    many + join(unknown, ",") +
                    ". Please check your conf files or commandline parameters");
}

void Configuration::require_meaning() const {
  for (const Option& option : options()) require_meaning(option, "flyway.");
  for (const Option& option : own_options()) require_meaning(option, "-");
}

void Configuration::require_meaning(const Option& option, std::string_view before) const {
  if (!is_given(option.name)) return;
  const std::string value = text(option.name);
  const std::string name = std::string(before) + std::string(option.name);
  if (option.use == Use::refused && !value.empty())
    throw Failure(configuration_code,
                  name + " is not possible here: " + lower(option.help.substr(0, 1)) +
                      std::string(option.help.substr(1)) +
                      "; only paid editions of Flyway do that");
  if (is_boolean(option.otherwise) && !value.empty() && !is_boolean(value))
    throw Failure(configuration_code,
                  "Invalid value for " + name + " (should be true or false): " + value);
}

bool Configuration::is_given(std::string_view option) const {
  return find_setting(settings_, option) != nullptr;
}

std::string Configuration::text(std::string_view option) const {
  if (const std::string* const given = find_setting(settings_, option)) return *given;
  const Option* const known = find_option(option);
  return known == nullptr ? "" : std::string(known->otherwise);
}

bool Configuration::flag(std::string_view option) const {
  return equals_ignoring_case(text(option), "true");
}

int Configuration::number(std::string_view option) const {
  const std::string value = text(option);
  const bool is_negative = value.starts_with('-');
  const std::string_view digits = std::string_view(value).substr(is_negative ? 1 : 0);
  constexpr std::size_t most_digits = 9;
  if (digits.empty() || digits.size() > most_digits ||
      !std::all_of(digits.begin(), digits.end(), is_digit))
    throw Failure(configuration_code, "Invalid value for flyway." + std::string(option) +
                                          " (should be a number): " + value);
  return std::stoi(value);
}

std::vector<std::string> Configuration::list(std::string_view option) const {
  return split_list(text(option));
}

Settings Configuration::family(std::string_view prefix) const {
  Settings all;
  for (const Setting& one : settings_) {
    if (one.key.starts_with(prefix)) all.push_back({one.key.substr(prefix.size()), one.value});
  }
  return all;
}

NamingRules Configuration::naming() const {
  return {text("sqlMigrationPrefix"),      text("repeatableSqlMigrationPrefix"),
          text("baselineMigrationPrefix"), text("undoSqlMigrationPrefix"),
          text("sqlMigrationSeparator"),   list("sqlMigrationSuffixes")};
}

bool Configuration::knows_undo() const {
  const auto is_set = [&](std::string_view option) { return !text(option).empty(); };
  return is_given("undoSqlMigrationPrefix") || is_set("licenseKey") || is_set("token");
}

Configuration Configuration::with(std::string_view option, std::string value) const {
  Configuration other = *this;
  other.settings_.push_back({std::string(option), std::move(value)});
  return other;
}

std::vector<std::string> Configuration::not_run() const {
  std::vector<std::string> warnings;
  for (const Option& option : options()) {
    if (option.use != Use::not_run || !is_given(option.name)) continue;
    if (text(option.name) == option.otherwise) continue;
    warnings.push_back(std::string(option.name) + " has no effect: " + std::string(option.help));
  }
  return warnings;
}

Configuration resolve(const Sources& sources) {
  Settings given = without_environments(sources.files);
  append(given, sources.environment);
  append(given, without_environments(sources.command_line));
  const std::string* const chosen = find_setting(given, "environment");
  const std::string name = chosen == nullptr ? "default" : *chosen;
  Settings of_files = of_environment(sources.files, name);
  const Settings of_line = of_environment(sources.command_line, name);
  if (chosen != nullptr && name != "default" && of_files.empty() && of_line.empty())
    throw Failure(configuration_code, "Environment '" + name +
                                          "' not found; the configuration files declare no "
                                          "[environments." +
                                          name + "]");
  Settings all = std::move(of_files);
  append(all, without_environments(sources.files));
  append(all, sources.environment);
  append(all, of_line);
  append(all, without_environments(sources.command_line));
  return {std::move(all), sources.is_toml};
}

}  // namespace ebbtide::flyway
