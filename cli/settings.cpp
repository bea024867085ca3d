// An option can be given in six places. The first that has it wins, whatever name it is given by:
//
//   1  command line                  --url=…
//   2  -D of JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS, JAVA_OPTS      -Dliquibase.command.url=…
//   3  environment                   LIQUIBASE_COMMAND_URL=…
//   4  liquibase.local.properties    url: …      (beside the file of 5, `.local` before its ending)
//   5  liquibase.properties          url: …      (or what --defaults-file names, given by 1 to 3)
//   6  the default in the table of options
//
// Within one place several names may mean the same option. The closest one counts, of equally close
// ones the last:
//
//   3  liquibase.command.update.url  LIQUIBASE_COMMAND_UPDATE_URL   for one command
//   2  liquibase.command.url         LIQUIBASE_COMMAND_URL          for all commands
//   1  liquibase.url, url            LIQUIBASE_URL                  the bare name
//
// Names are compared without case, dashes, underscores and dots. A name that is an option of
// another command is known and not for now. One that nobody knows is a warning with the nearest
// name, or an error under --strict; keys that begin with `parameter.` are no options but properties
// for the changelog.
//
// Each value keeps where it came from, so that what is wrong with it is said with file and line or
// the name of the variable. The line itself is never shown: it may hold a password.
#include "cli/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

#include "cli/commands.h"
#include "cli/hints.h"
#include "text/ascii.h"
#include "text/error.h"
#include "text/java_properties.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

/// Variables that belong to Liquibase's launcher, not to its options.
constexpr auto launcher_variables = std::to_array<std::string_view>(
    {"LIQUIBASE_HOME", "LIQUIBASE_LAUNCHER_DEBUG", "LIQUIBASE_LAUNCHER_PARENT_CLASSLOADER",
     "LIQUIBASE_VERSION", "LIQUIBASE_LPM_HOME", "LIQUIBASE_CLASSPATH"});

/// How closely a key names an option: for one command, for commands, or by its bare name. The
/// closest counts.
struct Match {
  const Option* option = nullptr;
  int closeness = 0;
};

/// `liquibase.command.update.url`, `liquibase.command.url`, `liquibase.url` and `url`, with any
/// separators.
/// The whole key is tried first: `liquibaseSchemaName` is an option whose own name begins with the
/// prefix, and not `schemaName` behind it.
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

bool is_command(std::string_view plain) {
  return find_command(plain) != nullptr || is_missing_command(plain);
}

/// Whether the key is an option of another command: known, but not for now.
bool is_for_other_command(std::string_view key) {
  constexpr std::string_view beginning = "liquibasecommand";
  std::string plain = plain_name(key);
  if (!plain.starts_with(beginning)) return false;
  plain.erase(0, beginning.size());
  for (std::size_t size = 1; size < plain.size(); ++size) {
    if (is_command(plain.substr(0, size)) && find_option_named(plain.substr(size)) != nullptr)
      return true;
  }
  return false;
}

/// The options that -Dname=value gives a Java program, the later variable after the earlier.
constexpr auto java_variables =
    std::to_array<std::string_view>({"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTS"});

struct Definition {
  std::string name, value;
  std::string variable;  ///< that has it
};

std::vector<Definition> java_definitions(const Environment& environment) {
  std::vector<Definition> definitions;
  for (const std::string_view variable : java_variables) {
    const auto found = std::find_if(environment.begin(), environment.end(),
                                    [&](const auto& one) { return one.first == variable; });
    if (found == environment.end()) continue;
    std::istringstream words(found->second);
    for (std::string word; words >> word;) {
      const std::size_t equals = word.find('=');
      if (!word.starts_with("-D") || equals == std::string::npos || equals == 2) continue;
      definitions.push_back(
          {word.substr(2, equals - 2), word.substr(equals + 1), std::string(variable)});
    }
  }
  return definitions;
}

