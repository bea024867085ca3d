#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "operations/rollback.h"

namespace ebbtide {

/// The plan as lines for people, newest changeset first, with what each statement loses and locks.
/// Values in them are as they are: the console makes them harmless.
std::vector<std::string> lines_of(const RollbackProspect& prospect);
/// What the plan comes to: `In all 3 changesets, 7 statements; lost are 2 tables, 14 rows`.
std::string totals_line(const RollbackProspect& prospect);
/// How a changeset is undone, in one word: `automatic`, `explicit`, `marked`, `impossible`.
std::string_view manner_of(const PlannedUndo& planned);

}  // namespace ebbtide
