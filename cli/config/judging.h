#pragma once

#include <string>
#include <string_view>

#include "cli/options.h"
#include "operations/findings.h"

namespace ebbtide {

/// What a move meets at one option of Liquibase that stands in a file. `shown` names it as it
/// stands there, such as `the option '--url'`; a value that a variable or a property gives is not
/// known. `here` is what it is called here, where that is something else.
void judge_option(const Finding::Place& place, const Option& option, const std::string& shown,
                  const std::string& value, Findings& findings, const std::string& here = {});

/// The same of a command, in any of Liquibase's spellings. Returns whether it is one.
bool judge_command(const Finding::Place& place, const std::string& name, Findings& findings);

/// The same of a setting of a build tool that runs Liquibase, without what stands before its name:
/// `changeLogFile` of `-Dliquibase.changeLogFile`. `tool` is the name of the tool.
void judge_setting(const Finding::Place& place, std::string_view tool, const std::string& name,
                   const std::string& value, Findings& findings);

/// What a goal of Maven or a task of Gradle is here.
void judge_goal(const Finding::Place& place, std::string_view tool, const std::string& name,
                Findings& findings);

}  // namespace ebbtide
