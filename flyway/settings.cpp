// Four sources, each with its own way to write a key; what they say becomes the same list.
//
//   flyway.conf     flyway.url=…         lines, but not Java's properties: a backslash is a letter
//                                        except at the end of a line, so that Windows' paths can be
//                                        written
//   flyway.toml     url under [flyway]   also without the table, as `flyway.url`
//   environment     FLYWAY_URL           of a placeholder the name becomes lower case
//   command line    -url=…               the first `=` parts it; verbs have no dash
//
// A line of flyway.conf that ends with a backslash goes on in the next, unless that is blank or
// another property: somebody has ended a path with it. A variable that is not set is nothing, not
// an error. In flyway.toml stand the settings of other programs too; those are passed over, all
// others are looked at, so that a typing error is found.
#include "flyway/settings.h"

#include <algorithm>

#include "flyway/failure.h"
#include "flyway/option.h"
#include "flyway/toml.h"
#include "text/ascii.h"

namespace ebbtide::flyway {
namespace {

constexpr std::string_view own = "flyway.";

std::string variable(const Variables& environment, std::string_view name) {
  const auto found = std::find_if(environment.begin(), environment.end(),
                                  [&](const auto& one) { return one.first == name; });
  return found == environment.end() ? "" : found->second;
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_word);
}

/// Every `${` + `before` + NAME + `}` as the variable.
std::string with_variables(std::string_view text, std::string_view before,
                           const Variables& environment) {
  const std::string open = "${" + std::string(before);
  std::string all;
  for (std::size_t at; (at = text.find(open)) != std::string_view::npos;) {
    const std::size_t begin = at + open.size();
    const std::size_t end = text.find('}', begin);
    if (end == std::string_view::npos) break;
    const std::string_view name = text.substr(begin, end - begin);
    all += text.substr(0, at);
    all += is_name(name) ? variable(environment, name) : std::string(text.substr(at, end + 1 - at));
    text.remove_prefix(end + 1);
  }
  return all.append(text);
}

/// A line that ends with a backslash goes on, unless the next one is blank or another property.
bool goes_on(std::string_view line, std::string_view next) {
  return line.ends_with('\\') && !next.empty() && !(next.starts_with(own) && contains(next, "="));
}

/// What stands in a flyway.toml for the other programs that read it.
bool is_of_other_tool(std::string_view key) {
  constexpr std::string_view others[] = {
      "id", "name", "databaseType", "flywayDesktop", "redgateCompare", "deployments"};
  const std::string_view first = key.substr(0, key.find('.'));
  return std::any_of(std::begin(others), std::end(others),
                     [&](std::string_view one) { return one == first; });
}

}  // namespace

const std::string* find_setting(const Settings& settings, std::string_view key) {
  const auto last = std::find_if(settings.rbegin(), settings.rend(),
                                 [&](const Setting& one) { return one.key == key; });
  return last == settings.rend() ? nullptr : &last->value;
}

Settings settings_of_conf(std::string_view text, const Variables& environment) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  const std::string all = with_variables(text, "", environment);
  std::vector<std::string_view> lines = split(all, '\n');
  for (std::string_view& line : lines) line = trim(line);
  Settings settings;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].empty() || lines[i].front() == '#' || lines[i].front() == '!') continue;
    std::string line(lines[i]);
    while (i + 1 < lines.size() && goes_on(line, lines[i + 1])) {
      line.pop_back();
      line += lines[++i];
    }
    const std::size_t end = std::min(line.find_first_of("=: \t"), line.size());
    std::string_view value = trim(std::string_view(line).substr(end));
    if (!value.empty() && (value.front() == '=' || value.front() == ':'))
      value = trim(value.substr(1));
    if (line.starts_with(own))
      settings.push_back({line.substr(own.size(), end - own.size()), std::string(value)});
  }
  return settings;
}

Settings settings_of_toml(std::string_view text, const std::string& file,
                          const Variables& environment) {
  Settings settings;
  for (TomlValue& one : parse_toml(text, file)) {
    std::string key = std::move(one.key);
    if (is_of_other_tool(key)) continue;
    if (key.starts_with(own)) key.erase(0, own.size());
    settings.push_back({std::move(key), with_variables(one.value, "env.", environment)});
  }
  return settings;
}

Settings settings_of_environment(const Variables& environment) {
  Settings settings;
  constexpr std::string_view placeholder = "FLYWAY_PLACEHOLDERS_";
  constexpr std::string_view property = "FLYWAY_JDBC_PROPERTIES_";
  for (const auto& [name, value] : environment) {
    const auto is_of = [&name = name](std::string_view family) {
      return name.starts_with(family) && name.size() > family.size();
    };
    if (is_of(placeholder)) {
      settings.push_back({"placeholders." + lower(name.substr(placeholder.size())), value});
    } else if (is_of(property)) {
      settings.push_back({"jdbcProperties." + name.substr(property.size()), value});
    }
    for (const Option& option : options()) {
      if (environment_variable(option.name) == name)
        settings.push_back({std::string(option.name), value});
    }
  }
  return settings;
}

CommandLine read_command_line(const std::vector<std::string>& arguments) {
  CommandLine line;
  for (const std::string& argument : arguments) {
    if (!argument.starts_with('-')) {
      line.verbs.push_back(argument);
      continue;
    }
    const std::string name = argument.substr(1);
    const auto known = flags();
    if (std::any_of(known.begin(), known.end(),
                    [&](const Flag& one) { return one.name == name; })) {
      line.flags.push_back(name);
      continue;
    }
    const std::size_t equals = name.find('=');
    const Option* const option = name.starts_with('-') ? find_option(name) : nullptr;
    if (equals == std::string::npos && option != nullptr && option->otherwise == "false") {
      line.settings.push_back({name, "true"});
      continue;
    }
    if (equals == std::string::npos)
      throw Failure(error_code, find_option(name) != nullptr
                                    ? "Invalid configuration argument: " + argument +
                                          ". Please check you have not included any spaces in your "
                                          "configuration argument."
                                    : "Invalid flag: " + argument);
    line.settings.push_back({name.substr(0, equals), name.substr(equals + 1)});
  }
  return line;
}

}  // namespace ebbtide::flyway
