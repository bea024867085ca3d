#pragma once

#include <string>
#include <vector>

#include "changelog/change_set.h"
#include "cli/console.h"
#include "operations/new_change_set.h"
#include "operations/new_project.h"

namespace ebbtide {

// What `init project`, `init copy` and `new` say with `--format json`.

void write_json(Console& console, const NewProjectReport& report);
void write_json(Console& console, const std::string& target, const std::vector<std::string>& files);
void write_json(Console& console, const NewChangeSetReport& report, const ChangeSetId& id);

}  // namespace ebbtide