/// What is a variable's own: without `LIQUIBASE_` and `COMMAND_`, which all of them have.
std::string_view own_part(std::string_view variable) {
  for (const std::string_view prefix : {"LIQUIBASE_", "COMMAND_"}) {
    if (variable.starts_with(prefix)) variable.remove_prefix(prefix.size());
  }
  return variable;
}

/// The known variable nearest to this one, by its own part if that is near to any.
std::string near_variable(const std::string& name) {
  std::vector<std::string> all;
  for (const Option& option : all_options()) {
    if (option.scope != OptionScope::elsewhere) all.push_back(variable_of(option));
  }
  std::vector<std::string_view> own;
  for (const std::string& variable : all) own.push_back(own_part(variable));
  const std::string_view near = nearest(own_part(name), own);
  if (near.empty()) return std::string(nearest(name, {all.begin(), all.end()}));
  return all[static_cast<std::size_t>(std::find(own.begin(), own.end(), near) - own.begin())];
}

/// A variable nobody knows, with the one it may have been meant to be.
std::string with_near_variable(const std::string& name) {
  const std::string near = near_variable(name);
  return near.empty() ? name : name + " (did you mean " + near + "?)";
}

/// The same for a key of a properties file.
std::string with_near_key(const std::string& key) {
  std::vector<std::string_view> names;
  for (const Option& option : all_options()) {
    if (option.scope != OptionScope::elsewhere) names.push_back(option.name);
  }
  const std::string_view bare = std::string_view(key).substr(key.rfind('.') + 1);
  const std::string_view near = nearest(bare, names);
  return near.empty() ? "'" + key + "'"
                      : "'" + key + "' (did you mean '" + std::string(near) + "'?)";
}

/// `my.properties` has a companion `my.local.properties` that overrides it.
std::string local_name(const std::string& file) {
  constexpr std::string_view ending = ".properties";
  return file.ends_with(ending) ? file.substr(0, file.size() - ending.size()) + ".local.properties"
                                : file + ".local";
}

/// What is wrong with the value of a flag, or of an option that is one of some words; empty for
/// nothing.
std::string flaw_of_flag(const Option& option, const std::string& value) {
  if (equals_ignoring_case(value, "true") || equals_ignoring_case(value, "false")) return "";
  return "The input for '" + std::string(option.name) + "' is '" + value +
         "', which is not valid.  Options: 'true' or 'false'.";
}

std::optional<int> parsed_number(const std::string& value) {
  int parsed = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
  const bool is_whole = error == std::errc{} && end == value.data() + value.size();
  return is_whole ? std::optional(parsed) : std::nullopt;
}

std::string flaw_of_number(const Option& option, const std::string& value) {
  if (parsed_number(value)) return "";
  return "Invalid argument '--" + std::string(option.name) + "': '" + value +
         "' is no number that fits";
}

std::string flaw_of_word(const Option& option, const std::string& value) {
  std::vector<std::string> known;
  for (const std::string_view word : option.words) {
    if (equals_ignoring_case(word, value)) return "";
    if (!word.empty()) known.emplace_back(word);
  }
  if (known.empty()) return "";
  return "Invalid argument '--" + std::string(option.name) + "': '" + value + "' is none of " +
         join(known, ", ");
}

}  // namespace

/// The values of one source, each under the name of its option. Where several names mean one
/// option, the closest counts, and of equally close ones the last.
class Settings::Layer {
 public:
  explicit Layer(std::string_view command) : command_(command) {}

  /// Returns whether the name is known.
  bool take(const std::string& name, Value value) {
    const Match match = match_key(name, command_);
    if (match.option == nullptr) return is_for_other_command(name);
    const std::string option(match.option->name);
    int& best = closeness_[option];
    if (match.closeness < best) return true;
    best = match.closeness;
    values_[option] = std::move(value);
    return true;
  }
  const Values& values() const { return values_; }

