// The names that an option has outside of the command line.
#include "cli/options.h"
#include "text/ascii.h"

namespace ebbtide {

std::string variable_of(const Option& option) {
  return (option.scope == OptionScope::command ? "LIQUIBASE_COMMAND_" : "LIQUIBASE_") +
         replace_all(upper(option.name), "-", "_");
}

std::string property_of(const Option& option) {
  std::string key = option.scope == OptionScope::command ? "liquibase.command." : "liquibase.";
  bool begins_word = false;
  for (const char c : option.name) {
    if (c != '-') key += begins_word ? upper(std::string_view(&c, 1)) : std::string(1, c);
    begins_word = c == '-';
  }
  return key;
}

}  // namespace ebbtide
