#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ebbtide {

/// A command line taken apart. Option names are those of the table, however they were spelled.
/// Values are as they were given: what is a number or a flag is checked with all other sources, by
/// Settings. Holds passwords.
struct Arguments {
  std::vector<std::string> words;  ///< the command and what stands behind it without dashes
  std::map<std::string, std::string> values;
  std::set<std::string, std::less<>> before_command;            ///< options that stand before it
  std::vector<std::pair<std::string, std::string>> parameters;  ///< of -Dname=value
  bool wants_help = false;
  bool wants_version = false;

  /// `arguments` without the name of the program. Throws UsageError for an option nobody knows,
  /// with the nearest one or what is meant here by a word of another tool; for one that is given
  /// twice; and for one without its value. Whether the command takes an option is asked later, when
  /// it is known.
  static Arguments parse(const std::vector<std::string>& arguments);
};

}  // namespace ebbtide
