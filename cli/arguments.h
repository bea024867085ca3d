#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ebbtide {

/// A command line taken apart. Option names are those of the table, however they were spelled.
struct Arguments {
  std::vector<std::string> words;  ///< the command and what stands behind it without dashes
  std::map<std::string, std::string> values;
  std::set<std::string, std::less<>> before_command;            ///< options that stand before it
  std::vector<std::pair<std::string, std::string>> parameters;  ///< of -Dname=value
  bool wants_help = false;
  bool wants_version = false;

  /// Throws UsageError for an option nobody knows, one that is given twice and one without its
  /// value.
  static Arguments parse(const std::vector<std::string>& arguments);
};

}  // namespace ebbtide
