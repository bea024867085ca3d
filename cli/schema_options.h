#pragma once

#include <array>

#include "cli/options.h"

namespace ebbtide {

/// The commands that compare two databases.
constexpr std::string_view comparing_commands = "diff drift";
/// Those that read a reference database.
constexpr std::string_view reference_commands = "diff diff-changelog snapshot-reference";

/// The options of the commands that read schemas; a part of the table of options.
constexpr auto schema_options = std::to_array<Option>({
    Option{"schemas", OptionScope::command, OptionKind::text,
           "The schemas to look at, separated by commas; the default one without it"}
        .taken_by("diff drift snapshot snapshot-reference db-doc drop-all"),
    Option{"reference-schemas", OptionScope::command, OptionKind::text,
           "The schemas of the reference that stand for those of --schemas, in their order"}
        .taken_by("diff"),
    Option{"diff-types", OptionScope::command, OptionKind::text,
           "The kinds of objects to look at: tables, columns, primarykeys, uniqueconstraints, "
           "foreignkeys, indexes, views, sequences, checkconstraints, functions, triggers …"}
        .taken_by(comparing_commands),
    Option{"include-objects", OptionScope::command, OptionKind::text,
           "Only these objects: expressions for whole names, or type:expression"}
        .taken_by(comparing_commands),
    Option{"exclude-objects", OptionScope::command, OptionKind::text,
           "All but these objects: expressions for whole names, or type:expression"}
        .taken_by(comparing_commands),
    Option{
        "baseline", OptionScope::command, OptionKind::text,
        "Of drift, what is expected: scratch, the schema that the changelog leads to as far as it "
        "has run, as without it; recorded, the one that update --record-schema has kept; or a file "
        "with a snapshot. Of lint, a file with findings that are known"}
        .taken_by("drift lint"),
    Option{
        "drift",
        OptionScope::command,
        OptionKind::text,
        "What becomes of an update where the database is not as its changelog says: IGNORE, WARN "
        "or REFUSE",
        "IGNORE",
        {},
        {"IGNORE", "WARN", "REFUSE"}}
        .taken_by("update update-count update-to-tag"),
    Option{"output-schemas",
           OptionScope::command,
           OptionKind::text,
           "What the changes of a changelog call the schemas, in the order of --schemas",
           {},
           {"output-schemas-as"}}
        .taken_by("diff"),
    Option{"rename", OptionScope::command, OptionKind::text,
           "What was renamed, as table.column:name or table:name; may be given several times"}
        .taken_by("diff diff-changelog drift")
        .repeated(),
    Option{"record-schema", OptionScope::command, OptionKind::flag,
           "Keep in the database how its schema is afterwards, for drift --baseline=recorded",
           "false"}
        .taken_by("update update-count update-to-tag changelog-sync"),
    Option{
        "fix",
        OptionScope::command,
        OptionKind::text,
        "Write the changesets that record the drift, CHANGELOG, or that take it back, DATABASE. "
        "Of lint, CHANGELOG alone: write changesets anew that are not released, where there is a "
        "form that keeps nobody waiting (indexes, foreign keys and NOT NULL of PostgreSQL)",
        {},
        {},
        {"CHANGELOG", "DATABASE"}}
        .bare_as("CHANGELOG")
        .taken_by("drift lint"),
    Option{"fix-file", OptionScope::command, OptionKind::text,
           "The file that gets these changesets at its end; for CHANGELOG that of "
           "--changelog-file without it"}
        .taken_by("drift"),
    Option{"diff-column-order", OptionScope::global, OptionKind::flag,
           "Whether another order of columns is a difference", "true"},
    Option{"reference-url", OptionScope::command, OptionKind::text,
           "The database that says how it should be; also "
           "offline:postgresql?snapshot=schema.json"}
        .taken_by(reference_commands),
    Option{"reference-username", OptionScope::command, OptionKind::text,
           "Who connects to the reference"}
        .taken_by(reference_commands),
    Option{"reference-password", OptionScope::command, OptionKind::text, "The password there"}
        .taken_by(reference_commands),
    Option{"reference-driver", OptionScope::command, OptionKind::text,
           "Java driver class of the reference; accepted and not used"}
        .taken_by(reference_commands),
    Option{"reference-driver-properties-file", OptionScope::command, OptionKind::text,
           "Properties file with further parameters of the reference's URL"}
        .taken_by(reference_commands),
    Option{"reference-default-schema-name", OptionScope::command, OptionKind::text,
           "The schema of the reference that is looked at where none is named"}
        .taken_by(reference_commands),
    Option{"reference-default-catalog-name", OptionScope::command, OptionKind::text,
           "The catalog of the reference that is looked at where none is named"}
        .taken_by(reference_commands),
    Option{"reference-liquibase-schema-name", OptionScope::command, OptionKind::text,
           "Schema of the reference's tracking tables"}
        .taken_by(reference_commands),
    Option{"reference-liquibase-catalog-name", OptionScope::command, OptionKind::text,
           "Catalog of the reference's tracking tables"}
        .taken_by(reference_commands),
    Option{"snapshot-format", OptionScope::command, OptionKind::text,
           "The form of a snapshot: TXT, JSON or YAML; SQL for a file for each object below "
           "--output-directory"}
        .taken_by("snapshot snapshot-reference"),
    Option{"require-force", OptionScope::command, OptionKind::flag,
           "Drop nothing unless --force is given", "false"}
        .taken_by("drop-all"),
    Option{"with-time", OptionScope::command, OptionKind::flag,
           "Say in a snapshot when it was taken, so that no two are equal", "false"}
        .taken_by("snapshot snapshot-reference"),
});

}  // namespace ebbtide
