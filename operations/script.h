#pragma once

#include <ctime>
#include <functional>
#include <ostream>
#include <string>

#include "executor/open_database.h"
#include "executor/plan.h"
#include "executor/run.h"
#include "executor/surroundings.h"
#include "operations/option_row.h"

namespace ebbtide {

/// What a script of SQL looks like. Its title is that of Liquibase, such as `Update Database
/// Script`.
struct ScriptOptions {
  std::string title;  ///< of its header
  PreparedInScript prepared = PreparedInScript::warning;
  bool is_strict = false;             ///< whether an author must be given
  bool may_execute_commands = false;  ///< of executeCommand
};
inline constexpr OptionRow<ScriptOptions> script_option_rows[] = {
    {"strict", &ScriptOptions::is_strict},
    {"allow-execute-command", &ScriptOptions::may_execute_commands},
};

/// What a script is for; its frame differs a little.
enum class ScriptKind { update, sync, rollback, future };

/// Writes a script: the statements for the tracking tables and the lock, a header, and between them
/// what `body` runs. An offline run has no lock, and keeps its history in its file once the script
/// is complete. `known` is the history the script starts from. Nothing is written to a database.
/// Throws what `body` throws; the part that was written by then stays in `out`, and has no end.
void write_script(const Project& project, OpenDatabase& database, ScriptKind kind,
                  const ScriptOptions& options, const History& known, std::ostream& out,
                  const Surroundings& with, const std::function<void(const RunContext&)>& body);

/// Writes the SQL of an update, without running it. Throws as an update does before its first
/// statement.
void write_update(const Project& project, OpenDatabase& database, const UpdateLimit& limit,
                  const ScriptOptions& options, std::ostream& out, const Surroundings& with);

/// The history that is there: the database's, or the file's of an offline run; empty where there is
/// none yet.
History recorded_history(OpenDatabase& database);

/// `11/22/26, 6:07 PM`: a moment as Liquibase's messages have it. The month counts from 0, as `tm`
/// has it; of the year the last two digits are shown.
std::string short_date_time(const std::tm& moment);

}  // namespace ebbtide
