#pragma once

#include <array>

#include "cli/options.h"

namespace ebbtide {

/// The commands that read the configuration, and those of them that ask the gate.
constexpr std::string_view configured_commands =
    "lint update update-count update-to-tag update-testing-rollback update-sql update-count-sql "
    "update-to-tag-sql status approve";
constexpr std::string_view gated_commands = configured_commands.substr(sizeof("lint"));

/// The options of the linter and of the gate; a part of the table of options.
constexpr auto lint_options = std::to_array<Option>({
    Option{"path", OptionScope::command, OptionKind::text,
           "What to judge: changelogs, folders of migrations, files of SQL"},
    Option{"dialect", OptionScope::command, OptionKind::text,
           "The database that the SQL is for, with its version: postgresql@15, mysql@8.0, "
           "mariadb@10.11, sqlite@3.40"}
        .taken_by("lint"),
    Option{"deployed", OptionScope::command, OptionKind::text,
           "What is there already: a file with SQL or a changelog; 'none' for an empty database"}
        .taken_by("lint"),
    Option{"git-base", OptionScope::command, OptionKind::text,
           "Judge only what is new or changed against this commit"}
        .taken_by("lint"),
    Option{"since-tag", OptionScope::command, OptionKind::text,
           "Judge only what comes behind the changeset that sets this tag"}
        .taken_by("lint"),
    Option{"scope",
           OptionScope::command,
           OptionKind::text,
           "EACH: judge each changeset as if it were released alone; so it is where nothing says "
           "what is there already",
           {},
           {},
           {"EACH"}}
        .taken_by("lint"),
    Option{"stats", OptionScope::command, OptionKind::text,
           "A file with the sizes of tables, as 'ebbtide stats' writes it; else those of the "
           "database of "
           "--url count"}
        .taken_by("lint"),
    Option{"config", OptionScope::command, OptionKind::text,
           "The configuration; else .ebbtide-lint.yml beside the changelog or in a folder above it"}
        .taken_by(configured_commands),
    Option{"no-config", OptionScope::command, OptionKind::flag, "Read no configuration", "false"}
        .taken_by("lint"),
    Option{"enable", OptionScope::command, OptionKind::text,
           "Rules to look for, by id or its beginning: PG308,CS"}
        .taken_by("lint")
        .repeated(),
    Option{"disable", OptionScope::command, OptionKind::text,
           "Rules not to look for, by id or its beginning"}
        .taken_by("lint")
        .repeated(),
    Option{"severity", OptionScope::command, OptionKind::text,
           "How much a rule counts: DS102=warning"}
        .taken_by("lint")
        .repeated(),
    Option{"fail-on",
           OptionScope::command,
           OptionKind::text,
           "The severity from which the exit code is 3: ERROR, WARNING, INFO or NEVER",
           {},
           {},
           {"ERROR", "WARNING", "INFO", "NEVER"}}
        .taken_by("lint"),
    Option{"output", OptionScope::command, OptionKind::text,
           "A further output to a file: FORMAT:FILE, such as sarif:lint.sarif"}
        .taken_by("lint")
        .repeated(),
    Option{"write-baseline", OptionScope::command, OptionKind::text,
           "Write all findings to a file, to be known from then on"}
        .taken_by("lint"),
    Option{"show-suppressed", OptionScope::command, OptionKind::flag,
           "Show what a comment, the configuration or the baseline silences too", "false"}
        .taken_by("lint"),
    Option{"honour-foreign-ignores", OptionScope::command, OptionKind::flag,
           "Let squawk-ignore, atlas:nolint and lql-ignore count too", "false"}
        .taken_by("lint"),
    Option{"gate",
           OptionScope::command,
           OptionKind::text,
           "What becomes of an update that destroys data nobody has approved: OFF, WARN or REFUSE; "
           "it can only be stricter than the configuration",
           {},
           {},
           {"OFF", "WARN", "REFUSE"}}
        .taken_by(gated_commands),
    Option{
        "environment", OptionScope::command, OptionKind::text,
        "The environment of the configuration whose gate counts; EBBTIDE_ENVIRONMENT says it too"}
        .taken_by(gated_commands),
    Option{"allow-destructive", OptionScope::command, OptionKind::text,
           "A changeset that may destroy data in this run: path::id::author, or its id"}
        .taken_by(gated_commands)
        .repeated(),
    Option{"reason", OptionScope::command, OptionKind::text, "Why it is approved"}.taken_by(
        "approve"),
    Option{"approver", OptionScope::command, OptionKind::text,
           "Who approves, in place of the name that git or the system knows"}
        .taken_by("approve"),
    Option{"expires", OptionScope::command, OptionKind::text,
           "The last day the approval counts, such as 2027-01-31"}
        .taken_by("approve"),
    Option{"check", OptionScope::command, OptionKind::flag,
           "Say which approvals are used, stale or expired", "false"}
        .taken_by("approve"),
    Option{"list-rules", OptionScope::command, OptionKind::flag, "Show all rules", "false"}
        .taken_by("lint"),
    Option{"explain", OptionScope::command, OptionKind::text,
           "Say what one rule means, and what it does not"}
        .taken_by("lint"),
});

}  // namespace ebbtide
