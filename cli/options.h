#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ebbtide {

/// What an option takes.
enum class OptionKind { text, flag, number };

/// Where an option counts and what it does here.
enum class OptionScope {
  global,   ///< for every command
  command,  ///< for the commands that name it
  ignored,  ///< known to Liquibase, without a meaning here
  java      ///< names a Java class: refused
};

/// One option, declared once: the command line, the environment and properties files are read by
/// it, and the help is made of it.
struct Option {
  std::string_view name;  ///< as it is written: `changelog-file`
  OptionScope scope;
  OptionKind kind;
  std::string_view doc;
  std::string_view fallback = {};  ///< the value where none is given
  std::array<std::string_view, 3> aliases = {};
  std::array<std::string_view, 5> words = {};  ///< one of these, in any case, where there are some
};

std::span<const Option> all_options();

/// The option a name means, however it is spelled: `changelog-file`, `changeLogFile`,
/// `CHANGELOG_FILE`; nothing where there is none.
const Option* find_option_named(std::string_view name);

/// A name without case, dashes, underscores and dots, as names are compared.
std::string plain_name(std::string_view name);

/// `; did you mean '--url'?`, or nothing.
std::string option_suggestion(std::string_view name);

}  // namespace ebbtide
