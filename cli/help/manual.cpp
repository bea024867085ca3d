#include "cli/help/manual.h"

#include "cli/help.h"
#include "cli/help/markdown.h"
#include "cli/help/topics.h"
#include "cli/options.h"
#include "database/drivers.h"
#include "executor/version.h"
#include "text/ascii.h"
#include "text/enumeration.h"

namespace ebbtide {
namespace {

/// A text of which no letter means something to troff: a line may not begin with a dot or a quote,
/// a dash is to stay one that can be copied.
std::string troff(std::string_view text) {
  std::string escaped = replace_all(text, "\\", "\\e");
  escaped = replace_all(escaped, "-", "\\-");
  escaped = replace_all(escaped, "…", "...");
  if (escaped.starts_with('.') || escaped.starts_with('\'')) escaped = "\\&" + escaped;
  return escaped;
}

/// `ebbtide-init-project`: a page has one name.
std::string page_of(const Command& command) {
  return "ebbtide-" + replace_all(command.name, " ", "-");
}

void write_head(std::ostream& out, std::string_view name, std::string_view summary) {
  out << ".TH " << upper(troff(name)) << " 1 \"\" \"ebbtide " << program_version
      << "\" \"Ebbtide\"\n.SH NAME\n"
      << troff(name) << " \\- " << troff(summary) << "\n.SH SYNOPSIS\n";
}

void write_option(std::ostream& out, const Option& option, const Command* command) {
  std::string what(option.doc);
  if (command != nullptr) what += mark_of_requirement(*command, option.name);
  out << ".TP\n.B " << troff(with_value(option)) << "\n" << troff(what) << ".\n";
  if (!option.fallback.empty()) out << "The default is " << troff(option.fallback) << " .\n";
  out << "Variable: " << troff(variable_of(option)) << "\n";
}

/// A topic's text: lines that are indented stand as they are.
void write_topic(std::ostream& out, const Topic& topic) {
  out << ".SH " << upper(topic.summary) << "\n";
  bool is_code = false;
  for (std::string_view rest = topic.text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    const bool is_indented = line.starts_with("  ");
    if (is_indented != is_code && !line.empty()) {
      out << (is_indented ? ".PP\n.nf\n" : ".fi\n.PP\n");
      is_code = is_indented;
    }
    if (!line.empty()) {
      out << troff(line) << "\n";
    } else if (is_code) {
      out << ".sp\n";
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (is_code) out << ".fi\n";
}

void write_program(std::ostream& out) {
  write_head(out, "ebbtide", "runs Liquibase changelogs on " + enumerated(product_names()));
  out << ".B ebbtide\n[OPTIONS] COMMAND [OPTIONS] [\\-Dname=value ...]\n.SH COMMANDS\n";
  for (const Command& command : commands())
    out << ".TP\n.BR " << troff(page_of(command)) << " (1)\n" << troff(command.summary) << ".\n";
  out << ".SH OPTIONS\n";
  for (const Option& option : all_options()) {
    if (counts_everywhere(option)) write_option(out, option, nullptr);
  }
  for (const Topic& topic : topics()) write_topic(out, topic);
}

void write_command(std::ostream& out, const Command& command) {
  write_head(out, page_of(command), command.summary);
  const std::string word = word_of(command);
  out << ".B ebbtide " << troff(command.name) << "\n[OPTIONS] " << troff(word) << "\n";
  out << ".SH DESCRIPTION\n" << troff(command.summary) << ".\n";
  if (!word.empty())
    out << ".PP\n"
        << troff(word) << " is the value of \\-\\-" << troff(command.positional) << ".\n";
  const auto own = command.own_options(), shared = command.shared_options();
  if (!own.empty() || !shared.empty()) out << ".SH OPTIONS\n";
  for (const auto& names : {own, shared}) {
    for (const std::string_view name : names) write_option(out, *find_option_named(name), &command);
  }
  out << ".PP\nOptions of every command are in\n.BR ebbtide (1).\n";
  if (!command.example.empty()) out << ".SH EXAMPLE\n.nf\n" << troff(command.example) << "\n.fi\n";
  out << ".SH SEE ALSO\n.BR ebbtide (1)\n";
}

}  // namespace

void write_manual(std::ostream& out, const Command* command) {
  command == nullptr ? write_program(out) : write_command(out, *command);
}

std::string name_of_manual(const Command* command) {
  return command == nullptr ? "ebbtide.1" : page_of(*command) + ".1";
}

}  // namespace ebbtide
