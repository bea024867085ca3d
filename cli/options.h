#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// What an option takes: any text, `true` or `false` in any case (a flag alone on the command line
/// is `true`), a whole number.
enum class OptionKind { text, flag, number };

/// Where an option counts.
enum class OptionScope {
  global,    ///< for every command
  command,   ///< for the commands that name it, or that it names
  elsewhere  ///< for commands of Liquibase that are not here
};

/// What giving an option does here.
enum class OptionEffect {
  works,
  none,    ///< nothing: what is run and kept is the same with any value
  refused  ///< a value other than the default would change the result and cannot be honoured
};

/// One option, declared once: the command line, the environment and properties files are read by
/// it, and the help is made of it. To add one of the command line: a row in options.cpp, which is
/// global, is named by commands, or names those that take it. One that an operation obeys also
/// needs a member of the options of that operation, and a row in the list beside it
/// (operations/option_row.h).
struct Option {
  std::string_view name;  ///< as it is written: `changelog-file`
  OptionScope scope;
  OptionKind kind;
  std::string_view doc;            ///< of an option that does not work: why
  std::string_view fallback = {};  ///< the value where none is given
  std::array<std::string_view, 3> aliases = {};
  std::array<std::string_view, 12> words = {};  ///< one of these, in any case, where there are some
  OptionEffect effect = OptionEffect::works;
  std::string_view commands = {};  ///< that take it, beside those that name it themselves
  bool repeats = false;            ///< may be given several times; the values are one list then
  std::string_view bare = {};      ///< the value where it is given without one; empty: it needs one

  /// The same option, taken by these commands too: names with blanks between them.
  constexpr Option taken_by(std::string_view names) const {
    Option copy = *this;
    copy.commands = names;
    return copy;
  }
  /// The same option, which does nothing here; `doc` says why.
  constexpr Option without_effect() const {
    Option copy = *this;
    copy.effect = OptionEffect::none;
    return copy;
  }
  /// The same option, which means this value where it is given without one.
  constexpr Option bare_as(std::string_view value) const {
    Option copy = *this;
    copy.bare = value;
    return copy;
  }
  /// The same option, which may be given several times.
  constexpr Option repeated() const {
    Option copy = *this;
    copy.repeats = true;
    return copy;
  }
  bool is_taken_by(std::string_view command) const;
};

/// In the order of the help.
std::span<const Option> all_options();

/// The option a name means, however it is spelled: `changelog-file`, `changeLogFile`,
/// `CHANGELOG_FILE`; nothing where there is none.
const Option* find_option_named(std::string_view name);

/// The variable of the environment that has the option, and its key in a properties file:
/// `LIQUIBASE_COMMAND_CHANGELOG_FILE`, `liquibase.command.changelogFile`.
std::string variable_of(const Option& option);
std::string property_of(const Option& option);

/// Whether the option may stand before every command, so that one set of options serves them all;
/// those that do not take it leave it alone.
bool is_taken_before_every_command(std::string_view name);

/// A name without case, dashes, underscores, dots and blanks, as names are compared:
/// `changelogfile`.
std::string plain_name(std::string_view name);

}  // namespace ebbtide
