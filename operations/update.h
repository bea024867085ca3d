#pragma once

#include <memory>
#include <optional>
#include <string>

#include "executor/locked.h"
#include "executor/plan.h"
#include "executor/run.h"
#include "operations/consent.h"
#include "operations/option_row.h"

namespace ebbtide {

/// How far an update goes, and how.
struct UpdateOptions {
  UpdateLimit limit = {};
  std::optional<std::string> tag = {};  ///< to be set on the last row at the end
  bool is_atomic = false;               ///< all of it in one transaction, or nothing
  bool is_strict = false;               ///< whether an author must be given
  bool may_execute_commands = false;    ///< of executeCommand
  LockOptions lock = {};
  Consents consents = {};
};
inline constexpr OptionRow<UpdateOptions> update_option_rows[] = {
    {"atomic", &UpdateOptions::is_atomic},
    {"strict", &UpdateOptions::is_strict},
    {"allow-execute-command", &UpdateOptions::may_execute_commands},
};

/// What an update came to. The plan borrows the changelog of the project, which must outlive it.
struct UpdateReport {
  std::shared_ptr<const History> history = {};  ///< as it was before; the plan borrows it
  UpdatePlan plan = {};
  RunResult result = {};
  bool was_idle = false;  ///< there was nothing to write, so that nobody waited for the lock

  /// Whether no changeset ran, no checksum was brought up to date and no tag set.
  bool did_nothing = false;
};

/// A changeset of an update failed. The report says how far it came: its `result` is what stays; of
/// an atomic update that is what changesets with runInTransaction=false have committed.
class UpdateFailed : public ChangeSetFailed {
 public:
  UpdateFailed(const ChangeSetFailed& failed, UpdateReport report)
      : ChangeSetFailed(failed), report_(std::move(report)) {}
  const UpdateReport& report() const { return report_; }

 private:
  UpdateReport report_;
};

/// Runs the changesets that have not run yet, and those that run again. The database must not be
/// offline. What an earlier run was cut off from while it undid it is finished first. The history
/// is read once without the lock: where nothing is to be done, nobody has to wait; where something
/// is, it is read again under the lock, since another run may have done it meanwhile. Throws
/// ValidationFailed before the first statement where the changelog cannot be run, ConsentRefused
/// where somebody has something against it, UpdateFailed for the first changeset that fails, and
/// Interrupted.
UpdateReport update(const Project& project, OpenDatabase& database, const UpdateOptions& options,
                    const Surroundings& with);

}  // namespace ebbtide
