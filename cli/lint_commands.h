#pragma once

#include <array>

#include "cli/commands.h"

namespace ebbtide {

// cli/lint.cpp
void judge(Request& request);

/// The commands that judge; a part of the table of commands.
constexpr std::array lint_commands{
    Command{"lint",
            "Judge a changelog, a folder of migrations or SQL before it runs",
            Needs::changelog_only,
            {"path"},
            "path",
            judge}
        .taking_many()
        .with_optional_word()
        .with_example("ebbtide lint changelog.xml --dialect=postgresql@15"),
};

}  // namespace ebbtide
