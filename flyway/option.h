#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ebbtide::flyway {

/// What becomes of an option that is given.
enum class Use {
  taken,
  without_effect,  ///< it is about Java, licences or databases that are not here
  not_run,         ///< it names what would be run, and is not here: whoever gives it is warned
  refused          ///< to pass over it would do something else than was asked for
};

/// One option of Flyway. Its name is its key in flyway.toml; `flyway.` before it is its key in
/// flyway.conf, `-` before it makes it an option of the command line.
struct Option {
  std::string_view name;
  std::string_view otherwise;  ///< the value where nobody gives one
  std::string_view help;
  Use use = Use::taken;
  std::string_view verb = {};  ///< the only one that it is for; empty where it is for several
};

/// In alphabetical order.
std::span<const Option> options();
/// Those that Flyway does not know, of the command line alone: two dashes stand before them, so
/// that the name here has one.
std::span<const Option> own_options();
/// Nothing where there is no such option; letters count.
const Option* find_option(std::string_view name);
/// Whether the name begins like those that users make up: placeholders.who.
bool is_of_family(std::string_view name);
/// The environment variable of an option: FLYWAY_OUT_OF_ORDER.
std::string environment_variable(std::string_view option);

/// A word of the command line with one dash that has no value.
struct Flag {
  std::string_view name;
  std::string_view help;
};
/// All that Flyway has, also those that mean nothing here.
std::span<const Flag> flags();

}  // namespace ebbtide::flyway
