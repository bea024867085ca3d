#pragma once

#include <string>
#include <string_view>

namespace ebbtide {

/// What to say behind the name of a command nobody knows: that Liquibase has it and this program
/// has not, what other tools mean by it, or which command is spelled nearly so. Begins with what
/// stands between both, such as `; `: `up` gives ` is no command; 'update' runs what has not run
/// yet`.
std::string command_hint(std::string_view name);
/// The same for an option, named without its dashes: `dry-run`, `user`. Empty where nothing comes
/// near.
std::string option_hint(std::string_view name);
/// The same for an option of one dash, named with it: `-f`. Never empty.
std::string short_option_hint(std::string_view token);
/// The same for a word behind a command that takes none: mostly a second command. Empty for any
/// other word.
std::string word_hint(std::string_view word);

/// Whether Liquibase has a command of this name, as names are compared, that is not here.
bool is_missing_command(std::string_view plain);

}  // namespace ebbtide
