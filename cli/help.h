#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "cli/options.h"

namespace ebbtide {

/// How a page of the help is written: its lines no wider than this, or as Markdown, where lines are
/// paragraphs.
struct HelpStyle {
  std::size_t width = 80;
  bool is_markdown = false;
};

/// The commands, and where there is more. All pages are made of the tables of this program, so that
/// they go to a stream as they are.
void write_help(std::ostream& out, const HelpStyle& style = {});
/// What `help` says about `words`: a command, or a topic such as `change createTable`. `words` must
/// have one. Throws UsageError for what there is no help on.
void write_help_on(std::ostream& out, std::span<const std::string> words, const HelpStyle& style);
/// One command with its options.
void write_help(std::ostream& out, const Command& command, const HelpStyle& style = {});

/// An option with what it takes, as a list of options has it: `--count=NUMBER`.
std::string with_value(const Option& option);
/// The word behind the command as a usage line has it, `TAG`, or `[TAG]` where the command can do
/// without it; empty for none.
std::string word_of(const Command& command);

}  // namespace ebbtide
