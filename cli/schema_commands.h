#pragma once

#include <array>

#include "cli/commands.h"

namespace ebbtide {

// cli/diff.cpp
void diff(Request& request);

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
};

}  // namespace ebbtide
