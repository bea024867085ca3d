#include <algorithm>

#include "cli/commands.h"
#include "cli/hints.h"
#include "cli/options.h"
#include "text/error.h"

namespace ebbtide {

std::vector<Requirement> Command::requirements() const {
  std::vector<Requirement> all;
  if (needs == Needs::database || needs == Needs::changelog)
    all.push_back({"url", takes("targets") ? "targets" : ""});
  if (needs == Needs::changelog || needs == Needs::changelog_only)
    all.push_back({"changelog-file"});
  for (const Requirement& one : required) {
    if (!one.option.empty()) all.push_back(one);
  }
  if (required.front().option.empty() && !positional.empty() && !word_is_optional)
    all.push_back({positional});
  return all;
}

const Command* find_command(std::string_view name) {
  const std::string plain = plain_name(name);
  const auto all = commands();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Command& command) {
    return plain_name(command.name) == plain ||
           (!command.alias.empty() && plain_name(command.alias) == plain);
  });
  return found == all.end() ? nullptr : &*found;
}

const Command& command_named(std::string_view name) {
  if (const Command* const command = find_command(name)) return *command;
  throw UsageError("Unexpected argument(s): " + std::string(name) + command_hint(name));
}

}  // namespace ebbtide
