#pragma once

#include <string>
#include <vector>

#include "changelog/change_set.h"
#include "cli/console.h"
#include "operations/convert.h"
#include "operations/new_change_set.h"
#include "operations/new_project.h"

namespace ebbtide {

// What `init project`, `init copy`, `new` and `convert` say with `--format json`.

void write_json(Console& console, const NewProjectReport& report);
void write_json(Console& console, const std::string& target, const std::vector<std::string>& files);
void write_json(Console& console, const NewChangeSetReport& report, const ChangeSetId& id);
void write_json(Console& console, const std::string& changelog, const std::string& file,
                const ConvertReport& report);

}  // namespace ebbtide
