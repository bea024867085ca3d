#pragma once

#include <string>
#include <vector>

#include "changelog/change_set.h"
#include "cli/console.h"
#include "operations/convert.h"
#include "operations/new_change_set.h"
#include "operations/new_project.h"

namespace ebbtide {

/// What `init project`, `init copy`, `new` and `convert` say with `--format json`: one document
/// each, whose shape is in docs/json. They write to the result's stream, and nothing else may.

/// The files of a new project, and which of them were there.
void write_json(Console& console, const NewProjectReport& report);
/// The folder that was copied to, and the files below it.
void write_json(Console& console, const std::string& target, const std::vector<std::string>& files);
/// The new changeset, and the file that has it.
void write_json(Console& console, const NewChangeSetReport& report, const ChangeSetId& id);
/// The file that was written of a changelog, with what it lost.
void write_json(Console& console, const std::string& changelog, const std::string& file,
                const ConvertReport& report);

}  // namespace ebbtide
