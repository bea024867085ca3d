#pragma once

#include <array>

#include "cli/options.h"

namespace ebbtide {

/// The commands that write changesets.
constexpr std::string_view generating_commands = "generate-changelog diff-changelog adopt";

/// Their options; a part of the table of options.
constexpr auto generate_options = std::to_array<Option>({
    Option{"data-output-directory", OptionScope::command, OptionKind::text,
           "Folder for the rows as CSV files, with --diff-types=data"}
        .taken_by("generate-changelog"),
    Option{"include-schema", OptionScope::command, OptionKind::flag,
           "Name the schema in each change; diff, which makes none, takes it as well", "false"}
        .taken_by("diff generate-changelog diff-changelog"),
    Option{"include-catalog", OptionScope::command, OptionKind::flag,
           "Name the catalog in each change", "false"}
        .taken_by(generating_commands),
    Option{"include-tablespace", OptionScope::command, OptionKind::flag,
           "a tablespace that is not the usual one is always kept", "false"}
        .taken_by(generating_commands)
        .without_effect(),
    Option{"run-on-change-types", OptionScope::command, OptionKind::text,
           "Change types whose changesets get runOnChange, such as createView", "none"}
        .taken_by(generating_commands),
    Option{"replace-if-exists-types", OptionScope::command, OptionKind::text,
           "Change types that get replaceIfExists, such as createView", "none"}
        .taken_by(generating_commands),
    Option{"use-or-replace-option", OptionScope::command, OptionKind::flag,
           "The same as --replace-if-exists-types=createView", "false"}
        .taken_by(generating_commands),
    Option{"skip-object-sorting", OptionScope::command, OptionKind::flag,
           "each changeset comes behind what it needs, which costs no time", "false"}
        .taken_by(generating_commands)
        .without_effect(),
});

}  // namespace ebbtide
