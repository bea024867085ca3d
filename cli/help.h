#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "cli/commands.h"

namespace ebbtide {

/// The commands and the options for all of them. All pages are made of the tables of this program,
/// so that they go to a stream as they are.
void write_help(std::ostream& out);
/// What `help` says about `words`: a command, or a topic such as `change createTable`; lists and
/// pages are Markdown where `format` is `markdown`. `words` must have one. Throws UsageError for
/// what there is no help on.
void write_help_on(std::ostream& out, std::span<const std::string> words, std::string_view format);
/// One command with its options.
void write_help(std::ostream& out, const Command& command);

}  // namespace ebbtide
