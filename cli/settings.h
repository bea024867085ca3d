#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/arguments.h"
#include "cli/options.h"
#include "text/error.h"

namespace ebbtide {

/// The environment of a process, name and value, in its order.
using Environment = std::vector<std::pair<std::string, std::string>>;

/// The options of one command as they count: from the command line, else the system properties that
/// variables such as JAVA_OPTS give a Java program, else the environment, else the properties file,
/// else their default. Passwords are never part of a message. All values have been checked as to
/// what their option can be, so that a flag is one and a number is one; whether one is given is for
/// whoever needs it. Read-only once made.
class Settings {
 public:
  /// The places of an option, the closest first.
  enum class Source { command_line, java_options, environment, local_file, file };

  /// Where settings come from, beside the command line. `read_file` gives the bytes of a properties
  /// file, nothing where there is none, and throws UsageError where there is one that cannot be
  /// read.
  struct Sources {
    Environment environment;
    std::function<std::optional<std::string>(const std::string&)> read_file;
    std::function<void(const std::string&)> warn;
  };

  /// Whether what is wrong with what was given is an error, or for the command to tell.
  enum class Check { all, none };

  /// Throws UsageError for values that are none, for a Java class that would have to run, and,
  /// where `strict` is set, for keys and variables nobody knows.
  static Settings resolve(const Arguments& arguments, std::string_view command,
                          const Sources& sources, Check check = Check::all);

  /// A value that one of several databases has of its own, under the name of the table, or
  /// `parameter.` and a name for a changelog parameter; or that an option counts as not given.
  struct Own {
    std::string name;
    std::optional<std::string> value;
    Position where = {};
  };
  /// These settings with the values of one database in place of theirs. Throws UsageError, with the
  /// place, for a value that its option cannot be.
  Settings with_own(const std::vector<Own>& values) const;

  /// The value that counts, or the default of the option; nothing where it has neither. Named as
  /// the table has it. An empty value is a value.
  std::optional<std::string> get(std::string_view name) const;
  /// Whether somebody has given it.
  bool is_given(std::string_view name) const { return values_.contains(name); }
  /// Empty where it is not given and has no default.
  std::string text(std::string_view name) const { return get(name).value_or(""); }
  /// False where it is not given and has no default.
  bool flag(std::string_view name) const;
  bool flag_or(std::string_view name, bool otherwise) const {
    return get(name) ? flag(name) : otherwise;
  }
  /// Throws UsageError where it was not given.
  int number(std::string_view name) const;
  /// The value of an option that is one of some words, upper case; empty where none is given.
  std::string choice(std::string_view name) const;
  /// Throws UsageError where it was not given.
  std::string required(std::string_view name) const;
  /// Throws UsageError about the value of an option, with the place or the variable that sets it.
  [[noreturn]] void refuse(std::string_view option, const std::string& message) const;
  /// What is made from the value of an option; what is wrong with it is said with its place.
  template <class Make>
  auto made_from(std::string_view option, Make make) const {
    try {
      return make();
    } catch (const UsageError& error) {
      refuse(option, error.what());
    }
  }

  /// Changelog parameters: `-Dname=value`, then those of the properties file; of one name the first
  /// counts.
  const std::vector<std::pair<std::string, std::string>>& parameters() const { return parameters_; }
  const Environment& environment() const { return environment_; }
  /// What -Dname=value of JAVA_OPTS defines beside options; changelogs may name it.
  const Environment& system_properties() const { return system_properties_; }
  /// The options that were given and have no effect here.
  std::vector<const Option*> without_effect() const;

  /// One value of an option that somebody has given, and where.
  struct Given {
    const Option* option = nullptr;
    Source source = Source::command_line;
    std::string text;
    Position where = {};        ///< in a properties file
    std::string variable = {};  ///< of the environment
    bool counts = true;         ///< false where a closer place gives another
  };
  /// All that was given, in the order of the table of options, of one option the one that counts
  /// first.
  std::vector<Given> given() const;
  /// Where the value of an option that counts comes from; nothing where it has its default.
  std::optional<Source> source_of(std::string_view option) const;
  /// Names of properties files, of variables and of JAVA_OPTS that nobody knows, each with what it
  /// may have been meant to be.
  const std::vector<std::string>& unknown() const { return unknown_; }
  /// The same places asked for another command, without a complaint about what they have.
  Settings for_command(std::string_view command) const;

 private:
  /// A value and who gave it, if not the command line.
  struct Value {
    std::string text;
    Position where = {};        ///< in a properties file
    std::string variable = {};  ///< of the environment
    Source source = Source::command_line;
  };
  class Layer;
  using Values = std::map<std::string, Value, std::less<>>;
  /// What names of one source nobody knows, each with what it may have been meant to be.
  using Unknown = std::vector<std::string>;

  Unknown take_system_properties(std::string_view command);
  Unknown take_environment(std::string_view command);
  Unknown take_properties(std::string_view command, const Sources& sources);
  /// Warns of them, or, where `strict` is set, throws UsageError.
  void complain(const Unknown& unknown, const std::string& what, const std::string& when_strict,
                const Sources& sources) const;
  void check_values() const;
  void take_all(std::string_view command, const Sources& sources, Check check);
  /// Adds what no closer source has given.
  void add(const Values& values);

  Values values_;
  std::vector<std::pair<std::string, Value>> hidden_;  ///< what counts less than another
  std::vector<std::string> unknown_;
  std::map<std::string, std::string> arguments_;
  std::function<std::optional<std::string>(const std::string&)> read_file_;
  std::vector<std::pair<std::string, std::string>> parameters_;
  Environment environment_;
  Environment system_properties_;
};

/// What is wrong with a value of an option, that it is none or that it cannot be honoured here;
/// empty for nothing.
std::string flaw_of(const Option& option, const std::string& value);

}  // namespace ebbtide
