#pragma once

#include <array>

#include "cli/fleet/commands.h"
#include "cli/options.h"

namespace ebbtide {

/// The options of the commands that work on many databases; a part of the table of options.
constexpr auto fleet_options = std::to_array<Option>({
    Option{"targets", OptionScope::command, OptionKind::text,
           "Work on many databases: a file that lists them, or a folder of SQLite files"}
        .taken_by(fleet_command_names),
    Option{"targets-query", OptionScope::command, OptionKind::text,
           "Work on the schemas or databases that this SQL returns from --url"}
        .taken_by(fleet_command_names),
    Option{"schemas-matching", OptionScope::command, OptionKind::text,
           "Work on the schemas of --url whose names fit: 'tenant_*,!tenant_old'"}
        .taken_by(fleet_command_names),
    Option{"parallel", OptionScope::command, OptionKind::number,
           "How many databases at a time; twice as many as there are cores, at most 8, unless it "
           "is given"}
        .taken_by(fleet_command_names),
    Option{"max-connections-per-host", OptionScope::command, OptionKind::number,
           "How many of them on one host; 0 for no limit", "0"}
        .taken_by(fleet_command_names),
    Option{"canary", OptionScope::command, OptionKind::text,
           "The targets to do first, by name or the first so many; the others begin when all of "
           "them are done"}
        .taken_by(fleet_command_names),
    Option{"stop-after", OptionScope::command, OptionKind::number,
           "Begin no more targets after so many failures, 0 for none; what changes databases stops "
           "after 1, what looks goes on"}
        .taken_by(fleet_command_names),
    Option{"shard", OptionScope::command, OptionKind::text,
           "Only this part of the targets: 0/4 to 3/4 for four machines, auto/4 for the index that "
           "Kubernetes gives a job"}
        .taken_by(fleet_command_names),
    Option{"results", OptionScope::command, OptionKind::text,
           "File for what became of each target, written as it goes"}
        .taken_by(fleet_command_names),
    Option{"resume",
           OptionScope::command,
           OptionKind::text,
           "File of --results of an earlier run: what is done there is left alone, and the file is "
           "kept up to date",
           {},
           {"only-failed-of"}}
        .taken_by(fleet_command_names),
});

}  // namespace ebbtide
