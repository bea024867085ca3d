#pragma once

#include <istream>
#include <string>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/screen/live_line.h"
#include "cli/settings.h"
#include "database/interruption.h"
#include "operations/fleet_result.h"

namespace ebbtide {

/// Whether the settings ask a command for many databases in place of one.
bool is_for_fleet(const Command& command, const Settings& settings);

/// Runs the command on each of the databases that the settings name. `in` is read for a password
/// where that is asked for, once for all. What is at work stands in `line`, where there is one.
/// Throws UsageError, before any database is changed, for
/// settings and targets that are none.
FleetReport run_on_fleet(const Command& command, const Settings& settings, Console& console,
                         Interruption& interruption, std::istream* in, LiveLine* line);

/// The report of a run that begins now.
FleetReport begin_report(std::string command);

/// Throws UsageError where --format or --report-file names a kind of result that many databases
/// have not in common.
void require_fleet_report(const Settings& settings);
/// Writes what became of the targets, as the result and where a file for it is asked for.
void write_fleet_report(const Settings& settings, Console& console, const FleetReport& report);

/// What is wrong with a fleet that is not done, and what to do; empty for one that is. `has_file`
/// is whether its results are kept.
std::string complaint_about(const FleetReport& report, bool has_file);
std::string complaint_about(const FleetReport& report, const Settings& settings);

/// The exit code of a fleet, by the worst of its targets.
ExitCode exit_code_of(const FleetReport& report);
/// The same; with --detailed-exitcode, where all are done, whether anything is pending.
ExitCode exit_code_of(const FleetReport& report, const Settings& settings);

}  // namespace ebbtide
