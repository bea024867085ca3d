#pragma once

#include <string>
#include <vector>

#include "changelog/project.h"
#include "executor/open_database.h"
#include "executor/plan.h"
#include "executor/surroundings.h"
#include "history/permit.h"
#include "operations/approvals.h"
#include "operations/consent.h"

namespace ebbtide {

/// How the gate behaves in this run.
struct GateOptions {
  lint::GateMode mode = lint::GateMode::off;  ///< that of the environment, or what was asked for
  lint::Environment environment = {};
  std::vector<Approval> approvals = {};   ///< all of the file, also those of other changesets
  std::string approvals_file = {};        ///< where an approval goes
  std::vector<std::string> allowed = {};  ///< changesets that a flag lets pass
  std::vector<std::string> folders = {};  ///< of the search path, for who wrote a file last
  std::string today = {};                 ///< `2026-11-28`, in UTC
};

/// A changeset that destroys something, with all that it does.
struct Destructive {
  const ChangeSet* change_set = nullptr;  ///< never null; borrowed
  std::string digest;                     ///< that an approval has to have
  std::vector<lint::Finding> findings;    ///< at least one; messages have the number of rows
  std::vector<std::string> doubts;        ///< why approvals that are there do not count
  bool is_approved = false;
  std::vector<Approval> approvals = {};  ///< that count
  bool is_flagged = false;               ///< a flag of this run approves it
};

/// What is to be kept of a changeset that is let through: one for each approval that counts and for
/// the flag; one `warning` where there is none.
std::vector<Permit> permits_of(const Destructive& one);

/// Finds what destroys something in the live database, among changesets that are about to run and
/// the statements that they take. What is in no table, or in a table without rows, is nothing; nor
/// is what the same run makes. The database is read on a session of its own.
std::vector<Destructive> find_destructive(const Prospect& prospect, OpenDatabase& database,
                                          const Files& files, const Surroundings& with);

/// The same for the changesets that an update would run now; with `only`, for that one alone, run
/// or not. Throws what planning an update throws, and Error where there is no such changeset.
std::vector<Destructive> find_pending_destructive(const Project& project, OpenDatabase& database,
                                                  const UpdateLimit& limit, const std::string& only,
                                                  const Surroundings& with);

/// Looks for the approvals that let each of them pass, and says of each that is for it and does not
/// count why. `dialect` is the short name of the database.
void judge_approvals(std::vector<Destructive>& all, const GateOptions& options,
                     std::string_view dialect);

/// Why an approval of this changeset does not count; empty where it does.
std::string doubt_of(const Approval& approval, const Destructive& one, const GateOptions& options,
                     std::string_view dialect);

/// Throws UsageError for a flag that names no changeset of the changelog, or several by their id.
void require_known_flags(const GateOptions& options, const Changelog& changelog);

/// One line for each thing that is destroyed, with what to do.
std::vector<Problem> problems_of(const Destructive& one, const GateOptions& options);

/// The environment that a name or a URL means. Throws UsageError for a name that the settings do
/// not have, and for one whose gate is laxer than that of the URL: a name is no way round a gate.
/// `asked` is the mode of the command line: it can make the environment's stricter, and laxer only
/// where that allows it.
GateOptions gate_options(const lint::Settings& settings, const std::string& name,
                         const std::string& url, const std::optional<lint::GateMode>& asked);

/// Has something against a run that destroys what nobody has approved. What it lets through is on
/// record (history/permit_table.h). Borrows what it is made
/// from.
class GateConsent final : public Consent {
 public:
  GateConsent(OpenDatabase& database, GateOptions options, const Files& files,
              const Surroundings& with)
      : database_(database), options_(std::move(options)), files_(files), with_(with) {}

  std::vector<Problem> against(const Prospect& prospect) override;
  /// Keeps who has let what through, in the database and with the observer. Throws DatabaseError
  /// where it cannot be kept.
  void granted() override;

 private:
  OpenDatabase& database_;
  GateOptions options_;
  const Files& files_;
  Surroundings with_;
  std::vector<Permit> permits_;
};

}  // namespace ebbtide
