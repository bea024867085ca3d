#include "cli/json/config.h"

#include <nlohmann/json.hpp>

#include "cli/config/config.h"
#include "cli/json/output.h"
#include "database/secrets.h"

namespace ebbtide {
namespace {

std::string_view word_of(Settings::Source source) {
  switch (source) {
    case Settings::Source::command_line:
      return "command line";
    case Settings::Source::java_options:
      return "java options";
    case Settings::Source::environment:
      return "environment";
    case Settings::Source::local_file:
    case Settings::Source::file:
      break;
  }
  return "file";
}

std::string_view word_of(OptionEffect effect) {
  switch (effect) {
    case OptionEffect::works:
      return "works";
    case OptionEffect::none:
      return "none";
    case OptionEffect::refused:
      break;
  }
  return "refused";
}

/// An option in its place in the document; what is not known of it is null.
Json option_json(const Option& option, const std::string& value, Json origin, bool counts) {
  const std::string flaw = flaw_of(option, value);
  return {{"name", option.name},
          {"value", shown_value(option, value)},
          {"origin", std::move(origin)},
          {"effect", word_of(option.effect)},
          {"counts", counts},
          {"problem", flaw.empty() ? Json() : Json(flaw)}};
}

Json origin_json(const Settings::Given& given) {
  Json origin{{"kind", word_of(given.source)}};
  if (!given.variable.empty()) origin["variable"] = given.variable;
  if (!given.where.file.empty()) {
    origin["file"] = given.where.file;
    origin["line"] = given.where.line;
  }
  return origin;
}

}  // namespace

void write_config(Console& console, const Settings& settings, const Command* command) {
  Json options = Json::array(), parameters = Json::array();
  for (const Settings::Given& one : settings.given()) {
    if (!is_about_config(*one.option))
      options.push_back(option_json(*one.option, one.text, origin_json(one), one.counts));
  }
  for (const Option& option : all_options()) {
    const bool is_for_it =
        option.scope == OptionScope::global || (command != nullptr && command->takes(option.name));
    if (is_for_it && !option.fallback.empty() && !settings.source_of(option.name))
      options.push_back(
          option_json(option, std::string(option.fallback), Json{{"kind", "default"}}, true));
  }
  for (const auto& [name, value] : settings.parameters())
    parameters.push_back({{"name", name}, {"value", is_secret(name) ? "******" : masked(value)}});
  write_json(console, Json{{"command", command == nullptr ? Json() : Json(command->name)},
                           {"options", std::move(options)},
                           {"parameters", std::move(parameters)},
                           {"unknown", settings.unknown()}});
}

}  // namespace ebbtide