 private:
  std::string_view command_;
  Values values_;
  std::map<std::string, int> closeness_;
};

std::optional<std::string> Settings::get(std::string_view name) const {
  const auto found = values_.find(name);
  if (found != values_.end()) return found->second.text;
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
  if (const auto parsed = parsed_number(value)) return *parsed;
  refuse(name, flaw_of_number(*find_option_named(name), value));
}

void Settings::refuse(std::string_view option, const std::string& message) const {
  const auto found = values_.find(option);
  if (found == values_.end()) throw UsageError(message);
  const Value& value = found->second;
  // The place is part of the text: the line itself may have a password and is not shown.
  const std::string place = value.where.file.empty() ? "" : value.where.to_text() + ": ";
  throw UsageError(place + message +
                   (value.variable.empty() ? "" : " (set by the variable " + value.variable + ")"));
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

std::string flaw_of(const Option& option, const std::string& value) {
  if (option.effect == OptionEffect::refused && value != option.fallback)
    return "the option '--" + std::string(option.name) + "' " + std::string(option.doc) +
           "; remove it";
  if (option.effect != OptionEffect::works) return "";
  if (option.kind == OptionKind::flag) return flaw_of_flag(option, value);
  if (value.empty()) return "";
  return option.kind == OptionKind::number ? flaw_of_number(option, value)
                                           : flaw_of_word(option, value);
}

void Settings::check_values() const {
  for (const auto& [name, value] : values_) {
    const std::string flaw = flaw_of(*find_option_named(name), value.text);
    if (!flaw.empty()) refuse(name, flaw);
  }
}

std::vector<const Option*> Settings::without_effect() const {
  std::vector<const Option*> found;
  for (const auto& [name, value] : values_) {
    const Option* const option = find_option_named(name);
    if (option->effect == OptionEffect::none) found.push_back(option);
  }
  return found;
}

Settings::Unknown Settings::take_system_properties(std::string_view command) {
  Layer layer(command);
  Unknown unknown;
  for (const auto& [name, value, variable] : java_definitions(environment_)) {
    if (!starts_with_ignoring_case(name, "liquibase.")) {
      system_properties_.emplace_back(name, value);
    } else if (!layer.take(name, {value, {}, variable, Source::java_options})) {
      unknown.push_back(with_near_key(name));
    }
  }
  add(layer.values());
  return unknown;
}

Settings::Unknown Settings::take_environment(std::string_view command) {
  Layer layer(command);
  Unknown unknown;
  for (const auto& [name, value] : environment_) {
    if (!name.starts_with("LIQUIBASE_")) continue;
    const bool is_launchers = std::find(launcher_variables.begin(), launcher_variables.end(),
                                        name) != launcher_variables.end();
    if (!layer.take(name, {value, {}, name, Source::environment}) && !is_launchers)
      unknown.push_back(with_near_variable(name));
  }
  add(layer.values());
  return unknown;
}

Settings::Unknown Settings::take_properties(std::string_view command, const Sources& sources) {
  const std::string file = text("defaults-file");
  const bool is_named = values_.contains("defaults-file");
  Unknown unknown;
  bool is_there = false;
  for (const std::string& name : {local_name(file), file}) {
    const auto text = sources.read_file(name);
    if (!text) continue;
    is_there = true;
    const Source source = name == file ? Source::file : Source::local_file;
    Layer layer(command);
    for (const JavaProperty& property : parse_java_properties(*text, name)) {
      if (property.looks_like_utf8)
        sources.warn(Position{name, property.line}.to_text() + ": " + warning_of_utf8(property));
      if (starts_with_ignoring_case(property.key, "parameter.")) {
        parameters_.emplace_back(property.key.substr(10), property.value);
      } else if (const Position where{name, property.line};
                 !layer.take(property.key, {property.value, where, {}, source})) {
        unknown.push_back(where.to_text() + ": " + with_near_key(property.key));
      }
    }
    add(layer.values());
  }
  if (!is_there && is_named) sources.warn("Could not find defaults file " + file);
  return unknown;
}

void Settings::complain(const Unknown& unknown, const std::string& what,
                        const std::string& when_strict, const Sources& sources) const {
  if (unknown.empty()) return;
  const std::string names = join(unknown, ", ");
  if (!flag("strict")) return sources.warn(what + ": " + names);
  throw UsageError("Strict check failed due to " + when_strict + ": " + names +
                   "; correct them, or leave strict out");
}

void Settings::add(const Values& values) {
  for (const auto& [name, value] : values) {
    if (!values_.emplace(name, value).second) hidden_.emplace_back(name, value);
  }
}

void Settings::take_all(std::string_view command, const Sources& sources, Check check) {
  environment_ = sources.environment;
  read_file_ = sources.read_file;
  for (const auto& [name, value] : arguments_) values_[name] = {value};
  const Unknown of_java = take_system_properties(command);
  const Unknown of_environment = take_environment(command);
  const Unknown of_files = take_properties(command, sources);
  for (const Unknown* const some : {&of_java, &of_environment, &of_files})
    unknown_.insert(unknown_.end(), some->begin(), some->end());
  if (check == Check::none) return;
  complain(of_java, "JAVA_OPTS defines liquibase properties nobody knows",
           "undefined properties of JAVA_OPTS", sources);
  complain(of_environment,
           "Liquibase detected the following invalid LIQUIBASE_* environment variables",
           "invalid LIQUIBASE_* environment variables", sources);
  complain(of_files, "Potentially ignored key(s)", "undefined key(s)", sources);
}

Settings Settings::resolve(const Arguments& arguments, std::string_view command,
                           const Sources& sources, Check check) {
  Settings settings;
  settings.parameters_ = arguments.parameters;
  settings.arguments_ = arguments.values;
  settings.take_all(command, sources, check);
  if (check == Check::all) settings.check_values();
  return settings;
}

Settings Settings::with_own(const std::vector<Own>& values) const {
  constexpr std::string_view parameter = "parameter.";
  constexpr auto passwords = std::to_array<std::string_view>(
      {"password", "password-stdin", "password-file", "password-command"});
  Settings settings = *this;
  // A password of its own counts, whatever way to one the others share.
  const bool has_password = std::any_of(values.begin(), values.end(), [&](const Own& own) {
    return std::find(passwords.begin(), passwords.end(), own.name) != passwords.end();
  });
  if (has_password) {
    for (const std::string_view name : passwords) settings.values_.erase(std::string(name));
  }
  for (const Own& own : values) {
    if (own.name.starts_with(parameter)) {
      settings.parameters_.emplace(settings.parameters_.begin(), own.name.substr(parameter.size()),
                                   own.value.value_or(""));
    } else if (own.value) {
      settings.values_[own.name] = {*own.value, own.where, {}};
    } else {
      settings.values_.erase(own.name);
    }
  }
  settings.check_values();
  return settings;
}

Settings Settings::for_command(std::string_view command) const {
  Settings settings;
  settings.arguments_ = arguments_;
  settings.take_all(command, {environment_, read_file_, [](const std::string&) {}}, Check::none);
  settings.parameters_ = parameters_;
  return settings;
}

std::vector<Settings::Given> Settings::given() const {
  std::vector<Given> all;
  const auto add = [&](const Option& option, const Value& value, bool counts) {
    all.push_back({&option, value.source, value.text, value.where, value.variable, counts});
  };
  for (const Option& option : all_options()) {
    if (const auto found = values_.find(option.name); found != values_.end())
      add(option, found->second, true);
    for (const auto& [name, value] : hidden_) {
      if (name == option.name) add(option, value, false);
    }
  }
  return all;
}

std::optional<Settings::Source> Settings::source_of(std::string_view option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::nullopt : std::optional(found->second.source);
}

}  // namespace ebbtide
