// A name may fit several lines of `info`: a version that was undone has its old row and a script of
// its own again, a repeatable that has changed has its last row and the script. So a line must fit
// the name and the purpose; a name fails where none fits the name alone.
#include "flyway/cherry_pick.h"

#include <algorithm>
#include <optional>

#include "flyway/failure.h"
#include "text/ascii.h"

namespace ebbtide::flyway {
namespace {

bool has_name(const MigrationInfo& info, const std::string& name) {
  const auto version = Version::parse(name);
  if (version && info.version() && *info.version() == *version) return true;
  return info.description() == name || info.description() == replace_all(name, "_", " ");
}

bool is_waiting(const MigrationInfo& info) {
  return info.state == State::pending ||
         (info.state == State::ignored && !is_baseline(info.type()));
}

/// Whether it has run, so that there is nothing to do.
bool is_there(const MigrationInfo& info) {
  return info.state == State::success || info.state == State::out_of_order ||
         info.state == State::baseline;
}

/// Of a script that can neither run nor has.
std::string why_not(State state) {
  if (state == State::above_target) return "which is above the target";
  if (state == State::below_baseline || state == State::baseline_ignored)
    return "for which a baseline stands";
  if (state == State::ignored) return "a baseline migration, which only begins a history";
  return "which cannot run: its state is " + std::string(to_text(state));
}

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw Failure(configuration_code, "cherryPick names '" + name + "', " + why);
}

}  // namespace

CherryPick CherryPick::parse(const std::string& text) {
  std::vector<std::string> names = split_list(text);
  if (names.empty() && !trim(text).empty())
    throw Failure(configuration_code, "cherryPick '" + text + "' names no migration");
  return CherryPick(std::move(names));
}

std::vector<const MigrationInfo*> CherryPick::to_run(const Standing& standing) const {
  std::vector<const MigrationInfo*> all;
  for (const std::string& name : names_) {
    std::string why = "which is no version and no description of a migration";
    bool is_settled = false;
    for (const MigrationInfo& one : standing.all) {
      if (!has_name(one, name)) continue;
      is_settled = is_settled || is_waiting(one) || is_there(one);
      why = why_not(one.state);
      if (is_waiting(one) && is_baseline(one.type()) && !all.empty())
        refuse(name, "a baseline migration, which only begins a history");
      if (is_waiting(one) && std::find(all.begin(), all.end(), &one) == all.end())
        all.push_back(&one);
    }
    if (!is_settled) refuse(name, why);
  }
  return all;
}

std::vector<const MigrationInfo*> CherryPick::to_undo(const Standing& standing) const {
  std::vector<const MigrationInfo*> all;
  for (auto name = names_.rbegin(); name != names_.rend(); ++name) {
    const auto found = std::find_if(
        standing.all.begin(), standing.all.end(),
        [&](const MigrationInfo& one) { return one.is_undoable() && has_name(one, *name); });
    if (found == standing.all.end()) refuse(*name, "which is no version that is applied");
    if (std::find(all.begin(), all.end(), &*found) == all.end()) all.push_back(&*found);
  }
  return all;
}

}  // namespace ebbtide::flyway
