#pragma once

#include <array>

#include "cli/commands.h"

namespace ebbtide {

// cli/generate.cpp
void generate_changelog(Request& request);
void diff_changelog(Request& request);
// cli/adopt.cpp
void adopt(Request& request);

/// The commands that write changesets; a part of the table of commands.
constexpr std::array generate_commands{
    Command{"generate-changelog",
            "Write a changelog that makes the schema of a database from nothing",
            Needs::database,
            {"changelog-file", "author", "context-filter", "label-filter", "diff-types",
             "include-objects", "exclude-objects", "schemas", "output-schemas",
             "overwrite-output-file"},
            "",
            generate_changelog}
        .with_example("ebbtide generate-changelog --changelog-file=changelog.xml "
                      "--url=postgresql://localhost/shop"),
    Command{
        "diff-changelog",
        "Write the changesets that bring the database to what a reference is",
        Needs::database,
        {"changelog-file", "author", "context-filter", "label-filter", "diff-types",
         "include-objects", "exclude-objects", "schemas", "output-schemas", "reference-schemas"},
        "",
        diff_changelog,
        "",
        {Requirement{"reference-url"}, Requirement{"changelog-file"}}}
        .with_example("ebbtide diff-changelog --changelog-file=changelog.xml "
                      "--reference-url=postgresql://localhost/wanted "
                      "--url=postgresql://localhost/shop"),
    Command{"adopt",
            "Give a database its first changelog: generate it, prove it, record it as run",
            Needs::database,
            {"changelog-file", "author", "context-filter", "label-filter", "diff-types",
             "include-objects", "exclude-objects", "schemas", "scratch-url", "plan"},
            "",
            adopt,
            "",
            {Requirement{"changelog-file"}}}
        .with_example("ebbtide adopt --changelog-file=changelog.xml "
                      "--url=postgresql://localhost/shop"),
};

}  // namespace ebbtide
