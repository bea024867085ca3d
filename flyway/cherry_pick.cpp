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

bool is_undoable(const MigrationInfo& info) {
  return info.applied != nullptr && info.version() && !is_synthetic(info.type()) &&
         !is_undo(info.type()) && info.state != State::deleted && info.state != State::undone;
}

bool is_waiting(const MigrationInfo& info) {
  return info.state == State::pending ||
         (info.state == State::ignored && !is_baseline(info.type()));
}

[[noreturn]] void refuse(const std::string& name, const std::string& why) {
  throw Failure(configuration_code, "cherryPick names '" + name + "', " + why);
}

}  // namespace

std::vector<const MigrationInfo*> CherryPick::to_run(const Standing& standing) const {
  std::vector<const MigrationInfo*> all;
  for (const std::string& name : names_) {
    bool is_known = false;
    for (const MigrationInfo& one : standing.all) {
      if (!has_name(one, name)) continue;
      is_known = true;
      if (one.state == State::above_target) refuse(name, "which is above the target");
      const bool is_new = std::find(all.begin(), all.end(), &one) == all.end();
      if (is_waiting(one) && is_new) all.push_back(&one);
    }
    if (!is_known) refuse(name, "which is no version and no description of a migration");
  }
  return all;
}

std::vector<const MigrationInfo*> CherryPick::to_undo(const Standing& standing) const {
  std::vector<const MigrationInfo*> all;
  for (auto name = names_.rbegin(); name != names_.rend(); ++name) {
    const auto found = std::find_if(
        standing.all.begin(), standing.all.end(),
        [&](const MigrationInfo& one) { return is_undoable(one) && has_name(one, *name); });
    if (found == standing.all.end()) refuse(*name, "which is no version that is applied");
    if (std::find(all.begin(), all.end(), &*found) == all.end()) all.push_back(&*found);
  }
  return all;
}

}  // namespace ebbtide::flyway
