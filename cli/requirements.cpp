// Where one required option is missing, whoever asks for it says so, with Liquibase's words. Where
// several are, they are said at once, with the lines that a properties file would have: whoever
// runs the program for the first time should not find out one by one.
#include "cli/requirements.h"

#include "text/ascii.h"
#include "text/enumeration.h"

namespace ebbtide {
namespace {

bool is_given(const Settings& settings, std::string_view option) {
  return !option.empty() && !settings.text(option).empty();
}

}  // namespace

MissingOptions missing_options(const Command& command, const Settings& settings) {
  std::vector<std::string> options, variables;
  MissingOptions missing;
  for (const Requirement& one : command.requirements()) {
    if (is_given(settings, one.option) || is_given(settings, one.instead)) continue;
    options.push_back("'--" + std::string(one.option) + "'");
    variables.push_back("LIQUIBASE_COMMAND_" + replace_all(upper(one.option), "-", "_"));
    if (one.option == "url") missing.lines.emplace_back("url: postgresql://localhost:5432/mydb");
    if (one.option == "changelog-file") missing.lines.emplace_back("changelogFile: changelog.xml");
  }
  if (options.size() < 2) return {};
  missing.message = "Invalid arguments " + enumerated(options) +
                    ": missing required arguments; give them on the command line, as " +
                    enumerated(variables) + " or in " + settings.text("defaults-file");
  if (!missing.lines.empty()) missing.message += ", with lines such as";
  return missing;
}

}  // namespace ebbtide
