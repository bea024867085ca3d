// All of the help comes from tables: commands, options, change types, preconditions and topics.
// Nothing is said here that could be forgotten when a row is added. What `help commands`, `help
// options`, `help changes` and `help preconditions` say with --format=markdown is what docs/ has;
// `make docs` writes it, and a test compares it.
//
// The page of a command has its own options and those that it shares with all that need the same;
// options of every command stand on a page of theirs.
#include "cli/help.h"

#include <algorithm>

#include "changelog/change_types.h"
#include "changelog/precondition.h"
#include "cli/exit_code.h"
#include "cli/help/markdown.h"
#include "cli/help/page.h"
#include "cli/help/topics.h"
#include "cli/reference.h"
#include "database/drivers.h"
#include "text/ascii.h"
#include "text/enumeration.h"
#include "text/error.h"
#include "text/suggestion.h"

namespace ebbtide {
namespace {

constexpr std::size_t option_column = 34, name_column = 32;

/// Where the second column of a list begins: a narrow page has less room for the first.
std::size_t column_of(const Page& page, std::size_t usual) {
  return std::min(usual, page.width() / 2);
}

void write_option(Page& page, const Option& option, const Command* command) {
  std::string what(option.doc);
  if (command != nullptr) what += mark_of_requirement(*command, option.name);
  if (!option.fallback.empty()) what += " [" + std::string(option.fallback) + "]";
  page.entry(with_value(option), what, column_of(page, option_column));
}

void write_list_entry(Page& page, std::string_view name, std::string_view summary) {
  page.entry(name, summary, column_of(page, name_column));
}

void write_options(Page& page, std::string_view title, const std::vector<std::string_view>& names,
                   const Command& command) {
  if (names.empty()) return;
  page.heading(title);
  for (const std::string_view name : names) write_option(page, *find_option_named(name), &command);
}

/// All declarations of a kind: their names, or as Markdown all there is to know of each.
template <class Type>
void write_all(Page& page, std::string_view title, std::span<const Type* const> types,
               bool markdown) {
  page.out() << (markdown ? "# " : "") << title << (markdown ? "\n\n" : ":\n");
  for (const Type* const type : types) {
    if (markdown) {
      write_markdown(page.out(), describe(*type));
    } else {
      write_list_entry(page, type->name, type->doc);
    }
  }
}

template <class Type>
void write_one(Page& page, std::string_view kind, std::span<const Type* const> types,
               const std::string& name, bool markdown) {
  const auto found = std::find_if(types.begin(), types.end(),
                                  [&](const Type* type) { return type->name == name; });
  if (found == types.end()) {
    std::vector<std::string_view> names;
    for (const Type* const type : types) names.push_back(type->name);
    const std::string near = suggestion(name, names);
    throw UsageError(
        "There is no " + std::string(kind) + " '" + name + "'" +
        (near.empty() ? "; 'ebbtide help " + std::string(kind) + "s' lists all" : near));
  }
  const ReferenceEntry entry = describe(**found);
  markdown ? write_markdown(page.out(), entry) : write_text(page, entry);
}

/// The help on one kind of declaration. Returns whether `words` ask for it.
template <class Type>
bool write_kind(Page& page, std::string_view kind, std::string_view title,
                std::span<const Type* const> types, std::span<const std::string> words,
                bool markdown) {
  const bool one = words.front() == kind;
  if (one && words.size() == 2) {
    write_one(page, kind, types, words[1], markdown);
    return true;
  }
  const bool all = words.size() == 1 && (one || words.front() == std::string(kind) + "s");
  if (all) write_all(page, title, types, markdown);
  return all;
}

template <class IsMeant>
void write_options_where(Page& page, std::string_view title, const IsMeant& is_meant) {
  page.heading(title);
  for (const Option& option : all_options()) {
    if (is_meant(option)) write_option(page, option, nullptr);
  }
}

void write_options_page(Page& page) {
  page.text(
      "Options of every command. Each can also be given by a variable, such as "
      "LIQUIBASE_LOG_LEVEL, and in liquibase.properties, as logLevel: 'ebbtide help "
      "configuration'. "
      "What a single command takes besides, 'ebbtide help COMMAND' says.");
  write_options_where(page, "Options for all commands", counts_everywhere);
  write_options_where(
      page, "Options of Liquibase that have no effect here", [](const Option& option) {
        return option.effect == OptionEffect::none && option.scope == OptionScope::global;
      });
  write_options_where(page, "Options of Liquibase that are refused",
                      [](const Option& option) { return option.effect == OptionEffect::refused; });
}

void write_topics(Page& page) {
  page.text("'ebbtide help TOPIC' says more about each of these:");
  page.blank();
  for (const Topic& topic : topics()) write_list_entry(page, topic.name, topic.summary);
  write_list_entry(page, "exit-codes", "What the exit code says");
  write_list_entry(page, "commands", "All commands");
  write_list_entry(page, "COMMAND", "One command with its options and an example");
  write_list_entry(page, "options", "The options of every command");
  write_list_entry(page, "changes", "What can stand in a changeset");
  write_list_entry(page, "change NAME", "One of them, with its attributes and an example");
  write_list_entry(page, "preconditions", "What can be asked before a changeset runs");
  write_list_entry(page, "precondition NAME", "One of them, with an example");
}

/// The text of a topic: lines that are indented stand as they are.
void write_topic(Page& page, const Topic& topic) {
  page.text(std::string(topic.summary) + ".");
  page.blank();
  for (std::string_view rest = topic.text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    line.starts_with("  ") ? page.code(line.substr(2)) : page.text(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

bool write_list(Page& page, std::string_view word, bool markdown) {
  if (word == "commands") {
    markdown ? write_commands_markdown(page.out())
             : write_help(page.out(), {page.width(), markdown});
  } else if (word == "options") {
    markdown ? write_options_markdown(page.out()) : write_options_page(page);
  } else if (word == "topics") {
    write_topics(page);
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::string with_value(const Option& option) {
  std::string name = "--" + std::string(option.name);
  if (option.kind == OptionKind::flag) return name;
  return name + (option.kind == OptionKind::number ? "=NUMBER" : "=VALUE");
}

std::string word_of(const Command& command) {
  if (command.positional.empty()) return "";
  const std::string word =
      replace_all(upper(command.positional), "-", "_") + (command.takes_many ? "..." : "");
  return command.word_is_optional ? "[" + word + "]" : word;
}

bool counts_everywhere(const Option& option) {
  return option.scope == OptionScope::global && option.effect == OptionEffect::works;
}

std::string mark_of_requirement(const Command& command, std::string_view option) {
  for (const Requirement& one : command.requirements()) {
    if (one.option != option && one.instead != option) continue;
    if (one.instead.empty()) return " [required]";
    return " [required, or --" + std::string(one.option == option ? one.instead : one.option) + "]";
  }
  return "";
}

void write_help(std::ostream& out, const HelpStyle& style) {
  Page page(out, style.width);
  page.text("Runs Liquibase changelogs on " + enumerated(product_names()) +
            ", with rollbacks that are planned and checked before the first statement.");
  page.blank();
  page.text("Usage: ebbtide [OPTIONS] COMMAND [OPTIONS] [-Dname=value ...]");
  page.heading("Commands");
  for (const Command& command : commands()) write_list_entry(page, command.name, command.summary);
  page.heading("More");
  write_list_entry(page, "ebbtide COMMAND --help", "The options of a command, with an example");
  write_list_entry(page, "ebbtide help options", "The options of every command");
  write_list_entry(page, "ebbtide help topics",
                   "All there is help on: the first steps, changelogs, configuration, passwords…");
  write_list_entry(page, "ebbtide help change NAME", "What a change can say, such as createTable");
  page.blank();
  page.text(
      "Options are also read from the environment (LIQUIBASE_COMMAND_URL, LIQUIBASE_SEARCH_PATH, "
      "…) "
      "and from liquibase.properties.");
}

void write_help(std::ostream& out, const Command& command, const HelpStyle& style) {
  Page page(out, style.width);
  page.text(std::string(command.summary) + ".");
  page.blank();
  const std::string word = word_of(command);
  page.text("Usage: ebbtide " + std::string(command.name) + " [OPTIONS]" +
            (word.empty() ? "" : " " + word));
  if (!word.empty()) {
    page.blank();
    page.text(word + " is the value of --" + std::string(command.positional) + ".");
  }
  write_options(page, "Options", command.own_options(), command);
  write_options(page,
                command.needs == Needs::database ? "The database and the output"
                                                 : "The changelog, the database and the output",
                command.shared_options(), command);
  if (!command.example.empty()) {
    page.heading("Example");
    page.command(command.example);
  }
  page.blank();
  page.text("Options of every command: 'ebbtide help options'.");
}

void write_help_on(std::ostream& out, std::span<const std::string> words, const HelpStyle& style) {
  Page page(out, style.width);
  const bool markdown = style.is_markdown;
  if (write_kind(page, "change", "Change types", change_types(), words, markdown)) return;
  if (write_kind(page, "precondition", "Preconditions", precondition_types(), words, markdown))
    return;
  if (words.front() == "exit-codes") return write_exit_codes(out, markdown);
  if (write_list(page, words.front(), markdown)) return;
  if (find_command(words.front()) == nullptr) {
    if (const Topic* const topic = find_topic(words.front())) return write_topic(page, *topic);
  }
  write_help(out, command_named(words.front()), style);
}

}  // namespace ebbtide
