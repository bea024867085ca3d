#pragma once

#include <array>

#include "cli/commands.h"

namespace ebbtide {

// cli/diff.cpp
void diff(Request& request);
// cli/snapshot.cpp
void snapshot(Request& request);
void snapshot_reference(Request& request);
// cli/db_doc.cpp
void db_doc(Request& request);
// cli/drop_all.cpp
void drop_all(Request& request);
// cli/drift.cpp
void drift(Request& request);

/// The commands that read schemas; a part of the table of commands.
constexpr std::array schema_commands{
    Command{"diff",
            "Show how the database differs from a reference",
            Needs::database,
            {},
            "",
            diff,
            "",
            {Requirement{"reference-url"}}}
        .with_example("ebbtide diff --reference-url=postgresql://localhost/wanted "
                      "--url=postgresql://localhost/shop"),
    Command{"snapshot",
            "Write what the database consists of",
            Needs::database,
            {"output-directory", "overwrite-output-file"},
            "",
            snapshot}
        .with_example("ebbtide snapshot --snapshot-format=json --output-file=shop.json"),
    Command{"snapshot-reference",
            "Write what the reference database consists of",
            Needs::nothing,
            {"format", "output-directory", "overwrite-output-file"},
            "",
            snapshot_reference,
            "",
            {Requirement{"reference-url"}}}
        .with_example("ebbtide snapshot-reference "
                      "--reference-url=postgresql://localhost/wanted"),
    Command{"db-doc",
            "Write a page on the database and its changesets, to be searched in a browser",
            Needs::changelog,
            {"output-directory"},
            "output-directory",
            db_doc}
        .with_example("ebbtide db-doc --output-directory=doc"),
    Command{"drop-all",
            "Drop everything in the database",
            Needs::database,
            {"force", "plan"},
            "",
            drop_all}
        .with_example("ebbtide drop-all --plan"),
    Command{"drift",
            "Show how the database differs from what its changelog says",
            Needs::changelog,
            {},
            "",
            drift}
        .with_example("ebbtide drift --changelog-file=changelog.xml "
                      "--url=postgresql://localhost/shop"),
};

}  // namespace ebbtide
