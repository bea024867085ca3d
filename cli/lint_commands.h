#pragma once

#include <array>

#include "cli/commands.h"

namespace ebbtide {

// cli/lint.cpp
void judge(Request& request);
void write_statistics(Request& request);
// cli/gate.cpp
void approve(Request& request);
void init_gate(Request& request);

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
    Command{"stats",
            "Write the sizes of the tables, for lint to know them where it has no database",
            Needs::database,
            {},
            "",
            write_statistics}
        .with_example("ebbtide stats --url=postgresql://localhost/shop --output-file=stats.json"),
    Command{"approve",
            "Approve what a changeset destroys, or check the approvals that are there",
            Needs::changelog,
            {"changeset-identifier"},
            "changeset-identifier",
            approve}
        .with_optional_word()
        .with_example("ebbtide approve changelog.xml::7::ann --reason='archived, SHOP-77'"),
    Command{"init gate",
            "Write a configuration of the linter and the gate",
            Needs::nothing,
            {"format"},
            "",
            init_gate}
        .with_example("ebbtide init gate"),
};

}  // namespace ebbtide
