#include "cli/settings.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "cli/options.h"
#include "text/ascii.h"
#include "text/error.h"
#include "text/java_properties.h"

namespace ebbtide {
namespace {

/// Variables that belong to Liquibase's launcher, not to its options.
constexpr std::array<std::string_view, 6> launcher_variables{
    "LIQUIBASE_HOME",    "LIQUIBASE_LAUNCHER_DEBUG", "LIQUIBASE_LAUNCHER_PARENT_CLASSLOADER",
    "LIQUIBASE_VERSION", "LIQUIBASE_LPM_HOME",       "LIQUIBASE_CLASSPATH"};

/// How closely a key names an option: for one command, for commands, or by its bare name. The
/// closest counts.
struct Match {
  const Option* option = nullptr;
  int closeness = 0;
};

/// `liquibase.command.update.url`, `liquibase.command.url`, `liquibase.url` and `url`, with any
/// separators.
Match match_key(std::string_view key, std::string_view command) {
  std::string plain = plain_name(key);
  const std::string own = plain_name(command);
  const auto strip = [&](std::string_view prefix) {
    if (!plain.starts_with(prefix)) return false;
    plain.erase(0, prefix.size());
    return true;
  };
  if (const Option* const whole = find_option_named(plain)) return {whole, 1};
  const bool is_ours = strip("liquibase");
  if (const Option* const option = find_option_named(plain)) return {option, 1};
  if (!is_ours || !strip("command")) return {};
  if (const Option* const option = find_option_named(plain)) return {option, 2};
  if (!own.empty() && plain.starts_with(own))
    return {find_option_named(plain.substr(own.size())), 3};
  return {};
}

/// Whether the key is an option of another command: known, but not for now.
bool is_for_other_command(std::string_view key) {
  const std::string plain = plain_name(key);
  if (!plain.starts_with("liquibasecommand")) return false;
  return std::any_of(all_options().begin(), all_options().end(), [&](const Option& option) {
    return plain.ends_with(plain_name(option.name));
  });
}

/// `my.properties` has a companion `my.local.properties` that overrides it.
std::string local_name(const std::string& file) {
  constexpr std::string_view ending = ".properties";
  return file.ends_with(ending) ? file.substr(0, file.size() - ending.size()) + ".local.properties"
                                : file + ".local";
}

void check_flag(const std::string& name, const std::string& value) {
  if (equals_ignoring_case(value, "true") || equals_ignoring_case(value, "false")) return;
  throw UsageError("The input for '" + name + "' is '" + value +
                   "', which is not valid.  Options: 'true' or 'false'.");
}

void check_words(const Option& option, const std::string& value) {
  std::vector<std::string> known;
  for (const std::string_view word : option.words) {
    if (equals_ignoring_case(word, value)) return;
    if (!word.empty()) known.emplace_back(word);
  }
  if (known.empty()) return;
  throw UsageError("Invalid argument '--" + std::string(option.name) + "': '" + value +
                   "' is none of " + join(known, ", "));
}

}  // namespace

std::optional<std::string> Settings::get(std::string_view name) const {
  const auto found = values_.find(name);
  if (found != values_.end()) return found->second;
  const Option* const option = find_option_named(name);
  return option == nullptr || option->fallback.empty()
             ? std::nullopt
             : std::optional(std::string(option->fallback));
}

bool Settings::flag(std::string_view name) const {
  return equals_ignoring_case(text(name), "true");
}

int Settings::number(std::string_view name) const {
  const std::string value = text(name);
  int parsed = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
  if (error == std::errc{} && end == value.data() + value.size()) return parsed;
  throw UsageError("Invalid argument '--" + std::string(name) + "': '" + value +
                   "' is no number that fits");
}

std::string Settings::choice(std::string_view name) const { return upper(text(name)); }

std::string Settings::required(std::string_view name) const {
  const auto value = get(name);
  if (value && !value->empty()) return *value;
  throw UsageError(
      "Invalid argument '--" + std::string(name) +
      "': missing required argument; give it on the command line, as LIQUIBASE_COMMAND_" +
      replace_all(upper(name), "-", "_") + " or in liquibase.properties");
}

void Settings::check_values() const {
  for (const auto& [name, value] : values_) {
    const Option* const option = find_option_named(name);
    if (option->scope == OptionScope::java)
      throw UsageError("the option '--" + name +
                       "' names a Java class, which cannot run here; remove it");
    if (option->scope == OptionScope::ignored) continue;
    if (option->kind == OptionKind::flag) check_flag(name, value);
    if (value.empty()) continue;
    if (option->kind == OptionKind::number) number(name);
    check_words(*option, value);
  }
}

void Settings::take_environment(std::string_view command, const Sources& sources) {
  std::map<std::string, int> closeness;
  std::vector<std::string> unknown;
  for (const auto& [name, value] : sources.environment) {
    if (!name.starts_with("LIQUIBASE_")) continue;
    const Match match = match_key(name, command);
    if (match.option == nullptr) {
      const bool is_known = std::find(launcher_variables.begin(), launcher_variables.end(), name) !=
                                launcher_variables.end() ||
                            is_for_other_command(name);
      if (!is_known) unknown.push_back(name);
      continue;
    }
    int& best = closeness[std::string(match.option->name)];
    if (match.closeness <= best) continue;
    best = match.closeness;
    values_[std::string(match.option->name)] = value;
  }
  if (!unknown.empty())
    sources.warn("Liquibase detected the following invalid LIQUIBASE_* environment variables: " +
                 join(unknown, ", "));
}

void Settings::take_properties(std::string_view command, const Sources& sources,
                               std::vector<std::string>& unknown) {
  const std::string file = text("defaults-file");
  std::map<std::string, std::string> found;
  bool is_there = false;
  for (const std::string& name : {file, local_name(file)}) {
    const auto text = sources.read_file(name);
    if (!text) continue;
    is_there = true;
    std::map<std::string, int> own_closeness;
    for (const JavaProperty& property : parse_java_properties(*text, name)) {
      if (starts_with_ignoring_case(property.key, "parameter.")) {
        parameters_.emplace_back(property.key.substr(10), property.value);
        continue;
      }
      const Match match = match_key(property.key, command);
      if (match.option == nullptr) {
        if (!is_for_other_command(property.key)) unknown.push_back(property.key);
        continue;
      }
      int& best = own_closeness[std::string(match.option->name)];
      if (match.closeness < best) continue;
      best = match.closeness;
      found[std::string(match.option->name)] = property.value;
    }
  }
  if (!is_there && values_.contains("defaults-file"))
    sources.warn("Could not find defaults file " + file);
  values_.insert(found.begin(), found.end());
}

Settings Settings::resolve(const Arguments& arguments, std::string_view command,
                           const Sources& sources) {
  Settings settings;
  settings.environment_ = sources.environment;
  settings.parameters_ = arguments.parameters;
  settings.take_environment(command, sources);
  for (const auto& [name, value] : arguments.values) settings.values_[name] = value;
  std::vector<std::string> unknown;
  settings.take_properties(command, sources, unknown);
  if (!unknown.empty()) {
    const std::string keys = "'" + join(unknown, "', '") + "' in " + settings.text("defaults-file");
    if (settings.flag("strict"))
      throw UsageError("Strict check failed due to undefined key(s): " + keys +
                       "; correct them, or leave strict out");
    sources.warn("Potentially ignored key(s): " + keys);
  }
  settings.check_values();
  return settings;
}

}  // namespace ebbtide
