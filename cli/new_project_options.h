#pragma once

#include <array>

#include "cli/options.h"

namespace ebbtide {

/// The options of the commands that make files of a project; a part of the table of options.
constexpr auto new_project_options = std::to_array<Option>({
    Option{"title", OptionScope::command, OptionKind::text,
           "What a new changeset is for: its comment, and in its file's name"},
    Option{"author", OptionScope::command, OptionKind::text,
           "Who writes a new changeset, in place of the name that git or the system knows"},
    Option{"project-dir", OptionScope::command, OptionKind::text, "The folder of a new project",
           "./"},
    Option{"project-defaults-file", OptionScope::command, OptionKind::text,
           "The properties file of a new project", "liquibase.properties"},
    Option{"project-guide",
           OptionScope::command,
           OptionKind::text,
           "Ask on a terminal what a new project is to have: ON or OFF",
           "ON",
           {},
           {"ON", "OFF"}},
    Option{"to",
           OptionScope::command,
           OptionKind::text,
           "The format of a changelog that is converted: xml, yaml, json or sql",
           {},
           {},
           {"XML", "YAML", "YML", "JSON", "SQL"}},
    Option{"overwrite-output-file", OptionScope::command, OptionKind::flag,
           "Replace a changelog that is there", "false"},
    Option{"keep-temp-files", OptionScope::command, OptionKind::flag,
           "Nothing is written anywhere else meanwhile, so this is accepted and not used"},
    Option{"source", OptionScope::command, OptionKind::text, "The folder of the project to copy"},
    Option{"target", OptionScope::command, OptionKind::text, "The folder to copy it to"},
    Option{"recursive", OptionScope::command, OptionKind::flag, "Copy the folders in it too",
           "false"},
});

}  // namespace ebbtide
