#pragma once

#include <string>
#include <vector>

#include "cli/json_output.h"
#include "operations/rollback.h"

namespace ebbtide {

/// The plan as lines for people, newest changeset first.
std::vector<std::string> lines_of(const RollbackProspect& prospect);
/// What the plan comes to: `In all 3 changesets, 7 statements; lost are 2 tables, 14 rows`.
std::string totals_line(const RollbackProspect& prospect);
/// The plan as data.
nlohmann::ordered_json json_of(const RollbackProspect& prospect, const std::string& database);

}  // namespace ebbtide
