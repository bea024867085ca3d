#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "cli/request.h"

namespace ebbtide {

/// What a command needs: a database; a changelog for a database; a changelog, and a database only
/// where a URL is given; neither, whatever is given.
enum class Needs { database, changelog, changelog_only, nothing };

/// An option that a command cannot do without, unless another one stands in for it.
struct Requirement {
  std::string_view option;
  std::string_view instead = {};
};

/// One command, declared once; its name may have two words: parsing, help and the run itself are
/// made from it. `options` are those of its own; what it needs brings others, and so do options
/// that name it. Its place in the table is its place in the help. `run` says what came of it on the
/// console, and throws Error where it failed.
struct Command {
  std::string_view name;
  std::string_view summary;
  Needs needs;
  std::array<std::string_view, 14> options;
  std::string_view positional;  ///< the required option that may be given without its name
  void (*run)(Request& request);
  std::string_view alias = {};
  std::array<Requirement, 3> required = {};  ///< in place of `positional`, where there are some
  bool takes_many = false;        ///< `positional` may be given several times, and is a list then
  std::string_view example = {};  ///< a command line that runs it, for the help
  bool word_is_optional = false;  ///< it can do without what `positional` stands for
  bool judges_settings = false;   ///< it tells itself what is wrong with them
  bool says_nothing = false;      ///< beside its result: it may be read by a shell
  bool writes_output = false;     ///< `output-file` names what it makes, not a place for its result

  /// The same command with an example.
  constexpr Command with_example(std::string_view line) const {
    Command copy = *this;
    copy.example = line;
    return copy;
  }
  /// The same command, which says nothing beside its result.
  constexpr Command saying_nothing() const {
    Command copy = *this;
    copy.says_nothing = true;
    return copy;
  }
  /// The same command, which writes the file that `output-file` names itself.
  constexpr Command writing_output() const {
    Command copy = *this;
    copy.writes_output = true;
    return copy;
  }
  /// The same command, to which wrong settings are no error.
  constexpr Command judging_settings() const {
    Command copy = *this;
    copy.judges_settings = true;
    return copy;
  }
  /// The same command, which can do without the word behind it.
  constexpr Command with_optional_word() const {
    Command copy = *this;
    copy.word_is_optional = true;
    return copy;
  }
  /// The same command, whose word may be given several times.
  constexpr Command taking_many() const {
    Command copy = *this;
    copy.takes_many = true;
    return copy;
  }
  /// Whether the command takes an option of the table, by its name there; those that are global are
  /// taken by all and not asked about here.
  bool takes(std::string_view option) const;
  /// The options of the command in the order of the table.
  std::vector<std::string_view> all_options() const;
  /// Those of its own among them, and those that it shares with all that need the same.
  std::vector<std::string_view> own_options() const;
  std::vector<std::string_view> shared_options() const;
  /// All that it cannot do without, also by what it needs.
  std::vector<Requirement> requirements() const;
};

/// In the order of the help.
std::span<const Command> commands();

/// The command of this name, in Liquibase's old spelling too: `updateSQL`. Null where there is
/// none.
const Command* find_command(std::string_view name);
/// The same, throwing UsageError with a suggestion where there is none.
const Command& command_named(std::string_view name);

}  // namespace ebbtide
