// Shows what Settings has found. What is wrong with a value is shown beside it and no error, so
// that one can see it together with all others. What a closer place hides is shown below what
// counts: most questions about configuration are why a value is not the one that was written.
#include "cli/config/config.h"

#include <algorithm>

#include "cli/commands.h"
#include "cli/json/config.h"
#include "cli/request.h"
#include "database/secrets.h"
#include "text/ascii.h"
#include "text/unicode.h"

namespace ebbtide {
namespace {

constexpr std::string_view stars = "******";

struct Row {
  std::string option, value, origin, judgement;
};

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// A column is as wide as its widest value that is not out of the ordinary.
std::size_t column_width(const std::vector<Row>& rows, std::string Row::*member) {
  constexpr std::size_t widest = 72;
  std::size_t width = 0;
  for (const Row& row : rows) width = std::max(width, letters_of(row.*member));
  return std::min(width, widest);
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t letters = letters_of(text);
  return text + std::string(letters < width ? width - letters : 0, ' ');
}

void write_rows(TextOutput& out, const std::vector<Row>& rows) {
  const std::size_t option = column_width(rows, &Row::option);
  const std::size_t value = column_width(rows, &Row::value);
  const std::size_t origin = column_width(rows, &Row::origin);
  for (const Row& row : rows) {
    const std::string line = padded(row.option, option) + "  " + padded(row.value, value) + "  " +
                             padded(row.origin, origin) + "  " + row.judgement;
    out << "  " << trim_end(line) << "\n";
  }
}

void write_section(TextOutput& out, std::string_view title, const std::vector<Row>& rows) {
  if (rows.empty()) return;
  out << title << ":\n";
  write_rows(out, rows);
}

std::vector<Row> given_rows(const Settings& settings) {
  std::vector<Row> rows;
  for (const Settings::Given& one : settings.given()) {
    if (is_about_config(*one.option)) continue;
    rows.push_back(
        {one.counts ? std::string(one.option->name) : "", shown_value(*one.option, one.text),
         origin_of(one),
         one.counts ? judgement_of(*one.option, one.text) : "does not count: given above"});
  }
  return rows;
}

std::vector<Row> default_rows(const Settings& settings, const Command* command) {
  std::vector<Row> rows;
  for (const Option& option : all_options()) {
    const bool is_for_it =
        option.scope == OptionScope::global || (command != nullptr && command->takes(option.name));
    if (is_for_it && !option.fallback.empty() && !settings.source_of(option.name))
      rows.push_back({std::string(option.name), std::string(option.fallback), "default", "works"});
  }
  return rows;
}

std::vector<Row> parameter_rows(const Settings& settings) {
  std::vector<Row> rows;
  for (const auto& [name, value] : settings.parameters())
    rows.push_back({name, is_secret(name) ? std::string(stars) : masked(value), "", ""});
  return rows;
}

void write_text(TextOutput& out, const Settings& settings, const Command* command) {
  if (command != nullptr) out << "For the command " << command->name << "\n";
  write_section(out, "Given", given_rows(settings));
  write_section(out, "Parameters of the changelog", parameter_rows(settings));
  if (!settings.unknown().empty()) out << "Known to nobody:\n";
  for (const std::string& one : settings.unknown()) out << "  " << one << "\n";
  write_section(out, "By default", default_rows(settings, command));
}

}  // namespace

bool is_about_config(const Option& option) { return option.is_taken_by("config"); }

std::string judgement_of(const Option& option, const std::string& value) {
  if (option.scope == OptionScope::elsewhere)
    return "no effect here: belongs to commands that are not here";
  if (option.effect == OptionEffect::none) return "no effect here: " + std::string(option.doc);
  const std::string flaw = flaw_of(option, value);
  if (flaw.empty()) return "works";
  return "refused: " + (option.effect == OptionEffect::refused ? std::string(option.doc) : flaw);
}

std::string origin_of(const Settings::Given& given) {
  switch (given.source) {
    case Settings::Source::command_line:
      return "command line";
    case Settings::Source::java_options:
      return "-D of variable " + given.variable;
    case Settings::Source::environment:
      return "variable " + given.variable;
    case Settings::Source::local_file:
    case Settings::Source::file:
      break;
  }
  return given.where.file + ":" + std::to_string(given.where.line);
}

std::string shown_value(const Option& option, const std::string& value) {
  if (option.kind == OptionKind::flag) return value;
  if (option.name == "password-command") return value.substr(0, value.find(' ')) + " …";
  return is_secret(option.name) && !value.empty() ? std::string(stars) : masked(value);
}

void config(Request& request) {
  const std::string name = request.settings().text("for-command");
  const Command* const command = name.empty() ? nullptr : &command_named(name);
  const Settings settings = request.settings().for_command(command == nullptr ? "" : command->name);
  if (request.wants_json()) return write_config(request.console(), settings, command);
  write_text(request.console().out(), settings, command);
}

}  // namespace ebbtide
