#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/json/output.h"
#include "operations/explain_checksum.h"
#include "operations/findings.h"
#include "operations/inspect.h"
#include "operations/maintain.h"
#include "operations/prove.h"
#include "operations/repair.h"
#include "operations/rollback.h"

namespace ebbtide {

// What commands say with `--format json`. `database` is the one they are about, as messages name
// it. Other programs read them: a name of a member that has been written stays. To add a report: a
// function here and a file beside the others; nothing of JSON stands elsewhere.

/// What a rollback would undo, and what stands in its way.
Json json_of(const RollbackProspect& prospect, const std::string& database);
/// The same as `rollback --plan` has it.
void write_json(Console& console, const RollbackProspect& prospect, const std::string& database);
/// A proof, with each finding of it.
void write_json(Console& console, const ProofReport& proof, const std::string& database);
/// The changesets that stayed half done, and how far each came.
void write_json(Console& console, const std::vector<HalfDone>& unfinished,
                const std::string& database);
/// Who holds the lock; an empty list for nobody.
void write_json(Console& console, const std::vector<HeldLock>& locks, const std::string& database);
/// The rows of the history in their order.
void write_json(Console& console, const History& history, const std::string& database);
/// How a database stands to its changelog.
void write_json(Console& console, const DatabaseState& standing, const std::string& database);
/// What a checksum is made of, by each of Liquibase's algorithms.
void write_json(Console& console, const ExplainedChecksum& explained);
/// The changesets of a list that `name` says what it is of: `pending`, `unexpected`.
void write_json(Console& console, std::string_view name, const std::vector<ChangeSetId>& ids,
                const std::string& database);
/// What doctor found; without a database where that is empty.
struct DoctorReport {
  const Changelog& changelog;
  std::string database;
  const std::vector<Finding>& findings;
  bool is_ready;
};
void write_json(Console& console, const DoctorReport& report);

/// A JSON Schema of changelogs in YAML and JSON.
std::string changelog_schema();

/// What `calculate-checksum`, `validate` and `tag-exists` say: one object with one answer.
void write_checksum(Console& console, const std::string& checksum);
void write_validity(Console& console);
void write_tag(Console& console, const std::string& tag, bool exists);
/// What `tag` has set.
void write_set_tag(Console& console, const std::string& tag, const std::string& database);
/// A statement of `execute-sql` with its answer, null where it has none.
struct Executed {
  std::string sql;
  std::optional<Rows> rows;
};
void write_json(Console& console, const std::vector<Executed>& executed,
                const std::string& database);

}  // namespace ebbtide
